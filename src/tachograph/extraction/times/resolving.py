"""Which period a phrase means, given when the text speaks and what it has told so far."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

from tachograph.core.period import Grain, Period
from tachograph.extraction.times.calendar import (
    days_until,
    edge_of,
    month_at,
    months_until,
    quarter_of,
    same_month,
    stretch_from,
    unit_until,
    week_in,
)
from tachograph.extraction.times.phrases import Form, Phrase, Unit
from tachograph.extraction.times.storyline import STALE, Storyline

_WEEK = 7  # days
_QUARTER = 3  # months
_YOUNG = 45  # days into a year: 全年 is still the one before; 年内 and 年初 never are
_ITS_MONTHS = re.compile(r"(?:(?:in|over|during|for|of|across) )?(?:the|these|those|its) \w+ months", re.IGNORECASE)
_WHOLE_YEARS = ("全年", "年底", "年末")


class Story(Storyline):
    """The times of a text as it tells them; give it the phrases in order and ask what each means."""

    def period(self, phrase: Phrase) -> Period | None:
        """The period that ``phrase`` means; ``None`` if it cannot be known."""
        return _RESOLVERS[phrase.form](self, phrase)

    def whole(self, phrase: Phrase, period: Period) -> Period | None:
        """The calendar unit that the words name, if ``period`` is only a part of it."""
        if phrase.unit is None or phrase.form not in (Form.UNIT, Form.SINCE, Form.BACK):
            return None
        if phrase.form is Form.BACK:
            return None if phrase.unit.edge is None else self._spoken_of(phrase)
        unit = self._unit(phrase.unit, phrase)
        return None if unit is None or unit.same_days(period) else unit

    def ends(self, phrase: Phrase) -> tuple[Period, Period] | None:
        """The first and last unit of a range."""
        assert phrase.unit is not None
        assert phrase.last is not None
        last = self._unit(phrase.last, phrase)
        if last is None:
            return None
        first = self._before(phrase.unit, last)
        return None if first is None else (first, last)

    def counts(self, phrase: Phrase) -> bool:
        """Whether "in 11 months" are the months of the year so far: the text names November, or it was last month."""
        if phrase.unit is not None:
            return True
        last = self.now.day.month - 1 if self.now is not None and self.now.grain is Grain.DAY else 0
        told = self._farthest.end.month if self._farthest is not None else 0  # "After six months", of a first half
        return 2 <= phrase.count <= 12 and (phrase.count in self._months_named or phrase.count in (last, told))

    # --- forms -------------------------------------------------------------------------------------------------------

    def one_unit(self, phrase: Phrase) -> Period | None:
        assert phrase.unit is not None
        unit = phrase.unit
        whole = self._unit(unit, phrase)
        if whole is None or unit.edge is not None:
            return None if whole is None else edge_of(whole, unit.edge)
        if unit.grain is Grain.YEAR and unit.offset == 0 and phrase.future == 0:
            return self._so_far(whole) or whole
        if unit.grain is Grain.DAY and phrase.as_of and self._stretch and same_month(self._stretch, whole):
            return Period.between(Period.day(whole.end.replace(day=1)), whole)
        return whole

    def a_range(self, phrase: Phrase) -> Period | None:
        """From one time to another; months that make a quarter or year are that: "July to September"."""
        ends = self.ends(phrase)
        if ends is None or ends[0].start is None or ends[0].start > ends[1].end:
            return None
        period, quarter = Period.between(*ends), quarter_of(ends[1].end)
        months = ends[0].grain is ends[1].grain is Grain.MONTH
        whole = (quarter, Period.year(period.end.year)) if months else ()
        return next((w for w in whole if w.same_days(period)), period)

    def first_units(self, phrase: Phrase) -> Period | None:
        """The first months or quarters of a year, or days of a month."""
        if phrase.grain is Grain.DAY:
            return self._first_days(phrase)
        size = 3 if phrase.grain is Grain.QUARTER else 1
        months = phrase.count * size
        if not 1 <= months <= 12:
            return None
        if phrase.form is Form.COUNTED:
            told = self._told_of_length(phrase) or self._told_since_january(months)
            if told is not None:
                return told
        year = self._year(phrase, months)
        return None if year is None else Period.between(Period.month(year, 1), Period.month(year, months))

    def summed(self, phrase: Phrase) -> Period | None:
        """The months up to the last one told of: 2月19万辆，1月21万辆，两个月加起来40万辆."""
        last = self._farthest
        if last is not None and last.whole_months == 1 and phrase.count > 1:
            return months_until(last.end, phrase.count)
        return self.first_units(phrase)

    def _told_since_january(self, months: int) -> Period | None:
        """The period spoken of, if it is the first so many months of a year: "the six-month figure" of a half."""
        told = [p for p in (self.current, *self._last_told.values()) if p is not None]
        return next((p for p in told if p.whole_months == months == p.end.month), None)

    def _told_of_length(self, phrase: Phrase) -> Period | None:
        """The quarter or half spoken of, which English calls by its length: "130,866 cars in the three months"."""
        spoken = self.current
        said = _ITS_MONTHS.fullmatch(phrase.span.of(self._text)) is not None
        return spoken if said and spoken is not None and spoken.whole_months == phrase.count > 1 else None

    def _year(self, phrase: Phrase, months: int) -> int | None:
        """The year whose first ``months`` months are meant."""
        if phrase.unit is not None:
            whole = self._unit(phrase.unit, phrase)
            return None if whole is None else whole.end.year
        spoken = self.current
        if phrase.compared and spoken is not None and spoken.whole_months == 1 and spoken.end.month == months:
            return spoken.end.year  # November against "the first eleven months"
        last = self._bare(lambda year: Period.month(year, months), phrase, None)
        return None if last is None else last.end.year

    def _first_days(self, phrase: Phrase) -> Period | None:
        whole = self._unit(phrase.unit, phrase) if phrase.unit is not None else self._month_spoken_of(phrase.count)
        if whole is None or whole.start is None:
            return None
        return days_until(whole.start + timedelta(days=phrase.days - 1), phrase.days)

    def days_within(self, phrase: Phrase) -> Period | None:
        """From one day to another of the month spoken of."""
        assert phrase.unit is not None
        assert phrase.last is not None
        month = self._month_spoken_of(phrase.last.day)
        if month is None or not 0 < phrase.unit.day < phrase.last.day <= month.end.day:
            return None
        return Period(month.end.replace(day=phrase.unit.day), month.end.replace(day=phrase.last.day), Grain.DAY)

    def _month_spoken_of(self, days: int) -> Period | None:
        if self.current is not None:
            week = self.current.days == _WEEK  # the last week of October may end in November
            told = self.current.end - timedelta(days=_WEEK // 2 if week else 0)
            return month_at(told.year, told.month)
        if self.now is None or not self.now.published:
            return None
        return month_at(self.now.day.year, self.now.day.month - (self.now.day.day < days))

    def final_units(self, phrase: Phrase) -> Period | None:
        whole = self._year_of_text() if phrase.unit is None else self._unit(phrase.unit, phrase)
        if whole is None:
            return None
        if phrase.grain is Grain.DAY:
            return days_until(whole.end, phrase.days)
        months = phrase.count * (3 if phrase.grain is Grain.QUARTER else 1)
        if months == _QUARTER and whole.grain is Grain.YEAR:
            return Period.quarter(whole.end.year, 4)  # "the final three months of 2025" are its fourth quarter
        return months_until(whole.end, months)

    def _year_of_text(self) -> Period | None:
        """The year spoken of, or that of writing."""
        told = self.current.end if self.current is not None else self.now and self.now.day
        return Period.year(told.year) if told else None

    def week(self, phrase: Phrase) -> Period | None:
        """A week of a month or year by its number; without either the last such week of a year that has begun."""
        if phrase.unit is not None:
            whole = self._unit(phrase.unit, phrase)
            return None if whole is None else week_in(whole, phrase.count)
        if self.now is None:
            return None
        weeks = (week_in(Period.year(year), phrase.count) for year in (self.now.year, self.now.year - 1))
        return next((w for w in weeks if w is not None and w.start is not None and w.start <= self.now.day), None)

    def ended(self, phrase: Phrase) -> Period | None:
        last = None if phrase.unit is None else self._unit(phrase.unit, phrase)
        if last is None:
            return None
        return days_until(last.end, phrase.count) if phrase.grain is Grain.DAY else unit_until(last.end, phrase.count)

    def past_units(self, phrase: Phrase) -> Period | None:
        """The months up to the one spoken of, or the days up to publication."""
        months = phrase.months
        told = self.current.start if self.current is not None and self.current.whole_months else None
        if months and told is not None and phrase.pointing:
            return months_until(told - timedelta(days=1), months)  # "the previous three months"
        if months and self.current is not None and self.current.whole_months:
            return months_until(self.current.end, months)
        if self.now is None or not self.now.published:
            return None
        return stretch_from(self.now.day, phrase, -1)

    def units_ahead(self, phrase: Phrase) -> Period | None:
        return stretch_from(self.now.day, phrase, 1) if self.now is not None and self.now.published else None

    def to_date(self, phrase: Phrase) -> Period | None:
        whole = self._unit(phrase.unit, phrase) if phrase.unit else None
        if whole is None and self.now is not None:
            whole = self._relative(Unit(phrase.grain or Grain.YEAR, offset=0))
        if whole is None:
            return None
        return self._so_far(whole) or self._until_now(whole) or whole

    def _so_far(self, whole: Period) -> Period | None:
        """From the start of ``whole`` to the end of the period spoken of, if that lies inside."""
        last = self._farthest
        if last is None or not whole.contains(last) or last.same_days(whole):
            return None
        return Period(whole.start, last.end, Grain.DAY if last.grain is Grain.DAY else Grain.MONTH)

    def _until_now(self, whole: Period) -> Period | None:
        if self.now is None or not self.now.published or whole.start is None:
            return None
        return Period(whole.start, self.now.day, Grain.DAY) if whole.start <= self.now.day < whole.end else None

    def since(self, phrase: Phrase) -> Period | None:
        assert phrase.unit is not None
        first = self._unit(phrase.unit, phrase)
        if first is None or first.start is None:
            return first
        last = self._farthest
        bare = phrase.unit.year is None and phrase.unit.year_offset is None and phrase.unit.number
        if bare and last is not None and first.start > last.end:
            first = first.years_earlier(first.start.year - last.end.year)  # since a January that was, not one to come
            if first.start is not None and first.start > last.end:
                first = first.years_earlier()
        if last is not None and last.end > first.end:
            return Period(first.start, last.end, min(first.grain, last.grain, key=list(Grain).index))
        return first

    def same(self, phrase: Phrase) -> Period | None:
        """The days of the period spoken of, in another month or year."""
        unit, current = phrase.unit, self.current
        assert unit is not None
        whole = self._unit(unit, phrase)
        if whole is None or current is None or current.start is None:
            return whole if unit.grain is Grain.MONTH else None
        if unit.grain is Grain.YEAR:
            return current.years_earlier(current.end.year - whole.end.year)
        if current.start.month != current.end.month or current.whole_months:
            return whole
        first, last = (whole.end.replace(day=min(d.day, whole.end.day)) for d in (current.start, current.end))
        return Period(first, last, Grain.DAY)

    def later(self, phrase: Phrase) -> Period | None:
        """So many years, months or days after the one spoken of; "the next year" may also be the one after now."""
        if phrase.grain is Grain.DAY:
            return None if self._day is None else Period.day(self._day.end + timedelta(days=phrase.count))
        spoken = self._last_told.get(phrase.grain) if phrase.grain is not None else None
        from_now = None if phrase.unit is None else self._unit(phrase.unit, phrase)
        told = self.current
        if phrase.grain is Grain.YEAR and phrase.unit is None and told is not None and told.grain is not Grain.YEAR:
            return told.years_earlier(-phrase.count) if self._in_sentence(phrase) else None
        if spoken is None or self.current is None or not self.current.same_days(spoken):
            return from_now
        if phrase.future and from_now is not None:
            return from_now
        if phrase.grain is Grain.YEAR:
            return Period.year(spoken.end.year + phrase.count)
        return month_at(spoken.end.year, spoken.end.month + phrase.count)

    def earlier(self, phrase: Phrase) -> Period | None:
        """So many years before what is spoken of; "ago" counts from now, unless its sentence has told of a part of a year."""
        told = self.current
        ago = phrase.span.of(self._text).lower().endswith("ago")
        if told is None or (ago and (told.grain is Grain.YEAR or not self._in_sentence(phrase))):
            return None if self.now is None else Period.year(self.now.year - phrase.count)
        return told.years_earlier(phrase.count)

    def back(self, phrase: Phrase) -> Period | None:
        """The period, month, quarter or year spoken of; failing that, the month or quarter last ended."""
        whole = self._spoken_of(phrase)
        return whole if whole is None or phrase.unit is None else edge_of(whole, phrase.unit.edge)

    def _spoken_of(self, phrase: Phrase) -> Period | None:
        grain = phrase.grain
        if grain is None:
            return self._stretch
        if grain is Grain.DAY and phrase.unit is None:
            return self._last
        if grain is Grain.YEAR:
            spoken = self.current if phrase.pointing or not self._is_aside(phrase) else None
            spoken = self._beyond_recalled(spoken, phrase)
            if spoken is None and self.now is not None:
                return Period.year(self.now.year - self._has_just_begun(phrase))
            return None if spoken is None else Period.year(spoken.end.year)
        if grain is Grain.QUARTER and phrase.unit is not None and phrase.unit.edge and self._farthest is not None:
            return quarter_of(self._farthest.end)  # "at quarter-end": of the last one that the text tells of
        if phrase.span.of(self._text)[0] in "单單":
            return self._latest_told.get(grain) or self._last_ended(grain)  # not the one it was compared with
        return self._last_told.get(grain) or self._last_ended(grain)

    def _has_just_begun(self, phrase: Phrase) -> bool:
        """Whether the year is so young that a Chinese 全年 or 年底 that no plan is made for is of the one before."""
        if self.now is None or not self.now.published or phrase.future:
            return False
        return self.now.day.timetuple().tm_yday <= _YOUNG and phrase.span.of(self._text) in _WHOLE_YEARS

    def _beyond_recalled(self, spoken: Period | None, phrase: Phrase) -> Period | None:
        """What a Chinese text tells of, where the year spoken of last was only looked back to: 而2024年只有22%。……全年出口134万辆."""
        told = self._farthest
        if self._in_sentence(phrase) and spoken is None and self._scope is not None:
            return self._scope  # 截至2025年底，公司全年交付…
        if told is None or phrase.pointing or not phrase.span.of(self._text).startswith(("全", "年")):
            return spoken
        recalled = spoken is not None and spoken.end.year < told.end.year and not self._in_sentence(phrase)
        return told if recalled else spoken

    def _is_aside(self, phrase: Phrase) -> bool:
        """Whether the year spoken of last is long past, and named in another sentence: the year is that of the text."""
        if self.now is None or self.current is None or (self.now.day - self.current.end).days <= STALE:
            return False
        return phrase.future > 0 or not self._in_sentence(phrase)

    def _last_ended(self, grain: Grain) -> Period | None:
        """The half, quarter or month before publication, which is when its results come out."""
        if self.now is None or not self.now.published or grain not in {Grain.MONTH, Grain.QUARTER, Grain.HALF}:
            return None
        return self._relative(Unit(grain, offset=-1))


_RESOLVERS: dict[Form, Callable[[Story, Phrase], Period | None]] = {
    Form.UNIT: Story.one_unit,
    Form.RANGE: Story.a_range,
    Form.PAIR: Story.a_range,
    Form.FIRST: Story.first_units,
    Form.FINAL: Story.final_units,
    Form.DAYS: Story.days_within,
    Form.WEEK: Story.week,
    Form.ENDED: Story.ended,
    Form.PAST: Story.past_units,
    Form.AHEAD: Story.units_ahead,
    Form.COUNTED: Story.first_units,
    Form.SUMMED: Story.summed,
    Form.TO_DATE: Story.to_date,
    Form.SINCE: Story.since,
    Form.SAME: Story.same,
    Form.LATER: Story.later,
    Form.EARLIER: Story.earlier,
    Form.BACK: Story.back,
}
