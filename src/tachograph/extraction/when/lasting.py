"""How long times are, as far as a text goes on from one to another."""

from __future__ import annotations

from tachograph.core.period import Grain, Period


def goes_on(period: Period, clock: Period | None) -> bool:
    """Whether a text that has reached ``clock`` goes on to a period: one as long, or a part of its year."""
    if clock is None or (length(period) == 0 and period.start == clock.start):
        return False  # "by the 16th" in a text about the 1st to 23rd
    return length(period) == length(clock) or (clock.grain is Grain.YEAR and period.grain is not Grain.YEAR)


def length(period: Period) -> int:
    """How many months it is, with a part of one month as none and days of several as many."""
    if period.whole_months is not None:
        return period.whole_months
    return (
        0
        if period.start is not None and (period.start.year, period.start.month) == (period.end.year, period.end.month)
        else -1
    )


def carries(period: Period) -> bool:
    """Whether what follows may be of a period as well: days and sums since the beginning are of one figure."""
    return not period.since_inception and period.days != 1


def closing_day(period: Period | None) -> Period | None:
    """The last day of a quarter or half, else the time itself."""
    return Period.day(period.end) if period is not None and period.grain in (Grain.QUARTER, Grain.HALF) else period
