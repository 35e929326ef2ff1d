"""Propagation, conflicts and blame on systems with a known answer."""

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from tachograph.checking.localisation import diagnose
from tachograph.checking.network import Conflict, Network, Product, Sum
from tachograph.checking.variables import Scope, Statement, Variable
from tachograph.core.interval import Interval
from tachograph.core.quantity import Modifier, Quantity

MONTHS = 4
LEVEL = Scope("corona", "deliveries", "vehicle")
RATE = Scope("corona", "deliveries", "percent")


def level(period):
    return Variable("level", LEVEL, period)


def rate(period):
    return Variable("change", RATE, period, basis="before " + period)


def stated(variable, value, step, rounding):
    """A value as a text prints it: rounded or cut off to ``step``."""
    steps = (Decimal(value.numerator) / Decimal(value.denominator) / step).quantize(Decimal(1), rounding)
    quantity = Quantity(steps * step, steps * step, Modifier.EXACTLY, "vehicle", step)
    return Statement(variable, quantity.tolerant(), Fraction(quantity.value), (str(variable),))


def printed_rate(variable, factor, rounding):
    percent = (factor - 1) * 100
    steps = (Decimal(percent.numerator) / Decimal(percent.denominator) * 10).quantize(Decimal(1), rounding)
    quantity = Quantity(steps / 10, steps / 10, Modifier.EXACTLY, "percent", Decimal("0.1"))
    interval = quantity.tolerant().scale(Fraction(1, 100)) + Interval.exactly(1)
    return Statement(variable, interval, Fraction(quantity.value) / 100 + 1, (str(variable),))


@st.composite
def systems(draw):
    """Months of two years with their totals and rates of change, printed with rounding or cutting off."""
    months = st.lists(st.integers(20_000, 60_000), min_size=MONTHS, max_size=MONTHS)
    now, before = draw(months), draw(months)
    step = draw(st.sampled_from([Decimal(1), Decimal(10), Decimal(100)]))
    rounding = draw(st.sampled_from([ROUND_HALF_UP, ROUND_DOWN]))
    statements, relations = [], []
    values = {f"m{n}": (Fraction(x), Fraction(y)) for n, (x, y) in enumerate(zip(now, before, strict=True))}
    values["total"] = (Fraction(sum(now)), Fraction(sum(before)))
    for period, (x, y) in values.items():
        statements.append(stated(level(period), x, step, rounding))
        statements.append(printed_rate(rate(period), x / y, rounding))
        if draw(st.booleans()):
            statements.append(stated(level("before " + period), y, step, rounding))
        relations.append(Product("growth", level(period), rate(period), level("before " + period)))
    for prefix in ("", "before "):
        parts = tuple(level(f"{prefix}m{n}") for n in range(MONTHS))
        relations.append(Sum("sum_of_parts", level(f"{prefix}total"), parts))
    return statements, relations


@given(systems())
def test_rounded_figures_of_a_consistent_system_never_clash(system):
    statements, relations = system
    network = Network(statements, relations)
    assert not isinstance(network.propagate(range(len(statements)), range(len(relations))), Conflict)


@given(systems(), st.sampled_from(["total", *(f"m{n}" for n in range(MONTHS))]), st.sampled_from([2, 3, 10]))
def test_a_large_error_is_found_and_is_among_the_blamed(system, period, factor):
    statements, relations = system
    wrong = next(i for i, s in enumerate(statements) if s.variable == level(period))
    interval = statements[wrong].interval.scale(factor)
    statements[wrong] = Statement(level(period), interval, statements[wrong].nominal * factor, ("wrong",))
    network = Network(statements, relations)
    everything = range(len(statements))
    found = diagnose(network, everything, range(len(relations)), lambda _: Fraction(1))
    assert any(wrong in blamed for diagnosis in found for _, blamed in diagnosis.blamed)


@given(systems(), st.sampled_from([2, 10]))
def test_a_conflict_is_minimal(system, factor):
    statements, relations = system
    wrong = next(i for i, s in enumerate(statements) if s.variable == level("total"))
    interval = statements[wrong].interval.scale(factor)
    statements[wrong] = Statement(level("total"), interval, statements[wrong].nominal * factor, ("wrong",))
    network = Network(statements, relations)
    conflict = network.minimal_conflict(range(len(statements)), range(len(relations)))
    assert conflict is not None
    assert wrong in conflict.statements
    for index in conflict.statements:
        rest = conflict.statements - {index}
        assert not isinstance(network.propagate(rest, conflict.relations), Conflict)


def test_parts_that_may_leave_a_rest_only_bound_their_whole():
    whole, part = level("year"), level("month")
    rounds = [
        Statement(whole, Interval.exactly(100), Fraction(100), ("whole",)),
        Statement(part, Interval.exactly(30), Fraction(30), ("part",)),
    ]
    network = Network(rounds, [Sum("bounds", whole, (part,), complete=False)])
    assert not isinstance(network.propagate((0, 1), (0,)), Conflict)
    too_much = [rounds[0], Statement(part, Interval.exactly(130), Fraction(130), ("part",))]
    network = Network(too_much, network.relations)
    assert isinstance(network.propagate((0, 1), (0,)), Conflict)


def test_independent_conflicts_stay_apart():
    relations = [Sum("sum_of_parts", level(f"w{n}"), (level(f"a{n}"), level(f"b{n}"))) for n in range(2)]
    values = {"w0": 10, "a0": 4, "b0": 6, "w1": 10, "a1": 4, "b1": 7}
    statements = [Statement(level(k), Interval.exactly(v), Fraction(v), (k,)) for k, v in values.items()]
    network = Network(statements, relations)
    sizes = [(len(s), len(r)) for s, r in network.components()]
    assert sizes == [(3, 1), (3, 1)]
    clashing = [isinstance(network.propagate(s, r), Conflict) for s, r in network.components()]
    assert clashing == [False, True]
