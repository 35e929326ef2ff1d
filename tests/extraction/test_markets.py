"""Which market a figure is of, and what it is narrowed to."""

from datetime import date
from typing import Any

import pytest
from market_cases import CASES, Answer
from newsreading import holds, read

from tachograph.core.document import Document
from tachograph.core.pack import Pack
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


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        (
            "China exported 563,000 passenger cars in October; 250,000 of them carried a plug.",
            date(2025, 11, 10),
            {"250,000": {"who": "China NEV market", "what": "exports"}},
        ),
        (
            "More than half of the passenger cars retailed in China in July were plug-ins, the CPCA said.",
            date(2024, 8, 8),
            {"half": {"who": "China NEV market", "what": "penetration"}},
        ),
        (
            (
                "Passenger car retail came to 2.0 million in June. For the second month running, more than half of "
                "the buyers opted for a plug-in."
            ),
            date(2025, 7, 11),
            {"half": {"who": "China NEV market", "what": "penetration"}},
        ),
    ],
)
def test_what_has_a_plug_is_a_segment(
    text: str, published: date, expected: dict[str, dict[str, Any]], pack: Pack
) -> None:
    holds(text, pack, expected, published)


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        (
            (
                "Passenger car retail came to 2.24 million in September. Production was 2.98 million.\n\nFor "
                "October, the CPCA expects 2.2 million, 2.7% fewer than a year earlier."
            ),
            date(2025, 10, 13),
            {
                "2.2 million": {
                    "what": "retail_sales",
                    "who": "China passenger car market",
                    "how": "forecast",
                    "when": "2025-10",
                },
                "2.7%": {"what": "retail_sales", "who": "China passenger car market"},
            },
        ),
        (
            (
                "Leapmotor plans to sell 150,000 cars abroad this year. The association CAAM, for its part, "
                "expects exports of 7.4 million, or 4.3% more."
            ),
            date(2026, 1, 15),
            {
                "7.4 million": {"who": "China vehicle market", "what": "exports"},
                "4.3%": {"who": "China vehicle market", "what": "exports"},
            },
        ),
    ],
)
def test_what_a_body_foresees_is_of_its_market(
    text: str, published: date, expected: dict[str, dict[str, Any]], pack: Pack
) -> None:
    holds(text, pack, expected, published)


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        (
            "NIO Inc. delivered 40,397 vehicles in October: NIO 17,143, Onvo 17,342, Firefly 5,912.",
            date(2025, 11, 1),
            {"17,143": {"who": "NIO brand"}, "17,342": {"who": "Onvo"}, "40,397 vehicles": {"who": "NIO"}},
        ),
        (
            (
                "The group handed over 31,305 cars in August. By brand, Nio accounted for 10,525, Onvo for 16,434 "
                "and Firefly for 4,346."
            ),
            date(2025, 9, 1),
            {"10,525": {"who": "NIO brand"}},
        ),
        (
            "Nio delivered 36,275 cars in November, of which 18,393 were Nio-branded, 11,794 Onvo and 6,088 Firefly.",
            date(2025, 12, 1),
            {"18,393": {"who": "NIO brand"}, "36,275 cars": {"who": "NIO"}},
        ),
    ],
)
def test_a_company_in_a_row_with_its_brands_is_one_of_them(
    text: str, published: date, expected: dict[str, dict[str, Any]], pack: Pack
) -> None:
    holds(text, pack, expected, published)


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        (
            (
                "China exported 7.1 million vehicles in 2025, up 21%. NEV exports doubled to 2.6 million. December "
                "alone brought 753,000 vehicles, 49% more than a year earlier."
            ),
            date(2026, 1, 15),
            {
                "753,000 vehicles": {"who": "China vehicle market", "when": "2025-12", "what": "exports"},
                "49%": {"who": "China vehicle market"},
            },
        ),
        (
            (
                "Vehicle exports reached 7.1 million in 2025. Of these, 2.6 million were new energy vehicles. Cars "
                "with combustion engines slipped 2.1% to 4.48 million."
            ),
            date(2026, 1, 15),
            {"2.1%": {"who": "China vehicle market"}, "4.48 million": {"who": "China vehicle market"}},
        ),
    ],
)
def test_all_is_counted_again_behind_a_part(
    text: str, published: date, expected: dict[str, dict[str, Any]], pack: Pack
) -> None:
    holds(text, pack, expected, published)


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        (
            "Dealers held 3.45 million unsold cars at the end of May, enough for 54 days.",
            date(2025, 7, 11),
            {
                "3.45 million unsold cars": {
                    "who": "China passenger car market",
                    "what": "inventory",
                    "when": "2025-05-31",
                },
                "54 days": {"who": "China passenger car market", "what": "inventory", "kind": "duration"},
            },
        ),
    ],
)
def test_what_dealers_hold_are_passenger_cars(
    text: str, published: date, expected: dict[str, dict[str, Any]], pack: Pack
) -> None:
    holds(text, pack, expected, published)


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        (
            "BYD outsold Tesla in Europe in July, 13,503 cars to 8,837.",
            date(2025, 8, 28),
            {"13,503 cars": {"who": "BYD"}, "8,837": {"who": "Tesla"}},
        ),
        (
            "Over seven months Tesla still leads BYD in Europe, with 119,013 registrations against 84,406.",
            date(2025, 8, 28),
            {"119,013 registrations": {"who": "Tesla"}, "84,406": {"who": "BYD"}},
        ),
    ],
)
def test_who_outdid_whom(text: str, published: date, expected: dict[str, dict[str, Any]], pack: Pack) -> None:
    holds(text, pack, expected, published)
