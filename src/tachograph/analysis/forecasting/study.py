"""What a panel of series teaches: the shared season, and how far forecasts from each earlier month were off."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from tachograph.analysis.forecasting.level import HORIZON, METHODS
from tachograph.analysis.forecasting.season import Holidays, Matrix, Shape, seasonal_shape
from tachograph.analysis.forecasting.series import Series
from tachograph.core.forecast import SeriesKey

_PRIOR = 12  # errors' worth of evidence that a series is as uncertain as the others
_NEAR = 3  # horizons whose errors show how uncertain a series is
_TOLD = 0.75  # part of a forecast's months that must have become known for it to show anything
_FEWEST = 20  # ended forecasts that an interval needs

RECENT = 18
"""Months before an origin in which the forecasts ended that show what can happen."""


@dataclass(frozen=True, slots=True, eq=False)
class Trial:
    """What would have been forecast from a month on, and how much higher the figures came out, in logarithms.

    ``errors`` are NaN where no figure is known.
    """

    series: Series
    origin: int
    points: Matrix
    errors: Matrix


@dataclass(frozen=True, slots=True, eq=False)
class Paths:
    """What can become of a series after its month ``origin``.

    ``points`` are the best figures of the next :data:`HORIZON` months, each row of ``draws`` is one equally likely
    course of them. Row n of all paths from one origin is the same past surprise; so they can be added row by row.
    """

    series: Series
    origin: int
    points: Matrix
    draws: Matrix


class Study:
    """A panel, looked at from every month that it covers; nothing later than that month is used.

    ``apart`` are the entities whose errors are no guide to others', and others' none to theirs: whole markets.
    """

    def __init__(
        self,
        panel: Sequence[Series],
        holidays: Holidays,
        apart: Collection[str] = (),
        method: str = "pooled",
        recent: int = RECENT,
        progress: Callable[[str, int, int], None] | None = None,
    ) -> None:
        self.panel = tuple(panel)
        self.method = method
        self.apart = frozenset(apart)
        self._holidays = holidays
        self._recent = recent
        self._level = METHODS[method]
        self._expected: dict[Series, Matrix] = {}
        self._errors: dict[tuple[int, bool], Matrix | None] = {}
        self._shapes: dict[int, Shape] = {}
        self._scales: dict[int, Mapping[SeriesKey, float]] = {}
        trials: list[Trial] = []
        for done, series in enumerate(self.panel):
            if progress:
                progress(series.key.entity, done, len(self.panel))
            trials += self._trials(series)
        self.trials = tuple(trials)

    def shape(self, until: int) -> Shape:
        """The shared season as it was known in a month."""
        if until not in self._shapes:
            self._shapes[until] = seasonal_shape(self.panel, until, self._holidays)
        return self._shapes[until]

    def expected(self, series: Series) -> Matrix:
        """The logarithms of the next :data:`HORIZON` months of a series."""
        if series not in self._expected:
            count = len(series.values)
            season = self.shape(series.last).of(series.first, count + HORIZON)
            self._expected[series] = self._level(np.log(filled(series)) - season[:count]) + season[count:]
        return self._expected[series]

    def paths(self, series: Series) -> Paths | None:
        """What can become of a series.

        ``None`` where too few of its latest months are known, or too few earlier forecasts have ended.
        """
        if not series.is_dense:
            return None
        surprises = self.surprises(series.key, series.last)
        if surprises is None:
            return None
        points = self.expected(series)
        return Paths(series, series.last, np.exp(points), np.exp(points + surprises))

    def surprises(self, key: SeriesKey, origin: int) -> Matrix | None:
        """How far off forecasts from ``origin`` can be, in logarithms: a row for each earlier forecast that has ended.

        An error counts as a multiple of how uncertain its series is known to be by then. In every month ahead half of them
        are above zero: that a rising market has surpassed its forecasts is not taken to go on.
        """
        ended = self._ended(origin, apart=key.entity in self.apart)
        return None if ended is None else ended * self._scale(origin).get(key, 1.0)

    def _ended(self, origin: int, *, apart: bool) -> Matrix | None:
        """The errors of earlier forecasts of sellers, or of markets, as multiples of how uncertain each series was."""
        place = (origin, apart)
        if place not in self._errors:
            scales = self._scale(origin)
            rows = [
                _told(t.errors) / scales[t.series.key]
                for t in self.trials
                if origin - self._recent < t.origin + HORIZON <= origin
                and (t.series.key.entity in self.apart) == apart
                and np.isfinite(t.errors).sum() >= _TOLD * HORIZON
            ]
            errors = np.array(rows)
            self._errors[place] = errors - np.median(errors, axis=0) if len(rows) >= _FEWEST else None
        return self._errors[place]

    def _trials(self, series: Series) -> list[Trial]:
        """The forecasts from all of these months."""
        found = []
        for past in self.pasts(series):
            points = self.expected(past)
            came = [series.at(past.last + n) for n in range(1, HORIZON + 1)]
            actual = np.array([np.nan if v is None else np.log(v) for v in came])
            found.append(Trial(series, past.last, points, actual - points))
        return found

    def pasts(self, series: Series) -> list[Series]:
        """A series as it was in each month that it can be forecast from, but the last."""
        origins = (m for m in range(series.first + HORIZON - 1, series.last) if series.at(m) is not None)
        return [past for origin in origins if (past := series.until(origin)) and past.is_dense]

    def _scale(self, origin: int) -> Mapping[SeriesKey, float]:
        """How uncertain each series is against the others, by the errors that were known in a month."""
        if origin not in self._scales:
            near: dict[SeriesKey, list[tuple[int, float]]] = {series.key: [] for series in self.panel}
            for t in self.trials:
                for n in range(min(_NEAR, origin - t.origin)):
                    if np.isfinite(t.errors[n]):
                        near[t.series.key].append((n, abs(float(t.errors[n]))))
            usual = [
                _mean([e for errors in near.values() for n, e in errors if n == ahead]) or 1.0 for ahead in range(_NEAR)
            ]
            self._scales[origin] = {
                key: (_PRIOR + sum(e / usual[n] for n, e in errors)) / (_PRIOR + len(errors))
                for key, errors in near.items()
            }
        return self._scales[origin]


def filled(series: Series) -> Matrix:
    """The figures of a series, the unknown ones in between by even growth."""
    place = np.arange(len(series.values))
    known = np.array([v is not None for v in series.values])
    figures = np.array([v for v in series.values if v is not None], dtype=float)
    between = np.exp(np.interp(place, place[known], np.log(figures)))
    between[known] = figures
    return np.asarray(between)


def _told(errors: Matrix) -> Matrix:
    """The errors, the unknown ones as their neighbours."""
    place = np.arange(len(errors))
    known = np.isfinite(errors)
    return np.asarray(np.interp(place, place[known], errors[known]))


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 1.0
