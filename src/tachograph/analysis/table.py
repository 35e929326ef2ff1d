"""The ledger as a table: the best estimate of a cell, its change against another period, and the sources of both."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from tachograph.analysis.periods import ordinary
from tachograph.analysis.stated import bounds
from tachograph.core.claim import Kind, Modality
from tachograph.core.estimate import Cell, Estimate, Status
from tachograph.core.finding import Step
from tachograph.core.interval import Interval
from tachograph.core.observation import Observation
from tachograph.core.pack import Nature, Pack
from tachograph.core.period import Period

_HAPPENED = (Modality.ACTUAL, Modality.ESTIMATE)


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose figure, of what, and what narrows it. ``model`` is as the cells have it: in lower case."""

    entity: str
    metric: str
    segment: str = ""
    model: str = ""
    region: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """How much a figure differs from that of another period, as a part of it: 0.5 is half as much again.

    ``interval`` is what the change can be. Without ``base`` it is as published; with it, it is computed, and
    ``published`` are the rates that sources give. ``differs`` is whether none of them can be what is computed.
    """

    value: Fraction
    interval: Interval
    base: Estimate | None = None
    published: tuple[Observation, ...] = ()
    differs: bool = False


@dataclass(frozen=True, eq=False)
class Table:
    """Estimates by cell and everything that was said, with the pack that gives them meaning."""

    pack: Pack
    estimates: Sequence[Estimate]
    observations: Sequence[Observation]

    # --- cells --------------------------------------------------------------------------------------------------------

    def level(self, scope: Scope, period: Period | str) -> Estimate | None:
        """The estimate of a level; that of the pack's own market where no region is asked for and none is told."""
        found = self._levels.get((scope.entity, scope.metric, str(period)), {})
        return found.get((scope.segment, scope.model, scope.region)) or self._summed(scope, period)

    def _summed(self, scope: Scope, period: Period | str) -> Estimate | None:
        """The sum of the months, where all are known but so loosely ("over 40,000") that no estimate was made of it."""
        key = (scope, str(period))
        if key not in self._sums:
            self._sums[key] = self._sum_of(scope, Period.parse(str(period)))
        return self._sums[key]

    def _sum_of(self, scope: Scope, period: Period) -> Estimate | None:
        metric = self.pack.metrics.get(scope.metric)
        months = period.months()
        if metric is None or metric.nature is not Nature.FLOW or "time" not in metric.additive or len(months) < 2:
            return None
        parts = [self.level(scope, month) for month in months]
        known = [part for part in parts if part is not None]
        if len(known) < len(parts):
            return None
        whole, text = Interval.exactly(0), []
        for part in known:
            whole = whole + bounds(part)
            text.append(f"{float(part.value):,.0f} ({part.cell.period})")
        value = sum((part.value for part in known), Fraction(0))
        step = Step(f"{' + '.join(text)} = {float(value):,.0f} ({period})", whole)
        return Estimate(replace(known[0].cell, period=str(period)), value, whole, Status.DERIVED, derivation=(step,))

    def share(self, entity: str, metric: str, period: Period | str) -> tuple[Estimate, ...]:
        """The estimates of the shares of an entity, whatever they are shares of."""
        return tuple(self._shares.get((entity, metric, str(period)), ()))

    def scopes(self, metric: str, period: Period | str) -> tuple[Scope, ...]:
        """Whose levels of a metric are known for a period; the pack's own market counts as no region."""
        found = dict.fromkeys(self._scopes.get((metric, str(period)), ()))
        months = Period.parse(str(period)).months()
        if len(months) > 1:
            last = self._scopes.get((metric, str(months[-1])), ())
            found |= dict.fromkeys(scope for scope in last if self.level(scope, period) is not None)
        return tuple(found)

    def periods(self, scope: Scope) -> tuple[Period, ...]:
        """The periods that a level is known for, by their ends."""
        texts = self._periods.get(scope, ())
        return tuple(sorted(map(Period.parse, dict.fromkeys(texts)), key=lambda p: (p.end, p.days or 0)))

    # --- changes ------------------------------------------------------------------------------------------------------

    def change(self, scope: Scope, period: Period, base: Period | None) -> Change | None:
        """The change of a level against ``base``, computed if both are known in one unit, else as published."""
        if base is None:
            return None
        published = self.rates(scope, period, base)
        now, then = self.level(scope, period), self.level(scope, base)
        if (
            now is None
            or then is None
            or then.value <= 0
            or now.cell.unit != then.cell.unit
            or (published and (_of_a_rate(now) or _of_a_rate(then)))
        ):
            return _published(published)
        interval = _ratio(bounds(now), bounds(then))
        differs = bool(published) and not any(_rate(o).meets(interval) for o in published)
        return Change(now.value / then.value - 1, interval, then, published, differs)

    def rates(self, scope: Scope, period: Period, base: Period) -> tuple[Observation, ...]:
        """The rates of change that sources give."""
        found = self._rates.get((scope.entity, scope.metric, str(period), str(base)), ())
        return tuple(
            o
            for o in found
            if (o.model or "").casefold() == scope.model and self._segment(o) == scope.segment and self._region(o) == ""
        )

    # --- what lies behind ---------------------------------------------------------------------------------------------

    def sources(self, estimate: Estimate) -> tuple[Observation, ...]:
        """Who states a figure; of one that is calculated, who states those it is calculated from."""
        return tuple(dict.fromkeys(self._behind(estimate, frozenset())))

    def _behind(self, estimate: Estimate, through: frozenset[Cell]) -> Iterator[Observation]:
        """The same, of what is calculated from what is calculated too; ``through`` are the cells that led here."""
        cell = estimate.cell
        if estimate.support or cell in through:
            yield from estimate.support
            return
        scope = Scope(
            cell.entity, cell.metric, cell.segment, cell.model, plain_region(cell.metric, cell.region, self.pack)
        )
        rates, periods = (
            self._tied(scope, cell.period) if _of_a_rate(estimate) else ((), self._periods_of(estimate, scope))
        )
        yield from rates
        for period in periods:
            if (part := self.level(scope, period)) is not None:
                yield from self._behind(part, through | {cell})
        yield from (dissent.observation for dissent in estimate.dissent if not periods)  # it is theirs, put right

    def _periods_of(self, estimate: Estimate, scope: Scope) -> Sequence[str]:
        """The periods that a figure is calculated from: those that the calculation names, or else all within its own."""
        named = list(_periods_in(estimate))
        if named or estimate.dissent:
            return named
        own = Period.parse(estimate.cell.period)
        return [str(p) for p in self.periods(scope) if own.contains(p) and not own.same_days(p)]

    def _tied(self, scope: Scope, period: str) -> tuple[Sequence[Observation], Sequence[str]]:
        """The rates between a period and others, and these periods."""
        rates: list[Observation] = []
        periods: list[str] = []
        for entity, metric, first, base in self._rates:
            about = (entity, metric) == (scope.entity, scope.metric) and period in (first, base)
            if about and (found := self.rates(scope, Period.parse(first), Period.parse(base))):
                rates += found
                periods.append(base if period == first else first)
        return rates, periods

    def said(self, modality: Modality) -> Iterator[Observation]:
        """What is said with a modality: the targets, the forecasts."""
        return (o for o in self.observations if o.modality is modality)

    @cached_property
    def latest(self) -> Period | None:
        """The last month that anything has happened in, as far as is known."""
        ends = [Period.parse(e.cell.period).end for e in self.estimates if e.cell.unit == self.pack.main_unit]
        return Period.month(max(ends).year, max(ends).month) if ends else None

    # --- indices ------------------------------------------------------------------------------------------------------

    @cached_property
    def _sums(self) -> dict[tuple[Scope, str], Estimate | None]:
        return {}

    @cached_property
    def _levels(self) -> Mapping[tuple[str, str, str], Mapping[tuple[str, str, str], Estimate]]:
        found: dict[tuple[str, str, str], dict[tuple[str, str, str], Estimate]] = defaultdict(dict)

        def fits(e: Estimate) -> tuple[bool, bool]:
            return self._currencies.get(e.cell.entity) == e.cell.unit, not self._is_plain(e)

        # Of the same amount in two currencies the seller's own, of what is told with the region and without it the latter.
        for e in sorted(self._in_unit(), key=fits):
            c = e.cell
            region = plain_region(c.metric, c.region, self.pack)
            found[c.entity, c.metric, c.period][c.segment, c.model, region] = e
        return found

    def _is_plain(self, e: Estimate) -> bool:
        """Whether a region is told that says nothing."""
        return plain_region(e.cell.metric, e.cell.region, self.pack) != e.cell.region

    @cached_property
    def _currencies(self) -> Mapping[str, str]:
        """What each seller reports in: the pack's word for it, or the currency that most of its amounts are in."""
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        for e in self.estimates:
            unit = self.pack.units.get(e.cell.unit)
            if unit is not None and unit.dimension == "money":
                counts[e.cell.entity][e.cell.unit] += 1
        known = {id_: e.currency for id_, e in self.pack.entities.items() if e.currency}
        return {entity: known.get(entity) or max(some, key=lambda u: (some[u], u)) for entity, some in counts.items()}

    def _in_unit(self) -> Iterator[Estimate]:
        """The levels in the unit that the metric is counted in; prices and the like in any."""
        for e in self.estimates:
            metric = self.pack.metrics.get(e.cell.metric)
            unit = self.pack.units.get(metric.unit) if metric else None
            counted = unit is not None and unit.dimension == "count"
            if not e.cell.basis and (not counted or metric is None or e.cell.unit == metric.unit):
                yield e

    @cached_property
    def _shares(self) -> Mapping[tuple[str, str, str], Sequence[Estimate]]:
        found: dict[tuple[str, str, str], list[Estimate]] = defaultdict(list)
        for e in self.estimates:
            if e.cell.basis:
                found[e.cell.entity, e.cell.metric, e.cell.period].append(e)
        return found

    @cached_property
    def _scopes(self) -> Mapping[tuple[str, str], Sequence[Scope]]:
        found: dict[tuple[str, str], list[Scope]] = defaultdict(list)
        for scope, period in self._places():
            found[scope.metric, period].append(scope)
        return found

    @cached_property
    def _periods(self) -> Mapping[Scope, Sequence[str]]:
        found: dict[Scope, list[str]] = defaultdict(list)
        for scope, period in self._places():
            found[scope].append(period)
        return found

    def _places(self) -> Iterator[tuple[Scope, str]]:
        for e in self._in_unit():
            c = e.cell
            region = plain_region(c.metric, c.region, self.pack)
            yield Scope(c.entity, c.metric, c.segment, c.model, region), c.period

    @cached_property
    def _rates(self) -> Mapping[tuple[str, str, str, str], Sequence[Observation]]:
        found: dict[tuple[str, str, str, str], list[Observation]] = defaultdict(list)
        for o in self.observations:
            if o.kind is Kind.CHANGE and o.modality in _HAPPENED and o.basis and o.quantity.unit == "percent":
                try:
                    key = (o.entity, o.metric, ordinary(o.period), ordinary(o.basis))
                except ValueError:
                    continue  # a basis that is no period
                found[key].append(o)
        return found

    def _segment(self, o: Observation) -> str:
        entity = self.pack.entities.get(o.entity)
        return "" if entity and o.segment == entity.segment else o.segment or ""

    def _region(self, o: Observation) -> str:
        return plain_region(o.metric, o.region or "", self.pack)


