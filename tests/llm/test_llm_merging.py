from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

import samples
from tachograph.core.claim import Kind
from tachograph.core.difference import Difference
from tachograph.core.document import Document
from tachograph.llm.merging import merge

DOCUMENT = Document("t.txt", "Lumen sold 32,000 kettles in May, up 60% from 20,000, in 550 and 600 shops.")


def rules(quote, low, **fields):
    return samples.figure(DOCUMENT, quote, low, **{"extractor": "rules-1", "confidence": 0.82, **fields})


def model(quote, low, **fields):
    return samples.figure(DOCUMENT, quote, low, **{"extractor": "llm:small", "confidence": 0.5, **fields})


def test_a_figure_that_both_read_alike_is_one_claim_of_both():
    ours = rules("32,000 kettles", "32000", subject="Lumen", period="2031-05")
    theirs = model("32,000", "32000.0", subject="lumen", period="2031-05")
    (claim,), differences = merge([ours], [theirs])
    assert claim == replace(ours, extractor="rules-1+llm:small")
    assert differences == ()


def test_where_they_differ_the_rules_stand_and_it_is_told():
    ours = rules("60%", "60", unit="percent", kind=Kind.CHANGE, period="2031-05", basis="2030-05", subject="Lumen")
    theirs = model("60%", "-60", unit="percent", kind=Kind.LEVEL, period="2031-04", basis="2030-04", subject="Umbra")
    (claim,), differences = merge([ours], [theirs])
    assert claim == replace(ours, extractor="rules-1+llm:small")
    assert differences == (
        Difference(ours.id, "low", "60", "-60"),
        Difference(ours.id, "high", "60", "-60"),
        Difference(ours.id, "kind", "change", "level"),
        Difference(ours.id, "subject", "Lumen", "Umbra"),
        Difference(ours.id, "period", "2031-05", "2031-04"),
    )


def test_what_the_rules_left_open_is_filled_and_then_no_surer_than_the_model():
    ours = rules("32,000 kettles", "32000", period="2031-05")
    theirs = model("32,000 kettles", "32000", subject="Lumen", subject_id="lumen", metric="sales", region=None)
    (claim,), differences = merge([ours], [theirs])
    assert (claim.subject, claim.subject_id, claim.metric, claim.period) == ("Lumen", "lumen", "sales", "2031-05")
    assert claim.confidence == 0.5
    assert differences == (
        Difference(ours.id, "subject", None, "Lumen"),
        Difference(ours.id, "metric", None, "sales"),
    )


def test_an_open_bound_that_differs_is_told():
    ours = rules("32,000 kettles", "32000")
    theirs = model("32,000 kettles", "32000", high=None)
    assert merge([ours], [theirs])[1] == (Difference(ours.id, "high", "32000", None),)


def test_figures_that_one_alone_saw_are_kept_in_the_order_of_the_text():
    claims, differences = merge([rules("20,000", "20000")], [model("32,000 kettles", "32000")])
    assert [(c.quote, c.extractor) for c in claims] == [("32,000 kettles", "llm:small"), ("20,000", "rules-1")]
    assert differences == ()


def test_a_figure_in_the_place_of_another_is_told_and_left_out():
    ours = rules("550 and 600 shops", "550", high="600")
    claims, differences = merge([ours], [model("550", "550"), model("600 shops", "600")])
    assert [c.quote for c in claims] == ["550 and 600 shops"]
    assert Difference(ours.id, "figure", "550 and 600 shops", "550") in differences
    assert Difference(ours.id, "low", "550", "600") in differences


def test_numbers_are_written_plainly():
    ours, theirs = rules("60%", "6E+1"), model("60%", "60.50")
    assert [(d.rules, d.model) for d in merge([ours], [theirs])[1]] == [("60", "60.5")] * 2


WORDS = ("32,000 kettles", "32,000", "60%", "20,000", "550 and 600 shops", "550", "600 shops")
SOME = st.lists(st.sampled_from(WORDS), unique=True, max_size=5)


@given(SOME, SOME)
def test_no_figure_is_lost_or_doubled(ours, theirs):
    a, b = [rules(q, "1") for q in ours], [model(q, Decimal(2)) for q in theirs]
    claims, differences = merge(a, b)
    assert {c.id for c in a} <= {c.id for c in claims}
    assert len({c.id for c in claims}) == len(claims)
    told = {d.model for d in differences}
    assert all(any(c.span.overlaps(t.span) for c in claims) or t.quote in told for t in b)
    assert {d.claim for d in differences} <= {c.id for c in claims}
