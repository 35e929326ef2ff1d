from calendar import isleap
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tachograph.core.period import Grain, Period

years = st.integers(min_value=1950, max_value=2100)
points = st.one_of(
    st.dates(date(1950, 1, 1), date(2100, 12, 31)).map(Period.day),
    st.builds(Period.month, years, st.integers(min_value=1, max_value=12)),
    st.builds(Period.quarter, years, st.integers(min_value=1, max_value=4)),
    st.builds(Period.half, years, st.integers(min_value=1, max_value=2)),
    st.builds(Period.year, years),
)
stretches = st.tuples(points, points).filter(lambda ab: ab[0].start <= ab[1].end).map(lambda ab: Period.between(*ab))
closed = points | stretches
periods = closed | points.map(Period.until)


def day_set(period):
    return {period.start + timedelta(days=n) for n in range(period.days)}


@given(periods)
def test_what_is_written_is_read_back(period):
    assert Period.parse(str(period)).same_days(period)
    assert str(Period.parse(str(period))) == str(period)


@given(points)
def test_points_keep_their_grain(point):
    assert Period.parse(str(point)) == point


@pytest.mark.parametrize(
    ("text", "start", "end", "grain"),
    [
        ("2026", date(2026, 1, 1), date(2026, 12, 31), Grain.YEAR),
        ("2025-H1", date(2025, 1, 1), date(2025, 6, 30), Grain.HALF),
        ("2025-Q3", date(2025, 7, 1), date(2025, 9, 30), Grain.QUARTER),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), Grain.MONTH),
        ("2025-12-21", date(2025, 12, 21), date(2025, 12, 21), Grain.DAY),
        ("2025-01/2025-11", date(2025, 1, 1), date(2025, 11, 30), Grain.MONTH),
        ("2025-02-01/2025-02-23", date(2025, 2, 1), date(2025, 2, 23), Grain.DAY),
        ("../2025-11", None, date(2025, 11, 30), Grain.MONTH),
        ("2024/2026", date(2024, 1, 1), date(2026, 12, 31), Grain.YEAR),
    ],
)
def test_written_forms(text, start, end, grain):
    period = Period.parse(text)
    assert period == Period(start, end, grain)
    assert str(period) == text


def test_ends_of_different_grain_are_written_by_the_finer():
    assert str(Period.parse("2025-Q3/2025-11")) == "2025-07/2025-11"
    assert str(Period.parse("2025-H1/2025-Q3")) == "2025-Q1/2025-Q3"
    assert str(Period.parse("/2025-11")) == "../2025-11"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2025-13",
        "2025-02-30",
        "2025-Q5",
        "2025-H3",
        "25",
        "2025-1",
        "2025-02/2025-01",
        "2025/..",
        "0000",
        "May 2025",
    ],
)
def test_what_is_no_period_is_refused(text):
    with pytest.raises(ValueError, match=r"."):
        Period.parse(text)


@given(closed, closed)
def test_containing_and_overlapping_are_of_days(a, b):
    assume(max(a.days, b.days) < 2000)
    assert a.contains(b) == (day_set(a) >= day_set(b))
    assert a.overlaps(b) == bool(day_set(a) & day_set(b))


@given(periods, periods)
def test_laws_of_containing_and_overlapping(a, b):
    assert a.contains(a)
    assert a.overlaps(b) == b.overlaps(a)
    assert not a.contains(b) or a.overlaps(b)
    assert (a.contains(b) and b.contains(a)) == a.same_days(b)


@given(years, st.integers(min_value=1, max_value=4))
def test_months_of_a_quarter(year, quarter):
    months = Period.quarter(year, quarter).months()
    assert [str(m) for m in months] == [f"{year}-{3 * quarter - 2 + n:02}" for n in range(3)]


@given(closed)
def test_months_fill_the_period_without_gap_or_overlap(period):
    months = period.months()
    assert len(months) == (period.whole_months or 0)
    for before, after in pairwise(months):
        assert before.end + timedelta(days=1) == after.start
    if months:
        assert Period.between(months[0], months[-1]).same_days(period)


@given(closed, st.integers(min_value=-20, max_value=20))
def test_years_earlier_keeps_the_calendar(period, count):
    moved = period.years_earlier(count)
    assert moved.grain == period.grain
    assert moved.start.year == period.start.year - count
    assert moved.end.year == period.end.year - count
    assert moved.start.month == period.start.month
    assert moved.end.month == period.end.month
    assert moved.whole_months == period.whole_months or period.grain is Grain.DAY
    leaps = isleap(period.end.year) or isleap(moved.end.year)
    assert leaps or (moved.end.day == period.end.day and moved.start.day == period.start.day)


@given(points)
def test_years_earlier_is_undone(point):
    assume(str(point)[4:] != "-02-29")
    assert point.years_earlier(3).years_earlier(-3) == point


def test_a_leap_day():
    assert str(Period.parse("2024-02-29").years_earlier()) == "2023-02-28"
    assert str(Period.parse("2024-02").years_earlier()) == "2023-02"
    assert str(Period.parse("2023-02").years_earlier(-1)) == "2024-02"
    assert str(Period.parse("../2024-02").years_earlier()) == "../2023-02"


@given(points)
def test_previous_comes_just_before(point):
    before = point.previous()
    assert before.end + timedelta(days=1) == point.start
    assert before.whole_months == point.whole_months
    assert before.grain == point.grain


@given(stretches)
def test_previous_does_not_overlap(period):
    assume(period.whole_months or period.days <= 31)
    assert not period.previous().overlaps(period)


def test_previous_of_days_in_a_month_are_the_days_of_the_month_before():
    assert str(Period.parse("2025-03-01/2025-03-23").previous()) == "2025-02-01/2025-02-23"
    assert str(Period.parse("2025-03-30/2025-03-31").previous()) == "2025-02-28"
    assert str(Period.parse("2025-01/2025-11").previous()) == "2024-02/2024-12"


@given(points)
def test_since_the_beginning(point):
    total = Period.until(point)
    assert total.since_inception
    assert total.days is None
    assert total.whole_months is None
    assert total.months() == ()
    assert total.contains(point)
    assert not point.contains(total)
    assert str(total) == f"../{str(point).rpartition('/')[2]}"
    with pytest.raises(ValueError, match="no start"):
        total.previous()


def test_the_wrong_order_is_refused():
    with pytest.raises(ValueError, match="cannot end before it starts"):
        Period(date(2025, 2, 1), date(2025, 1, 1), Grain.DAY)
