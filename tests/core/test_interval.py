from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tachograph.core.interval import Interval

values = st.fractions(min_value=-1000, max_value=1000, max_denominator=50) | st.sampled_from([Fraction(0), Fraction(1)])


@st.composite
def intervals_with_a_value(draw):
    """An interval, open sides included, and a value in it."""
    value = draw(values)
    low = draw(st.none() | values.map(lambda v: value - abs(v)))
    high = draw(st.none() | values.map(lambda v: value + abs(v)))
    return Interval(low, high), value


inside = intervals_with_a_value()
intervals = inside.map(lambda pair: pair[0])


@given(inside, inside)
def test_arithmetic_encloses_what_it_gives_for_values(first, second):
    (a, x), (b, y) = first, second
    assert (a + b).contains(x + y)
    assert (a - b).contains(x - y)
    assert (a * b).contains(x * y)
    assert (-a).contains(-x)
    assume(y != 0)
    assert (a / b).contains(x / y)


@given(inside, values)
def test_scale_encloses_and_is_undone(pair, factor):
    interval, value = pair
    assert interval.scale(factor).contains(value * factor)
    assume(factor != 0)
    assert interval.scale(factor).scale(1 / factor) == interval


@given(values, values, values, values)
def test_arithmetic_of_closed_sides_is_tight(a, b, c, d):
    x, y = Interval(min(a, b), max(a, b)), Interval(min(c, d), max(c, d))
    sums = [p + q for p in (a, b) for q in (c, d)]
    products = [p * q for p in (a, b) for q in (c, d)]
    assert x + y == Interval(min(sums), max(sums))
    assert x * y == Interval(min(products), max(products))
    assume(not y.contains(0))
    quotients = [p / q for p in (a, b) for q in (c, d)]
    assert x / y == Interval(min(quotients), max(quotients))


def test_division_with_open_sides():
    above_two, below_minus_two = Interval(Fraction(2), None), Interval(None, Fraction(-2))
    assert Interval(Fraction(1), Fraction(4)) / above_two == Interval(Fraction(0), Fraction(2))
    assert Interval(Fraction(1), Fraction(4)) / below_minus_two == Interval(Fraction(-2), Fraction(0))
    assert above_two / above_two == Interval(Fraction(0), None)
    assert Interval() / above_two == Interval()
    assert Interval.exactly(0) / above_two == Interval.exactly(0)
    assert Interval.exactly(1) / Interval(Fraction(0), Fraction(1)) == Interval()


@given(intervals, intervals)
def test_meeting_is_sharing_a_value(a, b):
    both = a.intersect(b)
    assert a.meets(b) == b.meets(a) == (both is not None) == (a.gap(b) == 0)
    assert both == b.intersect(a)
    assert a.gap(b) == b.gap(a) >= 0
    if both is not None:
        assert a.covers(both)
        assert b.covers(both)


@given(inside, intervals)
def test_intersection_holds_the_values_of_both(pair, other):
    interval, value = pair
    both = interval.intersect(other)
    assert other.contains(value) == (both is not None and both.contains(value))


@given(intervals, intervals)
def test_covering(a, b):
    assert a.covers(a)
    assert a.hull(b).covers(a)
    assert a.hull(b).covers(b)
    assert a.hull(b) == b.hull(a)
    assert (a.covers(b) and b.covers(a)) == (a == b)
    assert a.covers(b) == (a.intersect(b) == b)
    assert Interval().covers(a)


@given(intervals)
def test_width(a):
    assert (a.width is not None) == a.bounded
    assert a.width is None or a.width >= 0


def test_the_wrong_order_is_refused():
    with pytest.raises(ValueError, match="empty interval"):
        Interval(Fraction(2), Fraction(1))
