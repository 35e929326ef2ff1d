"""What a change or multiple is against where words tie it to a figure of another time: "3.3 times the 10,146 of May"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from tachograph.core.claim import Kind, Modality
from tachograph.extraction.draft import Draft
from tachograph.extraction.text.caseless import Caseless
from tachograph.extraction.what.shared import aim_of

_SOLD = frozenset({"sales", "deliveries"})
_LEAD = r"(?:the|its|their|a|an|about|nearly|some|only|just|all|low|high|mere|base|figure|level|of|rmb|us\$|\$|\s)*$"
_AGAINST = Caseless(
    rf"^\s*(?:(?:more|less|fewer|higher|lower|better|worse|above|below)\s+)?"
    rf"(?:from|than|on|over|compared (?:with|to)|against|versus|vs\.?)\s+{_LEAD}"
)
_TIMES = Caseless(rf"^\s*(?:times\s+)?(?:(?:as (?:large|high|many|much) as|that of|higher than|more than)\s+)?{_LEAD}")

_GUIDANCE = "previous guidance"
_AHEAD = (Modality.TARGET, Modality.FORECAST)
_PAST_AIM = re.compile("超[额額](?:完成)?(?:了|近|约|約|达|達|逾)*$")  # 超额19.4%: past the aim, and not on the year
_REVISED = re.compile(
    r"^[^.;。；]{0,24}(?:等于|等於|相当于|相當於|[即削砍减減]|\b(?:a|an)\s(?:\w+\s)?(?:cut|reduction|increase|downgrade|upgrade)\b|\bequal to\b|\bor\b)"
)
_SINCE = re.compile(r"同比|环比|環比|去年|上年|按年|\byear|\blast\b|\bthan\b|\bfrom\b", re.IGNORECASE)
_BEHIND = 20  # characters


def settle_bases(text: str, drafts: Sequence[Draft]) -> None:
    """Give each change or multiple whose words go on with a figure of the same thing that figure's time as its basis."""
    told = [d for d in drafts if not d.dropped and d.kind is not None]
    for draft, level in pairwise(told):
        if _is_tied(text, draft, level) and draft.period != level.period:
            draft.basis = str(level.period)
    for draft in told:
        lead = text[draft.sentence.span.start : draft.figure.full.start]
        if draft.kind is Kind.CHANGE and _PAST_AIM.search(lead) and "table" not in draft.fixed:
            draft.basis, draft.modality = aim_of(draft), Modality.ACTUAL
    for before, after, draft in zip(told, told[1:], told[2:], strict=False):
        if _is_of_revision(text, before, after, draft):
            draft.basis = _GUIDANCE


def _is_of_revision(text: str, before: Draft, after: Draft, draft: Draft) -> bool:
    """Whether a change is by how much what was expected was revised: 从12.3万改成10.8万辆，等于削掉一成二."""
    aims = all(d.kind is Kind.LEVEL and d.modality in _AHEAD for d in (before, after))
    alike = (before.metric, before.period, before.unit) == (after.metric, after.period, after.unit)
    change = draft.kind is Kind.CHANGE and draft.unit == "percent" and draft.modality in _AHEAD
    if not (aims and alike and change) or before.sentence is not draft.sentence or draft.metric != after.metric:
        return False
    words = text[after.span.end : draft.figure.full.start]
    return bool(_REVISED.search(words)) and not _SINCE.search(
        words + text[draft.span.end : min(draft.span.end + _BEHIND, draft.sentence.span.end)]
    )


def _is_tied(text: str, draft: Draft, level: Draft) -> bool:
    if draft.sentence is not level.sentence or "table" in draft.fixed or level.period is None or draft.period is None:
        return False
    if (draft.subject and draft.subject.name) != (level.subject and level.subject.name):
        return False
    if draft.metric != level.metric and not {draft.metric, level.metric} <= _SOLD:
        return False
    between = text[draft.span.end : level.figure.full.start]
    if draft.kind is Kind.CHANGE and draft.unit == "percentage_point":
        return level.unit == "percent" and bool(_AGAINST.search(between))
    if level.kind is not Kind.LEVEL or level.unit == "percent":
        return False
    if draft.kind is Kind.CHANGE:
        return bool(_AGAINST.search(between))
    return draft.kind is Kind.RATIO and draft.unit == "times" and bool(_TIMES.search(between))
