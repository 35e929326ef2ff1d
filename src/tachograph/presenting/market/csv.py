"""The market as CSV: what is counted."""

from __future__ import annotations

from tachograph.analysis.market import Market
from tachograph.analysis.table import Table
from tachograph.presenting.market.json import record
from tachograph.presenting.sheets import csv

_COLUMNS = (
    "period", "market", "metric", "body", "value", "low", "high", "status", "mom", "yoy", "yoy_differs", "ytd", "ytd_yoy",
    "mom_sources", "yoy_sources", "ytd_sources", "ytd_yoy_sources", "sources",
)  # fmt: skip


def render(market: Market, table: Table) -> str:
    """The counts as CSV."""
    whole = record(market, table)
    rows = [{"period": whole["period"], **count, **count["figure"]} for count in whole["counts"]]
    return csv.render(rows, _COLUMNS)
