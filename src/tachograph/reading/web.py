"""Articles from http and https addresses."""

from __future__ import annotations

import os
import time
import zlib
from dataclasses import dataclass
from importlib.metadata import version

import httpx2

from tachograph.core.errors import SourceError
from tachograph.reading.raw import LIMIT, SPLIT_IT, TOO_LARGE, Form, Raw
from tachograph.reading.sources import shown

_SAVE_IT = "open it in a browser, save the page and give the file"


@dataclass(frozen=True, slots=True)
class Patience:
    """How long and how often to try: seconds per connection, silence and fetch, tries, pause before the second."""

    connect: float = 10
    silence: float = 20
    whole: float = 60
    tries: int = 3
    pause: float = 0.5
    redirects: int = 5


PATIENCE = Patience()


class _AgainError(Exception):
    """Something that may pass: the server failed or did not answer in time."""


def fetch(url: str, patience: Patience = PATIENCE) -> Raw:
    """Get the bytes behind an address, with time-outs, a size limit and a few tries.

    Raises:
        SourceError: if the address is none, does not answer, refuses, or gives something other than text.
    """
    name = shown(url)
    if url.partition("://")[0].lower() not in {"http", "https"}:
        raise SourceError(name, "only http and https addresses can be fetched", "give such an address, or a file")
    problem = ""
    with _client(patience) as client:
        for attempt in range(patience.tries):
            if attempt:
                time.sleep(patience.pause * 2 ** (attempt - 1))
            try:
                return _get(client, url, name, patience)
            except _AgainError as error:
                problem = str(error)
            except httpx2.TooManyRedirects as error:
                what = f"redirects more than {patience.redirects} times"
                raise SourceError(name, what, _SAVE_IT) from error
            except (httpx2.UnsupportedProtocol, httpx2.InvalidURL, ValueError) as error:
                what = "is not, or redirects to, an address that can be fetched"
                raise SourceError(name, what, "check the spelling") from error
            except httpx2.TransportError as error:
                problem = _trouble(error)
    raise SourceError(name, f"{problem} ({patience.tries} tries)", "check the address and the connection, or try later")


def _client(patience: Patience) -> httpx2.Client:
    contact = os.environ.get("TACHOGRAPH_CONTACT", "")
    agent = f"tachograph/{version('tachograph')} (reads one article at a person's request{contact and '; '}{contact})"
    return httpx2.Client(
        timeout=httpx2.Timeout(patience.silence, connect=patience.connect),
        follow_redirects=True,
        max_redirects=patience.redirects,
        headers={
            "User-Agent": agent.encode("ascii", "replace").decode("ascii"),
            "Accept": "text/html, application/xhtml+xml, text/plain;q=0.9, text/markdown;q=0.9, */*;q=0.1",
            "Accept-Encoding": "gzip, deflate",
        },
    )


def _get(client: httpx2.Client, url: str, name: str, patience: Patience) -> Raw:
    deadline = time.monotonic() + patience.whole
    with client.stream("GET", url) as response:
        _judge_status(response, name)
        form = _form(response, name)
        data = _inflated(_body(response, name, deadline), response, name)
        return Raw(data, form, response.charset_encoding, str(response.url))


def _judge_status(response: httpx2.Response, name: str) -> None:
    code = response.status_code
    said = f"the server answers {code} {shown(response.reason_phrase)}".rstrip()
    if code >= 500:
        raise _AgainError(said)
    if code in {404, 410}:
        raise SourceError(name, said, "check the address")
    if not response.is_success:
        raise SourceError(name, said, _SAVE_IT)


def _form(response: httpx2.Response, name: str) -> Form | None:
    """How the answer is written by its content type; ``None`` where that says nothing."""
    media = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    match media:
        case "text/html" | "application/xhtml+xml":
            return Form.PAGE
        case "text/markdown":
            return Form.MARKDOWN
        case "text/plain":
            return Form.TEXT
        case "text/csv" | "application/csv" | "text/tab-separated-values":
            return Form.TABLE
        case "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet":
            return Form.WORKBOOK
        case "" | "application/octet-stream":
            return None
        case "application/pdf" | "application/x-pdf":
            return Form.PDF
        case _:
            raise SourceError(name, f"is {shown(media)}, not an article", "give the address of a page, a PDF or a feed")


def _body(response: httpx2.Response, name: str, deadline: float) -> bytes:
    """The body as sent, still compressed. Read raw, so that no decoder can inflate more than is asked for."""
    data = bytearray()
    for chunk in response.iter_raw():
        data += chunk
        if len(data) > LIMIT:
            raise SourceError(name, TOO_LARGE, SPLIT_IT)
        if time.monotonic() > deadline:
            raise SourceError(name, "the server sends too slowly", _SAVE_IT)
    return bytes(data)


def _inflated(data: bytes, response: httpx2.Response, name: str) -> bytes:
    encoding = response.headers.get("content-encoding", "").strip().lower()
    if encoding in {"", "identity"}:
        return data
    if encoding not in {"gzip", "x-gzip", "deflate"}:
        raise SourceError(name, f"is compressed as {shown(encoding)}", _SAVE_IT)
    try:
        inflater = zlib.decompressobj(zlib.MAX_WBITS | 32)  # tells gzip and zlib apart
        text = inflater.decompress(data, LIMIT + 1)
    except zlib.error:
        try:
            text = zlib.decompressobj(-zlib.MAX_WBITS).decompress(data, LIMIT + 1)  # deflate without its header
        except zlib.error as error:
            raise SourceError(name, "its compressed text is broken", _SAVE_IT) from error
    if len(text) > LIMIT:
        raise SourceError(name, TOO_LARGE, SPLIT_IT)
    return text


def _trouble(error: httpx2.TransportError) -> str:
    if isinstance(error, httpx2.TimeoutException):
        return "the server does not answer in time"
    if isinstance(error, httpx2.ConnectError):
        return f"cannot connect ({shown(str(error)) or 'no reason given'})"
    return f"the connection breaks ({shown(str(error)) or type(error).__name__})"
