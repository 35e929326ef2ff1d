"""What holds for all others told alike shows the one for which it does not: rows, shares of one whole, a row of sellers."""

import pytest

from tachograph.core.claim import Verdict
from tachograph.pipeline.articles import check_texts

BRANDS = "Sales by brand (now / a year ago): Haval 63,108/52,214/20.86%; Wey 10,226/3,010/239.73%; Ora 3,306/4,863/{ora}; Tank 20,510/{tank}/-14.60%."
BRANDS_ZH = (
    "6月分品牌销量：哈弗63108 52214 20.86%，魏牌10226 3010 239.73%，欧拉3306 4863 {ora}，坦克20510 {tank} -14.60%。"
)
MARKET = (
    "In 2023 the global EV battery market came to 705.5 GWh. CATL installed 259.7 GWh, for a 36.8% share; BYD had {byd} GWh, "
    "for a {share} share; LG Energy Solution had 95.8 GWh, for a 13.6% share."
)
MARKET_ZH = (
    "2023年全球动力电池装车量705.5GWh。宁德时代装车259.7GWh，市占率36.8%；比亚迪{byd}GWh，市占率{share}；"
    "LG新能源95.8GWh，市占率13.6%。"
)
SELLERS = "Leapmotor delivered 50,129 cars in July 2025, HIMA 47,752, {xpeng} and Li Auto 30,731."
SELLERS_ZH = "2025年7月，零跑交付50129辆，鸿蒙智行47752辆，{xpeng}，理想30731辆，蔚来21017辆。"


def contradicted(text: str) -> list[str]:
    (checked,) = check_texts([text])
    return [f.message for f in checked.findings if f.verdict is Verdict.CONTRADICTED]


@pytest.mark.parametrize("text", [BRANDS, BRANDS_ZH])
def test_a_row_that_alone_does_not_hold_is_contradicted(text: str) -> None:
    (message,) = contradicted(text.format(ora="-52.02%", tank="24,017"))
    assert message.startswith("3,306 / 4,863 - 1 = -32.02%")
    (message,) = contradicted(text.format(ora="-32.02%", tank="31,560"))
    assert message.startswith("20,510 / 31,560 - 1 = -35.01%")


@pytest.mark.parametrize("text", [BRANDS, BRANDS_ZH])
def test_a_rise_in_a_row_where_others_print_their_falls_is_contradicted(text: str) -> None:
    (message,) = contradicted(text.format(ora="32.02%", tank="24,017"))
    assert "3,306 / 4,863 - 1 = -32.02%, not" in message


@pytest.mark.parametrize("text", [BRANDS, BRANDS_ZH])
@pytest.mark.parametrize("ora", ["-32.02%", "-32.0%"])
def test_rows_that_hold_are_not(text: str, ora: str) -> None:
    assert contradicted(text.format(ora=ora, tank="24,017")) == []


def test_rows_of_other_columns_are_not() -> None:
    """A month, the year so far and the change on the year have nothing to do with one another."""
    assert contradicted("Sales: Haval 63,108/320,400/20.86%; Wey 10,226/40,010/39.73%; Ora 3,306/15,863/-32.02%.") == []


@pytest.mark.parametrize("text", [MARKET, MARKET_ZH])
def test_a_share_of_the_whole_of_which_the_others_are_is_contradicted(text: str) -> None:
    (message,) = contradicted(text.format(byd="111.4", share="25.8%"))
    assert message.startswith("111.4 / 705.5 = 15.79%")
    assert contradicted(text.format(byd="171.4", share="15.8%"))


def test_a_share_reckoned_from_another_figure_is_to_blame() -> None:
    (checked,) = check_texts([MARKET.format(byd="111.4", share="42.9%")])  # of CATL's
    (finding,) = (f for f in checked.findings if f.verdict is Verdict.CONTRADICTED)
    assert finding.message.endswith("not 42.9%")
    assert finding.repairs[0].after == "15.8"


@pytest.mark.parametrize("text", [MARKET, MARKET_ZH])
def test_shares_that_hold_or_are_revised_are_not(text: str) -> None:
    assert contradicted(text.format(byd="111.4", share="15.8%")) == []
    assert contradicted(text.format(byd="111.4", share="15.86%")) == []


@pytest.mark.parametrize(
    "text",
    [
        MARKET.format(byd="111.4", share="15.8%") + " In 2022 BYD's share had been 13.6%.",
        MARKET.format(byd="111.4", share="15.8%") + " Its share fell to that from 17.6%.",
    ],
)
def test_the_share_of_another_time_is_not(text: str) -> None:
    assert contradicted(text) == []


@pytest.mark.parametrize(
    "text", [SELLERS.format(xpeng="XPeng 29,845"), SELLERS_ZH.format(xpeng="小鹏24615辆")], ids=["en", "zh"]
)
def test_a_figure_that_sources_deny_among_others_that_they_have_is_contradicted(text: str) -> None:
    (message,) = contradicted(text)
    assert "sources give 36,717" in message


@pytest.mark.parametrize(
    "text",
    [
        SELLERS.format(xpeng="XPeng 36,717"),
        SELLERS.format(xpeng="XPeng's MONA M03 14,845"),  # of a model
        SELLERS.format(xpeng="XPeng more than 30,000"),  # a mark
        SELLERS_ZH.format(xpeng="小鹏36717辆"),
        SELLERS_ZH.format(xpeng="小鹏上年同期的11145辆"),  # of another time
    ],
)
def test_figures_that_sources_have_or_that_are_of_something_else_are_not(text: str) -> None:
    assert contradicted(text) == []
