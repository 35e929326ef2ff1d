"""Tables as grids, wherever they stand in a text: lines of cells, cells in a row on one line, flattened into prose."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from tachograph.core.span import Span
from tachograph.extraction.numbers.figures import Figure
from tachograph.extraction.tables.cells import Grid, Places, Row, split
from tachograph.extraction.tables.flattened import find_flattened
from tachograph.extraction.tables.lined import find_lined
from tachograph.extraction.tables.slashed import find_slashed, header_line

_MIN_BARS = 6
_MIN_ROWS = 2
_LISTED = re.compile(r"[(（]([^()（）]{3,160})[)）]")
_MARKS = ("; ", "；", " / ", " | ", ", ", "、")  # what stands between the columns that a caption lists
_PROSE = 6  # words: a longer cell is no label
_LINE = re.compile(r"[^\n]+")
_BAR = re.compile(r"\|(?:[\s|]{0,20}+:?-{2,}+:?\s{0,9}+\|)*")


def find_grids(text: str, figures: Sequence[Figure], sentences: Sequence[Span]) -> tuple[Grid, ...]:
    """The tables of a text in order; none overlaps another."""
    places = Places(figures)
    starts: list[int] = []
    found: list[Grid] = []
    for grid in (
        *find_lined(text, places),
        *_barred(text, places, sentences),
        *find_slashed(text, figures, sentences),
        *find_flattened(text, figures, sentences),
    ):
        at = bisect_left(starts, grid.span.start)
        if not any(grid.span.overlaps(g.span) for g in found[max(0, at - 1) : at + 1]):
            starts.insert(at, grid.span.start)
            found.insert(at, grid)
    return tuple(_headed(text, grid) for grid in found)


def _headed(text: str, grid: Grid) -> Grid:
    """A table without headers, whose caption lists what its columns hold: "EV batteries (GWh; share; growth)"."""
    if any(grid.header) or grid.opening is not None or not grid.captions:
        return grid
    caption = grid.captions[0]
    if (parted := header_line(text, caption, grid.width)) is not None:
        span = Span(caption.start, grid.span.end)  # so the line is not read as what introduces the table
        return replace(grid, span=span, corner=parted[0], header=parted[1], captions=grid.captions[1:])
    listed = _LISTED.search(text, caption.start, caption.end)
    if listed is None:
        return grid
    for mark in _MARKS:
        parts = _parts(text, Span(*listed.span(1)), mark)
        if len(parts) == grid.width > 1:
            rest = (Span(caption.start, listed.start()),) if listed.start() > caption.start else ()
            return replace(grid, header=parts, captions=(*rest, *grid.captions[1:]))
    return grid


def _parts(text: str, span: Span, mark: str) -> tuple[Span, ...]:
    """The stretches of ``span`` between the marks."""
    parts, start = [], span.start
    for part in span.of(text).split(mark):
        parts.append(Span(start, start + len(part)))
        start += len(part) + len(mark)
    return tuple(parts)


def _barred(text: str, places: Places, sentences: Sequence[Span]) -> list[Grid]:
    """Tables whose cells stand in a row on one line, between bars."""
    lines = [Span(m.start(), m.end()) for m in _LINE.finditer(text) if m[0].count("|") >= _MIN_BARS]
    starts = [s.start for s in sentences] if lines else []
    return [g for line in lines if (g := _of_bars(text, line, places, starts))]


def _of_bars(text: str, line: Span, places: Places, sentences: Sequence[int]) -> Grid | None:
    cells = split(text, line, _BAR)
    numeric = [places.fill(c) for c in cells]
    labels = [
        i for i, c in enumerate(cells[:-1]) if i and c and not numeric[i] and numeric[i + 1] and not _is_prose(text, c)
    ]
    if len(labels) < _MIN_ROWS:
        return None
    step = Counter(b - a for a, b in itertools.pairwise(labels)).most_common(1)[0][0]
    first = labels[0]
    starts = [i for i in range(first, len(cells) - 1, step) if cells[i] and not numeric[i]]
    head = cells[max(0, first - step) : first]
    rows = tuple(Row(tuple(c for c in cells[i : i + 1] if c), tuple(cells[i + 1 : i + step])) for i in starts)
    last = max(c.end for r in rows for c in (*r.labels, *r.cells) if c)
    corner = head[0] if head else None
    if corner is not None:  # it may end the prose before the table
        opened = bisect_right(sentences, corner.end - 1)
        corner = Span(max(corner.start, sentences[opened - 1] if opened else 0), corner.end)
    begin = min((c.start for c in (*head[1:], *rows[0].labels) if c), default=line.start)
    return Grid(Span(begin, last), (), corner, tuple(head[1:]), rows)


def _is_prose(text: str, cell: Span) -> bool:
    return len(cell.of(text).split()) >= _PROSE
