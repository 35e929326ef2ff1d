"""The parts of a table: cells, rows, grids, and the figures in cells."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tachograph.core.span import Span
from tachograph.extraction.numbers.figures import Figure

_EMPTY = re.compile(
    r"[\s–—―‒−*_/.…-]*|n/?[admp]|n\.(?:a|m)\.?|nil|none|tb[acd]|(?:not |un)(?:available|disclosed|reported|published|known)"
    r"|[无無]|暂无|暫無|未公布|未披露|未知|不适用|不適用",
    re.IGNORECASE,
)
_UNIT_LINE = re.compile(
    r"\W*(?:(?:units?|in|all figures|figures|amounts|values)\b|(?:数据)?单位|單位).{0,80}|[(（【\[][^()（）]{1,80}[)）】\]]\W*",
    re.IGNORECASE,
)
_CAPTION = 120  # characters: a longer line is prose, unless it ends in a colon
_NEAR = 2  # lines above a table that can be its caption
_MONTH_CODE = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])")

Cell = Span | None


@dataclass(frozen=True)
class Row:
    """A row: its labels (none for a row without one) and a span per column of figures (``None`` where empty).

    ``indent`` is how many columns of type its first label stands in from the margin of the table; a ``section`` has
    nothing but a label, and no dashes, and is said of the rows below.
    """

    labels: tuple[Span, ...]
    cells: tuple[Cell, ...]
    indent: int = 0
    section: bool = False


@dataclass(frozen=True)
class Grid:
    """A table. ``span`` covers it all.

    ``captions`` are the lines above, nearest first, and what stands alone over the header; ``corner`` is the header of
    the label column and ``header`` that of each column of figures, ``upper`` the rows of headers over that, lowest
    first, each heading repeated over all its columns. Where the header runs together with the first row's label, as it
    does in prose, ``opening`` is all that stands before the first figure, ``header`` is empty, and so are the first
    row's labels.
    """

    span: Span
    captions: tuple[Span, ...]
    corner: Span | None
    header: tuple[Cell, ...]
    rows: tuple[Row, ...]
    opening: Span | None = None
    upper: tuple[tuple[Cell, ...], ...] = ()

    @property
    def width(self) -> int:
        return max(len(r.cells) for r in self.rows)


class Places:
    """The figures of a text by place, so that a cell finds its own without a look at all others."""

    def __init__(self, figures: Sequence[Figure]) -> None:
        self._figures = figures
        self._starts = [f.span.start for f in figures]

    def within(self, span: Span) -> Iterator[Figure]:
        """The figures inside ``span``, in order."""
        for i in range(bisect_left(self._starts, span.start), len(self._starts)):
            if self._starts[i] >= span.end:
                return
            if self._figures[i].span.end <= span.end:
                yield self._figures[i]

    def fill(self, cell: Cell, share: float = 1 / 3) -> bool:
        """Whether a figure takes up so much of the cell."""
        return cell is not None and any(
            f.span.end - f.span.start >= share * (cell.end - cell.start) for f in self.within(cell)
        )


def is_month_code(cell: str) -> bool:
    """Whether the cell is a month in digits: 202501."""
    return bool(_MONTH_CODE.fullmatch(cell))


def split(text: str, line: Span, mark: re.Pattern[str]) -> list[Cell]:
    """The cells of ``line`` between the places where ``mark`` matches."""
    cells: list[Cell] = []
    start = line.start
    for match in mark.finditer(text, line.start, line.end):
        cells.append(trimmed(text, start, match.start()))
        start = match.end()
    return [*cells, trimmed(text, start, line.end)]


def trimmed(text: str, start: int, end: int) -> Cell:
    """The cell without the white space around it; ``None`` if it is empty, a dash, "n/a" or the like."""
    part = text[start:end]
    if _EMPTY.fullmatch(part.strip()):
        return None
    return Span(start + len(part) - len(part.lstrip()), start + len(part.rstrip()))


def captions_above(text: str, start: int) -> tuple[Span, ...]:
    """The lines just above, where they are short or end in a colon; over a mere unit, the line above that too."""
    found: list[Span] = []
    end = text.rfind("\n", 0, start) + 1
    while len(found) < _NEAR:
        while end and text[end - 1] in "\n\r ":
            end -= 1
        begin = text.rfind("\n", 0, end) + 1
        line = text[begin:end]
        if not line or not (line.endswith((":", "：")) or len(line) < _CAPTION) or "\t" in line or line.count("|") > 1:
            break
        found.append(Span(begin, end))
        end = begin
        if not _UNIT_LINE.fullmatch(line):
            break
    return tuple(found)
