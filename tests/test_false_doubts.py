"""What once looked like an error and is none: each with the like of it that is one."""

import pytest

from tachograph.core.claim import Verdict
from tachograph.pipeline.articles import check_texts

DOUBTS = (Verdict.CONTRADICTED, Verdict.IMPLAUSIBLE)


def doubts(text: str) -> list[str]:
    (checked,) = check_texts([text])
    return [f.message for f in checked.findings if f.verdict in DOUBTS]


def test_what_one_rate_is_reckoned_from_did_not_grow_itself() -> None:
    assert (
        doubts("Ordena grew 98.3% from 42,094 a year ago but shrank 33.1% from the 124,807 of the quarter before.")
        == []
    )
    assert doubts(
        "Ordena handed over 83,465 cars, which is 98.3% more than 42,094, but it shrank 13.1% from the 124,807 before."
    )


@pytest.mark.parametrize(
    "text",
    [
        "BYD delivered 280,639 cars in 2027, up 7.8% from 260,392. Growth of 7.7% at Geely in 2027 was a sliver behind BYD's 7.8%.",
        "BYD delivered 280,639 cars in 2027, up 7.8% from 260,392. Geely grew by 7.7% in 2027, just short of BYD's 7.8%.",
        "BYD delivered 240,081 cars in 2027, down 7.8% from 260,392. A fall of 7.7% at Geely in 2027 was just above BYD's 7.8%.",
    ],
)
def test_a_rivals_rate_has_its_own_direction(text: str) -> None:
    assert doubts(text) == []


def test_two_figures_for_two_sellers_in_one_breath() -> None:
    """The second is somebody else's: XPeng delivered 94,008 cars then, Leapmotor 87,552."""
    assert doubts("Look at 2025: from January to March XPeng was in front again, 94,008 to 87,552.") == []
    assert doubts("Look at 2025: from January to March XPeng delivered 90,408 cars.")


def test_a_difference_with_a_deduction_told_beside_it() -> None:
    assert doubts("平均成交价83,600元，收车均价77,900元，整备花1,850元，剩毛利3,850元。") == []


def test_a_headline_in_two_halves_is_no_list_of_what_it_counts() -> None:
    assert doubts("十家新势力11月成绩单：七升三降，曜程登顶\n\n曜程交付3.2万辆，居首。") == []
    assert doubts("三家车企：曜程、沃岚、凌泽和景驰。\n\n曜程交付3.2万辆，居首。")


@pytest.mark.parametrize(
    "text",
    [
        "去年曜程起初想卖550万辆，秋天悄悄改成460万辆，最后以4,602,436辆压线过关，只增7.7%。",
        "曜程汽车起初想卖460万辆，最后以4,602,436辆压线过关，增长7.7%。",
        "6 January 2026. Voltaris cut its aim to 460,000 and sold 460,244 cars, an increase of only 7.7%.",
    ],
)
def test_what_was_aimed_at_and_what_came_of_it_is_no_growth(text: str) -> None:
    assert doubts(text) == []


def test_an_aim_and_what_came_of_it_may_stand_in_either_order() -> None:
    text = "Ordena, which wanted {}, has {}, or {}."
    assert doubts(text.format("380,000", "391,937", "103.1%")) == []


@pytest.mark.parametrize(
    "text",
    [
        "8 January 2026. After 70,289 in October and 70,327 in November, Leapmotor stopped at 60,423. HIMA handed over 89,611.",
        "2 January 2026. In 2025 Leapmotor delivered 596,555 cars. HIMA handed over 89,611.",
        "2026年1月2日。2025年，零跑交付596,555辆。鸿蒙智行交付89,611辆。",
    ],
)
def test_a_time_that_was_only_inferred_is_not_held_against_sources(text: str) -> None:
    assert doubts(text) == []


def test_a_time_that_the_words_give_is() -> None:
    assert doubts("12 February 2026. HIMA delivered 89,611 cars in the whole of 2025.")
    assert doubts("2026年2月2日。鸿蒙智行2025年全年交付89,611辆。")


@pytest.mark.parametrize(
    "text",
    [
        "2025年10月6日。小米汽车第三季度交付108796辆，前三季度合计265967辆，已完成全年35万辆目标的76%，剩余84033辆。",
        "December 1, 2025. Leapmotor delivered 70,327 cars in November, so the goal of 500,000 for 2025 has been passed by 36,132.",
    ],
)
def test_what_is_left_to_an_aim_or_more_than_it_is_no_figure_of_the_year(text: str) -> None:
    assert doubts(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "2 December 2025. XPeng delivered 36,728 cars in November, ending a streak of two months above 41,000.",
        "2025年12月2日。小鹏11月交付36728辆，结束了此前连续两个月4.1万辆以上的势头。",
    ],
)
def test_the_mark_of_a_run_that_is_over_is_not_the_month_s(text: str) -> None:
    assert doubts(text) == []


def test_the_mark_of_a_run_that_goes_on_is() -> None:
    assert doubts("2025年12月2日。小鹏11月交付36728辆，连续三个月在4.1万辆以上。")
