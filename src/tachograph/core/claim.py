"""A figure with its source and its meaning."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from tachograph.core.document import digest
from tachograph.core.period import Period
from tachograph.core.quantity import Modifier, Quantity
from tachograph.core.span import Span


class Kind(StrEnum):
    """What a figure measures."""

    LEVEL = "level"  # a quantity
    CHANGE = "change"  # relative or absolute, against the basis
    SHARE = "share"  # part of the basis
    RATIO = "ratio"  # times another quantity
    RANK = "rank"
    COUNT = "count"  # how many things the text lists or could list
    DURATION = "duration"


class Modality(StrEnum):
    """Whether the figure has happened."""

    ACTUAL = "actual"
    ESTIMATE = "estimate"
    FORECAST = "forecast"
    TARGET = "target"  # the subject's own aim or plan


class Verdict(StrEnum):
    """What checking says of a claim, worst first."""

    CONTRADICTED = "contradicted"  # cannot stand with stronger evidence or with the text's own figures
    IMPLAUSIBLE = "implausible"  # outside what the pack says is possible
    CONFIRMED = "confirmed"  # independent figures agree, the calculation is shown
    CONSISTENT = "consistent"  # nothing against it, nothing independent for it
    UNCHECKED = "unchecked"  # nothing to compare with


@dataclass(frozen=True, slots=True)
class Claim:
    """One figure of a document. The fields are those of the annotation guide (``docs/claims.md``).

    ``subject`` is the canonical English name, or the name as written if no pack knows it (``subject_id`` is then
    ``None``). ``period`` and, for a change, ``basis`` are EDTF strings; for a share ``basis`` names the whole and for
    a ratio the other quantity. ``document`` is the id of the document. ``extractor`` names what read the figure, joined
    by ``+`` if two did.
    """

    document: str
    span: Span
    quote: str
    quantity: Quantity
    kind: Kind
    subject: str | None = None
    subject_id: str | None = None
    metric: str | None = None
    period: str | None = None
    basis: str | None = None
    modality: Modality = Modality.ACTUAL
    claimant: str | None = None
    model: str | None = None
    region: str | None = None
    segment: str | None = None
    confidence: float = 1.0
    verdict: Verdict = Verdict.UNCHECKED
    extractor: str = ""
    id: str = field(default="")

    def __post_init__(self) -> None:
        if not self.id:
            object.__setattr__(self, "id", digest(self.document, self.span.start, self.span.end))

    @property
    def low(self) -> Decimal | None:
        return self.quantity.low

    @property
    def high(self) -> Decimal | None:
        return self.quantity.high

    @property
    def unit(self) -> str:
        return self.quantity.unit

    @property
    def modifier(self) -> Modifier:
        return self.quantity.modifier

    @property
    def when(self) -> Period | None:
        """The period as a value; ``None`` if there is none."""
        return None if self.period is None else Period.parse(self.period)
