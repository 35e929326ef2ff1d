"""Results that are due: 理想下周放榜，市场料亏8亿元, "reports next week" tell of the quarter that is over, not of next week."""

from __future__ import annotations

import re
from datetime import date

from tachograph.core.period import Grain, Period
from tachograph.core.span import Span
from tachograph.extraction.text.caseless import Caseless
from tachograph.extraction.times.calendar import month_at, quarter_of
from tachograph.extraction.times.expressions import TimeMention

_RESULTS = "(?:[业業][绩績]|[财財季年中][报報])"
_OUT = re.compile(
    f"[^，。；\\d]{{0,6}}?(?:放榜|派成[绩績]表|(?:公[布佈]|[发發][布佈表]|披露|交出)[^，。；\\d]{{0,6}}{_RESULTS}|[^，。；\\d]{{0,4}}{_RESULTS}[^，。；\\d]{{0,2}}(?:出[炉爐]|公[布佈]|揭[晓曉]))"
)
# "Li Auto reports next week", "is due to publish its results on Thursday", "results are due on May 21"
_REPORTS = Caseless(
    r"\b(?:(?:will report|is (?:due|set|expected|scheduled) to report|reports(?! (?:of|that|from|by|in)\b))(?: (?:its|the) [^,;.\d]{0,30}?(?:results|earnings|figures|numbers))?"
    r"|(?:publish|releas|announc|present|disclos|unveil)\w* (?:its|their|the) [^,;.\d]{0,30}?(?:results|earnings|accounts)"
    r"|(?:results|earnings|accounts) (?:are|were|will be) (?:due|out|published|released))\s(?:(?:on|in)\s)?$"
)
_PARTS = (Grain.QUARTER, Grain.HALF, Grain.YEAR)
_QUARTER = 3  # months
_NEAR = 70  # characters


def dates_results(text: str, sentence: Span, time: TimeMention) -> bool:
    """Whether a day, week or month is only that in which results come out."""
    period = time.period
    if period is None or period.grain in _PARTS:
        return False
    start = max(sentence.start, time.span.start - _NEAR)
    out = _OUT.match(text, time.span.end, sentence.end) or _REPORTS.search(text, start, time.span.start)
    return out is not None


def quarter_due(
    text: str, sentence: Span, times: tuple[TimeMention, ...], told: Period | None, published: date | None
) -> Period | None:
    """What results are of that are still to come out in a sentence: what the text tells of, else the quarter just over."""
    due = any(t.future or _is_to_come(t, published) for t in times if dates_results(text, sentence, t))
    if not due:
        return None
    if told is not None and told.grain in _PARTS:
        return told
    return None if published is None else quarter_of(month_at(published.year, published.month - _QUARTER).end)


def _is_to_come(time: TimeMention, published: date | None) -> bool:
    return published is not None and time.period is not None and time.period.end > published
