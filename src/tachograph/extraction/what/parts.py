"""Shares that are said of the amount right before them: they are of what it counts, whatever the whole is called."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from tachograph.core.claim import Kind
from tachograph.core.pack import Metric
from tachograph.extraction.draft import Draft

_THAT_IS = re.compile(
    r"(?:\s(?:cars|vehicles|units|new\s[a-z]+))?(?:\s(?:in|for|during|over)\s[\w -]{2,24})?(?:\s\([^()]{1,40}\))?\s?(?:[,;(–—-]\s?)?"
    r"(?:(?:or|i\.e\.,?|that is,?|which (?:is|was|makes|equals|represents)|hence|thus|equal to|equivalent to|corresponding to|representing|roughly|about"
    r"|more than|less than|over|nearly|almost|just|some|around|rather|a|little|under)\s){1,4}"
)
_OF_WHOLE = re.compile(
    r"\s(?:of\s(?:all|the|its|their|total|everything|every|what|revenues?|sales)\b|(?:new\s)?(?:cars?|vehicles?)\s(?:sold|made|built|produced)\b)"
    r"(?!\s(?:[\w-]+\s){0,3}?(?:market|segment|target|goal|plan)\b)",
    re.IGNORECASE,
)
_EXPORTED = re.compile(
    r"\s?of (?:which|them|these|those)\s(?:were|was|are|is|went)\s(?:exports?\b|exported\b|shipped (?:abroad|overseas)\b|for export\b)"
)
_TOTAL = re.compile(
    r"\s?of (?:its|their|the (?:group|company|maker|brand)['’]s)\s(?:(?:total|overall|entire|global)\s(?:[a-z]+\s)?of\s)?(?:about\s|some\s)?$"
)
_ALL = re.compile(r"(?:\s(?:cars|vehicles|units))?\s(?:total|in total|overall)\b")


def part_told(text: str, draft: Draft, drafts: Sequence[Draft]) -> Draft | None:
    """The level right before a share that says what part of a whole it is: "611,000, more than one in five of all sold"."""
    before = [d for d in drafts if d.span.end <= draft.figure.full.start]
    if not before or before[-1].kind is not Kind.LEVEL or before[-1].metric is None:
        return None
    that_is = _THAT_IS.fullmatch(text, before[-1].span.end, draft.figure.full.start)
    return before[-1] if that_is and _OF_WHOLE.match(text, draft.span.end) else None


def is_exported(text: str, draft: Draft) -> bool:
    """Whether the words behind a share say that so many were exported: "nearly a tenth of which were exports"."""
    return _EXPORTED.match(text, draft.span.end) is not None


def settle_totals(text: str, drafts: Sequence[Draft], metrics: Mapping[str, Metric]) -> None:
    """The total that a part is a share of counts all that the part is within: "22.7% of its total of 4.6 million"."""
    for share, whole in pairwise(drafts):
        metric = metrics.get(share.metric or "")
        if share.kind is not Kind.SHARE or whole.kind is not Kind.LEVEL or metric is None or not metric.within:
            continue
        if metric.basis is not None or whole.metric != share.metric or "metric" in whole.fixed:
            continue
        lead = text[share.span.end : whole.figure.full.start]
        if _TOTAL.fullmatch(lead) and ("total" in lead or _ALL.match(text, whole.span.end)):
            whole.metric = metric.within[0]
