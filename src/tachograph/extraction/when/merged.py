"""Times that are one: "year to date through August", "January and February together", 7月和8月."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from tachograph.core.period import Period
from tachograph.core.span import Span
from tachograph.extraction.times.calendar import shifted
from tachograph.extraction.times.expressions import Sense, TimeMention

_AND = re.compile(r"\s?(?:and|&|和|与|與|及|、)\s?", re.IGNORECASE)
_TOGETHER = re.compile(
    r"\s(?:taken\s)?(?:together|combined|having)\b|[两兩][个個]?月|合计|合計|合共|共|加起来|加起來|已[经經]?|累[计計]",
    re.IGNORECASE,
)
_THROUGH = re.compile(r",?\s+(?:through|to|until|till|up to|as of|at)\s+(?:the\s)?(?:end\s(?:of\s)?)?", re.IGNORECASE)
_YEAR = re.compile(r"\d{4}|年")


def merged(text: str, times: list[TimeMention]) -> Iterator[TimeMention]:
    """Times with "year to date through August" and "January and February together" as one."""
    waiting: TimeMention | None = None
    for time in times:
        whole = None if waiting is None else _joined(text, waiting, time)
        if waiting is not None and whole is None:
            yield waiting
        if waiting is not None and whole is not None:
            span = Span(waiting.span.start, time.span.end)
            waiting = replace(time, span=span, period=whole, sense=Sense.PERIOD)
        else:
            waiting = time
    if waiting is not None:
        yield waiting


def _joined(text: str, first: TimeMention, second: TimeMention) -> Period | None:
    """The stretch that two times name together, if they do."""
    if first.period is None or second.period is None:
        return None
    start, end = first.span.end, second.span.start
    if _THROUGH.fullmatch(text, start, end) and first.period.start == date(second.period.end.year, 1, 1):
        return Period.between(Period.month(second.period.end.year, 1), second.period)
    together = _TOGETHER.match(text, second.span.end) and _AND.fullmatch(text, start, end)
    return _both(_in_its_year(first.span.of(text), first.period, second.period), second.period) if together else None


def _in_its_year(said: str, first: Period, second: Period) -> Period:
    """A month told without its year right before another one, which is over: 7月和8月已卖出."""
    before = shifted(second, "month")
    bare = first.whole_months == 1 and _YEAR.search(said) is None
    return before if bare and before is not None and before.end.month == first.end.month else first


def _both(first: Period, second: Period) -> Period | None:
    """Two months that follow each other as one stretch: "January and February together"."""
    months = first.whole_months == 1 == second.whole_months
    return Period.between(first, second) if months and shifted(second, "month") == first else None
