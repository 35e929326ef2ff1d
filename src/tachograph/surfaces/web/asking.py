"""What was sent, as something to do: from the form of the page, from JSON, or from uploaded files."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus
from typing import Any

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
        status = HTTPStatus.UNPROCESSABLE_ENTITY if isinstance(error, msgspec.ValidationError) else HTTPStatus.BAD_REQUEST
        raise Problem(status, f"the body: {error}; send text or url, and if you like published") from error
    return asked(request, kind, text=given.text, url=given.url, published=given.published)


async def asked_form(request: Request, kind: Kind) -> Asked:
    """What a form asks for: ``text``, ``url`` or files, and ``published``.

    Raises:
        Problem: if it asks for nothing, or for something that is refused.
    """
    async with request.form(
        max_files=MOST_FILES, max_fields=10, max_part_size=request.app.state.settings.largest
    ) as form:
        files = [(one.filename or "", await one.read()) for one in _uploads(form)]
        return asked(
            request,
            kind,
            text=_line_ends(_said(form, "text")),
            url=(_said(form, "url") or "").strip() or None,
            published=(_said(form, "published") or "").strip() or None,
            files=files,
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
    given = sum((bool(text and text.strip()), bool(url), bool(files)))
    if given != 1:
        what = "nothing to check" if not given else "more than one thing to check"
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, f"{what}; give a text, a file or an address")
    day = _day(published)
    if url:
        return Asked(kind, address=_address(request, url), published=day)
    if files:
        return Asked(kind, tuple(Part(given_file(data, name), shown(_base(name)), day) for name, data in files))
    assert text is not None
    return Asked(kind, (Part(text, published=day),))


def _address(request: Request, url: str) -> str:
    if not request.app.state.settings.fetch:
        raise Problem.of(SourceError(shown(url), "this server fetches no pages", "paste the text"), HTTPStatus.FORBIDDEN)
    if not is_address(url) and "." in url.partition("/")[0] and " " not in url:
        url = f"https://{url}"
    if not url.lower().startswith(_WEB):
        raise Problem.of(SourceError(shown(url)[:200], "is not a web address", "give one that begins with https://"))
    return url


def _day(published: str | None) -> date | None:
    if not published:
        return None
    try:
        if len(published) != _DAY:
            raise ValueError
        return date.fromisoformat(published)
    except ValueError:
        raise Problem.of(SourceError("published", "is not a day", "write it as YYYY-MM-DD")) from None


def _uploads(form: FormData) -> list[UploadFile]:
    """The files of a form; a browser sends an empty one where none was chosen."""
    return [one for one in form.getlist("file") if isinstance(one, UploadFile) and (one.filename or one.size)]


def _said(form: FormData, name: str) -> str | None:
    value: Any = form.get(name)
    return value if isinstance(value, str) else None


def _line_ends(text: str | None) -> str | None:
    """A form's text with the line ends that were typed: forms send each as two characters."""
    return None if text is None else text.replace("\r\n", "\n")


def _base(name: str) -> str:
    """A file's name without the folders that some browsers send along."""
    return name.replace("\\", "/").rpartition("/")[2] or "file"
