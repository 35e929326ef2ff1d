"""Tables as grids: lines of cells (Markdown, tabs), cells in a row on one line, and tables flattened into prose."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tachograph.core.span import Span
from tachograph.extraction.figures import Figure

_RULE = re.compile(r"^[\s|:+=-]*-[\s|:+=-]*$")
_EMPTY = re.compile(r"^[\s–—―*_-]*$|^(?:n/?a|n\.a\.)$", re.IGNORECASE)
_GAP = re.compile(r"\t| {2,}")
_MIN_BARS = 6
_MIN_ROWS = 2
_PROSE = 6  # words: a longer cell is no label

Cell = Span | None


@dataclass(frozen=True)
class Row:
    """A row: its labels (none for a row without one) and a span per column of figures (``None`` where empty)."""

    labels: tuple[Span, ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Grid:
    """A table. ``span`` covers it all.

    ``caption`` is the line above or what stands before the header, ``corner`` the header of the label column and
    ``header`` that of each column of figures. Where the header runs together with the first row's label, as it does
    in prose, ``opening`` is all that stands before the first figure, ``header`` is empty, and so are the first row's
    labels.
    """

    span: Span
    caption: Span | None
    corner: Span | None
    header: tuple[Cell, ...]
    rows: tuple[Row, ...]
    opening: Span | None = None

    @property
    def width(self) -> int:
        return max(len(r.cells) for r in self.rows)


def find_grids(text: str, figures: Sequence[Figure], sentences: Sequence[Span]) -> tuple[Grid, ...]:
    """The tables of a text in order; none overlaps another."""
    found: list[Grid] = []
    for grid in (*_lined(text, figures), *_barred(text, figures, sentences), *_flattened(text, figures, sentences)):
        at = bisect_left(found, grid.span, key=lambda g: g.span)
        if not any(grid.span.overlaps(g.span) for g in found[max(0, at - 1) : at + 1]):
            found.insert(at, grid)
    return tuple(found)


# --- lines of cells -------------------------------------------------------------------------------------------------


def _lined(text: str, figures: Sequence[Figure]) -> list[Grid]:
    """Neighbouring lines with as good as the same number of cells."""
    grids: list[Grid] = []
    block: list[list[Cell]] = []
    for line in [*_lines(text), None]:
        cells = _cells(text, line) if line else []
        if len(cells) > 1 and (not block or abs(len(cells) - len(block[0])) <= 1):
            block.append(cells)
            continue
        if len(block) > _MIN_ROWS and (grid := _of_rows(text, block, figures)):
            grids.append(grid)
        block = [cells] if len(cells) > 1 else []
    return grids


def _of_rows(text: str, rows: list[list[Cell]], figures: Sequence[Figure]) -> Grid | None:
    rows = [r for r in rows if any(r)]
    first = next((i for i, r in enumerate(rows) if any(_filled(c, figures) for c in r)), len(rows))
    body = rows[first:]
    if len(body) < _MIN_ROWS:
        return None
    width = max(len(r) for r in rows)
    numeric = [_is_numeric([r[i] for r in body if i < len(r)], figures) for i in range(width)]
    if not any(numeric):
        return None
    header = rows[first - 1] if first else []
    start = min(c.start for c in rows[0] if c)
    end = max(c.end for r in body for c in r if c)
    named = next((h for h, n in zip(header, numeric, strict=False) if h and not n), None)
    return Grid(
        Span(start, end),
        _caption(text, start),
        named,
        tuple(header[i] if i < len(header) else None for i in range(width) if numeric[i]) if header else (),
        tuple(_row(r, numeric) for r in body),
    )


def _row(cells: list[Cell], numeric: list[bool]) -> Row:
    padded = [*cells, *([None] * (len(numeric) - len(cells)))]
    return Row(
        tuple(c for c, n in zip(padded, numeric, strict=False) if c and not n),
        tuple(c for c, n in zip(padded, numeric, strict=False) if n),
    )


def _is_numeric(cells: list[Cell], figures: Sequence[Figure]) -> bool:
    full = [c for c in cells if c]
    return bool(full) and 2 * sum(_filled(c, figures) for c in full) >= len(full)


def _filled(cell: Cell, figures: Sequence[Figure]) -> bool:
    """Whether a figure takes up most of the cell."""
    if cell is None:
        return False
    first, last = (bisect_left(figures, place, key=_start) for place in (cell.start, cell.end))
    return any(
        cell.contains(f.span) and (f.span.end - f.span.start) * 3 >= cell.end - cell.start for f in figures[first:last]
    )


def _start(figure: Figure) -> int:
    return figure.span.start


def _lines(text: str) -> list[Span]:
    spans, start = [], 0
    for line in text.split("\n"):
        if line.strip() and not _RULE.match(line):
            spans.append(Span(start, start + len(line)))
        start += len(line) + 1
    return spans


def _cells(text: str, line: Span) -> list[Cell]:
    raw = line.of(text)
    if raw.count("|") >= _MIN_ROWS:
        cells = _split(text, line, re.compile(r"\|"))
        inner = cells[1:] if raw.lstrip().startswith("|") else cells
        return inner[:-1] if raw.rstrip().endswith("|") else inner
    return _split(text, line, _GAP) if _GAP.search(raw.strip()) else []


def _split(text: str, line: Span, mark: re.Pattern[str]) -> list[Cell]:
    cells: list[Cell] = []
    start = line.start
    for match in [*mark.finditer(text, line.start, line.end), None]:
        end = match.start() if match else line.end
        cells.append(_trimmed(text, start, end))
        start = match.end() if match else line.end
    return cells


def _trimmed(text: str, start: int, end: int) -> Cell:
    part = text[start:end]
    if _EMPTY.match(part.strip()):
        return None
    return Span(start + len(part) - len(part.lstrip()), start + len(part.rstrip()))


def _caption(text: str, start: int) -> Cell:
    """The line just above, where it is short or ends in a colon."""
    end = text.rfind("\n", 0, start) + 1
    while end and text[end - 1] in "\n ":
        end -= 1
    begin = text.rfind("\n", 0, end) + 1
    return Span(begin, end) if begin < end and (text[end - 1] in ":：" or end - begin < 120) else None


# --- cells in a row on one line -------------------------------------------------------------------------------------


def _barred(text: str, figures: Sequence[Figure], sentences: Sequence[Span]) -> list[Grid]:
    lines = [line for line in _lines(text) if line.of(text).count("|") >= _MIN_BARS]
    return [g for line in lines if (g := _of_bars(text, line, figures, sentences))]


def _of_bars(text: str, line: Span, figures: Sequence[Figure], sentences: Sequence[Span]) -> Grid | None:
    cells = _split(text, line, re.compile(r"\|(?:[\s|]*\|?\s*:?-{2,}:?\s*\|)*"))
    numeric = [_filled(c, figures) for c in cells]
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
        corner = Span(max(_opened(sentences, corner.end - 1), corner.start), corner.end)
    begin = min((c.start for c in (*head[1:], *rows[0].labels) if c), default=line.start)
    return Grid(Span(begin, last), None, corner, tuple(head[1:]), rows)


def _opened(sentences: Sequence[Span], place: int) -> int:
    """Where the last sentence that begins up to ``place`` does."""
    index = bisect_right(sentences, place, key=lambda s: s.start) - 1
    return sentences[index].start if index >= 0 else 0


def _is_prose(text: str, cell: Span) -> bool:
    return len(cell.of(text).split()) >= _PROSE


# --- flattened into prose -------------------------------------------------------------------------------------------

_WORD = r"[\w&][\w&.'’+/-]*"
_LABEL = re.compile(
    rf"^(?P<before>[\s()%–—-]*)"
    rf"(?P<label>(?:of which |o/w )?[A-Z\u4e00-\u9fff][\w&.'’+/-]*(?: \(?(?:(?:of|and|the) )?{_WORD}\)?){{0,4}})[:：]?"
    rf"(?P<after>(?:\s+[–—-](?=\s))*)\s*[(]?(?:[<>≥≤=~+]+\s*)?(?:RMB|US|USD|CNY)?$"
)
_SAME_ROW = re.compile(r"^[\s()~<>≥≤=+–—-]*$")
_DASHES = re.compile(r"(?<!\S)[–—-]+(?!\S)")
_RUNS_ON = re.compile(
    r"\b(?:to|from|in|by|at|than|for|with|was|were|is|are|had|has|on|while|but|rose|fell|sold|grew)\b"
)


class _Run:
    """The rows of a flattened table while they are being gathered; the first row's label is in what opens it."""

    def __init__(self, figure: Figure) -> None:
        self.rows: list[tuple[Span | None, list[Cell]]] = [(None, [figure.span])]

    def add(self, text: str, start: int, figure: Figure) -> bool:
        """Take up the next figure, which ``text[start:…]`` stands before; ``False`` where the table has ended."""
        gap = text[start : figure.full.start] if start <= figure.full.start else ""
        if gap and _SAME_ROW.match(gap):
            self.rows[-1][1].extend([None] * len(_DASHES.findall(gap)))
            self.rows[-1][1].append(figure.span)
            return True
        label = _LABEL.match(gap)
        if label is None or _RUNS_ON.search(label["label"]):
            return False
        self.rows[-1][1].extend([None] * len(_DASHES.findall(label["before"])))
        span = Span(start + label.start("label"), start + label.end("label"))
        self.rows.append((span, [*([None] * len(_DASHES.findall(label["after"]))), figure.span]))
        return True

    @property
    def is_table(self) -> bool:
        """Whether there are enough rows, and most are equally long."""
        lengths = Counter(len(cells) for _, cells in self.rows)
        width, equal = lengths.most_common(1)[0]
        return len(self.rows) >= (_MIN_ROWS if width > 1 else _MIN_ROWS + 1) and 2 * equal >= len(self.rows)


