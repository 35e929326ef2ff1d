"""What is told in floating point, or without making what it is asked of, is what exact arithmetic says."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from tachograph.checking.digits import FEW, slips, slips_to
from tachograph.checking.fitting import fits
from tachograph.checking.formulas import Formula, Op
from tachograph.checking.nearness import given_otherwise
from tachograph.checking.slipped import hits, likeliest
from tachograph.core.claim import Claim, Kind
from tachograph.core.interval import Interval
from tachograph.core.quantity import Modifier, Quantity, stated_precision
from tachograph.core.span import Span

MODIFIERS = st.sampled_from([Modifier.EXACTLY, Modifier.EXACTLY, Modifier.ABOUT, Modifier.NEARLY])
OTHERS = (Op.GROWTH, Op.QUOTIENT, Op.REST)
fractions = st.fractions(min_value=-2_000_000, max_value=2_000_000, max_denominator=1000)
bounds = st.none() | fractions


def claim(place, digits, unit, kind, modifier=Modifier.EXACTLY):
    value = Decimal(digits)
    quantity = Quantity(value, value, modifier, unit, stated_precision(digits))
    return Claim("text", Span(place, place + len(digits)), digits, quantity, kind)


@st.composite
def levels(draw, place=0):
    number = draw(st.integers(1, 9_999_999))
    return claim(place, str(number), "vehicle", Kind.LEVEL, draw(MODIFIERS))


@st.composite
def rates(draw):
    digits = str(draw(st.decimals(-99, 400, places=draw(st.sampled_from([0, 1, 2])))))
    return claim(40, digits, "percent", draw(st.sampled_from([Kind.CHANGE, Kind.SHARE])), draw(MODIFIERS))


@st.composite
def formulas(draw):
    """A rate, and a formula that mostly gives it, nearly does, or would but for a slip."""
    rate, base = draw(rates()), draw(levels(20))
    op = Op.GROWTH if rate.kind is Kind.CHANGE else Op.QUOTIENT
    part = draw(levels())
    if draw(st.booleans()):
        wanted = base.quantity.nominal * (rate.quantity.nominal / 100 + (op is Op.GROWTH))
        wanted *= draw(st.sampled_from([Fraction(1), Fraction(10), Fraction(101, 100)]))
        part = claim(0, str(max(1, round(abs(wanted)))), "vehicle", Kind.LEVEL)
    operands = (part, base) if draw(st.booleans()) else (base, part)
    return rate, Formula(op, operands)


@given(bounds, bounds, bounds, bounds)
def test_intervals_meet_that_have_a_value_in_common(a, b, c, d):
    one, other = (Interval(*sorted(p)) if None not in p else Interval(*p) for p in ((a, b), (c, d)))
    assert one.meets(other) == (one.intersect(other) is not None)


@given(bounds, bounds, fractions)
def test_scaling_is_multiplying_by_one_value(a, b, factor):
    interval = Interval(*sorted((a, b))) if a is not None and b is not None else Interval(a, b)
    assert interval.scale(factor) == interval * Interval.exactly(factor)


@given(st.one_of(levels(), rates()), fractions, st.fractions(0, 1000, max_denominator=100), st.sampled_from([3, FEW]))
def test_slips_to_a_wanted_value_are_all_that_reach_it(figure, low, width, fewest):
    for start in (low, *(s.value for s in slips(figure, fewest)[::7])):
        wanted = Interval(start, start + width)
        assert list(slips_to(figure, wanted, fewest)) == [s for s in slips(figure, fewest) if s.interval.meets(wanted)]


@given(formulas())
def test_a_formula_fits_whose_interval_meets_the_figure_or_its_opposite(given_):
    rate, formula = given_
    stated = rate.quantity.tolerant().scale(Fraction(1, 100))
    assert fits(rate, formula) == (stated.meets(formula.interval) or stated.meets(-formula.interval))


@given(formulas())
def test_a_rate_is_given_otherwise_by_any_other_operation_either_way(given_):
    rate, formula = given_
    ways = (Formula(op, o) for op in OTHERS if op is not formula.op for o in (formula.operands, formula.operands[::-1]))
    assert given_otherwise(rate, formula) == any(fits(rate, way) for way in ways)


@given(formulas())
def test_the_likeliest_slip_is_the_first_of_all(given_):
    rate, formula = given_
    found = hits(rate, formula)
    assert likeliest(rate, formula) == (found[0].order if found else None)
