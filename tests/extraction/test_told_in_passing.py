"""What ordinary articles say in passing: each of these was once read as something else, and called false for it."""

from __future__ import annotations

from datetime import date

import pytest
from newsreading import holds, read

from tachograph.core.claim import Kind, Modality
from tachograph.core.pack import Pack


def test_a_month_that_comes_after_another_is_the_one_spoken_of() -> None:
    found = read(
        "Start-ups posted a mixed January after a record December, as a new 5% purchase tax kept buyers away.\n\n"
        "Nio's three brands delivered a combined 27,182 vehicles."
    )
    assert str(found["27,182 vehicles"].period) == "2026-01"


def test_a_text_without_a_date_stands_after_what_it_is_compared_with() -> None:
    found = read("BYD registered 21,133 cars in November, three times the 6,568 of November 2024.", published=None)
    assert str(found["21,133 cars"].period) == "2025-11"


def test_what_was_told_last_is_what_that_is() -> None:
    found = read(
        "Tesla sold 86,700 cars in November 2025. Its deliveries were 754,561 in the first 11 months. "
        "Of the November total, 13,555 were exported, leaving 73,145 sold at home. That was 0.5% lower than a year before."
    )
    assert str(found["0.5%"].period) == "2025-11"


@pytest.mark.parametrize(
    ("text", "quote", "kind"),
    [
        ("1月出口57.6万辆，其中新能源28.6万辆，占49.7%，同比增长103.6%。", "103.6%", Kind.CHANGE),
        ("1月末库存341万辆，较2025年1月增长42万辆。", "42万辆", Kind.CHANGE),
        ("特斯拉将Model Y L售价下调10,000元至33.9万元，降幅2.9%。", "10,000元", Kind.CHANGE),
        ("特斯拉将Model Y L售价下调10,000元至33.9万元，降幅2.9%。", "33.9万元", Kind.LEVEL),
        ("Tesla cut the price by 10,000 yuan ($1,414), or 2.9%, to 339,000 yuan.", "2.9%", Kind.CHANGE),
        ("Profit fell by 1 billion yuan ($140 million) to 3 billion yuan ($420 million).", "$140 million", Kind.CHANGE),
        (
            "Profit fell by 1 billion yuan ($140 million) to 3 billion yuan ($420 million).",
            "3 billion yuan",
            Kind.LEVEL,
        ),
    ],
)
def test_a_change_is_told_from_a_share_and_from_its_result(text: str, quote: str, kind: Kind) -> None:
    assert read(text)[quote].kind is kind


@pytest.mark.parametrize(
    ("text", "quote", "segment"),
    [
        ("比亚迪11月纯电动乘用车销量237,540辆。", "237,540辆", "bev"),
        ("比亚迪11月插电式混合动力乘用车销量237,381辆。", "237,381辆", "phev"),
        ("BYD sold 237,540 battery-electric passenger cars in November.", "237,540", "bev"),
        ("BYD sold 474,921 passenger cars in November.", "474,921 passenger cars", "passenger"),
    ],
)
def test_the_narrower_of_two_segments_counts(text: str, quote: str, segment: str) -> None:
    assert read(text)[quote].segment == segment


def test_stocks_are_compared_with_the_end_of_the_month_before() -> None:
    assert read("1月末库存341万辆，较上月减少14万辆。")["14万辆"].basis == "2025-12-31"


def test_what_is_compared_with_is_not_what_a_text_goes_on_with() -> None:
    found = read(
        "Li Auto lost 624 million yuan in the third quarter of 2025, compared with a profit of 2.8 billion yuan a year "
        "earlier and 1.1 billion yuan in the second quarter. Revenue fell 36.2% from 42.9 billion yuan in the third "
        "quarter of 2024 and 9.5% from 30.2 billion yuan in the second quarter. It delivered 93,211 cars in the quarter."
    )
    periods = {q: str(found[q].period) for q in ("1.1 billion yuan", "30.2 billion yuan", "93,211 cars")}
    assert periods == {"1.1 billion yuan": "2025-Q2", "30.2 billion yuan": "2025-Q2", "93,211 cars": "2025-Q3"}


def test_what_grows_past_a_share_is_of_the_segment_told() -> None:
    found = read("11月动力电池装车量93.5GWh，其中三元电池装车量18.2GWh，占总装车量19.4%，环比增长10.5%。")
    assert [found[q].segment for q in ("93.5GWh", "18.2GWh", "19.4%", "10.5%")] == [None, "ncm", "ncm", "ncm"]


def test_sales_that_top_a_number_are_no_rank() -> None:
    assert read("Geely's November sales top 310,000 for first time")["310,000"].kind is Kind.LEVEL
    assert read("Geely stayed in the top 10.")["10"].kind is Kind.RANK


