"""Tables in prose whose cells slashes part: "by brand (June/a year ago/change): Haval 63,108/52,214/20.86%; Wey …"."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from tachograph.core.span import Span
from tachograph.extraction.cells import Cell, Grid, Row, trimmed
from tachograph.extraction.figures import Figure

_HEAD = re.compile(r"[（(](?P<cells>[^()（）/／\n]{1,24}(?:[/／][^()（）/／\n]{1,24}){1,4})[)）]\s{0,3}[:：]?")
_SLASH = re.compile(r"\s?[/／]\s?")
_BETWEEN = re.compile(r"\s?[/／]\s?(?P<empty>(?:[-–—]\s?[/／]\s?)*)")
_LABEL = re.compile(
    r"[\s；;，,、]{0,4}(?P<label>[^\d\s；;，,、。:：/／][^；;，,、。:：/／\n]{0,30}?)\s?[:：]?\s?[(（]?"
)
_LONGEST = 40  # characters before the first cell of a row


def find_slashed(text: str, figures: Sequence[Figure], sentences: Sequence[Span]) -> list[Grid]:
    """Rows of ``label a/b/c`` under a bracket that says what the cells are."""
    starts = [f.span.start for f in figures]
    openings = [s.start for s in sentences]
    grids = []
    for match in _HEAD.finditer(text):
        header = _header(text, match)
        rows, end = _rows(text, figures[bisect_left(starts, match.end()) :][: 6 * 40], match.end(), len(header))
        if rows:
            opening = openings[bisect_right(openings, match.start()) - 1] if openings else 0
            caption = trimmed(text, max(opening, match.start() - _LONGEST), match.start())
            grids.append(Grid(Span(match.start(), end), (caption,) if caption else (), None, header, tuple(rows)))
    return grids


def _header(text: str, match: re.Match[str]) -> tuple[Cell, ...]:
    edges = [match.start("cells"), *(e for m in _SLASH.finditer(match["cells"]) for e in m.span()), match.end("cells")]
    offset = match.start("cells")
    bounds = [edges[0], *(offset + e for e in edges[1:-1]), edges[-1]]
    return tuple(trimmed(text, a, b) for a, b in list(pairwise(bounds))[::2])


def _rows(text: str, figures: Sequence[Figure], start: int, width: int) -> tuple[list[Row], int]:
    """The rows from ``start`` on, all of ``width`` cells, and where they end."""
    rows: list[Row] = []
    at = i = 0
    end = start
    while i < len(figures) and figures[i].span.start - end <= _LONGEST:
        label = _LABEL.fullmatch(text, end, figures[i].span.start)
        cells, at = _cells(text, figures, i, width)
        if label is None or len(cells) != width:
            break
        rows.append(Row((Span(*label.span("label")),), tuple(cells)))
        end, i = figures[at].span.end, at + 1
    return rows, end


def _cells(text: str, figures: Sequence[Figure], first: int, width: int) -> tuple[list[Cell], int]:
    """The cells that begin with the figure at ``first``, and the index of the last figure among them."""
    cells: list[Cell] = [figures[first].span]
    last = first
    while len(cells) < width and last + 1 < len(figures):
        between = _BETWEEN.fullmatch(text, figures[last].span.end, figures[last + 1].span.start)
        if between is None:
            break
        last += 1
        cells += [*[None] * len(_SLASH.findall(between["empty"])), figures[last].span]
    return cells, last
