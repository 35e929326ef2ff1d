"""By when a clause says that something will be done."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from tachograph.core.period import Grain, Period
from tachograph.core.span import Span
from tachograph.extraction.scene import Sentence
from tachograph.extraction.times import Sense, TimeMention

_STOPS = re.compile(r"[,;，；。.!?]")
_YEARS = re.compile(r"\d{4}|year|[今明后後去]年", re.IGNORECASE)


def deadline_of(time: TimeMention) -> Period | None:
    """The period by whose last day it is to be done: "by the end of 2026" is 2026."""
    if time.whole is not None and time.whole.grain is not Grain.DAY:
        return time.whole
    period = time.period
    if period is not None and period.start is None:
        return Period.parse(str(period).rpartition("/")[2])
    return period


class Calendar:
    """Which times of a text lie ahead, as seen from the day that it speaks from."""

    def __init__(self, text: str, published: date | None, spoken: date | None) -> None:
        self.text, self.published, self.now = text, published, spoken

    def ahead(self, sentence: Sentence, words: Sequence[Span] = ()) -> tuple[tuple[TimeMention, Period], ...]:
        """The times of a sentence that are not over, with what they mean as deadlines.

        Beside one of the ``words`` that commit, a part without a year that would be over is the next one to come.
        """
        found: list[tuple[TimeMention, Period]] = []
        for time in sentence.times:
            due = deadline_of(time)
            if due is None or time.reporting or time.sense in (Sense.COMPARISON, Sense.SINCE_START):
                continue
            due = self._within(due, time.span, [d for _, d in found])
            if not time.future and any(self._beside(time.span, word) for word in words):
                due = self._next(due, time.span)
            if self.now is None or due.end >= self.now or (self.published is None and time.future):
                found.append((time, due))
        return tuple(found)

    def surely_ahead(self, due: Period) -> bool:
        """Whether a time is wholly to come, so that no word has to say so."""
        return self.now is not None and due.start is not None and due.start > self.now

    def _within(self, due: Period, span: Span, earlier: Sequence[Period]) -> Period:
        """A part without a year is of the longer time named before it: "next year …, the second in Q3"."""
        if not self._is_part(due, span):
            return due
        moved = (due, due.years_earlier(-1), due.years_earlier(1))
        return next((m for e in reversed(earlier) for m in moved if e.contains(m) and e.grain is not m.grain), due)

    def _next(self, due: Period, span: Span) -> Period:
        over = self.now is not None and due.end < self.now
        return due.years_earlier(-1) if over and self._is_part(due, span) else due

    def _is_part(self, due: Period, span: Span) -> bool:
        """Whether a time is a part of a year that the words do not name."""
        return due.grain not in (Grain.YEAR, Grain.DAY) and not _YEARS.search(span.of(self.text))

    def _beside(self, time: Span, word: Span) -> bool:
        first, last = sorted((time, word))
        return not _STOPS.search(self.text, first.end, max(first.end, last.start))
