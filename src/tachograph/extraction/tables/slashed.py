"""Tables in prose whose cells stand in an order that a bracket tells: "by brand (June/a year ago/change): Haval 63,108/52,214/20.86%; Wey …"."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from tachograph.core.span import Span
from tachograph.extraction.numbers.figures import Figure
from tachograph.extraction.tables.cells import Cell, Grid, Row, trimmed

# (June/a year ago/change), （依次为本月／去年同期／同比，本年累计／累计同比）——, （从左至右：销量、同比、环比）
_CELL = r"[^()（）/／，,、；|｜:：\n]{1,24}"
_HEAD = re.compile(
    r"[（(](?P<order>(?:以下)?(?:依次|分[别別]|[从從]左[至到]右|[顺順]序)(?:[为為是]|[列排]示?)?[:：]?|in (?:this )?order:?\s|from left to right:?\s)?"
    rf"(?P<cells>{_CELL}(?:[/／，,、；|｜]{_CELL}){{1,9}})(?:[；;，,]\s?单位[:：][^()（）\n]{{1,8}})?[)）]\s{{0,3}}(?:[:：]|—{{1,2}}|–)?"
)
_SLASH = re.compile(r"\s?[/／]\s?")
_MARK = re.compile(r"\s?[/／，,、；|｜]\s?")
_BETWEEN = re.compile(r"\s?(?P<mark>[/／，,、；|｜])\s?(?P<empty>(?:[-–—]\s?[/／，,、；|｜]\s?)*)")
_ALIKE = str.maketrans("／，｜", "/,|")
_LABEL = re.compile(
    r"[\s；;，,、]{0,4}(?P<label>[^\d\s；;，,、。:：/／][^；;，,、。:：/／\n]{0,30}?)\s?[:：]?\s?[(（]?"
)
_MOST_CELLS = 240
_LINE = re.compile(r"[^\n]+")
_HEAD_CELL = 30  # characters
_RANK = re.compile(r"\W*(?:rank|no\.?|#|pos)\W*", re.IGNORECASE)
_LONGEST = 40  # characters before the first cell of a row


def find_slashed(text: str, figures: Sequence[Figure], sentences: Sequence[Span]) -> list[Grid]:
    """Rows of ``label a/b/c`` behind a bracket that says what the cells are, parted by the same marks."""
    starts = [f.span.start for f in figures]
    openings = [s.start for s in sentences]
    grids = []
    for match in _HEAD.finditer(text):
        marks = "".join(_MARK.findall(match["cells"])).translate(_ALIKE).replace(" ", "")
        if "/" not in marks and not match["order"]:
            continue  # a bracket with commas is mostly an aside
        header = _header(text, match)
        first = bisect_left(starts, match.end())
        rows, end = _rows(text, figures[first : first + _MOST_CELLS], match.end(), marks)
        if rows:
            opening = openings[bisect_right(openings, match.start()) - 1] if openings else 0
            caption = trimmed(text, max(opening, match.start() - _LONGEST), match.start())
            grids.append(Grid(Span(match.start(), end), (caption,) if caption else (), None, header, tuple(rows)))
    return grids


def _header(text: str, match: re.Match[str]) -> tuple[Cell, ...]:
    edges = [match.start("cells"), *(e for m in _MARK.finditer(match["cells"]) for e in m.span()), match.end("cells")]
    offset = match.start("cells")
    bounds = [edges[0], *(offset + e for e in edges[1:-1]), edges[-1]]
    return tuple(trimmed(text, a, b) for a, b in list(pairwise(bounds))[::2])


def _rows(text: str, figures: Sequence[Figure], start: int, marks: str) -> tuple[list[Row], int]:
    """The rows from ``start`` on, their cells parted by the marks that part the header, and where they end."""
    rows: list[Row] = []
    width = len(marks) + 1
    at = i = 0
    end = start
    while i < len(figures) and figures[i].span.start - end <= _LONGEST:
        label = _LABEL.fullmatch(text, end, figures[i].span.start)
        cells, at = _cells(text, figures, i, marks)
        if label is None or len(cells) != width:
            break
        rows.append(Row((Span(*label.span("label")),), tuple(cells)))
        end, i = figures[at].span.end, at + 1
    return rows, end


def _cells(text: str, figures: Sequence[Figure], first: int, marks: str) -> tuple[list[Cell], int]:
    """The cells that begin with the figure at ``first``, and the index of the last figure among them."""
    cells: list[Cell] = [figures[first].span]
    last = first
    while len(cells) <= len(marks) and last + 1 < len(figures):
        between = _BETWEEN.fullmatch(text, figures[last].span.end, figures[last + 1].span.start)
        if between is None or between["mark"].translate(_ALIKE) != marks[len(cells) - 1]:
            break
        last += 1
        cells += [*[None] * len(_MARK.findall(between["empty"])), figures[last].span]
    return cells, last


def header_line(text: str, opening: Span, width: int) -> tuple[Cell, tuple[Cell, ...], Cell] | None:
    """The corner, the headers of ``width`` columns and the first label of a table under "Maker / target / result".

    ``opening`` is what stands before the first figure. ``None`` where the slashes part another number of cells.
    """
    line = _LINE.match(text, opening.start, opening.end)
    if line is None or not re.search("[/／]", line.group()):
        return None
    edges = [line.start(), *(e for m in _SLASH.finditer(text, *line.span()) for e in m.span()), line.end()]
    parts = [trimmed(text, a, b) for a, b in list(pairwise(edges))[::2]]
    if any(p is None or p.end - p.start > _HEAD_CELL for p in parts):
        return None
    ranked = parts[0] is not None and _RANK.fullmatch(parts[0].of(text)) is not None
    label = trimmed(text, line.end(), opening.end)
    if ranked and len(parts) == width + 2:  # the rank stands in the label: "1 CATL"
        return parts[1], tuple(parts[2:]), label
    if len(parts) != width + 1:
        return None
    corner = 1 if ranked else 0
    return parts[corner], (*parts[:corner], *parts[corner + 1 :]), label
