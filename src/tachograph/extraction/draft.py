"""A claim in the making."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import NamedTuple

from tachograph.core.claim import Kind, Modality
from tachograph.core.pack import Entity
from tachograph.core.period import Period
from tachograph.core.quantity import Modifier
from tachograph.core.span import Span
from tachograph.extraction.numbers.figures import Figure
from tachograph.extraction.scene import Sentence
from tachograph.extraction.times.expressions import TimeMention

_ALONE = 60.0  # the margin where there is no other candidate


STRANGER = "text:"
"""How the ids of sellers begin that only the text at hand names."""


@dataclass
class Subject:
    """Whose figure it is: an entity of the pack, or a name as written."""

    name: str
    entity: Entity | None = None

    @property
    def id(self) -> str | None:
        """The id that the pack has for it; none for one that only the text knows."""
        return None if self.entity is None or self.entity.id.startswith(STRANGER) else self.entity.id

    @classmethod
    def of_all(cls, names: Sequence[str]) -> Subject:
        """Several together, by their names: "NIO, XPeng and Li Auto"."""
        return cls(" and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0])


class Choice(NamedTuple):
    """The cheapest of a field's candidates, what it cost, and how much dearer the next one was."""

    taken: str
    price: float
    margin: float


@dataclass(eq=False)
class Draft:
    """One figure while its fields are being found. ``None`` is not known (yet)."""

    figure: Figure
    span: Span  # of the figure
    sentence: Sentence
    low: Decimal | None
    high: Decimal | None
    unit: str | None
    modifier: Modifier
    precision: Decimal
    kind: Kind | None = None
    subject: Subject | None = None
    metric: str | None = None
    period: Period | None = None
    basis: str | None = None
    modality: Modality = Modality.ACTUAL
    claimant: str | None = None
    model: str | None = None
    region: str | None = None
    segment: str | None = None
    dated: TimeMention | None = None  # the time in its sentence that the period is from
    host: Draft | None = None  # the level that a change or share is said of
    behind: bool = False  # the subject stands behind the figure
    happened: bool = False  # a verb says that it is so
    past: bool = False  # it is what an aim starts from
    own_aim: bool = False  # it is an aim, and the words for that say nothing of other figures
    willed: bool = False  # "will" says that it lies ahead
    choices: dict[str, Choice] = field(default_factory=dict)  # of subject, metric and period, where there were several
    paired: bool = False  # the host is the level at the same place of a row
    carried: bool = False  # the subject is that of the sentence before
    dropped: bool = False
    fixed: set[str] = field(default_factory=set)  # fields that the layout has settled

    @classmethod
    def of(cls, figure: Figure, sentence: Sentence) -> Draft:
        if figure.unit == "decade":  # decades are counted in years
            draft = cls.of(replace(figure, unit="year"), sentence)
            draft.scale(Decimal(10))
            return draft
        return cls(
            figure,
            figure.span,
            sentence,
            figure.low,
            figure.high,
            figure.unit,
            figure.modifier,
            figure.precision,
            segment=figure.segment,
        )

    def chose(self, name: str, prices: Mapping[str, float]) -> None:
        """Note what the candidates for a field cost: how sure the reading is depends on it, the reading does not."""
        cheapest = sorted(prices, key=lambda candidate: (prices[candidate], candidate))[:2]
        if cheapest:
            price = prices[cheapest[0]]
            margin = prices[cheapest[1]] - price if len(cheapest) > 1 else _ALONE
            self.choices[name] = Choice(cheapest[0], price, margin)

    def scale(self, factor: Decimal) -> None:
        """Multiply the value and its precision."""
        self.low = None if self.low is None else self.low * factor
        self.high = None if self.high is None else self.high * factor
        self.precision *= abs(factor)
        if (self.low is not None and self.high is not None and self.low > self.high) or (
            factor < 0 and (self.low is None) != (self.high is None)
        ):
            self.low, self.high = self.high, self.low
