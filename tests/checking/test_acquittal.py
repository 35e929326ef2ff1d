"""Which figure of a contradiction is wrong, where the slip or sources say it."""

import pytest
from smallpack import PACK, RATES, claims_of, document

from tachograph.checking import check_claims
from tachograph.core.claim import Verdict
from tachograph.pipeline.articles import check_texts


def doubted(text, *claims):
    doc = document(text)
    rows = [{"subject": "Corona", "metric": "deliveries", "period": "2027-05", "unit": "vehicle"} | c for c in claims]
    (checked,) = check_claims([(doc, claims_of(doc, rows))], PACK, RATES)
    quotes = {c.id: c.quote for c in checked.claims}
    found = [f for f in checked.findings if f.verdict is Verdict.CONTRADICTED]
    return [([quotes[c] for c in f.blamed], [(quotes[r.claim], r.after) for r in f.repairs]) for f in found]


def grown(text, rate, quote, before, after):
    return doubted(
        text,
        {"quote": f"{after:,}", "value": after},
        {"quote": quote, "value": rate, "kind": "change", "unit": "percent", "basis": "2026-05"},
        {"quote": f"{before:,}", "value": before, "period": "2026-05"},
    )


@pytest.mark.parametrize(
    ("rate", "quote", "before", "after", "right"),
    [(70.57, "70.57%", 3010, 10226, "239.73"), (33.5, "33.5%", 8003, 12034, "50.4")],
)
def test_a_rate_of_the_later_figure_is_blamed_and_recalculated(rate, quote, before, after, right):
    text = f"Corona delivered {after:,} cars in May 2027, up {quote} from {before:,} a year before."
    assert grown(text, rate, quote, before, after) == [([quote], [(quote, right)])]


def test_a_fall_told_of_the_later_figure_is_recalculated_as_a_fall():
    text = "Corona delivered 8,003 cars in May 2027, down 50.4% from 12,034 a year before."
    assert grown(text, -50.4, "50.4%", 12034, 8003) == [(["50.4%"], [("50.4%", "-33.5")])]


def test_a_rate_that_fits_neither_end_is_not_called_one_of_the_later_figure():
    text = "Corona delivered 10,226 cars in May 2027, up 61.19% from 3,010 a year before."
    assert grown(text, 61.19, "61.19%", 3010, 10226) == [([], [])]


def test_of_a_total_and_its_parts_the_one_that_sources_give_otherwise_is_wrong():
    text = (
        "SHANGHAI, August 1, 2025 - Nio delivered 18,507 vehicles in July 2025, including 12,675 from its Nio brand, "
        "5,976 from Onvo and 2,366 from Firefly."
    )
    (checked,) = check_texts([text])
    (finding,) = [f for f in checked.findings if f.verdict is Verdict.CONTRADICTED]
    quotes = {c.id: c.quote for c in checked.claims}
    assert [quotes[c] for c in finding.blamed] == ["18,507 vehicles"]
    assert [r.after for r in finding.repairs] == ["21017"]
    assert finding.evidence
