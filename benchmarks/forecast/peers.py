"""Other methods, forecast and calibrated on the same series from the same months."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import isfinite

import numpy as np

from tachograph.analysis.forecasting.level import HORIZON, fitted
from tachograph.analysis.forecasting.season import Holidays, Matrix
from tachograph.analysis.forecasting.series import Series
from tachograph.analysis.forecasting.study import Study, filled

Predict = Callable[[Matrix], Matrix]
"""From figures, one for each month, to those of the next twelve."""

_YEAR = 12


class Peer(Study):
    """A method that looks at one series alone; its intervals come from the earlier errors of all, as ours do."""

    def __init__(
        self, panel: Sequence[Series], holidays: Holidays, apart: frozenset[str], predict: Predict, step: int = 1
    ) -> None:
        self._predict = predict
        self._step = step
        super().__init__(panel, holidays, apart)

    def expected(self, series: Series) -> Matrix:
        """The logarithms of the next twelve months of a series."""
        return np.asarray(np.log(np.maximum(self._predict(filled(series)), 1.0)))

    def pasts(self, series: Series) -> list[Series]:
        """A series as it was in every ``step``-th month that it can be forecast from."""
        return super().pasts(series)[:: self._step]


def seasonal_naive(past: Matrix) -> Matrix:
    """The same month of the year before."""
    return past[-_YEAR:][np.arange(HORIZON) % _YEAR]


def naive(past: Matrix) -> Matrix:
    """The last month."""
    return np.repeat(past[-1], HORIZON)


def ets(past: Matrix) -> Matrix:
    """Exponential smoothing with a season, as AutoETS chooses and fits it."""
    return fitted("AutoETS", past, season_length=_YEAR)


def ets_of_logarithms(past: Matrix) -> Matrix:
    """The same, of the logarithms."""
    return np.asarray(np.exp(fitted("AutoETS", np.log(past), season_length=_YEAR)))


def theta(past: Matrix) -> Matrix:
    """AutoTheta, with a season."""
    return fitted("AutoTheta", past, season_length=_YEAR)


PEERS: dict[str, Predict] = {
    "seasonal naive": seasonal_naive,
    "naive": naive,
    "AutoETS": ets,
    "AutoETS of logarithms": ets_of_logarithms,
    "AutoTheta": theta,
}


def own_interval_held(study: Study) -> tuple[int, int]:
    """How often the figure lay in the 80% interval that AutoETS itself gives, and of how many, over the sellers."""
    from statsforecast.models import AutoETS  # noqa: PLC0415 - slow to load

    held = total = 0
    for series in study.panel:
        if series.key.entity in study.apart:
            continue
        for past in study.pasts(series):
            found = AutoETS(season_length=_YEAR).forecast(filled(past), HORIZON, level=[80])
            for n in range(HORIZON):
                figure = series.at(past.last + 1 + n)
                low, high = float(found["lo-80"][n]), float(found["hi-80"][n])
                if figure is not None and isfinite(low) and isfinite(high):
                    total += 1
                    held += low <= figure <= high
    return held, total
