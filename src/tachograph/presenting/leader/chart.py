"""Who leads as a drawing: the rankings, with what the figures can be."""

from __future__ import annotations

from tachograph.analysis.leader import Lead, Leading
from tachograph.analysis.listing import Row, basis_of
from tachograph.analysis.stated import bounds
from tachograph.analysis.table import Table
from tachograph.presenting import words
from tachograph.presenting.charts.bars import WIDTH, Bar, bars, height
from tachograph.presenting.charts.drawing import Panel, drawing, page_of
from tachograph.presenting.leader.answer import name, what
from tachograph.presenting.sheets import figures

_FIRST, _OTHERS = 10, 5  # rows of the first ranking, and of the others


def render(leading: Leading, table: Table) -> str:
    """The rankings as the text of an SVG file."""
    panels = [_panel(lead, table, _OTHERS if n else _FIRST) for n, lead in enumerate(leading.leads)]
    return drawing(f"Who leads, {words.period(str(leading.period))}", panels)


def _panel(lead: Lead, table: Table, most: int) -> Panel:
    definition = lead.listing.definition
    title = what(definition, table.pack)
    rows = [_bar(row, table) for row in lead.listing.rows[:most]]
    basis = basis_of(table.pack.metrics[definition.metric])
    return Panel(f"{title[:1].upper()}{title[1:]} [{basis}]", bars(rows), WIDTH, height(rows))


def _bar(row: Row, table: Table) -> Bar:
    known = bounds(row.estimate)
    shown = f"{row.rank}.  {figures.units(row.estimate)}{f'  {figures.change(row.yoy)}' if row.yoy else ''}"
    return Bar(
        name(row, table.pack), row.estimate.value, shown, known.low, known.high, href=page_of(row.estimate, table)
    )
