"""Times that say nothing of the main clause: those of an opening clause on what was before, and of a year only begun."""

from __future__ import annotations

import re
from datetime import date

from tachograph.core.period import Grain
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
_NEAR = 24  # characters


def lead_of(text: str, sentence: Span) -> Span | None:
    """The clause that a sentence opens with to tell what was before: "After 70,327 in November, …"."""
    lead = _AFTER_THEN.match(text, sentence.start, sentence.end)
    return Span(*lead.span()) if lead is not None else None


def only_begins(text: str, sentence: Span, time: TimeMention, published: date | None) -> bool:
    """Whether a year that runs when the text is published is only said to have begun: "opened 2026 in low gear"."""
    year = time.period
    if year is None or published is None or year.grain is not Grain.YEAR or time.sense is not Sense.PERIOD:
        return False
    if not any(map(str.isdigit, time.span.of(text))):
        return False  # "it began the year with 300 shops": what it had then
    start = max(sentence.start, time.span.start - _NEAR)
    return year.end >= published and _BEGINS_YEAR.search(text, start, time.span.start) is not None
