"""What ordinary articles say in passing: each of these was once read as something else, and called false for it."""

from __future__ import annotations

from datetime import date

import pytest
from newsreading import read

from tachograph.core.claim import Kind, Modality


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
    ("text", "quote", "subject"),
    [
        ("特斯拉中国批发69,129辆。1月全国乘用车厂商批发197.3万辆。", "197.3万辆", "China passenger car market"),
        ("零跑汽车交付70,327台，位居新势力第一，1-11月累计交付536,132台。", "536,132台", "Leapmotor"),
        ("BYD sold 210,051. The five start-ups together delivered 146,000 vehicles.", "146,000 vehicles", "start-ups"),
        (
            "Registrations of new cars in the EU, EFTA and the UK rose to 1,079,563.",
            "1,079,563",
            "Europe passenger car market",
        ),
    ],
)
def test_who_it_is_of(text: str, quote: str, subject: str) -> None:
    assert read(text)[quote].subject == subject


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


def test_a_month_stays_a_month_beside_a_sum_that_is_past_its_aim() -> None:
    found = read("2025年11月零跑汽车交付70,327台，1-11月累计交付536,132台，提前完成全年50万台目标。")
    assert [str(found[q].period) for q in ("70,327台", "536,132台", "50万台")] == ["2025-11", "2025-01/2025-11", "2025"]


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


def test_a_rivals_figure_makes_it_nobody_elses_subject() -> None:
    found = read(
        "BYD sold 420,398 cars in December. Electric car sales came to 2,256,714, overtaking Tesla's 1,636,129, and hybrids "
        "to 2,288,709.\n\nOverseas sales surpassed 1 million."
    )
    subjects = {claim.subject for quote, claim in found.items() if quote != "1,636,129"}
    assert (subjects, found["1,636,129"].subject) == ({"BYD"}, "Tesla")


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


def test_what_an_aim_was_raised_from_is_an_aim() -> None:
    found = read(
        "That is 72.3% of the full-year target of 3 million units, which was raised from 2.71 million in July."
    )
    assert found["2.71 million"].modality is found["3 million units"].modality is Modality.TARGET
    assert found["2.71 million"].period == found["3 million units"].period


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


def test_what_a_fall_comes_from_is_of_the_year_before() -> None:
    found = read("Onvo deliveries in January 2026 fell by 12% from 5,912.")
    assert str(found["5,912"].period) == "2025-01"


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


def test_what_a_country_bought_is_exported_there() -> None:
    found = read(
        "China shipped 8.32 million vehicles abroad in 2025. Mexico bought 625,200. Britain took 285,000 and Brazil imported 330,000."
    )
    told = {q: (c.metric, c.region) for q, c in found.items()}
    assert told["625,200"] == ("exports", "Mexico")
    assert told["285,000"] == ("exports", "UK")
    assert told["330,000"] == ("exports", "Brazil")


def test_the_total_of_those_counted_is_not_of_one_of_them() -> None:
    found = read(
        "BYD registered 52,030 cars in January 2026. The five makers with a complete set of numbers besides BYD "
        "registered 44,200 cars, against 51,363 in December (13.9% fewer)."
    )
    assert "BYD" not in {found[q].subject for q in ("44,200 cars", "51,363", "13.9%")}


def test_parts_of_round_numbers_are_read_whole() -> None:
    found = read("BYD's lead was more than a quarter of a million cars in 2025, and three quarters of a billion yuan.")
    assert found["a quarter of a million cars"].quantity.low == 250_000


def test_the_number_of_a_week_is_no_figure() -> None:
    found = read("BYD registered 52,030 cars, a quarter less than the 69,400 of week 35, and 29.3% under last year's.")
    assert "35" not in found


def test_millions_that_a_maker_lost_are_money() -> None:
    found = read("XPeng's revenue in the second quarter of 2025 was 18.27 billion yuan. It lost 480 million.")
    assert found["480 million"].metric == "loss"


def test_an_old_owner_of_a_site_is_not_spoken_of_further() -> None:
    found = read(
        "BYD sold 1,046,083 cars abroad in 2025. Its plant stands on the site of an old Ford works and cost 5.5 billion reais."
    )
    assert {c.subject for c in found.values()} == {"BYD"}


@pytest.mark.parametrize("said", ["it promised", "it had set itself", "it had originally wanted"])
def test_what_it_had_set_itself_is_a_goal_of_that_year(said: str) -> None:
    goal = read(f"NIO delivered 326,028 vehicles in 2025 against the 440,000 {said}.")["440,000"]
    assert (goal.modality, str(goal.period)) == (Modality.TARGET, "2025")


