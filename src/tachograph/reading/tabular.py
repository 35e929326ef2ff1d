"""Rows of cells as the plain text that the extraction reads: a line per row, tabs between cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_BREAKS = re.compile(r"[\t\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")


def rendered(rows: Iterable[Sequence[str]]) -> str:
    """The rows as lines. Empty cells between others are kept; a row that has only its first cell is a line of it.

    White space within cells that would break lines or cells becomes one blank; blanks before a label, which set it in,
    stay.
    """
    return "\n".join(_line(row) for row in rows)


def _line(row: Sequence[str]) -> str:
    cells = [_BREAKS.sub(" ", cell).rstrip() for cell in row]
    while cells and not cells[-1]:
        cells.pop()
    return "\t".join(cells)
