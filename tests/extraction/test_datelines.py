"""Where a text was written says nothing of where its cars were sold."""

import pytest

from tachograph.core.document import Document
from tachograph.extraction import extract_claims
from tachograph.packs.loader import load_pack


def regions(text: str, lang: str) -> set[str | None]:
    document = Document("d1", text, lang=lang)
    return {c.region for c in extract_claims(document, load_pack(evidence=False)) if c.unit == "vehicle"}


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("HONG KONG, Jan. 5, 2026 - Geely Auto sold 302,456 vehicles in December.", "en"),
        ("SHENZHEN, Germany (Wire) — Geely Auto sold 302,456 vehicles in December 2025.", "en"),
        ("Thailand, 5 January 2026: Geely Auto sold 302,456 vehicles in December.", "en"),
        ("香港，2026年1月5日——吉利汽车12月销售302456辆。", "zh"),
        ("【泰国1月5日电】吉利汽车12月销售302456辆。", "zh"),
    ],
)
def test_a_place_of_writing_is_no_region(text: str, lang: str) -> None:
    assert regions(f"Title\n\n{text}", lang) == {None}


@pytest.mark.parametrize(
    ("text", "lang", "region"),
    [
        ("In Thailand, Geely Auto sold 3,024 cars in December 2025.", "en", "Thailand"),
        ("泰国，吉利汽车2025年12月销售3024辆。", "zh", "Thailand"),
    ],
)
def test_a_place_that_the_sentence_is_about_is_one(text: str, lang: str, region: str) -> None:
    assert regions(f"Title\n\n{text}", lang) == {region}
