"""Board: the table of a release day, what has arrived and what is missing."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from tachograph.analysis.board import boards
from tachograph.analysis.periods import holds_new_year, pooled, spelt
from tachograph.analysis.table import Table
from tachograph.core.pack import EntityKind
from tachograph.core.period import Period
from tachograph.presenting.board.arrivals import Arrivals, arrivals
from tachograph.presenting.board.text import sheet
from tachograph.presenting.sheets import html
from tachograph.surfaces.web import asked, frame
from tachograph.surfaces.web.library import shelf_of
from tachograph.surfaces.web.pages import Page


@dataclass(frozen=True, slots=True)
class _Shown:
    inside: Markup
    arrivals: Arrivals | None
    known: bool


async def show(request: Request) -> Response:
    shelf, as_of, lang = shelf_of(request), asked.as_of(request), frame.saying_for(request).lang
    table = await shelf.table(as_of)
    period = asked.period(request, asked.usual_month(table) or asked.this_month())
    pool = request.query_params.get("pool") == "1"

    def made(table: Table) -> _Shown:
        return _made(table, spelt(pooled(period)) if pool else period, lang)

    return frame.page(
        request,
        "board.html.j2",
        state=shelf.state,
        period=period,
        months=asked.months_known(table),
        as_of=asked.day(request),
        pool=pool,
        poolable=holds_new_year(period),
        shown=await shelf.of_table(("board", str(period), pool, lang), made, as_of),
    )


def _made(table: Table, period: Period, lang: str) -> _Shown:
    found = boards(table, period)
    first = next((one for one in found if one.missing), found[0] if found else None)
    inside = html.render(sheet(found, table), lang, table.pack) if found else Markup("")
    sellers = first is not None and first.listing.definition.level != EntityKind.MODEL
    listed = arrivals(first, table) if first and sellers and period.whole_months == 1 else None
    return _Shown(inside, listed, bool(found))


PAGES = (Page("/board", show, nav="board", place=20),)
