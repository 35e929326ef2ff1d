"""What is left of a year: "needs 450,000 in each of the remaining two months", "with three months to go"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from tachograph.core.claim import Kind, Modality
from tachograph.core.period import Period
from tachograph.extraction.draft import Draft
from tachograph.extraction.scene import Scene

_LEFT_BEFORE = re.compile(r"\b(?:remaining|final|last|other)\s$", re.IGNORECASE)
_LEFT_BEHIND = re.compile(
    r"\s(?:still\s|now\s)?(?:to go\b|to spare\b|left\b|remaining\b|remain\b|that (?:remain|are left)\b)"
)
_OVER_THEM = re.compile(
    r"(?:\s(?:cars|vehicles|units|deliveries|more))?(?:\s(?:a|per|every|each) month)?\s(?:(?:in|for|over|during|across)\s)(?:each of\s)?(?:the\s)?(?:remaining|final|last|other)\s$",
    re.IGNORECASE,
)
_YEAR = 12  # months


def settle_remaining(scene: Scene, drafts: Sequence[Draft]) -> None:
    """Give the months that a text says are left of a year, and what is needed in them, the end of that year.

    Read once all figures have their times: what is left says nothing of when the next figure holds.
    """
    text, spoken = scene.text, None
    for place, draft in enumerate(drafts):
        if draft.dropped:
            continue
        if draft.kind is Kind.LEVEL and draft.modality is Modality.ACTUAL and draft.period is not None:
            spoken = draft.period
        if draft.kind is not Kind.DURATION or draft.unit != "month" or draft.low is None or "period" in draft.fixed:
            continue
        before = _LEFT_BEFORE.search(text, draft.sentence.span.start, draft.figure.full.start)
        if not before and not _LEFT_BEHIND.match(text, draft.span.end):
            continue
        rest = _end_of_year(int(draft.low), spoken, scene.document.published)
        if rest is None:
            continue
        draft.period, draft.modality = rest, Modality.ACTUAL
        needed = drafts[place - 1] if place else None
        if needed is None or needed.kind is not Kind.LEVEL or needed.modality is Modality.ACTUAL:
            continue
        if before and _OVER_THEM.fullmatch(text, needed.span.end, draft.figure.full.start):
            needed.period = rest


def _end_of_year(months: int, spoken: Period | None, published: date | None) -> Period | None:
    """The last ``months`` of the year, if those told of or the text's own day end right before them."""
    told = [] if spoken is None else [spoken.end]
    for day in (*told, *([] if published is None else [published])):
        over = day.month - (day is published)  # the month of publication may have just begun
        if months < _YEAR and (over + months == _YEAR or day.month + months == _YEAR):
            first = Period.month(day.year, _YEAR - months + 1)
            return first if months == 1 else Period.between(first, Period.month(day.year, _YEAR))
    return None
