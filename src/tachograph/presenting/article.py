"""A checked document laid out for reading: lines of text with marks on the figures, and notes numbered beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tachograph.core.claim import Claim, Verdict
from tachograph.core.finding import CheckedDocument, Finding, Repair
from tachograph.core.span import Span
from tachograph.presenting import words
from tachograph.presenting.repairs import Mending, mending

_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*\s+|[。！？；][”』」）]*|\n")


@dataclass(frozen=True, slots=True)
class Note:
    """A finding beside the text. Only flagged ones have a number; ``claims`` may lie in other documents."""

    finding: Finding
    claims: tuple[Claim, ...]
    number: int | None = None
    mendings: tuple[Mending, ...] = ()

    @property
    def flagged(self) -> bool:
        """Whether it says that something is wrong."""
        return self.finding.verdict in words.FLAGGED

    @property
    def confirming(self) -> bool:
        """Whether it says that something is right; what is neither is of interest only at its figure."""
        return self.finding.verdict is Verdict.CONFIRMED

    @property
    def calculation(self) -> tuple[tuple[str, str | None], ...]:
        """The whole calculation as (text, what it gives if the text does not say)."""
        return tuple((step.text, words.result(step)) for step in self.finding.derivation)

    @property
    def steps(self) -> tuple[tuple[str, str | None], ...]:
        """The calculation without what the message says already."""
        return tuple((text, gives) for text, gives in self.calculation if gives or text not in self.finding.message)


@dataclass(frozen=True, slots=True)
class Mark:
    """A figure of the text: the claims on it (several if they overlap), and the notes about them, worst first."""

    span: Span
    claims: tuple[Claim, ...]
    notes: tuple[Note, ...] = ()
    mending: Mending | None = None

    @property
    def verdict(self) -> Verdict:
        return words.worst(claim.verdict for claim in self.claims)

    @property
    def numbers(self) -> tuple[int, ...]:
        return tuple(note.number for note in self.notes if note.number is not None)


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of one line of the text, with the mark on it if it is a figure.

    ``last`` says that the mark ends here: one that goes over a line break is shown in two pieces.
    """

    text: str
    mark: Mark | None = None
    last: bool = True


@dataclass(frozen=True, slots=True)
class Article:
    """A checked document with its notes in the order of the text."""

    checked: CheckedDocument
    marks: tuple[Mark, ...]
    notes: tuple[Note, ...]

    @property
    def heading(self) -> str:
        """The title, or else the name of what it was read from."""
        document = self.checked.document
        return " ".join((document.title or document.source.rstrip("/").rpartition("/")[2] or document.source).split())

    def lines(self) -> Iterator[tuple[Piece, ...]]:
        """The text line by line, blank ones included; the pieces of all lines joined by newlines are the text."""
        text, position, marks = self.checked.document.text, 0, list(reversed(self.marks))
        for line in text.split("\n"):
            end = position + len(line)
            yield tuple(_pieces(text, position, end, marks))
            position = end + 1


def lay_out(documents: Sequence[CheckedDocument]) -> tuple[Article, ...]:
    """Lay out documents that were checked together."""
    everywhere = {claim.id: claim for one in documents for claim in one.claims}
    return tuple(_article(one, everywhere) for one in documents)


def sentence(text: str, span: Span, most: int = 240) -> tuple[str, str, str]:
    """The sentence around a span as (before, quote, after), cut to about ``most`` characters on each side."""
    window_start, window_end = max(0, span.start - most), min(len(text), span.end + most)
    starts = [match.end() for match in _SENTENCE_END.finditer(text, window_start, span.start)]
    following = _SENTENCE_END.search(text, span.end, window_end)
    start = starts[-1] if starts else window_start
    end = following.end() if following else window_end
    before = ("… " if not starts and start else "") + text[start : span.start].lstrip()
    after = text[span.end : end].rstrip() + (" …" if not following and end < len(text) else "")
    return before, span.of(text), after


def _article(checked: CheckedDocument, everywhere: Mapping[str, Claim]) -> Article:
    known = {**everywhere, **{claim.id: claim for claim in checked.claims}}
    notes = _notes(checked, known)
    about: dict[str, list[Note]] = {}
    for note in notes:
        for claim in dict.fromkeys(note.finding.claims):
            about.setdefault(claim, []).append(note)
    marks = tuple(_mark(group, about) for group in _overlapping(checked.claims))
    return Article(checked, marks, notes)


def _notes(checked: CheckedDocument, known: Mapping[str, Claim]) -> tuple[Note, ...]:
    """The findings in the order of the figures they blame; the flagged ones numbered."""
    here = {claim.id: claim.span.start for claim in checked.claims}
    end = len(checked.document.text)
    ordered = sorted(checked.findings, key=lambda f: next((here[c] for c in f.claims if c in here), end))
    notes, number = [], 0
    for finding in ordered:
        flagged = finding.verdict in words.FLAGGED
        number += flagged
        claims = tuple(known[c] for c in finding.claims if c in known)
        mendings = tuple(mending(known[r.claim], r) for r in _distinct(finding.repairs) if r.claim in known)
        notes.append(Note(finding, claims, number if flagged else None, mendings))
    return tuple(notes)


def _distinct(repairs: Sequence[Repair]) -> list[Repair]:
    return sorted(dict.fromkeys(repairs), key=lambda repair: -repair.explains)


def _overlapping(claims: Sequence[Claim]) -> Iterator[list[Claim]]:
    """Claims in the order of the text, those that share characters together."""
    group: list[Claim] = []
    end = 0
    for claim in sorted(claims, key=lambda claim: claim.span):
        if group and claim.span.start >= end:
            yield group
            group = []
        group.append(claim)
        end = max(end, claim.span.end) if len(group) > 1 else claim.span.end
    if group:
        yield group


def _mark(claims: Sequence[Claim], about: Mapping[str, Sequence[Note]]) -> Mark:
    order = list(Verdict)
    unique = {id(note): note for claim in claims for note in about.get(claim.id, ())}
    notes = sorted(unique.values(), key=lambda note: order.index(note.finding.verdict))
    ids = {claim.id for claim in claims}
    mendings = [m for note in notes if note.flagged for m in note.mendings[:1] if m.claim.id in ids]
    span = Span(claims[0].span.start, max(claim.span.end for claim in claims))
    return Mark(span, tuple(claims), tuple(notes), mendings[0] if mendings and len(claims) == 1 else None)


def _pieces(text: str, start: int, end: int, marks: list[Mark]) -> Iterator[Piece]:
    """The pieces of one line; ``marks`` is a stack with the next mark on top, taken off when it ends."""
    while marks and marks[-1].span.start < end:
        mark = marks[-1]
        if mark.span.start > start:
            yield Piece(text[start : mark.span.start])
        stop = min(mark.span.end, end)
        yield Piece(text[max(start, mark.span.start) : stop], mark, last=mark.span.end <= end)
        start = stop
        if mark.span.end > end:
            return
        marks.pop()
    if start < end:
        yield Piece(text[start:end])
