"""From possible courses of a series to a forecast that can be written down."""

from __future__ import annotations

from datetime import date

import numpy as np

from tachograph.analysis.forecasting.level import HORIZON
from tachograph.analysis.forecasting.months import spans, written
from tachograph.analysis.forecasting.season import Matrix
from tachograph.analysis.forecasting.series import Series
from tachograph.analysis.forecasting.study import Paths, filled
from tachograph.core.forecast import LEVELS, Expected, Forecast

_YEAR = 12
_FEWEST = 6  # seasonal differences that a scale needs


def forecast(paths: Paths, made_on: date, method: str, months: int = HORIZON) -> Forecast:
    """What is expected of the next ``months`` months, and of the quarters and years that end with one of them.

    The points of the months, and what is known of the months before, add up to those of quarters and years.
    """
    first, last = paths.origin + 1, paths.origin + months
    expected = tuple(_expected(written(m), *total(paths, m, m)) for m in range(first, last + 1))
    totals = [
        _expected(label, *total(paths, begin, end))
        for label, begin, end in spans(first, last)
        if begin >= paths.series.first and end <= last
    ]
    return Forecast(
        paths.series.key, made_on, written(paths.origin), method, expected, tuple(totals), seasonal_scale(paths.series)
    )


def total(paths: Paths, first: int, last: int) -> tuple[float, Matrix]:
    """The point and the possible values of a sum of months, which may begin before the forecast does.

    Months before that nobody gives a figure of are taken as grown evenly.
    """
    known = float(filled(paths.series)[max(first - paths.series.first, 0) : last - paths.series.first + 1].sum())
    ahead = slice(max(first - paths.origin - 1, 0), max(last - paths.origin, 0))
    return known + float(np.round(paths.points[ahead]).sum()), known + paths.draws[:, ahead].sum(axis=1)


def _expected(period: str, point: float, draws: Matrix) -> Expected:
    return Expected(period, round(point), tuple(round(float(q)) for q in np.quantile(draws, LEVELS)))


def seasonal_scale(series: Series) -> float | None:
    """The mean absolute difference from the same month of the year before; ``None`` if fewer than six are known."""
    differences = [
        abs(now - before)
        for month in range(series.first + _YEAR, series.last + 1)
        if (now := series.at(month)) is not None and (before := series.at(month - _YEAR)) is not None
    ]
    return sum(differences) / len(differences) if len(differences) >= _FEWEST else None
