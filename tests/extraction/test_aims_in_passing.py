"""What ordinary articles say in passing of aims and forecasts, and of how much of them is done."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from newsreading import holds, read

from tachograph.core.claim import Kind, Modality
from tachograph.core.pack import Pack


def test_a_month_stays_a_month_beside_a_sum_that_is_past_its_aim() -> None:
    found = read("2025年11月零跑汽车交付70,327台，1-11月累计交付536,132台，提前完成全年50万台目标。")
    assert [str(found[q].period) for q in ("70,327台", "536,132台", "50万台")] == ["2025-11", "2025-01/2025-11", "2025"]


def test_what_an_aim_was_raised_from_is_an_aim() -> None:
    found = read(
        "That is 72.3% of the full-year target of 3 million units, which was raised from 2.71 million in July."
    )
    assert found["2.71 million"].modality is found["3 million units"].modality is Modality.TARGET
    assert found["2.71 million"].period == found["3 million units"].period


@pytest.mark.parametrize(
    ("text", "quote", "subject"),
    [
        ("Zeekr reported 21,423 for January 2026, some 2,400 short of Denza.", "2,400", "Zeekr"),
        ("The worst miss of 2025 belongs to HIMA, 410,000 vehicles short of its target.", "410,000 vehicles", "HIMA"),
        ("In January 2026 Geely outsold BYD by 60,000 cars.", "60,000 cars", "Geely"),
    ],
)
def test_a_gap_to_a_rival_or_a_goal_is_no_change_on_the_year(text: str, quote: str, subject: str) -> None:
    gap = read(text)[quote]
    assert (gap.kind, gap.basis, gap.subject) == (Kind.CHANGE, None, subject)


def test_what_a_goal_was_cut_from_is_a_goal() -> None:
    found = read("BYD made its number by 2,436 vehicles in 2025 only after cutting it from 5.5 million.")
    goal = found["5.5 million"]
    assert (goal.modality, str(goal.period)) == (Modality.TARGET, "2025")


def test_what_came_of_a_forecast_is_of_its_year() -> None:
    found = read(
        "In 2021, 3.5 million new energy vehicles were sold in China. For 2022 the association forecast 5 million. "
        "It turned out to be 6.887 million, nearly twice as many as the year before."
    )
    came = found["6.887 million"]
    assert (came.metric, str(came.period), came.modality) == ("sales", "2022", Modality.ACTUAL)


@pytest.mark.parametrize("said", ["it promised", "it had set itself", "it had originally wanted"])
def test_what_it_had_set_itself_is_a_goal_of_that_year(said: str) -> None:
    goal = read(f"NIO delivered 326,028 vehicles in 2025 against the 440,000 {said}.")["440,000"]
    assert (goal.modality, str(goal.period)) == (Modality.TARGET, "2025")


def test_a_line_above_a_list_says_how_its_items_are_meant() -> None:
    found = read(
        "XPeng delivered 116,007 vehicles in the third quarter of 2025.\n\nFor the fourth quarter of 2025, the company expects:"
        "\n\n- vehicle deliveries of between 125,000 and 132,000, an increase of 36.6% to 44.3% compared with a year ago;\n"
        "- total revenues of between RMB21.5 billion and RMB23.0 billion.\n\nIn October the company delivered 42,013 vehicles.",
        date(2025, 11, 17),
    )
    expected = ("125,000 and 132,000", "36.6% to 44.3%", "RMB21.5 billion and RMB23.0 billion")
    assert {(found[q].modality, found[q].period) for q in expected} == {(Modality.FORECAST, "2025-Q4")}
    assert found["42,013 vehicles"].modality is Modality.ACTUAL


def test_what_is_there_is_no_aim() -> None:
    found = read("CATL talks of 2,500 swap stations by the end of 2026. NIO has 3,700 stations today.")
    assert (found["2,500 swap stations"].modality, found["3,700 stations"].modality) == (
        Modality.TARGET,
        Modality.ACTUAL,
    )


COUNTED = "How far are they? Deliveries from January to October 2025 against the targets for the year.\n\n"


@pytest.mark.parametrize(
    ("text", "reached", "aim", "part"),
    [
        ("Lynk & Co: 279,845 out of 330,000 (84.8%).", "279,845", "330,000", "84.8%"),
        ("Leapmotor: 465,805, or 93.2% of 500,000.", "465,805", "500,000", "93.2%"),
        ("Chery wants 3.26 million this year. It has got to 2.29 million, which makes 70.2%.", "2.29 million", "3.26 million", "70.2%"),
        ("Seres: 304,629 against a goal of 500,000, a rate of 60.9%.", "304,629", "500,000", "60.9%"),
        ("BYD cut its target from 5.5 million to 4.6 million. It stands at 3,701,852, or 80.5% of the new number.", "3,701,852", "4.6 million", "80.5%"),
    ],
)  # fmt: skip
def test_how_much_of_an_aim_is_done_is_known_by_its_value(text: str, reached: str, aim: str, part: str) -> None:
    found = read(COUNTED + text, date(2025, 11, 6))
    assert (found[reached].modality.value, str(found[reached].period)) == ("actual", "2025-01/2025-10")
    assert (found[aim].modality.value, str(found[aim].period)) == ("target", "2025")
    share = found[part]
    assert (share.kind.value, share.modality.value, str(share.period)) == ("share", "actual", "2025-01/2025-10")
    assert (share.basis or "").startswith("sales target")


def test_growth_beside_an_aim_stays_growth() -> None:
    text = "Zeekr wants 1,000,000 cars in 2026. In 2025 it sold 412,000, up 41.2 percent."
    assert read(text)["41.2 percent"].kind.value == "change"


@pytest.mark.parametrize(
    ("text", "aims"),
    [
        ("Geely raised its goal by 10.7% in the summer, from 2.71 million to 3 million cars.", ("2.71 million", "3 million")),
        ("Li Auto lowered its annual target in spring, from 700,000 to 640,000.", ("700,000", "640,000")),
        ("Nio has passed the 440,000 it had promised for 2025.", ("440,000",)),
        ("Xiaomi is beyond the 350,000 cars it set out to sell and the 300,000 it had first planned.", ("300,000",)),
    ],
)  # fmt: skip
def test_what_was_promised_and_what_a_goal_was_moved_from_are_aims(text: str, aims: tuple[str, ...]) -> None:
    found = read(text, date(2025, 12, 8))
    told = {q.removesuffix(" cars"): c.modality.value for q, c in found.items()}
    assert [told[a] for a in aims] == ["target"] * len(aims)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Xiaomi wants 350,000 cars this year. It still needs 41,800 from October to December.", "41,800"),
        ("Leapmotor wants 500,000 cars this year. That requires 104,484 between October and December.", "104,484"),
    ],
)
def test_what_is_needed_lies_ahead(text: str, quote: str) -> None:
    claim = read(text, date(2025, 10, 9))[quote]
    assert (str(claim.period), claim.modality.value) == ("2025-Q4", "estimate")


@pytest.mark.parametrize(
    ("text", "quote", "metric", "modality", "period"),
    [
        # an aim is of the year in which it was set, and not of the day on which it was
        ("深蓝全年交付24.4万辆，比年初定下的28万辆目标少了3.6万辆。", "28万辆", "deliveries", "target", "2026"),
        ("岚图全年卖出15万辆，超过年初设定的13万辆目标。", "13万辆", "sales", "target", "2026"),
        ("岚图全年卖出15万辆，超过年初设定的13万辆目标。", "15万辆", "sales", "actual", "2026"),
        # what is missing to an aim is no aim, and missing to the year's
        ("深蓝前11个月交付22万辆。岚图离全年目标还有3.1万辆。", "3.1万辆", "target_gap", "actual", "2026"),
        ("岚图前11个月交付13万辆，距离20万辆的目标缺口近7万辆。", "7万辆", "target_gap", "actual", "2026"),
        ("广汽前11个月卖出150万辆，离年度任务只剩20万辆。", "20万辆", "target_gap", "actual", "2026"),
        # a month that is over is told of, whatever the sentence before foresees
        ("岚图四季度计划交付6万辆，月均2万辆。深蓝11月3.3万辆。", "3.3万辆", "deliveries", "actual", "2026-11"),
        ("鸿蒙智行全年目标100万辆，前11个月交付52万辆，差48万辆。", "48万辆", "target_gap", "actual", "2026"),
    ],
)  # fmt: skip
def test_chinese_aims_and_what_is_missing_to_them(
    text: str, quote: str, metric: str, modality: str, period: str
) -> None:
    claim = read(text, published=date(2027, 1, 4) if "全年交付" in text or "全年卖" in text else date(2026, 12, 2))[
        quote
    ]
    assert (claim.metric, claim.modality.value, str(claim.period)) == (metric, modality, period)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("岚图冲击全年目标，10月交付1.9万辆，与深蓝仅差0.2万辆。", "0.2万辆"),
        ("岚图今年目标20万辆，前10个月完成12万辆，两家差2万辆。", "2万辆"),
    ],
)
def test_what_lies_between_two_sellers_is_missing_to_no_aim(text: str, quote: str) -> None:
    assert read(text, date(2026, 11, 12))[quote].metric != "target_gap"


def test_months_missing_to_an_aim_are_not_of_its_year() -> None:
    assert read("岚图前9个月卖出11万辆，离15万辆的目标还差三个月。", date(2026, 10, 9))["三个月"].period != "2026"


def test_aims_of_a_year_that_has_just_begun(pack: Pack) -> None:
    text = (
        "Deepal wanted 400,000 cars in 2025 and delivered 333,000. Changan aims for 3.3 million, after 2.91 million. "
        "Avatr is supposed to sell 240,000, up from 129,000. Zeekr sold 224,000 last year, so half a million in 2026 means "
        "a lot of work. We have 70,000 in our model."
    )
    aimed = {"when": "2026", "how": "target"}
    had = {"when": "2025", "how": "actual"}
    expected = {
        "400,000 cars": {"when": "2025", "how": "target"},
        "3.3 million": aimed,
        "2.91 million": had,
        "240,000": aimed,
        "129,000": had,
        "half a million": aimed,
        "70,000": {"how": "forecast"},
    }
    holds(text, pack, expected, date(2026, 1, 12))


def test_what_has_been_counted_to_the_last_car_is_no_aim(pack: Pack) -> None:
    text = (
        "Voyah delivered 45,039 cars in the fourth quarter, after 33,852 in the third, and 17,552 in the first quarter."
    )
    holds(text, pack, {"17,552": {"how": "actual"}}, date(2026, 1, 12))


def test_an_old_aim_is_no_result(pack: Pack) -> None:
    text = "Zeekr raised its goal for 2025 to 320,000, up from 300,000."
    holds(text, pack, {"320,000": {"how": "target"}, "300,000": {"how": "target"}}, date(2025, 7, 10))


def test_items_of_a_list_begin_in_the_same_time(pack: Pack) -> None:
    text = (
        "Who reached its goal in 2025?\n\nAvatr: 129,000 cars, up 75 percent. The goal was 220,000. December: 12,000.\n"
        "Voyah: 150,169, up 87 percent. The goal of 220,000 was cut to 200,000 in the summer. December: 16,000.\n"
        "IM: 81,000. It had hoped to double its 2024 figure of 65,500."
    )
    year, month = {"when": "2025", "how": "actual"}, {"when": "2025-12"}
    aim = {"when": "2025", "how": "target"}
    expected = {
        "150,169": year,
        "87 percent": year,
        "16,000": month,
        "200,000": aim,
        "81,000": year,
        "double": {"how": "target"},
    }
    holds(text, pack, expected, date(2026, 1, 5))


def test_when_an_aim_was_lifted_and_what_it_follows(pack: Pack) -> None:
    text = (
        "Chery sold 280,764 cars in September. After nine months it stands at 2.0 million, or 62 percent of its goal for the year, "
        "which it raised to 3.26 million in May. Of that, 1.2 million are to go abroad, after 1,144,588 last year."
    )
    expected = {
        "62 percent": {"when": "2025-01/2025-09", "how": "actual"},
        "3.26 million": {"when": "2025", "how": "target"},
        "1,144,588": {"when": "2024", "how": "actual"},
    }
    holds(text, pack, expected, date(2025, 10, 9))


def test_what_is_of_these_is_of_their_time(pack: Pack) -> None:
    text = (
        "European registrations fell 5.2% to 1.03 million in March. In the first quarter, however, they rose 4.4% to 2.8 million. "
        "Germany accounted for 694,785 of these."
    )
    holds(text, pack, {"694,785": {"when": "2024-Q1"}}, date(2024, 4, 18))


BESIDE_AIMS = [
    # what an aim is measured by has happened
    (
        "Hangzhou, Jan 12 - Geely aims to sell 3.45 million vehicles this year, up from 3.02 million in 2025.",
        date(2026, 1, 12),
        {
            "3.45 million vehicles": {"how": "target", "when": "2026"},
            "3.02 million": {"how": "actual", "when": "2025"},
        },
    ),
    (
        "The brand plans to open 300 stores in 2026, twice the 148 of last year.",
        date(2026, 1, 12),
        {"148": {"how": "actual", "when": "2025"}},
    ),
    (
        "Voyah wants to hand over 200,000 cars this year, almost 2.5 times the 80,116 it managed in 2024.",
        date(2025, 2, 3),
        {"80,116": {"how": "actual", "when": "2024"}, "2.5 times": {"how": "target"}},
    ),
    (
        (
            "To hit its goal, XPeng would have to deliver 45,000 cars a month from October, more than the "
            "41,581 of September."
        ),
        date(2025, 10, 2),
        {"41,581": {"how": "actual", "when": "2025-09"}},
    ),
    (
        "Morgan Stanley expects BYD to sell 5.2 million cars in 2026, against 4.6 million in 2025.",
        date(2026, 1, 12),
        {"4.6 million": {"how": "actual", "when": "2025"}},
    ),
    (
        "The plant is to raise its annual capacity from 200,000 at present to 360,000 by 2027.",
        date(2025, 10, 2),
        {"200,000": {"how": "actual"}},
    ),
    # what is left of a year is its end
    (
        (
            "BYD has sold 3.7 million cars so far and needs to average 450,000 in each of the remaining two "
            "months to reach its 4.6 million goal."
        ),
        date(2025, 11, 3),
        {"two months": {"how": "actual", "when": "2025-11/2025-12"}},
    ),
    (
        (
            "Through September Leapmotor delivered 395,516 cars, 79.1% of its target of 500,000. With three "
            "months to go, it is well ahead of schedule."
        ),
        date(2025, 10, 2),
        {"three months": {"how": "actual", "when": "2025-10/2025-12"}},
    ),
    (
        (
            "Xiaomi has delivered over 300,000 cars and would have to hand over another 50,000 in the "
            "remaining two months of the year."
        ),
        date(2025, 11, 3),
        {"two months": {"how": "actual", "when": "2025-11/2025-12"}},
    ),
    # what a plant is to make in time is an aim
    (
        "The Szeged works is designed for an initial 150,000 cars a year, rising to 300,000.",
        date(2025, 9, 4),
        {"150,000 cars": {"how": "target"}, "300,000": {"how": "target"}},
    ),
    (
        "The first phase of the plant has a capacity of 100,000 vehicles a year, eventually 300,000.",
        date(2025, 9, 4),
        {"300,000": {"how": "target"}},
    ),
    (
        (
            "Chery's factory in Barcelona has an annual capacity of 50,000 cars to begin with and is to be "
            "expanded to 150,000."
        ),
        date(2025, 9, 4),
        {"150,000": {"how": "target"}},
    ),
    (
        "The factory is laid out for 150,000 cars a year in the first phase and 300,000 in the second.",
        date(2025, 9, 4),
        {"150,000 cars": {"how": "target"}},
    ),
    # an aim goes on from what was reached
    (
        (
            "BYD sold 1,046,083 vehicles outside China in 2025, 2.5 times as many as in 2024. For this year it "
            "wants 1.3 million."
        ),
        date(2026, 1, 15),
        {"1.3 million": {"what": "overseas_sales", "how": "target", "when": "2026"}},
    ),
    (
        (
            "China exported 7.1 million vehicles in 2025. BYD's overseas sales came to 1.05 million, and in "
            "2026 it is aiming for 1.3 million."
        ),
        date(2026, 1, 15),
        {"1.3 million": {"what": "overseas_sales"}},
    ),
]


@pytest.mark.parametrize(("text", "published", "expected"), BESIDE_AIMS)
def test_aims_and_what_stands_beside_them(
    text: str, published: date, expected: dict[str, dict[str, Any]], pack: Pack
) -> None:
    holds(text, pack, expected, published)
