"""Tables: which rows of a page are one, and their cells between tabs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tachograph.reading.pdf.lines import Row, Run, spaced

_MIN_ROWS = 2
_MOST_COLUMNS = 60
_FITTING = 0.8  # of the rows, whose cells fall into columns of their own
_CLOSE = 0.5  # heights between the lines of a label
_OPENING = re.compile(r"[$¥€£(（]|(?:RMB|US|HK|US\$|HK\$|RMB\s?[¥(]?)")
_FIGURE = re.compile(r"[-–(（]?[\d.]")
_VALUE = re.compile(r"[^A-Za-z]{0,6}\d|[-–—]$|n/?a\b", re.IGNORECASE)
_CLOSING = re.compile(r"[)）%]+")


def cells_of(row: Row) -> Row:
    """The row with currency signs, brackets and percent signs that stand apart put to their figures."""
    runs: list[Run] = []
    for run in row.runs:
        opened = runs and _OPENING.fullmatch(runs[-1].text) and _FIGURE.match(run.text)
        if runs and (opened or _CLOSING.fullmatch(run.text)):
            last = runs.pop()
            bottom = max(last.bottom, run.bottom)
            runs.append(Run(last.text + run.text, last.left, run.right, min(last.top, run.top), bottom))
        else:
            runs.append(run)
    return Row(tuple(runs))


def whole_labels(rows: Sequence[Row]) -> list[Row]:
    """The rows of a block, those put together over which the label of one row of a table is wrapped.

    What goes on begins with a small letter; the figures may stand beside any of its lines.
    """
    whole: list[Row] = []
    for row in rows:
        if len(row.runs) > 1 and whole and _stands_between(row, whole[-1]):
            row = Row((*whole.pop().runs, *row.runs))  # noqa: PLW2901
        while len(row.runs) > 1 and whole and _begins_small(row) and _is_label(whole[-1], row, row):
            row = _with_label(whole.pop(), row, row)  # noqa: PLW2901 - it grows upwards
        if whole and len(whole[-1].runs) > 1 and _begins_small(row) and _is_label(row, whole[-1], whole[-1]):
            row = _with_label(whole[-1], row, whole.pop())  # noqa: PLW2901
        whole.append(row)
    return whole


def _stands_between(figures: Row, label: Row) -> bool:
    """Whether figures stand right of a label, between two of its lines."""
    return len(label.runs) == 1 and label.right < figures.left and label.top < figures.top < label.bottom


def _begins_small(row: Row) -> bool:
    return row.runs[0].text[:1].islower()


def _is_label(label: Row, near: Row, figures: Row) -> bool:
    """Whether a row is only a label, close to another and within the first column of that with the figures."""
    apart = max(label.top, near.top) - min(label.bottom, near.bottom)
    return (
        len(label.runs) == 1
        and any(_VALUE.match(run.text) for run in figures.runs[1:])
        and apart < _CLOSE * near.height
        and abs(label.left - figures.left) < 2 * figures.height
        and label.right < figures.runs[1].left
    )


def _with_label(above: Row, below: Row, figures: Row) -> Row:
    first, last = above.runs[0], below.runs[0]
    text = spaced(first.text, last.text)
    label = Run(text, min(first.left, last.left), max(first.right, last.right), first.top, last.bottom)
    return Row((label, *figures.runs[1:]))


def table_lines(rows: Sequence[Row]) -> list[str] | None:
    """The rows as lines with as many cells as the table has columns; ``None`` if they are no table.

    Heads that stand over several columns are said of each; those in several lines are put together.
    """
    columns = _columns(rows)
    if len(rows) < _MIN_ROWS or not 2 <= len(columns) <= _MOST_COLUMNS:
        return None
    placed = [_placed(row, columns) for row in rows]
    fitting = sum(sum(map(bool, cells)) == len(row.runs) for cells, row in zip(placed, rows, strict=True))
    if fitting < _FITTING * len(rows):
        return None
    heads = _heads(rows, columns)
    lines = [_stacked(heads, columns)] if heads else []
    return ["\t".join(cells).rstrip("\t") for cells in (*lines, *placed[len(heads) :])]


def _columns(rows: Sequence[Row]) -> list[tuple[float, float]]:
    """Where the columns are, by the rows that have the most cells: heads may stand across."""
    most = max((len(row.runs) for row in rows), default=0)
    spans = sorted((run.left, run.right) for row in rows if len(row.runs) >= 0.75 * most for run in row.runs)
    columns: list[tuple[float, float]] = []
    for left, right in spans:
        if columns and left < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], right))
        else:
            columns.append((left, right))
    return columns


def _placed(row: Row, columns: Sequence[tuple[float, float]]) -> list[str]:
    cells = [""] * len(columns)
    for run in row.runs:
        place = max(range(len(columns)), key=lambda i: _overlap(run, columns[i]))
        cells[place] = spaced(cells[place], run.text)
    return cells


def _overlap(run: Run, column: tuple[float, float]) -> float:
    """How far the two share their width; negative, how far they are apart."""
    return min(run.right, column[1]) - max(run.left, column[0])


def _heads(rows: Sequence[Row], columns: Sequence[tuple[float, float]]) -> list[Row]:
    """The first rows that have nothing in the first column."""
    heads: list[Row] = []
    for row in rows:
        if row.left <= columns[0][1] or len(heads) == len(rows) - 1:
            break
        heads.append(row)
    return heads


def _stacked(heads: Sequence[Row], columns: Sequence[tuple[float, float]]) -> list[str]:
    """The heads of each column from top to bottom; of a row with fewer heads than columns, the nearest."""
    cells = [""] * len(columns)
    for row in heads:
        if len(row.runs) >= len(columns) - 1:
            for place, text in enumerate(_placed(row, columns)):
                cells[place] = spaced(cells[place], text)
            continue
        for place, (left, right) in enumerate(columns[1:], 1):
            nearest = min(row.runs, key=lambda run: abs(run.middle - (left + right) / 2))
            cells[place] = spaced(cells[place], nearest.text)
    return cells
