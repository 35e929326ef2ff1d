"""What stands around a figure shows what it is of: figures of its time, the profit before a margin, a table's total."""

import pytest

from tachograph.core.claim import Verdict
from tachograph.pipeline.articles import check_texts

LIST = "Leapmotor delivered 45,067 cars in May 2025, Li Auto {li} and Xpeng 33,525; Nio came to 23,231."
LIST_ZH = "2025年5月，零跑交付45067辆，理想40856辆，{xpeng}，蔚来23231辆。"
MARGIN = (
    "In the third quarter of 2025 Xiaomi's total revenue was 113.12 billion yuan, up 22.3%; {profit} was 25.94 billion yuan, "
    "up 37.4%, with a gross margin of {margin}."
)
MARGIN_ZH = "2025年第三季，小米总收入1131.2亿元，增22.3%；{profit}259.36亿元，增37.4%，毛利率{margin}。"
VENDORS = "{head}\nVivo 8.1 21%\nSamsung 6.2 16%\nOPPO 5.0 13%\nXiaomi 5.0 {share}\nTotal 39.0\n"
FUELS = (
    "| Fuel | September 2025 | Share |\n|---|---|---|\n| BEV | 72,779 | {bev} |\n| PHEV | 38,308 | {phev} |\n"
    "| Other | 201,804 | 64.5% |\n| Total | 312,891 | |\n"
)
GOAL = "Leapmotor wants to sell one million vehicles in 2026, or {rate} percent growth, after 596,555 last year."


def contradicted(text: str) -> list[str]:
    (checked,) = check_texts([text])
    return [f.message for f in checked.findings if f.verdict is Verdict.CONTRADICTED]


def test_the_figure_of_another_month_in_a_list_that_is_borne_out_is_contradicted() -> None:
    (message,) = contradicted(LIST.format(li="33,939"))
    assert message.endswith("it is the figure in April 2025")
    (message,) = contradicted(LIST_ZH.format(xpeng="小鹏35045辆"))
    assert message.endswith("it is the figure in April 2025")
    assert contradicted(LIST.format(li="40,856")) == contradicted(LIST_ZH.format(xpeng="小鹏33525辆")) == []


@pytest.mark.parametrize(
    "text",
    [
        LIST.format(li="40,856 (33,939)"),
        LIST.format(li="40,856, after 33,939,"),
        LIST.format(li="fell short of its 33,939"),
        LIST.format(li="fell short of its record of 61,618"),
        LIST_ZH.format(xpeng="小鹏不及4月的35045辆"),
        LIST_ZH.format(xpeng="小鹏从35045辆滑落4.3%"),
        LIST_ZH.format(xpeng="小鹏没能守住35045辆的水平"),
        LIST_ZH.format(xpeng="小鹏33525辆（35045辆）"),
        "In May 2025 Leapmotor handed over 45,067 cars and Nio 23,231. In April Xpeng had 35,045 and Leapmotor 41,039.",
        "In May 2025 Leapmotor handed over 45,067 cars and Nio 23,231. Xpeng, which had delivered 35,045, slipped.",
    ],
)
def test_figures_of_other_times_that_are_told_as_such_are_not(text: str) -> None:
    assert contradicted(text) == []


def test_a_quarter_right_beside_a_figure_of_another_one_is_contradicted() -> None:
    text = "Li Auto delivered 28,687 cars in the second quarter of 2022, fewer than the {} in the first quarter."
    (message,) = contradicted(text.format("35,221"))
    assert message.endswith("it is the figure in the fourth quarter of 2021")
    assert contradicted(text.format("31,716")) == []


@pytest.mark.parametrize(("text", "profit"), [(MARGIN, "gross profit"), (MARGIN_ZH, "毛利")])
def test_a_margin_that_its_profit_does_not_make_is_contradicted(text: str, profit: str) -> None:
    (message,) = contradicted(text.format(profit=profit, margin="29.2%"))
    assert "= 22.93%, not 29.2%" in message
    assert contradicted(text.format(profit=profit, margin="22.9%")) == []


@pytest.mark.parametrize(
    "text",
    [
        "In 2024 Xiaomi's revenue was 365.9 billion yuan, and the car segment's gross profit 6.1 billion yuan, for a gross margin of 18.5%.",
        "In the third quarter of 2025 Nio's revenue was 21.79 billion yuan; gross profit was 3.02 billion yuan, and vehicle margin 14.7%.",
        "In 2024 Tesla's revenue came to $97.7 billion; gross profit came to $17.5 billion, and automotive gross margin to 18.4%.",
        MARGIN_ZH.format(profit="汽车业务毛利", margin="18.5%"),
        "2025年前三季度，比亚迪营收5662.66亿元，第三季度毛利343.3亿元，毛利率17.6%。",
    ],
)
def test_the_margin_of_a_part_of_the_business_is_not(text: str) -> None:
    assert contradicted(text) == []


