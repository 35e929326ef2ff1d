from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tachograph.core.quantity import Modifier, Quantity, stated_precision

numbers = st.decimals(min_value=-(10**9), max_value=10**9, places=6)
steps = st.sampled_from([Decimal(1).scaleb(n) for n in range(-4, 7)])
single = [Modifier.EXACTLY, Modifier.ABOUT, Modifier.NEARLY, Modifier.OVER, Modifier.UNDER]


def stated(value, modifier=Modifier.EXACTLY, precision=Decimal(1)):
    low = None if modifier is Modifier.UNDER else value
    high = None if modifier is Modifier.OVER else value
    return Quantity(low, high, modifier, "vehicle", precision)


def rounded(value, step, how):
    return (value / step).quantize(Decimal(1), how) * step


@given(numbers, st.sampled_from(single), steps)
def test_the_interval_contains_what_is_stated(value, modifier, step):
    quantity = stated(value, modifier, step)
    assert quantity.value == value
    assert quantity.interval().contains(Fraction(value))
    assert quantity.tolerant().covers(quantity.interval())


@given(numbers, steps, st.sampled_from([ROUND_HALF_UP, ROUND_HALF_EVEN]))
def test_what_rounds_to_a_figure_lies_in_its_interval(true, step, how):
    assert stated(rounded(true, step, how), precision=step).interval().contains(Fraction(true))


@given(numbers, steps)
def test_what_is_cut_off_to_a_figure_lies_in_its_tolerant_interval(true, step):
    cut = rounded(true, step, ROUND_DOWN)
    if cut != 0 or true >= 0:  # -0.7 cut to 0 has lost the sign that says which way it was cut
        assert stated(cut, precision=step).tolerant().contains(Fraction(true))


@given(numbers, steps)
def test_a_step_beyond_rounding_does_not_fit(value, step):
    interval = stated(value, precision=step).interval()
    assert interval.width == Fraction(step)
    assert not interval.contains(Fraction(value) + Fraction(step))


@given(numbers, numbers, steps)
def test_a_range_reaches_from_end_to_end(a, b, step):
    low, high = sorted([a, b])
    interval = Quantity(low, high, Modifier.BETWEEN, "percent", step).interval()
    assert interval.contains(Fraction(low))
    assert interval.contains(Fraction(high))
    assert interval.width == Fraction(high) - Fraction(low) + Fraction(step)


@given(numbers)
def test_modifiers_open_or_widen_their_side(value):
    exact = stated(value).interval()
    assert stated(value, Modifier.OVER).interval().high is None
    assert stated(value, Modifier.UNDER).interval().low is None
    assert stated(value, Modifier.ABOUT).interval().covers(exact)
    assert stated(value, Modifier.NEARLY).interval().covers(exact)


@pytest.mark.parametrize(
    ("value", "fits", "misfits"),
    [("200000", ["195000", "182000"], ["230000", "150000"]), ("-50", ["-48", "-46"], ["-58", "-30"])],
)
def test_nearly_lies_short_of_the_figure(value, fits, misfits):
    interval = stated(Decimal(value), Modifier.NEARLY, stated_precision(value)).interval()
    assert [interval.contains(Fraction(fit)) for fit in fits] == [True] * len(fits)
    assert [interval.contains(Fraction(misfit)) for misfit in misfits] == [False] * len(misfits)


@pytest.mark.parametrize(
    ("digits", "step"),
    [
        ("41.6", "0.1"),
        ("41.60", "0.01"),
        ("39,000", "1000"),
        ("1,000,000", "100000"),
        ("480,186", "1"),
        ("-5.25", "0.01"),
        ("50", "1"),
        ("5", "1"),
        ("0", "1"),
        ("−10", "1"),
        ("100", "10"),
    ],
)
def test_stated_precision(digits, step):
    assert stated_precision(digits) == Decimal(step)


@given(st.integers(min_value=0, max_value=10**12))
def test_the_precision_divides_the_figure_and_leaves_two_digits(number):
    step = stated_precision(f"{number:,}")
    assert number % int(step) == 0
    assert step == 1 or number >= 10 * step


def test_a_quantity_has_a_bound_and_its_bounds_an_order():
    with pytest.raises(ValueError, match="needs a bound"):
        Quantity(None, None, Modifier.EXACTLY, "vehicle", Decimal(1))
    with pytest.raises(ValueError, match="wrong order"):
        Quantity(Decimal(2), Decimal(1), Modifier.BETWEEN, "vehicle", Decimal(1))
