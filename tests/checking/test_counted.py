"""The figure of a counted number of sellers is the sum of theirs; money is told in the text's own scale."""

from fractions import Fraction

import pytest

from tachograph.checking.wording import money
from tachograph.core.claim import Verdict
from tachograph.pipeline.articles import check_texts

THREE = "December 2, 2025. In November Leapmotor delivered 70,327 cars, Xpeng 36,728 and Nio 36,275. "
THREE_ZH = "2025年12月2日，11月零跑汽车交付70,327辆，小鹏汽车36,728辆，蔚来36,275辆。"


def verdicts(text: str) -> list[tuple[Verdict, str]]:
    (checked,) = check_texts([text])
    return [(f.verdict, f.message) for f in checked.findings if f.rule == "sum_of_parts"]


@pytest.mark.parametrize(
    "text",
    [
        THREE + "Together the three delivered 143,330.",
        THREE + "The three makers together delivered 143,330 cars.",
        THREE_ZH + "三家新势力合计交付143,330辆。",
    ],
)
def test_a_sum_that_holds_is_confirmed(text):
    assert [v for v, _ in verdicts(text)] == [Verdict.CONFIRMED]


@pytest.mark.parametrize(
    "text",
    [
        THREE + "Together the three delivered 153,330.",
        THREE + "Together they delivered 153,330.",
        THREE_ZH + "三家新势力合计交付153,330辆。",
    ],
)
def test_a_sum_that_does_not_hold_is_contradicted(text):
    ((verdict, message),) = verdicts(text)
    assert verdict is Verdict.CONTRADICTED
    assert message.startswith("70,327 + 36,728 + 36,275 = 143,330, not 153,330")


@pytest.mark.parametrize(
    "text",
    [
        THREE + "Together the four delivered 153,330.",  # one of them is not told
        THREE + "Li Auto delivered 33,181. Together the three delivered 153,330.",  # three of four: which?
    ],
)
def test_a_list_that_is_not_known_to_be_complete_says_nothing(text):
    assert Verdict.CONTRADICTED not in {v for v, _ in verdicts(text)}


@pytest.mark.parametrize(
    ("like", "words"),
    [
        ("23.79 billion yuan", "21.79 billion yuan"),
        ("23.794 billion yuan", "21.794 billion yuan"),
        ("237.9亿元", "217.94亿元"),
        ("2379000万元", "2,179,390万元"),
        ("", "21.7939 billion yuan"),
    ],
)
def test_money_in_the_scale_of_the_text(like, words):
    assert money(Fraction(21_793_900_000), "CNY", like) == words