def test_the_day_of_a_dateline_is_no_time_of_a_figure() -> None:
    found = read(
        "SHANGHAI, Dec. 4, 2025 -- SAIC Motor sold 460,811 vehicles in November, less than the 479,025 of a year earlier.",
        published=date(2025, 12, 4),
    )
    assert [str(found[q].period) for q in ("460,811 vehicles", "479,025")] == ["2025-11", "2024-11"]


def test_cars_handed_over_are_compared_with_nothing() -> None:
    found = read(
        "Nio delivered 34,749 cars in January 2026. Onvo, which started deliveries in late September 2024, handed over "
        "15,246, compared with 832 a year earlier and 16,434 the month before."
    )
    assert [str(found[q].period) for q in ("15,246", "832", "16,434")] == ["2026-01", "2025-01", "2025-12"]


def test_a_class_of_price_is_no_number_of_cars() -> None:
    assert "10万" not in read("10万级的车卖得多，今年卖了30万辆。")


def test_an_insertion_with_figures_is_stepped_over() -> None:
    found = read(
        "Leapmotor led in January 2026. XPeng, which in January 2025 had beaten Leapmotor by 5,000 cars "
        "(30,350 to 25,170), delivered 20,011, down 34%."
    )
    read_as = {q: (c.subject, str(c.period)) for q, c in found.items()}
    assert read_as["30,350"] == ("XPeng", "2025-01")
    assert read_as["25,170"] == ("Leapmotor", "2025-01")
    assert read_as["20,011"] == ("XPeng", "2026-01")
    assert read_as["34%"] == ("XPeng", "2026-01")


def test_a_score_in_brackets_is_of_both_at_one_time() -> None:
    found = read("BYD had a good 2025. In Germany it stayed ahead of Tesla (23,306 against 19,390).")
    assert [(c.subject, str(c.period)) for c in found.values()] == [("BYD", "2025"), ("Tesla", "2025")]


def test_what_a_fall_comes_from_is_of_the_year_before() -> None:
    found = read("Onvo deliveries in January 2026 fell by 12% from 5,912.")
    assert str(found["5,912"].period) == "2025-01"


def test_what_a_country_bought_is_exported_there() -> None:
    found = read(
        "China shipped 8.32 million vehicles abroad in 2025. Mexico bought 625,200. Britain took 285,000 and Brazil imported 330,000."
    )
    told = {q: (c.metric, c.region) for q, c in found.items()}
    assert told["625,200"] == ("exports", "Mexico")
    assert told["285,000"] == ("exports", "UK")
    assert told["330,000"] == ("exports", "Brazil")


def test_parts_of_round_numbers_are_read_whole() -> None:
    found = read("BYD's lead was more than a quarter of a million cars in 2025, and three quarters of a billion yuan.")
    assert found["a quarter of a million cars"].quantity.low == 250_000


def test_the_number_of_a_week_is_no_figure() -> None:
    found = read("BYD registered 52,030 cars, a quarter less than the 69,400 of week 35, and 29.3% under last year's.")
    assert "35" not in found


def test_millions_that_a_maker_lost_are_money() -> None:
    found = read("XPeng's revenue in the second quarter of 2025 was 18.27 billion yuan. It lost 480 million.")
    assert found["480 million"].metric == "loss"


def test_a_note_is_of_the_quarter_that_it_opens_with() -> None:
    found = read(
        "Nio: priced for perfection\n\nA strong second quarter, as expected. We trim our target price to HK$45.\n\nResults. Revenue rose 9% to RMB19bn; a year ago "
        "it had still been RMB17.4bn. That is RMB5,100 of loss per car. After six months it has 114,150 cars.\n\n"
        "Numbers. Our 2025E revenue goes from RMB90bn to RMB95bn and 2026E from RMB120bn to RMB125bn.",
        date(2025, 9, 3),
    )
    assert [found[q].period for q in ("RMB19bn", "RMB17.4bn")] == ["2025-Q2", "2024-Q2"]
    assert found["114,150 cars"].period == "2025-01/2025-06"
    assert (found["RMB120bn"].period, found["RMB120bn"].modality) == ("2026", Modality.FORECAST)


def test_a_paragraph_on_an_earlier_year_goes_on_in_it() -> None:
    found = read(
        "Ford recalled 109,000 cars in September.\n\nThe SAMR counted 233 recalls in 2024, 8.9% more than the 214 of the year "
        "before. 11.24 million vehicles were affected.\n\nToyota recalled 30,000 cars.",
        date(2025, 10, 20),
    )
    assert [found[q].period for q in ("233 recalls", "214", "11.24 million vehicles")] == ["2024", "2023", "2024"]
    assert found["233 recalls"].subject == "China vehicle market"
    assert (found["214"].quantity.unit, found["30,000 cars"].period) == ("recall", "2025-09")


