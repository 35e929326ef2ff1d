"""What shares are shares of where the words behind them do not say: an aim, a market, or all of the same thing.

Read once all figures have their fields, since the whole may stand anywhere: "1.92 million cars … NEVs made up 31.8%".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tachograph.core.claim import Kind, Modality
from tachograph.core.pack import EntityKind, Nature, Pack
from tachograph.extraction.draft import Draft, Subject
from tachograph.extraction.text.caseless import Caseless

_REACH = 120  # figures on either side among which a whole is looked for
_BESIDE = 2  # figures between a share and the aim that it is of
_AROUND = 40  # characters
_ATTAINED = Caseless(
    r"\b(?:done|complet\w+|attain\w*|achiev\w+|fulfil\w*|reached|progress|on track|of the way|targets?|goals?|aims?|plan|objective|annual mark)\b",
    r"完成|达成|達成|兑现|兌現|达标|達標|进度|進度|目标|目標|指标|指標|任务|任務|计划|計劃",
)
_ITS = Caseless(r"^\s*(?:share\s+)?of\s+(?:its|their|the (?:group|company|maker|brand)[’']s)\b", r"^\s*占其")
_PART = Caseless(r"\b(?:of which|including|of them|of these)\b", r"其中|当中|當中|占|佔|比重")
_TOTALS = ("sales", "deliveries", "shipments", "wholesale", "production")
_SOLD = ("deliveries", "distance", "target_gap")  # and what is left of it
_OF_REVENUE = ("vehicle_revenue", "other_revenue", "rnd_spend", "marketing_spend", "admin_spend", "capex")
_ABROAD = ("exports", "overseas_sales", "domestic_sales")


def settle_wholes(text: str, drafts: Sequence[Draft], pack: Pack) -> None:
    """Name the whole of every share that has none yet."""
    told = [d for d in drafts if not d.dropped and d.kind is not None]
    for place, draft in enumerate(told):
        if draft.kind is Kind.SHARE and draft.metric == "market_share" and _is_market(draft.subject) and draft.segment:
            _divide(draft, told[max(0, place - _REACH) : place + _REACH], pack)
        if draft.kind is Kind.SHARE and draft.unit == "percent" and not _is_named(draft, pack):
            draft.basis = _whole(text, told, place, pack) or draft.basis


def _divide(draft: Draft, around: Sequence[Draft], pack: Pack) -> None:
    """A market has no share of itself: a segment's is one of what the market is told to do, as of cells installed.

    Of what the pack itself counts, a segment's share is left as it is: that of all cars sold has a name of its own.
    """
    own = (d for d in around if d.kind is Kind.LEVEL and _one(d.subject, draft.subject) and _is_flow(d, pack))
    whole = _nearest(draft, [d for d in own if d.unit != pack.main_unit])
    if whole is not None and whole.subject is not None and whole.metric is not None:
        draft.metric, draft.basis = whole.metric, _named(whole.subject, whole.metric)


def _is_named(draft: Draft, pack: Pack) -> bool:
    """Whether the whole is known: a time is none, and a metric alone not that of a market."""
    if draft.basis is None or draft.basis[:1].isdigit():
        return False
    return draft.metric != "penetration" or draft.basis not in pack.metrics


def _whole(text: str, told: Sequence[Draft], place: int, pack: Pack) -> str | None:
    draft = told[place]
    around = told[max(0, place - _REACH) : place + _REACH]
    levels = [d for d in around if d.kind is Kind.LEVEL and d.metric in pack.metrics and d.subject is not None]
    own = _ITS.search(text[draft.span.end : draft.span.end + _AROUND])
    if own and draft.metric in ("penetration", "market_share"):
        return None  # of something that somebody has: the market is not whose figure it is
    if draft.metric == "penetration":
        return _of_all_sold(draft, levels, pack)
    if draft.metric == "market_share":
        return _of_market(draft, levels, pack)
    if _is_of_aim(text, told, place):
        return aim_of(draft)
    return _of_own(draft, levels, pack)


def aim_of(draft: Draft) -> str:
    """The aim of what a share counts; what is handed over is aimed at as sales."""
    return f"{'sales' if draft.metric in (None, *_SOLD) else draft.metric} target"


# --- aims -------------------------------------------------------------------------------------------------------------


def _is_of_aim(text: str, told: Sequence[Draft], place: int) -> bool:
    """Whether it is how much of an aim is done: an aim of the same seller stands beside it, or words of attaining."""
    draft = told[place]
    if draft.modality is not Modality.ACTUAL:
        return False
    before = told[place - 1].span.end if place else 0
    lead = text[max(before, draft.sentence.span.start, draft.figure.full.start - _AROUND) : draft.figure.full.start]
    if _PART.search(lead):
        return False
    beside = [d for d in told[max(0, place - _BESIDE) : place + _BESIDE + 1] if d.sentence is draft.sentence]
    aims = [
        d for d in beside if d.kind is Kind.LEVEL and d.modality is Modality.TARGET and _one(d.subject, draft.subject)
    ]
    if aims and draft.segment is None and draft.model is None:
        return True
    after = told[place + 1].figure.full.start if place + 1 < len(told) else len(text)
    tail = text[draft.span.end : min(after, draft.sentence.span.end, draft.span.end + _AROUND)]
    return bool(_ATTAINED.search(lead) or _ATTAINED.search(tail))


def _one(a: Subject | None, b: Subject | None) -> bool:
    return (a.name if a else None) == (b.name if b else None)


# --- markets ----------------------------------------------------------------------------------------------------------


def _is_market(subject: Subject | None) -> bool:
    """Whether it is all that is sold in a place, rather than the makers of one country together."""
    if subject is None:
        return False
    if subject.entity is not None:
        return subject.entity.kind is EntityKind.MARKET and "sellers" not in subject.entity.tags
    return subject.name.endswith(" market")


def _of_all_sold(draft: Draft, levels: Sequence[Draft], pack: Pack) -> str | None:
    """The whole of a penetration: what is sold of everything by the same market, group of sellers or seller."""
    if draft.subject is None:
        return None
    own = [d for d in levels if _one(d.subject, draft.subject) and _is_flow(d, pack)]
    if not _is_market(draft.subject):
        metric = _metric(_nearest(draft, own))
        return _named(draft.subject, metric or "retail_sales") if _is_group(draft.subject) else metric
    wholes = [d for d in levels if _is_market(d.subject) and not _one(d.subject, draft.subject) and _is_wider(d, draft)]
    here = [d for d in wholes if d.sentence is draft.sentence and d.span.end <= draft.span.start]
    if here and here[-1].period == draft.period and not any(d.sentence is draft.sentence for d in own):
        told, metric = here[-1].subject, here[-1].metric  # 销量285.7万辆，新能源占比48.8%
        return None if told is None or metric is None else _named(told, metric)
    metrics = {draft.basis} if draft.basis in pack.metrics else {d.metric for d in own}
    counted = [d for d in own if any(d.metric == w.metric and d.period == w.period for w in wholes)] or own
    metric = _metric(_nearest(draft, [d for d in counted if d.metric in metrics]))
    alike = [d for d in wholes if d.metric == metric or not own]
    alike = [d for d in alike if d.segment != "commercial"] or alike
    whole = _nearest(draft, [d for d in alike if d.segment is None] or alike)  # who tells of all tells what it is of
    if whole is None or whole.subject is None or whole.metric is None:
        return None
    return _named(whole.subject, whole.metric)


def _of_market(draft: Draft, levels: Sequence[Draft], pack: Pack) -> str | None:
    """The market that a market share is of: the one whose figure stands nearest."""
    if draft.subject is None or _is_market(draft.subject):
        return None
    markets = [d for d in levels if _is_market(d.subject) and not _one(d.subject, draft.subject) and _is_flow(d, pack)]
    whole = _nearest(draft, [d for d in markets if _is_wider(d, draft)])
    return whole.subject.name if whole is not None and whole.subject is not None else None


def _is_group(subject: Subject) -> bool:
    return subject.entity is not None and "sellers" in subject.entity.tags


def _is_wider(whole: Draft, draft: Draft) -> bool:
    """Whether a market's figure may hold what a share is of: of the same place, and of no narrower kind of thing."""
    own = draft.subject.entity.home if draft.subject and draft.subject.entity else None
    place = whole.subject.entity.home if whole.subject and whole.subject.entity else None
    alike = draft.metric == "market_share" or own is None or place is None or own == place
    segment = whole.subject.entity.segment if whole.subject and whole.subject.entity else whole.segment
    return (
        alike
        and whole.model is None
        and (draft.metric != "penetration" or segment in (None, "passenger", "commercial"))
    )


