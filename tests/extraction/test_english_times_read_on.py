"""English news read on: the times that titles, weeks, comparisons and aims give to what follows."""

from __future__ import annotations

from datetime import date

import pytest
from newsreading import Case, read, read_of

# A title that looks ahead sets no time for the results below it.
TITLES: list[Case] = [
    (
        "Zeekr trims loss, sees record third quarter",
        "2026-09-01",
        "Zeekr lost RMB 320 million in the second quarter, 40% less than a year ago.\n\nRevenue climbed 20% to RMB 9.64 billion. Vehicle margin improved to 17.4%.",
        {"RMB 9.64 billion": {"period": "2026-Q2"}, "17.4%": {"period": "2026-Q2", "modality": "actual"}},
    ),
    (
        None,
        "2026-09-01",
        "Zeekr trims loss, sees record third quarter\n\nZeekr lost RMB 320 million in the second quarter, 40% less than a year ago.\n\nRevenue climbed 20% to RMB 9.64 billion.",
        {"20%": {"period": "2026-Q2"}, "RMB 9.64 billion": {"period": "2026-Q2"}},
    ),
    (
        "Aito guides for a strong second half",
        "2026-09-01",
        "Aito sold 98,000 cars in the first half, 12% more.\n\nIts margin reached 22%. Deliveries of the M9 came to 41,000.",
        {"22%": {"period": "2026-H1"}, "41,000": {"period": "2026-H1"}},
    ),
]

# Weeks, and months named again.
WEEKS: list[Case] = [
    (
        None,
        "2026-11-03",
        "The last week of October (Monday the 26th to Saturday the 31st) brought 62,000 cars for BYD. Nio had 9,000.",
        {"62,000 cars": {"period": "2026-10-26/2026-10-31"}, "9,000": {"period": "2026-10-26/2026-10-31"}},
    ),
    (
        None,
        "2026-11-03",
        "In October, between Monday the 19th and Sunday the 25th, BYD registered 60,000 cars.",
        {"60,000 cars": {"period": "2026-10-19/2026-10-25"}},
    ),
    (
        "Tesla ahead in China in October",
        "2026-11-03",
        "Insurance data for the last week of October, from Monday the 26th to Sunday, November 1, show a slow market. Tesla registered 14,000 cars.",
        {"14,000 cars": {"period": "2026-10-26/2026-11-01"}},
    ),
    (
        None,
        "2026-11-03",
        "In the third week of October, from Monday the 19th to Sunday the 25th, BYD registered 62,000 cars. Nio had 9,000.",
        {"62,000 cars": {"period": "2026-10-19/2026-10-25"}, "9,000": {"period": "2026-10-19/2026-10-25"}},
    ),
    (
        None,
        "2026-11-03",
        "In the week from Monday, October 12, to Sunday, October 18, Tesla registered 12,000 cars. On Monday the 19th it cut prices by 3%.",
        {"12,000 cars": {"period": "2026-10-12/2026-10-18"}},
    ),
    (
        None,
        "2026-11-03",
        "In the week from October 19 to October 25, Tesla registered 9,000 cars. Registrations in October so far:\n\n| Brand | Past week | October |\n|---|---|---|\n| Nio | 5,100 | 28,900 |\n| Aito | 6,000 | 29,900 |\n",
        {"5,100": {"period": "2026-10-19/2026-10-25"}, "29,900": {"period": "2026-10"}},
    ),
    (
        None,
        "2026-11-03",
        "In the week of October 19-25 Nio sold 37 cars in Norway, after 52 a week earlier.",
        {"52": {"period": "2026-10-12/2026-10-18", "unit": "vehicle"}},
    ),
    (
        None,
        "2026-11-18",
        "Aito registered 9,400 cars in Week 46, up 3% from the week before. XPeng had 8,200 in calendar week 44 and NIO 8,700 in week 46 of 2025.",
        {
            "9,400 cars": {"period": "2026-11-09/2026-11-15"},
            "3%": {"period": "2026-11-09/2026-11-15", "basis": "2026-11-02/2026-11-08"},
            "8,200": {"period": "2026-10-26/2026-11-01"},
            "8,700": {"period": "2025-11-10/2025-11-16"},
        },
    ),
    (
        None,
        "2026-11-18",
        "XPeng's 116,249 deliveries in the third quarter were 12.7% better than the second.",
        {"12.7%": {"period": "2026-Q3", "basis": "2026-Q2"}},
    ),
    (
        None,
        "2026-11-18",
        "NIO sold 6,570 cars in October: core brand 4,110, Onvo 1,640, Firefly 820. The Firefly 820 went on show.",
        {"820": {"period": "2026-10", "unit": "vehicle"}},
    ),
    (
        "The year in quarters",
        "2026-01-09",
        "| Maker | Q1 | Q2 | Q3 | Q4 | Full year |\n|---|---|---|---|---|---|\n| Leapmotor | 87,552 | 134,112 | 173,852 | 201,039 | 596,555 |\n",
        {"87,552": {"period": "2025-Q1"}, "201,039": {"period": "2025-Q4"}, "596,555": {"period": "2025"}},
    ),
    (
        None,
        "2026-01-12",
        "Wk 52 brought Tesla 21,000 registrations in China.",
        {"21,000 registrations": {"period": "2025-12-22/2025-12-28"}},
    ),
    (
        None,
        "2026-11-18",
        "In October BYD sold 440,000 cars. This week 12 models became cheaper, and in week 12 of the strike Ford built 400 cars.",
        {"400 cars": {"period": "2026-11-16/2026-11-22"}},
    ),
    (
        None,
        "2026-10-01",
        "Leapmotor led in September with 83,000 cars. Its third-quarter total was 231,000. Zeekr delivered 24,316, a third more than the 18,257 of last September.",
        {"18,257": {"period": "2025-09"}},
    ),
]

