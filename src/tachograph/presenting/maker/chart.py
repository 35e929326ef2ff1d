"""One seller as a drawing: its months with the years before, its brands and models, how far its targets are reached."""

from __future__ import annotations

from collections.abc import Iterator

from tachograph.analysis.listing import called, name_of
from tachograph.analysis.maker import Maker, PartSold
from tachograph.analysis.seasons import seasons
from tachograph.analysis.table import Scope, Table
from tachograph.presenting import words
from tachograph.presenting.charts.bars import WIDTH, Bar, bars, height
from tachograph.presenting.charts.drawing import Panel, drawing, months_panel, page_of
from tachograph.presenting.sheets import figures
from tachograph.presenting.targets import chart as targets


def render(maker: Maker, table: Table) -> str:
    """The page's charts as the text of an SVG file."""
    return drawing(called(maker.entity, table.pack), list(_panels(maker, table)))


def _panels(maker: Maker, table: Table) -> Iterator[Panel]:
    found = seasons(table, Scope(maker.entity, maker.metric.id)) if maker.metric else {}
    if maker.metric and found:
        yield months_panel(maker.metric.name.capitalize(), found, table)
    for title, parts in (("Brands and members", maker.brands), ("Models", maker.models)):
        rows = [_bar(part, table) for part in parts]
        if rows:
            yield Panel(f"{title}, the last month known of each", bars(rows), WIDTH, height(rows))
    years = [row for row in maker.targets if row.vintage.period.whole_months == 12]
    yield from targets.panels(years, [row for row in maker.targets if row not in years], table, alone=True)


def _bar(part: PartSold, table: Table) -> Bar:
    shown = f"{figures.units(part.estimate)}  {words.period(str(part.period))}"
    return Bar(name_of(part.scope, table.pack), part.estimate.value, shown, href=page_of(part.estimate, table))
