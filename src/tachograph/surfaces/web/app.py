"""The server's application: routes, and what stands before them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.routing import Mount, Route
from starlette.types import ASGIApp

from tachograph.packs.loader import load_pack
from tachograph.pipeline.articles import Progress
from tachograph.pipeline.recording import books
from tachograph.surfaces.web import api, frame, openapi, pages, pending, problems
from tachograph.surfaces.web.desk import Desk
from tachograph.surfaces.web.guard import Guard
from tachograph.surfaces.web.library import Library
from tachograph.surfaces.web.settings import Settings
from tachograph.surfaces.web.store import Kept
from tachograph.surfaces.web.studies import PendingError

_PAGES, _PAGES_BYTES = 1_000, 64_000_000  # pages that are kept as they are sent


def make_app(settings: Settings, progress: Progress | None = None) -> ASGIApp:
    """The application behind its guard, which starts its workers when it is started itself.

    The ledger is made if there is none yet, which takes a while; ``progress`` is told.

    Raises:
        SourceError: if a pack cannot be used, or the ledger cannot be opened or made.
    """
    load_pack(settings.packs)
    place = settings.ledger
    kept = None if place is None else books(place, _now, settings.packs, progress)
    library = None if kept is None else Library(kept, aside=settings.workers > 0)
    desk = Desk(settings)

    @asynccontextmanager
    async def life(_: Starlette) -> AsyncIterator[None]:
        await desk.open()
        preparing = asyncio.ensure_future(library.prepare()) if library is not None and settings.ahead else None
        try:
            yield
        finally:
            await desk.close()
            if preparing is not None:
                preparing.cancel()
            if library is not None:
                library.close()

    app = Starlette(
        routes=[
            *pages.routes(),
            *api.routes(),
            Route(f"{api.ROOT}/openapi.json", openapi.show),
            Mount("/static", frame.Assets(directory=frame.HOME / "static"), name="static"),
        ],
        exception_handlers={HTTPException: problems.refused, PendingError: pending.told, Exception: problems.broke},
        lifespan=life,
    )
    app.state.settings = settings
    app.state.desk = desk
    app.state.library = library
    app.state.shown = Kept(_PAGES, _PAGES_BYTES)
    return Guard(app, settings)  # outermost, so that no answer goes past it


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)
