"""A sheet for the terminal: aligned tables, and at the end the numbered sources that each row names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from textwrap import fill, shorten, wrap

from tachograph.presenting import words
from tachograph.presenting.excerpt import one_line
from tachograph.presenting.sheets.cited import Cited
from tachograph.presenting.sheets.sheet import Column, Row, Section, Sheet
from tachograph.presenting.sheets.traced import traced

_WIDEST = 100
_GAP = "  "
_QUOTED = 160  # of the words that say it
_NARROWEST = 20  # columns for prose
_SOURCES = Column("", words=True)
_INDENT = "  "


def render(sheet: Sheet, *, width: int = 80) -> str:
    """The sheet as text ``width`` columns wide; tables that are wider stay whole."""
    width = min(width, _WIDEST)
    cited = Cited.of(sheet)
    blocks = [one_line(sheet.title)]
    blocks += [_filled(line, width) for line in sheet.answer]
    blocks += ["\n".join(_section(section, cited, width)) for section in sheet.sections]
    blocks += [_filled(note, width) for note in sheet.notes]
    if how := traced(sheet.sections):
        blocks.append(fill(one_line(how), width, break_long_words=False, break_on_hyphens=False))
    if numbered := list(_listed(cited)):
        blocks.append("\n".join(["Sources", *numbered]))
    return "\n\n".join(blocks) + "\n"


def _listed(cited: Cited) -> Iterator[str]:
    """The numbered pages with the day that each appeared."""
    width = len(str(len(cited.numbers)))
    for page, number in cited.numbers.items():
        published = words.period(cited.first[page].published)
        lead = f"[{number}]{' ' * (width - len(str(number)))} "
        yield one_line(f"{lead}{published}, {page}" if published else f"{lead}{page}")
        for quote in cited.quotes[page]:
            yield f"{' ' * len(lead)}“{one_line(shorten(quote, _QUOTED, placeholder=' …'))}”"


def _section(section: Section, cited: Cited, width: int) -> Iterator[str]:
    yield one_line(section.title)
    if section.rows:
        sourced = any(row.sources for row in section.rows)
        columns = [*section.columns, *([_SOURCES] if sourced else [])]
        rows = [[*_cells(row), *([cited.cite(row.sources)] if sourced else [])] for row in section.rows]
        widths = _widths(columns, rows, width)
        heads = [column.head for column in columns]
        for cells in ([heads] if any(heads) else []) + rows:
            yield from _lines(cells, columns, widths)
    for note in section.notes:
        yield fill(one_line(note), width, initial_indent="  ", subsequent_indent="  ")


def _widths(columns: Sequence[Column], rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """How wide each column is: as its widest cell, but prose no wider than leaves room for the others."""
    widths = [max(len(column.head), *(len(row[n]) for row in rows)) for n, column in enumerate(columns)]
    over = len(_INDENT) + sum(widths) + len(_GAP) * (len(widths) - 1) - width
    return [max(w - over, _NARROWEST) if over > 0 and c.wraps else w for w, c in zip(widths, columns, strict=True)]


def _lines(cells: Sequence[str], columns: Sequence[Column], widths: Sequence[int]) -> Iterator[str]:
    """A row; further lines for prose that is wider than its column."""
    pieces = [
        wrap(c, w) if column.wraps and c.strip() else [c] for c, column, w in zip(cells, columns, widths, strict=True)
    ]
    for line in zip_longest(*pieces, fillvalue=""):
        yield _INDENT + _GAP.join(_aligned(*one) for one in zip(line, columns, widths, strict=True)).rstrip()


def _cells(row: Row) -> list[str]:
    cells = [one_line(cell) for cell in row.cells]
    if row.indented:
        cells = [f"  {cell}" if n == _name_column(row) else cell for n, cell in enumerate(cells)]
    return cells


def _name_column(row: Row) -> int:
    """The first cell that says something."""
    return next((n for n, cell in enumerate(row.cells) if cell), 0)


def _aligned(cell: str, column: Column, width: int) -> str:
    return cell.ljust(width) if column.words else cell.rjust(width)


def _filled(text: str, width: int) -> str:
    return fill(one_line(text), width)
