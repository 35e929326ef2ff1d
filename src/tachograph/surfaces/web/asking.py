"""What was sent, as something to do: from the form of the page, from JSON, or from uploaded files."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from http import HTTPStatus

import msgspec
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request

from tachograph.core.errors import SourceError
from tachograph.reading.files import given_file
from tachograph.reading.sources import is_address, shown
from tachograph.surfaces.web.desk import Asked
from tachograph.surfaces.web.problems import Problem
from tachograph.surfaces.web.store import Kind
from tachograph.surfaces.web.work import Part

MOST_FILES = 20
_FIELDS = frozenset({"text", "url", "file", "published"})
_WEB = ("http://", "https://")
_DAY = 10  # characters of YYYY-MM-DD


class CheckRequest(msgspec.Struct, forbid_unknown_fields=True):
    """Exactly one of a text and an address, and when it appeared if it does not say so itself."""

    text: str | None = None
    url: str | None = None
    published: str | None = None


async def asked_json(request: Request, kind: Kind) -> Asked:
    """What a program asks for.

    Raises:
        Problem: if the body is no such request.
    """
    try:
        given = msgspec.json.decode(await request.body(), type=CheckRequest)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        status = (
            HTTPStatus.UNPROCESSABLE_ENTITY if isinstance(error, msgspec.ValidationError) else HTTPStatus.BAD_REQUEST
        )
        raise Problem(status, f"the body: {error}; send text or url, and if you like published") from error
    return asked(request, kind, text=given.text, url=given.url, published=given.published)


async def asked_form(request: Request, kind: Kind, *, by_hand: bool = False) -> Asked:
    """What a form asks for: ``text``, ``url`` or files, and ``published``.

    ``by_hand`` means filled in on a page, where fields that were left empty are sent all the same.

    Raises:
        Problem: if it asks for nothing, or for something that is refused.
    """
    async with request.form(
        max_files=MOST_FILES, max_fields=10, max_part_size=request.app.state.settings.largest
    ) as form:
        if unknown := sorted(form.keys() - _FIELDS):
            said = f"{shown(unknown[0])[:80]}: there is no such field; send text, url or file, and perhaps published"
            raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, said)
        if any(isinstance(one, str) for one in form.getlist("file")):
            raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "file: is no file; send it with its name, or send text")
        files = [(one.filename or "", await one.read()) for one in _uploads(form)]
        return asked(
            request,
            kind,
            text=_line_ends(_said(form, "text", by_hand=by_hand)),
            url=_said(form, "url", by_hand=by_hand),
            published=_said(form, "published", by_hand=by_hand),
            files=files or None,
        )


def asked(
    request: Request,
    kind: Kind,
    *,
    text: str | None = None,
    url: str | None = None,
    published: str | None = None,
    files: list[tuple[str, bytes]] | None = None,
) -> Asked:
    """Exactly one of text, address and files as something to do.

    Raises:
        Problem: if there is none or more than one, or it is refused.
    """
    given = [one for one in (text, url, files) if one is not None]
    if len(given) != 1 or not (given[0] if files else str(given[0]).strip()):
        what = "more than one thing to check" if len(given) > 1 else "nothing to check"
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, f"{what}; give a text, a file or an address")
    day = _day(published)
    if url is not None:
        return Asked(kind, address=_address(request, url.strip()), published=day)
    if files:
        return Asked(kind, tuple(Part(given_file(data, name), shown(_base(name)), day) for name, data in files))
    assert text is not None
    return Asked(kind, (Part(text, published=day),))


def _address(request: Request, url: str) -> str:
    if not request.app.state.settings.fetch:
        raise Problem.of(
            SourceError(shown(url), "this server fetches no pages", "paste the text"), HTTPStatus.FORBIDDEN
        )
    if not is_address(url) and "." in url.partition("/")[0] and " " not in url:
        url = f"https://{url}"
    if not url.lower().startswith(_WEB):
        raise Problem.of(SourceError(shown(url)[:200], "is not a web address", "give one that begins with https://"))
    return url


def _day(published: str | None) -> date | None:
    if published is None:
        return None
    with suppress(ValueError):
        if len(published) == _DAY:
            return date.fromisoformat(published)
    raise Problem.of(SourceError("published", "is not a day", "write it as YYYY-MM-DD"))


def _uploads(form: FormData) -> list[UploadFile]:
    """The files of a form; a browser sends an empty one where none was chosen."""
    return [one for one in form.getlist("file") if isinstance(one, UploadFile) and (one.filename or one.size)]


def _said(form: FormData, name: str, *, by_hand: bool) -> str | None:
    """The text of a field; none where it is not there, or was left empty by hand."""
    value = form.get(name)
    if not isinstance(value, str):
        return None
    return value if value.strip() or not by_hand else None


def _line_ends(text: str | None) -> str | None:
    """A form's text with the line ends that were typed: forms send each as two characters."""
    return None if text is None else text.replace("\r\n", "\n")


def _base(name: str) -> str:
    """A file's name without the folders that some browsers send along."""
    return name.replace("\\", "/").rpartition("/")[2] or "file"
