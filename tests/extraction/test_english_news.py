"""Whose figures are, of when and how certain, in the constructions of English news."""

from __future__ import annotations

from datetime import date

import newsreading
import pytest

from tachograph.packs.loader import load_pack

PACK = load_pack()
AUTUMN, JANUARY = date(2025, 11, 12), date(2026, 1, 7)


def read(text: str, published: date = AUTUMN) -> dict[str, tuple[str | None, str | None, str]]:
    """Subject, period and modality of each figure, by its first word."""
    found = newsreading.read(text, published, PACK)
    return {quote.split()[0]: (c.subject, c.period, c.modality.value) for quote, c in found.items()}


@pytest.mark.parametrize(
    ("text", "quote", "subject"),
    [
        (
            "Changan, second only to BYD among home brands, sold 280,000 cars in October.",
            "280,000",
            "Changan",
        ),
        (
            "Seres, third behind BYD and Geely in plug-in cars, sold 51,456 cars in October.",
            "third",
            "Seres",
        ),
        (
            (
                "BYD sold 441,706 cars in October. The China Passenger Car Association, whose count is awaited, puts retail"
                " sales at 2.24 million."
            ),
            "2.24",
            "China passenger car market",
        ),
        (
            "BYD sold 441,706 cars in October. Chinese factories turned out 3.3 million vehicles.",
            "3.3",
            "China vehicle market",
        ),
        (
            "BYD sold 441,706 cars in October. Exports from China rose 22 percent.",
            "22",
            "China vehicle market",
        ),
        (
            (
                "Geely sold 307,133 cars in October.\n\nFor the industry the autumn was kind. Its retail sales came to"
                " 2.24 million."
            ),
            "2.24",
            "China vehicle market",
        ),
        (
            "Tesla sold 26,006 cars in China. Germany registered 250,133 new cars in October.",
            "250,133",
            "Germany vehicle market",
        ),
        (
            "China exported 640,000 vehicles in October. Mexico took 61,000 of them.",
            "61,000",
            "China vehicle market",
        ),
        (
            (
                "Retail sales of passenger cars in China came to 2.24 million in October, the CPCA said. Chinese brands had"
                " 68.7% of retail sales."
            ),
            "68.7%",
            "China local brands",
        ),
        (
            (
                "Retail sales of passenger cars came to 2.24 million in October, the CPCA said.\n\nThe CAAM, which counts"
                " lorries too, reported on Monday. Sales were 3.32 million."
            ),
            "3.32",
            "China vehicle market",
        ),
        (
            (
                "China exported 640,000 vehicles in October.\n\nNew energy vehicles carried the month. Their exports rose to"
                " 230,000."
            ),
            "230,000",
            "China NEV market",
        ),
        ("BYD sold 4.6 million cars. Turkey has a tariff of 40% on them.", "40%", "Turkey"),
        ("The EU has levied a tariff of 10% for years; Geely pays 18.8%.", "18.8%", "Geely"),
        ("BYD sold 4.6 million cars. A purchase tax of 5% will be levied from January.", "5%", "China"),
        (
            "Of the 57,000 cars it sent abroad, Chery shipped 20,000 to Russia.",
            "57,000",
            "Chery",
        ),
        (
            (
                "Nio and Xpeng told of October. Of the 82,000 cars sold, Nio had 40,397. Its deliveries this year reached"
                " 241,618."
            ),
            "241,618",
            "NIO",
        ),
        ("Zeekr led with 21,423 cars; second place went to Deepal with 21,000.", "second", "Deepal"),
        ("Nio delivered 40,397 cars; 17,143 wore its own badge and 17,342 were Onvos.", "17,143", "NIO brand"),
        ("Battery cars rose 28% to 2.26 million at BYD, passing Tesla's 1.64 million.", "1.64", "Tesla"),
        ("BYD's sales rose 5%. The German market shrank 3% to 250,133 cars.", "250,133", "Germany vehicle market"),
        ("Xiaomi built the SU7 to sell. Buyers wait 40 weeks.", "40", "Xiaomi Auto"),
    ],
)
def test_whose_a_figure_is(text: str, quote: str, subject: str) -> None:
    assert read(text)[quote][0] == subject


