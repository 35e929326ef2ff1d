"""One best estimate per cell: who is followed, who is not and why, how sure it is, and what follows from others."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from smallpack import PACK

from tachograph.checking import ordinary, reconcile
from tachograph.core.claim import Kind, Modality
from tachograph.core.estimate import Cell, Status, Widths
from tachograph.core.interval import Interval
from tachograph.core.observation import Observation
from tachograph.core.quantity import Modifier, Quantity, stated_precision
from tachograph.core.reliability import Reliability

TRUSTED = replace(PACK, reliability=Reliability(primary=frozenset({"maker.example"})))


def seen(period, value, *hosts, entity="corona", metric="deliveries", modifier=Modifier.EXACTLY, **more):
    """The same figure by several hosts; 12.5% is a rate, each report of a day of its own."""
    text = str(value)
    number = Decimal(text.rstrip("%"))
    unit = "percent" if text.endswith("%") else more.pop("unit", "vehicle")
    step = Decimal(more.pop("step", None) or stated_precision(text.rstrip("%")))
    high = None if modifier is Modifier.OVER else number
    quantity = Quantity(number, high, modifier, unit, step)
    return [
        Observation(
            entity, metric, period, quantity, source=f"https://{h}.example/{n}", **{"published": "2025", **more}
        )
        for n, h in enumerate(hosts)
    ]


def growth(period, basis, rate, *hosts, **more):
    return seen(period, rate, *hosts, kind=Kind.CHANGE, basis=basis, **more)


def table(*groups, pack=PACK, **more):
    return {e.cell: e for e in reconcile([o for g in groups for o in g], pack, **more)}


def at(period, entity="corona", metric="deliveries", **more):
    return Cell(entity, metric, period, "vehicle", **more)


# --- one cell ---------------------------------------------------------------------------------------------------------


def test_one_report():
    (found,) = reconcile(seen("2025-01", 20123, "a"), PACK)
    assert (found.value, found.interval, found.status) == (20123, Interval.exactly(20123), Status.REPORTED)
    assert len(found.support) == 1


def test_independent_reports_agree():
    assert table(seen("2025-01", 20123, "a", "b"))[at("2025-01")].status is Status.AGREED


def test_copies_of_one_report_are_one():
    one_day = seen("2025-01", 20123, "a", "b", published="2025-02-01")
    assert table(one_day)[at("2025-01")].status is Status.REPORTED
    copied = seen("2025-01", 20123, "a", document="x") + seen("2025-01", 20123, "b", document="y", origin="x")
    assert table(copied)[at("2025-01")].status is Status.REPORTED


def test_copies_outvote_nobody():
    copies = [o for n, h in enumerate("cde") for o in seen("2025-01", 26123, h, document=f"d{n}", origin="d0")]
    found = table(seen("2025-01", 20123, "a", "b"), copies)[at("2025-01")]
    assert found.value == 20123
    assert len(found.dissent) == 3


def test_the_one_against_two_is_dissent():
    found = table(seen("2025-01", 20123, "a", "b"), seen("2025-01", 20132, "c"))[at("2025-01")]
    assert (found.value, found.status) == (20123, Status.AGREED)
    (against,) = found.dissent
    assert against.reason == "2 independent reports have 20,123; digits swapped: 20,132 for 20,123"


def test_two_that_differ_are_disputed_and_the_interval_holds_both():
    found = table(seen("2025-01", 20123, "a"), seen("2025-01", 24567, "b"))[at("2025-01")]
    assert found.status is Status.DISPUTED
    assert found.interval == Interval(Fraction(20123), Fraction(24567))


def test_rounder_figures_support():
    rows = [
        seen("2025-01", 20123, "a"),
        seen("2025-01", 20100, "b"),
        seen("2025-01", 20000, "c", modifier=Modifier.ABOUT),
    ]
    found = table(*rows, seen("2025-01", 20000, "d", modifier=Modifier.OVER))[at("2025-01")]
    assert (found.value, len(found.support), found.dissent) == (20123, 4, ())


def test_only_a_bound():
    found = table(seen("2025-01", 30000, "a", modifier=Modifier.OVER))[at("2025-01")]
    assert found.value == 30000
    assert found.interval == Interval(Fraction(30000), Fraction(33000))


def test_definitions_are_not_mixed():
    rows = [
        seen("2025-01", n, "a", metric=m)
        for m, n in (("retail_sales", 20123), ("wholesale", 25123), ("exports", 30123))
    ]
    found = table(*rows, seen("2025-01", 999, "a", segment="bev"), seen("2025-01", 555, "a", model="Star"))
    assert all(e.status is Status.REPORTED and not e.dissent for e in found.values())
    assert len(found) == 5


def test_wholesale_as_retail_is_told():
    rows = [
        seen("2025-01", 25123, "a", "b", metric="wholesale"),
        seen("2025-01", 20123, "a", "b", metric="retail_sales"),
    ]
    found = table(*rows, seen("2025-01", 25123, "c", metric="retail_sales"))[at("2025-01", metric="retail_sales")]
    assert found.value == 20123
    assert "it is the figure of wholesale, another count" in found.dissent[0].reason


def test_aims_and_forecasts_say_nothing():
    aims = seen("2025-01", 50123, "a", modality=Modality.TARGET) + seen(
        "2025-01", 50124, "a", modality=Modality.FORECAST
    )
    assert not reconcile(aims, PACK)
    assert table(aims, seen("2025-01", 20123, "a"))[at("2025-01")].value == 20123


def test_who_is_not_in_the_pack():
    found = table(seen("2025-01", 20123, "a", "b", entity="New Brand", metric="flying_cars"))
    assert found[at("2025-01", "New Brand", "flying_cars")].status is Status.AGREED


# --- primary sources --------------------------------------------------------------------------------------------------


def test_a_primary_source_stands_against_two():
    found = table(seen("2025-01", 20123, "maker"), seen("2025-01", 24567, "a"), pack=TRUSTED)[at("2025-01")]
    assert (found.value, found.status) == (20123, Status.REPORTED)


def test_an_outvoted_primary_source_is_shown():
    rows = [seen("2025-01", 20123, "maker"), seen("2025-01", 24567, *"abcdef")]
    found = table(*rows, pack=TRUSTED)[at("2025-01")]
    assert found.status is Status.DISPUTED
    assert [str(d.observation.quantity.value) for d in found.dissent] == ["20123"]


# --- flash counts -----------------------------------------------------------------------------------------------------


def test_a_flash_count_is_provisional_until_there_is_a_final_one():
    flash, final = seen("2025-01", 20500, "a", modality=Modality.ESTIMATE), seen("2025-01", 20123, "a")
    assert table(flash)[at("2025-01")].status is Status.PROVISIONAL
    found = table(flash, final)[at("2025-01")]
    assert (found.value, found.status, found.vintages) == (20123, Status.REPORTED, tuple(flash))
    assert not found.dissent


def test_a_single_final_figure_far_from_the_flash_count_is_of_something_else():
    flash, other = seen("2025-01", 20500, "a", modality=Modality.ESTIMATE), seen("2025-01", 971, "b")
    found = table(flash, other)[at("2025-01")]
    assert (found.value, found.status, found.vintages) == (20500, Status.PROVISIONAL, ())
    assert [d.observation for d in found.dissent] == other
    again = seen("2025-01", 971, "https://second.example/report")
    assert table(flash, other, again)[at("2025-01")].value == 971


# --- other periods ----------------------------------------------------------------------------------------------------


def test_months_make_a_quarter_and_bear_out_a_total():
    months = [seen(f"2025-{m:02}", n, "a") for m, n in ((1, 11111), (2, 12222), (3, 13333))]
    found = table(*months)
    assert (found[at("2025-Q1")].value, found[at("2025-Q1")].status) == (36666, Status.DERIVED)
    assert found[at("2025-Q1")].derivation[0].text == (
        "11,111 (2025-01) + 12,222 (2025-02) + 13,333 (2025-03) = 36,666 (2025-Q1)"
    )
    stated = table(*months, seen("2025-Q1", 36666, "b"))
    assert stated[at("2025-Q1")].status is Status.AGREED
    assert stated[at("2025-02")].status is Status.AGREED


def test_a_month_follows_from_two_totals():
    found = table(seen("2025-01/2025-10", 100123, "a"), seen("2025-01/2025-11", 112345, "a"))
    assert found[at("2025-11")].value == 12222


def test_until_the_end_of_a_month():
    found = table(seen("../2024-12", 500123, "a"), seen("2025-Q1", 36666, "a"), seen("2025-04", 12345, "a"))
    assert found[at("../2025-04")].value == 500123 + 36666 + 12345


def test_nothing_was_sold_before_the_first_delivery():
    rows = [seen(p, n, "a", entity="aurora") for p, n in (("2024-Q2", 11111), ("2024-Q3", 22222))]
    assert table(*rows)[at("../2024-09", "aurora")].value == 33333


def test_a_wrong_total_is_overruled_by_its_months():
    months = [seen(f"2025-{m:02}", n, "a", "b") for m, n in ((1, 11111), (2, 12222), (3, 13333))]
    found = table(*months, seen("2025-Q1", 36999, "c"))[at("2025-Q1")]
    assert (found.value, found.status) == (36666, Status.DERIVED)
    assert "= 36,666 (2025-Q1)" in found.dissent[0].reason


def test_the_cumulative_given_as_year_to_date():
    rows = [seen("../2024-12", 500123, "a", "b"), seen("2025-Q1", 36666, "a", "b"), seen("2025-04", 12345, "a", "b")]
    found = table(*rows, seen("2025-01/2025-04", 500123 + 36666 + 12345, "c"))[at("2025-01/2025-04")]
    assert found.value == 36666 + 12345
    assert "all time until April 2025, given as that of January to April 2025" in found.dissent[0].reason


def test_stocks_do_not_add_up():
    rows = [seen(f"2025-{m:02}", 11111 + m, "a", metric="stores_open") for m in (1, 2, 3)]
    assert len(table(*rows)) == 3


def test_a_rate_says_what_the_year_before_was():
    found = table(seen("2025-01", 20000, "a", step="1"), growth("2025-01", "2024-01", "25.00%", "a"))
    before = found[at("2024-01")]
    assert (before.value, before.status) == (16000, Status.DERIVED)
    assert before.interval.contains(16000)
    assert before.interval.width < 160


def test_a_power_of_ten():
    market = {"entity": "whole market", "metric": "retail_sales"}
    rows = [
        seen("2024-01", 1027000, "a", "b", step="1000", **market),
        growth("2025-01", "2024-01", "7.5%", "a", "b", **market),
        seen("2025-01", 11010000, "c", step="10000", **market),
    ]
    found = table(*rows)[at("2025-01", "whole market", "retail_sales")]
    assert found.value == 1101000
    assert "10 times too large" in found.dissent[0].reason


# --- others -----------------------------------------------------------------------------------------------------------


def test_somebody_elses_total():
    own = [seen("2025-01", 20123, "a"), seen("2025-01", 57915, "b", "c")]
    theirs = seen("2025-01", 57915, "d", entity="borealis")
    found = table(*own, theirs)[at("2025-01")]
    assert found.value == 20123
    assert all("Borealis’ deliveries in January 2025" in d.reason for d in found.dissent)
    apart = table(*own, elsewhere=theirs)
    assert apart == {at("2025-01"): found}
    assert table(*own)[at("2025-01")].value == 57915


def test_widths_are_applied():
    flash = seen("2025-01", 20000, "a", modality=Modality.ESTIMATE, step="1")
    widths = Widths({("seller", Status.PROVISIONAL): Fraction(1, 100)}, {})
    found = table(flash, pack=replace(PACK, widths=widths))[at("2025-01")]
    assert found.interval == Interval(Fraction(19800), Fraction(20200))


@pytest.mark.parametrize(
    ("written", "usual"),
    [
        ("2025-01/2025-03", "2025-Q1"), ("2025-01/2025-06", "2025-H1"), ("2025-01/2025-12", "2025"),
        ("2025-01-01/2025-01-31", "2025-01"), ("2025-01/2025-11", "2025-01/2025-11"), ("../2025-08-31", "../2025-08"),
        ("../2025-08-20", "../2025-08-20"), ("2025-02/2025-04", "2025-02/2025-04"), ("2025-08-31", "2025-08-31"),
        ("2024/2025", "2024-01/2025-12"),
    ],
)  # fmt: skip
def test_the_usual_spelling_of_a_period(written, usual):
    assert ordinary(written) == usual
    assert ordinary(usual) == usual


def test_no_period():
    with pytest.raises(ValueError, match="not an EDTF period"):
        ordinary("soon")
