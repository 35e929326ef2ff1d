"""Tables of lines: cells between bars (Markdown, pages) or tabs (sheets), or in columns that spaces line up."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from unicodedata import east_asian_width

from tachograph.core.span import Span
from tachograph.extraction.tables.cells import Cell, Grid, Places, Row, captions_above, is_month_code, split, trimmed

_RULE = re.compile(r"(?=[^-=_─━]{0,9}[-=_─━])[\s|:+=_─━┼│-]+")
_BAR = re.compile(r"[|│]")
_TAB = re.compile(r"\t")
_GAP = re.compile(r" {2,}")
_MIN_ROWS = 2
_MIN_BLANK = 3  # cells that single blanks keep apart
_BLANK = re.compile(r"(?<=\S) (?=\S)")
_PROSE_ZH = re.compile(r"[。；！？“”]|，(?!\d{3})")
_INDENT = re.compile(r"(?:[\s\u3000]|&nbsp;|&emsp;|[└├─>•·-])*")
_ALL_BUT = 2 / 3  # of a first cell that is no name


class _Mark(StrEnum):
    """What keeps the cells of a line apart."""

    BAR = "bar"
    TAB = "tab"
    SPACE = "space"
    BLANK = "blank"  # a single one, as in a Chinese table that was copied as text
    RULE = "rule"  # a line of dashes


@dataclass(frozen=True)
class _Line:
    span: Span
    mark: _Mark
    cells: tuple[Cell, ...]
    apart: bool  # an empty line stands before it


def find_lined(text: str, places: Places) -> list[Grid]:
    """Neighbouring lines with as good as the same number of cells."""
    grids: list[Grid] = []
    for block, ruled in _blocks(text, places):
        for rows in _rows(text, block):
            if block[0].mark is _Mark.BLANK and not _is_table(rows, places):
                continue
            if len(rows) >= _MIN_ROWS and (grid := _of_rows(text, rows, places, ruled)):
                grids.append(grid)
    return grids


def _rows(text: str, block: list[_Line]) -> Iterator[list[tuple[Cell, ...]]]:
    """The cells of a block; spaces that line up no columns part them by number alone, where that is the same."""
    if block[0].mark is not _Mark.SPACE:
        yield [line.cells for line in block]
    elif columns := _columns(text, block):
        yield [_cut(text, line, columns) for line in block]
    else:
        run: list[tuple[Cell, ...]] = []
        for line in block:
            if run and abs(len(line.cells) - len(run[0])) > 1:
                yield run
                run = []
            run.append(line.cells)
        yield run


def _is_table(rows: list[tuple[Cell, ...]], places: Places) -> bool:
    """Whether words that single blanks keep apart are cells: a line without figures over lines with most of them filled."""
    filled = [[places.fill(c) or c is None for c in row] for row in rows]
    columns = [all(row[i] for row in filled[1:]) for i in range(len(rows[0]))]
    return len(rows) > _MIN_ROWS and not any(filled[0]) and sum(columns) > 1


# --- lines to blocks ------------------------------------------------------------------------------------------------


def _blocks(text: str, places: Places) -> Iterator[tuple[list[_Line], int]]:
    """Runs of lines that can be a table, with the number of those before the first rule (0 for none)."""
    block: list[_Line] = []
    ruled = 0
    for line in _lines(text):
        if line is not None and line.mark is _Mark.RULE:
            ruled = ruled or len(block)
            continue
        if block and not _follows(block, line, places):
            yield block, ruled
            block, ruled = [], 0
        if line is not None and (len(line.cells) > 1 or (block and line.mark is _Mark.TAB)):
            block.append(line)
    if block:
        yield block, ruled


def _lines(text: str) -> Iterator[_Line | None]:
    """The lines with cells; ``None`` for a line of prose."""
    start, apart = 0, False
    for raw in text.split("\n"):
        if not raw.strip():
            apart = True
        elif _RULE.fullmatch(raw):
            yield _Line(Span(start, start + len(raw)), _Mark.RULE, (), apart)
        else:
            yield _line(text, Span(start, start + len(raw)), raw, apart=apart)
            apart = False
        start += len(raw) + 1


def _line(text: str, span: Span, raw: str, *, apart: bool) -> _Line | None:
    if raw.count("|") + raw.count("│") >= 2:
        cells = split(text, span, _BAR)
        inner = cells[1:] if raw.lstrip()[0] in "|│" else cells
        return _Line(span, _Mark.BAR, tuple(inner[:-1] if raw.rstrip()[-1] in "|│" else inner), apart)
    if "\t" in raw.strip(" \r\n"):
        return _Line(span, _Mark.TAB, tuple(split(text, span, _TAB)), apart)
    if _GAP.search(raw.strip()):
        return _Line(span, _Mark.SPACE, tuple(split(text, span, _GAP)), apart)
    blanks = not raw.isascii() and raw.count(" ") >= _MIN_BLANK - 1 and not _PROSE_ZH.search(raw)
    return _Line(span, _Mark.BLANK, tuple(split(text, span, _BLANK)), apart) if blanks else None


def _follows(block: list[_Line], line: _Line | None, places: Places) -> bool:
    """Whether the line goes on with the table: after an empty line, only a row of figures does."""
    if line is None or line.mark is not block[0].mark:
        return False
    if line.apart and (len(block) > 1 or line.mark is _Mark.TAB) and not any(map(places.fill, line.cells)):
        return False
    if line.mark is _Mark.BLANK:
        return not line.apart and len(line.cells) == len(block[0].cells)
    return line.mark is not _Mark.BAR or abs(len(line.cells) - len(block[0].cells)) <= 1


# --- columns that spaces line up ------------------------------------------------------------------------------------


def _columns(text: str, block: list[_Line]) -> list[int]:
    """The widths of type at which the columns after the first begin; empty where the cells line up by number alone.

    A column begins behind a strip that is blank in all lines, and in most of them is more than one blank wide.
    """
    counts = {len(line.cells) for line in block}
    if len(counts) == 1 and all(line.cells[0] for line in block):
        return []
    wide = [(_widths(line.span.of(text)), line.span.of(text)) for line in block]
    taken, gaps = 0, []
    for widths, raw in wide:
        runs = [(widths[m.start()], widths[m.end()]) for m in re.finditer(r"\S+", raw)]
        for first, last in runs:
            taken |= ((1 << (last - first)) - 1) << first
        gaps.append(_gap_mask(widths, raw))
    found = []
    for match in re.finditer("0+", f"{taken:b}"[::-1]):
        strip = ((1 << (match.end() - match.start())) - 1) << match.start()
        if match.start() and 2 * sum(bool(g & strip) for g in gaps) >= len(gaps):
            found.append(match.end())
    return found


def _gap_mask(widths: list[int], raw: str) -> int:
    """The places of type that are part of a gap of two blanks or more, or behind the end of the line."""
    mask = -1 << widths[-1]
    for match in re.finditer(r"(?:^|(?<=\S)) {2,}", raw):
        mask |= ((1 << (widths[match.end()] - widths[match.start()])) - 1) << widths[match.start()]
    return mask


def _widths(raw: str) -> list[int]:
    """At which place of type each character stands, and the line ends; Chinese characters take two."""
    if raw.isascii():
        return list(range(len(raw) + 1))
    places, at = [0], 0
    for char in raw:
        at += 2 if east_asian_width(char) in "WF" else 1
        places.append(at)
    return places


def _cut(text: str, line: _Line, columns: list[int]) -> tuple[Cell, ...]:
    widths = _widths(line.span.of(text))
    edges = [0, *(next((i for i, w in enumerate(widths) if w >= c), len(widths) - 1) for c in columns), len(widths) - 1]
    start = line.span.start
    return tuple(trimmed(text, start + a, start + b) for a, b in itertools.pairwise(edges))


# --- rows to grids --------------------------------------------------------------------------------------------------


def _of_rows(text: str, rows: list[tuple[Cell, ...]], places: Places, ruled: int) -> Grid | None:
    """The grid of a block: header rows, then rows of labels and figures; ``ruled`` rows stand over a rule."""
    filled = [[_is_filled(text, c, places, first=i == 0) for i, c in enumerate(r)] for r in rows]
    first = next((i for i, r in enumerate(filled) if any(r)), len(rows))
    if first < ruled < len(rows) and all(
        2 * sum(r) < sum(map(bool, c)) for r, c in zip(filled[:ruled], rows, strict=False)
    ):
        first = ruled  # a number in a header
    body = [r for r in rows[first:] if any(r)]
    if len(body) < (_MIN_ROWS if len(rows) > _MIN_ROWS else _MIN_ROWS + 1) and not (ruled and body):
        return None
    width = max(map(len, rows))
    numeric = [_is_numeric(text, [r[i] for r in body if i < len(r)], places, first=i == 0) for i in range(width)]
    if not any(numeric):
        return None
    heads = [h for h in rows[:first] if any(h)]
    if len(heads) > 1 and _stands_alone(heads[-1], heads[-1], numeric) and sum(map(bool, heads[-2])) > 1:
        body.insert(0, heads.pop())  # the first section, under the header
    captions = [c for h in heads if _stands_alone(h, heads[-1], numeric) for c in h if c]
    header = [_padded(h, width) for h in heads if not _stands_alone(h, heads[-1], numeric)]
    start = min(c.start for r in rows for c in r if c)
    end = max(c.end for r in body for c in r if c)
    return Grid(
        Span(start, end),
        (*reversed(captions), *captions_above(text, start)),
        next((c for h in header for c, n in zip(h, numeric, strict=True) if c and not n), None),
        _of_figures(header[-1], numeric) if header else (),
        tuple(_filled_down(text, body, numeric)),
        upper=tuple(_of_figures(_spread(h, numeric), numeric) for h in reversed(header[:-1])),
    )


def _stands_alone(head: tuple[Cell, ...], last: tuple[Cell, ...], numeric: list[bool]) -> bool:
    """Whether a header row is a title over the table: one cell, above others or over no figures."""
    held = [i for i, c in enumerate(head) if c]
    return len(held) == 1 and len(numeric) > 2 and (head is not last or not numeric[held[0]])


def _padded(cells: tuple[Cell, ...], width: int) -> tuple[Cell, ...]:
    return (*cells, *([None] * (width - len(cells))))


def _of_figures(cells: tuple[Cell, ...], numeric: list[bool]) -> tuple[Cell, ...]:
    return tuple(c for c, n in zip(cells, numeric, strict=True) if n)


def _spread(cells: tuple[Cell, ...], numeric: list[bool]) -> tuple[Cell, ...]:
    """A row of upper headers with each over the empty cells to its right, which it covers in print."""
    out: list[Cell] = []
    for cell, n in zip(cells, numeric, strict=True):
        out.append(cell or (out[-1] if out and n else None))
    return tuple(out)


def _filled_down(text: str, body: list[tuple[Cell, ...]], numeric: list[bool]) -> Iterator[Row]:
    """The rows; of two columns of labels the first is said once for the rows below."""
    many = sum(not n for n in numeric) > 1
    held: Cell = None
    for cells in body:
        padded = _padded(cells, len(numeric))
        labels = [c for c, n in zip(padded, numeric, strict=True) if not n]
        if labels:
            held = labels[0] or (held if many and any(labels[1:]) else None)
            labels[0] = held
        shown = tuple(c for c in labels if c)
        yield Row(
            shown, _of_figures(padded, numeric), _indent(text, shown[0]) if shown else 0, _is_section(text, padded)
        )


def _is_section(text: str, cells: tuple[Cell, ...]) -> bool:
    """Whether a row has one cell and the rest of its line is blank."""
    held = [c for c in cells if c]
    if len(held) != 1 or len(cells) < 2:
        return False
    end = text.find("\n", held[0].end)
    return not text[held[0].end : end if end >= 0 else len(text)].strip(" |│\t\r*")


def _indent(text: str, label: Span) -> int:
    """How far a label stands in from the edge of its cell, by blanks or by the marks that stand for them."""
    start = label.start
    while start > 0 and text[start - 1] in " \u3000\u00a0":
        start -= 1
    marked = _INDENT.match(text, label.start, label.end)
    return label.start - start + (marked.end() - label.start if marked else 0)


def _is_numeric(text: str, cells: list[Cell], places: Places, *, first: bool) -> bool:
    full = [c for c in cells if c]
    return bool(full) and 2 * sum(_is_filled(text, c, places, first=first) for c in full) >= len(full)


def _is_filled(text: str, cell: Cell, places: Places, *, first: bool) -> bool:
    """Whether a cell holds a figure; the first of a row is mostly a name, with a number in it at times, or a month."""
    if cell is None or not first:
        return places.fill(cell)
    return places.fill(cell, _ALL_BUT) and not is_month_code(cell.of(text))
