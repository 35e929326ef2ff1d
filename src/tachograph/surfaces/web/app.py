"""The server's application: routes, and what stands before them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Mount, Route

from tachograph.packs.loader import load_pack
from tachograph.surfaces.web import api, frame, openapi, pages, problems
from tachograph.surfaces.web.desk import Desk
from tachograph.surfaces.web.guard import Guard
from tachograph.surfaces.web.settings import Settings


def make_app(settings: Settings) -> Starlette:
    """The application, which starts its workers when it is started itself.

    Raises:
        SourceError: if a pack cannot be used.
    """
    load_pack(settings.packs)
    desk = Desk(settings)

    @asynccontextmanager
    async def life(app: Starlette) -> AsyncIterator[None]:
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
        middleware=[
            Middleware(Guard, settings=settings),
            Middleware(GZipMiddleware, minimum_size=1_000, compresslevel=5),
            Middleware(RequestBodyLimitMiddleware, max_body_size=settings.largest),
        ],
        exception_handlers={HTTPException: problems.refused, Exception: problems.broke},
        lifespan=life,
    )
    app.state.settings = settings
    app.state.desk = desk
    return app