def _named(subject: Subject, metric: str) -> str:
    return f"{subject.name} {metric}"


# --- all of the same --------------------------------------------------------------------------------------------------


def _of_own(draft: Draft, levels: Sequence[Draft], pack: Pack) -> str | None:
    """All that the subject has of what is shared: revenue of costs, sales of exports, else the metric itself."""
    metric = draft.metric
    if metric is None or metric not in pack.metrics or pack.metrics[metric].nature is Nature.RATIO:
        return None
    own = [d for d in levels if _one(d.subject, draft.subject)]
    if metric in _OF_REVENUE:
        return "revenue" if any(d.metric == "revenue" for d in own) else None
    if metric in _ABROAD and not _is_market(draft.subject):
        return _metric(_nearest(draft, [d for d in own if d.metric in _TOTALS and d.segment is None])) or "sales"
    return metric if draft.segment or draft.model or draft.region else None


def _is_flow(draft: Draft, pack: Pack) -> bool:
    known = pack.metrics.get(draft.metric or "")
    return known is not None and known.nature is Nature.FLOW and draft.unit == known.unit


def _metric(draft: Draft | None) -> str | None:
    return draft.metric if draft is not None else None


def _nearest(draft: Draft, others: Iterable[Draft]) -> Draft | None:
    """The figure that stands nearest, of the same time if one is."""
    found = list(others)
    dated = [d for d in found if d.period is not None and d.period == draft.period]
    return min(dated or found, key=lambda d: abs(d.span.start - draft.span.start), default=None)
