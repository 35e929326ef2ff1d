"""When a figure holds, and what a change is compared with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise

from tachograph.core.claim import Kind, Modality
from tachograph.core.pack import Metric, Nature, Pack
from tachograph.core.period import Grain, Period
from tachograph.core.span import Span
from tachograph.extraction import cues
from tachograph.extraction.calendar import shifted
from tachograph.extraction.caseless import Caseless
from tachograph.extraction.clock import AHEAD, Clock, is_day
from tachograph.extraction.cumulative import settle
from tachograph.extraction.distances import asides, distance
from tachograph.extraction.draft import Draft
from tachograph.extraction.figures import Figure
from tachograph.extraction.recalls import BASED, recalled_by
from tachograph.extraction.scene import Scene, Sentence
from tachograph.extraction.times import Sense, TimeMention

# What it costs to take a time as the period of a figure (see distances.distance for the scale).
_AFTER = 0.4  # a time behind a figure belongs to it almost as often as one before it …
_BEYOND = 2.0  # … but less so behind a comma
_KEPT = 3.0  # a sentence stays in its time, however long it grows
_HOSTED = 0.8  # a change or share holds when the level does that it is said of
_CARRIED = 3.6  # the time of the sentence before
_EVENT = 4.0  # nor the time at which something was decided
_TAKEN = 1.0  # a time right behind another figure
_DAY = 3.0  # the day on which something was said is seldom the day for which it holds
_OWNED = 3.0  # a time that goes with another figure: "than the 7,079 of April"
_REACH = 9.0
_NEXT_TO = 1.2
_BESIDE = 0.6
_WEEK = 7
_RECENT = 45  # days: what a text on the last month counts it counts at the month's end
_SHORT = 6  # words
_SAID_NEAR = 30  # characters
_QUOTED = ("share_price", "market_value")  # what exchanges quote: without a time, on the day of the text
_OVER = 3.0  # a time that has passed, for an aim
_ASIDE = 2.5  # a time in an insertion: ", which had lowered its fourth-quarter outlook,"

_FROM = Caseless(
    r"\b(?:from|against|after|versus|vs\.?|compared (?:with|to))\s+(?:about |around |the |a (?:\w+ )?base of |an? )?$"
)
_SAME = Caseless(r"\b(?:same|equivalent|corresponding|comparable|year-ago)\b")
_TO = re.compile(r"\s*(?:percent\s*)?to\s+(?:almost |nearly |about |over )?$", re.IGNORECASE)
_RECALLED = re.compile(r",? (?:[\w'’]+ ){0,3}(?:had been|was|were|stood at|had|came to) (?:[\w]+ ){0,1}", re.IGNORECASE)
_RECALLED_ZH = re.compile(r"的?(?:则|則|却|卻|仅|僅|只|约|約)*(?:为|為|是|有|达|達|录得|錄得)?(?:约|約|逾)?")
_BEFORE = Caseless(r"\b(?:the|a|one|twelve)\b.*\b(?:before|earlier|ago|previously)$|\blast year$")
_UNIT = re.compile(r"\s+(?:[a-z]+\s+)?", re.IGNORECASE)
_SUPERLATIVE = re.compile(r"['’]s (?:largest|biggest|best|highest|first|most|top|lowest|worst)\b", re.IGNORECASE)
_ANNUAL = Caseless(r"\b(?:annual|yearly|full-year)\s+(?:[a-z]+\s){0,3}(?:(?:of|at|to|was|reached|totall?ed)\s+)?$")
_ON = re.compile(
    r"\s*(?:on|from|over|versus|vs\.?|against|above|below|compared (?:with|to))\s+(?:the\s)?", re.IGNORECASE
)
_IN = re.compile(r"\s+(?:in|of|for|during)\s+(?:the\s)?", re.IGNORECASE)
_THROUGH = re.compile(r",?\s+(?:through|to|until|till|up to|as of|at)\s+(?:the\s)?(?:end\s(?:of\s)?)?", re.IGNORECASE)
_HAD = Caseless(
    r"\bhad (?:\w+ )?(?:lifted|raised|cut|lowered|planned|set|targeted|aimed|revised|trimmed|slashed|pledged)\b",
    needs="had ",
)
_DECISION = r"(?:lowered|raised|lifted|cut|trimmed|revised|set|announced|unveiled|promised|pledged|launched|presented)"
_DECIDED = Caseless(rf"\b{_DECISION}\s(?:[a-z]+\s)?(?:in|on)\s(?:the\s)?$")
_DECIDES = re.compile(rf"\s{_DECISION}\b", re.IGNORECASE)
_POSSESSES = re.compile(r"(?:的|['’]s\s)[约約近]?|[累合共][计計](?:[\u4e00-\u9fff]{2,4})?")
_OUTDONE = Caseless(
    r"\b(?:beat(?:ing)?|miss(?:ed|ing)|topp(?:ed|ing)|exceed(?:ed|ing)|short of|within|above|below|than)\s(?:the\s|its\s|a\s)?(?:\w+\s){0,3}$"
    r"|[超低高]过?[于過]?(?:[\u4e00-\u9fff]{0,4}预期的?)$"
)
_SINCE = Caseless(r"\bsince\s+(?:the (?:start|beginning) of\s+)?$", needs="since")
_AVERAGE = Caseless(r"\baverag\w*|\basps?\b", r"均[价價]|平均")
_CLAUSE = re.compile(r"[,;，；]\s*(?:but |and |while |whereas |而|但)?(?:in |a |the |back in |for )*$", re.IGNORECASE)
_BREAK = re.compile(r"[,;.:，；。：]")
_ROW = re.compile(r"\s?(?:[a-z]+\s)?(?:,|and|,\sand|in|across|和|、)\s?", re.IGNORECASE)
_AT = re.compile(r"(?:\s?(?:,|and)\s[\d.,]+)?\s(?:(?:at|in|on|by|of|for)\s)?(?:the\s)?", re.IGNORECASE)
_AND = re.compile(r"\s?(?:and|&|和|与|與|及|、)\s?", re.IGNORECASE)
_TOGETHER = re.compile(r"\s(?:taken\s)?(?:together|combined)\b|[两兩][个個]?月|合计|合計|合共|共", re.IGNORECASE)
_FRONTED = re.compile(r"\W*(?:up|down|rising|falling|(?:an?|with an?) (?:rise|increase|gain|drop|fall|decline|decrease) of)\s(?:by\s|\w+ly\s)?", re.IGNORECASE)
_OF_THEM = re.compile(r"\s(?:\w+\s)?of (?:them|those|these|which|whom)\b", re.IGNORECASE)
_OF_WHICH = Caseless(r"\bof (?:them|those|these|which|whom)\s(?:\w+\s){0,2}$", r"其中[^，。；\d]{0,10}$")
_LAUNCHED = Caseless(r"\bsince (?:its|their|the) (?:\w+ ){0,2}(?:launch|debut|start|introduction|inception|founding) (?:in|on) (?:the )?$", needs="since")
_LAST = Caseless(r"^\W*\w+\W+(?:\w+\W+){0,4}(?:last|previous|prior|year-earlier|year earlier|year ago|before|20\d\d)\b")
_OF_OTHER = re.compile(r"\s(?:[a-z]+\s)?(?:for|at|by)\s[A-Z]")
_RATES = ("percent", "percentage_point", "times")
_WHEN = re.compile(r"^,?\s*when\b", re.IGNORECASE)


class Periods:
    """Links the figures of one sentence to its times."""

    def __init__(self, scene: Scene, sentence: Sentence, clock: Clock, pack: Pack) -> None:
        self.scene, self.sentence, self.clock, self.pack = scene, sentence, clock, pack
        self.own = [
            t
            for t in sentence.times
            if t.period is not None
            and (t.sense is not Sense.COMPARISON or self._opens(t))
            and not _SUPERLATIVE.match(scene.text[t.span.end : t.span.end + 16])
            and not _LAUNCHED.search(scene.text, max(sentence.span.start, t.span.start - 40), t.span.start)
        ]
        self.own = [self._since(t) for t in _merged(scene.text, self.own)]
        self.compared = [t for t in sentence.times if t.sense is Sense.COMPARISON]
        self.looks_back = bool(_HAD.search(scene.text, sentence.span.start, sentence.span.end))
        self.asides = asides(scene.text, sentence.span)
        self._around: dict[Span, list[Span]] = {}  # of each time
        self._owners: dict[Span, list[Span]] = {}
        self._events: dict[Span, bool] = {}
        self._closing: dict[Span, bool] = {}

    def _is_object(self, figure: Figure) -> bool:
        return cues.OBJECT.search(self.scene.text, self.sentence.span.start, figure.full.start) is not None

    def set(self, drafts: list[Draft]) -> None:
        """Give every draft its period, every change its basis, and cumulative levels an open start."""
        against: set[int] = set()  # the levels that others are compared with
        for draft in sorted(drafts, key=lambda d: d.kind is not Kind.LEVEL):
            if draft.period is None and "period" not in draft.fixed:
                draft.period = self._compared_with(draft, drafts) or self._joined(draft, drafts, against)
                if draft.period is not None:
                    against.add(id(draft))
                draft.period = draft.period or self._nearest(draft)
            if draft.kind is Kind.CHANGE and draft.basis is None and draft.period is not None:
                draft.basis = self._basis(draft)
        self._spread(drafts)
        for draft in drafts:
            said = [d for d in drafts if d.host is draft and d.kind in (Kind.CHANGE, Kind.SHARE)]
            settle(self.scene, self.sentence, draft, said, self.pack)

    def _spread(self, drafts: list[Draft]) -> None:
        """Give the two ends of "from 4% to 7% between 2023 and 2024" to their figures."""
        for time in self.own:
            if time.ends is None:
                continue
            for a, b in pairwise(drafts):
                between = self.scene.text[a.span.end : b.span.start]
                before = self.scene.text[self.sentence.span.start : a.figure.full.start]
                if (
                    a.unit == b.unit
                    and _TO.match(between)
                    and _FROM.search(before)
                    and a.period == b.period == time.period
                ):
                    a.period, b.period = time.ends

    def _since(self, time: TimeMention) -> TimeMention:
        """January to September for "since January", where the text speaks of September."""
        now, period = self.clock.past, time.period
        before = self.scene.text[max(self.sentence.span.start, time.span.start - 30) : time.span.start]
        months = now is not None and period is not None and now.whole_months == 1 == period.whole_months
        if not months or now is None or period is None or period.start is None or not _SINCE.search(before):
            return time
        first = Period.month(now.end.year - (period.start.month > now.end.month), period.start.month)
        return replace(time, period=Period.between(first, now), whole=None)

    def _opens(self, time: TimeMention) -> bool:
        """Whether a relative clause hangs on a time that is compared with: "cooled from September, when it …"."""
        return bool(_WHEN.match(self.scene.text[time.span.end : time.span.end + 8]))

    def _nearest(self, draft: Draft) -> Period | None:
        metric = self.pack.metrics.get(draft.metric or "")
        counted = metric is not None and metric.unit == self.pack.main_unit and metric.nature is Nature.FLOW
        best, price = self._carried(draft, metric), _CARRIED
        prices = {"": _CARRIED}
        before = [
            t
            for t in self.own
            if t.span.start < draft.span.start
            and not self._in_bracket(t, draft)
            and not (counted and t.reporting)
            and not self._dates_event(t)
            and not self._is_anothers(t, draft)
            and not (draft.kind is Kind.CHANGE and self._recalls(t))
            and t.sense is not Sense.COMPARISON
            and not self._inserted(t, draft)
        ]
        stock = metric is not None and metric.nature is Nature.STOCK and draft.kind is Kind.LEVEL
        flow = metric is not None and metric.nature is Nature.FLOW
        for time in self.own:
            if time.sense is Sense.COMPARISON and not self._in_relative_clause(time, draft):
                continue
            cost = self._price(time, draft, counted=counted)
            over = draft.modality in AHEAD and self._is_over(time)
            if before and time is before[-1] and not self._owned(time, draft) and not over:
                cost = min(cost, _KEPT)
            if stock and time.sense is Sense.AS_OF and not (time.future and draft.modality is Modality.ACTUAL):
                cost = min(cost, _KEPT)  # "441 stores and 249 outlets as of November": the day closes the list
            prices[str(time.period)] = min(cost, prices.get(str(time.period), cost))
            if cost < min(price, _REACH):
                best, price, draft.dated = self._meant(time, draft, flow=flow), cost, time
        if best is None and draft.dated is None:
            best = self._first_told(draft, flow=flow)
        if best is not None and best.grain is Grain.MONTH and self._is_annual(draft):
            best = Period.year(best.end.year)
        if best is not None and self._is_past_aim(draft, best):
            best = Period.year(best.end.year)
        draft.chose("period", prices)
        host = draft.host
        if host is not None and host.period is not None and (host.modality in AHEAD) == (draft.modality in AHEAD):
            cost = min(_KEPT, distance(self.scene.text, host.span, draft.span) * 0.5) + _HOSTED
            if cost < price:
                draft.dated = host.dated
                return host.period
        return best

    def _is_past_aim(self, draft: Draft, period: Period) -> bool:
        """Whether an aim seems to be for months that are over: it is for their year, of which so much is done."""
        past = self.clock.past or period
        if draft.modality is not Modality.TARGET or draft.kind is not Kind.LEVEL:
            return False
        published = self.scene.document.published
        if period.days == 1 and published is not None and draft.dated is not None:
            return period.end <= published  # "raised its goal on Monday to …"
        months = period.grain in (Grain.MONTH, Grain.DAY) and not period.since_inception and period.days != 1
        beside = draft.dated is not None and distance(self.scene.text, draft.dated.span, draft.span) <= _BESIDE
        return months and not beside and period.end <= past.end

    def _carried(self, draft: Draft, metric: Metric | None) -> Period | None:
        """What holds where the sentence names no time: for a stock the day of the text or of the quarter's end."""
        published = self.scene.document.published
        stock = metric is not None and metric.nature is Nature.STOCK and not self._is_average(draft)
        past = self.clock.past
        if metric is not None and metric.id in _QUOTED and draft.modality is Modality.ACTUAL and published is not None:
            return Period.day(published)
        if draft.modality is Modality.ACTUAL and draft.kind is Kind.LEVEL and stock:
            if self.clock.as_of is not None and published is None:
                return self.clock.as_of
            counted = self.clock.opening
            if counted is not None and published is not None and 0 <= (published - counted.end).days <= _RECENT:
                return counted
            if past is not None and past.grain in (Grain.QUARTER, Grain.HALF):
                return Period.day(past.end)
            if published and past is not None and past.whole_months == 1 and past.end < published:
                recent = (published - past.end).days <= _RECENT
                return Period.day(past.end if recent else published)
            if self.clock.day is not None and published is not None and 0 <= (published - self.clock.day.end).days <= _WEEK:
                return self.clock.day
            return Period.day(published) if published else past
        if draft.modality in AHEAD and self.clock.ahead is None and published is not None:
            aimed = draft.kind is Kind.LEVEL and draft.modality is Modality.TARGET
            return Period.year(published.year) if aimed else self.clock.past
        counted = metric is not None and metric.unit == self.pack.main_unit
        if counted and draft.modality is Modality.TARGET and draft.kind is Kind.LEVEL and self.clock.ahead is None:
            return None if past is None else Period.year(past.end.year)
        return self.clock.of(draft) or (None if counted else self.clock.day)

    def _is_average(self, draft: Draft) -> bool:
        """Whether it is an average, which is over a time and not of a day: "the average price rose to 260,000 yuan"."""
        start = max(self.sentence.span.start, draft.figure.full.start - _SAID_NEAR)
        return bool(_AVERAGE.search(self.scene.text, start, draft.figure.full.start))

    def _first_told(self, draft: Draft, *, flow: bool) -> Period | None:
        """The first time behind a figure before which the text tells none: "hybrids lost 22% and sedans gained 34% in May"."""
        behind = (t for t in self.own if t.span.start > draft.span.end and t.sense is not Sense.COMPARISON)
        time = next((t for t in behind if not t.reporting and not self._dates_event(t)), None)
        return None if time is None else self._meant(time, draft, flow=flow)

    def _meant(self, time: TimeMention, draft: Draft, *, flow: bool) -> Period | None:
        """An aim "by the end of 2026" or "this year" is for the year; a stock holds on the last day."""
        whole = time.whole is not None and time.whole.days != 1
        if whole and ((flow and is_day(time)) or (draft.modality in AHEAD and not is_day(time))):
            return time.whole
        return time.period

    def _in_relative_clause(self, time: TimeMention, draft: Draft) -> bool:
        between = self.scene.text[time.span.end : draft.span.start]
        return bool(between) and ", " not in between[2:]

    def _is_annual(self, draft: Draft) -> bool:
        return bool(_ANNUAL.search(self.scene.text, self.sentence.span.start, draft.figure.full.start))

    def _price(self, time: TimeMention, draft: Draft, *, counted: bool) -> float:
        cost = distance(self.scene.text, time.span, draft.span)
        if time.span.start > draft.span.start:
            between = self.scene.text[draft.span.end : time.span.start]
            cost = (_BEYOND if re.search(r"[,;，；]|\band\b", between) else 1.3) * cost + _AFTER
            if len(between.split()) > 3 and self._of_next(time):
                cost += _OWNED
            if (self._possesses_next(time) or self._heads_clause(time, between)) and not self._is_fronted(draft):
                cost += _REACH
        elif draft.kind is Kind.CHANGE and self._recalls(time):
            cost += _REACH
        if counted and time.reporting:
            cost += _DAY
        if self._dates_event(time):
            cost += _EVENT
        if self._closes_other(time, draft):
            cost += _TAKEN
        if draft.modality in AHEAD and cost > _BESIDE and self._is_over(time):
            cost += _OVER
        if self._inserted(time, draft):
            cost += _ASIDE
        if self._is_anothers(time, draft):
            cost += _OWNED
        if self._is_base(time, draft):
            cost += _REACH
        return cost + (_OWNED if self._owned(time, draft) else 0.0)

    def _dates_event(self, time: TimeMention) -> bool:
        """Whether the time is that of a decision: "in September lowered its aim", "the goal it set in January"."""
        if time.span not in self._events:
            text = self.scene.text
            before = text[max(self.sentence.span.start, time.span.start - 24) : time.span.start]
            decides = _DECIDES.match(text, time.span.end, self.sentence.span.end)
            self._events[time.span] = decides is not None or _DECIDED.search(before) is not None
        return self._events[time.span]

    def _inserted(self, time: TimeMention, draft: Draft) -> bool:
        if time.span not in self._around:
            self._around[time.span] = [a for a in self.asides if a.contains(time.span)]
        return any(not a.contains(draft.span) for a in self._around[time.span])

    def _is_base(self, time: TimeMention, draft: Draft) -> bool:
        """Whether a change is said on a time: "rising 142% on October"."""
        between = self.scene.text[draft.span.end : time.span.start]
        return draft.kind is Kind.CHANGE and bool(_ON.fullmatch(between))

    def _closes_other(self, time: TimeMention, draft: Draft) -> bool:
        """Whether the time stands right behind another figure: "2.6 million last year to 3.3 million"."""
        if time.span not in self._closing:
            start = time.span.start
            behind = (f.full.end for f in self.sentence.figures if f.full.end <= start)
            self._closing[time.span] = self.scene.text[max(behind, default=start) : start].isspace()
        return time.span.start < draft.span.start and self._closing[time.span]

    def _is_anothers(self, time: TimeMention, draft: Draft) -> bool:
        """Whether the time is only that of a figure that stands between: "double last year's 221,970, stood at 166,472"."""
        following = self.sentence.figure_after(time.span.end)
        between = following is not None and following.span.end <= draft.span.start
        return between and self._possesses_next(time) and draft.host is None

    def _possesses_next(self, time: TimeMention) -> bool:
        """Whether the next figure is that of the time: "去年的19万辆", "August's 28,529", "年内累计504.8万辆"."""
        figure = self.sentence.figure_after(time.span.end)
        return figure is not None and bool(_POSSESSES.fullmatch(self.scene.text, time.span.end, figure.full.start))

    def _heads_clause(self, time: TimeMention, between: str) -> bool:
        """Whether the time begins another clause with a level of its own: "42,013 cars; in October 2024 it was 23,917"."""
        figure = self.sentence.figure_after(time.span.end)
        if figure is None or figure.unit in _RATES or not _CLAUSE.search(between):
            return False
        return not _BREAK.search(self.scene.text, time.span.end, figure.full.start)

    def _is_fronted(self, draft: Draft) -> bool:
        """Whether a change opens its sentence, said of what follows: "Down 37.5% from December, January's deliveries …"."""
        lead = self.scene.text[self.sentence.span.start : draft.figure.full.start]
        return draft.kind is Kind.CHANGE and _FRONTED.fullmatch(lead) is not None

    def _recalls(self, time: TimeMention) -> bool:
        """Whether the time only tells what an earlier figure is to be compared with: "42,013台，上年10月为23,917台，增幅76%"."""
        past, figure = self.clock.past, self.sentence.figure_before(time.span.start)
        if figure is None or past is None or time.period is None or time.period.end >= past.end:
            return False
        return self._heads_clause(time, self.scene.text[figure.full.end : time.span.start])

    def _of_next(self, time: TimeMention) -> bool:
        """Whether the time opens what is said of the next figure: "… to dealers amid Q3 revenue of $4.1 billion"."""
        figure = self.sentence.figure_after(time.span.end)
        between = self.scene.text[time.span.end : figure.span.start] if figure is not None else ","
        return not re.search("[,;.:(，；。：（]", between) and len(between.split()) < _SHORT

    def _is_over(self, time: TimeMention) -> bool:
        """Whether the time has passed: an aim seldom lies there."""
        published, ahead = self.scene.document.published, self.clock.ahead
        end = None if time.period is None else time.period.end
        if self.looks_back:
            return False
        if published is None and self.clock.past is not None and end is not None and end <= self.clock.past.end:
            return True
        over = end is not None and published is not None and end < published
        return over or (end is not None and ahead is not None and ahead.start is not None and end < ahead.start)

    def _owned(self, time: TimeMention, draft: Draft) -> bool:
        """Whether the time goes with another figure that is an object of comparison."""
        if time.span not in self._owners:
            before = (f for f in self.sentence.figures if f.span.end <= time.span.start)
            near = (f for f in before if distance(self.scene.text, f.span, time.span) < _NEXT_TO)
            self._owners[time.span] = [f.span for f in near if self._is_object(f)]
        return any(o != draft.span for o in self._owners[time.span])

    def _in_bracket(self, time: TimeMention, draft: Draft) -> bool:
        between = self.scene.text[time.span.end : draft.span.start]
        return between.count(")") > between.count("(")

    def _compared_with(self, draft: Draft, drafts: list[Draft]) -> Period | None:
        """The period of a level that another is compared with: "the 7,079 of April", "16,000 a year before"."""
        if draft.kind not in (Kind.LEVEL, Kind.SHARE):
            return None
        text = self.scene.text
        if (recalled := recalled_by(text, self.sentence, draft.figure)) is not None:
            return recalled.period or shifted(self._present(draft, drafts), recalled.shift)
        if draft.past and BASED.match(text, draft.span.end):
            return shifted(self.clock.ahead, "year")
        own = next((t for t in self.own if _IN.fullmatch(text, draft.span.end, t.span.start)), None)
        if own is not None and own.sense is not Sense.COMPARISON:
            return None  # "after 735,000 in 2024"
        before = text[self.sentence.span.start : draft.figure.full.start]
        times = [t for t in self.compared if distance(text, t.span, draft.span) <= _NEXT_TO]
        nearest = min(times, key=lambda t: distance(text, t.span, draft.span), default=None)
        if nearest is not None:
            possessive = text[nearest.span.end : draft.span.start].strip() in ("'s", "’s")
            between = text[nearest.span.end : draft.span.start]
            recalled = nearest.shift is not None and bool(
                _RECALLED.fullmatch(between) or (between and _RECALLED_ZH.fullmatch(between))
            )
            behind = nearest.shift is not None and _BEFORE.search(nearest.span.of(text)) is not None
            recalled = recalled or (behind and bool(_UNIT.fullmatch(text[draft.span.end : nearest.span.start])))
            dated = bool(_IN.fullmatch(text[draft.span.end : nearest.span.start])) or between.strip() in ("(", "（")
            if possessive or recalled or dated or cues.OBJECT.search(before):
                if _SAME.search(nearest.span.of(text)):
                    if dated and not possessive and not recalled and not cues.OBJECT.search(before) and not _LAST.search(text, nearest.span.start, self.sentence.span.end):
                        return self._present(draft, drafts)  # "The other sold 120,000 in the same period"
                    return shifted(self._present(draft, drafts), "year")
                return nearest.period or shifted(self._present(draft, drafts), nearest.shift)
        if draft.modality is Modality.FORECAST and _OUTDONE.search(before):
            told = [
                d for d in drafts if d.span.end <= draft.span.start and d.unit == draft.unit and d.kind is draft.kind
            ]
            return (told[-1].period or self._nearest(told[-1])) if told else None
        if draft.modality is Modality.ACTUAL and draft.kind is Kind.LEVEL:
            aims = [
                d for d in drafts if d.modality in AHEAD and d.kind is Kind.CHANGE and d.span.end <= draft.span.start
            ]
            if aims and cues.OBJECT.search(before):
                return shifted(aims[-1].period or self._nearest(aims[-1]), "year")
        if _FROM.search(before):
            if draft.modality is Modality.TARGET:  # "to 4.6 million from 5.5 million": an earlier aim for the same time
                alike = [d for d in drafts if d.span.end <= draft.span.start and d.modality is Modality.TARGET]
                return (alike[-1].period or self._nearest(alike[-1])) if alike else None
            return self._origin(draft, drafts)
        return None

    def _joined(self, draft: Draft, drafts: list[Draft], against: set[int]) -> Period | None:
        """The period of the level before in a row that is compared with: "a year ago they had been 251,200 and 565,900"."""
        before = [d for d in drafts if d.span.end <= draft.span.start and d.kind is draft.kind]
        if before and before[-1].unit == draft.unit and before[-1].modality is draft.modality and self._is_part(before[-1], draft):
            return before[-1].period
        if draft.kind is not Kind.LEVEL or not before or id(before[-1]) not in against:
            return None
        return before[-1].period if _ROW.fullmatch(self.scene.text, before[-1].span.end, draft.figure.full.start) else None

    def _is_part(self, whole: Draft, draft: Draft) -> bool:
        """Whether a level is so many of those just counted: "83,192 cars: 57,152 of them went to …"."""
        if draft.kind is not Kind.LEVEL or whole.period is None:
            return False
        if any(whole.span.end <= t.span.start < draft.span.start for t in self.own):
            return False
        if _OF_THEM.match(self.scene.text, draft.span.end):
            return True
        return _OF_WHICH.search(self.scene.text, whole.span.end, draft.figure.full.start) is not None

    def _origin(self, draft: Draft, drafts: list[Draft]) -> Period | None:
        """Y in "X, up 38% from Y" or "X%, up from Y%" holds a year before X, or when the comparison says."""
        earlier = [
            d for d in drafts if d.span.end <= draft.span.start and d.unit == draft.unit and d.kind is draft.kind
        ]
        if not earlier or distance(self.scene.text, earlier[-1].span, draft.span) > _REACH / 2:
            return None
        origin = earlier[-1].period or self._nearest(earlier[-1])
        if _OF_OTHER.match(self.scene.text, draft.span.end):
            return origin  # "compared with 3,420 for Li Auto"
        following = [t for t in self.sentence.times if _AT.fullmatch(self.scene.text, draft.span.end, t.span.start)]
        if following and following[0].sense is not Sense.COMPARISON:
            return None
        usual = "previous" if origin is not None and origin.days == _WEEK else "year"
        shift = following[0].shift if following and following[0].shift else usual
        return shifted(origin, shift)

    def _present(self, draft: Draft, drafts: list[Draft]) -> Period | None:
        """When that holds which the draft is compared with: the sentence's first figure of the kind, or its time."""
        objects = {f.span for f in self.sentence.figures if self._is_object(f)}
        alike = [
            d
            for d in drafts
            if d.span.end <= draft.span.start
            and d.unit == draft.unit
            and d.kind is draft.kind
            and d.span not in objects
        ]
        if alike:
            return alike[0].period or self._nearest(alike[0])
        spoken = [t.period for t in self.own if t.span.start < draft.span.start and not is_day(t)]
        return spoken[-1] if spoken else self.clock.past or self.clock.ahead

    def _basis(self, draft: Draft) -> str | None:
        period = draft.period
        assert period is not None
        best, price = None, 5.0
        for time in [*self.compared, *(t for t in self.own if self._is_base(t, draft))]:
            cost = distance(self.scene.text, draft.span, time.span)
            if time.span.start > draft.span.end and "，" in self.scene.text[draft.span.end : time.span.start]:
                continue  # 环比增长5.1%和3.2%，同比增长2.8%: in Chinese the word for it comes first
            if time.span.start < draft.span.start:
                cost = cost * 1.3 + 0.8
            if cost < price:
                best, price = time, cost
        if best is not None:
            other = shifted(period, best.shift)
            if _SAME.search(best.span.of(self.scene.text)):
                other = shifted(period, "year")
            elif best.period is not None:
                other = best.period
            return None if other is None else str(other)
        return None if period.since_inception else str(period.years_earlier())


