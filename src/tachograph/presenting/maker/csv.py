"""One seller as CSV: what it sold by month, quarter and year."""

from __future__ import annotations

from tachograph.analysis.maker import Maker
from tachograph.analysis.table import Table
from tachograph.presenting.maker.json import record
from tachograph.presenting.sheets import csv

_COLUMNS = (
    "entity", "entity_id", "metric", "period", "value", "low", "high", "status", "before", "yoy", "yoy_differs", "sources",
)  # fmt: skip


def render(maker: Maker, table: Table) -> str:
    """The months and periods as CSV."""
    whole = record(maker, table)
    head = {key: whole[key] for key in ("entity", "entity_id", "metric")}
    rows = [{**head, **one, **(one["figure"] or {})} for one in (*whole["months"], *whole["periods"])]
    return csv.render(rows, _COLUMNS)
