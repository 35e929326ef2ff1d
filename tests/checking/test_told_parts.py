"""Parts that words call all of a figure, and how much of an aim a sentence says was reached."""

import pytest

from tachograph.core.claim import Verdict
from tachograph.pipeline.articles import check_texts


def contradicted(text: str) -> list[str]:
    (checked,) = check_texts([text])
    return [f.message for f in checked.findings if f.verdict is Verdict.CONTRADICTED]


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("China had 16.1 million charging points in June 2025: {} public ones and 12.0 million private.", "6.1 million", "4.1 million"),
        ("In May 2025, Great Wall sold 102,269 vehicles: {} in China and 34,469 abroad.", "76,800", "67,800"),
        ("In May 2025, SAIC exported 366,000 vehicles, of which {} were passenger cars and 66,000 commercial vehicles.", "200,000", "300,000"),
        ("5月江淮汽车销售3.5万辆，其中乘用车{}，同比降10%，商用车2.1万辆，同比增3%。", "1.9万辆", "1.4万辆"),
        ("长安汽车2025年5月销量22.4万辆，其中国内销售{}，海外销售4.9万辆。", "19.5万辆", "17.5万辆"),
        ("截至6月末，全国充电设施总量1610万个，其中公共桩{}、私人桩1200.4万个。", "556.0万个", "409.6万个"),
    ],
)  # fmt: skip
def test_two_halves_that_are_not_their_total_are_contradicted(text: str, wrong: str, right: str) -> None:
    assert contradicted(text.format(wrong))
    assert contradicted(text.format(right)) == []


@pytest.mark.parametrize(
    "text",
    [
        "SAIC sold 400,000 cars in May 2025, of which 100,000 were exported, and domestic sales of new energy vehicles came to 150,000.",
        "Geely sold 235,208 cars in May 2025, of which 138,021 were NEVs; exports were 28,770.",
        "上汽5月售出40万辆，其中出口10万辆，国内零售25万辆。",  # what dealers sold is another count
        "上汽5月售出40万辆，其中出口10万辆，国内新能源车15万辆。",
        "瀚越二季度单车均价29.9万元，其中国内28.4万元、出口36.5万元。",  # prices
    ],
)
def test_parts_that_are_not_all_are_not(text: str) -> None:
    assert contradicted(text) == []


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("Xpeng delivered 313,000 cars in the first nine months of 2025, or {} of the 350,000 it wants to sell this year.", "62.3%", "89.4%"),
        ("2025年小米汽车目标35万辆，前9个月交付26万辆，完成率{}。", "54.3%", "74.3%"),
        ("零跑2025年9月交付66657辆，前9个月累计395516辆，完成全年50万辆目标的{}。", "97.1%", "79.1%"),
    ],
)  # fmt: skip
def test_what_was_reached_of_an_aim_is_held_to_both(text: str, wrong: str, right: str) -> None:
    (message,) = contradicted(text.format(wrong))
    assert f"not {wrong}" in message
    assert contradicted(text.format(right)) == []


@pytest.mark.parametrize(
    "text",
    [
        "2025年9月小鹏交付41581辆，累计完成全年35万辆目标的89.5%。",  # of more than the month's
        "In July 2025 Xpeng delivered 36,717 cars and has thereby reached 66.8% of its full-year target of 350,000.",
    ],
)
def test_a_share_of_an_aim_is_not_of_a_month_alone(text: str) -> None:
    assert contradicted(text) == []


@pytest.mark.parametrize(
    "place", ["with the NIO brand, Onvo and Firefly contributing {}, 16,434 and 4,346 respectively"]
)
def test_all_brands_of_a_seller_in_one_sentence_need_no_date(place: str) -> None:
    text = f"NIO rose to 31,305 vehicles, {place}."
    assert contradicted(text.format("10,525")) == []
    (message,) = contradicted(text.format("15,775"))
    assert message.startswith("15,775 + 16,434 + 4,346 = 36,555, not 31,305")


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("In May 2025 Chery sold 206,000 cars. NEVs contributed 63,000, or {} of the total.", "20.6%", "30.6%"),
        ("Chery sold 206,000 cars in May 2025; it exported 100,731, or {} of them.", "68.9%", "48.9%"),
        ("奇瑞5月销量20.6万辆，其中新能源车6.3万辆，占{}。", "50.6%", "30.6%"),
    ],
)
def test_a_share_right_behind_its_figure_is_held_to_the_whole_that_it_names(text: str, wrong: str, right: str) -> None:
    (message,) = contradicted(text.format(wrong))
    assert f"not {wrong}" in message
    assert contradicted(text.format(right)) == []


@pytest.mark.parametrize(
    "text",
    [
        "零跑三季度出口1.74万辆，占首三季的46%。三季度共交付173852辆。",  # of a longer time
        "In May 2025 BYD sold 382,476 cars. It exported 88,640, or 21.9% of all NEVs shipped from China.",
    ],
)
def test_a_share_of_another_whole_is_not(text: str) -> None:
    assert contradicted(text) == []
