"""A slip of the pen tells an error from a misreading the better, the more rarely it would fit by chance."""

from decimal import Decimal
from fractions import Fraction

import pytest

from tachograph.checking.formulas import Formula, Op
from tachograph.checking.telling import by_chance, is_told, is_told_by
from tachograph.core.claim import Claim, Kind
from tachograph.core.interval import Interval
from tachograph.core.quantity import Modifier, Quantity, stated_precision
from tachograph.core.span import Span


def figure(written: str, unit: str = "vehicle", kind: Kind = Kind.LEVEL) -> Claim:
    value = Decimal(written.replace(",", ""))
    quantity = Quantity(value, value, Modifier.EXACTLY, unit, stated_precision(str(value)))
    return Claim(f"c{written}", Span(0, len(written)), written, quantity, kind=kind)


def exactly(value: int) -> Interval:
    return Interval(Fraction(value) - Fraction(1, 2), Fraction(value) + Fraction(1, 2))


@pytest.mark.parametrize(
    ("written", "wanted"),
    [("319,937", 391_937), ("112,596", 11_260), ("57,095", 37_095), ("6,124", 61_236)],
)
def test_a_figure_of_many_digits_is_told_though_it_was_not_read_surely(written: str, wanted: int) -> None:
    assert is_told(0.8, figure(written), exactly(wanted))


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("31,305", 31_302),  # the last digit: another count of the same thing
        ("48", 84),  # two digits are swapped into something by chance
        ("57,095", 38_221),  # no slip at all
    ],
)
def test_what_is_near_or_short_or_no_slip_is_not(written: str, wanted: int) -> None:
    assert not is_told(0.8, figure(written), exactly(wanted))


def test_the_surer_the_reading_the_less_a_slip_has_to_tell() -> None:
    rate, wanted = figure("37.9", "percent", Kind.CHANGE), Interval(Fraction(395, 10), Fraction(399, 10))
    assert by_chance(0.95, rate, wanted) < by_chance(0.5, rate, wanted)


def test_nothing_is_told_of_what_is_only_bounded() -> None:
    assert by_chance(0.99, figure("319,937"), Interval(Fraction(391_936), None)) == float("inf")


def test_a_formula_is_told_by_a_slip_of_any_of_its_figures() -> None:
    sum_of = Formula(Op.SUM, (figure("100,600"), figure("100,482")))
    assert is_told_by(0.7, figure("20,108"), sum_of)  # a tenth of 201,082
    assert not is_told_by(0.7, figure("290,000"), sum_of)
