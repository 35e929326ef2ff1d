"""When a figure holds, and what a change is compared with."""

from __future__ import annotations

import re
from itertools import pairwise

from tachograph.core.claim import Kind, Modality
from tachograph.core.pack import Metric, Nature
from tachograph.core.period import Grain, Period
from tachograph.extraction.draft import Draft
from tachograph.extraction.numbers.figures import Form
from tachograph.extraction.recalls import led_back_by
from tachograph.extraction.text import cues
from tachograph.extraction.text.caseless import Caseless
from tachograph.extraction.text.distances import distance
from tachograph.extraction.times.calendar import shifted
from tachograph.extraction.times.expressions import Sense, TimeMention
from tachograph.extraction.what.measures import MISSING
from tachograph.extraction.when.aim_times import AimTimes
from tachograph.extraction.when.clock import AHEAD, is_day
from tachograph.extraction.when.comparisons import FROM, ON_LEVEL, SAME, WEEK
from tachograph.extraction.when.cumulative import settle, share_inception
from tachograph.extraction.when.dating import REACH
from tachograph.extraction.when.labelled import labels_another
from tachograph.extraction.when.lasting import closing_day
from tachograph.extraction.when.leads import does_too, is_times_that_of, starts_year_of
from tachograph.extraction.when.rates import rate_then
from tachograph.extraction.when.respective import set_respective, set_respective_bases, set_two_bases
from tachograph.extraction.when.results_due import quarter_due
from tachograph.extraction.whose.rivals import is_from_rival
from tachograph.extraction.whose.subjects import QUOTED

_RATE_ZH = re.compile("(?:收窄|放缓|放緩|回落|扩大|擴大|加快|提升|提高|下降)了?$")
_PART_OF = re.compile("[占佔](?:到|了|去|据|據)?$")
_STARTS = re.compile("[^，。；\\d]{0,6}(?:投[产產用]|建成|[达達][产產])")
_OF = re.compile("[^，。；\\d]{0,6}的[约約近超逾]?")
_KEPT = 3.0  # a sentence stays in its time, however long it grows
_HOSTED = 0.8  # a change or share holds when the level does that it is said of
_CARRIED = 3.6  # the time of the sentence before
_THAT_DAY = re.compile(r"(?:As of|At|On|By) (?:the same|that|this) (?:date|day|time|point)\b")
_RECENT = 45  # days: what a text on the last month counts it counts at the month's end
_SAID_NEAR = 30  # characters
_FEW_WORDS = 3
_TOLD_OF = re.compile(
    r",?\s+(?:when|where|(?:in|during) which)\s(?:[^;:.]|\.(?=\d))*?\d(?:[^;:.]|\.(?=\d))*,\s"
    r"|['’]s\s(?:[a-z]+\s){0,2}\d[\d,.]*(?:\s(?:million|billion|cars|vehicles|units|deliveries|percent|GWh)){0,2},?\s(?:the|its?|they|that|this|[A-Z][\w-]+|sales|deliveries|volumes?|output|exports|production|registrations)\s",
    re.IGNORECASE,
)
# "The gross margin over that span": the stretch told last
_OVER_THAT = Caseless(
    r"\b(?:over|in|during|for|across) (?:that|this|those|these|the same) (?:(?:two|three|four|five|six|seven|eight|nine|ten|eleven|same|whole) )?(?:spans?|periods?|stretch|months|time|half(?:-year)?|nine months|quarters?)\b"
)
_ENDED = Caseless(r"\b(?:ended|finished|closed|closed out|wrapped up|rounded off|saw out|capped) the year$")
_YOUNG = 3  # months into a year
_TERM_ENDS = re.compile("(?:报告|報告)?期末|季末|季底")  # 期末现金28.5亿元: when the quarter told of ended
_TO = re.compile(r"\s*(?:percent\s*)?to\s+(?:almost |nearly |about |over )?$", re.IGNORECASE)
_AND_AGAIN = re.compile(r"(?:\s[a-z]+){0,3},\s(?:and|but|yet|as well as)\s(?:[a-z]+\s){0,3}", re.IGNORECASE)
_AVERAGE = Caseless(r"\baverag\w*|\basps?\b", r"均[价價]|平均")