# Aims beside what is so.
AIMS: list[Case] = [
    # what is so now in any order of words, and all that was exported
    (
        None,
        "2026-09-01",
        "Nio plans 5,000 swap stations by 2027; so far it operates 3,500.",
        {"3,500": {"modality": "actual", "period": "2026-09-01"}},
    ),
    (
        None,
        "2026-09-01",
        "BYD aims to sell 1.3 million cars abroad this year. Seagulls make up 30 percent of the 400,000 cars exported in the first half.",
        {"400,000 cars": {"modality": "actual", "period": "2026-H1"}},
    ),
    # a loss that is foreseen is that of the quarter, whenever it is told
    (
        None,
        "2026-09-01",
        "Nio had revenue of 29 billion yuan in the second quarter. Li Auto reports next week; analysts expect a loss of 800 million yuan.",
        {"800 million yuan": {"modality": "forecast", "period": "2026-Q2"}},
    ),
    (
        None,
        "2026-09-01",
        "Xpeng, which is due to publish its results on September 15, is expected to lose 300 million yuan.",
        {"300 million yuan": {"period": "2026-Q2"}},
    ),
    (
        None,
        "2026-03-11",
        "Ebro assembled 21,700 cars last year, well under its goal of 30,000. It aims at 150,000 by 2029 and now employs 1,050 people.",
        {
            "30,000": {"period": "2025"},
            "150,000": {"period": "2029"},
            "1,050 people": {"modality": "actual", "period": "2026-03-11"},
        },
    ),
    (
        None,
        "2026-03-11",
        "Leapmotor delivered 596,555 cars in 2025, far above its goal of 500,000. It aims at 1 million this year and now runs 900 stores.",
        {
            "500,000": {"period": "2025", "modality": "target"},
            "1 million": {"unit": "vehicle"},
            "900 stores": {"modality": "actual"},
        },
    ),
    (
        None,
        "2026-03-11",
        "Nio plans 5,000 swap stations by 2027 but already operates 3,500.",
        {"3,500": {"modality": "actual", "period": "2026-03-11"}},
    ),
    (
        None,
        "2026-03-11",
        "Volkswagen wants 20 new models by 2027. The Tayron contributed 13.1 percent of the 372,000 that the joint venture sold in 2025.",
        {"372,000": {"modality": "actual"}},
    ),
    (
        None,
        "2026-11-18",
        'The CAAM reckons with sales of 35.2 million vehicles in 2027.\n\n"The second half of 2026 was propped up by grants that will end," it said.\n\nUBS sees retail 5% lower at 21.9 million.',
        {"21.9 million": {"period": "2027"}},
    ),
    (
        None,
        "2026-04-24",
        'China shipped 1.83 million vehicles abroad in the first quarter, customs data showed. Geely doubled its exports to 172,000.\n\n"It goes on," said Cui Dongshu of the CPCA, who expects 8 million for the full year.',
        {"8 million": {"metric": "exports"}},
    ),
]

