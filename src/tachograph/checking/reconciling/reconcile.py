"""The best estimate of each cell from all that is said of it and of what it adds up with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from tachograph.checking.reconciling.choosing import Chosen, choose, is_primary, reports, weight
from tachograph.checking.reconciling.family import family
from tachograph.checking.reconciling.printed import Printed
from tachograph.checking.reconciling.readings import Reading, cell_of, is_market, readings
from tachograph.checking.reconciling.reasons import Reasons
from tachograph.checking.reconciling.timeline import Known, Timeline, Way, ends, wished
from tachograph.checking.reconciling.words import steps_of
from tachograph.checking.variables import Scope, Variable
from tachograph.core.estimate import Dissent, Estimate, Status
from tachograph.core.interval import Interval
from tachograph.core.observation import Observation
from tachograph.core.pack import Nature, Pack

_TIGHT = Fraction(1, 100)  # a derived figure is told if its bounds lie no further apart, as a share of it
_BEARS_OUT = Fraction(1, 200)  # and another way to a stated one bears it out
_INFORMS = Fraction(1, 20)  # a reading with bounds further apart than this share of them supports nothing by itself
_OVER = Fraction(1, 10)  # "over 30,000" is said of no more than a tenth more
_LEGS = 13  # a calculation of more figures than months of a year and their total convinces nobody


def reconcile(
    observations: Sequence[Observation], pack: Pack, *, elsewhere: Sequence[Observation] = ()
) -> tuple[Estimate, ...]:
    """An estimate of each cell that the observations speak of, and of those that follow from them, sorted by cell.

    The order of the observations does not matter. To reconcile only some entities, give all observations of their
    :func:`family`; ``elsewhere`` are then those of others that print the same figures, so that somebody's total under
    another's name is known as such. They get no estimates. Aims and forecasts say nothing of what happened.
    """
    rows = readings(observations, pack)
    printed = Printed.of((*rows, *readings(elsewhere, pack)))
    families: dict[frozenset[str], list[Reading]] = {}
    known: dict[str, frozenset[str]] = {}
    for r in rows:
        entity = r.variable.scope.subject
        families.setdefault(known.setdefault(entity, family(entity, pack)), []).append(r)
    found = [e for group in families.values() for e in _Table.of(group, printed, pack).estimates()]
    return tuple(sorted(found, key=lambda e: e.cell))


@dataclass(frozen=True)
class _Table:
    """The readings of one family, what is believed of them, and the timeline of each series that adds up."""

    rows: Mapping[Variable, tuple[Reading, ...]]
    chosen: Chosen
    printed: Printed
    direct: Mapping[Variable, Known]
    timelines: Mapping[Scope, Timeline]
    pack: Pack

    @classmethod
    def of(cls, rows: Sequence[Reading], printed: Printed, pack: Pack) -> _Table:
        chosen = choose([r for r in rows if not r.is_flash], printed, pack)
        cells: dict[Variable, list[Reading]] = {}
        for r in rows:
            if r.variable.kind != "change":
                cells.setdefault(r.variable, []).append(r)
        direct = {v: k for v in cells if (k := _direct(v, chosen, pack)) is not None}
        series: dict[Scope, dict[str, Known]] = {}
        for v, k in direct.items():
            if _adds_up(v, pack):
                series.setdefault(v.scope, {})[v.period] = k
        timelines = {scope: Timeline(known) for scope, known in series.items()}
        return cls({v: tuple(rs) for v, rs in cells.items()}, chosen, printed, direct, timelines, pack)

    # --- what is said, and what follows -------------------------------------------------------------------------------

    def estimates(self) -> Iterator[Estimate]:
        found = [e for v in self.rows if (e := self._stated(v)) is not None]
        found += [e for v in self._unstated() if (e := self._derived(v)) is not None]
        reasons = Reasons.of(found, self.printed, self.pack)
        for e in found:
            yield replace(e, dissent=tuple(replace(d, reason=reasons.of_dissent(d, e)) for d in e.dissent))

    def _unstated(self) -> list[Variable]:
        periods = {scope: wished(line.points) for scope, line in self.timelines.items()}
        ordinary = [Variable("level", scope, p) for scope, some in periods.items() for p in some]
        tied = [v for v in self.chosen.ranges if v.kind == "level"]
        return [v for v in dict.fromkeys((*ordinary, *tied)) if v not in self.rows]

    def _derived(self, variable: Variable) -> Estimate | None:
        known, way = self._other(variable)
        if known is None or not known.value > 0 or known.width > known.value * _TIGHT:
            return None
        return Estimate(
            cell_of(variable), known.value, known.interval, Status.DERIVED, derivation=self._steps(variable, way)
        )

    def _other(self, variable: Variable) -> tuple[Known | None, Way | None]:
        """What others say of a variable, by sums and differences or else by rates of change."""
        line = self.timelines.get(variable.scope)
        way = line.way(variable.period) if line else None
        if way is not None and len(way.legs) <= _LEGS:
            return Known(way.value, way.interval), way
        return None, None

    def _steps(self, variable: Variable, way: Way | None):  # type: ignore[no-untyped-def]
        if way is None:
            return ()
        line = self.timelines[variable.scope]
        return steps_of(variable, way, line.known)

    # --- a cell that somebody states ------------------------------------------------------------------------------------

    def _stated(self, variable: Variable) -> Estimate | None:
        rows = self.rows[variable]
        final = [r for r in rows if not r.is_flash]
        known, way = self._best(variable)
        if known is None:
            flash = [r for r in rows if r.is_flash]
            if not flash:
                last = max(final, key=lambda r: (weight([r], self.pack), r.exact))
                known = Known(last.nominal, last.loose)
            else:
                last = max(flash, key=lambda r: (r.observation.published or "", r.exact))
                known = Known(last.nominal, last.loose)
        support = [r for r in rows if r.loose.contains(known.value) and (not r.is_flash or not final)]
        dissent = [r for r in rows if r not in support and (not r.is_flash or not final)]
        vintages = [r for r in rows if r.is_flash and final]
        status = self._status(variable, known, support, dissent, way)
        return Estimate(
            cell_of(variable),
            known.value,
            known.interval,
            status,
            tuple(r.observation for r in support),
            tuple(Dissent(r.observation, "") for r in dissent),
            self._steps(variable, way),
            tuple(r.observation for r in vintages),
        )

    def _best(self, variable: Variable) -> tuple[Known | None, Way | None]:
        """The best single figure: what is stated if it is exact, else what follows from others if that is closer."""
        said = self.direct.get(variable)
        other, way = self._other(variable)
        if other is None:
            return said, None
        if said is None:
            return other, way
        meets = said.interval.contains(other.value) and other.width <= abs(other.value) * _BEARS_OUT
        if not meets:
            return said, None
        if not said.interval.bounded or other.width < said.width:
            return other, way
        return said, way

    def _status(
        self, variable: Variable, known: Known, support: Sequence[Reading], dissent: Sequence[Reading], way: Way | None
    ) -> Status:
        doubted = [i for i in self.chosen.network.about(variable) if i in self.chosen.unsure]
        if doubted or any(is_primary(r, self.pack) for r in dissent):
            return Status.DISPUTED
        if not support:
            return Status.DERIVED if way else Status.DISPUTED
        if all(r.is_flash for r in support):
            return Status.PROVISIONAL
        informing = [r for r in support if _informs(r)]
        if sum(1 for _ in reports(informing)) + (way is not None) > 1:
            return Status.AGREED
        return Status.REPORTED


def _informs(r: Reading) -> bool:
    width = r.loose.width
    return width is not None and width <= abs(r.nominal) * _INFORMS


def _adds_up(v: Variable, pack: Pack) -> bool:
    metric = pack.metrics.get(v.scope.metric)
    flows = metric is not None and metric.nature is Nature.FLOW and "time" in metric.additive
    return flows and v.kind == "level" and v.scope.unit != "percent" and ends(v.period) is not None


def _direct(variable: Variable, chosen: Chosen, pack: Pack) -> Known | None:
    """The figure to believe of those that are stated: the finest that is not outvoted."""
    groups = [chosen.behind[i] for i in chosen.believed(variable)]
    if not groups:
        return None
    bounded = [g for g in groups if g[0].interval.bounded]
    if not bounded:
        first = max(groups, key=lambda g: g[0].nominal)[0]  # of several bounds the highest "over"
        return Known(first.nominal, _opened(first))
    agreeing = {id(g): [r for h in bounded for r in h if r.loose.contains(g[0].nominal)] for g in bounded}

    def rank(g: Sequence[Reading]):  # type: ignore[no-untyped-def]
        return (
            -(g[0].interval.width or 0),
            weight(agreeing[id(g)], pack),
            max(r.observation.published or "" for r in g),
        )

    best = max(bounded, key=rank)[0]
    if is_market(variable.scope.subject, pack):
        fine = [g for g in bounded if g[0].interval.width == best.interval.width]
        best = max(fine, key=lambda g: rank(g)[1:])[0]
    return Known(best.nominal, best.interval)


def _opened(r: Reading) -> Interval:
    """What "over 30,000" and "under 30,000" can be."""
    span = abs(r.nominal) * _OVER
    low, high = r.interval.low, r.interval.high
    return Interval(r.nominal - span if low is None else low, r.nominal + span if high is None else high)
