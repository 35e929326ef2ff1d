"""How good the probabilities of past targets were, month by month."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tachograph.analysis.forecasting.series import Series
from tachograph.analysis.forecasting.study import Study
from tachograph.analysis.forecasting.targets import Goal, bounds, chance, series_for
from tachograph.core.estimate import Estimate


@dataclass(frozen=True, slots=True)
class Bet:
    """How likely a target looked with ``left`` months to go, and how the linear pace judged it; ``kept`` if reached."""

    goal: Goal
    left: int
    probability: float
    on_pace: bool
    kept: bool


def bets(
    study: Study, every: Sequence[Series], wanted: Iterable[Goal], estimates: Iterable[Estimate]
) -> tuple[Bet, ...]:
    """Every target whose period is over, as it looked after each of its months, and just before the first.

    The series is used as it was after that month; targets count whenever they were set.
    """
    outcome = {
        (e.cell.entity, e.cell.metric, e.cell.period): float(e.value)
        for e in estimates
        if not (e.cell.region or e.cell.segment or e.cell.model or e.cell.basis)
    }
    found = []
    for goal in wanted:
        series = series_for(goal, every)
        total = None if series is None else _total(series, goal, outcome)
        if series is not None and total is not None:
            found += list(_looked(study, series, goal, kept=total >= goal.low))
    same = {(bet.goal.entity, bet.goal.period, bet.goal.low, bet.left): bet for bet in found}  # sales and deliveries
    return tuple(same.values())


def brier(found: Iterable[Bet]) -> float | None:
    """The mean squared distance of probabilities from what happened: 0 is perfect, a coin's is 0.25."""
    squares = [(bet.probability - bet.kept) ** 2 for bet in found]
    return sum(squares) / len(squares) if squares else None


def brier_of_pace(found: Iterable[Bet]) -> float | None:
    """The same for the rule of thumb that a target is reached if the months so far are on its linear pace."""
    misses = [bet.on_pace != bet.kept for bet in found]
    return sum(misses) / len(misses) if misses else None


def _total(series: Series, goal: Goal, outcome: dict[tuple[str, str, str], float]) -> float | None:
    """What the period came to: as it is known itself, else as the sum of its months."""
    first, last = bounds(goal.period) or (0, -1)
    stated = outcome.get((goal.entity, series.key.metric, goal.period))
    months = [series.at(month) for month in range(first, last + 1)]
    if stated is None and months and None not in months:
        return sum(figure or 0.0 for figure in months)
    return stated


def _looked(study: Study, series: Series, goal: Goal, *, kept: bool) -> Iterator[Bet]:
    first, last = bounds(goal.period) or (0, -1)
    for month in range(first - 1, last):
        past = series.until(month)
        paths = study.paths(past) if past is not None and past.last == month else None
        found = chance(paths, goal) if paths is not None else None
        if found is not None:
            elapsed = (month + 1 - first) / (last + 1 - first)
            yield Bet(goal, last - month, found.reach, found.achieved >= goal.low * elapsed and month >= first, kept)
