"""For programs: the REST interface, from its own description."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from tachograph.surfaces.web import frame
from tachograph.surfaces.web.api import ROOT, operations
from tachograph.surfaces.web.pages import Page


async def show(request: Request) -> Response:
    origin = str(request.base_url).rstrip("/")
    return frame.page(
        request,
        "interface.html.j2",
        operations=operations(),
        root=ROOT,
        origin=origin,
        settings=request.app.state.settings,
        keep=True,
    )


PAGES = (Page("/programs", show, nav="programs", place=90),)