def plain_region(metric: str, region: str, pack: Pack) -> str:
    """The region that narrows a figure: not the pack's own market, nor what the metric says (overseas sales)."""
    return "" if region == pack.home or region in metric.split("_") else region


def exact(observation: Observation) -> Fraction:
    """The value that an observation states."""
    return Fraction(observation.quantity.value)


def _rate(o: Observation) -> Interval:
    return o.quantity.tolerant().scale(Fraction(1, 100))


def _published(rates: Sequence[Observation]) -> Change | None:
    if not rates:
        return None
    best = min(rates, key=lambda o: (o.quantity.precision, o.published or "9"))
    return Change(exact(best) / 100, _rate(best), None, tuple(rates))


def _ratio(now: Interval, then: Interval) -> Interval:
    if then.low is not None and then.low <= 0:
        return Interval()
    return now / then - Interval.exactly(1)


def _of_a_rate(estimate: Estimate) -> bool:
    """Whether a figure is only known by a rate of change, which it cannot be compared with."""
    return not estimate.support and any("%" in step.text for step in estimate.derivation)


def _periods_in(estimate: Estimate) -> Iterator[str]:
    """The periods that a calculation names: ``28,000 (2025-Q1) - 9,000 (2025-01)``; its own left out."""
    for step in estimate.derivation:
        for piece in step.text.split("(")[1:]:
            period = piece.partition(")")[0]
            if period != estimate.cell.period and _is_period(period):
                yield period


def _is_period(text: str) -> bool:
    try:
        Period.parse(text)
    except ValueError:
        return False
    return True
