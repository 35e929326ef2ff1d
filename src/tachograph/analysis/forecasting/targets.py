"""How likely a target is reached, given the months so far and all that can follow."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from tachograph.analysis.forecasting.forecast import total
from tachograph.analysis.forecasting.level import HORIZON
from tachograph.analysis.forecasting.months import spans
from tachograph.analysis.forecasting.season import Matrix
from tachograph.analysis.forecasting.series import Series, main_series
from tachograph.analysis.forecasting.study import Paths, Study, filled
from tachograph.core.claim import Kind, Modality
from tachograph.core.observation import Observation

_ALIKE = ("deliveries", "sales")  # what makers' targets call by either name
_SPELLING = 7  # characters of a quarter


@dataclass(frozen=True, slots=True, order=True)
class Goal:
    """At least ``low`` in a year or quarter; ``high`` is the upper end of a range, ``None`` if there is none."""

    entity: str
    metric: str
    period: str
    low: float
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Chance:
    """How likely a period's total is ``low`` or more, and ``high`` or more; ``achieved`` is known of it already."""

    goal: Goal
    achieved: float
    reach: float
    exceed: float | None


def goals(observations: Iterable[Observation]) -> tuple[Goal, ...]:
    """The targets for whole years and quarters that anybody gives for a seller as a whole, each once."""
    found = set()
    for o in observations:
        whole = not (o.region or o.segment or o.model) and o.kind is Kind.LEVEL and o.modality is Modality.TARGET
        if whole and o.quantity.low is not None and bounds(o.period):
            low, high = float(o.quantity.low), o.quantity.high
            found.add(Goal(o.entity, o.metric, o.period, low, float(high) if high and float(high) > low else None))
    return tuple(sorted(found, key=lambda g: (g.entity, g.period, g.metric, g.low, g.high or 0.0)))


def series_for(goal: Goal, every: Sequence[Series]) -> Series | None:
    """The series by which a target is judged; makers' sales are their deliveries where only these are known."""
    names = (goal.metric, *(n for n in _ALIKE if goal.metric in _ALIKE and n != goal.metric))
    whole = [s for s in every if not (s.key.region or s.key.segment)]
    found = [s for s in (main_series(whole, goal.entity, name) for name in names) if s is not None]
    return max(found, key=lambda s: s.known, default=None)


def chance(paths: Paths, goal: Goal) -> Chance | None:
    """How likely a target is reached.

    ``None`` if its period begins before the series or ends after the forecast, or is over with a month of it unknown.
    """
    ends = bounds(goal.period)
    series = paths.series
    if ends is None or ends[0] < series.first or ends[1] > paths.origin + HORIZON:
        return None
    first, last = ends
    achieved = (
        float(filled(series)[first - series.first : last - series.first + 1].sum()) if first <= series.last else 0.0
    )
    if last <= series.last:
        if any(series.at(month) is None for month in range(first, last + 1)):
            return None
        return Chance(goal, achieved, float(achieved >= goal.low), _certain(achieved, goal.high))
    draws = total(paths, first, last)[1]
    exceed = None if goal.high is None else _part(draws, goal.high)
    return Chance(goal, achieved, _part(draws, goal.low), exceed)


def _part(draws: Matrix, threshold: float) -> float:
    """The part of the possible totals that reach a threshold; never quite none or all, since surprises happen."""
    return (int(np.sum(draws >= threshold)) + 0.5) / (len(draws) + 1)


def _certain(achieved: float, threshold: float | None) -> float | None:
    return None if threshold is None else float(achieved >= threshold)


def bounds(period: str) -> tuple[int, int] | None:
    """The first and last month of a year or quarter."""
    year, quarter = period[:4], period[4:]
    if not year.isdigit() or (quarter and (len(period) != _SPELLING or quarter[:2] != "-Q")):
        return None
    month = int(year) * 12 + (3 * (int(quarter[2]) - 1) if quarter else 0)
    return next((first, last) for label, first, last in spans(month, month) if label == period)


class Chances:
    """How likely totals are, asked by name: ``chances("nio", 2026, 456_000, 489_000)``."""

    def __init__(self, study: Study, every: Sequence[Series]) -> None:
        self._study = study
        self._every = tuple(every)
        self._paths: dict[Series, Paths | None] = {}

    def __call__(self, entity: str, year: int, low: float | None, high: float | None = None) -> float | None:
        """How likely the year's total is ``low`` or more, or without ``low``, ``high`` or less; ``None`` if unknown.

        The upper end of a range with a lower one does not matter: who sells more has reached the target too.
        """
        threshold = low if low is not None else high
        if threshold is None:
            return None
        found = self.of(Goal(entity, _ALIKE[0], f"{year:04}", float(threshold)))
        if found is None:
            return None
        return found.reach if low is not None else 1 - found.reach

    def of(self, goal: Goal) -> Chance | None:
        """How likely a target is reached; ``None`` if there is no series to tell by."""
        series = series_for(goal, self._every)
        if series is None:
            return None
        if series not in self._paths:
            self._paths[series] = self._study.paths(series)
        paths = self._paths[series]
        return None if paths is None else chance(paths, goal)
