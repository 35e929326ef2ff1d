"""Small arithmetic on periods that resolving needs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from tachograph.core.period import Grain, Period
from tachograph.extraction.times.phrases import Edge, Phrase, Unit

_TENS = {Edge.FIRST_TEN: (1, 10), Edge.SECOND_TEN: (11, 20), Edge.LAST_TEN: (21, 31)}
_THURSDAY = 3
_MONTHS = {"month": 1, "quarter": 3}


def is_single(period: Period) -> bool:
    return "/" not in str(period)


def edge_of(whole: Period, edge: Edge | None) -> Period:
    if edge is Edge.END:
        return Period.day(whole.end)
    if edge is Edge.START and whole.start is not None:
        return Period.day(whole.start)
    if edge in _TENS and whole.whole_months == 1:
        first, last = _TENS[edge]
        return Period(whole.end.replace(day=first), whole.end.replace(day=min(last, whole.end.day)), Grain.DAY)
    return whole


def week_around(day: date) -> Period:
    """Monday to Sunday."""
    monday = day - timedelta(days=day.weekday())
    return Period(monday, monday + timedelta(days=6), Grain.DAY)


def week_in(whole: Period, number: int) -> Period | None:
    """Week ``number`` of a month or year, the last if negative; as in ISO 8601, a week is where its Thursday is."""
    if whole.start is None:
        return None
    first = whole.start + timedelta(days=(_THURSDAY - whole.start.weekday()) % 7)
    last = whole.end - timedelta(days=(whole.end.weekday() - _THURSDAY) % 7)
    thursday = last if number < 0 else first + timedelta(weeks=number - 1)
    return week_around(thursday) if thursday <= last else None


def day_in(month: Period, day: int) -> Period | None:
    """A day of a month; the month itself for day 0, ``None`` if it has no such day."""
    if not day:
        return month
    return Period.day(month.end.replace(day=day)) if day <= month.end.day else None


def quarter_of(day: date) -> Period:
    return Period.quarter(day.year, (day.month + 2) // 3)


def last_of(periods: Iterable[Period]) -> Period | None:
    return max(periods, key=lambda p: p.end, default=None)


def month_at(year: int, month: int) -> Period:
    """A month counted on from January of ``year``, in either direction."""
    index = year * 12 + month - 1
    return Period.month(index // 12, index % 12 + 1)


def months_until(end: date, count: int) -> Period:
    return Period.between(month_at(end.year, end.month - count + 1), Period.month(end.year, end.month))


def weekday_near(day: date, unit: Unit, *, ahead: bool) -> Period:
    """The weekday of ``unit`` at or before ``day``, or after it: "on Thursday", "next Thursday"."""
    back = (day.weekday() - (unit.weekday or 0)) % 7
    if ahead or unit.turn == 1:
        return Period.day(day + timedelta(days=(7 - back) % 7))
    if unit.turn == -1 and back == 0:
        back = 7
    return Period.day(day - timedelta(days=back))


def days_until(end: date, count: int) -> Period:
    return Period(end - timedelta(days=count - 1), end, Grain.DAY)


def unit_until(end: date, months: int) -> Period:
    """``months`` whole months up to that of ``end``: the quarter, half or year, if they are one."""
    made = {3: Period.quarter, 6: Period.half}.get(months)
    if made is not None and end.month % months == 0:
        return made(end.year, end.month // months)
    return Period.year(end.year) if months == end.month == 12 else months_until(end, months)


def moved(day: date, months: int, days: int) -> date:
    """``day`` moved by so many months and days; the 31st becomes the last of a shorter month."""
    month = month_at(day.year, day.month + months)
    return month.end.replace(day=min(day.day, month.end.day)) + timedelta(days=days)


def same_month(left: Period, right: Period) -> bool:
    return (left.end.year, left.end.month) == (right.end.year, right.end.month)


def stretch_from(day: date, phrase: Phrase, sign: int) -> Period:
    """The stretch that ``phrase`` counts back from ``day`` (``sign`` -1) or on from it (1); quarters are whole ones."""
    if phrase.grain is Grain.QUARTER:
        near = quarter_of(day)
        first = near.end.month - 2 - 3 * phrase.count if sign < 0 else near.end.month + 1
        return Period.between(month_at(day.year, first), month_at(day.year, first + 3 * phrase.count - 1))
    other = moved(day, sign * phrase.months, sign * phrase.days)
    return Period(min(day, other), max(day, other), Grain.DAY)


def shifted(period: Period | None, shift: str | None) -> Period | None:
    """The period that a comparison names relative to ``period``."""
    if period is None or shift is None or period.since_inception:
        return None
    if period.start is not None and period.days == 7:  # weeks are compared with weeks, the year before with 52 back
        back = timedelta(days=52 * 7 if shift == "year" else 7)
        return Period(period.start - back, period.end - back, period.grain)
    if period.days == 1 and shift in _MONTHS:
        before = month_at(period.end.year, period.end.month - _MONTHS[shift])
        closing = period.end == month_at(period.end.year, period.end.month).end  # stocks are counted at the month's end
        return Period.day(before.end if closing else moved(period.end, -_MONTHS[shift], 0))
    return period.years_earlier() if shift == "year" else period.previous()
