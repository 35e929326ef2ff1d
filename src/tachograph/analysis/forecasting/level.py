"""Where a series stands without its season, and where it goes from there."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from itertools import product
from typing import Any

import numpy as np

from tachograph.analysis.forecasting.season import Matrix
from tachograph.core.errors import SourceError

HORIZON = 12
"""Months ahead that everything is forecast."""

Level = Callable[[Matrix], Matrix]
"""From logarithms without season, one for each month, to those of the next :data:`HORIZON` months."""

# Exponential smoothing with a damped trend, at every combination of these constants. Their mean is the forecast: series
# are too short to fit constants to, and no choice among them by earlier months beat the mean in later ones.
_PAIRS = [(0.0, 0.8), *product((0.05, 0.1), (0.8, 0.9, 0.95))]  # of trend and damping
_GRID = np.array([(level, trend, damping) for level in (0.4, 0.5, 0.6, 0.7, 0.8) for trend, damping in _PAIRS])
_FITTED = 12  # months without which nothing is fitted
_AHEAD = np.arange(1, HORIZON + 1)


def smoothed(past: Matrix) -> Matrix:
    """The mean of 35 exponential smoothings with damped trends."""
    alpha, beta, phi = _GRID.T
    level, trend = np.full(len(_GRID), past[0]), np.zeros(len(_GRID))
    for figure in past[1:]:
        before = level
        level = alpha * figure + (1 - alpha) * (level + phi * trend)
        trend = beta * (level - before) + (1 - beta) * phi * trend
    reach = np.cumsum(phi[:, None] ** _AHEAD, axis=1)
    return np.asarray((level[:, None] + trend[:, None] * reach).mean(axis=0))


def combined(past: Matrix) -> Matrix:
    """The mean of :func:`smoothed` and of exponential smoothing as statsforecast fits it to the series alone.

    Of less than a year there is nothing to fit to, and :func:`smoothed` is alone.

    Raises:
        SourceError: if statsforecast is not installed.
    """
    own = smoothed(past)
    if len(past) < _FITTED:
        return own
    theirs = fitted("AutoETS", past, model="AZN")
    return (own + theirs) / 2 if np.isfinite(theirs).all() else own


def fitted(name: str, past: Matrix, **options: Any) -> Matrix:
    """What a model of statsforecast expects of the next :data:`HORIZON` months.

    Raises:
        SourceError: if statsforecast is not installed.
    """
    if not has_library():
        raise SourceError("--method combined", "needs statsforecast", "pip install 'tachograph[forecast]'")
    from statsforecast import models  # noqa: PLC0415 - an extra, and slow to load

    with np.errstate(all="ignore"):  # it divides by the months that a short series has too few of
        return np.asarray(getattr(models, name)(**options).forecast(past, HORIZON)["mean"], dtype=float)


@cache
def has_library() -> bool:
    """Whether statsforecast is installed."""
    return find_spec("statsforecast") is not None


METHODS: dict[str, Level] = {"pooled": smoothed, "combined": combined}
"""The methods by name, as a stored forecast names them."""


def best_method() -> str:
    """The better method of those that can be used: ``combined`` where statsforecast is installed."""
    return "combined" if has_library() else "pooled"
