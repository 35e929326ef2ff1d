"""A document laid out for linking: its sentences with the figures, times and words that stand in each."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from tachograph.core.document import Document
from tachograph.core.span import Span
from tachograph.extraction.figures import Figure
from tachograph.extraction.times import TimeMention
from tachograph.extraction.vocabulary import Mention, Sort

# A sentence with more figures, names or times, or of more characters, is cut: linking compares every one with every
# other and looks at all that stands before. The longest table that was flattened into one has fewer.
_MANY = 150
_LONG = 10_000


@dataclass(frozen=True)
class Sentence:
    """One sentence (or line, or table row): its place and what was found in it, each in order of the text."""

    index: int
    block: int
    span: Span
    figures: tuple[Figure, ...] = ()
    mentions: tuple[Mention, ...] = ()
    times: tuple[TimeMention, ...] = ()

    def of_sort(self, sort: Sort) -> tuple[Mention, ...]:
        return tuple(m for m in self.mentions if m.sort is sort)

    def figure_after(self, place: int) -> Figure | None:
        """The first figure that begins at ``place`` or behind it."""
        index = bisect_left(self.figures, place, key=lambda f: f.span.start)
        return self.figures[index] if index < len(self.figures) else None


@dataclass(frozen=True)
class Scene:
    """The laid-out document."""

    document: Document
    sentences: tuple[Sentence, ...] = field(default=())

    @property
    def text(self) -> str:
        return self.document.text


def lay_out(
    document: Document,
    spans: tuple[Span, ...],
    blocks: tuple[Span, ...],
    figures: tuple[Figure, ...],
    mentions: tuple[Mention, ...],
    times: tuple[TimeMention, ...],
) -> Scene:
    """Sort what was found into the sentences it stands in; what straddles two goes to the first."""
    spans = tuple(_cut(spans, *([x.span for x in found] for found in (figures, mentions, times))))
    starts = [s.start for s in spans]
    block_starts = [b.start for b in blocks]

    def at(span: Span) -> int:
        return max(0, bisect_right(starts, span.start) - 1)

    held: list[tuple[list[Figure], list[Mention], list[TimeMention]]] = [([], [], []) for _ in spans]
    for figure in figures:
        held[at(figure.span)][0].append(figure)
    for mention in mentions:
        held[at(mention.span)][1].append(mention)
    for time in times:
        held[at(time.span)][2].append(time)
    return Scene(
        document,
        tuple(
            Sentence(i, max(0, bisect_right(block_starts, span.start) - 1), span, tuple(fs), tuple(ms), tuple(ts))
            for i, (span, (fs, ms, ts)) in enumerate(zip(spans, held, strict=True))
        ),
    )


def _cut(spans: tuple[Span, ...], *found: list[Span]) -> Iterator[Span]:
    """The sentences, very long ones in pieces, which end before something ``found``."""
    starts = [[s.start for s in held] for held in found]
    for span in spans:
        cuts: set[int] = set()
        for places in starts:
            first, last = bisect_left(places, span.start), bisect_left(places, span.end)
            cuts.update(places[i] for i in range(first + _MANY, last, _MANY))
        cuts.update(_before(place, starts, found) for place in range(span.start + _LONG, span.end, _LONG))
        edges = [span.start, *sorted(c for c in cuts if c > span.start), span.end]
        yield from (Span(a, b) for a, b in pairwise(edges) if a < b)


def _before(place: int, starts: list[list[int]], found: tuple[list[Span], ...]) -> int:
    """``place``, or the start of what stands across it."""
    before = (held[i - 1] for held, places in zip(found, starts, strict=True) if (i := bisect_left(places, place)))
    return min((span.start for span in before if span.end > place), default=place)


# How much it costs to link two things across what stands between them. The order is that of how rarely a figure
# belongs to something beyond such a mark; the units are arbitrary.
_MARKS = re.compile(
    r"(?P<word>[A-Za-z0-9][\w'’.%&-]*+)"  # most are words, so these come first
    r"|(?P<sentence>[.!?。！？]\s|\n)"
    r"|(?P<strong>[;；]|\s(?:while|whereas|although)\b)"
    r"|(?P<turn>,?\s(?:but|yet|versus|compared with|against|which|who|whose)\b|，而)"
    r"|(?P<colon>[:：]|\s[–—-]\s|——)"
    r"|(?P<and>\s(?:and|with)\s|、|和|及)"
    r"|(?P<comma>[,，])"
    r"|(?P<bracket>[()（）\[\]|])"
    r"|(?P<other>[\w'’.%&-]+)"
)
_COST = {
    "sentence": 6.0,
    "strong": 3.5,
    "turn": 2.0,
    "colon": 1.0,
    "and": 1.0,
    "comma": 1.2,
    "bracket": 0.8,
    "word": 0.12,
    "other": 0.12,
}
_COSTS = (0.0, *(_COST[name] for name in _MARKS.groupindex))  # by the number of the group
_BRACKETED = re.compile(
    r"[(（][^()（）]{0,120}[)）]"
    r"|,\s(?:including|excluding|which|who|whose|backed|led|owned|based|headquartered|founded|launched|established|built|made|developed|[a-z]+ing|with|along with|together with|a|an|the)\s"
    r"(?:[^\d,.;:()]|(?:19|20)\d\d){2,70}(?=,)"
    r"|,\sof (?:which|whom|them)\s(?:[^,;.]|\d[,.]\d){2,70}(?=,\s(?:was|were|is|are|rose|fell|grew|came|made|had|accounted|represent)\w*\b)"
    r"|\s[–—-]\s[^\d–—.;:]{3,90}\s[–—-]\s"
)


@lru_cache(maxsize=4)  # every figure of a sentence asks for them
def asides(text: str, span: Span) -> tuple[Span, ...]:
    """The insertions of a sentence: what stands in brackets, or between commas after "which", "backed by" or "a"."""
    return tuple(Span(m.start(), m.end()) for m in _BRACKETED.finditer(text, span.start, span.end))


def distance(text: str, left: Span, right: Span) -> float:
    """The cost of linking ``left`` to ``right`` (the one further on); brackets between them are stepped over."""
    first, last = (left, right) if left.start <= right.start else (right, left)
    between = text[first.end : last.start]
    if not between or between.isspace():
        return 0.0
    if len(between) > 600:
        return 60.0
    between = _BRACKETED.sub(" ", between)
    total = 0.0
    if between.isascii():
        for match in _MARKS.finditer(between):
            total += _COSTS[match.lastindex or 0]
        return total
    for match in _MARKS.finditer(between):
        name = match.lastgroup or "word"
        cost = _COST[name]
        if name in ("word", "other") and not match.group().isascii():
            cost *= max(1.0, len(match.group()) / 2)
        total += cost
    return total
