"""What is counted up: from the beginning, since January, or until the end of a month."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

from tachograph.core.claim import Kind, Modality
from tachograph.core.pack import Metric, Nature, Pack
from tachograph.core.period import Grain, Period
from tachograph.extraction.draft import Draft
from tachograph.extraction.scene import Scene, Sentence
from tachograph.extraction.text.caseless import Caseless
from tachograph.extraction.times.calendar import shifted
from tachograph.extraction.times.expressions import Sense

_CUMULATIVE = Caseless(
    r"\b(?:cumulative(?:ly)?|accumulated|since (?:it|they) (?:began|started|first)|since (?:its |the |their )?(?:(?:very )?first |market )?(?:launch|inception|founding|deliver\w+|start)|since (?:its|their|the) (?:very )?first (?:[\w-]+ ){1,3}(?:left|rolled|came off|was|were|reached|hit|arrived|went|opened|started|began)\b|(?<!all )in all\b(?! of)"
    r"|(?:all-time|lifetime) (?:sales|deliver|total|count|output|production)|ever since)",
    r"累计|累計|歷來|历史",
)
# what no year so far can be meant by, if a sentence before told of one
_FROM_START = Caseless(
    r"\b(?:since (?:its |the |their )?(?:(?:very )?first |market )?(?:launch|inception|founding)|all-time|lifetime|ever since)\b"
)
_SINCE = Caseless(r"\bsince\s(?:(?:[\w'’-]+\s){0,7}(?:in|on)\s)?(?:last\s|late\s|early\s)?$", needs="since")
_HAS = Caseless(r"(?:\b(?:has|have)|['’](?:s|ve))\s(?:[a-z]+\s){1,4}")
_OF_YEAR = re.compile("年[内內]|[今全本当當]年|年度")
_SUMS_IT = re.compile("累[计計]")
_CLOSES = re.compile(r"[;；。，]|,\s(?:bringing|taking|lifting|raising|pushing|carrying)\b")
# "has completed more than 88 million swaps", "79 million swaps have been carried out": of all time, unless a time is told
_DONE_BEFORE = re.compile(
    r"(?:\b(?:has|have)|['’](?:s|ve))\s(?:(?:now|already|so far|since|together|also|thus)\s)*(?:(?!been\b|had\b)[a-z]+(?:ed|ne|de|un|en|ot)\s)(?:up\s|out\s)?"
    r"(?:(?:more|over|about|some|around|nearly|almost|well|a|total|of|than|at|least|upwards|roughly)\s)*$"
)
_DONE_BEHIND = re.compile(r"\s(?:has|have) (?:(?:now|already|so far|since) )*been [a-z]+(?:ed|ne|de|en)\b")
_TO_DATE = Caseless(r"\b(?:so far|to date|until now|up to now)\b(?! this| in)[^,;.\d]{0,60}$")
# what stands around a later time at which Chinese counts on: …，到2月底已达
_THEN = re.compile("[，；、](?:而|[并並]|到了?|至|截至|截止)*")
_STANDS = re.compile(
    "(?:底|末|止)?(?:时|時|则|則|已|又|便|就|[进進]一步)*(?:[增升涨漲攀]?[升长長]?[达達至到为為是])[了到至]?[约約近超逾]?"
)
# what stands between a sum and its parts
_PARTS = re.compile(
    r"(?:\s[a-z]+){0,3}(?:[:(]|\s?[–—-]\s|,\s(?:of which|including|made up of|consisting of|namely)\b)", re.IGNORECASE
)


def settle(
    scene: Scene, sentence: Sentence, draft: Draft, said: list[Draft], pack: Pack, now: Period | None = None
) -> None:
    """A flow that is called cumulative counts from the beginning, unless it sums up a stretch (1-9月累计).

    What is counted in a month is there at its end. ``said`` are the changes and shares that are said of the draft,
    ``now`` is what the text has told of.
    """
    metric = pack.metrics.get(draft.metric or "")
    if metric is None or draft.kind is not Kind.LEVEL or "period" in draft.fixed:
        return
    published, period = scene.document.published, draft.period
    as_of = draft.dated is not None and draft.dated.sense is Sense.AS_OF  # "as of November" is said of the month
    if period is not None and period.whole_months == 1 and not as_of and _is_counted(metric, draft, pack):
        draft.period = Period.day(period.end)  # "opened 18 stores in August and closed the month with 387"
    if metric.nature is not Nature.FLOW or draft.modality is not Modality.ACTUAL:
        return
    if (stretch := _since(scene.text, sentence, draft, now)) is not None:
        draft.period = stretch
        return
    if period is not None and _is_summed(scene.text, draft, period):
        return
    if (
        period is not None
        and _is_month_so_far(period)
        and _CUMULATIVE.search(scene.text, *_clause(scene.text, sentence, draft))
    ):
        _set_year_until([draft, *said], period)
        return
    last = Period.day(published) if period is None and published is not None else period
    start, end = _clause(scene.text, sentence, draft)
    if _is_done_in_all(scene, sentence, draft, pack) and published is not None:
        draft.period = Period.until(Period.day(published))
        return
    cumulative = _CUMULATIVE.search(scene.text, start, end)
    if cumulative and as_of and _until_year_end(scene, draft):
        draft.period = Period.until(Period.day(last.end)) if last is not None else None
        return
    if not cumulative or last is None or last.since_inception:
        return
    carried = draft.dated is None and _FROM_START.search(scene.text, start, end) is not None
    if _is_sum(last, scene.document.lang) and not carried:
        return
    quarterly = last.grain in (Grain.QUARTER, Grain.HALF)
    draft.period = Period.until(Period.day(last.end) if quarterly else last)
    year_ago = str(shifted(last, "year"))
    if last.whole_months == 1 and any(d.kind is Kind.CHANGE and d.basis == year_ago for d in said):
        _set_year_so_far([draft, *said], last)


def _since(text: str, sentence: Sentence, draft: Draft, now: Period | None) -> Period | None:
    """From the month since which something has been done until now: "Since its start in April, it has delivered 26,242"."""
    time = draft.dated
    if time is None or time.period is None or time.span.end > draft.span.start or now is None or now.start is None:
        return None
    months = time.period.whole_months == now.whole_months == 1 and time.period.end < now.start
    since = _SINCE.search(text, sentence.span.start, time.span.start) or text.startswith(
        ("since ", "Since "), time.span.start
    )
    done = _HAS.search(text, time.span.end, draft.figure.full.start)
    return Period.between(time.period, now) if months and since and done else None


def _is_done_in_all(scene: Scene, sentence: Sentence, draft: Draft, pack: Pack) -> bool:
    """Whether something other than vehicles has been done so many times until now: "has completed 88 million swaps"."""
    unit = pack.units.get(draft.unit or "")
    time = draft.dated
    if scene.document.lang != "en" or unit is None or unit.dimension != "count" or unit.id == pack.main_unit:
        return False
    since = time is not None and (
        _SINCE.search(scene.text, sentence.span.start, time.span.start) is not None
        or scene.text.startswith(("since ", "Since "), time.span.start)
    )
    if time is not None and not since and not (time.sense is Sense.AS_OF and time.period is None):
        return False
    start = draft.figure.full.start
    if draft.figure.ordinal or (draft.period is not None and draft.period.since_inception):
        return False
    done = _DONE_BEFORE.search(scene.text, sentence.span.start, start) or _DONE_BEHIND.match(scene.text, draft.span.end)
    return done is not None or _TO_DATE.search(scene.text, sentence.span.start, start) is not None


def share_inception(text: str, drafts: list[Draft]) -> None:
    """Give the parts of what counts from the beginning its period: "deliveries reached 806,731: 737,923 under Nio, 58,599 under Onvo"."""
    whole: Draft | None = None
    for before, draft in pairwise(drafts):
        if _counts_on(text, before, draft) and draft.period is not None:
            draft.period = Period.until(draft.period)
        if before.kind is Kind.LEVEL and before.period is not None and before.period.since_inception:
            opens = _PARTS.match(text, before.span.end, draft.figure.full.start)
            whole = before if opens and whole is None else whole
        if whole is None or draft.kind is not Kind.LEVEL or draft.unit != whole.unit or draft.low is None:
            continue
        smaller = whole.low is not None and draft.low < whole.low
        if smaller and draft.dated in (None, whole.dated) and "period" not in draft.fixed:
            draft.period = whole.period
            draft.fixed.add("period")


def _counts_on(text: str, before: Draft, draft: Draft) -> bool:
    """Whether Chinese counts on from the beginning at a later time: 累计交付1月底为156万辆，2月底达159万辆."""
    inception = before.period is not None and before.period.since_inception and before.kind is draft.kind is Kind.LEVEL
    time = draft.dated
    if not inception or time is None or draft.unit != before.unit or draft.metric != before.metric:
        return False
    later = draft.period is not None and before.period is not None and draft.period.end > before.period.end
    larger = draft.low is not None and before.low is not None and draft.low > before.low
    alone = _THEN.fullmatch(text, before.span.end, max(before.span.end, time.span.start)) is not None
    stands = _STANDS.fullmatch(text, time.span.end, max(time.span.end, draft.figure.full.start)) is not None
    return later and larger and alone and stands and "period" not in draft.fixed


def _is_month_so_far(period: Period) -> bool:
    """Whether it is the first days of a month."""
    return (
        period.grain is Grain.DAY
        and period.days != 1
        and period.start is not None
        and period.start.day == 1 != period.start.month
    )


def _until_year_end(scene: Scene, draft: Draft) -> bool:
    """Whether a Chinese sum is counted at the end of a year, and not of that year: 截至2025年底，累计出口585万辆."""
    time = draft.dated
    year = draft.period is not None and draft.period.grain is Grain.YEAR and scene.document.lang == "zh"
    return year and time is not None and _OF_YEAR.search(scene.text, time.span.end, draft.figure.full.start) is None


def _is_summed(text: str, draft: Draft, period: Period) -> bool:
    """Whether the words right behind days say that they are summed up: 本月前23天累计."""
    days = period.grain is Grain.DAY and period.days != 1
    return days and draft.dated is not None and _SUMS_IT.match(text, draft.dated.span.end) is not None


def _set_year_until(drafts: list[Draft], month: Period) -> None:
    """What is cumulative beside a month so far is the year so far: 6月1—22日零售126万辆，年内累计1008万辆."""
    so_far = Period(date(month.end.year, 1, 1), month.end, Grain.DAY)
    for draft in drafts:
        if draft.period == month:
            draft.period = so_far
            draft.basis = str(shifted(so_far, "year")) if draft.kind is Kind.CHANGE else draft.basis


def _set_year_so_far(drafts: list[Draft], month: Period) -> None:
    """A cumulative figure that is compared with the year before is the year's so far: 累计962万辆，同比多36.7%."""
    so_far = Period.between(Period.month(month.end.year, 1), month)
    for draft in drafts:
        if draft.period in (month, Period.until(month)):
            draft.period = so_far
            draft.basis = str(shifted(so_far, "year")) if draft.kind is Kind.CHANGE else draft.basis


