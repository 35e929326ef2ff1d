"""What figures follow from, tried over all formulas: what that confirms, contradicts and leaves alone."""

import pytest
from smallpack import PACK, RATES, claims_of, document

from tachograph.checking import check_claims
from tachograph.core.claim import Verdict

SUBJECT = {"subject": "Corona", "metric": "deliveries"}


def found(text, rows):
    doc = document(text)
    (checked,) = check_claims([(doc, claims_of(doc, rows))], PACK, RATES)
    quotes = {c.id: c.quote for c in checked.claims}
    return [(f.verdict, f.rule, [quotes[c] for c in f.claims], f) for f in checked.findings]


def confirmed(text, rows):
    return [(rule, quotes) for verdict, rule, quotes, _ in found(text, rows) if verdict is Verdict.CONFIRMED]


def test_a_lead_is_the_difference_of_two_sellers():
    rows = [
        {"quote": "47,132", "value": 47132, **SUBJECT},
        {
            "quote": "5,100 cars",
            "value": 5100,
            "kind": "change",
            "unit": "vehicle",
            "basis": "Borealis deliveries",
            "is": "about",
            **SUBJECT,
        },
        {"quote": "42,038", "value": 42038, "subject": "Borealis", "metric": "deliveries"},
    ]
    text = "Corona delivered 47,132, some 5,100 cars more than the 42,038 of Borealis."
    assert ("growth", ["5,100 cars", "47,132", "42,038"]) in confirmed(text, rows)


def test_a_price_is_the_revenue_of_so_many():
    rows = [
        {
            "quote": "28.3 billion yuan",
            "value": 28_300_000_000,
            "unit": "CNY",
            "subject": "Corona",
            "metric": "revenue",
        },
        {"quote": "108,800 cars", "value": 108800, **SUBJECT},
        {"quote": "260,000 yuan", "value": 260000, "unit": "CNY", "subject": "Corona", "metric": "price"},
    ]
    text = "Revenue was 28.3 billion yuan on 108,800 cars, an average of 260,000 yuan."
    assert ("share", ["260,000 yuan", "28.3 billion yuan", "108,800 cars"]) in confirmed(text, rows)


def test_what_is_left_of_a_target_is_for_the_months_left():
    rows = [
        {"quote": "440,000", "value": 440000, "period": "2025", "modality": "target", **SUBJECT},
        {"quote": "277,893", "value": 277893, "period": "2025-01/2025-11", **SUBJECT},
        {"quote": "162,000", "value": 162000, "period": "2025-12", "modality": "target", **SUBJECT},
    ]
    text = "Of the 440,000 it planned, Corona has 277,893; December would need 162,000."
    assert any(set(quotes) == {"440,000", "277,893", "162,000"} for _, quotes in confirmed(text, rows))


def test_round_figures_that_happen_to_fit_confirm_nothing():
    rows = [
        {"quote": "30,000 cars", "value": 30000, "subject": "Corona", "metric": "orders"},
        {"quote": "20,000", "value": 20000, "subject": "Corona", "metric": "exports"},
        {"quote": "10,000", "value": 10000, "subject": "Corona", "metric": "production"},
    ]
    text = "Corona has orders for 30,000 cars, exports 20,000 and makes 10,000 at its new plant."
    assert not confirmed(text, rows)


@pytest.mark.parametrize(("stated", "verdict"), [(60.4, Verdict.CONFIRMED), (64.0, Verdict.CONTRADICTED)])
def test_a_share_of_figures_without_a_date(stated, verdict):
    rows = [
        {"quote": "1.135 million cars", "value": 1_135_000, "step": 1000, "subject": "Corona", "metric": "sales"},
        {"quote": "686,000", "value": 686_000, "subject": "Corona", "metric": "sales", "segment": "phev"},
        {
            "quote": f"{stated}%",
            "value": stated,
            "step": 0.1,
            "kind": "share",
            "subject": "Corona",
            "metric": "sales",
            "segment": "phev",
            "basis": "sales",
        },
    ]
    text = f"Corona sold 1.135 million cars; of these, plug-in hybrids were 686,000, or {stated}%."
    (share,) = [f for v, rule, _, f in found(text, rows) if rule == "share"]
    assert share.verdict is verdict
    if verdict is Verdict.CONTRADICTED:
        assert [(r.before, r.after) for r in share.repairs][:1] == [("64", "60.4")]


def test_shares_given_respectively_are_of_the_figures_in_their_order():
    rows = [
        {"quote": "21,240辆", "value": 21240, **SUBJECT},
        {"quote": "10,860辆", "value": 10860, "step": 10, **SUBJECT},
        {"quote": "10,380辆", "value": 10380, "step": 10, **SUBJECT},
        {"quote": "51.1%", "value": 51.1, "kind": "share", **SUBJECT},
        {"quote": "48.9%", "value": 48.9, "kind": "share", **SUBJECT},
    ]
    text = "中冕汽车销售21,240辆。其中轿车10,860辆，货车10,380辆，分别占51.1%和48.9%。"
    results = found(text, rows)
    assert not [f.message for verdict, _, _, f in results if verdict is Verdict.CONTRADICTED]
    assert "51.1%" in [quotes[0] for verdict, _, quotes, _ in results if verdict is Verdict.CONFIRMED]
