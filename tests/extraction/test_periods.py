"""Which period each figure of a text gets.

``periods.jsonl`` has texts with some of their figures and the period that a reader gives each, ``None`` where the text
does not say; alternatives are divided by ``|``. They were written before the rules that they ask for.
"""

import json
from datetime import date
from pathlib import Path

import pytest

from tachograph.core.document import Document
from tachograph.core.pack import Pack
from tachograph.extraction import extract_claims

CASES = [
    json.loads(line) for line in (Path(__file__).parent / "periods.jsonl").read_text(encoding="utf-8").splitlines()
]


def found(text: str, published: str | None, lang: str, pack: Pack) -> dict[str, tuple[str | None, str | None]]:
    """The quotes of a text's figures with period and basis."""
    day = date.fromisoformat(published) if published else None
    claims = extract_claims(Document("x", text, published=day, lang=lang), pack)
    return {claim.quote: (claim.period, claim.basis) for claim in claims}


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"][:48])
def test_a_reader_gives_the_figures_the_same_periods(case: dict, pack: Pack):
    got = found(case["text"], case["published"], case["lang"], pack)
    for quote, expected in case["periods"].items():
        (period,) = [str(p) for q, (p, _) in got.items() if quote in q]
        assert period in expected.split("|"), quote


def test_two_falls_of_one_figure_have_each_its_basis(pack: Pack):
    text = (
        "XPeng delivered 36,728 vehicles in November, up 19 percent year on year but down 12.6 percent month on month, "
        "the second consecutive month-on-month fall."
    )
    got = found(text, "2025-12-01", "en", pack)
    assert (got["19 percent"], got["12.6 percent"]) == (("2025-11", "2024-11"), ("2025-11", "2025-10"))


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("蔚来11月累计交付36,275辆。", "../2025-11"),
        ("截至11月30日，蔚来累计交付949,457辆。", "../2025-11-30"),
        ("蔚来1-11月累计交付277,893辆。", "2025-01/2025-11"),  # the sum of the stretch that is named
        ("蔚来上半年累计交付114,150辆。", "2025-H1"),
        ("蔚来今年以来累计交付277,893辆。", "2025-01-01/2025-12-01"),
        ("蔚来累计交付949,457辆。", "../2025-12-01"),  # until the text speaks
    ],
)
def test_a_cumulative_figure_is_the_sum_of_what_is_named_or_counts_from_the_beginning(
    text: str, period: str, pack: Pack
):
    ((got, _),) = found(text, "2025-12-01", "zh", pack).values()
    assert got == period
