"""Of when and of what figures are in news that goes on: to the year so far, to a part, back to a year ago, and on again."""

from __future__ import annotations

from datetime import date

import pytest
from newsreading import holds, read

from tachograph.core.document import Document
from tachograph.core.pack import Pack
from tachograph.extraction import extract_claims

JULY = date(2025, 7, 10)

# When a figure holds in news that goes from a month to the year so far, compares, looks back, reports and aims.
TOLD_ON = [
    (
        (
            "Chery sold 233,000 cars in June.\n\nFrom January to June its sales reached 1.26 million units, 14 percent more than the "
            "1.1 million of the year before. The Tiggo line brought 700,000 and exports 550,000.\n\nIts brand Exeed sold 11,000."
        ),
        {"700,000": "2025-01/2025-06", "550,000": "2025-01/2025-06", "11,000": "2025-06"},
    ),
    (
        (
            "The battery association has closed its books on the first half. In June 58.2 GWh were installed in China.\n\n"
            "Between January and June installations came to 299.6 GWh, up 47.3% from 203.3 GWh.\n\nExports were 81.6 GWh."
        ),
        {"81.6 GWh": "2025-H1"},
    ),
    (
        "Zeekr said it had 400 shops in China at the end of March. Of these, 120 are run by partners.",
        {"120": "2025-03-31"},
    ),
    (
        "Nio delivered 24,925 cars in June. Year-to-date deliveries reached 114,150. Since its founding it has delivered 785,714.",
        {"114,150": "2025-01/2025-06", "785,714": "../2025-06"},
    ),
    ("XPeng sold 34,611 cars in June. Two years earlier it had sold 8,620.", {"8,620": "2023-06"}),
    ("Exports came to 5.9 million cars in 2024, against 1.1 million four years ago.", {"1.1 million": "2021"}),
    (
        "Voyah sold 10,053 cars in May. Sales chief Zhao Jun said exports came to 900.",
        {"900": "2025-05"},
    ),
    (
        "BYD's models cooled. May Song deliveries fell to 30,000 cars, and April Han sales were 18,000.",
        {"30,000 cars": "2025-05", "18,000": "2025-04"},
    ),
    (
        "Chery exported 550,000 cars in 2024. Brazil, the biggest buyer in 2023 with 80,000 cars, took just 50,000, down 38 percent.",
        {"80,000 cars": "2023", "50,000": "2024", "38 percent": "2024"},
    ),
    (
        (
            "Geely's revenue was 72.5 billion yuan in the first quarter. Compared with the previous quarter, when 72.6 billion was "
            "taken in, it slipped 0.1 percent. Of the total, 60.1 billion came from cars."
        ),
        {"72.6 billion": "2024-Q4", "0.1 percent": "2025-Q1", "60.1 billion": "2025-Q1"},
    ),
    (
        "Leapmotor reported revenue of 10.02 billion yuan for the first quarter on Monday, 187.1% more than a year earlier.",
        {"187.1%": "2025-Q1"},
    ),
    ("Seres on Tuesday posted a quarterly profit of 748 million yuan, up 240.6% on the year.", {"240.6%": "2025-Q2"}),
    (
        "Xiaomi delivered 25,000 cars in June. That brings the six months to 157,000, a rise of 400 percent.",
        {"157,000": "2025-01/2025-06"},
    ),
    (
        "Aion sold 30,000 cars in June, 12 percent above the same month in 2024, when it was a meagre 26,700, and 5 percent above May.",
        {"26,700": "2024-06", "5 percent": "2025-06"},
    ),
    (
        "CATL installed 24.7 GWh in June and 128.6 GWh in the whole half, for a share of 43.1 percent. A year earlier it had been 46.4 percent.",
        {"46.4 percent": "2024-H1"},
    ),
    (
        "Outside China, Chery sold 96,000 cars in June. A year before it was 64,000, meaning growth of 50 percent.",
        {"64,000": "2024-06", "50 percent": "2025-06"},
    ),
    (
        "XPeng delivered 34,611 cars in June. The company on July 9 posted deliveries of 103,181 in the second quarter.",
        {"103,181": "2025-Q2"},
    ),
    (
        "Voyah made 0.2 billion yuan in the three months through June, against 0.1 billion in the previous three months.",
        {"0.1 billion": "2025-01/2025-03"},
    ),
]


@pytest.mark.parametrize(("text", "periods"), TOLD_ON, ids=[t[:12] for t, _ in TOLD_ON])
def test_when_news_goes_on(text: str, periods: dict[str, str]) -> None:
    found = read(text, JULY)
    assert {q: str(found[q].period) for q in periods} == periods


def test_what_is_recalled_is_narrowed_as_before() -> None:
    text = (
        "Geely sold 236,036 cars in June.\n\nPlug-in hybrids came to 60,000. A year earlier it was 40,000. Abroad it sold 36,000 cars. "
        "In May the figure had been 31,000.\n\nThe total was 5 percent above that of May."
    )
    found = read(text, JULY)
    assert [found[q].segment for q in ("60,000", "40,000", "31,000")] == ["phev", "phev", None]
    assert found["31,000"].metric == "overseas_sales"


def test_money_goes_on_past_its_conversion(pack: Pack) -> None:
    text = (
        "Nio's net loss widened to 6.75 billion yuan in the first quarter. Revenue climbed 21.5% to 12.03 billion yuan ($1.68 billion). "
        "Analysts had expected 12.4 billion yuan."
    )
    holds(text, pack, {"12.4 billion yuan": {"what": "revenue", "when": "2025-Q1"}}, JULY)


def test_parts_tables_and_anecdotes_lead_no_market_away(pack: Pack) -> None:
    text = (
        "China exported 480,000 cars in June, the CPCA said. Of these, 198,000 were NEVs. May alone had brought 460,000 vehicles.\n\n"
        "NEV retail came to 1.11 million.\n\nItem | June | y/y\nProduction | 2.42m | +13%\nof which NEV | 1.2m | +28%"
    )
    found = read(text, JULY)
    assert [found[q].segment for q in ("198,000", "460,000 vehicles", "2.42m", "1.2m")] == [
        "nev",
        "passenger",
        "passenger",
        "nev",
    ]
    feature = (
        "China's carmakers find buyers abroad\n\nCarl sells the Leapmotor T03 in Bonn and has waited since May for 40 cars.\n\n"
        "China exported 2.8 million vehicles in the half-year, the CAAM says.\n\nBelgium took 123,000, and Mexico remained first with 241,000."
    )
    document = Document("a.txt", feature, title="China's carmakers find buyers abroad", lang="en", published=JULY)
    told = {c.quote: c.subject for c in extract_claims(document, pack)}
    assert told["123,000"] == told["241,000"] == "China vehicle market"


def test_what_points_to_a_part_stays_with_it() -> None:
    text = (
        "China exported 480,000 cars in June, the CPCA said. Of these, 198,000 were NEVs. "
        "That was 60,000 vehicles more than in May."
    )
    assert read(text, JULY)["60,000 vehicles"].segment == "nev"
