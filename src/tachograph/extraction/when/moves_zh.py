"""Chinese times that are not those of the figures behind them: since when, and when a move ended."""

from __future__ import annotations

import re
from itertools import pairwise

from tachograph.core.claim import Kind
from tachograph.core.pack import Nature, Pack
from tachograph.core.period import Period
from tachograph.extraction.draft import Draft
from tachograph.extraction.scene import Scene, Sentence
from tachograph.extraction.times.calendar import month_at

_SINCE = re.compile(r"(?:自|从|從)[^，。；]{0,24}(?:起|以来|以來|至今|开始|開始|[之以]?[后後])，")
_SUM = re.compile(r"累[计計]|[总總]共|共[计計]|[总總][计計]|合[计計]|已")
_FROM = re.compile(r"[由从從](?:[^，。；\d]{0,8})$")
_TO = re.compile(
    r"[^，。；\d]{0,8}(?:减|減|降|增|升|扩|擴|涨|漲|缩|縮|跌|提高|收缩|压缩|攀|回落|滑落|变|變)[^，。；\d]{0,3}[至到成为為]"
)
_IS_TIMES = re.compile(
    r"(?:，|（)?(?:已|正好|恰好|大约|约)?(?:是|为|达到?|相当于|等于)[^，。；\d]{0,6}(?:\d{1,4}[年月])*[^，。；\d]{0,6}"
)
_OF_IT = re.compile("[）)]?的(?:近|约|将近|大约|逾|超过)?")


def settle_moves(scene: Scene, sentence: Sentence, drafts: list[Draft], pack: Pack, past: Period | None) -> None:
    """Take times from the figures that they are not of; ``past`` is the time that the text had reached."""
    if scene.document.lang != "zh" or not drafts:
        return
    _settle_sums(scene, sentence, drafts, pack, past)
    for first, last in pairwise(drafts):
        if _is_earlier(scene.text, sentence, first, last):
            first.period = None
    levels: list[Draft] = []
    for draft in drafts:
        if draft.kind is Kind.LEVEL:
            levels.append(draft)
        if draft.kind is Kind.RATIO and len(levels) > 1 and "period" not in draft.fixed:
            _settle_multiple(scene.text, levels[-2], levels[-1], draft)
        if draft.kind is Kind.CHANGE and draft.period is not None and draft.basis == str(draft.period):
            _move_on(scene, draft, past)


def _settle_sums(scene: Scene, sentence: Sentence, drafts: list[Draft], pack: Pack, past: Period | None) -> None:
    """自2001年首批车出口起，累计出口585万辆: a sum until now, not of the year in which it began."""
    text, now = scene.text, scene.document.published
    until = past or (Period.day(now) if now is not None else None)
    for since in _SINCE.finditer(text, sentence.span.start, sentence.span.end):
        draft = next((d for d in drafts if d.span.start >= since.end()), None)
        if draft is None or draft.dated is None or until is None or "period" in draft.fixed:
            continue
        metric = pack.metrics.get(draft.metric or "")
        flow = metric is not None and metric.nature is Nature.FLOW and draft.kind is Kind.LEVEL
        began = since.start() <= draft.dated.span.start < since.end()
        if flow and began and _SUM.search(text, since.end(), draft.figure.full.start):
            draft.period = until if until.since_inception else Period.until(until)
        for other in drafts:
            dated = other.dated is not None and since.start() <= other.dated.span.start < since.end()
            metric = pack.metrics.get(other.metric or "")
            stock = metric is not None and metric.nature is Nature.STOCK
            if dated and stock and other.span.start >= since.end() and "period" not in other.fixed:
                # 自1998年…至今，…已进入90多个国家: by now
                other.period = until if until.whole_months == 1 else Period.day(until.end)


def _settle_multiple(text: str, told: Draft, base: Draft, multiple: Draft) -> None:
    """596555辆，是上一年293724辆的2.03倍: so many times the base is what was told before it, of its time."""
    after = text[told.span.end : base.figure.full.start]
    alike = told.unit == base.unit and told.metric == base.metric and told.period is not None
    if alike and _IS_TIMES.fullmatch(after) and _OF_IT.fullmatch(text, base.span.end, multiple.figure.full.start):
        multiple.period, multiple.host = told.period, told


def _is_earlier(text: str, sentence: Sentence, first: Draft, last: Draft) -> bool:
    """Whether a move ends at a time that stands before its end: 由150家减到去年底的120家 says not when there were 150."""
    alike = first.kind is last.kind is Kind.LEVEL and first.unit == last.unit and first.period == last.period
    between = (t for t in sentence.times if first.span.end <= t.span.start and t.span.end <= last.figure.full.start)
    time = next(between, None)
    if not alike or time is None or time.period != last.period:
        return False
    moves = _TO.fullmatch(text, first.span.end, time.span.start)
    return moves is not None and _FROM.search(text, sentence.span.start, first.figure.full.start) is not None


def _move_on(scene: Scene, draft: Draft, past: Period | None) -> None:
    """Nothing changes on its own time: 环比9月的52916辆增长28.9% is said of October."""
    base = draft.period
    assert base is not None
    if past is not None and not past.since_inception and past.end > base.end and past.grain is base.grain:
        draft.period = past
    elif base.whole_months == 1 and "环比" in scene.text[draft.sentence.span.start : draft.span.start]:
        draft.period = month_at(base.end.year, base.end.month + 1)
