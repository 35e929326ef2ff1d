"""A document laid out for linking: its sentences with the figures, times and words that stand in each."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

from tachograph.core.cached import cached_property
from tachograph.core.document import Document
from tachograph.core.marks import headline_marks
from tachograph.core.span import Span
from tachograph.extraction.numbers.figures import Figure
from tachograph.extraction.times.expressions import TimeMention
from tachograph.extraction.vocabulary import Mention, Sort

# A sentence with more figures, names or times, or of more characters, is cut: linking compares every one with every
# other and looks at all that stands before. The longest table that was flattened into one has fewer.
_MANY = 150
_LONG = 10_000
_TAKEN = ("", "taken", "put", "added", "all")
_QUOTES = ("“", '"', "«", "„", "‘", "A:", "—", "– ")


@dataclass(frozen=True)
class Sentence:
    """One sentence (or line, or table row): its place and what was found in it, each in order of the text."""

    index: int
    block: int
    span: Span
    figures: tuple[Figure, ...] = ()
    mentions: tuple[Mention, ...] = ()
    times: tuple[TimeMention, ...] = ()

    @cached_property
    def _sorted(self) -> dict[Sort, tuple[Mention, ...]]:
        return {sort: tuple(m for m in self.mentions if m.sort is sort) for sort in Sort}

    def of_sort(self, sort: Sort) -> tuple[Mention, ...]:
        return self._sorted[sort] if self.mentions else ()

    def sums_time(self, text: str, place: int) -> bool:
        """Whether "together" at ``place`` is said of a time right before it: "in January and February taken together"."""
        times = (t for t in self.times if t.span.end <= place)
        return any(text[t.span.end : place].strip() in _TAKEN for t in times)

    def figure_after(self, place: int) -> Figure | None:
        """The first figure that begins at ``place`` or behind it."""
        index = bisect_left(self.figures, place, key=lambda f: f.span.start)
        return self.figures[index] if index < len(self.figures) else None

    def figure_before(self, place: int) -> Figure | None:
        """The last figure that ends at ``place`` or before it."""
        index = bisect_right(self.figures, place, key=lambda f: f.span.end)
        return self.figures[index - 1] if index else None


@dataclass(frozen=True)
class Scene:
    """The laid-out document."""

    document: Document
    sentences: tuple[Sentence, ...] = field(default=())

    @cached_property
    def text(self) -> str:
        return self.document.text

    def opens_block(self, sentence: Sentence) -> bool:
        """Whether a sentence is the first of its paragraph."""
        return not sentence.index or self.sentences[sentence.index - 1].block != sentence.block

    def opens_line(self, sentence: Sentence) -> bool:
        """Whether a sentence is the first of its line."""
        before = self.sentences[sentence.index - 1].span.end if sentence.index else 0
        return not sentence.index or "\n" in self.text[before : sentence.span.start + 1]

    def opening(self, sentence: Sentence) -> Sentence:
        """The first sentence of a sentence's paragraph."""
        while not self.opens_block(sentence):
            sentence = self.sentences[sentence.index - 1]
        return sentence

    def goes_on(self, sentence: Sentence) -> bool:
        """Whether only a Chinese semicolon stands before a sentence: 岚图交付16318辆；深蓝交付31702辆."""
        return self.text[max(0, sentence.span.start - 2) : sentence.span.start].rstrip().endswith("；")

    def is_quoted(self, sentence: Sentence) -> bool:
        """Whether a sentence's paragraph opens with a quotation mark: what somebody says."""
        return self.text.startswith(_QUOTES, self.opening(sentence).span.start)


def marked(document: Document) -> Document:
    """A Chinese document with Chinese marks in its headline; the title as it then stands in the text."""
    text = headline_marks(document.text)
    title = document.title or ""
    at = document.text.find(title) if title else -1
    return replace(document, text=text, title=text[at : at + len(title)] if at >= 0 else document.title)


def lay_out(
    document: Document,
    spans: tuple[Span, ...],
    blocks: tuple[Span, ...],
    figures: tuple[Figure, ...],
    mentions: tuple[Mention, ...],
    times: tuple[TimeMention, ...],
) -> Scene:
    """Sort what was found into the sentences it stands in; what straddles two goes to the first."""
    figures = _unnamed(figures, mentions)
    spans = tuple(_cut(spans, *([x.span for x in found] for found in (figures, mentions, times))))
    mentions, times = _told_apart(mentions, times)
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


def _unnamed(figures: tuple[Figure, ...], mentions: tuple[Mention, ...]) -> tuple[Figure, ...]:
    """Without the numbers that end a name, which a Chinese measure word only seems to count: 瑞虎8家族, Model 3只有."""
    ends = {m.span.end: m.span.start for m in mentions if m.sort is Sort.ENTITY}

    def ends_name(figure: Figure) -> bool:
        place = figure.noun_span.start if figure.noun_span is not None else -1
        return figure.classifier and ends.get(place, figure.span.start) < figure.span.start

    return tuple(f for f in figures if not ends_name(f))


def _told_apart(
    mentions: tuple[Mention, ...], times: tuple[TimeMention, ...]
) -> tuple[tuple[Mention, ...], tuple[TimeMention, ...]]:
    """Without names that are part of a longer time, and times that are part of a longer name: New Year's Eve, Lei Jun."""
    named = [m for m in mentions if m.sort is Sort.ENTITY]
    in_time = {m.span for m, t in _overlapping(named, times) if t.span.contains(m.span) and t.span != m.span}
    in_name = {t.span for m, t in _overlapping(named, times) if m.span.contains(t.span) and t.span != m.span}
    if not in_time and not in_name:
        return mentions, times
    return tuple(m for m in mentions if m.span not in in_time), tuple(t for t in times if t.span not in in_name)


def _overlapping(mentions: list[Mention], times: tuple[TimeMention, ...]) -> Iterator[tuple[Mention, TimeMention]]:
    """Each name with the time that begins last before its end, where they overlap."""
    starts = [t.span.start for t in times]
    for mention in mentions:
        index = bisect_left(starts, mention.span.end) - 1
        if index >= 0 and times[index].span.overlaps(mention.span):
            yield mention, times[index]


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
