"""去年 right before a figure of the size of the month's just told is that month of last year: 6月25470辆，去年22130辆."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from tachograph.core.claim import Kind
from tachograph.core.period import Grain
from tachograph.extraction.draft import Draft
from tachograph.extraction.times.calendar import shifted

_LAST_YEAR = re.compile("[，,；（(]\\s*(?:去年|上年)(?:同期)?(?:累[计計])?(?:[为為是]|[仅僅]|[只才]有?)*$")
_ALIKE = Decimal(3)  # a year is some twelve times a month


def settle_last_year(text: str, drafts: Sequence[Draft]) -> None:
    """Give a level that only 去年 dates the month, quarter or months so far of the level before, if it is of that one's size.

    A change right behind it is then of the level before: 本年累计116万辆，去年累计103万辆，累计同比12.6%.
    """
    told_of = [d for d in drafts if not d.dropped]
    levels = [d for d in told_of if d.kind is Kind.LEVEL]
    following = {id(a): b for a, b in pairwise(told_of)}
    for told, draft in pairwise(levels):
        between = text[told.span.end : draft.figure.full.start]
        if told.sentence is draft.sentence and _LAST_YEAR.search(between) and _is_alike(told, draft):
            year, draft.period = draft.period, shifted(told.period, "year")
            change = following.get(id(draft))
            if change is not None and change.kind is Kind.CHANGE and change.period == year:
                change.host, change.period, change.basis = told, told.period, str(draft.period)


def _is_alike(told: Draft, draft: Draft) -> bool:
    """Whether two levels in one unit are of one size, the first of a month or quarter of the year behind the second's."""
    if told.period is None or draft.period is None or told.unit != draft.unit or not told.low or not draft.low:
        return False
    parts = told.period.grain in (Grain.MONTH, Grain.QUARTER) and draft.period.grain is Grain.YEAR
    return parts and draft.period.end.year == told.period.end.year - 1 and 1 / _ALIKE <= draft.low / told.low <= _ALIKE
