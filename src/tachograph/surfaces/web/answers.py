"""Records as answers of the REST interface."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from starlette.requests import Request
from starlette.responses import Response

from tachograph.presenting.json import written
from tachograph.surfaces.web import frame

JSON = "application/json"


def answered(
    request: Request, record: Mapping[str, object], *, status: int = 200, headers: dict[str, str] | None = None
) -> Response:
    """A record as JSON, with its ETag; 304 for one who has it."""
    return frame.conditional(request, written(record) + "\n", JSON, status=status, headers=headers)


def kept(request: Request, make: Callable[[], Mapping[str, object]]) -> Response:
    """As :func:`answered`, of a record that is always the same and so made once."""
    return frame.conditional(request, frame.kept(request, lambda: written(make()) + "\n"), JSON)
