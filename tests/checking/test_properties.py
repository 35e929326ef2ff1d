"""Texts whose figures are all true, printed as texts print them: nothing in them is ever called false."""

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st
from smallpack import PACK, RATES, claims_of, document

from tachograph.checking import check_claims
from tachograph.core.claim import Verdict

MONTHS = 6
MODEL_SHARE = Fraction(7, 10)
FALSE = (Verdict.CONTRADICTED, Verdict.IMPLAUSIBLE)


def shown(value, step, rounding):
    """A true value as printed to ``step``."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return (exact / step).quantize(Decimal(1), rounding) * step


@st.composite
def articles(draw):
    """Months of two years, quarters, halves, the year to date, a model's share, regions, and how all of them grew."""
    numbers = st.lists(st.integers(12_000, 60_000), min_size=MONTHS, max_size=MONTHS)
    now, before = draw(numbers), draw(numbers)
    values = {}
    for year, months in ((2025, now), (2024, before)):
        values |= {f"{year}-{n + 1:02}": Fraction(v) for n, v in enumerate(months)}
        values |= {f"{year}-Q{q + 1}": Fraction(sum(months[3 * q : 3 * q + 3])) for q in range(2)}
        values |= {f"{year}-01/{year}-{n:02}": Fraction(sum(months[:n])) for n in (2, 4, 5)}
        values[f"{year}-H1"] = Fraction(sum(months))
    rounding = draw(st.sampled_from([ROUND_HALF_UP, ROUND_DOWN]))
    rows = [level(p, v, draw(STEPS), rounding) for p, v in values.items() if draw(st.booleans())]
    for period, value in values.items():
        basis = period.replace("2025", "2024")
        if basis != period and draw(st.booleans()):
            rows.append(change(period, basis, value / values[basis], draw(RATE_STEPS), rounding))
    for n in range(1, MONTHS):
        period, basis = f"2025-{n + 1:02}", f"2025-{n:02}"
        if draw(st.booleans()):
            rows.append(change(period, basis, values[period] / values[basis], draw(RATE_STEPS), rounding))
    part = Fraction(draw(st.integers(5_000, 11_000)))
    rows.append(level("2025-06", part, draw(STEPS), rounding, model="Boreal One"))
    rows.append(share("2025-06", part / values["2025-06"], draw(RATE_STEPS), rounding))
    half = Fraction(draw(st.integers(20_000, 70_000)))
    rows.append(level("2025-H1", half, draw(STEPS), rounding, region="overseas"))
    rows.append(level("2025-H1", values["2025-H1"] - half, draw(STEPS), rounding, region="China"))
    return draw(st.permutations(rows))


STEPS = st.sampled_from([Decimal(1), Decimal(1), Decimal(10), Decimal(100), Decimal(1000)])
RATE_STEPS = st.sampled_from([Decimal("0.1"), Decimal("0.1"), Decimal("0.01"), Decimal(1)])


def level(period, value, step, rounding, **more):
    return {"value": shown(value, step, rounding), "step": step, "period": period, **more}


def change(period, basis, factor, step, rounding):
    value = shown((factor - 1) * 100, step, rounding)
    return {"value": value, "step": step, "kind": "change", "period": period, "basis": basis}


def share(period, part, step, rounding):
    value = shown(part * 100, step, rounding)
    return {
        "value": value,
        "step": step,
        "kind": "share",
        "period": period,
        "model": "Boreal One",
        "basis": "deliveries",
    }


def checked(rows):
    """The findings on a text of one sentence per figure."""
    quoted = [
        {
            **row,
            "quote": f"{row['value']:,f}{'%' if 'kind' in row else ' cars'}",
            "subject": "Borealis",
            "metric": "deliveries",
        }
        for row in rows
    ]
    doc = document("".join(f"Borealis: {row['quote']} for {row['period']}. " for row in quoted))
    (result,) = check_claims([(doc, claims_of(doc, quoted))], PACK, RATES)
    return result


@given(articles())
@settings(max_examples=150, deadline=None)
def test_no_true_figure_is_called_false(rows):
    assert [f.message for f in checked(rows).findings if f.verdict in FALSE] == []


