"""The documents that a source holds: one, or those of a feed, a sitemap or a web archive."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from tachograph.core.document import Document
from tachograph.core.errors import SourceError
from tachograph.reading.archives import archive_items
from tachograph.reading.feeds import feed_items
from tachograph.reading.item import Item
from tachograph.reading.markup import Holder, holder_of, inflated
from tachograph.reading.read import document_of, load
from tachograph.reading.sitemaps import sitemap_items
from tachograph.reading.sources import is_archive, shown


def find_items(source: str, *, published: date | None = None) -> Iterator[Item | SourceError]:
    """The documents that a source holds, in its order; what cannot be read of it is an error among them.

    ``source`` is a path, an http(s) address or ``-``. A feed and a sitemap lead to pages, which are fetched when their
    items are read; the records of a web archive come one after the other, so that it may be of any size.
    ``published`` is the date to assume for all.
    """
    try:
        yield from _items(source, published)
    except SourceError as error:
        yield error


def read_documents(source: str, *, published: date | None = None) -> Iterator[Document | SourceError]:
    """All documents that a source holds, each read in turn, or why it could not be; see :func:`find_items`."""
    for item in find_items(source, published=published):
        if isinstance(item, SourceError):
            yield item
            continue
        try:
            yield item.read()
        except SourceError as error:
            yield error


def _items(source: str, published: date | None) -> Iterator[Item | SourceError]:
    name = shown(source)
    if is_archive(source):
        yield from archive_items(source, published)
        return
    raw = load(source)
    if source.lower().partition("?")[0].endswith(".xml.gz"):
        raw = inflated(raw, name)
    match holder_of(raw, name):
        case Holder.FEED:
            yield from feed_items(raw, name, published)
        case Holder.SITEMAP:
            yield from sitemap_items(raw, name, published)
        case _:
            yield Item(name, partial(document_of, raw, name, published=published))
