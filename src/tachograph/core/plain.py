"""A document in plain writing, as its figures are read: no blanks between Chinese and figures, plain digits and marks.

Texts are set in many ways, "交付 ３.２ 万辆" and "交付3.2万辆", that say the same. They are read in one; every place in it
leads back to the text as given.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import lru_cache

from tachograph.core.claim import Claim
from tachograph.core.document import Document
from tachograph.core.marks import chinese_marks
from tachograph.core.span import Span
from tachograph.core.wrapped import wraps

_HAN = "\u3400-\u9fff"
_WIDE = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
_LETTERS = str.maketrans(_WIDE | dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u202f"), " ") | {0x2019: "'"})
_SPECIAL = re.compile("[\u00a0\u2007\u2009\u202f\u2019\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]")
_WIDE_POINT = re.compile(r"(?<=[\d\uff10-\uff19])．(?=[\d\uff10-\uff19])")
# 12 345 in thin or fixed blanks
_GROUPED = re.compile("(?<![\\d.,])(\\d{1,3})(?:[\u00a0\u2009\u202f]\\d{3})+(?![\\d])")
_GROUP = re.compile("[\u00a0\u2009\u202f]")
_BLANK = re.compile(rf"(?<=[{_HAN}]) (?=[+\-]?[\dA-Za-z])|(?<=[\dA-Za-z%]) (?=[{_HAN}])")
# Chinese on either side of a break
_BETWEEN = re.compile(r".\r?\n(?=[\u2e80-\u9fff\uff00-\uffef])|[\u2e80-\u9fff\uff00-\uffef]\r?\n")
_DOUBLE = re.compile(r"(?<=[.!?]) (?= [A-Z\"“])")  # the second blank behind a sentence
_PROSE = re.compile("[，。；！？：、]")
_CELLS = re.compile(r"[|\t]|  |[\d%] [+\-]?\d.*[\d%] [+\-]?\d")  # of a table, also one that became a line


@dataclass(frozen=True, slots=True)
class Plain:
    """A document as ``given`` and in plain writing.

    ``places`` are the offsets in the given text of each character of the plain one; empty if none moved.
    """

    given: Document
    document: Document
    places: tuple[int, ...] = ()

    def as_given(self, span: Span) -> Span:
        """Where in the given text a span of the plain one stands."""
        if not self.places:
            return span
        return Span(self.places[span.start], self.places[span.end - 1] + 1)

    def as_plain(self, span: Span) -> Span:
        """Where in the plain text a span of the given one stands."""
        if not self.places:
            return span
        start = min(bisect_left(self.places, span.start), len(self.places) - 1)
        return Span(start, max(start + 1, bisect_left(self.places, span.end)))

    def quote(self, span: Span) -> str:
        """A span of the plain text as it is given."""
        return self.as_given(span).of(self.given.text)

    def claim_as_given(self, claim: Claim) -> Claim:
        """A claim that was read in the plain text, as one of the given text."""
        if self.document is self.given:
            return claim
        return replace(claim, span=self.as_given(claim.span), quote=self.quote(claim.span), id="")

    def claim_as_plain(self, claim: Claim) -> Claim:
        """A claim of the given text as one of the plain text; its id stays."""
        if self.document is self.given:
            return claim
        span = self.as_plain(claim.span)
        return replace(claim, span=span, quote=span.of(self.document.text))


@lru_cache(maxsize=4)  # claims, promises, events and findings are read from a document in turn
def plain(document: Document) -> Plain:
    """A document in plain writing; the document itself if it is so written."""
    text, dropped = _unwrapped(_letters(document.text))
    dropped += [m.start() for m in _DOUBLE.finditer(text)]
    if document.lang == "zh":
        text = chinese_marks(text)
        dropped += [n for line in _lines(text) for n in _blanks(text, *line)]
    if text == document.text and not dropped:
        return Plain(document, document)
    gone = set(dropped)
    places = tuple(n for n in range(len(text)) if n not in gone) if gone else ()
    written = Plain(
        document,
        replace(document, text="".join(text[n] for n in places) if gone else text),
        (*places, len(text)) if gone else (),
    )
    return replace(written, document=replace(written.document, title=_title(written)))


def _unwrapped(text: str) -> tuple[str, list[int]]:
    """The text with a blank for every break inside a sentence, and the breaks between Chinese, which go altogether."""
    places = wraps(text)
    if not places:
        return text, []
    returns = [n - 1 for n in places if text[n - 1] == "\r"]
    chinese = [n for n in places if _BETWEEN.match(text, n - 1 - (text[n - 1] == "\r"))]
    kept = list(text)
    for n in (*places, *returns):
        kept[n] = " "
    return "".join(kept), returns + chinese


def _title(written: Plain) -> str | None:
    """The title as it stands in the plain text, or plain by itself if it does not stand there."""
    title, text = written.given.title or "", written.given.text
    at = text.find(title) if title else -1
    return written.as_plain(Span(at, at + len(title))).of(written.document.text) if at >= 0 else _letters(title) or None


def _letters(text: str) -> str:
    """The text with usual digits, letters, blanks and apostrophes: of the same length."""
    if not _SPECIAL.search(text):
        return text
    text = _GROUPED.sub(lambda m: _GROUP.sub(",", m.group()), text)
    return _WIDE_POINT.sub(".", text).translate(_LETTERS)


def _lines(text: str) -> list[tuple[int, int]]:
    """Where the lines begin and end that are prose: the first, which may be a headline, and those with Chinese marks."""
    found, start = [], 0
    for n, line in enumerate(text.splitlines(keepends=True)):
        if (n == 0 or _PROSE.search(line)) and not _CELLS.search(line):
            found.append((start, start + len(line)))
        start += len(line)
    return found


def _blanks(text: str, start: int, end: int) -> list[int]:
    """The blanks of a line that stand between Chinese and a figure or a Latin name."""
    return [m.start() for m in _BLANK.finditer(text, start, end)]
