"""The table of a release day as CSV: the rows of all tables."""

from __future__ import annotations

from collections.abc import Sequence

from tachograph.analysis.board import Board
from tachograph.analysis.table import Table
from tachograph.presenting.board.json import BoardRecord, record
from tachograph.presenting.sheets import csv
from tachograph.presenting.sheets.records import SourceRecord

_COLUMNS = (
    "period", "metric", "basis", "level", "peers", "segment", "rank", "rank_last", "climbed", "entity", "entity_id",
    "model", "within", "value", "low", "high", "status", "mom", "yoy", "yoy_published", "yoy_differs", "ytd", "ytd_yoy",
    "market", "share", "share_change", "mom_sources", "yoy_sources", "ytd_sources", "ytd_yoy_sources", "market_sources",
    "sources",
)  # fmt: skip


def render(boards: Sequence[Board], table: Table) -> str:
    """The rows of all tables as CSV."""
    whole = record(boards, table)
    rows = [
        {"period": whole["period"], "market_sources": _of_market(board), **board, **row}
        for board in whole["boards"]
        for row in board["rows"]
    ]
    return csv.render(rows, _COLUMNS)


def _of_market(board: BoardRecord) -> list[SourceRecord]:
    return board["market_figure"]["sources"] if board["market_figure"] else []
