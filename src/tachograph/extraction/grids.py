"""Tables as grids: Markdown tables, rows of cells flattened into one line, and tables flattened into prose."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tachograph.core.span import Span
from tachograph.extraction.figures import Figure

_RULE = re.compile(r"^[\s|:+-]*-[\s|:+-]*$")
_DASH = re.compile(r"^[\s–—-]*$")
_LABEL = re.compile(
    r"^[\s,;]*(?P<label>[A-Z\u4e00-\u9fff][\w&.'’+-]*(?:[ -](?:(?:of|and|the) )?[\w&][\w&.'’+-]*){0,4})[\s:]*(?:[–—-]\s*)*(?:[<>≥≤=~]+\s*)?(?:RMB|US|USD)?$"
)
_MIN_PIPES = 6
_MIN_ROWS = 2


@dataclass(frozen=True)
class Row:
    """A labelled row: the label's span (``None`` for a row without one) and a span per cell (``None`` where empty)."""

    label: Span | None
    cells: tuple[Span | None, ...]


@dataclass(frozen=True)
class Grid:
    """A table: its caption, the header's cells (one per column, or one for all where they run together) and rows."""

    span: Span
    caption: Span | None
    header: tuple[Span, ...]
    rows: tuple[Row, ...]

    @property
    def width(self) -> int:
        return max(len(r.cells) for r in self.rows)


def find_grids(text: str, figures: Sequence[Figure], sentences: Sequence[Span]) -> tuple[Grid, ...]:
    """The tables of a text in order; none overlaps another."""
    found = [*_markdown(text), *_piped(text, figures)]
    taken = [g.span for g in found]
    for grid in _flattened(text, figures, sentences):
        if not any(grid.span.overlaps(t) for t in taken):
            found.append(grid)
            taken.append(grid.span)
    return tuple(sorted(found, key=lambda g: g.span))


# --- Markdown and other tables of lines with bars -------------------------------------------------------------------


def _markdown(text: str) -> list[Grid]:
    grids: list[Grid] = []
    lines = _lines(text)
    i = 0
    while i < len(lines):
        block = []
        while i < len(lines) and lines[i].of(text).count("|") >= 2:
            block.append(lines[i])
            i += 1
        if len(block) >= _MIN_ROWS + 1 and (grid := _of_lines(text, block)):
            grids.append(grid)
        i += 1
    return grids


def _of_lines(text: str, block: list[Span]) -> Grid | None:
    rows = [_cells(text, line) for line in block if not _RULE.match(line.of(text))]
    if len(rows) < _MIN_ROWS:
        return None
    header, body = rows[0], rows[1:]
    span = Span(block[0].start, block[-1].end)
    return Grid(
        span, _caption(text, span.start), tuple(c for c in header[1:] if c), tuple(Row(r[0], tuple(r[1:])) for r in body if len(r) > 1)
    ) if len(header) > 1 and all(header[1:]) else None


def _cells(text: str, line: Span) -> list[Span | None]:
    raw = line.of(text)
    start = line.start + (len(raw) - len(raw.lstrip()))
    body = raw.strip()
    if body.startswith("|"):
        body, start = body[1:], start + 1
    body = body.removesuffix("|")
    cells: list[Span | None] = []
    for part in body.split("|"):
        cells.append(_trimmed(text, start, start + len(part)))
        start += len(part) + 1
    return cells


def _trimmed(text: str, start: int, end: int) -> Span | None:
    part = text[start:end]
    if _DASH.match(part):
        return None
    left = len(part) - len(part.lstrip())
    return Span(start + left, start + len(part.rstrip()))


def _caption(text: str, start: int) -> Span | None:
    """The line just above, where it is short or ends in a colon."""
    above = text[:start].rstrip("\n ")
    begin = above.rfind("\n") + 1
    line = above[begin:]
    return Span(begin, begin + len(line)) if line and (line.endswith((":", "：")) or len(line) < 120) else None


def _lines(text: str) -> list[Span]:
    spans, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            spans.append(Span(start, start + len(line)))
        start += len(line) + 1
    return spans


# --- cells in a row on one line -------------------------------------------------------------------------------------


def _piped(text: str, figures: Sequence[Figure]) -> list[Grid]:
    return [g for line in _lines(text) if line.of(text).count("|") >= _MIN_PIPES and (g := _of_pipes(text, line, figures))]


