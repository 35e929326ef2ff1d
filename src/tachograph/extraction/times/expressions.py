"""The times of a text: where each stands, what it is for, and which period it means."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import lru_cache

from tachograph.core.document import Document
from tachograph.core.period import Grain, Period
from tachograph.core.span import Span
from tachograph.extraction.times.anchors import infer_now
from tachograph.extraction.times.grammar_en import phrases_en
from tachograph.extraction.times.grammar_zh import phrases_zh
from tachograph.extraction.times.phrases import Edge, Form, Phrase
from tachograph.extraction.times.resolving import Story

_BESIDE = (", ", " (", ": ", "（", "(", "，即", "即")


class Sense(StrEnum):
    """What a time says of the figures near it."""

    PERIOD = "period"  # they happened during it
    AS_OF = "as_of"  # they held then, or are to hold by then
    SINCE_START = "since_start"  # they count from the beginning
    COMPARISON = "comparison"  # they are compared with it


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time expression in a text.

    ``period`` is what it means; ``None`` when the year cannot be known, or when a comparison is only relative to the
    figure's own period: then ``shift`` says how (``year``, ``quarter``, ``month``, ``previous``). ``whole`` is the
    calendar unit that the words name, where ``period`` is only a part of it ("the end of 2024": 2024-12-31 of 2024;
    "this year" of what has happened: the months so far of 2025). ``ends`` are the two ends of a range. ``future`` is
    true where the clause looks ahead and the period is not over, ``reporting`` where the time is that of saying ("said on Thursday").
    """

    span: Span
    sense: Sense
    period: Period | None = None
    shift: str | None = None
    whole: Period | None = None
    ends: tuple[Period, Period] | None = None
    future: bool = False
    reporting: bool = False

    @property
    def named(self) -> Period | None:
        """The calendar period that the words themselves name."""
        return self.whole or self.period


def find_times(document: Document, sentences: Sequence[Span]) -> tuple[TimeMention, ...]:
    """All time expressions of the document in order, resolved; ``sentences`` are its sentences in order.

    A part that the words leave out, mostly the year, comes from the explicit dates nearby, the publication date, the
    tense and what the text has spoken of so far (:mod:`tachograph.extraction.times.resolving`).
    """
    title, phrases = _phrases(document, sentences)
    return _resolve(document, document.text, phrases, [*title, *phrases])


def title_times(document: Document, sentences: Sequence[Span]) -> tuple[TimeMention, ...]:
    """The time expressions of the title, resolved like those of the text; the spans count in the title."""
    title, phrases = _phrases(document, sentences)
    return _resolve(document, document.title or "", title, [*title, *phrases])


def spoken_on(document: Document, sentences: Sequence[Span]) -> date | None:
    """The day that the document speaks from: its publication, or else what its own dates point to."""
    title, phrases = _phrases(document, sentences)
    now = infer_now(document.published, [*title, *phrases], document.text)
    return None if now is None else now.day


def _phrases(document: Document, sentences: Sequence[Span]) -> tuple[tuple[Phrase, ...], tuple[Phrase, ...]]:
    """The unresolved phrases of the title and of the text."""
    return _read(document.text, document.title or "", document.lang, tuple(sentences))


@lru_cache(maxsize=1)  # the title is asked for right after the text
def _read(
    text: str, title: str, lang: str, sentences: tuple[Span, ...]
) -> tuple[tuple[Phrase, ...], tuple[Phrase, ...]]:
    grammar = phrases_zh if lang == "zh" else phrases_en
    named = tuple(grammar(title, Span(0, len(title)))) if title else ()
    return named, tuple(p for s in sentences for p in grammar(text, s))


def _resolve(
    document: Document, text: str, phrases: Sequence[Phrase], known: Sequence[Phrase]
) -> tuple[TimeMention, ...]:
    story = Story(text, infer_now(document.published, known, document.text), frozenset(_months_named(known)))
    mentions: list[TimeMention] = []
    for index, phrase in enumerate(phrases):
        mention = _mention(story, phrase)
        if mention is None:
            continue
        if mentions and index and mention.period and _spells_out(text, phrases[index - 1], phrase):
            mentions[-1] = replace(mentions[-1], period=mention.period)
        mentions.append(mention)
        if not _in_list(text, phrases, index):
            story.told(phrase, mention.period, mention.whole, compared=mention.sense is Sense.COMPARISON)
    return tuple(mentions)


def _spells_out(text: str, week: Phrase, days: Phrase) -> bool:
    """Whether days right behind a week say which it is: "the last week of October, from Monday the 26th to Sunday", 本周（8日至14日）."""
    beside = text[week.span.end : days.span.start] in _BESIDE
    named = week.form is Form.WEEK or (week.form is Form.UNIT and week.unit is not None and week.unit.week)
    return named and days.form in (Form.RANGE, Form.DAYS) and beside


def _in_list(text: str, phrases: Sequence[Phrase], index: int) -> bool:
    """Whether a time stands directly beside another, as in the head of a table."""
    around = phrases[max(0, index - 1) : index + 2]
    return any(_adjacent(text, a.span, b.span) for a, b in itertools.pairwise(around))


def _adjacent(text: str, left: Span, right: Span) -> bool:
    return right.start - left.end < 8 and not text[left.end : right.start].strip(" |\t")


def _months_named(phrases: Sequence[Phrase]) -> set[int]:
    """The months that the text names by themselves or as the end of a range."""
    months = {
        u.number for p in phrases for u in (p.unit, p.last) if u and u.grain in (Grain.MONTH, Grain.DAY) and u.number
    }
    return months | {p.count for p in phrases if p.form is Form.FIRST and p.grain is Grain.MONTH}


def _mention(story: Story, phrase: Phrase) -> TimeMention | None:
    sense = _sense(phrase)
    if phrase.form is Form.COUNTED and not story.counts(phrase):
        return None
    if phrase.form is Form.SINCE_START:
        return TimeMention(phrase.span, sense, future=phrase.future > 0)
    shift = phrase.shift if phrase.form is Form.SHIFT else _shift(phrase)
    period = None if shift is not None else story.period(phrase)
    if period is None and phrase.form is Form.SAME:
        shift = "year"
    whole = None if period is None else story.whole(phrase, period)
    ends = story.ends(phrase) if phrase.form in (Form.RANGE, Form.PAIR) and period is not None else None
    ahead = phrase.future > 0 and (period is None or story.is_ahead(period))
    return TimeMention(phrase.span, sense, period, shift, whole, ends, ahead, phrase.reporting)


def _sense(phrase: Phrase) -> Sense:
    if phrase.form is Form.SINCE_START:
        return Sense.SINCE_START
    if phrase.compared:
        return Sense.COMPARISON
    unit = phrase.unit
    dated = (
        phrase.form in (Form.UNIT, Form.BACK)
        and unit is not None
        and (unit.edge in (Edge.START, Edge.END) or (unit.grain is Grain.DAY and not unit.week))
    )
    return Sense.AS_OF if phrase.as_of or dated else Sense.PERIOD


def _shift(phrase: Phrase) -> str | None:
    """Compared with "last year": the same months of it, so relative to the figure's own period."""
    unit = phrase.unit
    if not phrase.compared or phrase.form is not Form.UNIT or unit is None or unit.number or unit.edge is not None:
        return None
    if unit.offset != -1 or unit.grain is Grain.DAY:
        return None
    return {Grain.YEAR: "year", Grain.MONTH: "month", Grain.QUARTER: "quarter"}.get(unit.grain)
