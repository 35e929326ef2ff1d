"""What is said while something is still being worked out: how far it is, on a page that asks again by itself."""

from __future__ import annotations

from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response

from tachograph.presenting.json import written
from tachograph.surfaces.web import frame, problems
from tachograph.surfaces.web.answers import JSON
from tachograph.surfaces.web.studies import PendingError

_AGAIN = {"Retry-After": "2", "Cache-Control": "no-store"}


async def told(request: Request, error: Exception) -> Response:
    """For :class:`PendingError`: a page that waits, its script's question, or a problem for programs."""
    assert isinstance(error, PendingError)
    if request.url.path.startswith("/api/"):
        said = "this is being worked out from all earlier months; ask again in a few seconds"
        return problems.answer(request, HTTPStatus.SERVICE_UNAVAILABLE, said, _AGAIN)
    if request.headers.get("accept") == JSON:
        return Response(written({"done": error.done, "of": error.of}), HTTPStatus.ACCEPTED, _AGAIN, media_type=JSON)
    response = frame.page(request, "pending.html.j2", status=HTTPStatus.ACCEPTED, done=error.done, of=error.of)
    response.headers.update(_AGAIN)
    return response
