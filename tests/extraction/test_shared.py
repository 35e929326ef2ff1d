"""Shares name their wholes, and changes take the time of the figure that words tie them to."""

from datetime import date

import pytest

from tachograph.core.claim import Kind
from tachograph.core.document import Document
from tachograph.core.pack import Pack
from tachograph.extraction import extract_claims

_MARKET = (
    "Retail sales of passenger vehicles in China came to 1.92 million in March 2026. NEV retail sales came to 611,000, a "
    "penetration of 31.8%."
)


def bases(text: str, pack: Pack, kind: Kind = Kind.SHARE) -> dict[str, str | None]:
    document = Document("a", text, published=date(2026, 4, 2))
    return {c.quote: c.basis for c in extract_claims(document, pack) if c.kind is kind}


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        (_MARKET, "China passenger car market retail_sales"),
        ("XPeng delivered 320,000 cars in 2025 against a goal of 350,000, or 91.4%.", "sales target"),
        ("小鹏2026年前9个月交付25万辆，完成35万辆目标的71%。", "sales target"),
        ("长城汽车2026年3月销售110,690辆，其中新能源车型36,375辆，占比32.9%。", "sales"),
    ],
)
def test_a_share_names_its_whole(text: str, basis: str, pack: Pack) -> None:
    assert set(bases(text, pack).values()) == {basis}


def test_a_share_of_what_somebody_has_is_not_one_of_the_market(pack: Pack) -> None:
    text = (
        "Retail sales of passenger vehicles in China came to 64,700 in March 2026. For new energy vehicles the group "
        "names 58,402, 52.1% of its volume."
    )
    assert not any((basis or "").startswith("China") for basis in bases(text, pack).values())


def test_a_change_is_against_the_time_of_the_figure_that_words_tie_it_to(pack: Pack) -> None:
    text = "XPeng delivered 36,717 cars in March 2026, up 229.45 percent from a low base of 11,145 in March 2025."
    assert bases(text, pack, Kind.CHANGE) == {"229.45 percent": "2025-03"}


def test_a_multiple_is_of_the_time_of_the_figure_behind_it(pack: Pack) -> None:
    text = "XPeng delivered 33,525 cars in March 2026, 3.3 times the 10,146 of March 2025."
    assert bases(text, pack, Kind.RATIO) == {"3.3 times": "2025-03"}
