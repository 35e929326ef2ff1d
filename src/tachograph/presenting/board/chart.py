"""The table of a release day as a drawing: each seller's units, those of the year before, thirteen months."""

from __future__ import annotations

from collections.abc import Sequence

from tachograph.analysis.board import Board, Line
from tachograph.analysis.listing import basis_of, name_of
from tachograph.analysis.stated import bounds
from tachograph.analysis.table import Table
from tachograph.presenting import words
from tachograph.presenting.charts.bars import WIDTH, Bar, bars, height
from tachograph.presenting.charts.drawing import Panel, drawing, page_of
from tachograph.presenting.leader.answer import what
from tachograph.presenting.sheets import figures

_MOST = 15  # rows of a chart
_NOTE = "dashed: the year before; black: what it can be; at the right: the thirteen months"


def render(boards: Sequence[Board], table: Table) -> str:
    """The boards as the text of an SVG file."""
    when = words.period(str(boards[0].listing.period)) if boards else "nothing is known"
    return drawing(f"Board, {when}", [_panel(board, table) for board in boards])


def _panel(board: Board, table: Table) -> Panel:
    definition = board.listing.definition
    title = what(definition, table.pack)
    rows = [_bar(line, table) for line in board.lines[:_MOST]]
    basis = basis_of(table.pack.metrics[definition.metric])
    return Panel(f"{title[:1].upper()}{title[1:]} [{basis}]", bars(rows), WIDTH, height(rows), (_NOTE,))


def _bar(line: Line, table: Table) -> Bar:
    row, known = line.row, bounds(line.row.estimate)
    change = f"  {figures.change(row.yoy)}" if row.yoy else ""
    return Bar(
        name_of(row.scope, table.pack),
        row.estimate.value,
        f"{figures.units(row.estimate)}{change}",
        known.low,
        known.high,
        row.yoy.base.value if row.yoy and row.yoy.base else None,
        line.months,
        page_of(row.estimate, table),
    )
