"""What the forecasts of a ledger rest on, as a process of its own works it out."""

from __future__ import annotations

from contextlib import suppress

from tachograph.analysis.forecasting import Series, Study
from tachograph.core.errors import SourceError
from tachograph.pipeline import forecasting
from tachograph.pipeline.consulting import Figures
from tachograph.surfaces.web.apart import Progress


def learn(figures: Figures, progress: Progress) -> tuple[tuple[Series, ...], Study]:
    """What the figures of a ledger teach about months to come, without the figures themselves.

    All that can be forecast is forecast once, so that whoever asks later need not load what fits the series.
    """
    found = forecasting.learned(figures, progress=progress)
    for series in found.every:
        with suppress(SourceError):  # it cannot be forecast
            forecasting.together(found, series)
    return found.every, found.study
