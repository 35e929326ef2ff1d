"""Claim: where a figure stands, what checking says of it, who copied it, and the cell that it speaks of."""

from __future__ import annotations

from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response

from tachograph.pipeline import consulting
from tachograph.pipeline.consulting import Lineage
from tachograph.presenting import figures, words
from tachograph.surfaces.web import asked, frame
from tachograph.surfaces.web.library import shelf_of
from tachograph.surfaces.web.pages import Page
from tachograph.surfaces.web.problems import Problem


async def show(request: Request) -> Response:
    shelf, claim = shelf_of(request), asked.text(request, "id")
    found = (
        None if claim is None else await shelf.found(("claim", claim), lambda books: consulting.lineage(books, claim))
    )
    if found is None:
        raise Problem(HTTPStatus.NOT_FOUND, frame.saying_for(request)("claim.none"))
    return frame.page(
        request,
        "claim.html.j2",
        state=shelf.state,
        found=found,
        reading=words.reading(found.claim),
        before=_around(found)[0],
        after=_around(found)[1],
        pack=shelf.books.pack,
        figures=figures,
        reasons={d.observation.claim: d.reason for e in found.estimates for d in e.dissent},
    )


def _around(found: Lineage) -> tuple[str, str]:
    """The sentence before the figure and after it; nothing where it is not kept or does not hold the figure."""
    before, quote, after = found.sentence.partition(found.claim.quote)
    return (before, after) if quote else ("", "")


PAGES = (Page("/claim", show),)
