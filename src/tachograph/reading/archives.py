"""Web archives (WARC): the pages that a crawl kept, one after the other, however many there are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from tachograph.core.document import Document
from tachograph.core.errors import SourceError
from tachograph.reading.files import unreadable
from tachograph.reading.inflating import inflate
from tachograph.reading.item import Item
from tachograph.reading.media import form_of
from tachograph.reading.raw import LIMIT, SPLIT_IT, TOO_LARGE, Form, Raw
from tachograph.reading.read import document_of
from tachograph.reading.records import next_record
from tachograph.reading.sources import is_address, shown

_INSTALL = "install what reads web archives: pip install 'tachograph[warc]'"
_HEADERS = 100_000  # bytes of the headers of a record


@dataclass(frozen=True, slots=True)
class Page:
    """An article of a web archive as it was kept: its address, and its bytes, packed as ``encoding`` says."""

    name: str
    raw: Raw
    encoding: str

    def document(self, published: date | None = None) -> Document:
        """The article read.

        Raises:
            SourceError: if it holds none.
        """
        unpacked = replace(self.raw, data=inflate(self.raw.data, self.encoding, self.name))
        return document_of(unpacked, self.name, published=published)


def archive_items(source: str, published: date | None) -> Iterator[Item | SourceError]:
    """The articles of a web archive as items; see :func:`archive_pages`.

    Raises:
        SourceError: if the archive cannot be read, or fastwarc is not installed.
    """
    for page in archive_pages(source):
        yield page if isinstance(page, SourceError) else Item(page.name, partial(page.document, published))


def archive_pages(source: str) -> Iterator[Page | SourceError]:
    """The articles of a web archive in its order: pages, texts and PDFs that were answered with 200.

    Pictures, scripts and the like are passed over. Only one record is held at a time.

    Raises:
        SourceError: if the archive cannot be read, or fastwarc is not installed.
    """
    name = shown(source)
    if is_address(source):
        raise SourceError(name, "is a web archive, which is not read over the network", "download it, give the file")
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType  # noqa: PLC0415  (of the extra warc)
    except ImportError as error:
        raise SourceError(name, "is a web archive", _INSTALL) from error
    kinds = (WarcRecordType.response, WarcRecordType.resource, WarcRecordType.conversion)
    iterate = partial(ArchiveIterator, parse_http=True, auto_decode="transfer", max_header_len=_HEADERS)
    try:
        with closing(Path(source).open("rb")) as file:
            for record in _records(iterate, file, name):
                if isinstance(record, SourceError):
                    yield record
                elif record.record_type in kinds and (page := _page(record)) is not None:
                    yield page
    except OSError as error:
        raise unreadable(source, error) from error


def _records(iterate: Callable[[BinaryIO], Iterable[Any]], file: BinaryIO, name: str) -> Iterator[Any]:
    """The records of an archive; where one is broken, it is said, and reading goes on with the next."""
    found, place = False, 0
    while True:
        before, why = place, ""
        file.seek(place)
        try:
            for record in iterate(file):
                found, place = True, before + record.stream_pos
                yield record
        except (OSError, ValueError) as error:
            if isinstance(error, OSError) and error.errno is not None:
                raise
            why = shown(" ".join(str(error).split())[:100])
        following = next_record(file, place, packed=not why)  # fastwarc may end at a broken one without a word
        if (why or following) and (following is None or place > before or not before):  # else it was told before
            yield _broken(name, place, why or "reading stops there", rest=following is not None)
        elif not found and not following:
            raise SourceError(name, "holds no records of a web archive", "check that it is a WARC file")
        if following is None:
            return
        found, place = True, following


def _broken(name: str, place: int, why: str, *, rest: bool) -> SourceError:
    if rest:
        return SourceError(name, f"has a broken record behind byte {place:,} ({why})", "the rest is read; get it again")
    return SourceError(name, f"is a broken web archive ({why})", "the records before are read; get it again")


def _page(record: Any) -> Page | SourceError | None:
    url = record.headers.get("WARC-Target-URI", "")
    name = shown(url.strip("<>"))
    form = _form(record, name)
    if form is None or urlsplit(name).path.endswith("/robots.txt"):
        return None
    try:
        data = record.reader.read(LIMIT + 1)
    except (OSError, ValueError):
        return SourceError(name, "its record is broken", "get the archive again")
    if len(data) > LIMIT:
        return SourceError(name, TOO_LARGE, SPLIT_IT)
    encoding = record.http_headers.get("Content-Encoding", "") if record.http_headers is not None else ""
    return Page(name, Raw(data, form, record.http_charset, name), encoding)


def _form(record: Any, name: str) -> Form | None:
    """How an article is written; ``None`` if the record is none."""
    headers = record.http_headers
    if headers is not None and headers.status_code != 200:
        return None
    stated = record.http_content_type if headers is not None else record.headers.get("Content-Type", "")
    try:
        form = form_of(stated or "", name)
    except SourceError:
        return None
    return None if form is Form.XML else form
