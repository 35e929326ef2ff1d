"""How much a perfect model's answer survives grounding, and how much of a wrong one: on the annotated articles."""

from decimal import Decimal

import msgspec
import pytest
from evaluation.articles import articles_of

from tachograph.core.claim import Kind, Modality
from tachograph.core.quantity import Modifier
from tachograph.core.span import Span
from tachograph.llm.grounding import Grounder
from tachograph.llm.schema import Row
from tachograph.packs.loader import load_pack

FIELDS = ("subject", "metric", "period", "basis", "claimant", "model", "region", "segment")


def answer(gold):
    """The annotators' claims as a model that copies faithfully would give them."""
    text = gold.document.text
    for claim in gold.claims:
        start, end = claim["start"], claim["end"]
        low, high = (None if claim[b] is None else Decimal(str(claim[b])) for b in ("low", "high"))
        yield Row(
            quote=text[start:end], context=text[max(0, start - 40) : end + 20], low=low, high=high, unit=claim["unit"],
            kind=Kind(claim["kind"]), modifier=Modifier(claim["modifier"]), modality=Modality(claim["modality"]),
            **{name: claim[name] for name in FIELDS},
        )  # fmt: skip


def wrong(row):
    """The row with its value a power of ten, or one, off."""
    for change in (lambda b: b * 10, lambda b: b / 10, lambda b: b + 1):
        low, high = (None if b is None else change(b) for b in (row.low, row.high))
        yield msgspec.structs.replace(row, low=low, high=high)


@pytest.mark.parametrize(("name", "floor"), [("gold/dev", 0.98), ("fresh", 0.99), ("unseen", 0.99)])
def test_what_is_right_is_kept_in_its_place_and_what_is_wrong_is_not(name, floor):
    pack = load_pack(evidence=False)
    asked = kept = given = held = 0
    for gold in articles_of(name):
        text = gold.document.text
        grounder = Grounder(gold.document, pack, "llm:perfect")
        rows = list(answer(gold))
        done = grounder.ground(Span(0, len(text)), rows)
        places = {(claim.span.start, claim.span.end) for claim in done.claims}
        asked += len(rows)
        kept += len(places & {(claim["start"], claim["end"]) for claim in gold.claims})
        given += sum(getattr(row, field) is not None for row in rows for field in FIELDS)
        held += sum(getattr(claim, field) is not None for claim in done.claims for field in FIELDS)
        off = [worse for row in rows if row.low != 0 and row.high != 0 for worse in wrong(row)]
        assert not any(grounder.ground(Span(0, len(text)), [row]).claims for row in off)
    assert kept / asked >= floor
    assert held / given >= 0.96