@pytest.mark.parametrize(
    ("text", "quote", "period"),
    [
        ("Geely sold 307,133 cars in October. For the half-year the total was 1.41 million.", "1.41", "2025-H1"),
        ("Geely sold 307,133 cars in October. Ten-month sales came to 2.48 million.", "2.48", "2025-01/2025-10"),
        ("Geely sold 307,133 cars in October. That lifts the ten-month tally to 2.48 million.", "2.48", "2025-01/2025-10"),
        ("Last year it sold 2.2 million cars. In the second quarter of this one it sold 705,000.", "705,000", "2025-Q2"),
        ("Great Wall came to Russia in 2014. That year it sold 12,000 cars there.", "12,000", "2014"),
        ("In 2021 it exported 143,000 cars. The next year it was 173,000.", "173,000", "2022"),
        ("Dealers retailed 1.2 million cars from the 1st to the 9th.", "1.2", "2025-11-01/2025-11-09"),
        ("In the first quarter Nio sold 42,094 cars, 72,056 in the second and 87,071 in the third.", "72,056", "2025-Q2"),
        ("Through October, 392,000 cars had been delivered.", "392,000", "2025-01/2025-10"),
        ("Nio sold 40,397 cars in October. It had raised its target in March. Onvo sold 17,342.", "17,342", "2025-10"),
        ("Chery sold 280,000 cars in October, three times its 2020 level.", "280,000", "2025-10"),
        ("Xpeng sold 42,013 cars in October. Shares, listed in New York since 2020, fell 3%.", "3%", "2025-11-12"),
        ("Xpeng sold 42,013 cars in October, the best month of the year. Nio sold 40,397.", "40,397", "2025-10"),
        ("SAIC sold 4 million cars in 2024. The gap was 259,000 cars in 2023; now it is 95,000 cars.", "95,000", "2024"),
        ("As of October 31, cumulative deliveries stood at 913,182: 785,000 under Nio and 102,000 under Onvo.", "102,000",
         "../2025-10-31"),
        ("Nio sold 40,397 cars in October. Results are due in mid-March. We look for sales of 43,000.", "43,000", "2025-10"),
        ("The company sold 93,211 cars in the third quarter, fewer than it managed in the first quarter of 2024.", "93,211",
         "2025-Q3"),
        ("Li Auto, whose target was 700,000 in January, cut it to 640,000 in May.", "640,000", "2025"),
        ("Overseas sales went from 24,000 to 57,000 in 2024.", "57,000", "2024"),
    ],
)  # fmt: skip
def test_when_a_figure_holds(text: str, quote: str, period: str) -> None:
    assert read(text)[quote][1] == period


@pytest.mark.parametrize(
    ("text", "quote", "expected"),
    [
        ("XPeng delivered 429,445 cars in 2025. It had set out to sell 380,000.", "380,000", ("2025", "target")),
        ("XPeng's year 2025 is over: it wanted 380,000 cars and got 429,445.", "429,445", ("2025", "actual")),
        ("BYD sold 4.6 million cars last year. In December it sold 420,398. Overseas sales doubled to 1.05 million.",
         "1.05", ("2025", "actual")),
        ("Seres sold 480,000 cars in 2025. Its goal was raised from 420,000 to 450,000 in March.", "450,000",
         ("2025", "target")),
        ("Nio wants to double its 2025 volume of 326,028 cars.", "326,028", ("2025", "actual")),
        ("Nio wants to double its 2025 volume of 326,028 cars.", "double", ("2026", "target")),
    ],
)  # fmt: skip
def test_a_year_that_is_over(text: str, quote: str, expected: tuple[str, str]) -> None:
    assert read(text, JANUARY)[quote][1:] == expected


@pytest.mark.parametrize(
    ("text", "quote", "modality"),
    [
        ("Zeekr never published a goal: it sold 21,423 cars in October.", "21,423", "actual"),
        ("It has not set a target: Chery, up 12% at 280,000 cars in October.", "280,000", "actual"),
        ("Leapmotor speaks of 1 million cars next year.", "1", "target"),
        ("Deliveries of 116,007 were inside its own range of 113,000 to 118,000.", "113,000", "forecast"),
        ("Its guidance for the third quarter had been 113,000 to 118,000 cars.", "113,000", "forecast"),
        ("Deliveries of 116,007 in the third quarter were 0.8% above its target of 115,000.", "0.8%", "actual"),
        ("Without the recall the gross margin would have been 20.4%.", "20.4%", "estimate"),
        ("We model deliveries of 3.4 million. Target price HK$25. Deliveries should reach 3.7 million in 2027.", "3.7",
         "forecast"),
        ("Xpeng has sold 355,209 cars and needs 25,000 more to get to 380,000 this year.", "380,000", "target"),
    ],
)  # fmt: skip
def test_how_certain_a_figure_is(text: str, quote: str, modality: str) -> None:
    assert read(text)[quote][2] == modality


JUNE = "Nio delivered 31,305 cars in June 2025. "