# "its best month to date" is a whole one; a list is of the time that its heading names.
WHOLE: list[Case] = [
    (
        None,
        "2024-07-01",
        "June was kind to NIO. It had its best month to date: 21,209 cars.",
        {"21,209 cars": {"period": "2024-06"}},
    ),
    (
        None,
        "2024-07-01",
        "In June Zeekr sold 20,106 cars, its strongest month to date.",
        {"20,106 cars": {"period": "2024-06"}},
    ),
    *(
        (
            None,
            "2025-09-11",
            f"Exports reached 611,000 in August 2025, the CAAM said.\n\nThe first eight months of 2025 {glance}\n\n- Sales: 21.128 million\n- Output: 21.051 million",
            {"21.128 million": {"period": "2025-01/2025-08"}, "21.051 million": {"period": "2025-01/2025-08"}},
        )
        for glance in ("at a glance:", "in figures:", "in brief:")
    ),
]


@pytest.mark.parametrize("case", [*TITLES, *WEEKS, *AIMS, *WHOLE])
def test_read_on(case: Case) -> None:
    assert read_of(case) == case[3]


def test_days_of_a_week_are_no_ranks() -> None:
    text = "On Monday the 26th Tesla cut prices. From Monday the 19th to Sunday the 25th BYD sold 60,000 cars."
    assert list(read(text, date(2026, 11, 3))) == ["60,000 cars"]


@pytest.mark.parametrize(
    "text",
    [
        "The site is built in two stages: the first, with 18 GWh, opens in 2027.",
        "Its plant in Yichang, with 18 GWh, opens in 2027.",
        "Sunwoda can currently make 18 GWh a year.",
        "The maker presented a 18 GWh project in May.",
    ],
)
def test_what_a_battery_plant_has_is_its_capacity(text: str) -> None:
    assert [
        c.metric
        for c in read(f"Battery maker Sunwoda expands. {text}", date(2026, 7, 16)).values()
        if c.quantity.unit == "GWh"
    ] == ["capacity"]


# Times in brackets, times behind the first of two figures, and stretches named by where they begin or how long they are.
STRETCHES: list[Case] = [
    (
        None,
        "2026-07-08",
        "Seres handed over 46,000 cars (May: 37,000; June 2025: 44,000).",
        {"37,000": {"period": "2026-05"}, "44,000": {"period": "2025-06"}},
    ),
    (
        None,
        "2026-07-08",
        "Xiaomi had 8,100 registrations in the week of June 29 to July 5 (previous week: 7,500; a year earlier: 3,900).",
        {"7,500": {"period": "2026-06-22/2026-06-28"}, "3,900": {"period": "2025-06-30/2025-07-06"}},
    ),
    (
        None,
        "2026-07-08",
        "Zeekr sold 17,000 cars in June following 18,900 in May.",
        {"17,000 cars": {"period": "2026-06"}, "18,900": {"period": "2026-05"}},
    ),
    (
        None,
        "2026-07-08",
        "In the week to July 5 BYD registered 60,000 cars. Since New Year's Day it has come to 1.5 million.",
        {"1.5 million": {"period": "2026-01-01/2026-07-05"}},
    ),
    (
        None,
        "2026-11-01",
        (
            "All makers opened the fourth quarter with a record. Chery sold 280,000 cars in October, which took its "
            "year-to-date total to 2.0 million. From July on it sold 1.1 million."
        ),
        {"2.0 million": {"period": "2026-01/2026-10"}, "1.1 million": {"period": "2026-07/2026-10"}},
    ),
    (
        None,
        "2026-08-25",
        (
            "XPeng delivered 103,000 cars in the second quarter, compared with 94,000 in the first three months of the year. "
            "Revenue over the three months was 18.3 billion yuan."
        ),
        {"94,000": {"period": "2026-01/2026-03"}, "18.3 billion yuan": {"period": "2026-Q2"}},
    ),
    (
        None,
        "2026-01-20",
        "Dongfeng sold 2.3 million vehicles last year and thereby missed its own goal of 2.7 million. It aims for 3 million this year.",
        {"2.7 million": {"period": "2025", "modality": "target"}, "3 million": {"period": "2026"}},
    ),
]


@pytest.mark.parametrize("case", STRETCHES)
def test_stretches(case: Case) -> None:
    assert read_of(case) == case[3]
