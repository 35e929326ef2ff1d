"""Who leads as CSV: the rows of all rankings."""

from __future__ import annotations

from tachograph.analysis.leader import Leading
from tachograph.analysis.table import Table
from tachograph.presenting.leader.json import record
from tachograph.presenting.sheets import csv

_CSV = (
    "period", "metric", "basis", "level", "peers", "segment", "rank", "rank_last", "entity", "entity_id", "model",
    "value", "low", "high", "status", "yoy", "mom", "yoy_sources", "mom_sources", "sources",
)  # fmt: skip


def render(leading: Leading, table: Table) -> str:
    """The rows of all rankings as CSV."""
    whole = record(leading, table)
    rows = [{"period": whole["period"], **ranking, **row} for ranking in whole["rankings"] for row in ranking["rows"]]
    return csv.render(rows, _CSV)
