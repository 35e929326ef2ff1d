"""SDMX-CSV 2.0, the exchange form of statistics offices."""

from __future__ import annotations

import csv
import io

from tachograph.core.period import Period
from tachograph.presenting.exports.csv import cell_text
from tachograph.presenting.exports.table import Table

_FLOW = "TACHOGRAPH:{name}(1.0)"
_DURATIONS = {"month": "P1M", "quarter": "P3M", "half": "P6M", "year": "P1Y", "day": "P1D"}


def render(table: Table) -> bytes:
    """The table as SDMX-CSV: a time period as SDMX writes it, the best value as the observation, the rest as attributes.

    What holds since the beginning has the last month as its time period and ``ALL`` as its duration.
    """
    names = [c.name for c in table.columns]
    value = "value" if "value" in names else "low"
    others = [name for name in names if name not in ("period", value)]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    head = ["STRUCTURE", "STRUCTURE_ID", "ACTION", "TIME_PERIOD", "DURATION", "OBS_VALUE"]
    writer.writerow([*head, *(name.upper() for name in others), "EDTF", "DEFINITION"])
    flow = _FLOW.format(name=table.name.upper())
    meanings = {d.metric: d.meaning for d in table.definitions}
    for row in table.rows:
        cells = dict(zip(names, map(cell_text, row), strict=True))
        when, duration = _time(cells["period"])
        start = ["dataflow", flow, "I", when, duration, cells[value]]
        writer.writerow([*start, *(cells[n] for n in others), cells["period"], meanings.get(cells["metric"], "")])
    return out.getvalue().encode("utf-8", "replace")


def _time(text: str) -> tuple[str, str]:
    """The time period and duration of an EDTF period."""
    if not text:
        return "", ""
    period = Period.parse(text)
    if period.start is None:
        return f"{period.end:%Y-%m}", "ALL"
    if "/" not in text:
        return text.replace("-H", "-S"), _DURATIONS[str(period.grain)]
    months = period.whole_months
    if months:
        return f"{period.start.isoformat()}/P{months}M", f"P{months}M"
    days = (period.end - period.start).days + 1
    return f"{period.start.isoformat()}/P{days}D", f"P{days}D"
