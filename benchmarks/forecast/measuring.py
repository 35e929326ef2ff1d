"""What is measured of forecasts made from every earlier month."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean

import numpy as np

from tachograph.analysis.forecasting.level import HORIZON
from tachograph.analysis.forecasting.scoring import by_series, hindsight, skill
from tachograph.analysis.forecasting.season import Holidays
from tachograph.analysis.forecasting.series import Series, markets, monthly_series, panel
from tachograph.analysis.forecasting.study import RECENT, Study
from tachograph.checking import reconcile
from tachograph.core.estimate import Estimate
from tachograph.core.forecast import Score, Skill
from tachograph.core.observation import Observation
from tachograph.core.pack import Pack
from tachograph.packs.holidays import load_new_years
from tachograph.packs.loader import load_pack

BANDS = ((1, 1), (2, 3), (4, 6), (7, 12))
"""Horizons that are measured together: from, to."""


@dataclass(frozen=True, eq=False)
class Ground:
    """What is forecast: all series of the packaged reference, and those of them that others learn from."""

    pack: Pack
    estimates: tuple[Estimate, ...]
    observations: tuple[Observation, ...]
    every: tuple[Series, ...]
    panel: tuple[Series, ...]
    holidays: Holidays

    @property
    def apart(self) -> frozenset[str]:
        """The markets."""
        return markets(self.pack)

    def study(self, method: str = "pooled", recent: int = RECENT) -> Study:
        """Our own method on it."""
        return Study(self.panel, self.holidays, self.apart, method, recent)


def ground() -> Ground:
    """The packaged reference."""
    pack = load_pack()
    estimates = reconcile(pack.observations, pack)
    every = monthly_series(estimates, pack)
    return Ground(pack, estimates, pack.observations, every, panel(every), load_new_years())


@dataclass(frozen=True)
class Measured:
    """How a method did: ``mase`` is the mean over series, ``together`` counts every month the same."""

    scores: tuple[Score, ...]
    mase: float
    together: Skill

    def ahead(self, first: int, last: int) -> float:
        """The scaled error at some horizons."""
        return skill(s for s in self.scores if first <= s.horizon <= last).mase or 0.0


def measured(study: Study, *, apart: bool = False) -> Measured:
    """How a method did with sellers, or with markets, which are kept apart."""
    return summed(s for s in hindsight(study) if (s.series.entity in study.apart) == apart)


def summed(scores: Iterable[Score]) -> Measured:
    """What scores come to."""
    found = tuple(scores)
    each = [m for mine in by_series(found).values() if (m := skill(mine).mase) is not None]
    return Measured(found, fmean(each), skill(found))


def sums_held(study: Study, months: int) -> tuple[int, int]:
    """How often the sum of the next ``months`` months lay in its 80% interval, and of how many, over the sellers."""
    held = list(_sums(study, months))
    return sum(held), len(held)


def _sums(study: Study, months: int) -> Iterator[bool]:
    for trial in study.trials:
        if trial.series.key.entity in study.apart or not np.isfinite(trial.errors[:months]).all():
            continue
        surprises = study.surprises(trial.series.key, trial.origin)
        if surprises is not None:
            came = np.exp(trial.points + trial.errors)[:months].sum()
            low, high = np.quantile(np.exp(trial.points + surprises)[:, :months].sum(axis=1), (0.1, 0.9))
            yield bool(low <= came <= high)


def held(scores: Iterable[Score]) -> tuple[int, int]:
    """How often the figure lay in the 80% interval, and of how many."""
    inside = [s.inside for s in scores if s.inside is not None]
    return sum(inside), len(inside)


def horizons(scores: Sequence[Score]) -> Iterator[tuple[str, tuple[int, int]]]:
    """The coverage by months ahead."""
    for first, last in BANDS:
        label = f"{first}" if first == last else f"{first} to {last}"
        yield label, held(s for s in scores if first <= s.horizon <= min(last, HORIZON))
