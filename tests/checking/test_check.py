"""Several documents at once, claims with nothing in them, and errors planted in clean texts."""

from dataclasses import replace
from decimal import Decimal

import pytest
from smallpack import PACK, RATES, claims_of, document

from tachograph.checking import check_claims
from tachograph.core.claim import Claim, Kind, Verdict
from tachograph.core.quantity import Modifier, Quantity
from tachograph.core.span import Span

TEXT = (
    "Borealis delivered 45,312 cars in March 2025, 26.8% more than the 35,735 of February, and 121,347 in the first "
    "quarter. January had brought 40,300. The Boreal One made up 31,718 of March's, or 70.0%."
)
ROWS = [
    {"quote": "45,312 cars", "value": 45312, "period": "2025-03"},
    {"quote": "26.8%", "value": 26.8, "kind": "change", "period": "2025-03", "basis": "2025-02"},
    {"quote": "35,735", "value": 35735, "period": "2025-02"},
    {"quote": "121,347", "value": 121347, "period": "2025-Q1"},
    {"quote": "40,300", "value": 40300, "step": 1, "period": "2025-01"},
    {"quote": "31,718", "value": 31718, "period": "2025-03", "model": "Boreal One"},
    {
        "quote": "70.0%",
        "value": 70.0,
        "kind": "share",
        "period": "2025-03",
        "model": "Boreal One",
        "basis": "deliveries",
    },
]
DOC = document(TEXT)
CLEAN = claims_of(DOC, [{"subject": "Borealis", "metric": "deliveries", **row} for row in ROWS])


def check(claims):
    return check_claims([(DOC, tuple(claims))], PACK, RATES)[0]


def doubts(result):
    return [f for f in result.findings if f.verdict in (Verdict.CONTRADICTED, Verdict.IMPLAUSIBLE)]


def test_a_clean_text_is_confirmed():
    result = check(CLEAN)
    assert not doubts(result)
    assert {c.verdict for c in result.claims} == {Verdict.CONFIRMED}


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (0, "43512"),  # two digits swapped
        (0, "453120"),  # a zero too many
        (1, "28.6"),
        (2, "35375"),
        (3, "1213470"),
        (3, "131347"),  # one digit
        (5, "37118"),
        (6, "50.0"),
    ],
)
def test_an_error_planted_in_it_is_found_and_mended(place, value):
    claim = CLEAN[place]
    wrong = replace(claim.quantity, low=Decimal(value), high=Decimal(value))
    claims = [replace(c, quantity=wrong) if c is claim else c for c in CLEAN]
    found = doubts(check(claims))
    assert len(found) == 1
    assert found[0].claims[0] == claim.id
    repaired = [Decimal(r.after) for r in found[0].repairs if r.claim == claim.id]
    assert claim.quantity.value in repaired


def test_claims_that_say_little_are_taken_as_they_are():
    bare = [replace(c, subject=None, subject_id=None) for c in CLEAN[:2]]
    bare += [replace(c, metric=None) for c in CLEAN[2:4]]
    bare += [replace(c, period=None, basis=None) for c in CLEAN[4:]]
    assert not doubts(check(bare))
    assert len(check(bare).claims) == len(CLEAN)


def test_a_period_that_is_none_is_no_error():
    odd = [replace(c, period="sometime") for c in CLEAN]
    assert not doubts(check(odd))


def test_no_document_and_no_claims():
    assert check_claims([], PACK, RATES) == ()
    assert check([]).findings == ()


def test_documents_are_evidence_for_one_another():
    other = document("Borealis wants 500,000 in 2027, it says.")
    first = document("The aim of Borealis for 2027 is 500,000.")
    rows = [{"quote": "500,000", "value": 500000, "subject": "Borealis", "metric": "sales", "period": 2027}]
    rows = [{**rows[0], "modality": "target"}]
    pairs = [(d, claims_of(d, rows)) for d in (first, other)]
    for result in check_claims(pairs, PACK, RATES):
        assert [(f.rule, f.verdict) for f in result.findings] == [("cross_source", Verdict.CONFIRMED)]
    for pair in pairs:
        assert check_claims([pair], PACK, RATES)[0].findings == ()


