"""Definitions: what exactly each metric counts, and which names are known."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from tachograph.core.pack import EntityKind
from tachograph.packs.loader import load_pack
from tachograph.surfaces.web import frame
from tachograph.surfaces.web.api.definitions import found_entities, spellings
from tachograph.surfaces.web.pages import Page
from tachograph.surfaces.web.paging import listed


async def metrics(request: Request) -> Response:
    known = load_pack(request.app.state.settings.packs).metrics
    sought = request.query_params.get("q", "").casefold().strip()
    shown = [one for one in known.values() if sought in f"{one.name} {one.id} {one.definition}".casefold()]
    return frame.page(request, "metrics.html.j2", metrics=shown, sought=sought, keep=True)


async def entities(request: Request) -> Response:
    shown = listed(request, found_entities(request))
    return frame.page(
        request,
        "entities.html.j2",
        listed=shown,
        kinds=list(EntityKind),
        kind=request.query_params.get("kind", ""),
        sought=request.query_params.get("q", ""),
        spellings=spellings,
        known=load_pack(request.app.state.settings.packs).entities,
        keep=True,
    )


PAGES = (
    Page("/definitions", metrics, nav="definitions", place=85),
    Page("/definitions/names", entities, nav="names", place=86),
)
