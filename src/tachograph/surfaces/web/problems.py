"""What goes wrong, as a page for people and as ``application/problem+json`` (RFC 9457) for programs."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Annotated, TypedDict

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from tachograph.core.errors import SourceError
from tachograph.presenting.json import written
from tachograph.surfaces.web import frame

MEDIA = "application/problem+json"


class ProblemRecord(TypedDict):
    """What went wrong, and how to mend it."""

    type: Annotated[str, "What kind of problem; about:blank says that the status tells it."]
    title: Annotated[str, "The status in words."]
    status: Annotated[int, "The HTTP status."]
    detail: Annotated[str, "What is wrong, where, and how to mend it."]


class Problem(HTTPException):
    """An answer that is a problem; ``detail`` is one line: what, where, how to mend."""

    def __init__(self, status: int, detail: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(status, detail, headers)

    @classmethod
    def of(cls, error: SourceError, status: int = HTTPStatus.UNPROCESSABLE_ENTITY) -> Problem:
        return cls(status, " ".join(str(error).split()))


def record(status: int, detail: str) -> ProblemRecord:
    title = HTTPStatus(status).phrase
    return {"type": "about:blank", "title": title, "status": status, "detail": detail or title}


def answer(request: Request, status: int, detail: str, headers: Mapping[str, str] | None = None) -> Response:
    """The problem as the one who asked can use it."""
    if request.url.path.startswith("/api/"):
        return Response(written(record(status, detail)), status, headers, media_type=MEDIA)
    said = record(status, detail)
    response = frame.page(request, "problem.html.j2", status=status, problem=said)
    response.headers.update(headers or {})
    return response


async def refused(request: Request, error: Exception) -> Response:
    """For :class:`Problem` and what the framework itself refuses."""
    assert isinstance(error, HTTPException)
    return answer(request, error.status_code, error.detail, error.headers)


async def broke(request: Request, error: Exception) -> Response:
    """For what nobody foresaw: a line, never a traceback."""
    return answer(request, HTTPStatus.INTERNAL_SERVER_ERROR, f"it broke ({type(error).__name__}); please report it")
