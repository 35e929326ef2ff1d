"""By when a clause says that something will be done."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from tachograph.core.period import Grain, Period
from tachograph.core.span import Span
from tachograph.extraction.scene import Sentence
from tachograph.extraction.times.expressions import Sense, TimeMention

_STOPS = re.compile(r"[,;，；。.!?]")
_RUNNING = re.compile(r"年[内內底末]")
_THAT_YEAR = re.compile(r"\b(?:that|the same) year\b|同年|当年|當年", re.IGNORECASE)
_MONTH = re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|\d月", re.IGNORECASE)
_FROM = re.compile(r"(?<!up )(?<!down )(?<!different )\bfrom (?:early |late |mid-)?$")
_LEAD = 24
_YEARS = re.compile(r"\d{4}|year|last|past|previous|[今明后後去]年|[上本][个個]?[月季周週]", re.IGNORECASE)


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

        Beside one of the ``words``, which look ahead, a part without a year that would be over is the next one to come.
        """
        found: list[tuple[TimeMention, Period]] = []
        for time in sentence.times:
            due = deadline_of(time)
            if due is None or not self._dates(time) or (time.reporting and not self.surely_ahead(time, due)):
                continue
            if found and _THAT_YEAR.search(time.span.of(self.text)):
                due = Period.year(found[-1][1].end.year)
            due = self._within(self._running(due, time.span), time.span, [d for _, d in found])
            if not time.future and any(self._beside(time.span, word) for word in words):
                due = self._next(due, time.span)
            if self._is_to_come(time, due):
                found.append((time, due))
        return tuple(found)

    def _is_to_come(self, time: TimeMention, due: Period) -> bool:
        """Whether a time is not over; the very day of the text is that of its dateline."""
        if self.now is None or (self.published is None and time.future):
            return True
        return due.end > self.now or (due.end == self.now and due.grain is not Grain.DAY)

    def _dates(self, time: TimeMention) -> bool:
        """Whether it is a date, also one on which something begins, and nothing that is compared with."""
        if time.sense is Sense.COMPARISON:
            return time.period is not None and _FROM.search(self.text[: time.span.start][-_LEAD:]) is not None
        return time.sense is not Sense.SINCE_START

    def surely_ahead(self, time: TimeMention, due: Period) -> bool:
        """Whether a time is wholly to come, so that no word has to say so: "next year", or its end."""
        due = time.period if time.period is not None and due.contains(time.period) else due
        return self.now is not None and due.start is not None and due.start > self.now

    def _within(self, due: Period, span: Span, earlier: Sequence[Period]) -> Period:
        """A part without a year is of the longer time named before it: "next year …, the second in Q3"."""
        if not self._is_part(due, span):
            return due
        moved = (due, due.years_earlier(-1), due.years_earlier(1))
        return next((m for e in reversed(earlier) for m in moved if e.contains(m) and e.grain is not m.grain), due)

    def _running(self, due: Period, span: Span) -> Period:
        """Which year 年内 and 年底 are of: the one that runs, however much is told of the last."""
        over = self.published is not None and due.end < self.published
        return (
            Period.year(self.published.year) if over and self.published and _RUNNING.match(span.of(self.text)) else due
        )

    def _next(self, due: Period, span: Span) -> Period:
        over = self.now is not None and due.end < self.now
        return due.years_earlier(-1) if over and self._is_part(due, span) else due

    def _is_part(self, due: Period, span: Span) -> bool:
        """Whether a time is a part of a year that the words do not name."""
        said = span.of(self.text)
        named = due.grain is not Grain.YEAR and not _YEARS.search(said)
        return named and (due.grain is not Grain.DAY or _MONTH.search(said) is not None)

    def _beside(self, time: Span, word: Span) -> bool:
        first, last = sorted((time, word))
        return not _STOPS.search(self.text, first.end, max(first.end, last.start))
