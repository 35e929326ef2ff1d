"""The shape of a year that all sellers share, the Lunar New Year included."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import numpy as np

from tachograph.analysis.forecasting.series import Series

Holidays = Mapping[int, date]
"""The day of the Lunar New Year in each year."""

_BEFORE, _AFTER = 7, 14  # days around the holiday that buyers, dealers and works lose
_RIDGE = 1.0  # months' worth of evidence that a month is like any other
_RIDGE_HOLIDAY = 0.2  # less: the holiday's days are a fraction of a month
_RIDGE_GROWTH = 5.0  # a series' own growth only has to be kept out of the season
_FURTHEST = 3  # months apart that two known figures may be to be compared
_ORDINARY = 1.5  # standard deviations; beyond them a change counts in proportion less
_ROUNDS = 4
_MONTHS = 12
_EFFECTS = 12  # eleven months against December, which the others sum to, and the holiday

Matrix = np.ndarray[tuple[int, ...], np.dtype[np.float64]]


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """How far each month lies from the trend, in logarithms: by its name, and by the days of the holiday in it."""

    effects: Matrix
    holidays: Holidays

    def of(self, first: int, count: int) -> Matrix:
        """The effects of ``count`` months from number ``first`` on."""
        return np.array([_features(m, self.holidays) for m in range(first, first + count)]) @ self.effects


def seasonal_shape(panel: Sequence[Series], until: int, holidays: Holidays) -> Shape:
    """The shape that changes from month to month up to ``until`` show, over all series of a panel together.

    Each change is its series' growth, plus the difference of the two months' effects, plus noise. Least squares, with
    noisy series and rare great changes counting less, and effects held towards zero as long as little is known.
    """
    changes = [change for row, series in enumerate(panel) for change in _changes(row, series, until)]
    if not changes:
        return Shape(np.zeros(_EFFECTS), holidays)
    owners = np.array([owner for owner, *_ in changes])
    gaps = np.array([later - earlier for _, earlier, later, _ in changes], dtype=float)
    moved = np.array([growth for *_, growth in changes])
    design = np.zeros((len(changes), _EFFECTS + len(panel)))
    for n, (owner, earlier, later, _) in enumerate(changes):
        design[n, :_EFFECTS] = _features(later, holidays) - _features(earlier, holidays)
        design[n, _EFFECTS + owner] = later - earlier
    ridge = np.diag([_RIDGE] * (_EFFECTS - 1) + [_RIDGE_HOLIDAY] + [_RIDGE_GROWTH] * len(panel))
    weights = 1 / gaps
    solution = np.zeros(design.shape[1])
    for _ in range(_ROUNDS):
        weighted = design * weights[:, None]
        solution = np.linalg.solve(design.T @ weighted + ridge * np.median(weights), weighted.T @ moved)
        weights = _weights(moved - design @ solution, gaps, owners)
    return Shape(solution[:_EFFECTS], holidays)


def _changes(row: int, series: Series, until: int) -> Iterator[tuple[int, int, int, float]]:
    """The owner, the two months and the change in logarithms of figures that lie close to one another."""
    known = [(m, v) for m in range(series.first, min(series.last, until) + 1) if (v := series.at(m)) is not None]
    if len(known) < _MONTHS // 2:
        return
    for (earlier, before), (later, after) in pairwise(known):
        if later - earlier <= _FURTHEST:
            yield row, earlier, later, float(np.log(after / before))


def _weights(residuals: Matrix, gaps: Matrix, owners: np.ndarray[tuple[int, ...], np.dtype[np.int64]]) -> Matrix:
    """Less for changes over gaps, of noisy series, and beyond the ordinary."""
    even = residuals / np.sqrt(gaps)
    noise = {owner: 1.4826 * np.median(np.abs(even[owners == owner])) + 0.05 for owner in np.unique(owners)}
    spread = np.array([noise[owner] for owner in owners])
    extent = np.abs(even) / spread
    usual = np.median(list(noise.values()))
    return np.asarray(np.minimum(1, _ORDINARY / np.maximum(extent, 1e-9)) * (usual / spread) ** 2 / gaps)


def _features(month: int, holidays: Holidays) -> Matrix:
    out = np.zeros(_EFFECTS)
    place = month % _MONTHS
    if place == _MONTHS - 1:
        out[:-1] = -1  # the months' effects sum to zero
    else:
        out[place] = 1
    out[-1] = holiday_share(month, holidays)
    return out


def holiday_share(month: int, holidays: Holidays) -> float:
    """The part of the days around the Lunar New Year that lie in a month; zero in years whose date is not known."""
    new_year = holidays.get(month // _MONTHS)
    if new_year is None:
        return 0.0
    begin, end = new_year.toordinal() - _BEFORE, new_year.toordinal() + _AFTER
    first, after = (date(m // _MONTHS, m % _MONTHS + 1, 1).toordinal() for m in (month, month + 1))
    return max(min(end, after) - max(begin, first), 0) / (end - begin)
