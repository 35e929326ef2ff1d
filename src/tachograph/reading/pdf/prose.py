"""The rows of a block become text: wrapped lines put together, tables a line per row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from statistics import median

from tachograph.reading.pdf.columns import Block
from tachograph.reading.pdf.lines import HAN, Row, spaced
from tachograph.reading.pdf.tables import cells_of, table_lines, whole_labels

_APART = 1.7  # lines from baseline to baseline, in heights: more begins a paragraph
_SAME_TYPE = 0.12  # by which heights may differ
_LARGE = 1.15  # of the usual height: a heading
_WORD = 60  # characters of the longest word that is put together
_TAB = 2.0  # heights between two parts of a line that is in no table
_BULLET = re.compile(r"[•●○▪■◆·*–—-]\s|\(?\d{1,2}[.)、]\s?|[（(][一二三四五六七八九十]+[)）]|[一二三四五六七八九十]+、")
_HYPHEN = re.compile(r"(\w+(?:-\w+)*)-$")
# First parts of words that keep their hyphen.
_KEEPS = frozenset(
    "plug year over end non pre re self low high long short mid all new second third half quarter month day week "
    "battery energy air fuel well full first in co multi semi sub so one two three four five on off ex electric".split()
)


_Part = tuple[float, float, str]
"""Where a paragraph or a table begins and ends on the page, and its text."""


def text_of(block: Block) -> str:
    """The paragraphs and table rows of a block as lines, an empty one between those that stand apart."""
    usual = median(row.height for row in block.rows)
    right = max(block.right, *(row.right for row in block.rows))
    parts: list[_Part] = []
    plain: list[Row] = []
    for wide, group in groupby(whole_labels([cells_of(row) for row in block.rows]), key=lambda row: len(row.runs) > 1):
        rows = list(group)
        lines = table_lines(rows) if wide else None
        if lines is None:
            plain += rows
            continue
        parts += [*_as_parts(plain, usual, right), (rows[0].top, rows[-1].bottom, "\n".join(lines))]
        plain = []
    parts += _as_parts(plain, usual, right)
    return _laid_out(parts, usual)


def _as_parts(rows: Sequence[Row], usual: float, right: float) -> list[_Part]:
    return [(part[0].top, part[-1].bottom, _joined(part)) for part in _paragraphs(rows, usual, right)]


def _laid_out(parts: Sequence[_Part], usual: float) -> str:
    text = ""
    for i, (top, _, part) in enumerate(parts):
        apart = i and top - parts[i - 1][1] > (_APART - 1) * usual
        text += ("\n\n" if apart else "\n" if i else "") + part
    return text


def _paragraphs(rows: Sequence[Row], usual: float, right: float) -> list[list[Row]]:
    paragraphs: list[list[Row]] = []
    for row in rows:
        if paragraphs and _wraps(paragraphs[-1][-1], row, usual, right):
            paragraphs[-1].append(row)
        else:
            paragraphs.append([row])
    return paragraphs


def _wraps(above: Row, row: Row, usual: float, right: float) -> bool:
    """Whether ``row`` goes on what ``above`` begins: of the same type, close below, and its first word had no room."""
    type_differs = abs(above.height - row.height) > _SAME_TYPE * max(above.height, row.height)
    if type_differs or row.top - above.top > _APART * row.height or _BULLET.match(row.runs[0].text):
        return False
    if row.height > _LARGE * usual:
        return True
    first = row.runs[0]
    word = 1 if HAN.match(first.text) else len(first.text.split(" ", 1)[0]) + 1
    return above.right + 0.95 * word * (first.right - first.left) / max(1, len(first.text)) > right


def _joined(rows: Sequence[Row]) -> str:
    text = ""
    for row in rows:
        line = _line(row)
        hyphen = _HYPHEN.search(text, max(0, len(text) - _WORD))
        if hyphen and line[:1].islower():
            text = text if hyphen[1].lower().rpartition("-")[2] in _KEEPS or "-" in hyphen[1] else text[:-1]
            text += line
        else:
            text = spaced(text.rstrip("\u00ad"), line) if not text.endswith("\u00ad") else text[:-1] + line
    return text


def _line(row: Row) -> str:
    """The parts of a row that is in no table; wide gaps that are alike are those of a justified line."""
    gaps = [right.left - left.right for left, right in zip(row.runs, row.runs[1:], strict=False)]
    justified = len(gaps) > 1 and max(gaps) < 1.5 * min(gaps)
    text = row.runs[0].text
    for gap, run in zip(gaps, row.runs[1:], strict=True):
        text = f"{text}\t{run.text}" if gap > _TAB * row.height and not justified else spaced(text, run.text)
    return text
