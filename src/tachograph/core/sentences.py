"""Where sentences and blocks begin and end, in English and Chinese, with exact offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from tachograph.core.span import Span

_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_CLOSERS = r"[\"'”’»」』）)\]】》]*"
_END = re.compile(
    rf"(?<![.!?…])[.!?…]++{_CLOSERS}(?=\s)|[。！？；｡]+{_CLOSERS}|(?<![!?])[!?]++{_CLOSERS}(?=[\u4e00-\u9fff])"
)
_START = re.compile(r"\s*[\"'“‘«「『（(\[【《*•–—-]*\s*(?P<word>\w+)?")
_BEFORE = re.compile(r"[\w.&’']+$")

# After these a full stop never ends a sentence: what follows belongs to them.
_TITLES = """
    mr mrs ms dr prof gen sen rep st no nos vs v e.g i.e cf fig approx ca esp incl messrs dept art
"""
# After these it does if a word follows that starts sentences.
_ABBREVIATIONS = """
    inc corp ltd co llc plc bros u.s u.k u.n e.u u.s.a p.r a.m p.m etc al jr sr sq est
    jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun q
"""
_OPENERS = """
    the a an in on at for from by with as after before since during over under it its he his she her they their we our
    this that these those there here but and so while when where what who how why if both all each another most many
    some however meanwhile moreover also still yet now then last next total sales deliveries revenue
"""
_NEVER, _MAYBE, _STARTS = (frozenset(words.split()) for words in (_TITLES, _ABBREVIATIONS, _OPENERS))


@lru_cache(maxsize=4)  # a text is read and checked in turn
def split_sentences(text: str) -> tuple[Span, ...]:
    """The sentences of ``text`` in order, without the white space around them.

    A line is never joined with the next (headings, bullets and table rows are their own), except that a line which was
    merely wrapped goes on. A full stop inside an abbreviation, a number, an initial or a name ends nothing.
    """
    return tuple(span for block in split_blocks(text) for span in _sentences(text, block))


def split_blocks(text: str) -> tuple[Span, ...]:
    """The paragraphs, headings, list items and table rows of ``text``: its non-empty lines, wrapped ones joined."""
    blocks: list[Span] = []
    for match in _LINE.finditer(text):
        line = _trimmed(text, match.start(), match.end())
        if line is None:
            continue
        if blocks and _goes_on(text, blocks[-1], line):
            line = Span(blocks.pop().start, line.end)
        blocks.append(line)
    return tuple(blocks)


def _goes_on(text: str, above: Span, line: Span) -> bool:
    """Whether ``line`` is the rest of a wrapped line: directly below a long one that stops mid-sentence."""
    between = text[above.end : line.start]
    start = text.rfind("\n", above.start, above.end) + 1 or above.start
    return (
        between.count("\n") == 1
        and above.end - start >= 50
        and text[line.start].islower()
        and (text[above.end - 1].isalnum() or text[above.end - 1] in ",;")
    )


def _sentences(text: str, block: Span) -> Iterator[Span]:
    start = block.start
    for match in _END.finditer(text, block.start, block.end):
        if _ends(text, match, block):
            span = _trimmed(text, start, match.end())
            if span is not None:
                yield span
            start = match.end()
    span = _trimmed(text, start, block.end)
    if span is not None:
        yield span


def _ends(text: str, match: re.Match[str], block: Span) -> bool:
    if match.group()[0] not in ".…":
        return True
    if match.start() - block.start <= 3 and text[block.start : match.start()].isdigit():
        return False  # the number of a list item
    after = _START.match(text, match.end(), block.end)
    word = after["word"] if after else None
    if word is not None and word[0].islower():
        return False
    if not match.group().startswith(".") or match.group().startswith(".."):
        return True
    before = _BEFORE.search(text, max(block.start, match.start() - 24), match.start())
    last = before.group().lower().strip("'’") if before else ""
    if last in _NEVER:
        return last in {"no", "art", "v", "st"} and not _continues(last, word)
    if last in _MAYBE:
        return word is None or word.lower() in _STARTS
    return not (
        len(last) == 1 and last.isalpha() and before is not None and before.group().isupper() and word is not None
    )


def _continues(last: str, word: str | None) -> bool:
    """Whether the ambiguous abbreviation is one here: "No. 1", "Art. 6", "St. Louis", but "He said no. The …"."""
    if word is None:
        return False
    return word[0].isdigit() if last in {"no", "art", "v"} else word.lower() not in _STARTS


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None
