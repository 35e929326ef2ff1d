"""How a text is written by its media type, as servers and archives state it."""

from __future__ import annotations

from tachograph.core.errors import SourceError
from tachograph.reading.raw import Form
from tachograph.reading.sources import shown

_FORMS = {
    "text/html": Form.PAGE,
    "application/xhtml+xml": Form.PAGE,
    "text/markdown": Form.MARKDOWN,
    "text/plain": Form.TEXT,
    "text/csv": Form.TABLE,
    "application/csv": Form.TABLE,
    "text/tab-separated-values": Form.TABLE,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": Form.WORKBOOK,
    "application/pdf": Form.PDF,
    "application/x-pdf": Form.PDF,
    "application/rss+xml": Form.XML,
    "application/atom+xml": Form.XML,
    "application/rdf+xml": Form.XML,
    "application/xml": Form.XML,
    "text/xml": Form.XML,
}
_UNTOLD = frozenset({"", "application/octet-stream", "binary/octet-stream", "application/gzip", "application/x-gzip"})


def form_of(content_type: str, name: str) -> Form | None:
    """The form that a content type states; ``None`` where it says nothing.

    Raises:
        SourceError: if it is that of something which is not read, such as an image.
    """
    media = content_type.partition(";")[0].strip().lower()
    if media in _UNTOLD:
        return None
    if media not in _FORMS:
        raise SourceError(name, f"is {shown(media)}, not an article", "give the address of a page, a PDF or a feed")
    return _FORMS[media]
