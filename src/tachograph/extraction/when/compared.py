"""What a change or multiple is against where words tie it to a figure of another time: "3.3 times the 10,146 of May"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from tachograph.core.claim import Kind
from tachograph.extraction.draft import Draft
from tachograph.extraction.text.caseless import Caseless

_SOLD = frozenset({"sales", "deliveries"})
_LEAD = r"(?:the|its|their|a|an|about|nearly|some|only|just|all|low|high|mere|base|figure|level|of|rmb|us\$|\$|\s)*$"
_AGAINST = Caseless(
    rf"^\s*(?:(?:more|less|fewer|higher|lower|better|worse|above|below)\s+)?"
    rf"(?:from|than|on|over|compared (?:with|to)|against|versus|vs\.?)\s+{_LEAD}"
)
_TIMES = Caseless(rf"^\s*(?:times\s+)?(?:(?:as (?:large|high|many|much) as|that of|higher than|more than)\s+)?{_LEAD}")


def settle_bases(text: str, drafts: Sequence[Draft]) -> None:
    """Give each change or multiple whose words go on with a figure of the same thing that figure's time as its basis."""
    told = [d for d in drafts if not d.dropped and d.kind is not None]
    for draft, level in pairwise(told):
        if _is_tied(text, draft, level) and draft.period != level.period:
            draft.basis = str(level.period)


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