def _both(first: Period, second: Period) -> Period | None:
    """Two months that follow each other as one stretch: "January and February together"."""
    months = first.whole_months == 1 == second.whole_months
    return Period.between(first, second) if months and shifted(second, "month") == first else None


def _merged(text: str, times: list[TimeMention]) -> Iterator[TimeMention]:
    """Times with "year to date through August" as one."""
    waiting: TimeMention | None = None
    for time in times:
        if waiting is not None and waiting.period is not None and time.period is not None:
            joined = _THROUGH.fullmatch(text[waiting.span.end : time.span.start])
            if joined and waiting.period.start == date(time.period.end.year, 1, 1):
                whole = Period.between(Period.month(time.period.end.year, 1), time.period)
                time = replace(time, span=Span(waiting.span.start, time.span.end), period=whole, sense=Sense.PERIOD)  # noqa: PLW2901
                waiting = None
            if _TOGETHER.match(text, time.span.end) and _AND.fullmatch(text, waiting.span.end, time.span.start):
                both = _both(waiting.period, time.period)
                if both is not None:
                    time = replace(time, span=Span(waiting.span.start, time.span.end), period=both, sense=Sense.PERIOD)  # noqa: PLW2901
                    waiting = None
        if waiting is not None:
            yield waiting
        waiting = time
    if waiting is not None:
        yield waiting
