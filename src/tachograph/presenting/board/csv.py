"""The table of a release day as CSV: the rows of all tables."""

from __future__ import annotations

from collections.abc import Sequence

from tachograph.analysis.board import Board
from tachograph.analysis.table import Table
from tachograph.presenting.board.json import record
from tachograph.presenting.sheets import csv

_COLUMNS = (
    "period", "metric", "basis", "level", "peers", "segment", "rank", "rank_last", "climbed", "entity", "entity_id",
    "model", "within", "value", "low", "high", "status", "mom", "yoy", "yoy_published", "yoy_differs", "ytd", "ytd_yoy",
    "market", "share", "share_change", "sources",
)  # fmt: skip


def render(boards: Sequence[Board], table: Table) -> str:
    """The rows of all tables as CSV."""
    whole = record(boards, table)
    rows = [{"period": whole["period"], **board, **row} for board in whole["boards"] for row in board["rows"]]
    return csv.render(rows, _COLUMNS)
