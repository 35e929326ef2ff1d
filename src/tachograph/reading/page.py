"""The article of an HTML page, by trafilatura."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlsplit

from tachograph.reading.metadata import stated_date
from tachograph.reading.plain import read_plain
from tachograph.reading.raw import Content

# The upper bound is fixed because htmldate would otherwise take today.
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2199-12-31"}
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def read_page(html: str, url: str | None = None) -> Content | None:
    """The main text with its tables, lists and headings as lines, and the page's metadata; ``None`` without text.

    The date is the one stated for machines, else the one printed above the text, else htmldate's guess from the
    page's address and date fields; never one that the text only mentions.
    """
    from trafilatura import bare_extraction, load_html  # noqa: PLC0415  (0.3 s, only pages need it)

    tree: Any = load_html(html)
    if tree is None:  # a fragment, or no HTML at all
        tree = load_html(f"<html><body>{html}</body></html>")
    stated = None if tree is None else stated_date(tree)
    if tree is not None:
        _keep_raised(tree)
    page: Any = tree is not None and bare_extraction(
        tree,
        url=url,
        favor_recall=True,
        include_comments=False,
        include_tables=True,
        with_metadata=True,
        date_extraction_params=dict(_DATES),
    )
    if not page or not page.text:
        return None
    published = stated or read_plain(page.text).published or (date.fromisoformat(page.date) if page.date else None)
    return Content(page.text, page.title or None, page.sitename or _host(url), published)


def _keep_raised(tree: Any) -> None:
    """Write raised digits as such, which in plain text would run together with the figure that they stand at."""
    for raised in tree.iter("sup"):
        for part in raised.iter():
            if part.text and part.text.strip("[]() ").isdecimal():
                part.text = part.text.strip("[]() ").translate(_RAISED)


def _host(url: str | None) -> str | None:
    host = urlsplit(url).hostname if url else None
    return host.removeprefix("www.") if host else None
