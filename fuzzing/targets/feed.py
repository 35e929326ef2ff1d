"""Feeds and sitemaps, also packed; nothing is fetched."""

from __future__ import annotations

from contextlib import ExitStack
from itertools import islice
from unittest.mock import patch

from fuzzing import expect
from fuzzing.target import Target, choice
from tachograph.core.errors import SourceError
from tachograph.reading import feeds, sitemaps
from tachograph.reading.item import Item
from tachograph.reading.markup import Holder, holder_of, inflated
from tachograph.reading.raw import Form, Raw

_ITEMS = 20
_FETCHING = ((feeds, "read_document"), (sitemaps, "read_document"), (sitemaps, "load"))
_URLS = (None, "http://a.example/feed.xml")


def run(data: bytes) -> None:
    """The bytes as a feed or sitemap, with the texts that stand in it."""
    with ExitStack() as nowhere:
        for module, name in _FETCHING:
            nowhere.enter_context(patch.object(module, name, _refuse))
        try:
            raw = inflated(Raw(data, Form.XML, url=_URLS[choice(data, 2)]), "fuzzed")
            items = feeds.feed_items if holder_of(raw, "fuzzed") is Holder.FEED else sitemaps.sitemap_items
            for item in islice(items(raw, "fuzzed", None), _ITEMS):
                _look(item)
        except SourceError as error:
            expect.line(error)


def _look(item: Item | SourceError) -> None:
    if isinstance(item, SourceError):
        expect.line(item)
        return
    assert item.name.isprintable(), repr(item.name)
    try:
        expect.document(item.read())
    except SourceError as error:
        expect.line(error)


def _refuse(address: str, **_: object) -> None:
    raise SourceError(repr(address), "is not fetched", "give its text")


TARGET = Target("feed", run, 8192)
