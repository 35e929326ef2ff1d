"""Line breaks that only keep lines short, as in mails, PDFs and text files: where a sentence goes on in the next line.

Lines were filled as far as they go: the first word of the next one had no room. That tells them from lists and headings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

_LEAST, _MOST = 40, 130  # columns of a line that is full; a Chinese character takes two
_FEWEST = 3  # breaks in a text: two lines may be alike by chance
_MOSTLY = 0.5  # of a text's lines are full, and of these end inside a sentence
_MANY = 0.3  # of the lines in prose open with a small letter; in Chinese all could
_SLACK = 3  # columns that a line may be short of, as no mark opens a line in Chinese
_HAN = re.compile(r"[\u2e80-\u9fff\uff00-\uffef]")
_WORD = re.compile(r"[^\s]+")
_ITEM = re.compile(r"\s*(?:[-–—•*·●■◆#>+]\s|\d{1,2}[.)、]\s|[（(]?[一二三四五六七八九十\d]{1,2}[)）、])")
_CELLS = re.compile(r"[|\t]|[^\s.!?:] {2,}\S")
_LABEL = re.compile(r"\s*(?:[^\d:，,。.]{1,30}:|[^\d：，,。.]{1,12}：)")  # "Quanli Cell: 21.4 GWh": a list
_GOES_ON = re.compile(r"\s*[a-z\u2e80-\u9fff]")
_ENDS = re.compile(r"[.!?:。！？：；…][\"'”’」』）)\]]*\s*$")


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    text: str

    @property
    def columns(self) -> int:
        return _columns(self.text)


def wraps(text: str) -> list[int]:
    """The places of the line breaks that part no sentences, in order; none unless the text as a whole was wrapped."""
    breaks = list(_breaks(text))
    if len(breaks) < _FEWEST:
        return []
    width = max((a.columns for a, _ in breaks if a.columns <= _MOST), default=0)
    if width < _LEAST:
        return []
    full = [(a, b) for a, b in breaks if a.columns + _room(b) > width - _SLACK]
    inside = [a for a, _ in full if not _ENDS.search(a.text)]
    going_on = [b for _, b in full if _GOES_ON.match(b.text)]
    listed = [b for _, b in full if _LABEL.match(b.text)]
    wrapped = (
        len(inside) >= max(_FEWEST, _MOSTLY * len(full))
        and len(full) >= _MOSTLY * len(breaks)
        and len(going_on) >= _MANY * len(full)
        and len(listed) <= _MOSTLY * len(full)
    )
    return [b.start - 1 for _, b in full] if wrapped else []


def _breaks(text: str) -> Iterator[tuple[_Line, _Line]]:
    """Pairs of neighbouring lines of prose without a blank line between them."""
    lines = _lines(text)
    for a, b in pairwise(lines):
        prose = all(line.text.strip() and not _CELLS.search(line.text) for line in (a, b))
        if prose and not _ITEM.match(b.text):
            yield a, b


def _lines(text: str) -> Sequence[_Line]:
    found, start = [], 0
    for line in text.split("\n"):
        found.append(_Line(start, line))
        start += len(line) + 1
    return found


def _room(line: _Line) -> int:
    """The columns that the first word of a line would have taken in the line above: a blank and itself, or one character."""
    first = _WORD.search(line.text)
    if first is None:
        return 0
    return 2 if _HAN.match(first.group()) else 1 + _columns(_latin(first.group()))


def _latin(word: str) -> str:
    """A word as far as it may not be broken."""
    han = _HAN.search(word)
    return word if han is None else word[: han.start()]


def _columns(text: str) -> int:
    return len(text) + len(_HAN.findall(text))
