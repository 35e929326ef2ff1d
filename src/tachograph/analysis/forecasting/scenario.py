"""What if: a forecast under stated assumptions. Nothing in here is estimated; it is arithmetic on what is assumed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from tachograph.analysis.forecasting.level import HORIZON
from tachograph.analysis.forecasting.months import number_of
from tachograph.analysis.forecasting.season import Matrix
from tachograph.analysis.forecasting.study import Paths
from tachograph.core.errors import SourceError
from tachograph.core.scenario import Change, LostMonth, Ramp, TaxStep


@dataclass(frozen=True, slots=True)
class Assumption:
    """One number that a scenario rests on: of what change, called what, and whether nobody chose it."""

    change: str
    name: str
    value: str
    default: bool


def applied(paths: Paths, changes: Sequence[Change]) -> Paths:
    """The paths as the changes, one after the other, would make them: the points and every possible course alike.

    Raises:
        SourceError: if a change is about no month that is forecast, or a number of it is impossible.
    """
    points, draws = paths.points[None, :].copy(), paths.draws.copy()
    for change in changes:
        place = _place(change, paths.origin)
        points, draws = (_changed(rows, change, place) for rows in (points, draws))
    return replace(paths, points=points[0], draws=draws)


def _place(change: Change, origin: int) -> int:
    """How many months after the first one forecast a change begins."""
    month = number_of(change.at)
    name = name_of(change)
    if month is None or not 0 <= month - origin - 1 < HORIZON:
        raise SourceError(
            f"{name} {change.at}", "is no month that is forecast", f"name one of the {HORIZON} after the last known"
        )
    if isinstance(change, TaxStep):
        wrong = not -1 <= change.pulled <= 1 or not -1 <= change.lasting <= 1 or not 1 <= change.reach <= HORIZON
    elif isinstance(change, LostMonth):
        wrong = not 0 <= change.lost <= 1 or not 0 <= change.recovered <= 1 or not 1 <= change.over <= HORIZON
    else:
        wrong = change.peak < 0 or change.months < 1 or not 0 <= change.taken <= 1
    if wrong:
        raise SourceError(
            f"{name} {change.at}", "a part is not between 0 and 1, or a count is less than 1", "mend that number"
        )
    return month - origin - 1


def _changed(rows: Matrix, change: Change, place: int) -> Matrix:
    if isinstance(change, TaxStep):
        return _stepped(rows, change, place)
    if isinstance(change, LostMonth):
        return _failed(rows, change, place)
    return _ramped(rows, change, place)


def _stepped(rows: Matrix, step: TaxStep, place: int) -> Matrix:
    """Sales move from the months after the step to those before it, the nearest getting most; the total stays.

    What would be pulled into months that are known already has not been, and stays where it is.
    """
    out = rows.copy()
    for n in range(step.reach):
        after, before = place + n, place - 1 - n
        if after < rows.shape[1] and before >= 0:
            moved = step.pulled * (step.reach - n) / step.reach * rows[:, after]
            out[:, after] -= moved
            out[:, before] += moved
    out[:, place:] *= 1 - step.lasting
    return out


def _failed(rows: Matrix, failure: LostMonth, place: int) -> Matrix:
    out = rows.copy()
    lost = failure.lost * rows[:, place]
    out[:, place] -= lost
    for month in range(place + 1, min(place + 1 + failure.over, rows.shape[1])):
        out[:, month] += lost * failure.recovered / failure.over
    return out


def _ramped(rows: Matrix, ramp: Ramp, place: int) -> Matrix:
    out = rows.copy()
    ahead = np.arange(rows.shape[1] - place)
    new = ramp.peak * np.minimum((ahead + 1) / ramp.months, 1)
    out[:, place:] += new - np.minimum(ramp.taken * new, rows[:, place:])
    return out


def name_of(change: Change) -> str:
    """What a change is called where it is typed."""
    return {TaxStep: "tax-step", LostMonth: "lost-month", Ramp: "ramp"}[type(change)]


_SAYINGS = {
    ("tax-step", "pulled"): "part of the sales of the month of the step that is made in the month before instead",
    ("tax-step", "reach"): "months on either side of the step that this touches, less and less",
    ("tax-step", "lasting"): "part of all sales from the step on that is lost for good",
    ("lost-month", "lost"): "part of the month's sales that is not made in it",
    ("lost-month", "recovered"): "part of that which is made up for later",
    ("lost-month", "over"): "months in which it is made up for, evenly",
    ("ramp", "peak"): "sales a month of the new model at full rate",
    ("ramp", "months"): "months until then, in even steps",
    ("ramp", "taken"): "part of its sales that the seller's other models lose",
}


def assumptions(changes: Sequence[Change], chosen: Sequence[frozenset[str]]) -> tuple[Assumption, ...]:
    """All numbers that a scenario rests on; ``chosen`` are the names of those of each change that somebody gave."""
    return tuple(
        Assumption(f"{name_of(change)} {change.at}", saying, f"{getattr(change, field):g}", field not in given)
        for change, given in zip(changes, chosen, strict=True)
        for (name, field), saying in _SAYINGS.items()
        if name == name_of(change)
    )