@pytest.mark.parametrize(
    ("text", "quote", "expected"),
    [
        ("Onvo more than doubled its June deliveries on the year.", "doubled", ("deliveries", "2025-06", "actual")),
        ("All eyes are on the outlook: the Hong Kong shares lost 6%.", "6%", ("share_price", "2025-07-12", "actual")),
        ("Of those, more than 10,000 reached customers abroad.", "10,000", ("deliveries", "2025-06", "actual")),
        (
            "Gross margin was 20.1 percent in the first quarter and should sink to 18.5 percent by the fourth.",
            "18.5 percent",
            ("gross_margin", "2025-Q4", "forecast"),
        ),
        ("It is in its 31st week as the largest of the start-ups.", "31st week", ("rank", "2025-06", "actual")),
        (
            "The quarterly total, 72,056, overshot its forecast of 70,000.",
            "70,000",
            ("deliveries", "2025-Q2", "forecast"),
        ),
    ],
)
def test_what_ordinary_sentences_say(text: str, quote: str, expected: tuple[str, str, str]) -> None:
    claim = newsreading.read(JUNE + text, published=date(2025, 7, 12))[quote]
    assert (claim.metric, str(claim.period), claim.modality.value) == expected


def test_what_a_writer_foresees_of_all_retail_sales_is_the_markets() -> None:
    text = "BYD cut its prices in May 2025. Our forecast for passenger car retail sales this year is 23.4 million."
    assert newsreading.read(text, published=date(2025, 6, 5))["23.4 million"].subject == "China passenger car market"


@pytest.mark.parametrize(
    ("text", "quote", "expected"),
    [
        ("Of the 134.5 GWh sold in May, 22.6 GWh - 16.8 percent - went abroad.", "16.8 percent", ("CATL", "share")),
        ("In May trucks got 9 GWh – about 40% – of that.", "40%", ("CATL", "share")),
        ("The order is worth 2 GWh, and exports fell 5% - the first drop in May.", "5%", ("CATL", "change")),
    ],
)
def test_what_stands_in_dashes_is_a_part(text: str, quote: str, expected: tuple[str, str]) -> None:
    claim = newsreading.read(f"CATL sold batteries. {text}", published=date(2025, 6, 5))[quote]
    assert (claim.subject, claim.kind.value) == expected


def test_a_company_among_its_brands_is_the_brand_of_its_name() -> None:
    text = "Geely sold 307,133 cars in May 2025. Among its brands, Geely itself came to 245,581. Zeekr sold 21,423."
    found = newsreading.read(text, published=date(2025, 6, 5))
    assert [found[q].subject for q in ("307,133 cars", "245,581", "21,423")] == ["Geely", "Geely brand", "Zeekr"]


@pytest.mark.parametrize("quote", ["60 GWh", "50 percent", "310,000"])
def test_what_something_tops_is_a_lower_bound(quote: str) -> None:
    text = "CATL's output tops 60 GWh in May. Its share tops 50 percent. BYD's car sales top 310,000 in May."
    assert newsreading.read(text, published=date(2025, 6, 5))[quote].quantity.high is None


@pytest.mark.parametrize(
    ("text", "quote", "expected"),
    [
        ("It sold 19 more than the 30,712 of XPeng.", "19", ("vehicle", "change", "2025-07", None)),
        ("That was 9,714 fewer than Nio.", "9,714", ("vehicle", "change", "2025-07", None)),
        ("That was 444 fewer than in May.", "444", ("vehicle", "change", "2025-07", "2025-05")),
        ("The small one found 43,509 buyers.", "43,509 buyers", ("vehicle", "level", "2025-07", None)),
        (
            "Gross margin gained 0.6 percentage points on the year and lost 0.4 on the month.",
            "0.4",
            ("percentage_point", "change", "2025-07", "2025-06"),
        ),
    ],
)
def test_gaps_takers_and_a_second_move(text: str, quote: str, expected: tuple[str, str, str, str | None]) -> None:
    claim = newsreading.read(f"Li Auto delivered 30,731 cars in July 2025. {text}", published=date(2025, 8, 29))[quote]
    assert (claim.quantity.unit, claim.kind.value, str(claim.period), claim.basis) == expected


def test_days_that_explain_the_week_of_a_year_ago_are_of_last_year() -> None:
    text = "In the week to October 19 Tesla sold 9,100 cars, against 13,650 in the same week last year (October 14-20). Since October 1 it sold 23,500."
    found = newsreading.read(text, published=date(2025, 10, 21))
    assert str(found["23,500"].period) == "2025-10-01/2025-10-19"
