"""A scenario as a table, a row for each period."""

from __future__ import annotations

import csv
from io import StringIO

from tachograph.pipeline.scenarios import Scenario
from tachograph.presenting.forecast.wording import last_cell
from tachograph.presenting.inert import inert

_COLUMNS = ("entity", "metric", "unit", "period", "forecast", "supposed", "low", "high", "last_cell")


def render(scenario: Scenario) -> str:
    """The figures as CSV text; the assumptions are in the text and in JSON."""
    file = StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for one in scenario.supposed:
        key = one.before.series
        befores = (*one.before.months, *one.before.totals)
        for before, after in zip(befores, (*one.after.months, *one.after.totals), strict=True):
            figures = (f"{v:.0f}" for v in (before.point, after.point, after.low, after.high))
            writer.writerow([inert(key.entity), key.metric, key.unit, before.period, *figures, last_cell(one.before)])
    return file.getvalue()
