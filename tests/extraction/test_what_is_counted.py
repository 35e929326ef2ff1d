"""What is counted, told by verbs, constructions and what stands around: English as the trade writes it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from newsreading import holds, read

from tachograph.core.pack import Pack

METRICS = [
    # money by its verb
    ("Nio lost 5.1 billion yuan in the quarter, having lost 6.9 billion in the first.", "6.9 billion", "loss"),
    ("Seres earned 1.9 billion yuan, and 1.4 billion a year before.", "1.4 billion", "profit"),
    ("Free cash flow was 1.1 billion yuan, leaving 47.6 billion in its coffers.", "47.6 billion", "cash"),
    ("Of revenue, 18.2 billion yuan came from selling cars.", "18.2 billion yuan", "vehicle_revenue"),
    ("Xpeng spent 2.2 billion yuan on research.", "2.2 billion yuan", "rnd_spend"),
    ("CATL plans a 1.9 billion-euro plant in Spain.", "1.9 billion-euro", "investment"),
    ("It was the best 200 million euros Stellantis ever spent.", "200 million euros", "investment"),
    ("She paid a deposit, 5,000 yuan, and waits.", "5,000 yuan", "deposit"),
    ("The value of car exports was 120 billion dollars, or 19,000 dollars apiece.", "19,000 dollars", "export_price"),
    ("Revenue was 12 billion yuan, or 240,000 yuan a car.", "240,000 yuan", "revenue_per_vehicle"),
    # plants
    ("The works in Rayong were built to make 150,000 cars a year.", "150,000 cars", "capacity"),
    ("The factory in Manisa starts with 50,000 cars a year.", "50,000 cars", "capacity"),
    ("SAIC's plants made 4.1 million cars a year ago.", "4.1 million cars", "production"),
    ("Leapmotor had planned for 500,000 cars in 2025.", "500,000 cars", "deliveries"),
    ("Its plants, built for 400,000 cars a year, ran at 93%.", "93%", "capacity_utilization"),
    # goods on their way
    ("In June 78,000 cars went abroad.", "78,000 cars", "exports"),
    ("No fewer than 12,705 passenger cars left the country in June.", "12,705 passenger cars", "exports"),
    ("Chery sent 105,000 vehicles overseas in August.", "105,000 vehicles", "exports"),
    ("Two million cars left the factories for dealers in May.", "Two million cars", "wholesale"),
    ("Last week 4,000 cars got plates.", "4,000 cars", "registrations"),
    ("Geely recalled 38,400 EX5 crossovers over a battery fault.", "38,400", "recalls"),
    ("BYD announced a recall in June. It covers 44,535 hybrids built in 2015.", "44,535 hybrids", "recalls"),
    ("There were 3.1 million unsold cars in China.", "3.1 million unsold cars", "inventory"),
    ("Stocks at dealers were 3.2 million cars.", "3.2 million cars", "inventory"),
    ("China sold 30 million cars in 2025. Customs counted 7.1 million exports. NEVs were 2.6 million of them.", "2.6 million", "exports"),
    ("Dealers' stock has climbed to 3.5 million, or 57 days' worth.", "57 days", "inventory"),
    ("Profit? In the first quarter 750 million yuan. The year before it had been 220 million.", "220 million", "profit"),
    ("Avatr wants to float in Hong Kong and raise a billion dollars.", "a billion dollars", "ipo_proceeds"),
    ("Stellantis paid 1.5 billion euros for 21% of Leapmotor.", "1.5 billion euros", "investment"),
    ("Stellantis paid 1.5 billion euros for 21% of Leapmotor.", "21%", "stake"),
    ("- 3,729: swap stations in operation\n- 60%: stations that make money", "3,729", "swap_stations"),
    ("It shipped 46,700 to dealers.", "46,700", "wholesale"),
    ("The plants in Wuhan could make 1.2 million cars; last year they were 48% full.", "48%", "capacity_utilization"),
    ("R&D came to 63 billion yuan, nearly twice the net profit and 17% more than in 2024.", "17%", "rnd_spend"),
    ("The board proposes 1.20 yuan a share.", "1.20 yuan", "dividends"),
    # shares and their prices
    ("Zeekr, 62.8% owned by Geely, sold 17,000 cars.", "62.8%", "stake"),
    ("BYD trades at 17 times earnings.", "17 times", "pe_ratio"),
    ("At 20 dollars the shares trade on 1.7 times expected sales.", "1.7 times", "price_to_sales"),
    ("The stock is worth a third less than in January.", "a third", "share_price"),
    # prices without a currency
    ("The Seagull now starts at 55,800 yuan. The Qin Plus costs 63,800.", "63,800", "price"),
    ("The list price used to be 162,900 yuan; he's asking 119,900.", "119,900", "price"),
    ("Geely is selling its Xingyuan from 59,800 yuan, and Chery the Tiggo 3X from 34,900.", "34,900", "price"),
    ("CAAM expects vehicle sales of 32.9 million in 2025.", "32.9 million", "sales"),
    # duties
    ("Turkey raised its duties. Chinese cars pay an extra 40% there, on top of the usual 10%.", "10%", "tariff"),
    ("Brussels imposed tariffs. Since then SAIC pays 35.3%, Geely 18.8% and BYD 17%.", "17%", "tariff"),
    ("Canada charges a tariff of 100%. Sales there fell 12%.", "12%", "sales"),
    # who sells is no measure
    ("Two retail groups sold 12,000 cars in May.", "12,000 cars", "sales"),
    ("Gross margin was 16.3%. On vehicles alone it was 15.5%.", "15.5%", "vehicle_margin"),
    ("One in six people who bought a car bought a BYD.", "One in six", "market_share"),
    ("One new car in four was electric.", "One new car in four", "penetration"),
    # what goes on about the figure before
    ("BYD exported 84,000 cars in May. That is 19.6% above April, and one in five cars sold.", "19.6%", "exports"),
    ("Nio's operating profit was 827 million yuan in May. The figure is 76.7% up and triple the 271.7 million of April.", "76.7%", "operating_profit"),
    ("Nio's operating profit was 827 million yuan in May. The figure is 76.7% up and triple the 271.7 million of April.", "271.7 million", "operating_profit"),
    ("Geely sold 200,000 cars in May. NEVs lifted their share of the group's volume to 58%.", "58%", "sales"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "quote", "metric"), METRICS)
def test_what_is_measured(text: str, quote: str, metric: str, pack: Pack) -> None:
    assert read(text, pack=pack)[quote].metric == metric


KINDS = [
    ("SAIC trailed by 59,100 cars in 2024.", "59,100 cars", "change", -59100),
    ("Xpeng was second by just 444 cars.", "444 cars", "change", 444),
    ("In jets Airbus leads by 286 A320neos to 243.", "286", "level", 286),
    ("The revenue shrank by more than a third.", "a third", "change", None),
    ("Sales in May were 40,300, half as many again as in April.", "half", "change", 50),
    ("Sales in May were 40,300, about 70% of the level of last May.", "70%", "ratio", 70),
    ("CAAM expects growth, if a slower one: 4.3% this year.", "4.3%", "change", 4.3),
    ("It sold 1.3 million cars, so another 2.3 percent gone.", "2.3 percent", "change", -2.3),
    ("The forecast is 24 million cars, an upgrade of 300,000 on the old one.", "300,000", "change", 300000),
    ("Abroad now means 23% of sales; in 2024 it was below 10%.", "10%", "share", None),
    ("NIO takes 15% of the market above 300,000 yuan.", "15%", "share", 15),
    ("Vehicle margin was 13.1%. That is 1.2 points below the 14.3% of the previous quarter.", "14.3%", "level", 14.3),
    ("More than half of them, 52.6%, lost money.", "52.6%", "share", 52.6),
    ("The company was first among start-ups in June.", "first", "rank", 1),
    ("In May sales lost a tenth and ended at 40,300.", "a tenth", "change", -10),
    ("In May BYD knocked a fifth off the price of the Seagull.", "a fifth", "change", -20),
    ("Exports fell a quarter to 20,000 cars in May.", "a quarter", "change", -25),
    ("Sales fell in May, the seventh month on the trot.", "seventh month", "duration", 7),
    ("Of 512,000 cars sold in May, 286,000 were NEVs, i.e. 55.9%.", "55.9%", "share", 55.9),
    ("May 2025 brought a gain of 35% over May of last year, when it sold 22,668, and of 12% over April.", "12%", "change", 12),
]  # fmt: skip


@pytest.mark.parametrize(("text", "quote", "kind", "low"), KINDS)
def test_levels_changes_and_shares(text: str, quote: str, kind: str, low: float | None, pack: Pack) -> None:
    claim = read(text, pack=pack)[quote]
    assert claim.kind.value == kind
    assert (None if claim.quantity.low is None else float(claim.quantity.low)) == low


UNITS = [
    ("Svolt (2.4 GWh), Rept Battero (2.0) and Zenergy (1.8) followed.", "1.8", 1.8, "GWh"),
    ("Fourteen models had their price cut in June, against 23 in April.", "23", 23, "model"),
    ("In 2024 there were 129 brands. Only 15 of them will survive.", "15", 15, "brand"),
    ("Of these, 2,480 were Denzas and 90 Yangwangs.", "90", 90, "vehicle"),
    ("BYD recalled 71,248 Yuan Pro electric cars.", "71,248", 71248, "vehicle"),
    ("Nio lost 5.1 billion yuan ($0.7 billion). Revenue came to 19 billion.", "19 billion", 19_000_000_000, "CNY"),
    ("All figures are in renminbi. Net loss was 380 million. It was 480 million a year ago.", "480 million", 480_000_000, "CNY"),
    ("Bills are now paid within 60 days instead of 127.", "127", 127, "day"),
    ("We model 620k cars this year.", "620k cars", 620_000, "vehicle"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "quote", "low", "unit"), UNITS)
def test_bare_numbers_count_what_was_counted(text: str, quote: str, low: float, unit: str, pack: Pack) -> None:
    quantity = read(text, pack=pack)[quote].quantity
    assert (float(quantity.low or 0), quantity.unit) == (low, unit)


@pytest.mark.parametrize(
    "text",
    [
        "Leapmotor (9863 HK) rose.",
        "Both look about half right.",
        "The count is from the 1st to the 21st.",
        "It sold half a month's volume.",
    ],
)
def test_what_is_no_figure(text: str, pack: Pack) -> None:
    assert read(text, pack=pack) == {}


def test_what_stands_before_a_table_scales_its_cells_and_what_follows_a_target_is_reached_of_it(pack: Pack) -> None:
    table = (
        "Sales by group. Volumes are in thousands.\n\n| Group | 2025 | Goal | Got to |\n|---|---|---|---|\n"
        "| XPeng | 429.4 | 380 | 113.0% |\n| NIO | 326.0 | 440 | 74.1% |\n| Xiaomi | 411.8 | 350 | 117.7% |\n"
    )
    found = read(table, pack=pack)
    assert found["326.0"].quantity.low == 326_000
    assert (found["74.1%"].kind.value, found["74.1%"].metric) == ("share", "sales")


def test_a_caption_lists_what_the_columns_hold(pack: Pack) -> None:
    table = (
        "Deliveries in June (units, share of market, growth on the year)\n"
        "BYD        382,585    18.3%    12.0%\nGeely      236,036    11.3%    42.1%\nChery      214,300    10.3%     4.2%\n"
    )
    found = read(table, pack=pack)
    assert (found["18.3%"].kind.value, found["18.3%"].metric) == ("share", "market_share")
    assert (found["42.1%"].kind.value, found["42.1%"].metric) == ("change", "deliveries")


PLANT = (
    "In Rayong, Changan has opened its first plant abroad. The factory has a capacity of 100,000 cars a year. A second phase adds capacity for "
    "100,000 more, and total capacity is meant to reach 300,000.\n\n"
)


@pytest.mark.parametrize(
    ("text", "quote", "metric"),
    [
        ("Thais registered 41,200 BYDs in 2025. Changan came to 12,900.", "12,900", "registrations"),
        ("Last year it exported 54,000 cars. For 2026 it is aiming for 80,000.", "80,000", "exports"),
        ("Nio handed over 326,028 cars in 2025. XPeng managed 429,445.", "429,445", "deliveries"),
        ("The first phase of the plant is laid out for 60,000.", "60,000", "capacity"),
        ("Showrooms are multiplying too. It had some 740 in Europe at the end of 2025.", "740", "stores"),
        ("Its charging stations are the other pillar. The company now runs 2,115 and wants 3,000.", "2,115", "charging_stations"),
    ],
)  # fmt: skip
def test_a_text_on_capacity_counts_other_things_too(text: str, quote: str, metric: str) -> None:
    assert read(PLANT + text, date(2026, 4, 12))[quote].metric == metric


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        (
            (
                "China exported 3.083 million vehicles in the first half. That is 19.7% of the 15.653 million that "
                "were sold in total."
            ),
            date(2025, 7, 11),
            {"19.7%": {"what": "exports"}, "15.653 million": {"what": "sales"}},
        ),
        (
            "BYD sold 1,046,083 vehicles outside China in 2025, or 22.7% of its total of 4.6 million.",
            date(2026, 1, 9),
            {"22.7%": {"what": "overseas_sales"}, "4.6 million": {"what": "sales"}},
        ),
        (
            "Vehicle sales were RMB19.2 billion, or 88% of total revenues.",
            date(2025, 11, 25),
            {"88%": {"what": "vehicle_revenue"}},
        ),
        (
            "Great Wall sold 517,500 vehicles in the first five months, nearly a tenth of which were exported.",
            date(2021, 6, 28),
            {"a tenth": {"what": "exports"}},
        ),
        (
            (
                "Revenue was 25.5 billion yuan. Car sales brought in 22.8 billion of that, up 129%, which is 89% "
                "of the total."
            ),
            date(2026, 5, 21),
            {
                "22.8 billion": {"what": "vehicle_revenue"},
                "129%": {"what": "vehicle_revenue"},
                "89%": {"what": "vehicle_revenue"},
            },
        ),
    ],
)
def test_a_share_is_of_what_its_amount_counts(
    text: str, published: date, expected: dict[str, dict[str, Any]], pack: Pack
) -> None:
    holds(text, pack, expected, published)


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        (
            "Exports of NEVs reached 211,000 in September, almost double the 107,000 of a year earlier.",
            date(2025, 10, 13),
            {"double": {"kind": "ratio", "low": 2.0, "unit": "times"}, "107,000": {"when": "2024-09"}},
        ),
        (
            "Operating profit was 827 million yuan, more than triple the 271.7 million of the first quarter of 2025.",
            date(2025, 8, 28),
            {"triple": {"kind": "ratio", "low": 3.0}},
        ),
        (
            "The car costs 112,000 yuan, less than half the 260,000 yuan that Xiaomi gets for one of its own.",
            date(2026, 1, 8),
            {"half": {"kind": "ratio", "unit": "times"}},
        ),
        (
            "NIO delivered 20,462 cars in July, double the number of a year ago.",
            date(2023, 8, 2),
            {"double": {"kind": "ratio", "low": 2.0}},
        ),
        (
            "XPeng's deliveries doubled to 20,000 in July.",
            date(2023, 8, 2),
            {"doubled": {"kind": "change", "low": 100.0}},
        ),
    ],
)
def test_a_multiple_of_another_amount(
    text: str, published: date, expected: dict[str, dict[str, Any]], pack: Pack
) -> None:
    holds(text, pack, expected, published)


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        (
            "We raise our target price for XPeng to HK$110 from HK$95 and keep our Buy rating.",
            date(2025, 11, 20),
            {
                "HK$110": {"what": "target_price", "how": "forecast", "when": "2025-11-20"},
                "HK$95": {"what": "target_price", "how": "forecast"},
            },
        ),
        (
            "Nomura cut its target price on Li Auto by 12% to HK$88.",
            date(2025, 11, 20),
            {"HK$88": {"what": "target_price", "how": "forecast"}, "12%": {"what": "target_price"}},
        ),
    ],
)
def test_a_target_price_is_foreseen(
    text: str, published: date, expected: dict[str, dict[str, Any]], pack: Pack
) -> None:
    holds(text, pack, expected, published)


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        (
            (
                "The European Union charges an additional 17% on electric cars made by BYD in China, on top of the "
                "usual 10%."
            ),
            date(2025, 9, 2),
            {"17%": {"who": "BYD", "what": "tariff", "kind": "level"}, "10%": {"what": "tariff", "kind": "level"}},
        ),
        (
            "Mexico raised its tariff on Chinese cars to 50% from 20% on January 1.",
            date(2026, 1, 20),
            {
                "50%": {"who": "Mexico", "what": "tariff", "when": "2026-01-01"},
                "20%": {"who": "Mexico", "what": "tariff"},
            },
        ),
        (
            (
                "BYD wants to build cars in Brazil, where the import duty on electric cars will rise from 25% to "
                "35% in July 2026."
            ),
            date(2026, 1, 20),
            {
                "25%": {"who": "Brazil", "what": "tariff", "kind": "level"},
                "35%": {"who": "Brazil", "what": "tariff", "kind": "level", "how": "target"},
            },
        ),
    ],
)
def test_what_is_charged_on_cars_is_a_duty(
    text: str, published: date, expected: dict[str, dict[str, Any]], pack: Pack
) -> None:
    holds(text, pack, expected, published)


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        (
            "The Xingyuan found 43,509 buyers in October.",
            date(2025, 11, 1),
            {"43,509 buyers": {"unit": "vehicle"}},
        ),
        (
            "In China, 65,874 buyers registered a Model Y in December.",
            date(2026, 1, 20),
            {"65,874 buyers": {"unit": "vehicle", "what": "registrations"}},
        ),
    ],
)
def test_buyers_are_cars_sold(text: str, published: date, expected: dict[str, dict[str, Any]], pack: Pack) -> None:
    holds(text, pack, expected, published)
