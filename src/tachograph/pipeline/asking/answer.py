"""What an answer is made of. The words are the renderers'; every number is the ledger's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from tachograph.analysis.stated import bounds, modifier_of
from tachograph.analysis.table import Scope, Table
from tachograph.core.estimate import Estimate
from tachograph.core.observation import Observation
from tachograph.core.promise import JudgedPromise
from tachograph.core.quantity import Modifier
from tachograph.core.query import Query


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of an answer with all who state it.

    ``role`` is ``value``, ``base`` (what it is compared with), ``latest`` (in place of one that is not known),
    ``target``, ``achieved``, ``change``, ``share``, or of a statement its modality. ``status`` is that of the estimate, or
    ``stated``, ``computed``, ``published``. Of a rate or share the unit is ``percent``. ``rank`` is a place or several.
    """

    role: str
    entity: str
    metric: str
    period: str
    unit: str
    value: Fraction | None
    low: Fraction | None
    high: Fraction | None
    status: str
    modifier: Modifier = Modifier.EXACTLY
    model: str = ""
    segment: str = ""
    region: str = ""
    basis: str = ""
    rank: str = ""
    said: tuple[Observation, ...] = ()
    derivation: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """Something that is said: its key among the sentences of a language, and what is filled in, as values.

    A text that begins with ``@`` is the id of an entity, with ``#`` that of a metric, with ``~`` a period.
    """

    key: str
    given: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer. ``command`` is what can be typed for the same; ``cannot`` says why there is none, and what is needed.

    ``promises`` are those that are asked for, ``pages`` where their documents are from.
    """

    question: str
    query: Query
    command: str
    said: Sequence[Sentence] = ()
    figures: Sequence[Figure] = ()
    caveats: Sequence[Sentence] = ()
    cannot: Sequence[Sentence] = ()
    promises: Sequence[JudgedPromise] = ()
    pages: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Draft:
    """An answer in the making.

    ``period`` is the one that was taken where the question names none, ``command`` what says the same if it is not what
    the question alone would give.
    """

    said: list[Sentence] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    caveats: list[Sentence] = field(default_factory=list)
    cannot: list[Sentence] = field(default_factory=list)
    promises: Sequence[JudgedPromise] = ()
    pages: Mapping[str, str] = field(default_factory=dict)
    period: str | None = None
    command: str = ""

    def say(self, key: str, **given: object) -> None:
        self.said.append(Sentence(key, given))

    def warn(self, key: str, **given: object) -> None:
        """Add a caveat, once."""
        sentence = Sentence(key, given)
        if sentence not in self.caveats:
            self.caveats.append(sentence)

    def refuse(self, key: str, **given: object) -> None:
        self.cannot.append(Sentence(key, given))


def known(role: str, estimate: Estimate, table: Table, rank: str = "") -> Figure:
    """An estimate as a figure."""
    c, span = estimate.cell, bounds(estimate)
    return Figure(
        role, c.entity, c.metric, c.period, c.unit, estimate.value, span.low, span.high, estimate.status,
        modifier_of(estimate), c.model, c.segment, c.region, c.basis, rank,
        table.sources(estimate), tuple(step.text for step in estimate.derivation),
    )  # fmt: skip


def computed(
    role: str,
    scope: Scope,
    period: str,
    part: Fraction,
    said: Sequence[Observation],
    basis: str = "",
    status: str = "computed",
) -> Figure:
    """A part or change as a figure in percent."""
    percent = part * 100
    return Figure(
        role, scope.entity, scope.metric, period, "percent", percent, percent, percent, status, Modifier.EXACTLY,
        scope.model, scope.segment, scope.region, basis, "", tuple(dict.fromkeys(said)),
    )  # fmt: skip


def statement(o: Observation) -> Figure:
    """A figure as one source gives it."""
    q = o.quantity
    return Figure(
        str(o.modality), o.entity, o.metric, o.period, q.unit, Fraction(q.value),
        None if q.low is None else Fraction(q.low), None if q.high is None else Fraction(q.high), "stated",
        q.modifier, o.model or "", o.segment or "", o.region or "", o.basis or "", "", (o,),
    )  # fmt: skip
