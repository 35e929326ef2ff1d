"""Web archives (WARC): the pages that a crawl kept, one after the other, however many there are."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
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
from tachograph.reading.sources import is_address, shown

_INSTALL = "install what reads web archives: pip install 'tachograph[warc]'"
_HEADERS = 100_000  # bytes of the headers of a record


def archive_items(source: str, published: date | None) -> Iterator[Item | SourceError]:
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
    kinds = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    try:
        with closing(Path(source).open("rb")) as file:
            yield from _items(ArchiveIterator, file, kinds, name, published)
    except (OSError, ValueError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise unreadable(source, error) from error
        what = f"is a broken web archive ({' '.join(str(error).split())[:100]})"
        raise SourceError(name, what, "the records before are read; get it again") from error


def _items(iterate: Any, file: BinaryIO, kinds: Any, name: str, published: date | None) -> Iterator[Item | SourceError]:
    found = False
    for record in iterate(file, record_types=kinds, parse_http=True, auto_decode="transfer", max_header_len=_HEADERS):
        found = True
        item = _item(record, published)
        if item is not None:
            yield item
    if not found:
        raise SourceError(name, "holds no records of a web archive", "check that it is a WARC file")


def _item(record: Any, published: date | None) -> Item | SourceError | None:
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
    return Item(name, partial(_document, Raw(data, form, record.http_charset, name), encoding, published))


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


def _document(packed: Raw, encoding: str, published: date | None) -> Document:
    name = packed.url or ""
    return document_of(replace(packed, data=inflate(packed.data, encoding, name)), name, published=published)
