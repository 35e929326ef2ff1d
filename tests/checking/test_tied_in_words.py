"""Rates and points that the words themselves tie to the two figures they are reckoned from."""

import pytest

from tachograph.core.claim import Verdict
from tachograph.pipeline.articles import check_texts


def contradicted(text: str) -> list[str]:
    (checked,) = check_texts([text])
    return [f.message for f in checked.findings if f.verdict is Verdict.CONTRADICTED]


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        (
            "NIO's gross margin was 13.9% in the third quarter of 2025, up {} percentage points from 10.7%.",
            "5.2",
            "3.2",
        ),
        ("The vehicle margin was -6.1%, up {} percentage points from -8.6%.", "3.5", "2.5"),
        ("蔚来三季度毛利率为13.9%，同比提高{}个百分点，上年同期为10.7%。", "1.2", "3.2"),
        ("4月渗透率达到44.0%，比上年4月的32.3%高出{}个百分点。", "21.7", "11.7"),
        ("Xiaomi lost {}: its tally dipped to 10,150 from 10,830.", "16.3%", "6.3%"),
        ("比亚迪三季度净利润78.23亿元，同比下滑32.6%，不过比二季度的63.56亿元回升了{}。", "33.1%", "23.1%"),
    ],
)
def test_what_two_figures_do_not_give_is_contradicted(text: str, wrong: str, right: str) -> None:
    assert contradicted(text.format(wrong))
    assert contradicted(text.format(right)) == []


def test_points_told_the_wrong_way_round_are_contradicted() -> None:
    text = "NIO's gross margin was 13.9% in the third quarter of 2025, {} 3.2 percentage points from 10.7%."
    assert contradicted(text.format("down"))
    assert contradicted(text.format("up")) == []


@pytest.mark.parametrize(
    "text",
    [
        "小鹏7月交付36717辆，前7月累计233906辆，比上年同期的63173辆增长270%。",  # the nearer one of two grew
        "4月销量同比下滑11.5%，降幅比3月的13.0%收窄1.5个百分点。",  # of falls, not of shares
        "The margin was 13.9%, up 3.2 points; a year ago it had been 9.9%.",  # a full stop or the like parts them
    ],
)
def test_figures_that_are_not_tied_are_not(text: str) -> None:
    assert contradicted(text) == []