def test_the_same_text_twice_is_one_source():
    rows = [{"quote": "500,000", "value": 500000, "subject": "Borealis", "metric": "sales", "period": 2027}]
    first = document("The aim of Borealis for 2027 is 500,000.")
    copy = replace(first, source="copy", id="copy")
    results = check_claims([(first, claims_of(first, rows)), (copy, claims_of(copy, rows))], PACK, RATES)
    assert all(r.findings == () for r in results)


def test_a_figure_that_belongs_elsewhere_is_not_called_false():
    """Ten times a seller's sales beside its growth is the market's figure misread, not an error of the text."""
    market = Quantity(Decimal(1_934_512), Decimal(1_934_512), Modifier.EXACTLY, "vehicle", Decimal(1))
    claims = [replace(c, quantity=market, confidence=0.95) if c is CLEAN[0] else c for c in CLEAN[:3]]
    assert not doubts(check(claims))


def test_a_target_is_never_contradicted_by_another_vintage():
    doc = document("Corona wants 70,000 in 2025.")
    claim = Claim(
        doc.id,
        Span(13, 19),
        "70,000",
        Quantity(Decimal(70000), Decimal(70000), Modifier.EXACTLY, "vehicle", Decimal(1000)),
        Kind.LEVEL,
        "Corona",
        "corona",
        "sales",
        "2025",
    )
    assert not doubts(check_claims([(doc, (claim,))], PACK, RATES)[0])


def verdicts(doc, rows):
    claims = claims_of(doc, rows)
    result = check_claims([(doc, claims)], PACK, RATES)[0]
    return {c.quote: c.verdict for c in result.claims}, doubts(result)


def test_only_the_wrong_total_of_a_table_is_contradicted():
    doc = document("| Maker | Cars |\n|---|---|\n| Borealis | 57,915 |\n| Aurora | 39,111 |\n| Total | 197,026 |")
    known = {"metric": "deliveries", "period": "2026-01"}
    rows = [
        {"quote": "57,915", "value": 57915, "subject": "Borealis", **known},
        {"quote": "39,111", "value": 39111, "subject": "Aurora", **known},
        {"quote": "197,026", "value": 197026},
    ]
    found, doubted = verdicts(doc, rows)
    assert found == {"57,915": "confirmed", "39,111": "confirmed", "197,026": "contradicted"}
    assert [len(f.claims) for f in doubted] == [3]
    assert doubted[0].judged == doubted[0].claims[:1]


def test_what_two_slips_explain_is_ambiguous_and_said_to_be():
    doc = document("It sold 93,192 cars: 57,152 at home and 26,040 abroad.")
    rows = [{"quote": "93,192 cars", "value": 93192}, {"quote": "57,152", "value": 57152}]
    rows += [{"quote": "26,040", "value": 26040, "step": 1}]
    found, doubted = verdicts(doc, rows)
    assert set(found.values()) == {Verdict.CONTRADICTED}
    assert "cannot be told" in doubted[0].message
    assert len(doubted[0].repairs) > 1


def test_figures_that_nearly_agree_were_rather_misread_than_wrong_unless_surely_read():
    doc = document("Borealis delivered 40,000 by April and 51,234 more. Growth was 32.0%.")
    rows = [
        {"quote": "40,000", "value": 40000, "step": 1, "period": "2025-04"},
        {"quote": "51,234", "value": 51234, "period": "2025-05"},
        {"quote": "32.0%", "value": 32.0, "kind": "change", "period": "2025-05", "basis": "2025-04"},
    ]
    known = {"subject": "Borealis", "metric": "deliveries"}
    assert [f.verdict for f in verdicts(doc, [{**known, **row} for row in rows])[1]] == [Verdict.CONTRADICTED]
    assert verdicts(doc, [{**known, **row, "confidence": 0.8} for row in rows])[1] == []


def test_messages_name_things_as_people_do():
    doc = document("Borealis delivered 57,915 cars in January 2026.")
    rows = [
        {"quote": "57,915 cars", "value": 57915, "subject": "Borealis", "metric": "deliveries", "period": "2026-01"}
    ]
    (finding,) = check_claims([(doc, claims_of(doc, rows))], PACK, RATES)[0].findings
    assert finding.message == "57,915 cars is what 2 sources give for Borealis’ deliveries in January 2026"
    assert {e.source for e in finding.evidence} == {"https://one.example/x", "https://two.example/x"}
    assert {(e.value, e.fact) for e in finding.evidence} == {
        ("57,915 vehicles", "Borealis’ deliveries in January 2026")
    }
