"""RSS and Atom feeds: the pages that their items lead to, or else the text that the feed itself has of them."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from tachograph.core.document import Document
from tachograph.core.errors import SourceError
from tachograph.reading.dates import parse_date
from tachograph.reading.item import Item
from tachograph.reading.page import read_page
from tachograph.reading.raw import Content, Raw
from tachograph.reading.read import as_document, read_document
from tachograph.reading.sources import is_address, shown

_ITEMS = 1_000
_LARGEST = 5_000_000  # bytes, which take feedparser some ten seconds at worst
_FULL = 600  # characters of a text that is no teaser; a Chinese one counts two
_HAN = re.compile(r"[\u4e00-\u9fff]")
_CUT = re.compile(
    r"(?:\.\.\.|…|\[…\]|\[\.\.\.\]|\[&#8230;\]|(?:read|see|show) more\W*|continue reading\W*|阅读全文\W*|查看更多\W*)\s*$",
    re.IGNORECASE,
)
_POST = re.compile(r"\s*The post .{1,300} (?:first )?appeared first on .{1,200}$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Entry:
    """What a feed says of an item."""

    name: str
    link: str
    title: str | None
    outlet: str | None
    published: date | None
    html: str


def feed_items(raw: Raw, name: str, published: date | None) -> Iterator[Item | SourceError]:
    """The items of a feed, in its order, each address once.

    An item's page is read; if it cannot be had, the feed's own text is taken where that is the whole one, and the
    document's remark says so. A page that states no date has that of its item.

    Raises:
        SourceError: if the feed is broken or has no items.
    """
    if len(raw.data) > _LARGEST:
        raise SourceError(name, f"is a feed of more than {_LARGEST // 1_000_000} MB", "split it")
    feed = _parsed(raw, name)
    entries = list({e.name: e for e in (_entry(feed, one, name) for one in feed.entries)}.values())
    if not entries:
        what = "is a broken feed" if feed.bozo else "is a feed without items"
        raise SourceError(name, what, "open it in a browser to see what it holds")
    for entry in entries[:_ITEMS]:
        yield Item(entry.name, partial(_read, entry, published), min(len(entries), _ITEMS))
    if len(entries) > _ITEMS:
        yield SourceError(name, f"has more than {_ITEMS:,} items, of which the first are read", "split it")


def _parsed(raw: Raw, name: str) -> Any:
    """The feed as feedparser has it.

    Raises:
        SourceError: if that breaks on it, as it does on some malformed ones.
    """
    import feedparser  # noqa: PLC0415  (0.2 s, only feeds need it)

    headers = {"content-location": raw.url} if raw.url else {}
    if raw.charset:
        headers["content-type"] = f"application/xml; charset={raw.charset}"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of names that it gives up
        try:
            return feedparser.parse(
                io.BytesIO(raw.data), response_headers=headers
            )  # never an address: it would fetch it
        except Exception as error:  # whatever it stumbles over
            raise SourceError(name, "is a broken feed", "open it in a browser to see what it holds") from error


def _entry(feed: Any, one: Any, name: str) -> _Entry:
    link = _said(one, "link")
    known = link if is_address(link) else f"{name}#{_said(one, 'id') or _said(one, 'title')}"
    contents = [_said(c, "value") for c in one.get("content") or ()] + [_said(one, "summary")]
    stated = next((d for key in ("published", "date", "updated") if (d := parse_date(_said(one, key)))), None)
    return _Entry(
        name=shown(known),
        link=link if is_address(link) else "",
        title=" ".join(_said(one, "title").split()) or None,
        outlet=_said(feed.feed, "title") or None,
        published=stated,
        html=max(contents, key=len),
    )


def _said(of: Any, key: str) -> str:
    """What a feed says; where it says it in no way that is known, feedparser gives something else than a text."""
    value = of.get(key)
    return value if isinstance(value, str) else ""


def _read(entry: _Entry, published: date | None) -> Document:
    missing = SourceError(entry.name, "the item has no address", "ask the publisher for a feed that links")
    if entry.link:
        try:
            return read_document(entry.link, published=published, otherwise=entry.published)
        except SourceError as error:
            missing = error
    own = _own_text(entry)
    if own is None:
        raise missing
    document = as_document(entry.name, own, published, entry.published)
    return replace(document, remark=f"the text is the feed's own ({missing.what})")


def _own_text(entry: _Entry) -> Content | None:
    """The text that the feed has of an item, if it is the whole one."""
    content = read_page(f"<html><body><article>{entry.html}</article></body></html>")
    text = _POST.sub("", content.text) if content else ""
    if content is None or _CUT.search(text) or len(text) + len(_HAN.findall(text)) < _FULL:
        return None
    return replace(content, text=text, title=entry.title or content.title, outlet=entry.outlet)
