"""Forecasts as a table, a row for each period."""

from __future__ import annotations

import csv
from io import StringIO

from tachograph.core.forecast import LEVELS
from tachograph.pipeline.forecasting import Outlooks
from tachograph.presenting.forecast.wording import last_cell
from tachograph.presenting.inert import inert

_COLUMNS = (
    "entity", "metric", "region", "segment", "unit", "period", "point", *(f"q{level * 100:.0f}" for level in LEVELS),
    "made_on", "last_known", "method", "forecast", "last_cell",
)  # fmt: skip


def render(made: Outlooks) -> str:
    """The forecasts as CSV text."""
    file = StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for one in (outlook.forecast for outlook in made.outlooks):
        key = one.series
        for expected in (*one.months, *one.totals):
            writer.writerow([
                inert(key.entity), key.metric, key.region, key.segment, key.unit, expected.period, f"{expected.point:.0f}",
                *(f"{q:.0f}" for q in expected.quantiles), one.made_on, one.last_known, one.method, one.id, last_cell(one),
            ])  # fmt: skip
    return file.getvalue()
