"""The periods that figures are compared over."""

from __future__ import annotations

from functools import lru_cache

from tachograph.core.period import Grain, Period

_STEPS = {Grain.MONTH: "MoM", Grain.QUARTER: "QoQ", Grain.HALF: "HoH"}
_LENGTHS = {Grain.MONTH: 1, Grain.QUARTER: 3, Grain.HALF: 6}
_POOLED = (1, 2)  # months that hold the Lunar New Year, in one year the first and in another the second


@lru_cache(maxsize=4096)
def ordinary(period: str) -> str:
    """The usual spelling of an EDTF period, as the cells have it: ``2025-Q1`` for ``2025-01/2025-03``.

    Raises:
        ValueError: if it is not EDTF.
    """
    return str(spelt(Period.parse(period)))


def spelt(period: Period) -> Period:
    """The same days with the grain that spells them shortest."""
    months = period.whole_months
    if months is None or period.start is None:
        return period if period.start else Period(None, period.end, Grain.MONTH if _whole(period) else period.grain)
    first = period.start
    match months, first.month:
        case 12, 1:
            return Period.year(first.year)
        case 6, (1 | 7):
            return Period.half(first.year, (first.month + 5) // 6)
        case 3, (1 | 4 | 7 | 10):
            return Period.quarter(first.year, (first.month + 2) // 3)
        case _:
            return Period(first, period.end, Grain.MONTH)


def _whole(period: Period) -> bool:
    return period.end == Period.month(period.end.year, period.end.month).end


def last_month(period: Period) -> Period:
    """The month that a period ends in."""
    return Period.month(period.end.year, period.end.month)


def to_date(period: Period) -> Period:
    """The year until the end of a period."""
    return spelt(Period.between(Period.month(period.end.year, 1), last_month(period)))


def before(period: Period) -> Period | None:
    """The month before a month, the quarter before a quarter, the half before a half; ``None`` for all others."""
    return spelt(period.previous()) if step(period) else None


def step(period: Period) -> str:
    """What a change against :func:`before` is called; empty if there is none."""
    found = spelt(period)
    return _STEPS.get(found.grain, "") if found.whole_months == _LENGTHS.get(found.grain) else ""


def year_before(period: Period) -> Period:
    """The same part of the calendar a year before."""
    return spelt(period.years_earlier())


def months_until(last: Period, count: int) -> tuple[Period, ...]:
    """So many months, the last of which is that of ``last``."""
    index = last.end.year * 12 + last.end.month - 1
    return tuple(Period.month(n // 12, n % 12 + 1) for n in range(index - count + 1, index + 1))


def pooled(period: Period) -> Period:
    """January and February together, for either of them; any other period as it is."""
    if period.whole_months == 1 and period.end.month in _POOLED:
        year = period.end.year
        return Period.between(Period.month(year, _POOLED[0]), Period.month(year, _POOLED[1]))
    return period


def holds_new_year(period: Period) -> bool:
    """Whether it is a single month that the Lunar New Year may fall into, in this year or the one before."""
    return period.whole_months == 1 and period.end.month in _POOLED