def test_what_the_total_of_several_is_compared_with_is_theirs_too() -> None:
    found = read(
        "In January 2026 Leapmotor delivered 32,059, XPeng 20,011, NIO 27,182 and Li Auto 27,668. Taken together the "
        "four delivered 106,920 vehicles, against 101,000 twelve months ago, or 5.9% more."
    )
    assert found["101,000"].subject == found["106,920 vehicles"].subject != "Li Auto"
    assert str(found["101,000"].period) == "2025-01"


def test_its_rival_is_the_other_of_the_two_spoken_of() -> None:
    found = read(
        "Tesla stayed ahead of BYD in Europe in 2025. Registrations of the American brand came to 238,656, while those "
        "of its Chinese rival leapt to 187,657 from 50,912."
    )
    assert [found[q].subject for q in ("238,656", "187,657", "50,912")] == ["Tesla", "BYD", "BYD"]


ROUND = (
    "Geely. A good month. 310,428 cars against 307,133 the month before, which is still 24.1% more than last year's 250,136. "
    "Eleven months make 2.79 million. Next year the Hangzhou group wants 3.4 million.\n\n"
    "Changan. 283,000, a tenth more than twelve months back. To get to its goal it needs 330,000 this month.\n\n"
    "Seres. 55,203: the second rise since September, yet 4.7% under the 57,926 it delivered last November.\n\n"
    "SAIC. 461,000. A year earlier the Shanghai company had delivered 478,000, so call it minus 3.6%.\n\n"
    "Huawei's stable of marques handed over 81,900 cars. Snapping at its heels is Leapmotor. The upstart brand sold 70,300."
)


@pytest.mark.parametrize(
    ("quote", "who", "when", "modality"),
    [
        ("310,428 cars", "Geely", "2025-11", Modality.ACTUAL),
        ("307,133", "Geely", "2025-10", Modality.ACTUAL),
        ("250,136", "Geely", "2024-11", Modality.ACTUAL),
        ("2.79 million", "Geely", "2025-01/2025-11", Modality.ACTUAL),
        ("3.4 million", "Geely", "2026", Modality.TARGET),
        ("283,000", "Changan", "2025-11", Modality.ACTUAL),
        ("330,000", "Changan", "2025-12", Modality.ESTIMATE),
        ("55,203", "Seres", "2025-11", Modality.ACTUAL),
        ("57,926", "Seres", "2024-11", Modality.ACTUAL),
        ("461,000", "SAIC", "2025-11", Modality.ACTUAL),
        ("478,000", "SAIC", "2024-11", Modality.ACTUAL),
        ("3.6%", "SAIC", "2025-11", Modality.ACTUAL),
        ("81,900 cars", "HIMA", "2025-11", Modality.ACTUAL),
        ("70,300", "Leapmotor", "2025-11", Modality.ACTUAL),
    ],
)
def test_a_round_of_makers_goes_on_from_one_to_the_next(quote: str, who: str, when: str, modality: Modality) -> None:
    claim = read(f"Deliveries in November\n\n{ROUND}", date(2025, 12, 2))[quote]
    assert (claim.subject, claim.period, claim.modality) == (who, when, modality)


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
    ("text", "quote", "who"),
    [
        ("BYD fell 5%. It was beaten by Chery, which recalled 8,000 cars in May. That action covered 5,000 SUVs.", "5,000 SUVs", "Chery"),
        ("Aito's parent Seres sold 40,000 cars in May. In June it sold 44,000.", "44,000", "Seres"),
        ("Nio lost ground in May. Kunming-based Yilan slipped to 4,210 cars, and Yilan has 90 stores.", "4,210 cars", "Yilan"),
        ("Customers came for the tax cut, from 28% to 18%. Geely sold 200,000 cars in May.", "200,000 cars", "Geely"),
        ("BYD's profit fell 20% to 5 billion yuan on weaker orders from Tesla and Xiaomi in May.", "5 billion yuan", "BYD"),
        ("Nio swaps. Greenpost, a Danish venture that had raised some $85 million, went under in 2013.", "$85 million", "Greenpost"),
        ("The EU's extra duty is 17% if it is a BYD, 18.8% if a Geely.", "18.8%", "Geely"),
    ],
)  # fmt: skip
def test_whom_a_clause_turns_to(text: str, quote: str, who: str) -> None:
    assert read(text)[quote].subject == who


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


def test_a_short_month_is_no_name() -> None:
    found = read("Geely sold 206,160 cars in Feb. Jan was 270,167. Mar had better be good.", date(2026, 3, 5))
    assert (found["270,167"].subject, str(found["270,167"].period)) == ("Geely", "2026-01")


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
