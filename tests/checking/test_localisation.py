"""Errors in networks of figures: found, explained by the cheapest sets, and none where all is true."""

from fractions import Fraction

import pytest
from benchmarks.network.corpus import Printed, level, mixed, rate, table, with_errors
from benchmarks.network.peers import by_big_m, cheapest_by_force
from hypothesis import given, settings
from hypothesis import strategies as st

from tachograph.checking import linear
from tachograph.checking.linear import is_needed, linear_conflict
from tachograph.checking.localisation import diagnose, hold_together
from tachograph.checking.network import Conflict, Network
from tachograph.checking.propagation import Propagation, Wiring
from tachograph.checking.relations import Product, Sum
from tachograph.checking.variables import Statement
from tachograph.core.interval import Interval

SEEDS = st.integers(0, 10**9)
LARGE = (Fraction(10), Fraction(1, 10), Fraction(3, 2), Fraction(2, 3))


def same(_):
    return Fraction(1)


def diagnoses(printed, slack=Fraction(0)):
    network = Network(printed.statements, printed.relations)
    return [d for part in network.components() for d in diagnose(network, *part, same, slack=slack)]


def stated(variable, low, high=None):
    return Statement(variable, Interval(Fraction(low), Fraction(high or low)), Fraction(low), (variable.period,))


# --- what is true -----------------------------------------------------------------------------------------------------


@given(SEEDS, st.integers(4, 40), st.integers(0, 60), st.sampled_from([0.4, 0.7, 1.0]))
@settings(max_examples=60, deadline=None)
def test_true_figures_however_rounded_are_never_in_conflict(seed, levels, relations, share):
    assert diagnoses(mixed(levels, relations, seed, stated=share)) == []


@given(SEEDS, st.integers(2, 5), st.integers(2, 6), st.sampled_from([0.4, 0.7, 1.0]))
@settings(max_examples=60, deadline=None)
def test_true_tables_are_never_in_conflict(seed, rows, columns, share):
    printed = table(rows, columns, seed, stated=share)
    assert diagnoses(printed) == []
    wiring = Wiring(printed.statements, printed.relations)
    everything, ties = range(len(printed.statements)), range(len(printed.relations))
    assert linear_conflict(wiring, everything, ties) is None


# --- what is wrong ----------------------------------------------------------------------------------------------------


@given(SEEDS)
@settings(max_examples=60, deadline=None)
def test_one_error_among_many_relations_is_found_and_where_it_is_unique_localised(seed):
    true = mixed(12, 30, seed, stated=1.0)
    printed = with_errors(true, 1, seed, LARGE)
    (wrong,) = printed.wrong
    tied = sum(printed.statements[wrong].variable in r.variables for r in printed.relations)
    found = diagnoses(printed)
    explanations = [blamed for d in found for _, blamed in d.blamed]
    if tied >= 2:  # two rates at least would have to be wrong instead
        assert frozenset({wrong}) in explanations
    if tied >= 3 and len(found) == 1 and len(found[0].blamed) == 1:
        assert found[0].sure == {wrong}


@given(SEEDS, st.integers(1, 3))
@settings(max_examples=30, deadline=None)
def test_the_cheapest_sets_are_those_of_brute_force(seed, errors):
    printed = with_errors(mixed(6, 7, seed), errors, seed)
    expected = cheapest_by_force(printed, same, 3)
    found = diagnoses(printed)
    assert expected
    if not found:
        assert expected == [(0, frozenset())]
        return
    assert sum(d.blamed[0][0] for d in found) == expected[0][0]
    if len(found) == 1:
        assert list(found[0].blamed) == expected


@pytest.mark.parametrize("seed", range(3))
def test_one_large_programme_finds_the_same_cost(seed):
    printed = with_errors(mixed(60, 90, seed), 4, seed)
    found = by_big_m(printed, same, 60)
    assert found is not None
    assert found[0] == sum(d.blamed[0][0] for d in diagnoses(printed))


@given(SEEDS)
@settings(max_examples=20, deadline=None)
def test_without_what_is_blamed_the_rest_holds_together(seed):
    printed = with_errors(mixed(60, 90, seed), 5, seed)
    for choice in (0, -1):
        blamed = frozenset().union(*(d.blamed[choice][1] for d in diagnoses(printed)))
        rest = [s for n, s in enumerate(printed.statements) if n not in blamed]
        assert choice or hold_together(rest, printed.relations)


def test_a_tie_is_said_to_be_one():
    printed = Printed((stated(level("a"), 10), stated(level("a"), 12)), ())
    (found,) = diagnoses(printed)
    assert [blamed for _, blamed in found.blamed] == [{0}, {1}]
    assert found.sure == frozenset()
    assert found.complete


def test_an_error_among_more_ties_than_are_listed_is_sure():
    """A total contradicted by many sums of its own is wrong in every explanation, whatever else is."""
    statements = [stated(level("whole"), 1000)]
    relations = []
    for n in range(9):
        statements += [stated(level(f"a{n}"), 10), stated(level(f"b{n}"), 20), stated(level(f"b{n}"), 30)]
        relations.append(Sum("sum_of_parts", level("whole"), (level(f"a{n}"), level(f"b{n}"))))
    (found,) = [d for d in diagnoses(Printed(tuple(statements), tuple(relations))) if 0 in d.sure]
    assert 0 in frozenset.intersection(*(blamed for _, blamed in found.blamed))


