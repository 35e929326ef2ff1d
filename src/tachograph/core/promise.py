"""What somebody said they would do by a date, without a figure of their own: a product, a plant, a market."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from tachograph.core.document import digest
from tachograph.core.period import Period
from tachograph.core.span import Span


class PromiseKind(StrEnum):
    """What sort of thing is promised."""

    PRODUCT_LAUNCH = "product_launch"  # shown, put on sale, orders opened
    START_OF_DELIVERIES = "start_of_deliveries"
    MASS_PRODUCTION = "mass_production"  # of a product, where no plant is named
    TECHNOLOGY = "technology"  # a capability is there: Level 4, a solid-state battery
    MARKET_ENTRY = "market_entry"  # a country or region
    PLANT = "plant"  # a plant or line is built or starts
    NETWORK = "network"  # stores, outlets, charging and swap stations
    FINANCE = "finance"  # a listing, a merger, the first profit
    PARTNERSHIP = "partnership"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Act:
    """Something that can be promised, and the words for it: data of a pack.

    ``verbs`` are in their base form, per language. An act with ``of`` is meant only where one of these stands in the
    clause too ("open" stores is one act, "open" a plant another). ``nouns`` say the act by themselves ("deliveries
    from April"). ``metrics`` are those whose targets are such acts: a target for stores is a promise to open them.
    """

    id: str
    kind: PromiseKind
    verbs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    nouns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    metrics: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Promise:
    """A dated commitment as one document words it.

    ``quote`` is the sentence that says it, ``what`` the words in it for what is promised, ``words`` those that make it a
    promise ("will", "plans", 计划); none where only the date lies ahead. ``subject`` is as in a claim; ``about`` are
    the ids of the subject's models and brands that the clause names, ``regions`` those of the places. ``deadline`` is EDTF: the
    promise is kept on its last day at the latest. ``hearsay`` marks what unnamed people or unconfirmed reports say;
    ``made`` is the day on which the document appeared, if known. A promise to have so many stores or stations has their
    ``metric`` and ``count``.
    """

    document: str
    span: Span
    quote: str
    what: str
    what_span: Span
    kind: PromiseKind
    deadline: str
    subject: str | None = None
    subject_id: str | None = None
    about: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    claimant: str | None = None
    words: tuple[str, ...] = ()
    hearsay: bool = False
    made: str | None = None
    metric: str | None = None
    count: Decimal | None = None
    confidence: float = 1.0
    id: str = field(default="")

    def __post_init__(self) -> None:
        if not self.id:
            place = (self.document, self.what_span.start, self.what_span.end, self.kind, self.deadline)
            object.__setattr__(self, "id", digest(*place))

    @property
    def due(self) -> Period:
        """The deadline as a value."""
        return Period.parse(self.deadline)


class Standing(StrEnum):
    """How a promise stands on a day, worst first."""

    BROKEN = "broken"  # evidence says that it was given up, or put off beyond the deadline
    LATE = "late"  # evidence says that it came after the deadline
    OVERDUE = "overdue"  # the deadline has passed and nothing is known
    OPEN = "open"  # the deadline has not passed
    DONE = "done"  # it came; whether in time is not known
    KEPT = "kept"  # evidence says that it came in time


@dataclass(frozen=True, slots=True)
class Evidence:
    """What bears on a promise: in words, of when (EDTF), from which source, published when (EDTF, if known)."""

    text: str
    date: str
    source: str
    published: str | None = None


@dataclass(frozen=True, slots=True)
class JudgedPromise:
    """A promise, how it stands, and what says so; ``repeats`` are other wordings of the same promise."""

    promise: Promise
    standing: Standing
    evidence: tuple[Evidence, ...] = ()
    repeats: tuple[Promise, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """Something that a document says has happened, or has been given up: what a promise is judged by.

    ``date`` (EDTF) is when it happened, ``None`` if the text only says that it has by the day of the document
    (``published``), or the new date of what is put off. ``called_off`` says that it will not come, or not by the date that was named before.
    """

    document: str
    source: str
    published: str | None
    span: Span
    quote: str
    kind: PromiseKind
    date: str | None
    subject_id: str
    about: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    called_off: bool = False
