"""The order in which the parts of a page are read: columns of prose one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from tachograph.reading.pdf.lines import HAN, Row

_MIN_ROWS = 4  # that a gutter of columns parts
_MIN_GAP = 5.0  # points
_DEEPEST = 4
_CLOSE = 0.4  # heights between lines
_FULL, _MOSTLY = 0.7, 0.6
_PROSE = 18  # characters of a line of a column, a Chinese one counting two


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that are read from top to bottom, and how far to the right their lines could go."""

    rows: Sequence[Row]
    right: float


def blocks(rows: Sequence[Row], right: float, depth: int = 0) -> list[Block]:
    """The rows in reading order: those above columns, the left column, the right one, those below.

    Rows of a table are left together, since the cells of a table are short, or figures.
    """
    gutter = _gutter(rows) if depth < _DEEPEST else None
    if gutter is None:
        return [Block(rows, right)] if rows else []
    found: list[Block] = []
    plain: list[Row] = []
    for region in (part for whole in _regions(rows, gutter) for part in _begun(whole, gutter)):
        if not _are_columns(region, gutter):
            plain.extend(region)
            continue
        found += [Block(plain, right)] if plain else []
        plain = []
        for side in (_side(region, gutter, left=True), _side(region, gutter, left=False)):
            found += blocks(side, max(row.right for row in side), depth + 1)
    return found + ([Block(plain, right)] if plain else [])


def _gutter(rows: Sequence[Row]) -> float | None:
    """Where the most rows have a gap between two stretches of prose."""
    edges: list[tuple[float, int]] = []
    for row in rows:
        for left, right in zip(row.runs, row.runs[1:], strict=False):
            if right.left - left.right >= _MIN_GAP and _is_prose(left.text) and _is_prose(right.text):
                edges += [(left.right, 1), (right.left, -1)]
    best, place, open_now = 0, 0.0, 0
    edges.sort()
    for (x, step), (after, _) in pairwise(edges):
        open_now += step
        if open_now > best:
            best, place = open_now, (x + after) / 2
    return place if best >= _MIN_ROWS else None


def _regions(rows: Sequence[Row], gutter: float) -> list[list[Row]]:
    """Neighbouring rows that can be of columns, and those that cannot: they cross the gutter, or are of a table."""
    return [list(group) for _, group in groupby(rows, key=lambda row: _is_free(row, gutter))]


def _begun(rows: list[Row], gutter: float) -> list[list[Row]]:
    """The rows, parted where columns begin: what stands apart above them may belong to something else."""
    first = next((i for i, row in enumerate(rows) if _parted(row, gutter)), 0)
    while first and rows[first].top - rows[first - 1].bottom < _CLOSE * rows[first].height:
        first -= 1
    return [rows[:first], rows[first:]] if first else [rows]


def _are_columns(rows: Sequence[Row], gutter: float) -> bool:
    """Whether enough rows have prose on both sides, and most lines fill their column, as those of a table do not."""
    if sum(_parted(row, gutter) for row in rows) < _MIN_ROWS:
        return False
    for left in (True, False):
        widths = [row.right - row.left for row in _side(rows, gutter, left=left)]
        if sum(width > _FULL * max(widths) for width in widths) < _MOSTLY * len(widths):
            return False
    return True


def _is_free(row: Row, gutter: float) -> bool:
    crosses = any(run.left < gutter < run.right for run in row.runs)
    return not crosses and not any(_is_figures(text) for text in _halves(row, gutter))


def _parted(row: Row, gutter: float) -> bool:
    return all(_is_prose(text) for text in _halves(row, gutter))


def _halves(row: Row, gutter: float) -> tuple[str, str]:
    left, right = (
        " ".join(run.text for run in row.runs if (run.middle < gutter) == on_left) for on_left in (True, False)
    )
    return left, right


def _side(rows: Sequence[Row], gutter: float, *, left: bool) -> list[Row]:
    kept = (tuple(run for run in row.runs if (run.middle < gutter) == left) for row in rows)
    return [Row(runs) for runs in kept if runs]


def _is_prose(text: str) -> bool:
    return len(text) + len(HAN.findall(text)) >= _PROSE and not _is_figures(text)


def _is_figures(text: str) -> bool:
    return sum(map(str.isdigit, text)) > sum(map(str.isalpha, text))
