"""What an aim counts that names nothing: "sold 1,046,083 cars overseas in 2025 … For this year it wants 1.3 million"."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from tachograph.core.claim import Kind, Modality
from tachograph.core.pack import Nature, Pack
from tachograph.extraction.draft import Draft
from tachograph.extraction.vocabulary import Sort

_NEAR = 6  # figures
_LEAST, _MOST = Decimal("0.7"), Decimal("2.2")  # times what was reached: nobody aims at much less or more
_AHEAD = (Modality.TARGET, Modality.FORECAST)


def settle_elided(drafts: Sequence[Draft], pack: Pack) -> None:
    """Give aims without a word for what they count the metric of the year's total that the same seller told before.

    Settled once the subjects are known: an aim is of the size of what has been reached.
    """
    for place, draft in enumerate(drafts):
        if draft.kind is not Kind.LEVEL or draft.modality not in _AHEAD or "table" in draft.fixed or draft.dropped:
            continue
        if draft.unit != pack.main_unit or not _is_flow(draft, pack) or _is_named(draft):
            continue
        told = [d for d in drafts[max(0, place - _NEAR) : place] if _is_reached(d, draft)]
        if told and told[-1].metric != draft.metric and _is_part(told[-1], pack):
            old, draft.metric = draft.metric, told[-1].metric
            for other in drafts[place + 1 : place + 3]:
                if other.host is draft and other.metric == old:
                    other.metric = draft.metric


def _is_named(draft: Draft) -> bool:
    """Whether the sentence says up to the figure, or right behind it, what is counted."""
    said = draft.sentence.of_sort(Sort.METRIC)
    earlier = [f.span.end for f in draft.sentence.figures if f.span.end <= draft.span.start]
    start = max(earlier, default=draft.sentence.span.start)
    return any(start <= m.span.start < draft.span.end + 24 for m in said)


def _is_flow(draft: Draft, pack: Pack) -> bool:
    metric = pack.metrics.get(draft.metric or "")
    return metric is not None and metric.nature is Nature.FLOW and metric.unit == pack.main_unit


def _is_part(draft: Draft, pack: Pack) -> bool:
    """Whether a figure is of a part of what is sold, as what is sold abroad is."""
    metric = pack.metrics.get(draft.metric or "")
    return _is_flow(draft, pack) and metric is not None and bool(metric.within)


def _is_reached(told: Draft, aim: Draft) -> bool:
    """Whether a figure told before is what the aim goes on from."""
    same = told.subject is not None and aim.subject is not None and told.subject.name == aim.subject.name
    level = told.kind is Kind.LEVEL and told.modality is Modality.ACTUAL and told.unit == aim.unit
    if not same or not level or told.sentence.block != aim.sentence.block or not told.low or not aim.low:
        return False
    year = told.period is not None and aim.period is not None and told.period.grain is aim.period.grain
    return year and _LEAST <= aim.low / told.low <= _MOST