def _flattened(text: str, figures: Sequence[Figure], sentences: Sequence[Span]) -> list[Grid]:
    """Runs of ``Label figure figure … Label figure figure …`` with nothing but labels between the figures."""
    grids: list[Grid] = []
    run: _Run | None = None
    opened = end = 0
    for figure in [*figures, None]:
        if run is not None and figure is not None and run.add(text, end, figure):
            end = figure.full.end
            continue
        if run is not None and run.is_table and (grid := _of_run(text, run, opened, sentences)):
            grids.append(grid)
        if figure is not None:
            run, opened, end = _Run(figure), end, figure.full.end
    return grids


def _of_run(text: str, run: _Run, floor: int, sentences: Sequence[Span]) -> Grid | None:
    """The table of a run; it opens with the sentence, after the figure before."""
    start = run.rows[0][1][0]
    assert start is not None
    opening = _trimmed(text, max(_opened(sentences, start.start), floor), start.start)
    if opening is None:
        return None
    end = max(c.end for _, cells in run.rows for c in cells if c)
    rows = tuple(Row((label,) if label else (), tuple(cells)) for label, cells in _with_ranks(text, run.rows))
    return Grid(Span(opening.start, end), None, None, (), rows, opening)


def _with_ranks(text: str, rows: list[tuple[Cell, list[Cell]]]) -> list[tuple[Cell, list[Cell]]]:
    """The rows with their ranks, where those stand before the labels: "… 1.6% 2 Tesla 25,694 1.4% 3 …"."""
    lasts = [cells[-1].of(text) if cells[-1] else "" for _, cells in rows[:-1]]
    counted = lasts and lasts[0] in ("1", "2") and lasts == [str(int(lasts[0]) + n) for n in range(len(lasts))]
    if not counted or any(len(cells) != len(rows[-1][1]) + 1 for _, cells in rows[1:-1]):
        return rows
    ranks = [None, *(cells[-1] for _, cells in rows[:-1])]
    shorn = [*(cells[:-1] for _, cells in rows[:-1]), rows[-1][1]]
    moved = [(label, [rank, *cells]) for (label, _), rank, cells in zip(rows, ranks, shorn, strict=True)]
    return moved if len(moved[0][1]) > 1 else moved[1:]
