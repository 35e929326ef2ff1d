"""What stands on pages but belongs to none: page numbers, and heads and feet that recur."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from tachograph.reading.pdf.lines import Row

_EDGE = 0.11  # of the page's height, at the top and at the bottom
_RECURS = 0.4  # of the pages
_MIN_PAGES = 3
_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(
    r"[-–—|\s]*(?:page\s*|第\s*)?(?:[A-Z]-)?(\d{1,4})\s*页?(?:\s*(?:of|/|共)\s*\d{1,4}\s*页?)?[-–—|\s]*", re.IGNORECASE
)


def without_furniture(pages: Sequence[Sequence[Row]], height: float) -> list[list[Row]]:
    """The pages without page numbers, and without rows at its edges that recur, but for their digits.

    ``height`` is that of a page in points.
    """
    recurring = _recurring(pages, height)
    return [
        [row for row in rows if not (_at_edge(row, height) and _is_furniture(row, number, recurring))]
        for number, rows in enumerate(pages, 1)
    ]


def _recurring(pages: Sequence[Sequence[Row]], height: float) -> frozenset[str]:
    counts = Counter(key for rows in pages for key in {_key(row) for row in rows if _at_edge(row, height)})
    least = max(_MIN_PAGES, _RECURS * len(pages))
    return frozenset(key for key, count in counts.items() if count >= least)


def _is_furniture(row: Row, number: int, recurring: frozenset[str]) -> bool:
    match = _NUMBER.fullmatch(_text(row))
    return _key(row) in recurring or (match is not None and int(match[1]) == number)


def _at_edge(row: Row, height: float) -> bool:
    return row.bottom < _EDGE * height or row.top > (1 - _EDGE) * height


def _key(row: Row) -> str:
    return _DIGITS.sub("#", _text(row))


def _text(row: Row) -> str:
    return " ".join(run.text for run in row.runs).strip()
