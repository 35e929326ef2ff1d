"""Tables flattened into prose: labels and figures in turn, with nothing else between."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from tachograph.core.span import Span
from tachograph.extraction.numbers.figures import Figure
from tachograph.extraction.tables.cells import Cell, Grid, Row, captions_above, trimmed

_MIN_ROWS = 2

_WORD = r"[\w&][\w&.'’+/-]*"
_LABEL = re.compile(
    rf"^(?P<before>[\s()%–—-]*)"
    rf"(?P<label>(?:of which |o/w )?[A-Z\u4e00-\u9fff][\w&.'’+/-]*(?: \(?(?:(?:of|and|the) )?{_WORD}\)?){{0,4}})[:：]?"
    rf"(?P<after>(?:\s+[–—-](?=\s))*)\s*[(]?(?:[<>≥≤=~+]+\s*)?(?:RMB|US|USD|CNY)?$"
)
_SAME_ROW = re.compile(r"^[\s()~<>≥≤=+–—-]*$")
_DASHES = re.compile(r"(?<!\S)[–—-]+(?!\S)")
_LOOSE_ZH = re.compile("[逾近约約超破达達至到]$")
_ON_ZH = re.compile("[见見创創再仍居列登][\u4e00-\u9fff]")  # 毛利率16.1%見新高: what a headline goes on with
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
        if not label["label"].isascii() and not any(map(str.isspace, gap)):
            return False  # Chinese prose has no blanks, cells have
        if _LOOSE_ZH.search(text, max(0, figure.span.start - 2), figure.span.start):
            return False  # 按年收窄逾六成: a headline with blanks, no cells
        self.rows[-1][1].extend([None] * len(_DASHES.findall(label["before"])))
        span = Span(start + label.start("label"), start + label.end("label"))
        self.rows.append((span, [*([None] * len(_DASHES.findall(label["after"]))), figure.span]))
        return True

    @property
    def is_table(self) -> bool:
        """Whether there are enough rows, and most are equally long."""
        if len(self.rows) < _MIN_ROWS:
            return False
        lengths = Counter(len(cells) for _, cells in self.rows)
        width, equal = lengths.most_common(1)[0]
        return len(self.rows) >= (_MIN_ROWS if width > 1 else _MIN_ROWS + 1) and 2 * equal >= len(self.rows)


def find_flattened(text: str, figures: Sequence[Figure], sentences: Sequence[Span]) -> list[Grid]:
    """Runs of ``Label figure figure … Label figure figure …`` with nothing but labels between the figures."""
    grids: list[Grid] = []
    starts = [s.start for s in sentences]
    run: _Run | None = None
    opened = end = 0
    for figure in [*figures, None]:
        if run is not None and figure is not None and run.add(text, end, figure):
            end = figure.full.end
            continue
        if (
            run is not None
            and run.is_table
            and not _ON_ZH.match(text, end)
            and (grid := _of_run(text, run, opened, starts))
        ):
            grids.append(grid)
        if figure is not None:
            run, opened, end = _Run(figure), end, figure.full.end
    return grids


def _of_run(text: str, run: _Run, floor: int, sentences: Sequence[int]) -> Grid | None:
    """The table of a run; it opens with the sentence (``sentences`` are the starts), after the figure before."""
    start = run.rows[0][1][0]
    assert start is not None
    place = bisect_right(sentences, start.start)
    opening = trimmed(text, max(sentences[place - 1] if place else 0, floor), start.start)
    if opening is None:
        return None
    end = max(c.end for _, cells in run.rows for c in cells if c)
    rows = tuple(Row((label,) if label else (), tuple(cells)) for label, cells in _with_ranks(text, run.rows))
    header = _line_above(text, opening, run.rows)
    if header is None or header.start < floor:
        return Grid(Span(opening.start, end), (), None, (), rows, opening)
    captions = captions_above(text, header.start)
    return Grid(Span(header.start, end), captions, None, (), rows, Span(header.start, opening.end))


def _line_above(text: str, opening: Span, rows: list[tuple[Cell, list[Cell]]]) -> Cell:
    """The header of a table whose rows are lines of their own: the line above the first of them."""
    labels = [opening, *(label for label, _ in rows if label)]
    if len(labels) < _MIN_ROWS or not all(text.startswith("\n", s.start - 1) for s in labels):
        return None
    above = captions_above(text, opening.start)
    return above[0] if above and text[above[0].end : opening.start].count("\n") == 1 else None


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
