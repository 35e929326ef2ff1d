"""The server's application: routes, and what stands before them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.routing import Mount, Route
from starlette.types import ASGIApp

from tachograph.packs.loader import load_pack
from tachograph.surfaces.web import api, frame, openapi, pages, problems
from tachograph.surfaces.web.desk import Desk
from tachograph.surfaces.web.guard import Guard
from tachograph.surfaces.web.settings import Settings
from tachograph.surfaces.web.store import Kept

_PAGES, _PAGES_BYTES = 1_000, 64_000_000  # pages that are kept as they are sent


def make_app(settings: Settings) -> ASGIApp:
    """The application behind its guard, which starts its workers when it is started itself.

    Raises:
        SourceError: if a pack cannot be used.
    """
    load_pack(settings.packs)
    desk = Desk(settings)

    @asynccontextmanager
    async def life(_: Starlette) -> AsyncIterator[None]:
        await desk.open()
        try:
            yield
        finally:
            await desk.close()

    app = Starlette(
        routes=[
            *pages.routes(),
            *api.routes(),
            Route(f"{api.ROOT}/openapi.json", openapi.show),
            Mount("/static", frame.Assets(directory=frame.HOME / "static"), name="static"),
        ],
        exception_handlers={HTTPException: problems.refused, Exception: problems.broke},
        lifespan=life,
    )
    app.state.settings = settings
    app.state.desk = desk
    app.state.shown = Kept(_PAGES, _PAGES_BYTES)
    return Guard(app, settings)  # outermost, so that no answer goes past it
