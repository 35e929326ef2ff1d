"""The cheapest sets that meet every conflict, against all sets tried in turn."""

from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tachograph.checking import cover
from tachograph.checking.cover import blocks, cheapest_covers

MEMBERS = range(8)
ROWS = st.lists(st.frozensets(st.sampled_from(MEMBERS), min_size=1, max_size=4), min_size=1, max_size=7)
COSTS = st.lists(
    st.sampled_from([Fraction(1), Fraction(9, 10), Fraction(3, 4), Fraction(5, 3)]), min_size=8, max_size=8
)
SLACKS = st.sampled_from([Fraction(0), Fraction(1, 2)])
MANY = 300


def in_turn(rows, costs, slack):
    """All minimal sets in reach, the cheapest first."""
    sets = [frozenset(c) for size in MEMBERS for c in combinations(MEMBERS, size) if all(r & set(c) for r in rows)]
    minimal = [s for s in sets if not any(t < s for t in sets)]
    priced = sorted((sum(costs[i] for i in s), sorted(s)) for s in minimal)
    return tuple((cost, frozenset(s)) for cost, s in priced if cost <= priced[0][0] + slack)


@given(ROWS, COSTS, SLACKS)
def test_all_cheapest_sets_are_found_by_search(rows, costs, slack):
    found = cheapest_covers(rows, dict(enumerate(costs)), slack=slack, most=MANY)
    assert found.complete
    assert found.sets == in_turn(rows, costs, slack)


@given(ROWS, COSTS, SLACKS)
def test_the_solver_finds_the_same(rows, costs, slack):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cover, "_FEW", 0)  # no rows are few enough to be searched through
        found = cheapest_covers(rows, dict(enumerate(costs)), slack=slack, most=MANY)
    assert found.complete
    assert found.sets == in_turn(rows, costs, slack)


@given(ROWS, COSTS)
def test_one_is_a_cheapest_one(rows, costs):
    (found,) = cheapest_covers(rows, dict(enumerate(costs))).sets
    assert found in in_turn(rows, costs, Fraction(0))


def test_many_rows_go_to_the_solver_and_are_met():
    rows = [frozenset({n, (n * 7 + 3) % 60, (n * 11 + 5) % 60}) for n in range(60)]
    costs = {n: Fraction(10 + n % 3, 10) for n in range(60)}
    assert len(rows) > cover._FEW
    (cost, chosen), *others = cheapest_covers(rows, costs).sets
    assert not others
    assert all(row & chosen for row in rows)
    assert cost == sum(costs[n] for n in chosen)


def test_more_than_asked_for_are_said_to_be_more():
    rows = [frozenset({2 * n, 2 * n + 1}) for n in range(4)]
    costs = dict.fromkeys(range(8), Fraction(1))
    found = cheapest_covers(rows, costs, most=10)
    assert len(found.sets) == 10
    assert not found.complete


@given(ROWS)
@example([frozenset({1}), frozenset({2}), frozenset({1, 2})])
def test_blocks_share_nothing_and_leave_nothing_out(rows):
    found = list(blocks(rows))
    assert sorted(map(sorted, (r for block in found for r in block))) == sorted(map(sorted, rows))
    members = [frozenset().union(*block) for block in found]
    assert all(a.isdisjoint(b) for a, b in combinations(members, 2))