class Periods(AimTimes):
    """Links the figures of one sentence to its times."""

    def set(self, drafts: list[Draft]) -> None:
        """Give every draft its period, every change its basis, and cumulative levels an open start."""
        set_respective(self.scene.text, self.sentence, drafts)
        against = self.against = set()
        for draft in sorted(drafts, key=lambda d: d.kind is not Kind.LEVEL):
            if draft.period is None and "period" not in draft.fixed:
                draft.period = (
                    self._on_stream(draft)
                    or self._of_part(draft)
                    or self._compared_with(draft, drafts)
                    or self._joined(draft, drafts, against)
                )
                if draft.period is not None:
                    against.add(id(draft))
                draft.period = draft.period or self._nearest(draft)
            then = rate_then(self.scene.text, self.sentence, draft, drafts, self.clock.past)
            if then is not None and "period" not in draft.fixed:
                draft.period, draft.basis = then, str(then.years_earlier())
            if draft.figure.form is Form.POINTS and "period" not in draft.fixed:
                draft.period = self._of_rate(draft, drafts) or draft.period
            against_base = self._opening_base(draft)
            if against_base is not None and self.clock.past is not None and "period" not in draft.fixed:
                # "Against March, when it sold 377,420, the total edged up 0.7%", "Compared with April's 1.7 million it grew"
                draft.period = self.clock.past
                draft.basis = str(against_base)
            if (base := self._to_outdo(draft)) is not None and "period" not in draft.fixed:
                draft.period, draft.basis = Period.year(base.end.year + 1), str(base)
            rival = draft.unit != "percent" and is_from_rival(self.scene.text, self.sentence, draft)
            if draft.kind is Kind.CHANGE and draft.basis is None and draft.period is not None and not rival:
                draft.basis = self._basis(draft)
            if draft.kind is Kind.RATIO and draft.basis is None and draft.period is not None:
                draft.basis = self._multiplied(draft, draft.period)
        set_two_bases(self.scene, self.sentence, drafts)
        self.set_bracketed(drafts)
        self.set_onward(drafts)
        self._spread(drafts)
        set_respective_bases(self.scene.text, self.sentence, drafts)
        for draft in drafts:
            said = [d for d in drafts if d.host is draft and d.kind in (Kind.CHANGE, Kind.SHARE)]
            settle(self.scene, self.sentence, draft, said, self.pack, self.clock.past)
            missing = draft.kind is Kind.LEVEL and draft.metric == MISSING
            if missing and draft.period is not None and self._misses_year(draft):
                draft.period = Period.year(draft.period.end.year)
        share_inception(self.scene.text, drafts)

    def _of_part(self, draft: Draft) -> Period | None:
        """The time of the level that a Chinese share is said of, where the share only names that of its whole: 占5月的25%."""
        if draft.kind is not Kind.SHARE or draft.host is None or draft.host.span.end > draft.span.start:
            return None
        text, start = self.scene.text, draft.host.span.end
        wholes = (t for t in self.sentence.times if start <= t.span.start and t.span.end <= draft.span.start)
        said = any(
            _PART_OF.search(text, start, t.span.start) and _OF.fullmatch(text, t.span.end, draft.figure.full.start)
            for t in wholes
        )
        return draft.host.period if said else None

    def _on_stream(self, draft: Draft) -> Period | None:
        """When Chinese says behind a capacity to come that it will be there: 20GWh基地，预计2028年投产."""
        if draft.metric != "capacity" or draft.modality not in AHEAD or draft.kind is not Kind.LEVEL:
            return None
        behind = (t for t in self.own if t.span.start >= draft.span.end)
        return next((t.period for t in behind if _STARTS.match(self.scene.text, t.span.end)), None)

    def _misses_year(self, draft: Draft) -> bool:
        """Whether what Chinese says is missing is so to the year's aim: no time before it says when it is to come."""
        past, period, own = self.clock.past, draft.period, draft.dated
        ahead = own and own.span.end <= draft.span.start and past and period and period.end > past.end
        return self.scene.document.lang == "zh" and not ahead

    def _of_rate(self, draft: Draft, drafts: list[Draft]) -> Period | None:
        """The period of the rate of growth right before that is said to have slowed by so many points: 增幅9.5%，收窄0.6个百分点."""
        before = [d for d in drafts if d.span.end <= draft.span.start]
        if draft.kind is not Kind.CHANGE or not before or before[-1].kind is not Kind.CHANGE:
            return None
        rate = before[-1]
        moved = _RATE_ZH.search(self.scene.text, rate.span.end, draft.figure.full.start)
        timed = any(rate.span.end <= t.span.start < draft.span.start for t in self.own)
        return rate.period if moved is not None and rate.figure.form is Form.PERCENT and not timed else None

    def _opening_base(self, draft: Draft) -> Period | None:
        """What a sentence opens with, and tells about in a clause of its own, to measure a change by it behind."""
        first = self.sentence.times[0] if self.sentence.times else None
        if draft.kind is not Kind.CHANGE or first is None or first.sense is not Sense.COMPARISON:
            return None
        lead = self.scene.text[self.sentence.span.start : first.span.start]
        own = any(first.span.end < t.span.start for t in self.sentence.times)
        told = _TOLD_OF.match(self.scene.text, first.span.end, draft.span.start)
        if not told or own or len(lead.split()) > _FEW_WORDS:
            return None
        return first.period or (None if self.clock.past is None else shifted(self.clock.past, first.shift))

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
                    and FROM.search(before)
                    and a.period == b.period == time.period
                ):
                    a.period, b.period = time.ends

    def _nearest(self, draft: Draft) -> Period | None:
        metric = self.pack.metrics.get(draft.metric or "")
        # of a period and not of the day on which it was told; what is quoted is of a day
        dated = metric is not None and metric.nature is not Nature.STOCK and metric.id not in (*QUOTED, "price")
        best, price = self._carried(draft, metric), _CARRIED
        prices = {"": _CARRIED}
        before = [
            t
            for t in self.own
            if t.span.start < draft.span.start
            and not self._in_bracket(t, draft)
            and not (dated and t.reporting)
            and not self._dates_event(t)
            and not self._is_anothers(t, draft)
            and not (draft.kind is Kind.CHANGE and self._recalls(t))
            and t.sense is not Sense.COMPARISON
            and not self._inserted(t, draft)
            and not self._turns_to_now(t, draft)
            and not self._is_left_in_lead(t, draft)
            and not self._is_left_behind(t, draft)
        ]
        stock = metric is not None and metric.nature is Nature.STOCK and draft.kind is Kind.LEVEL
        flow = metric is not None and metric.nature is Nature.FLOW
        for time in self.own:
            if time.sense is Sense.COMPARISON and not self._in_relative_clause(time, draft):
                continue
            if flow and starts_year_of(time, self.clock.past):
                continue
            cost = self._price(time, draft, dated=dated)
            over = draft.modality in AHEAD and self._is_over(time)
            if before and time is before[-1] and not self._owned(time, draft) and not over:
                cost = min(cost, _KEPT)
            if stock and time.sense is Sense.AS_OF and not (time.future and draft.modality is Modality.ACTUAL):
                cost = min(cost, _KEPT)  # "441 stores and 249 outlets as of November": the day closes the list
            prices[str(time.period)] = min(cost, prices.get(str(time.period), cost))
            if cost < min(price, REACH):
                best, price, draft.dated = self._meant(time, draft, flow=flow), cost, time
        if best is None and draft.dated is None:
            best = self._first_told(draft, flow=flow)
        if best is not None and best.grain is Grain.MONTH and self._is_annual(draft):
            best = Period.year(best.end.year)
        if best is not None and self._is_past_aim(draft, best):
            best = Period.year(best.end.year)
        draft.chose("period", prices)
        host = None if self._is_yardstick(draft) or self._came_back(draft) else draft.host
        based = host is not None and host.dated is not None and self._is_base(host.dated, draft)
        against = host is not None and id(host) in self.against
        if host is not None and against and does_too(self.scene.text, host.span.end, draft.figure.full.start):
            host = None  # "larger than the 47.2 GWh of August 2024 and exceeds July's by 11.9 percent"
        if host is not None and against and draft.kind is Kind.CHANGE and self._goes_on_beyond(host, draft):
            host = None  # "90% above May 2023, when it was 4,100, and 12 percent above April"
        if host is not None and (based or (against and host.span.start > draft.span.end)):
            host = None  # "a 27% increase on the year, yet nearly half of its December volume of 60,423"
        if host is not None and host.period is not None and (host.modality in AHEAD) == (draft.modality in AHEAD):
            cost = min(_KEPT, distance(self.scene.text, host.span, draft.span) * 0.5) + _HOSTED
            if cost < price:
                draft.dated = host.dated
                return host.period
        return best

    def _goes_on_beyond(self, host: Draft, draft: Draft) -> bool:
        """Whether an English sentence goes on with another comparison behind the clause that tells what it compared with."""
        between = self.scene.text[host.span.end : draft.figure.full.start]
        return host.span.end <= draft.span.start and _AND_AGAIN.fullmatch(between) is not None

    def _came_back(self, draft: Draft) -> bool:
        """Whether the level of a Chinese figure was told of a year ago, and the figure is of now again: 只卖了1.7万辆，如今已到第二."""
        host, text = draft.host, self.scene.text
        if host is None or draft.kind not in (Kind.RANK, Kind.SHARE):
            return False
        led = led_back_by(text, self.sentence, host.figure) is not None
        return led and led_back_by(text, self.sentence, draft.figure) is None

    def _is_yardstick(self, draft: Draft) -> bool:
        """Whether the level of a change is what it is measured by: "9.1% up on the 14,300 of the week before"."""
        host = draft.host
        if host is None or host.span.start < draft.span.end or draft.kind is not Kind.CHANGE:
            return False
        return ON_LEVEL.fullmatch(self.scene.text, draft.span.end, host.figure.full.start) is not None

    def _carried(self, draft: Draft, metric: Metric | None) -> Period | None:
        """What holds where the sentence names no time: for a stock the day of the text or of the quarter's end."""
        published = self.scene.document.published
        stock = metric is not None and metric.nature is Nature.STOCK and not self._is_average(draft)
        stock = stock and "_per_" not in (draft.metric or "")  # an average too: the profit per car of a quarter
        past = self.clock.past
        if metric is not None and metric.id in QUOTED and draft.modality is Modality.ACTUAL and published is not None:
            return Period.day(published)
        if draft.modality is Modality.ACTUAL and draft.kind is Kind.LEVEL and stock:
            event, asked = self.clock.event, metric is not None and metric.id == "price"
            if asked and event is not None and published is not None and 0 <= (published - event.end).days <= _RECENT:
                return event  # a price list holds from the day it came out
            ends = _TERM_ENDS.search(self.scene.text, self.sentence.span.start, draft.figure.full.start)
            return Period.day(past.end) if ends and past is not None and past.days != 1 else self._counted_on()
        told, onward = self.clock.last, _OVER_THAT.search(self.scene.text, self.sentence.span.start, draft.span.start)
        if onward and told is not None and draft.modality not in AHEAD and (told.whole_months or 0) > 1:
            return told
        if draft.modality in AHEAD and (held := self._measured_year(draft)) is not None:
            return held
        due = quarter_due(self.scene.text, self.sentence.span, self.sentence.times, past, published)
        if due is not None and draft.modality in AHEAD:
            return due
        stale = self._is_aimed_anew(draft)
        if draft.modality in AHEAD and (self.clock.ahead is None or stale) and published is not None:
            aimed = draft.kind is Kind.LEVEL and draft.modality is Modality.TARGET
            if aimed and (changed := self._changed_in(draft)) is not None:
                return Period.year(changed.end.year)
            if past is not None and past.end < published and not stale and self._was_aimed(draft, past):
                return Period.year(past.end.year)
            if stale:
                return Period.year(published.year)
            return Period.year(self._aimed_year(draft, published)) if aimed else self.clock.past
        counted = metric is not None and metric.unit == self.pack.main_unit
        if counted and draft.modality is Modality.TARGET and draft.kind is Kind.LEVEL and self.clock.ahead is None:
            return None if past is None else Period.year(past.end.year)
        if draft.modality is Modality.ESTIMATE and self.clock.ahead is not None and self._is_required(draft):
            return self.clock.ahead  # "For that, it has to deliver 50,000 a month"
        return self.clock.of(draft) or (None if counted else self.clock.day or self.clock.event)

    def _counted_on(self) -> Period | None:
        """The day on which a stock is counted whose sentence names none."""
        published, past = self.scene.document.published, self.clock.past
        if published is None:
            return self.clock.as_of or closing_day(past)
        opening = self.clock.opening
        if opening is not None and 0 <= (published - opening.end).days <= _RECENT:
            return opening
        counted = self.clock.as_of
        of_which = cues.OF_WHICH_ZH.match(self.scene.text, self.sentence.span.start)
        if counted is not None and counted.end <= published:  # not the day by which something is planned
            of_which = of_which or cues.OF_THESE.match(self.scene.text, self.sentence.span.start)
        onward = of_which or self.scene.goes_on(self.sentence)
        if counted is not None and (onward or _THAT_DAY.match(self.scene.text, self.sentence.span.start)):
            return counted
        if past is not None and past.grain in (Grain.QUARTER, Grain.HALF):
            return Period.day(past.end)
        if past is not None and past.whole_months == 1 and past.end < published:
            return Period.day(past.end if (published - past.end).days <= _RECENT else published)
        day = self.clock.day
        return day if day is not None and 0 <= (published - day.end).days <= WEEK else Period.day(published)

    def _is_average(self, draft: Draft) -> bool:
        """Whether it is an average, which is over a time and not of a day: "the average price rose to 260,000 yuan"."""
        start = max(self.sentence.span.start, draft.figure.full.start - _SAID_NEAR)
        return bool(_AVERAGE.search(self.scene.text, start, draft.figure.full.start))

    def _first_told(self, draft: Draft, *, flow: bool) -> Period | None:
        """The first time behind a figure before which the text tells none: "hybrids lost 22% and sedans gained 34% in May"."""
        behind = (t for t in self.own if t.span.start > draft.span.end and t.sense is not Sense.COMPARISON)
        free = (t for t in behind if not t.reporting and not self._dates_event(t))
        time = next((t for t in free if not labels_another(self.scene.text, self.sentence, t, draft.figure)), None)
        return None if time is None else self._meant(time, draft, flow=flow)

    def _meant(self, time: TimeMention, draft: Draft, *, flow: bool) -> Period | None:
        """An aim "by the end of 2026" or "this year" is for the year; a stock holds on the last day."""
        now, year, published = self.clock.past, time.period, self.scene.document.published
        early = published is not None and published.month <= _YOUNG and year == Period.year(published.year)
        if early and published and _ENDED.search(self.scene.text, self.sentence.span.start, time.span.end):
            return Period.year(published.year - 1)  # "ended the year with 429,445"
        if draft.modality is Modality.TARGET and now is not None and year is not None and year.grain is Grain.YEAR:
            said = time.span.of(self.scene.text).lower()
            if said == "the year" and year.end.year < now.end.year:
                return Period.year(now.end.year)  # an aim "for the year", after a look back at the one before
        whole = time.whole is not None and time.whole.days != 1
        if whole and ((flow and is_day(time)) or (draft.modality in AHEAD and not is_day(time))):
            return time.whole
        return time.period

    def _in_relative_clause(self, time: TimeMention, draft: Draft) -> bool:
        between = self.scene.text[time.span.end : draft.span.start]
        return bool(between) and ", " not in between[2:]

    def _multiplied(self, draft: Draft, now: Period) -> str | None:
        """The time whose figure a Chinese multiple is of, named right before it: 是去年同期的3.4倍, 只及1月的三分之二."""
        text, start = self.scene.text, draft.figure.full.start
        for time in reversed(self.compared):
            between = text[time.span.end : start] if time.span.end <= start else "，"
            if is_times_that_of(text, draft.span.end, time.span.start):
                other = shifted(now, time.shift) if time.period is None else self._within(time.period, now)
                return None if other is None else str(other)
            if not between.startswith(("的", "全")) and not between[:1].isdigit():
                continue
            if any(c in between for c in "，；。："):
                continue
            whole = between.startswith("全") or time.span.of(text).endswith("全年")
            if time.period is None:
                other = Period.year(now.end.year - 1) if whole and time.shift == "year" else shifted(now, time.shift)
            else:
                other = time.period if whole else self._within(time.period, now)
            return None if other is None else str(other)
        return None

    def _within(self, then: Period, now: Period) -> Period:
        """The part of an earlier year that ``now`` is measured by; any other time itself."""
        part = now.years_earlier() if now.start is not None else now
        return part if then.grain is Grain.YEAR and then.contains(part) else then

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
            if SAME.search(best.span.of(self.scene.text)):
                other = shifted(period, "year")
            elif best.period is not None:
                other = best.period
            return None if other is None else str(other)
        onward = (
            self.clock.shift if self.clock.block == self.sentence.block and self.scene.document.lang == "zh" else None
        )
        if (
            onward is not None
            and draft.figure.form is not Form.POINTS
            and (period.whole_months == 1 or period.days == WEEK)
        ):
            return str(shifted(period, onward))  # 环比少了2150辆。……也涨了84%: measured as what was told before
        quoted = draft.metric in (*QUOTED, "price") and period.days == 1  # a day's move is not one on the year
        return None if period.since_inception or quoted else str(period.years_earlier())
