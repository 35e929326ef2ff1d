"""Writing to the ledger, for those who have a key."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, TypedDict

from starlette.requests import Request
from starlette.responses import Response

from tachograph import __version__
from tachograph.core.claim import Verdict
from tachograph.core.errors import SourceError
from tachograph.surfaces.web.answers import answered
from tachograph.surfaces.web.api import Operation
from tachograph.surfaces.web.api.checking import BODY, asked_of
from tachograph.surfaces.web.desk import Desk
from tachograph.surfaces.web.library import shelf_of
from tachograph.surfaces.web.problems import Problem
from tachograph.surfaces.web.settings import Settings

_SCHEME = "bearer "


class AddedRecord(TypedDict):
    """What came of adding articles to the ledger."""

    tachograph: Annotated[str, "Version of Tachograph."]
    added: Annotated[list[str], "Ids of the documents that are new."]
    known: Annotated[int, "How many were there already."]
    figures: Annotated[int, "How many figures are new."]
    contradicted: Annotated[int, "How many figures of the new documents cannot stand."]
    errors: Annotated[list[str], "What could not be read: what, where, how to mend it."]


async def add(request: Request) -> Response:
    _allowed(request)
    shelf, desk = shelf_of(request), request.app.state.desk
    assert isinstance(desk, Desk)
    asked = await asked_of(request, "check")
    try:
        added = await desk.add(asked, shelf.books.location)
    except SourceError as error:
        raise Problem.of(error) from None
    claims = [claim for one in added.documents for claim in one.claims]
    record: AddedRecord = {
        "tachograph": __version__,
        "added": [one.document.id for one in added.documents],
        "known": added.known,
        "figures": added.figures,
        "contradicted": sum(claim.verdict is Verdict.CONTRADICTED for claim in claims),
        "errors": [" ".join(str(error).split()) for error in added.errors],
    }
    return answered(request, record)


def _allowed(request: Request) -> None:
    """Refuse who may not write.

    Raises:
        Problem: if nobody may, or the key is not one of the server's.
    """
    settings: Settings = request.app.state.settings
    if not settings.keys:
        said = "this server only reads; start it with TACHO_WRITE_KEYS in its environment to let programs add"
        raise Problem(HTTPStatus.FORBIDDEN, said)
    said = request.headers.get("authorization", "")
    key = said[len(_SCHEME) :].strip() if said.lower().startswith(_SCHEME) else None
    if not settings.may_write(key):
        what = "adding needs one of the server's keys; send it as: Authorization: Bearer KEY"
        raise Problem(HTTPStatus.UNAUTHORIZED, what, {"WWW-Authenticate": "Bearer"})


OPERATIONS = (
    Operation(
        "POST",
        "/add",
        add,
        "Check an article alone and record its figures in the ledger; needs a key (Authorization: Bearer).",
        {200: AddedRecord},
        (400, 401, 403, 413, 415, 422, 503),
        (),
        BODY,
    ),
)