@given(st.lists(st.integers(20_000, 60_000), min_size=3, max_size=3), st.sampled_from([0, 1, 2]))
@settings(max_examples=60, deadline=None)
def test_one_month_ten_times_too_large_is_found_named_and_mended(months, wrong):
    values = [Fraction(v) for v in months]
    rows = [level(f"2025-0{n}", v, Decimal(1), ROUND_HALF_UP) for n, v in enumerate(values, 4)]
    rows.append(level("2025-Q2", sum(values), Decimal(1), ROUND_HALF_UP))
    for n in (1, 2):
        period, basis = rows[n]["period"], rows[n - 1]["period"]
        rows.append(change(period, basis, values[n] / values[n - 1], Decimal("0.1"), ROUND_HALF_UP))
    rows[wrong] |= {"value": rows[wrong]["value"] * 10}
    result = checked(rows)
    (found,) = [f for f in result.findings if f.verdict in FALSE]
    assert found.verdict is Verdict.CONTRADICTED
    (blamed,) = found.blamed
    assert next(c for c in result.claims if c.id == blamed).quantity.value == rows[wrong]["value"]
    assert [r.after for r in found.repairs] == [str(months[wrong])]


def test_a_part_of_the_whole_is_no_slip_of_it():
    rows = [
        level("2024-H1", Fraction(131_000), Decimal(1), ROUND_HALF_UP),
        change("2025-H1", "2024-H1", Fraction(144_920, 131_000), Decimal("0.1"), ROUND_HALF_UP),
        level("2025-H1", Fraction(20_000), Decimal(1), ROUND_HALF_UP, region="overseas"),
        level("2025-H1", Fraction(124_920), Decimal(1), ROUND_HALF_UP, region="China"),
    ]
    assert [f.message for f in checked(rows).findings if f.verdict in FALSE] == []


def test_a_small_fall_may_have_been_cut_off_to_nought():
    rows = [
        level("2024-03", Fraction(12_000), Decimal(1), ROUND_HALF_UP),
        level("2024-04", Fraction(12_000), Decimal(1), ROUND_HALF_UP),
        change("2025-03", "2024-03", Fraction(22_164, 12_000), Decimal("0.1"), ROUND_DOWN),
        change("2025-04", "2024-04", Fraction(21_949, 12_000), Decimal("0.1"), ROUND_DOWN),
        change("2025-04", "2025-03", Fraction(21_949, 22_164), Decimal(1), ROUND_DOWN),
    ]
    assert [f.message for f in checked(rows).findings if f.verdict in FALSE] == []


def test_what_other_months_leave_of_a_year_to_date_is_no_month():
    rows = [
        change("2025-03", "2025-02", Fraction(12_000, 41_501), Decimal("0.1"), ROUND_HALF_UP),
        change("2025-01/2025-04", "2024-01/2024-04", Fraction(77_501, 48_000), Decimal("0.1"), ROUND_HALF_UP),
        level("2025-06", Fraction(5_000), Decimal(1), ROUND_HALF_UP, model="Boreal One"),
        level("2025-02", Fraction(41_501), Decimal(1000), ROUND_HALF_UP),
        level("2024-01/2024-04", Fraction(48_000), Decimal(1), ROUND_HALF_UP),
        *(change(f"2025-0{n}", f"2025-0{n - 1}", Fraction(1), Decimal("0.1"), ROUND_HALF_UP) for n in (4, 5, 6)),
        change("2025-H1", "2024-H1", Fraction(101_501, 72_000), Decimal("0.1"), ROUND_HALF_UP),
        level("2025-H1", Fraction(20_000), Decimal(1), ROUND_HALF_UP, region="overseas"),
        level("2025-H1", Fraction(81_501), Decimal(1), ROUND_HALF_UP, region="China"),
    ]
    assert [f.message for f in checked(rows).findings if f.verdict in FALSE] == []


def test_months_and_the_year_to_date_that_has_them_are_no_sum():
    months = {"2024-03": 14_453, "2024-05": 36_286, "2024-01/2024-05": 130_108}
    rows = [level("2025-02", Fraction(18_083), Decimal(10), ROUND_HALF_UP)]
    rows += [level(period, Fraction(cars), Decimal(1), ROUND_HALF_UP) for period, cars in months.items()]
    assert [f.message for f in checked(rows).findings if f.verdict in FALSE] == []


def test_a_share_of_a_model_is_none_of_another_time():
    rows = [
        change("2025-03", "2025-02", Fraction(24_010, 14_008), Decimal("0.1"), ROUND_HALF_UP),
        level("2024-01/2024-02", Fraction(46_654), Decimal(1), ROUND_HALF_UP),
        level("2025-01/2025-02", Fraction(27_114), Decimal(1), ROUND_HALF_UP),
        change("2025-05", "2025-04", Fraction(34_656, 33_810), Decimal("0.1"), ROUND_HALF_UP),
        share("2025-06", Fraction(2_910, 10_000), Decimal("0.1"), ROUND_HALF_UP),
        level("2024-01", Fraction(34_830), Decimal(1000), ROUND_HALF_UP),
        level("2025-01/2025-05", Fraction(119_961), Decimal(1), ROUND_HALF_UP),
        level("2024-05", Fraction(12_000), Decimal(1), ROUND_HALF_UP),
        change("2025-02", "2024-02", Fraction(14_008, 11_824), Decimal("0.1"), ROUND_HALF_UP),
        change("2025-05", "2024-05", Fraction(34_656, 12_000), Decimal("0.1"), ROUND_HALF_UP),
    ]
    assert [f.message for f in checked(rows).findings if f.verdict in FALSE] == []