def test_when_cars_were_made_dates_no_recall() -> None:
    found = read(
        "Geely recalls 60,000 cars\n\nOn Friday Geely filed two actions that between them cover 60,000 vehicles; Volvo was not "
        "named. The larger concerns the Xingyue: 41,000 cars built between May 2021 and June 2022 may stall. In the other "
        "filing are 19,000 Emgrand saloons from 2015 to 2017.",
        date(2025, 10, 20),
    )
    told = {
        (found[q].subject, found[q].metric, found[q].period)
        for q in ("60,000 vehicles", "41,000 cars", "19,000 Emgrand saloons")
    }
    assert told == {("Geely", "recalls", "2025-10-17")}


@pytest.mark.parametrize(
    ("text", "quote", "metric", "period"),
    [
        ("In 2024 BYD took 4.1% of a market that shrank. In 2023 the slice was 2.5%.", "2.5%", "market_share", "2023"),
        (
            "Tesla held 12 percent of the market in 2023 but nearly 9 percent in 2024.",
            "9 percent",
            "market_share",
            "2024",
        ),
        ("Chery put 81,000 cars on European roads in 2024.", "81,000 cars", "registrations", "2024"),
        (
            "Nio ran 2,413 swap stations in May 2024, by mid-December of that year 2,785.",
            "2,785",
            "swap_stations",
            None,
        ),
        ("XPeng's gross margin narrowed for a third straight quarter in Q3 2025.", "third", "gross_margin", "2025-Q3"),
        ("Nio showed off a three-minute swap in 2013.", "three-minute", "swap_time", None),
        ("Sales at Nio have more than doubled in twelve months to 36,000 in January.", "36,000", "sales", "2026-01"),
    ],
)
def test_what_is_told_once_more_or_by_the_way(text: str, quote: str, metric: str, period: str | None) -> None:
    claim = read(text)[quote]
    assert (claim.metric, period or claim.period) == (metric, claim.period)


@pytest.mark.parametrize(
    "text",
    [
        "Sales through November were 2.788 million at Geely.",
        "Geely's sales up to the end of November came to 2.788 million.",
        "Geely sold 2.788 million cars through November.",
        "Deliveries until November add up to 2.788 million at Geely.",
    ],
)
def test_sales_through_a_month_are_of_the_year_so_far(text: str) -> None:
    assert [str(c.period) for c in read(text, date(2025, 12, 8)).values()] == ["2025-01/2025-11"]


@pytest.mark.parametrize(
    ("text", "quote", "when"),
    [
        ("Since its first handovers in April, Firefly has delivered 26,242 vehicles.", "26,242 vehicles", "2025-04/2025-10"),
        ("Since June the YU7 has found 104,000 buyers, and Xiaomi has delivered 170,500 cars since then.", "170,500 cars", "2025-06/2025-10"),
        ("Since the start of production in July, Chery has built 48,000 cars there.", "48,000 cars", "2025-07/2025-10"),
    ],
)  # fmt: skip
def test_since_a_month_is_from_then_until_now(text: str, quote: str, when: str) -> None:
    found = read("Nio delivered 40,397 cars in October 2025. " + text, date(2025, 11, 1))
    assert str(found[quote].period) == when


def test_a_column_that_adds_up_to_its_total_is_of_shares() -> None:
    rows = "| Latin America | 14,275 | 29.4% |\n| Europe | 24,480 | 50.3% |\n| Africa | 9,865 | 20.3% |\n| Total | 48,620 | 100% |"
    text = f"Chery exported 48,620 cars in September 2025.\n\n{rows}\n\nThat was a record."
    found = read(text, date(2025, 10, 9))
    assert [found[q].kind.value for q in ("29.4%", "50.3%", "20.3%")] == ["share"] * 3
    grown = read(text.replace("100%", "34.1%"), date(2025, 10, 9))
    assert grown["29.4%"].kind.value == "change"


def test_what_something_is_ordered_at_is_its_price() -> None:
    found = read(
        "The new Xiaomi SU7 is up for pre-order from CNY 229,900. The Zeekr 9X can be ordered for CNY 465,900."
    )
    assert {q: c.metric for q, c in found.items()} == {"CNY 229,900": "price", "CNY 465,900": "price"}


def test_a_maker_ships_what_it_delivers_in_a_text_on_deliveries() -> None:
    text = "Deliveries in November were mixed. Leapmotor shipped 70,327 cars. XPeng delivered 36,728, and NIO deliveries were 36,275."
    assert read(text, date(2025, 12, 2))["70,327 cars"].metric == "deliveries"


def test_a_rate_that_another_stands_above_is_a_level(pack: Pack) -> None:
    text = "XPeng's vehicle margin was 10.5% in the first quarter, well above the 5.5% of the January-March quarter of 2024."
    holds(text, pack, {"5.5%": {"kind": "level", "when": "2024-Q1"}}, date(2025, 7, 10))


def test_where_a_seller_is_from_narrows_nothing() -> None:
    found = read("Germany's Volkswagen sold 644,100 cars in the first quarter.", date(2025, 7, 10))
    assert found["644,100 cars"].region is None
