"""Numbers and periods as people write them."""

from fractions import Fraction

import pytest
from smallpack import claims_of, document

from tachograph.checking.rounding import rounding
from tachograph.checking.wording import number, percent, period_words, when_words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Fraction(57915), "57,915"),
        (Fraction(2806000), "2.806 million"),
        (Fraction(4272100), "4.2721 million"),
        (Fraction(1234567), "1,234,567"),
        (Fraction(3540000000), "3.54 billion"),
        (Fraction(33637137990), "33.6371 billion"),
        (Fraction(589, 1000), "0.59"),
        (Fraction(-51, 10), "-5.1"),
    ],
)
def test_numbers(value, words):
    assert number(value) == words


def test_percentages():
    assert percent(Fraction(676, 1000), signed=True) == "+67.6%"
    assert percent(Fraction(-14, 100), signed=True) == "-14%"
    assert percent(Fraction(7289, 10000)) == "72.89%"


@pytest.mark.parametrize(
    ("period", "words", "when"),
    [
        ("2026-01", "January 2026", "in January 2026"),
        ("2025", "2025", "in 2025"),
        ("2025-Q3", "the third quarter of 2025", "in the third quarter of 2025"),
        ("2025-H1", "the first half of 2025", "in the first half of 2025"),
        ("2025-01/2025-11", "January to November 2025", "from January to November 2025"),
        ("2024-11/2025-02", "November 2024 to February 2025", "from November 2024 to February 2025"),
        ("2026-02-15", "15 February 2026", "on 15 February 2026"),
        ("2026-02-13/2026-02-15", "13 February 2026 to 15 February 2026", "from 13 February 2026 to 15 February 2026"),
        ("../2025-11", "the time until November 2025", "by November 2025"),
        (None, "", ""),
        ("sometime", "sometime", ""),
    ],
)
def test_periods(period, words, when):
    assert (period_words(period), when_words(period)) == (words, when)


@pytest.mark.parametrize(
    ("stated", "computed", "remark"),
    [
        ("7.7", "7.7", ""),
        ("8", "7.7", ""),
        ("7", "7.7", " (cut off, not rounded)"),
        ("7", "6.4", " (the same within the rounding of the figures)"),
    ],
)
def test_what_is_not_simply_rounded_is_said_to_be_cut_off_or_near(stated, computed, remark):
    doc = document("It grew.")
    (claim,) = claims_of(doc, [{"quote": "grew", "value": stated, "kind": "change"}])
    assert rounding(claim, Fraction(computed)) == remark
