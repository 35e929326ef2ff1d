"""Which market a figure is of, and what it is narrowed to."""

from datetime import date

import pytest
from market_cases import CASES, Answer
from newsreading import read

from tachograph.core.document import Document
from tachograph.extraction import extract_claims
from tachograph.packs.loader import load_pack

PACK = load_pack(evidence=False)


@pytest.mark.parametrize(("text", "answers"), CASES)
def test_subject_and_scopes(text: str, answers: tuple[Answer, ...]) -> None:
    claims = {text[c.span.start : c.span.end]: c for c in extract_claims(Document("case.txt", text), PACK)}
    found = []
    for quote, *_ in answers:
        claim = next((c for written, c in claims.items() if written.startswith(quote)), None)
        found.append((quote, claim and claim.subject, claim and claim.segment, claim and claim.region))
    assert found == list(answers)


def test_a_market_in_the_title_is_that_of_the_place_named_there() -> None:
    document = Document(
        "case.txt", "Sales rose 8.5% to 52,000 vehicles last year. BYD sold 4,400.", title="Thailand's car market"
    )
    assert [c.subject for c in extract_claims(document, PACK)] == ["Thailand vehicle market"] * 2 + ["BYD"]


@pytest.mark.parametrize(
    ("text", "quote", "subject", "metric", "modality"),
    [
        ("Dealerships in China sold 1.9 million passenger cars in May.", "1.9 million passenger cars", "China passenger car market", "retail_sales", "actual"),
        ("Showrooms across China moved 1.2 million new energy vehicles in May.", "1.2 million new energy vehicles", "China NEV market", "retail_sales", "actual"),
        (
            "Retail sales of passenger cars in China reached 1.9 million in May. BYD sold 380,000.\n\nThe association pencils in 2.1 million for June.",
            "2.1 million",
            "China passenger car market",
            "retail_sales",
            "forecast",
        ),
        (
            "Retail sales of passenger cars in China reached 1.9 million in May. BYD sold 380,000.\n\nFor June the federation reckons with 2.1 million.",
            "2.1 million",
            "China passenger car market",
            "retail_sales",
            "forecast",
        ),
        ("BYD sold 380,000 cars in May. It pencils in 420,000 for June.", "420,000", "BYD", "sales", "target"),
    ],
)  # fmt: skip
def test_what_dealers_sell_and_associations_foresee(
    text: str, quote: str, subject: str, metric: str, modality: str
) -> None:
    claim = read(text, date(2026, 6, 9))[quote]
    assert (claim.subject, claim.metric, claim.modality.value) == (subject, metric, modality)
