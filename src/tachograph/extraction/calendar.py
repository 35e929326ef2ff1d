"""Small arithmetic on periods that resolving needs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from tachograph.core.period import Period
from tachograph.extraction.phrases import Edge


def is_single(period: Period) -> bool:
    return "/" not in str(period)


def edge_of(whole: Period, edge: Edge | None) -> Period:
    if edge is Edge.END:
        return Period.day(whole.end)
    if edge is Edge.START and whole.start is not None:
        return Period.day(whole.start)
    return whole


def last_of(periods: Iterable[Period]) -> Period | None:
    return max(periods, key=lambda p: p.end, default=None)


def month_at(year: int, month: int) -> Period:
    """A month counted on from January of ``year``, in either direction."""
    index = year * 12 + month - 1
    return Period.month(index // 12, index % 12 + 1)


def months_until(end: date, count: int) -> Period:
    return Period.between(month_at(end.year, end.month - count + 1), Period.month(end.year, end.month))


def moved(day: date, months: int, days: int) -> date:
    """``day`` moved by so many months and days; the 31st becomes the last of a shorter month."""
    month = month_at(day.year, day.month + months)
    return month.end.replace(day=min(day.day, month.end.day)) + timedelta(days=days)


def same_month(left: Period, right: Period) -> bool:
    return (left.end.year, left.end.month) == (right.end.year, right.end.month)
