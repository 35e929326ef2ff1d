"""What lasts beyond the day of the text cannot have happened, and what a time that has passed says must have."""

from __future__ import annotations

import re
from datetime import date

from tachograph.core.claim import Kind, Modality
from tachograph.core.pack import EntityKind
from tachograph.core.period import Grain
from tachograph.extraction.draft import Draft
from tachograph.extraction.text.caseless import Caseless
from tachograph.extraction.vocabulary import sells

_COMPARED_WITH = Caseless(r"\b(?:compared (?:with|to)|against|versus|vs\.?|after)\s(?:the\s|its\s)?(?:\w+\s)?$")
_WAS = re.compile(
    r",?\s(?:it\s|they\s|that\s)?(?:was|were|had been|came to|sold|stood at)\s(?:\w+\s)?|\s[(]|(?:则|則|仅|僅|只)*(?:为|為|是|有|达|達|卖了|賣了)(?:约|約)?",
    re.IGNORECASE,
)
_EXPECTED = "target_price"  # what an analyst thinks that a share will cost
_FIRST_WEEKS = 31  # days
_ROUND = 200  # steps: what is told more finely than that has been counted
_NEXT_TO = 4  # characters between a figure and its own time: " in "


def set_unfinished(
    text: str, drafts: list[Draft], now: date | None, told: date | None = None, *, research: bool = False
) -> None:
    """What lasts beyond the day of the text cannot have happened: a seller's figure is its target, else a forecast.

    ``told`` is the last day that the text has spoken of, where its own day is not known. An analyst's note
    (``research``) foresees what others would aim at.
    """
    for draft in drafts:
        period = draft.period
        settled = (draft.happened and not _is_hardly_begun(draft, now)) or "modality" in draft.fixed
        settled = settled or (
            draft.past and not research and text[draft.figure.full.start - 1 : draft.figure.full.start].isascii()
        )
        entity = draft.subject.entity if draft.subject else None
        if _is_told(text, draft, now or told) or _is_object(text, draft, now):
            draft.modality = Modality.ACTUAL
        counted = entity is not None and entity.kind is EntityKind.MARKET and "sellers" not in entity.tags
        if counted and draft.modality is Modality.TARGET and not draft.own_aim:
            draft.modality = Modality.FORECAST  # what an association looks for, a market does not aim at
        if (
            draft.willed
            and not research
            and draft.modality is Modality.FORECAST
            and entity is not None
            and sells(entity)
        ):
            draft.modality = Modality.TARGET
        if draft.modality is not Modality.ACTUAL or period is None or now is None or settled:
            continue
        if draft.kind in (Kind.LEVEL, Kind.CHANGE, Kind.SHARE) and period.end > now and period.grain is not Grain.DAY:
            forecast = (
                research
                or any(d.modality is Modality.FORECAST for d in drafts)
                or (entity is not None and not sells(entity))
            )
            draft.modality = Modality.FORECAST if forecast else Modality.TARGET


def set_expected(drafts: list[Draft]) -> None:
    """What an analyst thinks that a share will cost is a forecast; it says nothing of when the next figure holds."""
    for draft in drafts:
        if draft.metric == _EXPECTED and draft.kind in (Kind.LEVEL, Kind.CHANGE):
            draft.modality = Modality.FORECAST


def _is_hardly_begun(draft: Draft, now: date | None) -> bool:
    """Whether a figure's quarter or year is to come or in its first weeks: "it sold 412,000, so half a million in 2027 means"."""
    period = draft.period
    if period is None or period.start is None or now is None or (period.whole_months or 0) <= 1:
        return False
    if draft.kind is Kind.LEVEL and draft.low is not None and draft.precision * _ROUND < abs(draft.low):
        return False  # 87,552 has been counted: aims are round
    return period.end > now and (now - period.start).days <= _FIRST_WEEKS


def _is_object(text: str, draft: Draft, now: date | None) -> bool:
    """Whether a forecast is only compared with the figure, which is of a time that has passed."""
    if draft.modality is not Modality.FORECAST or draft.kind is not Kind.LEVEL or "modality" in draft.fixed:
        return False
    over = now is not None and draft.period is not None and draft.period.end <= now
    return over and _COMPARED_WITH.search(text, draft.sentence.span.start, draft.figure.full.start) is not None


def _is_told(text: str, draft: Draft, now: date | None) -> bool:
    """Whether a figure beside what lies ahead is of a time that has passed: "should be 1 million, after 735,000 in 2024"."""
    if draft.modality is Modality.ACTUAL or draft.own_aim or "modality" in draft.fixed or draft.dated is None:
        return False
    beside = 0 <= draft.dated.span.start - draft.span.end <= _NEXT_TO
    if draft.dated.span.end <= draft.figure.full.start:
        beside = _WAS.fullmatch(text, draft.dated.span.end, draft.figure.full.start) is not None
    return (
        beside and now is not None and not draft.dated.future and draft.period is not None and draft.period.end <= now
    )
