"""The market as a drawing: each count by month, with the years before, and who shares it."""

from __future__ import annotations

from tachograph.analysis.concentration import Concentration
from tachograph.analysis.listing import called, name_of
from tachograph.analysis.market import Count, Market
from tachograph.analysis.seasons import seasons
from tachograph.analysis.table import Table
from tachograph.presenting import words
from tachograph.presenting.charts.bars import WIDTH, Bar, bars, height
from tachograph.presenting.charts.drawing import Panel, drawing, months_panel, page_of
from tachograph.presenting.leader.answer import what
from tachograph.presenting.sheets import figures


def render(market: Market, table: Table) -> str:
    """The counts, and the shares, as the text of an SVG file."""
    panels = [panel for count in market.counts if (panel := _months(count, market, table))]
    panels += [_shares(one, table) for one in market.concentrations]
    return drawing(f"Market, {words.period(str(market.period))}", panels)


def _months(count: Count, market: Market, table: Table) -> Panel | None:
    found = seasons(table, count.scope, market.period)
    body = f" ({count.body.name})" if count.body else ""
    title = f"{called(count.scope.entity, table.pack)}, {table.pack.metrics[count.scope.metric].name}{body}"
    return months_panel(title, found, table) if found else None


def _shares(one: Concentration, table: Table) -> Panel:
    rows = [
        Bar(name_of(scope, table.pack), share, figures.percent(share), href=page_of(e, table))
        for (scope, share), e in zip(one.shares, one.estimates, strict=True)
    ]
    return Panel(
        f"Shares of the {one.market.name}: {what(one.definition, table.pack)}", bars(rows), WIDTH, height(rows)
    )
