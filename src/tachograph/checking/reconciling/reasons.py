"""Why an observation is not followed: what it conflicts with, and what probably happened to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from tachograph.checking.corpus.sources import independent
from tachograph.checking.digits import FEW, slips
from tachograph.checking.evidence import written
from tachograph.checking.reconciling.printed import Printed
from tachograph.checking.variables import canonical, parsed
from tachograph.checking.wording import about, number, percent, period_words, when_words
from tachograph.core.claim import Claim, Kind
from tachograph.core.estimate import Cell, Dissent, Estimate
from tachograph.core.observation import Observation
from tachograph.core.pack import EntityKind, Pack
from tachograph.core.span import Span

_TELLING = 1000  # steps of its last digit: smaller figures are the same by chance
_EDITION = Fraction(1, 100)
_MARKET = Fraction(3, 100)
_SWAP = 5


@dataclass(frozen=True)
class Reasons:
    """The estimates of a family by entity and by series, and all that is printed."""

    by_entity: Mapping[str, tuple[Estimate, ...]]
    printed: Printed
    pack: Pack

    @classmethod
    def of(cls, estimates: Iterable[Estimate], printed: Printed, pack: Pack) -> Reasons:
        found: dict[str, list[Estimate]] = {}
        for e in estimates:
            found.setdefault(e.cell.entity, []).append(e)
        return cls({k: tuple(v) for k, v in found.items()}, printed, pack)

    def of_dissent(self, dissent: Dissent, estimate: Estimate) -> str:
        """One line: what the others have, and what may have happened."""
        o = dissent.observation
        cause = next(self._causes(o, estimate), "")
        against = _against(o, estimate)
        return f"{against}; {cause}" if cause else against

    def _causes(self, o: Observation, estimate: Estimate) -> Iterator[str]:
        yield from _scaled(o, estimate)
        if abs(o.quantity.value) >= _TELLING * o.quantity.precision:
            yield from self._other_period(o, estimate)
            yield from self._other_subject(o, estimate)
            yield from self._other_count(o, estimate)
        yield from _slipped(o, estimate)
        yield from self._edition(o, estimate)

    def _other_period(self, o: Observation, estimate: Estimate) -> Iterator[str]:
        here = estimate.cell
        for e in self.by_entity.get(here.entity, ()):
            if e.cell != here and replace(e.cell, period=here.period) == here and _same(o, e.value):
                yield f"it is the figure {_when(e.cell.period)}{_kind_of_slip(here, e.cell)}"

    def _other_subject(self, o: Observation, estimate: Estimate) -> Iterator[str]:
        here = estimate.cell
        figure = here.unit, Fraction(o.quantity.value)
        for r in self.printed.by_figure.get(figure, ()):
            there = r.observation
            if there.entity != o.entity and canonical(there.period) == canonical(o.period):
                yield f"it is {about(self._name(there.entity), there, self.pack)}"

    def _other_count(self, o: Observation, estimate: Estimate) -> Iterator[str]:
        here = estimate.cell
        for e in self.by_entity.get(here.entity, ()):
            if e.cell.period == here.period and e.cell != here and e.cell.unit == here.unit and _same(o, e.value):
                yield f"it is the figure of {_count(e.cell, here, self.pack)}"

    def _edition(self, o: Observation, estimate: Estimate) -> Iterator[str]:
        entity = self.pack.entities.get(o.entity)
        far = abs(Fraction(o.quantity.value) - estimate.value) / (abs(estimate.value) or 1)
        market = entity is not None and entity.kind is EntityKind.MARKET
        if o.kind is Kind.LEVEL and far <= (_MARKET if market else _EDITION):
            yield f"{percent(far)} off, as an early count or a later edition may be"

    def _name(self, entity: str) -> str:
        known = self.pack.entities.get(entity)
        return known.name if known else entity


def _same(o: Observation, value: Fraction) -> bool:
    """Whether a figure is this value, as printed or rounded."""
    return (
        o.quantity.low == o.quantity.high
        and abs(Fraction(o.quantity.value) - value) <= Fraction(o.quantity.precision) / 2
    )


def _against(o: Observation, estimate: Estimate) -> str:
    value = percent(estimate.value) if o.kind is Kind.SHARE else number(estimate.value)
    count = len(independent(estimate.support))
    if count:
        others = f"{count} independent reports have" if count > 1 else "another report has"
        return f"{others} {value}"
    if estimate.derivation:
        return f"{estimate.derivation[-1].text}"
    return f"against {value}"


def _when(period: str) -> str:
    return when_words(period) or period_words(period)


def _kind_of_slip(here: Cell, there: Cell) -> str:
    a, b = parsed(here.period), parsed(there.period)
    if a is None or b is None:
        return ""
    if b.start is None and a.start is not None:
        return ": the total since the beginning"
    if a.end == b.end and b.start is not None and a.start is not None:
        return ": the year to date" if b.start < a.start else ": a part of it"
    return ""


def _count(there: Cell, here: Cell, pack: Pack) -> str:
    if there.metric != here.metric:
        known = pack.metrics.get(there.metric)
        return known.name if known else there.metric
    return " ".join(x for x in (there.segment, there.region, there.model) if x) or "the whole"


def _scaled(o: Observation, estimate: Estimate) -> Iterator[str]:
    value = Fraction(o.quantity.value)
    for power in (1, -1, 2, -2, 3, -3, 4, -4):
        factor = Fraction(10) ** power
        if (
            estimate.interval.contains(value / factor)
            or abs(value / factor - estimate.value) <= Fraction(o.quantity.precision) / factor
        ):
            times = f"{10 ** abs(power):,} times"
            yield f"a slip of the decimal point, {times} too {'large' if power > 0 else 'small'}"


def _slipped(o: Observation, estimate: Estimate) -> Iterator[str]:
    if o.quantity.low != o.quantity.high or estimate.interval.width is None:
        return
    if estimate.interval.width > 5 * Fraction(o.quantity.precision):
        return
    quote = written(o.quantity)
    for slip in slips(Claim("", Span(0, len(quote)), quote, o.quantity, o.kind), FEW - 1):
        if slip.order >= _SWAP and slip.interval.contains(estimate.value):
            yield "two digits swapped" if slip.order == _SWAP else "one digit differs: a typing slip"