def test_errors_that_share_nothing_are_told_apart():
    relations = [Sum("sum_of_parts", level(f"w{n}"), (level(f"a{n}"), level(f"b{n}"))) for n in range(3)]
    relations.append(Sum("bounds", level("all"), tuple(level(f"w{n}") for n in range(3)), complete=False))
    values = {"w0": 10, "a0": 4, "b0": 6, "w1": 10, "a1": 4, "b1": 7, "w2": 10, "a2": 4, "b2": 8, "all": 90}
    statements = [stated(level(name), value) for name, value in values.items()]
    found = diagnoses(Printed(tuple(statements), tuple(relations)))
    assert [len(d.blamed) for d in found] == [3, 3]


# --- conflicts of several relations at once ---------------------------------------------------------------------------


def quarters():
    """Three quarters that grew 7% to 17%, and a sum of them that grew by more than any."""
    statements, relations = [], []
    for name, low, high in (("a", "1.072", "1.074"), ("b", "1.128", "1.13"), ("c", "1.173", "1.174")):
        statements.append(stated(rate(name), Fraction(low), Fraction(high)))
        relations.append(Product("growth", level(name), rate(name), level(f"old {name}")))
    statements.append(stated(rate("all"), Fraction("1.2"), Fraction("1.21")))
    relations.append(Product("growth", level("all"), rate("all"), level("old all")))
    sums = [(level(f"{when}all"), tuple(level(f"{when}{n}") for n in "abc")) for when in ("", "old ")]
    relations += [Sum("sum_of_parts", *both) for both in sums]
    statements.append(stated(level("all"), 495))
    return Wiring(statements, relations)


def test_a_sum_cannot_grow_more_than_all_its_parts():
    wiring = quarters()
    everything, ties = range(len(wiring.statements)), range(len(wiring.relations))
    assert Propagation(wiring, everything, ties).run() is None
    assert is_needed(wiring, everything, ties)
    found = linear_conflict(wiring, everything, ties)
    assert found is not None
    assert found.low.value > found.high.value
    assert found.statements == set(everything)
    network = Network(wiring.statements, wiring.relations)
    (diagnosis,) = diagnose(network, everything, ties, same)
    assert [blamed for _, blamed in diagnosis.blamed] == [{n} for n in everything]


@pytest.mark.parametrize("left_out", range(5))
def test_without_any_of_the_figures_it_can(left_out):
    wiring = quarters()
    rest = [n for n in range(len(wiring.statements)) if n != left_out]
    assert linear_conflict(wiring, rest, range(len(wiring.relations))) is None


@given(SEEDS)
@settings(max_examples=40, deadline=None)
def test_what_propagation_refutes_the_linear_test_refutes_too(seed):
    printed = with_errors(table(3, 3, seed), 1, seed, LARGE)
    wiring = Wiring(printed.statements, printed.relations)
    everything, ties = range(len(printed.statements)), range(len(printed.relations))
    if Propagation(wiring, everything, ties).run():
        found = linear_conflict(wiring, everything, ties)
        assert found is not None
        assert found.low.value > found.high.value


def test_a_ray_that_proves_nothing_is_not_believed(monkeypatch):
    wiring = quarters()
    monkeypatch.setattr(linear, "_ray", lambda rows, *_: [1.0] * len(rows))
    assert linear_conflict(wiring, range(len(wiring.statements)), range(len(wiring.relations))) is None


# --- taking statements back -------------------------------------------------------------------------------------------


@given(SEEDS, st.data())
@settings(max_examples=40, deadline=None)
def test_a_statement_taken_back_leaves_no_trace(seed, data):
    printed = mixed(10, 15, seed)
    wiring = Wiring(printed.statements, printed.relations)
    everything, ties = range(len(printed.statements)), range(len(printed.relations))
    gone = data.draw(st.frozensets(st.sampled_from(everything), max_size=5))
    propagation = Propagation(wiring, everything, ties)
    assert propagation.run() is None
    propagation.replace(gone)
    assert propagation.run() is None
    for low, high in propagation.ranges.values():
        assert all(b is None or b.statements.isdisjoint(gone) for b in (low, high))
    afresh = Network(printed.statements, printed.relations).propagate(set(everything) - gone, ties)
    assert not isinstance(afresh, Conflict)
    assert {v for v, (low, high) in afresh.items() if low and high} == {
        v for v, (low, high) in propagation.ranges.items() if low and high
    }


def test_long_denominators_are_rounded_outwards():
    chain = [Product("growth", level(str(n + 1)), rate(str(n)), level(str(n))) for n in range(60)]
    statements = [stated(rate(str(n)), Fraction(10007, 9973)) for n in range(60)] + [stated(level("0"), 1)]
    ranges = Network(statements, chain).propagate(range(61), range(60))
    low, high = ranges[level("60")]
    assert low.value <= Fraction(10007, 9973) ** 60 <= high.value
    assert high.value - low.value < Fraction(1, 10**30)
    assert high.value.denominator.bit_length() < 300
