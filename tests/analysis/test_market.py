from fractions import Fraction

import pytest
from tests.analysis.figures import known, said, table
from tests.analysis.reference import reference

from tachograph.analysis.concentration import concentrations, cr_of, hhi_of
from tachograph.analysis.market import market
from tachograph.core.claim import Modality
from tachograph.core.estimate import Status
from tachograph.core.period import Period
from tachograph.presenting.market import text

JANUARY = Period.parse("2026-01")


def test_the_unknown_rest_may_be_many_or_one():
    halves = [Fraction(1, 2), Fraction(1, 4)]
    assert (hhi_of(halves).low, hhi_of(halves).high) == (3125, 3750)
    assert (cr_of(halves).low, cr_of(halves).high) == (Fraction(3, 4), 1)
    assert (hhi_of([Fraction(1)]).low, hhi_of([Fraction(1)]).high) == (10000, 10000)


def test_five_largest_of_many():
    tenths = [Fraction(1, 10)] * 8
    assert (cr_of(tenths).low, cr_of(tenths).high) == (Fraction(1, 2), Fraction(6, 10))


def test_who_shares_a_market():
    sellers = {"aurora": 400, "borealis": 300, "corona": 30, "old": 5}
    rows = [known(e, "2026-01", v, "retail_sales") for e, v in sellers.items()]
    ledger = table(known("whole", "2026-01", 1000, "retail_sales"), *rows)
    (found,) = concentrations(ledger, JANUARY)
    assert (found.leaders, found.mid_tier, found.small, found.known) == (2, 1, 1, Fraction(735, 1000))
    assert "2 with 5% or more, 1 with 1% or more, 1 smaller" in " ".join(
        text.render(market(ledger, JANUARY), ledger).split()
    )


def test_without_half_of_the_market_nothing_is_concluded():
    ledger = table(known("whole", "2026-01", 1000, "retail_sales"), known("aurora", "2026-01", 30, "retail_sales"))
    shown = text.render(market(ledger, JANUARY), ledger, width=100)
    assert "How concentrated it is cannot be told: figures are known of 3.0% of it only." in shown
    assert "  Aurora   3.0%  [1]\n" in shown


def test_no_market_on_another_basis_is_divided_by():
    assert not concentrations(
        table(known("whole", "2026-01", 1000, "wholesale"), known("aurora", "2026-01", 30, "retail_sales")), JANUARY
    )


def test_penetration_is_computed_within_one_count_and_told_by_body():
    ledger = table(
        known("whole", "2026-01", 1000, "retail_sales"), known("electric", "2026-01", 600, "retail_sales"),
        known("whole", "2025-01", 1000, "retail_sales"), known("electric", "2025-01", 500, "retail_sales"),
        known("electric", "2026-01", 700, "wholesale"),
    )  # fmt: skip
    (part,) = market(ledger, JANUARY).parts
    assert (part.share, part.change, part.body.name) == (Fraction(6, 10), Fraction(1, 10), "Counters")


def test_forecast_flash_and_final_stand_side_by_side():
    editions = (
        said("electric", "2026-01", 1250, "retail_sales", modality=Modality.FORECAST),
        said("electric", "2026-01", 1307, "retail_sales", modality=Modality.ESTIMATE),
    )
    (found,) = market(table(known("electric", "2026-01", 1296, "retail_sales"), said=editions), JANUARY).editions
    assert (found.forecast.quantity.value, found.flash.quantity.value, found.final.value) == (1250, 1307, 1296)
    assert round(float(found.miss), 3) == -0.035


def test_a_flash_alone_is_not_final():
    flash = said("electric", "2026-01", 1307, "retail_sales", modality=Modality.ESTIMATE)
    estimate = known("electric", "2026-01", 1307, "retail_sales", status=Status.PROVISIONAL, modality=Modality.ESTIMATE)
    (found,) = market(table(estimate, said=(flash,)), JANUARY).editions
    assert found.final is None


def test_what_goes_abroad():
    (found,) = market(
        table(known("old", "2026-01", 100, "wholesale"), known("old", "2026-01", 40, "exports")), JANUARY
    ).abroad
    assert (found.scope.entity, found.share) == ("old", Fraction(2, 5))


def test_rules_have_their_place_in_time():
    ledger = table(known("whole", "2025-11", 10, "retail_sales"))
    shown = text.render(market(ledger, Period.parse("2025-11")), ledger, width=100)
    assert "1 Jan 2026  in 2 months  taxed by half" in shown


def test_nothing_known():
    assert "Nothing is counted of the market in Jan 2031." in text.render(
        market(table(), Period.parse("2031-01")), table()
    )


@pytest.mark.parametrize(("whole", "share"), [("retail_sales", 57.8), ("wholesale", 53.8), ("sales", 49.7)])
def test_one_month_many_truths(whole, share):
    """September 2025: the same penetration by three counts."""
    found = market(reference(), Period.parse("2025-09"))
    (part,) = [p for p in found.parts if p.whole.endswith(f" {whole}") and p.part.entity == "china_nev"]
    assert round(float(part.share) * 100, 1) == share


def test_september_2025_from_forecast_to_final():
    found = market(reference(), Period.parse("2025-09"))
    (one,) = [e for e in found.editions if (e.scope.entity, e.scope.metric) == ("china_nev", "retail_sales")]
    values = (one.forecast.quantity.value, one.flash.quantity.value, one.final.value)
    assert values == (1_250_000, 1_307_000, 1_296_000)
