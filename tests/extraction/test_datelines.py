"""Where a text was written says nothing of where its cars were sold."""

import pytest
from newsreading import read

from tachograph.core.pack import Pack


def regions(text: str, pack: Pack) -> set[str | None]:
    return {c.region for c in read(f"Title\n\n{text}", None, pack).values() if c.unit == "vehicle"}


@pytest.mark.parametrize(
    "text",
    [
        "HONG KONG, Jan. 5, 2026 - Geely Auto sold 302,456 vehicles in December.",
        "SHENZHEN, Germany (Wire) — Geely Auto sold 302,456 vehicles in December 2025.",
        "Thailand, 5 January 2026: Geely Auto sold 302,456 vehicles in December.",
        "香港，2026年1月5日——吉利汽车12月销售302456辆。",
        "【泰国1月5日电】吉利汽车12月销售302456辆。",
    ],
)
def test_a_place_of_writing_is_no_region(pack: Pack, text: str) -> None:
    assert regions(text, pack) == {None}


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("In Thailand, Geely Auto sold 3,024 cars in December 2025.", "Thailand"),
        ("泰国，吉利汽车2025年12月销售3024辆。", "Thailand"),
    ],
)
def test_a_place_that_the_sentence_is_about_is_one(pack: Pack, text: str, region: str) -> None:
    assert regions(text, pack) == {region}
