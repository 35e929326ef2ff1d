"""The date that an HTML page states for machines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from tachograph.reading.dates import parse_date

# Open Graph, schema.org, Dublin Core and the names that newsrooms and their statistics tools use for publication.
# What was modified or updated is not among them.
_NAME = re.compile(
    r"(?:[a-z]+[:-])?(?:article[:.])?(?:date_?)?pub(?:lish(?:ed)?|lication)?[_-]?(?:date|time)?"
    r"|(?:sailthru\.|dc\.|dcterms\.)?date|dc\.date\.issued|dcterms\.(?:issued|created)"
    r"|article_date_original|weibo:article:create_at",
    re.IGNORECASE,
)
_JSON_LD = re.compile(r'"datePublished"\s*:\s*"([^"]{8,40})"')


def stated_date(tree: Any) -> date | None:
    """When the page was published by its JSON-LD, ``meta`` or ``time`` elements; ``None`` if they do not say.

    ``tree`` is an lxml element. JSON-LD is searched, not parsed: much of it in the wild is broken.
    """
    return next((found for text in _statements(tree) if (found := parse_date(text))), None)


def _statements(tree: Any) -> Iterator[str]:
    for script in tree.xpath('//script[@type="application/ld+json"]/text()'):
        yield from _JSON_LD.findall(script)
    for meta in tree.iter("meta"):
        if any(_NAME.fullmatch(meta.get(key, "")) for key in ("property", "name", "itemprop")):
            yield meta.get("content", "")
    times = list(tree.iter("time"))
    for time in times:
        if time.get("pubdate") is not None or "publish" in f"{time.get('itemprop')} {time.get('class')}".lower():
            yield _of_time(time)
    if len(times) == 1:
        yield _of_time(times[0])


def _of_time(time: Any) -> str:
    return str(time.get("datetime") or time.text_content())
