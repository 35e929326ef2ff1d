"""What a cell comes to by the figures of others: sums and differences of periods, and rates of change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tachograph.checking.reconciling.choosing import Chosen
from tachograph.checking.reconciling.readings import Reading, is_market
from tachograph.checking.reconciling.timeline import Known, Timeline, ends, wished
from tachograph.checking.reconciling.words import step_of_repair, steps_of
from tachograph.checking.variables import Scope, Variable
from tachograph.core.finding import Step
from tachograph.core.interval import Interval
from tachograph.core.pack import Nature, Pack

_LEGS = 13  # a calculation of more figures than the months of a year and their total convinces nobody
_POWERS = (1, -1, 2, -2, 3, -3, 4, -4)
_REVISED = Fraction(3, 100)  # two editions of a market's figure lie no further apart


@dataclass(frozen=True, slots=True)
class Followed:
    """A value that follows from other figures, and the calculation."""

    known: Known
    steps: tuple[Step, ...]


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
        return cls(chosen, {scope: Timeline(known) for scope, known in series.items()}, pack)

    def summed(self, variable: Variable) -> Followed | None:
        """What other periods of the same series add up to."""
        line = self.timelines.get(variable.scope)
        way = line.way(variable.period) if line else None
        if line is None or way is None or len(way.legs) > _LEGS:
            return None
        return Followed(Known(way.value, way.interval), steps_of(variable, way, line.known))

    def tied(self, variable: Variable) -> Followed | None:
        """What rates of change and all else that ties figures together leave."""
        found = self.chosen.follows(variable)
        if found is None or not found.interval.bounded:
            return None
        return Followed(Known(found.nominal, found.interval), found.steps)

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


def _widened(interval: Interval, share: Fraction) -> Interval:
    low, high = interval.low, interval.high
    return Interval(None if low is None else low - abs(low) * share, None if high is None else high + abs(high) * share)


def adds_up(v: Variable, pack: Pack) -> bool:
    """Whether the periods of a series add up."""
    metric = pack.metrics.get(v.scope.metric)
    flows = metric is not None and metric.nature is Nature.FLOW and "time" in metric.additive
    return flows and v.kind == "level" and v.scope.unit != "percent" and ends(v.period) is not None
