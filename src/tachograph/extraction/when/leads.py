"""Times that say nothing of the main clause: those of an opening clause on what was before, and of what has only begun."""

from __future__ import annotations

import re
from datetime import date

from tachograph.core.period import Grain, Period
from tachograph.core.span import Span
from tachograph.extraction.text.caseless import Caseless
from tachograph.extraction.times.expressions import Sense, TimeMention

# "makers open 2026 in low gear": only a beginning is told of, not what the year came to
_BEGINS_YEAR = Caseless(
    r"\b(?:open|start|beg[aiu]n|enter|kick(?:ed|s|ing)? off|greet|usher(?:ed|s)? in|head(?:ed|s)? into)(?:s|ed|ing|ning)?\s$"
)
# "After 70,289 in October and 70,327 in November, the counter stopped at": what was before, in a clause that is over
_AFTER_THEN = re.compile(
    r"(?:But |And |Yet )?After\s(?=[^.;]{0,120}\d)(?:[^.,;:]|[.,](?=\d)){4,140},\s(?!and\b|or\b|but\b|then\b)"
)
_SHORTLY = 600  # characters
_CALLED_BACK = Caseless(r"\brecall(?:s|ed|ing)?\b", needs="recall")
# "cars built between", "Tang-series SUVs from"
_MADE_THEN = Caseless(
    r"\d[\d,.]*\s(?:[\w-]+\s){0,5}(?:(?:built|made|produced|manufactured|assembled)\s(?:(?:between|from|in|during|before|until|up to)\s)?(?:the\s)?|[a-z]*s\s)$"
)
_BEST_OF = Caseless(
    r"\b(?:best|worst|highest|lowest|biggest|largest|strongest|weakest|first|only|second-best)\s(?:[\w-]+\s){1,3}(?:of|in)\s$"
)
_RUNNING_UNIT = re.compile(r"the (?:whole |full )?(?:year|quarter|month|half)", re.IGNORECASE)
_NEAR = 24  # characters
# "lost half of its December volume": a time that says of which month's count something is measured
_OF_COUNT = Caseless(
    r"\b(?:of|from|on|than|below|above|over|under|off|against|versus|near|short of|half) (?:its|their|the|that|a) $"
)
# "barely half of what it managed in December"
_OF_WHAT = Caseless(
    r"\b(?:of|than|from|below|above) (?:what|the number) (?:it|they|he|she|the [a-z]+) (?:had )?[a-z]+ (?:in|during) $"
)
_COUNT = re.compile(
    r"(?:['’]s)? (?:volume|tally|total|level|figure|count|number|mark|result|pace|haul|peak|record|high|low)\b"
)
_AND_DOES = re.compile(
    r"(?:[^,;]{0,40},?\s)?and\s(?:of|by)\s|[^,;]{0,40}\band\s(?:[a-z]+ly\s)?(?:exceed(?:s|ed)|top(?:s|ped)|beats?|surpass(?:es|ed)|better(?:s|ed)|outdid|is|was|stood|lies|lay)\b[^,;]*"
)
_AS_MANY_AS = re.compile(
    r"\s(?:as (?:many|much|high|large|big)(?: [a-z]+)? as|(?:the|its|their) (?:[a-z]+ )?(?:figure|number|level|total|volume|tally|rate|result|amount|sum)"
    r"(?: of| in| for)?|(?:what|that|those)(?: [a-z]+){0,3})(?: in| for| over| during| of)?(?: the)?\s",
    re.IGNORECASE,
)


def lead_of(text: str, sentence: Span) -> Span | None:
    """The clause that a sentence opens with to tell what was before: "After 70,327 in November, …"."""
    lead = _AFTER_THEN.match(text, sentence.start, sentence.end)
    return Span(*lead.span()) if lead is not None else None


def does_too(text: str, start: int, end: int) -> bool:
    """Whether a sentence goes on from a base to another thing that was done: "than the 47.2 GWh of August and exceeds"."""
    return start <= end and _AND_DOES.fullmatch(text, start, end) is not None


def is_times_that_of(text: str, start: int, end: int) -> bool:
    """Whether a multiple is of what was at the time behind it: "twice as many as last year", "three times the level of May"."""
    return start <= end and _AS_MANY_AS.fullmatch(text, start, end) is not None


def dates_making(text: str, sentence: Span, time: TimeMention) -> bool:
    """Whether a time says when cars that are called back were made: "71,248 built between February 2021 and August 2022"."""
    if not _MADE_THEN.search(text, max(sentence.start, time.span.start - 60), time.span.start):
        return False
    return _CALLED_BACK.search(text, max(0, sentence.start - _SHORTLY), sentence.end) is not None


def only_begins(text: str, sentence: Span, time: TimeMention, published: date | None) -> bool:
    """Whether a year that runs when the text is published is only said to have begun: "opened 2026 in low gear"."""
    year = time.period
    if year is None or published is None or year.grain is not Grain.YEAR or time.sense is not Sense.PERIOD:
        return False
    if not any(map(str.isdigit, time.span.of(text))):
        return False  # "it began the year with 300 shops": what it had then
    start = max(sentence.start, time.span.start - _NEAR)
    return year.end >= published and _BEGINS_YEAR.search(text, start, time.span.start) is not None


def names_best(text: str, sentence: Span, time: TimeMention) -> bool:
    """Whether a time only says of what something is the best: "its best month of the year"."""
    start = max(sentence.start, time.span.start - 60)
    running = _RUNNING_UNIT.fullmatch(time.span.of(text)) is not None
    return running and _BEST_OF.search(text, start, time.span.start) is not None


def starts_year_of(time: TimeMention, told: Period | None) -> bool:
    """Whether a time is the beginning of the year that a part of is told: a quarter's loss "at the start of this year"."""
    day, year = time.period, time.whole
    if told is None or day is None or year is None or year.grain is not Grain.YEAR or day.start != year.start:
        return False
    return day.days == 1 and year.contains(told) and not year.same_days(told)


def measures_by(text: str, sentence: Span, time: TimeMention) -> bool:
    """Whether a time only says by whose count a change is measured: "nearly half of its December volume"."""
    start = max(sentence.start, time.span.start - 2 * _NEAR)
    if _OF_WHAT.search(text, start, time.span.start) is not None:
        return True
    counted = _COUNT.match(text, time.span.end, sentence.end) is not None
    return counted and _OF_COUNT.search(text, start, time.span.start) is not None


def is_under_way(time: TimeMention, published: date | None) -> bool:
    """Whether a quarter, or another stretch of months, is not over when the text appears: it can only be foreseen.

    "Guides for a record third quarter" in September tells nothing of the results below, which are of the second.
    """
    period = time.period
    if period is None or published is None or period.grain not in (Grain.QUARTER, Grain.HALF):
        return False
    return period.end > published
