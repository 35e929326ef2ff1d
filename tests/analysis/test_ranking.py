from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from tachograph.analysis.ranking import Rank, above, ranks
from tachograph.core.interval import Interval

BOUNDS = st.tuples(st.integers(0, 50), st.integers(0, 20)).map(lambda b: Interval(Fraction(b[0]), Fraction(sum(b))))


def span(low, high):
    return Interval(Fraction(low), Fraction(high))


def test_a_rank_is_certain_where_intervals_part():
    assert [str(r) for r in ranks([span(57, 57), span(39, 43), span(32, 32)])] == ["1", "2", "3"]


def test_who_cannot_be_told_apart_shares_places():
    assert ranks([span(40, 45), span(41, 41), span(10, 10)]) == [Rank(1, 2), Rank(1, 2), Rank(3, 3)]
    assert ranks([span(5, 5), span(5, 5)]) == [Rank(1, 2)] * 2


def test_an_open_side_settles_nothing():
    assert ranks([Interval(Fraction(9), None), span(3, 3), Interval()]) == [Rank(1, 2), Rank(2, 3), Rank(1, 3)]


@given(st.lists(BOUNDS, min_size=1, max_size=8))
def test_places_hold_whatever_the_true_figures_are(intervals):
    """With every figure at its low and, alone, one at its high end, its place lies within what is said."""
    places = ranks(intervals)
    for n, place in enumerate(places):
        truth = [i.low for i in intervals]
        truth[n] = intervals[n].high
        position = 1 + sum(value > truth[n] for value in truth)
        assert place.first <= position
        assert position <= place.last or not place.certain
        assert all(not above(intervals[n], other) or places[k].first > place.first for k, other in enumerate(intervals))