def test_months_at_home_and_abroad_are_no_sum_abroad():
    rows = [
        *(
            level(f"2025-0{n}", Fraction(v), Decimal(1), ROUND_HALF_UP)
            for n, v in ((4, 43_181), (5, 45_831), (6, 24_845))
        ),
        level("2025-Q1", Fraction(58_497), Decimal(1), ROUND_HALF_UP),
        level("2025-H1", Fraction(141_017), Decimal(1), ROUND_HALF_UP, region="China"),
        level("2025-H1", Fraction(31_337), Decimal(1), ROUND_HALF_UP, region="overseas"),
    ]
    assert [f.message for f in checked(rows).findings if f.verdict in FALSE] == []


def test_all_months_are_no_part_of_what_was_sold_at_home():
    rows = [
        level("2025-01/2025-05", Fraction(60_000), Decimal(1), ROUND_HALF_UP),
        level("2025-H1", Fraction(84_500), Decimal(1), ROUND_HALF_UP),
        level("2025-06", Fraction(5_000), Decimal(1), ROUND_HALF_UP, model="Boreal One"),
        level("2025-H1", Fraction(20_000), Decimal(1), ROUND_HALF_UP, region="overseas"),
        level("2025-H1", Fraction(64_500), Decimal(1000), ROUND_HALF_UP, region="China"),
    ]
    assert [f.message for f in checked(rows).findings if f.verdict in FALSE] == []


def test_two_rates_of_a_maker_are_not_those_of_its_model():
    rows = [
        level("2025-05", Fraction(12_000), Decimal(1), ROUND_HALF_UP),
        level("2024-06", Fraction(12_000), Decimal(1), ROUND_HALF_UP),
        change("2025-06", "2024-06", Fraction(31_704, 12_000), Decimal("0.1"), ROUND_HALF_UP),
        change("2025-06", "2025-05", Fraction(31_704, 12_000), Decimal("0.1"), ROUND_HALF_UP),
        level("2025-06", Fraction(5_000), Decimal(1), ROUND_HALF_UP, model="Boreal One"),
        share("2025-06", Fraction(5_000, 31_704), Decimal("0.1"), ROUND_HALF_UP),
    ]
    assert [f.message for f in checked(rows).findings if f.verdict in FALSE] == []


def test_a_share_of_half_is_not_that_of_the_rest():
    rows = [
        level("2025-06", Fraction(18_371), Decimal(1000), ROUND_DOWN),
        change("2025-06", "2024-06", Fraction(18_371, 12_000), Decimal("0.1"), ROUND_DOWN),
        change("2025-01/2025-05", "2024-01/2024-05", Fraction(1), Decimal("0.1"), ROUND_DOWN),
        change("2025-H1", "2024-H1", Fraction(78_372, 71_967), Decimal("0.1"), ROUND_DOWN),
        level("2025-06", Fraction(9_001), Decimal(1), ROUND_DOWN, model="Boreal One"),
        share("2025-06", Fraction(9_001, 18_371), Decimal(1), ROUND_HALF_UP),
        level("2025-H1", Fraction(20_000), Decimal(1), ROUND_DOWN, region="overseas"),
        level("2025-H1", Fraction(58_372), Decimal(1), ROUND_DOWN, region="China"),
    ]
    assert [f.message for f in checked(rows).findings if f.verdict in FALSE] == []


def test_months_everywhere_and_a_half_year_abroad_count_cars_twice():
    rates = {"2025-02": "0.065", "2025-03": "1.399", "2025-04": "0.415", "2025-05": "-0.470", "2025-06": "0.165"}
    rows = [
        level("2025-H1", Fraction(148_643), Decimal(1), ROUND_HALF_UP),
        level("2025-01/2025-04", Fraction(98_000), Decimal(1000), ROUND_HALF_UP),
        level("2025-H1", Fraction(50_000), Decimal(1000), ROUND_HALF_UP, region="overseas"),
        level("2025-H1", Fraction(98_636), Decimal(1), ROUND_HALF_UP, region="China"),
    ]
    for period, rate in rates.items():
        basis = f"2025-{int(period[-2:]) - 1:02}"
        rows.append(change(period, basis, 1 + Fraction(rate), Decimal("0.1"), ROUND_HALF_UP))
    assert [f.message for f in checked(rows).findings if f.verdict in FALSE] == []
