"""What English news carries on from sentence to sentence: whose figures they are, what they measure, until when."""

from __future__ import annotations

import pytest
from newsreading import Case, read_of

# Whom an interview is with, and what its questions leave behind.
_INTERVIEW = """Elena Brandt has headed the German arm of Leapmotor since the spring. We spoke to her in Munich.

How did last year go?

Better than planned: 9,300 cars, after 1,100 in 2024.

And what do you aim for this year?

Twenty thousand. We would be disappointed with anything less.

And Tesla?

It lost 36 percent of its volume here last year.

How is the C10 doing?

You pay 36,900 euros for it, and last month we handed over 450."""
INTERVIEWS: list[Case] = [
    (
        None,
        "2026-01-20",
        _INTERVIEW,
        {
            "9,300 cars": {"subject": "Leapmotor", "period": "2025", "modality": "actual"},
            "Twenty thousand": {"subject": "Leapmotor", "period": "2026", "modality": "target"},
            "36 percent": {"subject": "Tesla", "period": "2025", "kind": "change", "modality": "actual"},
            "450": {"subject": "Leapmotor", "period": "2025-12", "modality": "actual"},
        },
    ),
    (
        "What to watch",
        "2025-11-20",
        (
            "Great Wall Motor reported a profit of 8.6 billion yuan for the first nine months.\n\nWhat went wrong?\n\n"
            "Sales in Russia fell 30 percent. Tesla sold 400 cars there.\n\nWhat next?\n\nIt is to sell 2,000 this year."
        ),
        {"30 percent": {"subject": "Great Wall Motor"}, "400 cars": {"subject": "Tesla"}},
    ),
]

# What nobody in particular sold in a place is its market's, whoever the title is about; a part ends with its paragraph.
IN_PLACES: list[Case] = [
    (
        "CATL holds on to first place",
        "2026-05-12",
        (
            "Power batteries installed in China in April came to 70.1 GWh, a rise of 12 percent.\n\n"
            "From January to April, installations were 212 GWh.\n\nCATL had 30.2 GWh."
        ),
        {
            "70.1 GWh": {"subject": "China EV battery market"},
            "212 GWh": {"subject": "China EV battery market"},
            "30.2 GWh": {"subject": "CATL"},
        },
    ),
    (
        "Tesla slips in Norway",
        "2026-05-12",
        "New cars registered across Norway in April numbered 11,200. In the first four months there were 44,000.",
        {"11,200": {"subject": "Norway vehicle market"}, "44,000": {"subject": "Norway vehicle market"}},
    ),
    (
        None,
        "2026-05-12",
        "BYD's electric cars sold in Germany in April came to 1,900.",
        {"1,900": {"subject": "BYD"}},
    ),
    (
        None,
        "2026-02-12",
        "China exported 7.1 million vehicles in 2025. NEVs made up 2.63 million of these.\n\nBy destination, Mexico led with 625,200.",
        {"2.63 million": {"subject": "China NEV market"}, "625,200": {"subject": "China vehicle market"}},
    ),
    (
        None,
        "2026-02-12",
        "China's vehicle sales rose 3 percent to 2.4 million in January. The NEV share of sales was 45.5 percent.",
        {"45.5 percent": {"subject": "China NEV market", "metric": "penetration"}},
    ),
    (
        None,
        "2026-02-12",
        "CATL, BYD, CALB and Gotion jointly held 78 percent of the market in January.",
        {"78 percent": {"subject": "CATL, BYD, CALB and Gotion"}},
    ),
]

# A measure holds for its paragraph, and a noun for the figure that it follows.
MEASURES: list[Case] = [
    (
        None,
        "2026-07-08",
        (
            "EU registrations of MG cars came to 150,000 in the first half, ACEA said. That is a share of 2.4 percent. "
            "BYD got to 70,500, up 311 percent in spite of the 17 percent extra duty on its cars. "
            "SAIC, for which MG does all the selling, managed 201,400. Tesla lost 37.9 percent, to 105,000."
        ),
        {
            "70,500": {"metric": "registrations"},
            "311 percent": {"metric": "registrations"},
            "17 percent": {"metric": "tariff"},
            "201,400": {"metric": "registrations", "subject": "SAIC"},
            "105,000": {"metric": "registrations", "subject": "Tesla"},
        },
    ),
    (
        None,
        "2026-07-08",
        (
            "SAIC sold 360,000 vehicles in June, Dongfeng 200,000 and FAW 260,000. The second of these shrank by 9 percent, "
            "while the last of the three grew by 4 percent."
        ),
        {"9 percent": {"subject": "Dongfeng"}, "4 percent": {"subject": "FAW"}},
    ),
    (
        None,
        "2026-07-08",
        "NIO's 25,000 deliveries in June fell into 14,900, 6,400 and 3,700 for NIO, Onvo and Firefly.",
        {"14,900": {"subject": "NIO brand"}, "25,000 deliveries": {"subject": "NIO"}},
    ),
    (
        None,
        "2026-07-08",
        (
            "Great Wall's sales rose to 110,000 in June, its ninth straight gain. Denza posted a third consecutive record. "
            "Seres fell for a second time, its fifth successive annual decline."
        ),
        {
            "ninth": {"unit": "month", "kind": "duration"},
            "third": {"unit": "month", "kind": "duration"},
            "fifth": {"unit": "month", "kind": "duration"},
        },
    ),
]


@pytest.mark.parametrize("case", [*INTERVIEWS, *IN_PLACES, *MEASURES])
def test_carried_on(case: Case) -> None:
    assert read_of(case) == case[3]
