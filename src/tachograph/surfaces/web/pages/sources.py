"""Sources: who publishes figures, and how often they agree with the best estimate."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response

from tachograph.ledger import Site
from tachograph.pipeline.recording import Books
from tachograph.surfaces.web import asked, frame
from tachograph.surfaces.web.library import shelf_of
from tachograph.surfaces.web.pages import Page
from tachograph.surfaces.web.paging import listed
from tachograph.surfaces.web.shelf import Shelf


async def show(request: Request) -> Response:
    shelf, sought = shelf_of(request), (asked.text(request, "q") or "").casefold()
    found = [site for site in await sites(shelf) if sought in site.site.casefold()]
    return frame.page(
        request,
        "sources.html.j2",
        state=shelf.state,
        listed=listed(request, found),
        sought=sought,
        primary=shelf.books.pack.reliability.primary,
    )


async def sites(shelf: Shelf) -> Sequence[Site]:
    """The sites by how many figures they give, most first."""

    def made(books: Books) -> list[Site]:
        with books.opened(write=False) as reader:
            return reader.sources()

    return await shelf.found("sites", made)


PAGES = (Page("/sources", show, nav="sources", place=60),)
