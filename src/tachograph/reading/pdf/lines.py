"""Characters become runs of text, and runs the rows of a page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from tachograph.reading.pdf.glyphs import Glyph

# All in heights of the line, which is about 1.2 times the size of the type.
_SPACE = 0.17
_CELL = 0.85  # a gap this wide parts cells or columns
_WIDEST = 200  # runs of a row
_BACK = 0.35  # how far letters may overlap
_SMALLER, _RAISED = 0.9, 0.12
_RAISE = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
HAN = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text on one line, in points from the top left."""

    text: str
    left: float
    right: float
    top: float
    bottom: float

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


@dataclass(frozen=True, slots=True)
class Row:
    """The runs that stand side by side, from left to right."""

    runs: tuple[Run, ...]

    @property
    def left(self) -> float:
        return self.runs[0].left

    @property
    def right(self) -> float:
        return max(run.right for run in self.runs)

    @property
    def top(self) -> float:
        return min(run.top for run in self.runs)

    @property
    def bottom(self) -> float:
        return max(run.bottom for run in self.runs)

    @property
    def height(self) -> float:
        return median(run.height for run in self.runs)


def rows_of(glyphs: Iterable[Glyph]) -> list[Row]:
    """The rows of a page from top to bottom."""
    rows: list[list[Run]] = []
    for run in sorted(_runs(glyphs), key=lambda r: (r.top + r.bottom) / 2):
        row = rows[-1] if rows else []
        if row and len(row) < _WIDEST and _beside(row[0], run) and not any(_over(other, run) for other in row):
            rows[-1].append(run)
        else:
            rows.append([run])
    return [Row(tuple(_merged(sorted(row, key=lambda r: r.left)))) for row in rows]


def spaced(before: str, after: str) -> str:
    """Two stretches of a line that goes on: a blank between them, but not in Chinese."""
    if not before or not after:
        return before + after
    return before + after if HAN.match(before[-1]) or HAN.match(after[0]) else f"{before} {after}"


def _runs(glyphs: Iterable[Glyph]) -> list[Run]:
    runs: list[Run] = []
    for stretch in _stretches(glyphs):
        run, blank = stretch
        if runs and _goes_on(runs[-1], run):
            runs[-1] = _extended(runs[-1], run, blank=blank)
        else:
            runs.append(run)
    return runs


def _stretches(glyphs: Iterable[Glyph]) -> Iterator[tuple[Run, bool]]:
    """Characters that touch, in type of one size on one line, and whether a blank was drawn before them.

    Nearly all are told here, by comparing numbers alone; what is left for :func:`_runs` is words.
    """
    chars: list[str] = []
    blank = before = False
    start = right = top = bottom = 0.0
    for char, left, end, high, low in glyphs:
        if char == " ":
            blank = True
            continue
        same = chars and not blank and high == top and low == bottom and -1.0 < left - right < _SPACE * (low - high)
        if same:
            chars.append(char)
            right = max(right, end)
            continue
        if chars:
            yield Run("".join(chars), start, right, top, bottom), before
        chars, start, right, top, bottom, before, blank = [char], left, end, high, low, blank, False
    if chars:
        yield Run("".join(chars), start, right, top, bottom), before


def _goes_on(last: Run, glyph: Run) -> bool:
    gap, height = glyph.left - last.right, max(last.height, glyph.height)
    return _beside(last, glyph) and -_BACK * height <= gap < _CELL * height


def _extended(last: Run, glyph: Run, *, blank: bool) -> Run:
    text, gap = glyph.text, glyph.left - last.right
    small = glyph.height < _SMALLER * last.height
    if small and glyph.bottom < last.bottom - _RAISED * last.height and text.isdecimal():
        text = text.translate(_RAISE)  # else it would run together with the figure that it stands at
    wide = gap > _SPACE * last.height and not (HAN.match(last.text[-1]) and HAN.match(text[0]))
    closed = text != glyph.text or last.text[-1] in "(（" or text[0] in ")）%"
    between = " " if blank or (wide and not closed) else ""
    top, bottom = (last.top, last.bottom) if small else (min(last.top, glyph.top), max(last.bottom, glyph.bottom))
    return Run(last.text + between + text, last.left, max(last.right, glyph.right), top, bottom)


def _beside(one: Run, other: Run) -> bool:
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared >= 0.5 * min(one.height, other.height)


def _over(one: Run, other: Run) -> bool:
    """Whether one stands above the other, so that they cannot be of one line."""
    return min(one.right, other.right) - max(one.left, other.left) > _BACK * min(one.height, other.height)


def _merged(runs: Sequence[Run]) -> list[Run]:
    """Runs that were drawn apart but stand close together, as words in bold type are, made one."""
    merged = list(runs[:1])
    for run in runs[1:]:
        merged[-1:] = [_extended(merged[-1], run, blank=False)] if _goes_on(merged[-1], run) else [merged[-1], run]
    return merged