def _of_pipes(text: str, line: Span, figures: Sequence[Figure]) -> Grid | None:
    cells: list[Span | None] = []
    start = line.start
    for part in line.of(text).split("|"):
        cells.append(_trimmed(text, start, start + len(part)))
        start += len(part) + 1
    numeric = [any(c is not None and c.contains(f.span) and _mostly(c, f.span) for f in figures) for c in cells]
    labels = [
        i for i in range(1, len(cells) - 1)
        if cells[i] is not None and not numeric[i] and numeric[i + 1] and not _prose(text, cells[i])
    ]
    if len(labels) < _MIN_ROWS:
        return None
    step = Counter(b - a for a, b in zip(labels, labels[1:], strict=False)).most_common(1)[0][0]
    first = labels[0]
    labels = [i for i in range(first, len(cells) - 1, step) if cells[i] is not None and not numeric[i]]
    head = cells[first - step : first] if first >= step else cells[:first]
    rows = tuple(Row(cells[i], tuple(cells[i + 1 : i + step])) for i in labels)
    last = max(c.end for r in rows for c in (r.label, *r.cells) if c is not None)
    names = [c for c in head[1:] if c is not None]
    if first >= step and cells[first - step] is not None:  # the first header cell may end the prose before the table
        caption = cells[first - step]
    else:
        caption = None
    begin = names[0].start if names else rows[0].label.start if rows[0].label else line.start
    return Grid(Span(begin, last), caption, tuple(names), rows)


def _mostly(cell: Span, figure: Span) -> bool:
    return (figure.end - figure.start) * 2 >= cell.end - cell.start


def _prose(text: str, cell: Span | None) -> bool:
    return cell is None or len(cell.of(text).split()) > 5


# --- flattened into prose -------------------------------------------------------------------------------------------


def _flattened(text: str, figures: Sequence[Figure], sentences: Sequence[Span]) -> list[Grid]:
    """Runs of ``Label figure figure … Label figure figure …`` with nothing but labels between the figures."""
    grids: list[Grid] = []
    run: list[tuple[Span, list[Figure]]] = []  # label and its figures
    previous: Figure | None = None
    for figure in figures:
        gap_start = previous.full.end if previous else 0
        gap = text[gap_start : figure.full.start] if gap_start <= figure.full.start else ""
        label = _LABEL.match(gap) if previous else None
        if previous is not None and run and _DASH.match(gap):
            run[-1][1].append(figure)
        elif label and run:
            run.append((_label_span(label, gap_start), [figure]))
        else:
            _close(text, run, grids)
            opening = _opening_label(text, figure, gap_start)
            run = [(opening, [figure])] if opening else []
        previous = figure
    _close(text, run, grids)
    return [_with_header(text, g, sentences, figures) for g in grids]


def _label_span(match: re.Match[str], offset: int) -> Span:
    return Span(offset + match.start("label"), offset + match.end("label"))


def _opening_label(text: str, figure: Figure, floor: int) -> Span | None:
    """The capitalised words right before the first figure of a possible table."""
    before = text[max(floor, figure.full.start - 40) : figure.full.start]
    match = re.search(r"(?P<label>[A-Z][\w&.'’+-]*(?: [a-z][\w-]*){0,3})\s$", before)
    if not match:
        return None
    offset = figure.full.start - len(before)
    return Span(offset + match.start("label"), offset + match.end("label"))


def _close(text: str, run: list[tuple[Span, list[Figure]]], grids: list[Grid]) -> None:
    rows = [r for r in run if r[1]]
    width = Counter(len(r[1]) for r in rows).most_common(1)[0][0] if rows else 0
    if len(rows) >= _MIN_ROWS and (width > 1 or len(rows) > _MIN_ROWS):
        end = rows[-1][1][-1].full.end
        grids.append(
            Grid(
                Span(rows[0][0].start, end),
                None,
                (),
                tuple(Row(label, tuple(f.span for f in figures)) for label, figures in rows),
            )
        )


def _with_header(text: str, grid: Grid, sentences: Sequence[Span], figures: Sequence[Figure]) -> Grid:
    """The words between the sentence's start (or the figure before) and the first row are the header."""
    start = max((s.start for s in sentences if s.start <= grid.span.start), default=0)
    start = max(start, *(f.full.end for f in figures if f.full.end <= grid.span.start), 0) if figures else start
    header = _trimmed(text, start, grid.span.start)
    if header is None:
        return grid
    return Grid(Span(header.start, grid.span.end), None, (header,), grid.rows)
