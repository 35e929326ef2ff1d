"""Scores of kept forecasts as a table, a row for each month that is known by now."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from io import StringIO

from tachograph.core.pack import Pack
from tachograph.pipeline.forecasting import Kept
from tachograph.presenting.inert import inert

_COLUMNS = (
    "forecast", "entity", "metric", "made_on", "last_known", "period", "horizon", "point", "low", "high", "actual", "inside",
)  # fmt: skip


def render(kept: Sequence[Kept], pack: Pack) -> str:
    """The scores as CSV text."""
    del pack  # ids are for machines
    file = StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for one in kept:
        f, expected = one.forecast, {e.period: e for e in one.forecast.months}
        for s in one.scores:
            e = expected[s.period]
            writer.writerow([
                f.id, inert(f.series.entity), f.series.metric, f.made_on, f.last_known, s.period, s.horizon, f"{e.point:.0f}",
                f"{e.low:.0f}", f"{e.high:.0f}", f"{s.actual:.0f}", s.inside,
            ])  # fmt: skip
    return file.getvalue()
