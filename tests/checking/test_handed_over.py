"""What holds of figures that were handed over with all of their fields, beside what words would let one think."""

from smallpack import PACK, RATES, claims_of, document

from tachograph.checking.beside import ties
from tachograph.checking.context import Context


def test_what_was_expected_is_no_part_that_a_share_of_what_happened_is_of():
    doc = document("Borealis sold 2,514K cars vs. 740k expected, or 41.2% of the 1,993K of the whole market.")
    rows = [
        {"quote": "2,514K", "value": 2514000, "subject": "Borealis", "metric": "sales"},
        {"quote": "740k", "value": 740000, "subject": "Borealis", "metric": "sales", "modality": "forecast"},
        {"quote": "41.2%", "value": 41.2, "kind": "share", "subject": "Borealis", "metric": "market_share"},
        {"quote": "1,993K", "value": 1993000, "subject": "Whole market", "metric": "sales"},
    ]

    def parts(*more):
        context = Context.of(doc, claims_of(doc, [{**row, **dict(more)} for row in rows]), PACK, RATES)
        return [c.quote for tie in ties(context, 2) for c in tie.parts]

    assert parts() == []
    assert parts(("confidence", 0.9)) == ["740k"]  # what was read may have been misread