def test_the_one_share_that_is_none_of_its_tables_total_is_contradicted() -> None:
    (message,) = contradicted(VENDORS.format(head="Vendor Q2 2025 (million) Q2 2025 share", share="18%"))
    assert message.startswith("5 million / 39 million = 12.82%, not 18%")
    (message,) = contradicted(FUELS.format(bev="23.3%", phev="15.2%"))
    assert message.startswith("38,308 / 312,891 = 12.24%, not 15.2%")


@pytest.mark.parametrize(
    "text",
    [
        VENDORS.format(head="Vendor Q2 2025 (million) Q2 2025 share", share="13%"),
        VENDORS.format(head="Vendor Q2 2025 (million) Q2 2024 share", share="18%"),
        VENDORS.format(head="Vendor Q2 2025 (million) Growth", share="18%"),
        FUELS.format(bev="23.2%", phev="12.3%"),
    ],
)
def test_shares_that_may_be_right_are_not(text: str) -> None:
    assert contradicted(text) == []


def test_growth_after_last_years_figure_that_does_not_follow_is_contradicted() -> None:
    (message,) = contradicted(GOAL.format(rate="86"))
    assert message.startswith("1 million / 596,555 - 1 = +67.63%, not 86 percent")
    assert contradicted(GOAL.format(rate="68")) == []


@pytest.mark.parametrize(
    "text",
    [
        "Xpeng delivered 33,525 cars in May 2025, 230 percent growth, after 35,045 in April.",
        "Xpeng sold 429,445 cars in 2025, 126% more than in 2024, after a target of 350,000 last year.",
        "In May it delivered 33,525 cars, 10% growth, after 120,000 last year as a whole.",
    ],
)
def test_growth_after_another_time_is_not(text: str) -> None:
    assert contradicted(text) == []


def test_a_share_right_behind_a_part_in_chinese_is_of_the_whole_before_it() -> None:
    text = "2025年7月，鸿蒙智行交付47752辆，其中问界贡献40753辆，占到{}。"
    (message,) = contradicted(text.format("58.3%"))
    assert message.startswith("40,753 / 47,752 = 85.34%, not 58.3%")
    assert contradicted(text.format("85.3%")) == []


@pytest.mark.parametrize(
    "text",
    [
        "Li Auto delivered 34,134 cars in July 2023, up 227.5%, standing firmly above {} for the second month in a row.",
        "In July 2023 Li Auto delivered 34,134 cars, staying well above {}.",
    ],
)
def test_a_mark_above_which_a_figure_is_told_to_stand_is_held_to_it(text: str) -> None:
    (message,) = contradicted(text.format("40,000"))
    assert message.startswith("34,134 cars is not above 40,000")
    assert contradicted(text.format("30,000")) == []


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("Li Auto delivered 40,856 vehicles in May 2025, 20.4% more than in {}.", "April", "March"),
        (
            "Xpeng reported July 2025 deliveries of 36,717, up 229.45 percent from a low base of 11,145 and up 6.08 percent from {}.",
            "June",
            "May",
        ),
        ("Nio wanted to sell 150,000 cars in 2022 and delivered 122,486, {} 34% year-on-year.", "up", "down"),
        ("蔚来2022年券商预期15万辆，实际交付122486辆，同比{}34%。", "增长", "下降"),
    ],
)
def test_a_rate_from_another_month_or_in_the_wrong_direction_is_contradicted(text: str, right: str, wrong: str) -> None:
    assert contradicted(text.format(right)) == []
    (message,) = contradicted(text.format(wrong))
    assert "with the figure that" in message


@pytest.mark.parametrize(
    "text",
    [
        "Xpeng reported July 2025 deliveries of 36,717; exports were up 6.08% from May.",
        "Xpeng reported July 2025 deliveries of 36,717, up 229.45 percent from 11,145, and exports of 3,000, up 6.08 percent from May.",
        "Nio wanted to sell 150,000 cars in 2022 and delivered 122,486, down 18%.",
        "蔚来2022年目标15万辆，实际交付122486辆，少了18%。",
    ],
)
def test_a_rate_of_or_from_something_else_is_not(text: str) -> None:
    assert contradicted(text) == []


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("2025年7月，蔚来21017辆，比6月的24925辆少了差不多4000辆，乐道倒有5976辆，占整个集团的{}。", "28.4%", "20.4%"),
        ("Nio delivered 21,017 cars in July 2025, and Onvo 5,976, or {} of the group's deliveries.", "28.4%", "24.8%"),
    ],
)
def test_a_brands_share_of_its_group_is_of_the_groups_figure(text: str, right: str, wrong: str) -> None:
    assert contradicted(text.format(right)) == []
    (message,) = contradicted(text.format(wrong))
    assert message.startswith("5,976 / 21,017 = 28.43%")


@pytest.mark.parametrize(
    "text",
    [
        "2025年7月，零跑50129辆，乐道5976辆，占整个集团的28.4%。",
        "Nio delivered 21,017 cars in July 2025, and Onvo 5,976, or 12.1% of the group's deliveries since January.",
        "In July 2025 Nio, which had delivered 24,925 in June, sold fewer cars, Onvo 5,976, or 28.4% of the group's total.",
    ],
)
def test_a_brands_share_of_a_group_whose_figure_is_not_given_is_not(text: str) -> None:
    assert contradicted(text) == []
