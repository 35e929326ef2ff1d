"""When a figure holds, and what a change is compared with."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tachograph.core.claim import Kind, Modality
from tachograph.core.pack import Nature, Pack
from tachograph.core.period import Grain, Period
from tachograph.extraction.draft import Draft
from tachograph.extraction.scene import Scene, Sentence, distance
from tachograph.extraction.times import Sense, TimeMention

_AFTER = 0.4  # a time behind a figure belongs to it almost as often as one before it
_HOSTED = 0.8  # a change or share holds when the level does that it is said of
_CARRIED = 6.0
_DAY = 3.0  # the day on which something was said is seldom the day for which it holds
_REACH = 9.0
_OBJECT = re.compile(
    r"(?:\bthan|\bagainst|\bfrom|\bversus|\bvs\.?|\bshort of|\bbeat|\bcompared (?:with|to)|\bbelow|\babove|\bover)\s+"
    r"(?:the\s+|its\s+|a\s+)?(?:[\w'’-]+\s+){0,2}(?:[(]?)$",
    re.IGNORECASE,
)
_CUMULATIVE = re.compile(
    r"\b(?:cumulative(?:ly)?|accumulated|since (?:its |the |their )?(?:launch|inception|founding|deliver\w+|sales|start)|in all\b"
    r"|to date|all-time|lifetime|ever since|(?:so far|altogether)(?= (?:delivered|sold)))|累计|累計|歷來|历史",
    re.IGNORECASE,
)
_MILESTONE = re.compile(r"\d(?:th|st|nd|rd)\b|millionth", re.IGNORECASE)


@dataclass
class Clock:
    """The period that the text last spoke of."""

    period: Period | None = None
    block: int = -1


def set_periods(scene: Scene, sentence: Sentence, drafts: list[Draft], clock: Clock, pack: Pack) -> None:
    """Give every draft of a sentence its period and every change its basis."""
    own = [t for t in sentence.times if t.sense is not Sense.COMPARISON and t.period is not None]
    compared = [t for t in sentence.times if t.sense is Sense.COMPARISON]
    levels = sorted(drafts, key=lambda d: d.kind is not Kind.LEVEL)
    for draft in levels:
        if draft.period is None and "period" not in draft.fixed:
            draft.period = _period(scene, sentence, draft, own, compared, clock, pack)
        if draft.kind is Kind.CHANGE and draft.basis is None and draft.period is not None:
            draft.basis = _basis(scene, sentence, draft, compared)
    for draft in drafts:
        _settle(scene, sentence, draft, pack)


def _period(
    scene: Scene,
    sentence: Sentence,
    draft: Draft,
    own: list[TimeMention],
    compared: list[TimeMention],
    clock: Clock,
    pack: Pack,
) -> Period | None:
    text = scene.text
    reference = _compared_period(scene, sentence, draft, compared, clock)
    if reference is not None:
        return reference
    metric = pack.metrics.get(draft.metric or "")
    flow = metric is None or metric.nature is not Nature.STOCK
    best, price = clock.period, _CARRIED
    for mention in own:
        cost = distance(text, mention.span, draft.span)
        if mention.span.start > draft.span.start:
            cost = 1.4 * cost + _AFTER
        if mention.period is not None and mention.period.days == 1 and flow:
            cost += _DAY
        if cost < min(price, _REACH):
            best, price = mention.period, cost
    host = draft.host
    if host is not None and host.period is not None:
        cost = distance(text, host.span, draft.span) * 0.5 + _HOSTED
        if cost < price:
            return host.period
    return best


def _compared_period(
    scene: Scene, sentence: Sentence, draft: Draft, compared: list[TimeMention], clock: Clock
) -> Period | None:
    """The period of a level that another is compared with: "more than the 7,079 of April", "16,000 a year before"."""
    if draft.kind not in (Kind.LEVEL, Kind.SHARE):
        return None
    before = scene.text[sentence.span.start : draft.figure.full.start]
    nearest = min(compared, key=lambda t: distance(scene.text, t.span, draft.span), default=None)
    if nearest is None or distance(scene.text, nearest.span, draft.span) > 1.2:
        return None
    possessive = scene.text[nearest.span.end : draft.span.start].strip() in ("'s", "’s")
    if not (_OBJECT.search(before) or possessive):
        return None
    if nearest.period is not None:
        return nearest.period
    current = clock.period if not sentence.times else _spoken(sentence) or clock.period
    return shifted(current, nearest.shift)


def _spoken(sentence: Sentence) -> Period | None:
    for time in sentence.times:
        if time.sense is not Sense.COMPARISON and time.period is not None:
            return time.period
    return None


def _basis(scene: Scene, sentence: Sentence, draft: Draft, compared: list[TimeMention]) -> str | None:
    period = draft.period
    assert period is not None
    best, price = None, 5.0
    for mention in compared:
        cost = distance(scene.text, draft.span, mention.span)
        if mention.span.start < draft.span.start:
            cost = cost * 1.3 + 0.8
        if cost < price:
            best, price = mention, cost
    if best is not None:
        other = best.period if best.period is not None else shifted(period, best.shift)
        return None if other is None else str(other)
    if period.since_inception:
        return None
    return str(period.years_earlier())


def shifted(period: Period | None, shift: str | None) -> Period | None:
    """The period that a comparison names relative to ``period``."""
    if period is None or shift is None or period.since_inception:
        return None
    if shift == "year":
        return period.years_earlier()
    return period.previous()


def _settle(scene: Scene, sentence: Sentence, draft: Draft, pack: Pack) -> None:
    """What the metric says of the period: cumulative counts begin at the beginning, stocks hold on a day."""
    metric = pack.metrics.get(draft.metric or "")
    if metric is None or draft.kind is not Kind.LEVEL or draft.period is None or "period" in draft.fixed:
        return
    if metric.nature is Nature.FLOW and not draft.period.since_inception and draft.modality is Modality.ACTUAL:
        start = max(sentence.span.start, draft.span.start - 60)
        around = scene.text[start : min(sentence.span.end, draft.span.end + 40)]
        if _CUMULATIVE.search(around):
            draft.period = Period.until(draft.period)


def clock_after(sentence: Sentence, drafts: list[Draft], clock: Clock) -> Clock:
    """The period that the next sentence carries on: the last month, quarter or year that an actual figure has."""
    for time in sentence.times:
        if time.sense is not Sense.COMPARISON and time.period is not None and not time.period.since_inception:
            if any(d.period == time.period and d.modality is Modality.ACTUAL for d in drafts) or not drafts:
                return Clock(time.period, sentence.block)
    for draft in reversed(drafts):
        if draft.period is not None and not draft.period.since_inception and draft.modality is Modality.ACTUAL:
            if draft.period.grain is not Grain.DAY:
                return Clock(draft.period, sentence.block)
    return clock
