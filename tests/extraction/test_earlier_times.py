"""Times that a text goes back to: of what it compares with, counts from the beginning or tells again."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from newsreading import SPRING, holds, read

from tachograph.core.pack import Pack


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        (
            (
                "Leapmotor delivered 50,129 cars in July. A year ago, when it sold mostly to taxi fleets, it had "
                "delivered 22,093."
            ),
            date(2025, 8, 1),
            {"22,093": {"when": "2024-07", "how": "actual"}},
        ),
        (
            "NIO had 3,445 swap stations at the end of June. A year earlier there were 2,427.",
            date(2025, 7, 8),
            {"2,427": {"when": "2024-06-30"}},
        ),
        (
            "Li Auto delivered 30,731 vehicles in July. Twelve months ago it had managed 51,000.",
            date(2025, 8, 1),
            {"51,000": {"when": "2024-07"}},
        ),
        (
            (
                "XPeng handed over 36,717 cars in July, its best month ever. Back then, in July 2024, the tally "
                "had been a mere 11,145."
            ),
            date(2025, 8, 1),
            {"11,145": {"when": "2024-07"}},
        ),
        (
            "Xiaomi had 412 stores in 125 cities at the end of October. A year before there had been 127 in 38 cities.",
            date(2025, 11, 1),
            {"127": {"when": "2024-10-31"}, "38 cities": {"when": "2024-10-31"}},
        ),
    ],
)
def test_what_was_a_year_ago(text: str, published: date, expected: dict[str, dict[str, Any]], pack: Pack) -> None:
    holds(text, pack, expected, published)


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        (
            "Retail sales fell 8.1% in November, after a decline of 0.5% in October.",
            date(2025, 12, 8),
            {"8.1%": {"when": "2025-11"}, "0.5%": {"when": "2025-10"}},
        ),
        (
            (
                "Retail sales of passenger cars slipped 1.0% from a year earlier in August. The drop was smaller "
                "than July's 2.8%."
            ),
            date(2024, 9, 9),
            {"2.8%": {"when": "2024-07"}},
        ),
        (
            "BYD's net profit fell 32.6% in the third quarter, following a 29.9% drop in the previous quarter.",
            date(2025, 10, 31),
            {"29.9%": {"when": "2025-Q2"}, "32.6%": {"when": "2025-Q3"}},
        ),
        (
            "Deliveries rose 302% in October, faster than the 212% of a month earlier.",
            date(2023, 11, 1),
            {"302%": {"when": "2023-10"}, "212%": {"when": "2023-09"}},
        ),
        (
            "China exported 7.1 million vehicles in 2025, up 21.1%, against growth of 19.3% in 2024.",
            date(2026, 1, 15),
            {"19.3%": {"when": "2024"}, "21.1%": {"when": "2025"}},
        ),
        (
            "Sales of new energy vehicles climbed 24.6% in October, slowing from 28.7% in September.",
            date(2025, 11, 10),
            {"28.7%": {"when": "2025-09"}, "24.6%": {"when": "2025-10"}},
        ),
    ],
)
def test_a_rate_that_another_is_compared_with_is_of_its_own_time(
    text: str, published: date, expected: dict[str, dict[str, Any]], pack: Pack
) -> None:
    holds(text, pack, expected, published)


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        (
            "NIO has completed more than 90 million battery swaps since 2018.",
            date(2025, 10, 20),
            {"90 million battery swaps": {"when": "../2025-10-20"}},
        ),
        (
            "To date the company has performed 60 million swaps.",
            date(2024, 12, 16),
            {"60 million swaps": {"when": "../2024-12-16"}},
        ),
        (
            "More than 79 million swaps have been carried out at its stations.",
            date(2025, 7, 8),
            {"79 million swaps": {"when": "../2025-07-08"}},
        ),
    ],
)
def test_what_has_been_done_is_counted_from_the_beginning(
    text: str, published: date, expected: dict[str, dict[str, Any]], pack: Pack
) -> None:
    holds(text, pack, expected, published)


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        (
            (
                "BYD's net profit fell 30% to 6.4 billion yuan in the second quarter. For the first half as a "
                "whole, it rose 13.8% to 15.5 billion yuan. The gross margin over that period slipped to 18% from "
                "18.8%, and research spending grew 53% to 30.9 billion yuan."
            ),
            date(2025, 8, 29),
            {"18%": {"when": "2025-H1"}, "30.9 billion yuan": {"when": "2025-H1"}, "53%": {"when": "2025-H1"}},
        ),
        (
            (
                "China exported 1.32 million vehicles in the first quarter; March alone brought 502,000. Chery "
                "shipped the most in those three months with 253,000, ahead of SAIC's 214,000."
            ),
            date(2024, 4, 12),
            {"253,000": {"when": "2024-Q1"}, "214,000": {"when": "2024-Q1"}},
        ),
        (
            (
                "In September XPeng delivered 41,581 cars, and in the third quarter 116,007. Over the same three "
                "months NIO handed over 87,071."
            ),
            date(2025, 10, 2),
            {"87,071": {"when": "2025-Q3"}},
        ),
        (
            (
                "Geely sold 250,201 vehicles in August. In the first eight months it sold 1.897 million, up 47%. "
                "Exports over that stretch came to 257,900."
            ),
            date(2025, 9, 2),
            {"257,900": {"when": "2025-01/2025-08"}},
        ),
    ],
)
def test_what_is_told_of_that_span(text: str, published: date, expected: dict[str, dict[str, Any]], pack: Pack) -> None:
    holds(text, pack, expected, published)


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        (
            (
                "In the second quarter of 2024 vehicle margin was 18.7%, compared with 21.0% and 19.3% in the "
                "second quarter of 2023 and the first quarter of 2024, respectively."
            ),
            date(2024, 8, 28),
            {"21.0%": {"when": "2023-Q2"}, "18.7%": {"when": "2024-Q2"}},
        ),
        (
            (
                "Third-quarter revenue rose 23.6% from a year earlier and 35.3% from the second quarter to 42.9 "
                "billion yuan. Gross margin was 21.5%, against 22.0% and 19.5%, respectively."
            ),
            date(2024, 10, 31),
            {"22.0%": {"when": "2023-Q3"}, "19.5%": {"when": "2024-Q2"}},
        ),
        (
            (
                "BYD sold 206,884 battery electric cars in June, up 42.5% from a year earlier and 1.2% from May. "
                "Plug-in hybrids fell 12.5% from 195,032 and 1.1% from 172,561, respectively, to 170,744."
            ),
            date(2025, 7, 1),
            {"195,032": {"when": "2024-06"}, "172,561": {"when": "2025-05"}, "170,744": {"when": "2025-06"}},
        ),
    ],
)
def test_two_earlier_values_go_to_the_two_times_compared_with(
    text: str, published: date, expected: dict[str, dict[str, Any]], pack: Pack
) -> None:
    holds(text, pack, expected, published)


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        (
            (
                "CATL slips to 42 percent at home as market grows\n\nCATL installed 26.45 GWh of power batteries in "
                "China in August, a market share of 42.3 percent."
            ),
            date(2025, 9, 12),
            {"42 percent": {"when": "2025-08", "kind": "share", "what": "market_share"}},
        ),
        (
            (
                "Leapmotor delivers a record 70,000 cars, again ahead of rivals\n\nLeapmotor delivered 70,289 "
                "vehicles in October, up 84% from a year earlier."
            ),
            date(2025, 11, 1),
            {"70,000 cars": {"when": "2025-10"}},
        ),
        (
            (
                "NEV share tops 57% as car market expands\n\nRetail sales of passenger cars in China rose 6.3% to "
                "2.241 million in September, the CPCA said. New energy vehicles accounted for 57.8% of them."
            ),
            date(2025, 10, 13),
            {"57%": {"when": "2025-09", "who": "China NEV market", "what": "penetration"}},
        ),
        (
            (
                "China car sales drop 8%, plug-ins take 59%\n\nRetail sales of passenger cars in China fell 8.1% to "
                "2.225 million in November. NEV penetration was 59.3%."
            ),
            date(2025, 12, 8),
            {
                "8%": {"when": "2025-11", "what": "retail_sales"},
                "59%": {"when": "2025-11", "what": "penetration", "who": "China NEV market"},
            },
        ),
    ],
)
def test_a_headline_says_again_what_the_text_tells(
    text: str, published: date, expected: dict[str, dict[str, Any]], pack: Pack
) -> None:
    holds(text, pack, expected, published)


REVISED = [
    ("For 2027 we cut our delivery forecast for Norvik to 450,000 cars from 520,000.", "450,000 cars", "2027"),
    ("For 2027 we cut our delivery forecast for Norvik to 450,000 cars from 520,000.", "520,000", "2027"),
    ("For 2027 Norvik raised its sales target to 450,000 cars from 420,000.", "450,000 cars", "2027"),
    ("In February Norvik raised its 2027 sales target to 450,000 cars.", "450,000 cars", "2027"),
    ("诺维克2027年2月销量38140辆，新能源车25470辆，去年22130辆。", "22130辆", "2026-02"),
    ("诺维克2027年2月销量38140辆，去年402130辆。", "402130辆", "2026"),
]


@pytest.mark.parametrize(("text", "quote", "when"), REVISED)
def test_what_is_for_a_year_and_what_was_before(text, quote, when):
    assert read(text, SPRING)[quote].period == when
