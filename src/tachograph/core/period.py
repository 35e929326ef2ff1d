"""When a figure holds: intervals of days, written as ISO 8601-2 (EDTF).

The quarters and halves are written ``2025-Q3`` and ``2025-H1``, as the trade writes them; ISO 8601-2 spells the same
seasons ``2025-35`` and ``2025-40``, which nobody reads.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache


class Grain(StrEnum):
    """How finely a period's ends are written, coarsest last."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"


_MONTHS = {Grain.MONTH: 1, Grain.QUARTER: 3, Grain.HALF: 6, Grain.YEAR: 12}
_YEARS = 1000, 2999
_POINT = re.compile(r"(\d{4})(?:-(?:(\d{2})(?:-(\d{2}))?|Q([1-4])|H([12])))?")


@dataclass(frozen=True, slots=True)
class Period:
    """The days ``start`` to ``end``, both included; no ``start`` means since the beginning.

    ``grain`` is that of the ends: ``2025-01/2025-11`` has grain month, ``2025-Q3`` has grain quarter. Two periods can
    span the same days and differ in grain (``2025-H1`` and ``2025-01/2025-06``): compare with :meth:`same_days`.
    """

    start: date | None
    end: date
    grain: Grain

    def __post_init__(self) -> None:
        if self.start is not None and self.start > self.end:
            raise ValueError(f"a period cannot end before it starts: {self.start} to {self.end}")

    # --- making -----------------------------------------------------------------------------------------------------

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read an EDTF string: ``2026 2025-Q3 2025-H1 2026-02 2025-12-21 2025-01/2025-11 ../2025-11``.

        Raises:
            ValueError: if it is none of these, or no such day exists.
        """
        return _parsed(text)

    @classmethod
    def day(cls, day: date) -> Period:
        return cls(day, day, Grain.DAY)

    @classmethod
    def month(cls, year: int, month: int) -> Period:
        return cls(date(year, month, 1), _last_day(year, month), Grain.MONTH)

    @classmethod
    def quarter(cls, year: int, quarter: int) -> Period:
        return cls(date(year, 3 * quarter - 2, 1), _last_day(year, 3 * quarter), Grain.QUARTER)

    @classmethod
    def half(cls, year: int, half: int) -> Period:
        return cls(date(year, 6 * half - 5, 1), _last_day(year, 6 * half), Grain.HALF)

    @classmethod
    def year(cls, year: int) -> Period:
        return cls(date(year, 1, 1), date(year, 12, 31), Grain.YEAR)

    @classmethod
    def between(cls, first: Period, last: Period) -> Period:
        """From the start of ``first`` to the end of ``last``."""
        return cls(first.start, last.end, min(first.grain, last.grain, key=list(Grain).index))

    @classmethod
    def until(cls, last: Period) -> Period:
        """Since the beginning, to the end of ``last``."""
        return cls(None, last.end, last.grain)

    # --- reading ----------------------------------------------------------------------------------------------------

    @property
    def since_inception(self) -> bool:
        """Whether it has no start."""
        return self.start is None

    @property
    def days(self) -> int | None:
        """How many days it has; ``None`` since the beginning."""
        return None if self.start is None else (self.end - self.start).days + 1

    @property
    def whole_months(self) -> int | None:
        """How many whole calendar months it is; ``None`` if it is not made of such."""
        if self.start is None or self.start.day != 1 or self.end != _last_day(self.end.year, self.end.month):
            return None
        return (self.end.year - self.start.year) * 12 + self.end.month - self.start.month + 1

    def contains(self, other: Period) -> bool:
        """Whether every day of ``other`` is in this period."""
        starts = self.start is None or (other.start is not None and self.start <= other.start)
        return starts and other.end <= self.end

    def overlaps(self, other: Period) -> bool:
        """Whether the two share a day."""
        return (self.start is None or self.start <= other.end) and (other.start is None or other.start <= self.end)

    def same_days(self, other: Period) -> bool:
        return self.start == other.start and self.end == other.end

    def months(self) -> tuple[Period, ...]:
        """Its calendar months in order; empty if it is not made of whole ones."""
        count = self.whole_months
        if count is None or self.start is None:
            return ()
        first = self.start
        return tuple(_month_after(first, n) for n in range(count))

    # --- moving -----------------------------------------------------------------------------------------------------

    def years_earlier(self, years: int = 1) -> Period:
        """The same days of the calendar ``years`` before (negative: after); a leap day becomes the 28th."""
        start = None if self.start is None else _shift_years(self.start, -years)
        end = _shift_years(self.end, -years)
        if self.end == _last_day(self.end.year, self.end.month) and self.grain is not Grain.DAY:
            end = _last_day(end.year, end.month)
        return Period(start, end, self.grain)

    def previous(self) -> Period:
        """The period of the same length just before: the month before a month, the quarter before a quarter.

        A stretch of days inside a month (1-23 February) is followed back to the same days of the month before.
        """
        if self.start is None:
            raise ValueError("nothing comes before a period that has no start")
        count = self.whole_months
        if count is not None:
            first = _month_after(self.start, -count)
            assert first.start is not None
            return Period(first.start, self.start - timedelta(days=1), self.grain)
        if self.start == self.end:
            return Period.day(self.start - timedelta(days=1))
        before = _month_after(self.start, -1).end
        start = before.replace(day=min(self.start.day, before.day))
        end_month = _month_after(self.end.replace(day=1), -1).end
        return Period(start, end_month.replace(day=min(self.end.day, end_month.day)), self.grain)

    def __str__(self) -> str:
        return _edtf(self)


@lru_cache(maxsize=4096)
def _parsed(text: str) -> Period:
    first, slash, last = text.partition("/")
    if not slash:
        return _point(first)
    until = _point(last)
    if first in ("", ".."):
        return Period(None, until.end, until.grain)
    since = _point(first)
    return Period(since.start, until.end, min(since.grain, until.grain, key=list(Grain).index))


@lru_cache(maxsize=4096)  # a text has few periods and asks for each of them often
def _edtf(period: Period) -> str:
    last = _write(period.end, period.grain, last=True)
    if period.start is None:
        return f"../{last}"
    first = _write(period.start, period.grain, last=False)
    months = _MONTHS.get(period.grain)
    single = period.start == period.end if months is None else period.whole_months == months
    return last if single else f"{first}/{last}"


def _point(text: str) -> Period:
    match = _POINT.fullmatch(text)
    if not match:
        raise ValueError(f"not an EDTF period: {text!r} (write 2026, 2026-02, 2026-02-01, 2025-Q3, 2025-H1 or a/b)")
    year, month, day, quarter, half = (int(g) if g else None for g in match.groups())
    assert year is not None
    if not _YEARS[0] <= year <= _YEARS[1]:  # so that neighbouring periods are dates as well
        raise ValueError(f"no figure is of the year {year:04}")
    if quarter:
        return Period.quarter(year, quarter)
    if half:
        return Period.half(year, half)
    if day is not None and month is not None:
        return Period.day(date(year, month, day))
    if month is not None:
        if not 1 <= month <= 12:
            raise ValueError(f"no such month: {text!r}")
        return Period.month(year, month)
    return Period.year(year)


def _write(day: date, grain: Grain, *, last: bool) -> str:
    match grain:
        case Grain.DAY:
            return day.isoformat()
        case Grain.QUARTER if _on_edge(day, 3, last=last):
            return f"{day.year:04}-Q{(day.month + 2) // 3}"
        case Grain.HALF if _on_edge(day, 6, last=last):
            return f"{day.year:04}-H{(day.month + 5) // 6}"
        case Grain.YEAR:
            return f"{day.year:04}"
        case _:
            return f"{day.year:04}-{day.month:02}"


def _on_edge(day: date, months: int, *, last: bool) -> bool:
    return (day.month if last else day.month - 1) % months == 0


@lru_cache(maxsize=1024)
def _last_day(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _month_after(first: date, count: int) -> Period:
    index = first.year * 12 + first.month - 1 + count
    return Period.month(index // 12, index % 12 + 1)


def _shift_years(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
