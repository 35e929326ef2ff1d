"""How well forecasts turned out: errors on a common scale, pinball loss, and how often the interval held."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np

from tachograph.analysis.forecasting.forecast import seasonal_scale
from tachograph.analysis.forecasting.level import HORIZON
from tachograph.analysis.forecasting.months import written
from tachograph.analysis.forecasting.study import Study
from tachograph.core.forecast import LEVELS, Expected, Forecast, Score, SeriesKey, Skill


def scores(forecast: Forecast, actual: Mapping[SeriesKey, Mapping[str, float]]) -> tuple[Score, ...]:
    """How the months of a forecast turned out whose figures are known by now."""
    figures = actual.get(forecast.series, {})
    return tuple(
        _score(forecast.series, ahead, expected, figures[expected.period], forecast.scale)
        for ahead, expected in enumerate(forecast.months, start=1)
        if expected.period in figures
    )


def hindsight(study: Study) -> tuple[Score, ...]:
    """How forecasts from every earlier month would have turned out; nothing later than that month is used in one."""
    return tuple(score for trial in range(len(study.trials)) for score in _tried(study, trial))


def _tried(study: Study, place: int) -> Iterator[Score]:
    trial = study.trials[place]
    past = trial.series.until(trial.origin)
    surprises = study.surprises(trial.series.key, trial.origin)
    scale = seasonal_scale(past) if past else None
    points = np.exp(trial.points)
    quantiles = None if surprises is None else points * np.exp(np.quantile(surprises, LEVELS, axis=0))
    for n in range(HORIZON):
        month = trial.origin + 1 + n
        figure = trial.series.at(month)
        if figure is not None:
            bounds = () if quantiles is None else tuple(float(q) for q in quantiles[:, n])
            expected = Expected(written(month), float(points[n]), bounds)
            yield _score(trial.series.key, n + 1, expected, figure, scale)


def _score(key: SeriesKey, ahead: int, expected: Expected, actual: float, scale: float | None) -> Score:
    loss = inside = None
    if expected.quantiles:
        loss = pinball(expected.quantiles, actual)
        inside = expected.low <= actual <= expected.high
    return Score(key, expected.period, ahead, actual, abs(actual - expected.point), loss, inside, scale)


def pinball(quantiles: Sequence[float], actual: float) -> float:
    """The mean over :data:`LEVELS` of what each quantile's distance from the figure costs; the lower the better."""
    losses = [max(p * (actual - q), (p - 1) * (actual - q)) for p, q in zip(LEVELS, quantiles, strict=True)]
    return sum(losses) / len(losses)


def skill(found: Iterable[Score]) -> Skill:
    """What scores come to; those of series without a scale count for the coverage alone."""
    all_of = list(found)
    errors = [s.error / s.scale for s in all_of if s.scale]
    losses = [s.loss / s.scale for s in all_of if s.scale and s.loss is not None]
    held = [s.inside for s in all_of if s.inside is not None]
    return Skill(len(all_of), _mean(errors), _mean(losses), _mean(held))


def by_series(found: Iterable[Score]) -> Mapping[SeriesKey, tuple[Score, ...]]:
    """Scores by what they are about, in the order of the first of each."""
    out: dict[SeriesKey, list[Score]] = {}
    for score in found:
        out.setdefault(score.series, []).append(score)
    return {key: tuple(mine) for key, mine in out.items()}


def _mean(values: Sequence[float] | Sequence[bool]) -> float | None:
    return sum(values) / len(values) if values else None
