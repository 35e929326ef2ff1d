"""One source becomes one document."""

from __future__ import annotations

import re
from datetime import date

from tachograph.core.document import Document
from tachograph.core.errors import SourceError
from tachograph.reading.decoding import decode_page, decode_text, refuse_binary
from tachograph.reading.delimited import read_delimited
from tachograph.reading.files import read_file
from tachograph.reading.language import language_of
from tachograph.reading.markup import holder_of
from tachograph.reading.page import read_page
from tachograph.reading.pdf import read_pdf
from tachograph.reading.plain import read_plain
from tachograph.reading.raw import Content, Form, Raw
from tachograph.reading.sources import is_address, shown
from tachograph.reading.workbook import is_workbook, read_workbook

_MARKUP_START = re.compile(rb"(?:\xef\xbb\xbf)?\s*<[!?a-z]", re.IGNORECASE)
_HTML_TAG = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_NUMBER = re.compile(r"\d+|[一二两三四五六七八九十百千万亿]+")
_NUMBERS = 100_000  # an annual report of 400 pages has some 30,000
_YEARS = 1900, 2199
_TAG_WITHIN = 4096  # bytes; comments and an XML declaration may come before


def read_document(source: str, *, published: date | None = None, otherwise: date | None = None) -> Document:
    """Read one article.

    Plain text and Markdown are kept exactly as decoded, but for a byte order mark; of an HTML page the text is the
    main text; of a PDF it is the text in reading order, with a form feed between pages; of CSV files and Excel
    workbooks it is a line per row with tabs between the cells, numbers as shown. ``source`` is a path, an http(s)
    address or ``-`` for the standard input. ``published`` wins over what the source says of its date; nothing is taken
    from the clock or from the file's dates. ``otherwise`` is the date of a source that states none.

    Raises:
        SourceError: if it cannot be read or holds no text.
    """
    return document_of(load(source), shown(source), published=published, otherwise=otherwise)


def read_text(text: str, name: str | None = None, *, published: date | None = None) -> Document:
    """A text that is given as such, with what it says of itself; its name is the text unless one is given.

    Raises:
        SourceError: as :func:`as_document`.
    """
    return as_document(text if name is None else name, read_plain(text), published)


def load(source: str) -> Raw:
    """The bytes of a file, an address or the standard input.

    Raises:
        SourceError: if they cannot be had.
    """
    if not is_address(source):
        return read_file(source)
    from tachograph.reading.web import fetch  # noqa: PLC0415  (the client takes 0.1 s to load, files do not need it)

    return fetch(source)


def document_of(raw: Raw, name: str, *, published: date | None = None, otherwise: date | None = None) -> Document:
    """The article that the bytes hold; see :func:`read_document`.

    Raises:
        SourceError: if they hold none.
    """
    if (holder := holder_of(raw, name)) is not None:
        raise SourceError(name, f"is a {holder} that leads to articles, not one", "name the address of an article")
    content = _content(raw, name)
    if content is None or not any(map(str.isalnum, content.text)):
        raise _without_text(raw, name)
    return as_document(name, content, published, otherwise)


def as_document(name: str, content: Content, published: date | None = None, otherwise: date | None = None) -> Document:
    """The document that a content makes under a name.

    Raises:
        SourceError: if it has more numbers than any article or report, or is not of our time.
    """
    if len(content.text) > _NUMBERS and sum(1 for _ in _NUMBER.finditer(content.text)) > _NUMBERS:
        what, mend = f"has more than {_NUMBERS:,} numbers", "split it; a table of data is for tacho add --reference"
        raise SourceError(name, what, mend)
    appeared = published or content.published or otherwise
    if appeared is not None and not _YEARS[0] <= appeared.year <= _YEARS[1]:
        raise SourceError(name, f"is said to be of {appeared}", "give its date: --published YYYY-MM-DD")
    return Document(
        source=name,
        text=content.text,
        title=content.title,
        outlet=content.outlet,
        published=appeared,
        lang=language_of(content.text),
    )


def _content(raw: Raw, name: str) -> Content | None:
    if is_workbook(raw.data, name):
        return read_workbook(raw.data, name)
    if raw.data.find(b"%PDF-", 0, _TAG_WITHIN) >= 0 and (raw.form is Form.PDF or raw.data.startswith(b"%PDF-")):
        return read_pdf(raw.data, name)
    if raw.form is Form.PDF and raw.data:
        raise SourceError(name, "is no PDF, though it is named so", "look what it is, and name it so")
    refuse_binary(raw.data, name)
    if _is_page(raw):
        return read_page(decode_page(raw.data, raw.charset), raw.url)
    table = raw.form is Form.TABLE
    text = decode_text(raw.data, name, raw.charset, sparse=table)
    return (read_delimited(text, name) if table else None) or read_plain(text, markdown=raw.form is Form.MARKDOWN)


def _is_page(raw: Raw) -> bool:
    if raw.form is not None:
        return raw.form is Form.PAGE
    return bool(_MARKUP_START.match(raw.data) and _HTML_TAG.search(raw.data, 0, _TAG_WITHIN))


def _without_text(raw: Raw, name: str) -> SourceError:
    if not raw.data:
        return SourceError(name, "is empty", "give an article")
    if _is_page(raw):
        mend = "if a script fills the page, save it from a browser and give the file"
        return SourceError(name, "no article text in the page", mend)
    return SourceError(name, "holds no text", "give an article")
