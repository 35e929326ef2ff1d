from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

import samples
from tachograph.core.claim import Kind, Modality, Verdict
from tachograph.core.finding import Step
from tachograph.core.interval import Interval
from tachograph.core.quantity import Modifier
from tachograph.presenting import words


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2026", "2026"),
        ("2025-Q3", "Q3 2025"),
        ("2025-H1", "H1 2025"),
        ("2026-02", "Feb 2026"),
        ("2025-12-21", "21 Dec 2025"),
        ("2025-01/2025-11", "Jan–Nov 2025"),
        ("2024-11/2025-02", "Nov 2024–Feb 2025"),
        ("2019/2021", "2019–2021"),
        ("../2025-11", "until Nov 2025"),
        ("China passenger car market", "China passenger car market"),
        (None, ""),
    ],
)
def test_period(written, said):
    assert words.period(written) == said


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (Fraction(361600), Fraction(361600), "361,600"),
        (Fraction(1, 3), Fraction(1, 3), "≈ 0.333333"),
        (Fraction("27.95"), Fraction("28.05"), "27.95 to 28.05"),
        (Fraction(2, 3), Fraction(3, 4), "0.666 to 0.750"),
        (Fraction(-5), Fraction(-3), "−5.0 to −3.0"),
        (Fraction(5), None, "at least 5"),
        (None, Fraction(5), "at most 5"),
        (None, None, "anything"),
        (Fraction(0), Fraction(10**30), "0 to 1.000e+30"),
    ],
)
def test_interval(low, high, said):
    assert words.interval(Interval(low, high)) == said


@given(st.fractions(min_value=-(10**6), max_value=10**6), st.fractions(min_value=Fraction(1, 1000), max_value=10**6))
def test_a_shown_interval_covers_the_true_one_and_is_not_much_wider(low, width):
    shown = words.interval(Interval(low, low + width)).replace(",", "").replace("−", "-")
    first, last = (Fraction(bound) for bound in shown.split(" to "))
    assert first <= low
    assert last >= low + width
    # Below one the bounds have at least two digits of the width; above it whole numbers are near enough.
    assert last - first <= width + max(2, width / 5)


def test_value_is_said_with_its_modifier_scale_and_plural():
    stated, growth, aim = (samples.lumen().claims[n] for n in (7, 1, 8))
    assert words.value(stated) == "10.45 billion CNY"
    assert words.value(growth) == "60 percent"
    assert words.value(aim) == "over 100 stores"


def test_range_and_irregular_plurals():
    document = samples.bare("between 5 and 7 cities, one city, 1,234,567 people").document
    between = samples.figure(document, "5 and 7", "5", high="7", unit="city", modifier=Modifier.BETWEEN)
    assert words.value(between) == "5 to 7 cities"
    assert words.value(samples.figure(document, "one", "1", unit="city")) == "1 city"
    assert words.value(samples.figure(document, "1,234,567", "1234567", unit="person")) == "1,234,567 people"
    assert words.value(samples.figure(document, "5", "5", unit="kWh")) == "5 kWh"
    assert words.value(samples.figure(document, "5", "5", unit="day")) == "5 days"


def test_reading_says_whose_of_what_and_when():
    assert words.reading(samples.lumen().claims[1]) == "60 percent · Lumen · sales · May 2025 · against May 2024"
    document = samples.bare("5").document
    share = samples.figure(
        document, "5", "5", kind=Kind.SHARE, basis="home market", modality=Modality.FORECAST, claimant="CPCA"
    )
    assert words.measured(share) == "of home market"
    assert words.when(share) == "forecast · says CPCA"


def test_summary_counts_worst_first():
    assert words.summary(samples.lumen().claims) == (
        "9 figures: 1 contradicted, 1 implausible, 3 confirmed, 2 consistent, 2 unchecked"
    )
    assert words.summary([]) == "no figures"
    assert words.summary(samples.bare("7", "7").claims, checked=False) == "1 figure"


def test_every_verdict_has_its_own_mark():
    assert set(words.VERDICTS) == set(Verdict)
    assert len({said.mark for said in words.VERDICTS.values()}) == len(Verdict)


def test_number_keeps_the_sign_and_the_digits():
    assert words.number(Decimal("-1234.50")) == "−1,234.5"
    assert words.day(date(2025, 12, 1)) == "1 Dec 2025"


@pytest.mark.parametrize(
    ("text", "low", "high", "gives"),
    [
        ("8 sources give 57,915 vehicles", "57914.5", "57915.5", None),
        ("27,668 / 44,246 - 1 = -37.47%", "-37.4704", "-37.4648", None),
        ("a + b = 188,687", "188684", "188693", "188,684.0 to 188,693.0"),
        ("stated: 46.8%", "46.75", "46.90", "46.75 to 46.90"),
        ("no number in it", "1", "2", "1.0 to 2.0"),
    ],
)
def test_what_a_step_gives_is_left_out_where_its_text_says_as_much(text, low, high, gives):
    assert words.result(Step(text, Interval(Fraction(low), Fraction(high)))) == gives
