"""Sitemaps: the pages that a site lists, also in several files and packed."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from tachograph.core.errors import SourceError
from tachograph.reading.dates import parse_date
from tachograph.reading.item import Item
from tachograph.reading.markup import Holder, holder_of, inflated
from tachograph.reading.raw import Raw
from tachograph.reading.read import load, read_document
from tachograph.reading.sources import is_address, shown

_PAGES = 1_000
_FILES = 100
_DEEPEST = 3  # indexes of indexes


@dataclass
class _Walk:
    """What has been met of a sitemap and the files that it names."""

    published: date | None
    pages: set[str] = field(default_factory=set)
    files: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Listed:
    """An address of a sitemap: a page, or another sitemap. Only a news sitemap states when a page was published."""

    address: str
    is_file: bool
    published: date | None


def sitemap_items(raw: Raw, name: str, published: date | None) -> Iterator[Item | SourceError]:
    """The pages of a sitemap, and of the sitemaps that it names, in their order: 1,000 at most.

    A page that states no date has the one that a news sitemap gives; when a page was changed is not looked at.

    Raises:
        SourceError: if it is broken, or leads nowhere.
    """
    walk = _Walk(published)
    empty = True
    for item in _walk(raw, name, walk, 0):
        yield item
        empty = False
        if len(walk.pages) >= _PAGES:
            what = f"leads to more than {_PAGES:,} pages, of which the first are read"
            yield SourceError(name, what, "name one of its parts, or a feed")
            return
    if empty:
        raise SourceError(name, "is a sitemap without pages", "open it in a browser to see what it holds")


def _walk(raw: Raw, name: str, walk: _Walk, depth: int) -> Iterator[Item | SourceError]:
    for listed in _listed(raw, name):
        if not is_address(listed.address):
            continue
        if not listed.is_file:
            if listed.address not in walk.pages:
                walk.pages.add(listed.address)
                read = partial(read_document, listed.address, published=walk.published, otherwise=listed.published)
                yield Item(shown(listed.address), read)
        elif listed.address not in walk.files and len(walk.files) < _FILES and depth < _DEEPEST:
            walk.files.add(listed.address)
            yield from _of_file(listed.address, walk, depth + 1)


def _of_file(address: str, walk: _Walk, depth: int) -> Iterator[Item | SourceError]:
    name = shown(address)
    try:
        raw = inflated(load(address), name)
        if holder_of(raw, name) is Holder.SITEMAP:
            yield from _walk(raw, name, walk, depth)
        else:
            yield SourceError(name, "is no sitemap", "tell the site's owner; the others are read")
    except SourceError as error:
        yield error


def _listed(raw: Raw, name: str) -> Iterator[_Listed]:
    from lxml import etree  # noqa: PLC0415  (only markup needs it)

    events: Any = etree.iterparse(
        io.BytesIO(raw.data), events=("end",), resolve_entities=False, no_network=True, load_dtd=False, recover=True
    )
    said: dict[str, str] = {}
    try:
        for _, element in events:
            tag = str(element.tag).rpartition("}")[2]
            if tag in {"url", "sitemap"}:
                if "loc" in said:
                    yield _Listed(said["loc"], tag == "sitemap", parse_date(said.get("publication_date", "")))
                said = {}
                element.clear()
            elif tag in {"loc", "publication_date"}:
                said.setdefault(tag, (element.text or "").strip())
    except etree.XMLSyntaxError as error:
        raise SourceError(name, "is a broken sitemap", "open it in a browser to see what it holds") from error