def _is_counted(metric: Metric, draft: Draft, pack: Pack) -> bool:
    """Whether the figure counts things that are there, not sold: stores, stations, cities."""
    unit = pack.units.get(metric.unit)
    things = unit is not None and unit.dimension == "count" and unit.id != pack.main_unit and not draft.figure.ordinal
    return things and metric.nature is Nature.STOCK and draft.modality is Modality.ACTUAL


def _is_sum(period: Period, lang: str) -> bool:
    """Whether a cumulative figure of ``period`` is its sum: several months, or all days of the year so far."""
    if lang == "zh" and period.grain is not Grain.DAY:
        return period.whole_months != 1
    if period.grain is Grain.DAY:
        return period.days != 1 and period.start == date(period.end.year, 1, 1)
    return period.grain is Grain.MONTH and period.whole_months != 1


def _clause(text: str, sentence: Sentence, draft: Draft) -> tuple[int, int]:
    """From the figure before to the figure behind, at most a few words away."""
    figures = sentence.figures
    start = max((f.span.end for f in figures if f.span.end <= draft.span.start), default=sentence.span.start)
    end = min((f.span.start for f in figures if f.span.start >= draft.span.end), default=sentence.span.end)
    closed = _CLOSES.search(text[draft.span.end : end])
    end = draft.span.end + closed.start() if closed else end
    return max(start, draft.span.start - 70), min(end, draft.span.end + 25)
