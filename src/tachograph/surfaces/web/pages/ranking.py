"""Who leads, targets, market: what an analysis says of a period, as its sheet has it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from tachograph.analysis.leader import leading
from tachograph.analysis.market import market as market_of
from tachograph.analysis.table import Table
from tachograph.analysis.targets import latest_year
from tachograph.analysis.targets import targets as targets_of
from tachograph.core.period import Period
from tachograph.presenting.leader import text as leader_text
from tachograph.presenting.market import text as market_text
from tachograph.presenting.sheets import html
from tachograph.presenting.sheets.sheet import Sheet
from tachograph.presenting.targets import text as targets_text
from tachograph.surfaces.web import asked, frame
from tachograph.surfaces.web.library import shelf_of
from tachograph.surfaces.web.pages import Page


async def leader(request: Request) -> Response:
    return await _shown(request, "leader", lambda table, when: leader_text.sheet(leading(table, when), table))


async def market(request: Request) -> Response:
    return await _shown(request, "market", lambda table, when: market_text.sheet(market_of(table, when), table))


async def targets(request: Request) -> Response:
    as_of = asked.as_of(request)
    table = await shelf_of(request).table(as_of)
    last = latest_year(table) or asked.this_month().end.year
    usual = Period.year(last)
    known = [Period.year(year) for year in range(last + 1, last - 6, -1)]
    odds = await shelf_of(request).odds(as_of, request.app.state.settings.soon)
    return await _shown(
        request,
        "targets",
        lambda table, when: targets_text.sheet(targets_of(table, when.end.year, odds), table),
        usual,
        known,
    )


async def _shown(
    request: Request,
    name: str,
    sheet: Callable[[Table, Period], Sheet],
    usual: Period | None = None,
    known: Sequence[Period] | None = None,
) -> Response:
    shelf, as_of, lang = shelf_of(request), asked.as_of(request), frame.saying_for(request).lang
    table = await shelf.table(as_of)
    period = asked.period(request, usual or asked.usual_month(table) or asked.this_month())

    def made(table: Table) -> Markup:
        return html.render(sheet(table, period), lang, table.pack)

    return frame.page(
        request,
        "sheet_page.html.j2",
        state=shelf.state,
        name=name,
        period=period,
        periods=known or asked.months_known(table),
        as_of=asked.day(request),
        inside=await shelf.of_table((name, str(period), lang), made, as_of),
    )


PAGES = (
    Page("/leader", leader, nav="leader", place=25),
    Page("/targets", targets, nav="targets", place=30),
    Page("/market", market, nav="market", place=35),
)
