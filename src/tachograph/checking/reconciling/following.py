"""What a cell comes to by the figures of others: sums and differences of periods, and rates of change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from fractions import Fraction

from tachograph.checking.evidence import UNITS_SOLD
from tachograph.checking.reconciling.choosing import Chosen
from tachograph.checking.reconciling.readings import Reading, is_market
from tachograph.checking.reconciling.timeline import Known, Timeline, adds_up, wished
from tachograph.checking.reconciling.words import step_of_repair, steps_of
from tachograph.checking.variables import Scope, Variable, canonical, parsed
from tachograph.core.finding import Step
from tachograph.core.interval import Interval
from tachograph.core.pack import Pack
from tachograph.core.period import Period

_LEGS = 13  # a calculation of more figures than the months of a year and their total convinces nobody
_POWERS = (1, -1, 2, -2, 3, -3, 4, -4)
_REVISED = Fraction(3, 100)  # two editions of a market's figure lie no further apart


@dataclass(frozen=True, slots=True)
class Followed:
    """A value that follows from other figures, the calculation, and the variables that it rests on."""

    known: Known
    steps: tuple[Step, ...]
    rests_on: tuple[Variable, ...] = ()


@dataclass(frozen=True)
class Following:
    """What is believed of the figures of a family, and the timeline of each series that adds up."""

    chosen: Chosen
    timelines: Mapping[Scope, Timeline]
    pack: Pack

    @classmethod
    def of(cls, direct: Mapping[Variable, Known], chosen: Chosen, pack: Pack) -> Following:
        """Timelines of the figures that are believed."""
        series: dict[Scope, dict[str, Known]] = {}
        for variable, known in direct.items():
            if adds_up(variable, pack):
                series.setdefault(variable.scope, {})[variable.period] = known
        timelines = {scope: Timeline({**some, **_beginning(scope, some, pack)}) for scope, some in series.items()}
        return cls(chosen, timelines, pack)

    def with_rates(self, tight: Fraction) -> Following:
        """The same with the periods that nobody states and that rates of change leave closely."""
        series = {scope: dict(line.known) for scope, line in self.timelines.items()}
        for variable in (v for v in self.chosen.ranges if v.scope in series and adds_up(v, self.pack)):
            found = None if variable.period in series[variable.scope] else self.tied(variable)
            if found and 0 < found.known.width <= abs(found.known.value) * tight:
                series[variable.scope][variable.period] = found.known
        timelines = {scope: Timeline(known) for scope, known in series.items()}
        return Following(self.chosen, timelines, self.pack)

    def summed(self, variable: Variable) -> Followed | None:
        """What other periods of the same series add up to."""
        line = self.timelines.get(variable.scope)
        way = line.way(variable.period) if line else None
        if line is None or way is None or len(way.legs) > _LEGS:
            return None
        legs = tuple(replace(variable, period=period) for _, period in way.legs)
        return Followed(Known(way.value, way.interval), steps_of(variable, way, line.known), legs)

    def tied(self, variable: Variable) -> Followed | None:
        """What rates of change and all else that ties figures together leave."""
        found = self.chosen.follows(variable)
        if found is None or not found.interval.bounded:
            return None
        value = found.nominal if found.interval.width == 0 else self._counted(variable, found.nominal)
        interval = found.interval.hull(Interval.exactly(value))  # rates may be computed from levels restated since
        return Followed(Known(value, interval), found.steps, self.chosen.behind_range(variable))

    def _counted(self, variable: Variable, value: Fraction) -> Fraction:
        """A value to the unit, where units are counted."""
        unit = self.pack.units.get(variable.scope.unit)
        return Fraction(round(value)) if unit and unit.dimension == "count" else value

    def other(self, variable: Variable) -> Followed | None:
        """What follows from others, the closer of the two."""
        found = [f for f in (self.summed(variable), self.tied(variable)) if f is not None]
        return min(found, key=lambda f: f.known.width, default=None)

    def unstated(self) -> Iterator[Variable]:
        """The cells of ordinary periods that may follow from others, and those that rates of change speak of."""
        for scope, line in self.timelines.items():
            yield from (Variable("level", scope, period) for period in wished(line.points))
        yield from (v for v in self.chosen.ranges if v.kind == "level" and v.scope.unit != "percent")

    def repaired(self, variable: Variable, rows: Sequence[Reading]) -> Followed | None:
        """A figure that others contradict with its decimal point where they say it should be."""
        flash = [r.loose for r in rows if r.is_flash and r.loose.bounded]
        others = [f.known.interval for f in (self.summed(variable), self.tied(variable)) if f is not None] + flash
        share = _REVISED if is_market(variable.scope.subject, self.pack) else Fraction(0)
        for r in rows:
            for power in () if r.is_flash or not r.interval.bounded else _POWERS:
                interval = r.loose.scale(Fraction(10) ** -power)
                if any(_widened(i, share).meets(interval) for i in others):
                    value = r.nominal / Fraction(10) ** power
                    return Followed(Known(value, interval), (step_of_repair(r, value),))
        return None


def _beginning(scope: Scope, known: Mapping[str, Known], pack: Pack) -> dict[str, Known]:
    """That nothing was sold before the first delivery, unless some figure says how much was until some day."""
    entity = pack.entities.get(scope.subject)
    first = parsed(entity.first_delivery or "") if entity else None
    if (
        first is None
        or first.start is None
        or scope.metric not in UNITS_SOLD
        or any(p.startswith("..") and not k.width for p, k in known.items())
    ):
        return {}
    before = str(Period.until(Period.day(first.start.replace(day=1) - timedelta(days=1))))
    return {canonical(before): Known(Fraction(0), Interval.exactly(0))}


def _widened(interval: Interval, share: Fraction) -> Interval:
    low, high = interval.low, interval.high
    return Interval(None if low is None else low - abs(low) * share, None if high is None else high + abs(high) * share)
