"""Which market a figure is of, and what it is narrowed to."""

import pytest
from market_cases import CASES, Answer

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
