"""Report: what a report on a month, a quarter or a year says first, and the whole to take away."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from tachograph.surfaces.web import asked, frame
from tachograph.surfaces.web.library import shelf_of
from tachograph.surfaces.web.pages import Page
from tachograph.surfaces.web.reporting import FORMS


async def show(request: Request) -> Response:
    shelf, as_of = shelf_of(request), asked.as_of(request)
    table = await shelf.table(as_of)
    period = asked.period(request, asked.usual_month(table) or asked.this_month())
    return frame.page(
        request,
        "report.html.j2",
        state=shelf.state,
        report=await shelf.report(period, as_of, request.app.state.settings.soon),
        period=period,
        periods=asked.months_known(table),
        as_of=asked.day(request),
        forms=tuple(FORMS),
    )


PAGES = (Page("/report", show),)
