"""What a text has said of time up to a point, and which calendar unit its words name there."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from tachograph.core.period import Grain, Period
from tachograph.extraction.times.anchors import Now, period_in
from tachograph.extraction.times.calendar import day_in, is_single, last_of, month_at, week_around, weekday_near
from tachograph.extraction.times.phrases import Form, Phrase, Unit

_SOON = 9 * 31  # days: how far ahead a month that "will" be is looked for before the past is tried
_EXPECTED = 5 * 31  # days: the same for what is expected or wanted, which is more often said of the past
_FAR = 400  # characters: no clause is longer
_WEEK = 7  # days
_MONTH = 31  # days
_RUNS = 21  # days
_HEAD = 200  # characters: a headline and the lines below it
# What stands before a week's days that are told as seen from the day of writing: 上周（3月3日至9日）
_SEEN_FROM_NOW = re.compile(r"[上下]一?[个個]?(?:周|週|星期)[，（(\s]*$")
# In a filing on a month 本月 is that month, though it is filed in the next.
_FILED = re.compile(r"特此公告|证券代码|證券代碼|公告编号|公告編號|[产產][销銷](?:数据)?快[报報]|本月\s*[|\t]")
STALE = 550  # days: a period further from now than this says nothing of the next bare month
_PASSING = (
    Form.DAYS,
    Form.TO_DATE,
    Form.SUMMED,
    Form.BACK,
    Form.SINCE,
    Form.PAST,
    Form.AHEAD,
    Form.EARLIER,
)  # these start from what is spoken of already
_SENTENCE_END = re.compile(r"[.!?]\s|[。！？\n]")
_LINE_END = re.compile(r"\n")
_IN_ROW = re.compile(r"[^。！？；\n]{1,24}，")
_THAT_YEAR = re.compile(r"\bthat (?:same )?year$")
_CLAUSE_MARK = re.compile(r"[,;:，；：]|\b(?:while|but|whereas)\b")


class Storyline:
    """What a text has said of time up to a point; give it the phrases in order.

    ``current`` is the period that the text speaks of, without comparisons and times to come.
    """

    def __init__(self, text: str, now: Now | None, months_named: frozenset[int]) -> None:
        self.now = now
        self.current: Period | None = None
        self._text = text
        self._filed = bool(_FILED.search(text))
        self._months_named = months_named
        self._last_told: dict[Grain, Period] = {}  # the last single unit of each grain
        self._told_at: dict[Grain, int] = {}  # and where it ends
        self._latest_told: dict[Grain, Period] = {}  # the single unit of each grain that ends last
        self._stretch: Period | None = None  # the last run of days inside a month
        self._week: Period | None = None  # that a weekly report is of: its 本周, though it comes out in the next
        self._day: Period | None = None  # the last single day, be it that of an event
        self._last: Period | None = None  # what a sentence opened with last, be it a day
        self._farthest: Period | None = None  # the period finer than a year that ends last
        self._scope: Period | None = None  # the last date given in full
        self._scope_phrase: Phrase | None = None
        self._spoken: Period | None = None  # the period, days too, that ends last
        self._happened: Period | None = None  # the same of what is no plan
        self._told_until = 0  # where the last time that has been told ends
        self._plan: tuple[int, Period] | None = None  # where the last time to come was named, and which
        self._recalled: Period | None = None  # the last 上年 that the text only looked back to
        self._named: set[Period] = set()  # the months told of by their names alone
        self._newline = -1  # the end of the line last asked for

    def told(self, phrase: Phrase, period: Period | None, whole: Period | None, *, compared: bool) -> None:
        """Remember a phrase that was resolved to ``period``, as a part of ``whole``."""
        if period is None or compared or phrase.form in _PASSING or self._only_looks_back(phrase, period):
            return
        away = phrase.background and "距" in self._text[max(0, phrase.span.start - 2) : phrase.span.start]
        self._day = period if period.days == 1 and not away else self._day  # 当日 is not the day so far from it
        ahead = phrase.future > 0 and self.now is not None and self.now.published and self.is_ahead(period)
        self._plan = (phrase.span.end, period) if ahead or self._goes_on_planning(phrase) else None
        if phrase.is_dated and phrase.future == 0 and not phrase.background:
            self._scope, self._scope_phrase = whole or period, phrase
        if (phrase.future == 2 and self.is_ahead(period)) or phrase.background or phrase.on or phrase.reporting:
            return
        if self.now is not None and period.start is not None and period.start > self._latest():
            return
        if self._spoken is None or period.end > self._spoken.end:
            self._spoken = period
        if phrase.future == 0 and (self._happened is None or period.end > self._happened.end):
            self._happened = period
        self._told_until = phrase.span.end
        self._last = period if phrase.leads or self._last is None else self._last
        if phrase.form is Form.UNIT and period.grain is Grain.DAY and not (phrase.as_of and self._stretch):
            if whole is not None and whole.grain is Grain.MONTH and period.days != 1:
                self._last_told[Grain.MONTH] = whole
            return
        if phrase.form is Form.RANGE and period.grain is Grain.DAY:
            self._stretch = period
            self._week = self._reported_week(phrase, period) or self._week
        self.current = period
        if phrase.unit is not None and phrase.unit.turn is None:
            self._named.add(period)
        if is_single(period):
            self._last_told[period.grain] = period
            self._told_at[period.grain] = phrase.span.end
            latest = self._latest_told.get(period.grain)
            self._latest_told[period.grain] = period if latest is None or period.end > latest.end else latest
        if period.grain is not Grain.YEAR and self._is_farther(period):
            self._farthest = period

    def _is_farther(self, period: Period) -> bool:
        """Whether a period ends last; one that is running ends later than what is told of, but tells nothing until then."""
        told = self._farthest
        if told is None or self.now is None or not self.now.published:
            return told is None or period.end > told.end
        running, told_runs = self._runs(period), self._runs(told)
        return period.end > told.end if running == told_runs else told_runs

    def _runs(self, period: Period) -> bool:
        """Whether a period of months has weeks to go when the text is published: a quarter in the text on its first month."""
        months = period.whole_months or 0
        return months > 1 and self.now is not None and (period.end - self.now.day).days > _RUNS

    def _reported_week(self, phrase: Phrase, period: Period) -> Period | None:
        """The seven days just over that a Chinese text opens with: 第10周（3月3日至9日）上险数据 is a report of that week."""
        opens = phrase.span.start < _HEAD and not phrase.span.of(self._text).isascii()
        if not opens or self.now is None or period.days != _WEEK or not 0 <= (self.now.day - period.end).days <= _WEEK:
            return None
        before = self._text[max(0, phrase.span.start - _WEEK) : phrase.span.start]
        return None if _SEEN_FROM_NOW.search(before) else period

    def _only_looks_back(self, phrase: Phrase, period: Period) -> bool:
        """Whether it is the unit before the one told of, or the same of the year before, and the text comes back: 上一季度还亏了6亿元。季内总收入…."""
        told, unit = self._last_told.get(period.grain), phrase.unit
        before = unit is not None and unit.offset == -1 and not unit.day and unit.edge is None
        single = period.grain in {Grain.MONTH, Grain.QUARTER} and not phrase.span.of(self._text).isascii()
        latest = self._latest_told.get(period.grain)
        if unit is not None and unit.turn == -1 and period.grain is Grain.YEAR and latest is not None:
            recalled = period.same_days(latest.years_earlier())  # 净利润5亿元，上年亏损2亿元。全年销量…
            self._recalled = period if recalled else self._recalled
            return recalled
        if single and unit is not None and unit.year_offset == -1 and latest is not None:
            return period.same_days(latest.years_earlier())  # 11月交付7万辆，去年11月才4万辆
        return before and single and told is not None and period.same_days(told.previous())

    def _goes_on_planning(self, phrase: Phrase) -> bool:
        """Whether a Chinese clause goes on with a row of times to come: 10月目标5000台，12月破万，明年1月到1.6万台."""
        if self._plan is None or phrase.future or self.now is None or not self.now.published:
            return False
        between = self._text[self._plan[0] : phrase.span.start]
        return _IN_ROW.fullmatch(between) is not None and not phrase.compared

    def _later_in_year(self, choices: list[Period], phrase: Phrase) -> Period | None:
        """The later time of the year told of, in a sentence that goes through it: "614 in June 2024, 1,727 on December 31"."""
        told = self.current or self._spoken
        if self.now is None or self.now.published or told is None or told.start is None or phrase.future:
            return None
        after = [p for p in choices if p.start and p.start > told.start and p.end.year == told.end.year]
        first = next((p.start for p in after), None)
        begun = first is not None and (self.now.slack > 0 or first <= self.now.day)
        return after[0] if begun and self._in_sentence(phrase) else None

    def _in_sentence(self, phrase: Phrase) -> bool:
        """Whether the sentence has told of a time before ``phrase``."""
        return self._told_until > 0 and _SENTENCE_END.search(self._text, self._told_until, phrase.span.start) is None

    def is_ahead(self, period: Period) -> bool:
        """Whether ``period`` is not over yet when the text speaks."""
        return self.now is None or self.now.grain is Grain.YEAR or period.end >= self.now.day

    # --- units -------------------------------------------------------------------------------------------------------

    def _unit(self, unit: Unit, phrase: Phrase) -> Period | None:
        """The whole calendar unit, without its edge."""
        if unit.week and unit.number:
            day = self._unit(replace(unit, week=False), phrase)
            return None if day is None else week_around(day.end)
        if unit.year is not None:
            return period_in(unit, unit.year)
        if unit.weekday is not None:
            now = self.now
            return weekday_near(now.day, unit, ahead=phrase.future == 2) if now and now.published else None
        if not unit.number:
            if (further := self._one_before(unit, phrase)) is not None:
                return further
            before = self._year_before(phrase) if unit.grain is Grain.YEAR and unit.turn == -1 else None
            return Period.year(before) if before is not None else self._relative(unit)
        if unit.year_offset is not None:
            before = self._year_before(phrase) if unit.turn == -1 else None
            return None if self.now is None else period_in(unit, before or self.now.year + unit.year_offset)
        return self._bare(lambda year: period_in(unit, year), phrase, unit.turn)

    def _year_before(self, phrase: Phrase) -> int | None:
        """Which year 上年 is: the one before the year that the text speaks of, be that itself the last; 再上一年 another."""
        again = self._text[phrase.span.start - 1 : phrase.span.start] == "再"
        told = self._recalled if again and self._recalled is not None else self.current
        if told is None or self.now is None or (self.now.day - told.end).days > STALE:
            return None
        return told.end.year - 1

    def _one_before(self, unit: Unit, phrase: Phrase) -> Period | None:
        """上季 in a sentence that has told of the last quarter, or 上一季 in such a paragraph: the one before that."""
        told = self._last_told.get(unit.grain)
        parts = unit.grain in {Grain.MONTH, Grain.QUARTER} and unit.offset == -1 and not unit.day and unit.edge is None
        said, at = phrase.span.of(self._text), self._told_at.get(unit.grain)
        if not parts or told is None or at is None or said.isascii() or phrase.span.start - at > _FAR:
            return None
        between = _LINE_END if said.startswith("上一") else _SENTENCE_END
        if between.search(self._text, at, phrase.span.start) is not None:
            return None
        return told.previous() if told == self._relative(unit) else None

    def _relative(self, unit: Unit) -> Period | None:
        """The year, quarter, month, week or day so many from now."""
        if self.now is None or unit.offset is None:
            return None
        day = self.now.day
        if unit.grain is Grain.YEAR:
            return Period.year(day.year + unit.offset)
        if self.now.grain is Grain.YEAR:
            return None
        if unit.week and unit.offset == -1 and not self.now.published and self._stretch and self._stretch.days == _WEEK:
            return self._stretch  # a text without a date is written after the week that it tells of
        if unit.week and self._week is not None:
            return week_around(self._week.end + timedelta(weeks=unit.offset))
        if unit.week:
            return week_around(day + timedelta(weeks=unit.offset)) if self.now.grain is Grain.DAY else None
        if unit.grain is Grain.DAY:
            return Period.day(day + timedelta(days=unit.offset)) if self.now.published else None
        filed = self._last_told.get(Grain.MONTH) if self._filed and not (unit.offset or unit.day) else None
        if unit.grain is Grain.MONTH and filed is not None and 0 < (day - filed.end).days <= _MONTH:
            return filed
        if unit.grain is Grain.MONTH:
            back = unit.turn == -1 and unit.day > day.day  # 26日, told on the 3rd of the next month
            return day_in(month_at(day.year, day.month + unit.offset - back), unit.day)
        size = {Grain.QUARTER: 3, Grain.HALF: 6}[unit.grain]
        index = day.year * (12 // size) + (day.month - 1) // size + unit.offset
        year, number = divmod(index, 12 // size)
        return Period.quarter(year, number + 1) if size == 3 else Period.half(year, number + 1)

    def _bare(self, make: Callable[[int], Period | None], phrase: Phrase, turn: int | None) -> Period | None:
        """A month, quarter, half or day whose year is not said."""
        if self.now is None:
            return None
        choices = [p for y in range(self.now.year - 3, self.now.year + 3) if (p := make(y)) is not None]
        if self.current is not None and _THAT_YEAR.search(phrase.span.of(self._text)):
            return next(
                (p for p in choices if p.end.year == self.current.end.year), None
            )  # "mid-December of that year"
        if phrase.compared or (turn == -1 and self.current is None):
            known = self._named if turn == -1 else ()  # "the 18,257 of last September", in a text on this September
            choices = [p for p in choices if p.end <= self._reference().end and not p.same_days(self._reference())]
            return last_of(p for p in choices if p not in known)
        if turn == -1:
            last = last_of(p for p in choices if p.end < self.now.day)
            if last is None or last not in self._named:
                return last
            # "last November", told in December of the figures of November: the one before
            recent = (self.now.day - last.end).days <= _MONTH
            return last_of(p for p in choices if p.end < last.end) if recent else last
        if turn == 1:
            return next((p for p in choices if p.start is not None and p.start > self.now.day), None)
        if (later := self._later_in_year(choices, phrase)) is not None:
            return later
        if self._scope is not None and phrase.future == 0 and self._governed(phrase):
            return self._in_scope(choices, self._scope, phrase)
        if phrase.future and self.now.grain is Grain.YEAR:
            told = self._farthest.end if self._farthest is not None else date(self.now.year, 1, 1)
            return next((p for p in choices if p.end >= told), None)
        ahead = (0, _EXPECTED, _SOON)[phrase.future]
        if choices and choices[0].grain in {Grain.QUARTER, Grain.HALF}:
            ahead = min(ahead, _EXPECTED)  # "will report third-quarter results" is said of the one that is over
        if self._plan is not None and self._goes_on_planning(phrase):
            planned = self._plan[1]
            if planned.grain is not Grain.YEAR:
                return next((p for p in choices if p.start is not None and p.start > planned.end), None)
            if planned.start is not None and planned.start > self.now.day:  # 明年目标60万辆，一季度先卖10万辆
                return next((p for p in choices if planned.contains(p)), None)
        ended = [] if self.now.published or self._spoken is None else [self._spoken.end]
        limit = max(self._latest(), self.now.day + timedelta(days=ahead), *ended)
        return last_of(p for p in choices if self._may_be_told(p, limit, phrase))

    def _may_be_told(self, period: Period, limit: date, phrase: Phrase) -> bool:
        """Whether a period has begun by ``limit``; of a quarter or half a third is over, where that is a guess or Chinese tells of it."""
        known = self.now is not None and self.now.published and phrase.span.of(self._text).isascii()
        long = period.grain in {Grain.QUARTER, Grain.HALF} and not known and phrase.future == 0
        if period.start is None or period.days is None:
            return False
        return period.start + timedelta(days=period.days // 3 if long else 0) <= limit

    def _governed(self, phrase: Phrase) -> bool:
        """Whether the last full date rules over this one.

        It does if it opens the sentence or stands in the same clause. Where the text has no publication date, a year
        rules over its paragraph and a month or day, unless long past, over all that follows.
        """
        scope, period = self._scope_phrase, self._scope
        assert scope is not None
        assert period is not None
        assert self.now is not None
        start, end = scope.span.end, phrase.span.start
        if not self.now.published:
            recent = abs((self.now.day - period.end).days) <= STALE
            return recent if period.grain is not Grain.YEAR else end <= self._line_end(start)
        if end - start > _FAR:
            return False
        between = self._text[start:end]
        return _SENTENCE_END.search(between) is None and (scope.leads or _CLAUSE_MARK.search(between) is None)

    def _line_end(self, start: int) -> int:
        """Where the line that ``start`` stands in ends; phrases come in order, so a line is looked through once."""
        if self._newline < start:
            found = self._text.find("\n", start)
            self._newline = found if found >= 0 else len(self._text)
        return self._newline

    def _in_scope(self, choices: list[Period], scope: Period, phrase: Phrase) -> Period | None:
        """The choice that fits the latest explicit date: in its year, or nearest to it."""
        if scope.grain is Grain.YEAR:
            return next((p for p in choices if scope.contains(p)), None)
        limit = scope.end + timedelta(days=self.now.slack if self.now else 0)
        if self._happened is not None and self.now is not None and not self.now.published:
            limit = max(limit, self._happened.end)  # the text has gone on since: "614 in June 2024 … on December 31"
        return last_of(p for p in choices if self._may_be_told(p, limit, phrase))

    def _latest(self) -> date:
        """The last day that the past tense can reach."""
        assert self.now is not None
        if self.now.published:
            return self.now.day
        if self.now.grain is Grain.YEAR:
            return date(self.now.year, 12, 31)
        return self.now.day + timedelta(days=self.now.slack)

    def _reference(self) -> Period:
        """What a comparison is made from: the period spoken of, or now."""
        assert self.now is not None
        current = self.current
        if current is not None and abs((self.now.day - current.end).days) <= STALE:
            return current
        return month_at(self.now.day.year, self.now.day.month)

    def _before(self, unit: Unit, last: Period) -> Period | None:
        """The start of a range that ends with ``last``."""
        if unit.year is not None:
            return period_in(unit, unit.year)
        if not unit.number:
            return self._relative(unit)
        choices = (period_in(unit, year) for year in (last.end.year, last.end.year - 1))
        return next((p for p in choices if p is not None and p.start is not None and p.start <= last.end), None)
