"""Chinese figures that only point to what was told last: 海外才41.7万辆，到了2025年，这个数字跳到104.6万辆."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tachograph.core.claim import Kind
from tachograph.extraction.draft import Draft

_THIS_FIGURE = re.compile(
    "[这這该該此](?:一|个|個|一个|一個|项|項)?(?:数字|數字|数值|數值|数据|數據|指标|指標)[^，。；\\d]{0,12}$"
)
_LEAD = 24  # characters before the figure
_FAR = 160  # characters between the two


def settle_pointed(text: str, drafts: Iterable[Draft]) -> None:
    """Give a level that is only "this figure", and the changes said of it, what the level of its unit before measures."""
    last: dict[str | None, Draft] = {}
    pointed: set[int] = set()
    for draft in drafts:
        if draft.dropped or "table" in draft.fixed:
            continue
        if draft.host is not None and id(draft.host) in pointed:
            _measure_alike(draft.host, draft)
            continue
        if draft.kind is not Kind.LEVEL:
            continue
        start = draft.figure.full.start
        before = last.get(draft.unit)
        points = _THIS_FIGURE.search(text, max(0, start - _LEAD), start) is not None
        if points and before is not None and start - before.span.end <= _FAR and _one(before, draft):
            _measure_alike(before, draft)
            pointed.add(id(draft))
        last[draft.unit] = draft


def _one(before: Draft, draft: Draft) -> bool:
    return (before.subject.name if before.subject else None) == (draft.subject.name if draft.subject else None)


def _measure_alike(told: Draft, draft: Draft) -> None:
    draft.metric, draft.region, draft.segment = told.metric, told.region, told.segment
