"""Series for tests: some makers that grow and share a season, with noise that is the same in every run."""

from datetime import date

import numpy as np

from tachograph.analysis.forecasting.season import holiday_share
from tachograph.analysis.forecasting.series import Series
from tachograph.core.forecast import SeriesKey

JANUARY = 2021 * 12
NEW_YEARS = {
    2021: date(2021, 2, 12), 2022: date(2022, 2, 1), 2023: date(2023, 1, 22), 2024: date(2024, 2, 10),
    2025: date(2025, 1, 29), 2026: date(2026, 2, 17),
}  # fmt: skip
SEASON = np.array([-0.1, -0.2, 0.0, -0.05, 0.0, 0.05, -0.05, 0.0, 0.05, 0.05, 0.1, 0.15])
HOLIDAY = -0.4


def maker(name, seed, *, months=60, start=10_000.0, growth=0.02, noise=0.08, metric="sales"):
    draw = np.random.default_rng(seed)
    level = np.log(start) + np.cumsum(draw.normal(growth, noise, months))
    place = np.arange(months)
    pull = np.array([HOLIDAY * holiday_share(JANUARY + int(n), NEW_YEARS) for n in place])
    figures = np.exp(level + SEASON[place % 12] + pull)
    return Series(SeriesKey(name, metric, "vehicle"), JANUARY, tuple(float(round(f)) for f in figures))


def makers(count=6, **options):
    return tuple(maker(f"maker{n}", n, **options) for n in range(count))
