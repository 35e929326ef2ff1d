"""Constructions by which English news turns: to another subject, another time, another measure, another certainty."""

from __future__ import annotations

from functools import cache

import pytest

from tachograph.core.claim import Claim
from tachograph.core.pack import Pack
from tachograph.extraction import extract_claims
from tachograph.packs.loader import load_pack
from tachograph.reading import read_text


@cache
def pack() -> Pack:
    return load_pack()


def _told(claim: Claim, field: str) -> str | None:
    match field:
        case "low":
            return str(claim.quantity.low)
        case "unit":
            return claim.quantity.unit
        case "kind":
            return claim.kind.value
        case "modality":
            return claim.modality.value
        case _:
            value: str | None = getattr(claim, field)
            return value


# Each: the text, a word of the figure, and what must be read of it.
WHOSE = (
    (
        "The Ningbo battery maker in which Volvo owns a tenth, Sunwoda, was quiet. Leapmotor, the maker in which Stellantis has a stake, delivered 57,066 cars in August 2025. The company has 800 stores.",
        "800 stores",
        {"subject": "Leapmotor"},
    ),
    (
        "Zeekr delivered 22,000 cars in May 2025. Since March its cars have also been assembled by Magna in Graz. In June 2025 it delivered 25,000.",
        "25,000",
        {"subject": "Zeekr"},
    ),
    (
        "Nobody sold more electric cars than BYD. Its 300,000 deliveries in May 2025 were a record.",
        "300,000 deliveries",
        {"subject": "BYD"},
    ),
    (
        "No other start-up grew faster than Leapmotor. In May 2025 it delivered 45,067 cars.",
        "45,067 cars",
        {"subject": "Leapmotor"},
    ),
    ("In May 2025 Nio outsold XPeng, whose deliveries came to 21,011, by 11%.", "21,011", {"subject": "XPeng"}),
    (
        "Ahead of Nio, whose three brands delivered 23,231 cars in May 2025, came Leapmotor.",
        "23,231 cars",
        {"subject": "NIO"},
    ),
    (
        "Published 12 December 2025. Nio delivered 36,275 cars in November 2025. By New Year's Eve it wants 400 stores.",
        "400 stores",
        {"subject": "NIO", "period": "2025-12-31"},
    ),
    (
        "The man who runs XPeng in Germany answers\n\nAnd Europe?\n\n“In Europe as a whole we had 18,200 registrations in 2025.”\n\nSince September your cars have also been assembled by Magna.\n\n“310 in October 2025.”",
        "310",
        {"subject": "XPeng", "metric": "production"},
    ),
    (
        "The man who runs XPeng in Germany answers\n\nAnd Europe?\n\n“In Europe as a whole we had 18,200 registrations in 2025.”",
        "18,200",
        {"subject": "XPeng"},
    ),
    (
        "Nissan in China\n\nNissan sold 653,000 cars in China in 2025. Dongfeng has announced a loss of 3 billion yuan.\n\nLines are being closed. The annual capacity of 1.1 million cars is too much.",
        "1.1 million cars",
        {"subject": "Nissan"},
    ),
    (
        "When Nio told the market regulator on 3 June 2025 that it was calling back 8,300 ES8 cars, nobody was surprised.",
        "8,300",
        {"subject": "NIO", "metric": "recalls"},
    ),
    (
        "BYD sold 441,706 cars in October 2025. Leapmotor, 21% owned by Stellantis, stayed ahead. Its deliveries rose to 70,289.",
        "70,289",
        {"subject": "Leapmotor"},
    ),
    (
        "Nio sold 20,000 cars in May 2025, XPeng 30,000 and Li Auto 40,000. Together they delivered 90,000, Li Auto alone accounting for 44.4% of that sum.",
        "44.4%",
        {"subject": "Li Auto"},
    ),
    (
        "Xiaomi's Hong Kong shares were down 1.4% on Friday. Xiaomi Auto delivered 30,000 cars.",
        "1.4%",
        {"subject": "Xiaomi"},
    ),
)
WHEN = (
    (
        "Nio's 31,305 deliveries in August 2025 bettered July by 49% and May by 34.7%.",
        "49%",
        {"period": "2025-08", "basis": "2025-07"},
    ),
    (
        "Nio's 31,305 deliveries in August 2025 bettered July by 49% and May by 34.7%.",
        "34.7%",
        {"period": "2025-08", "basis": "2025-05"},
    ),
    ("In June 2025 Nio delivered 24,925 cars. Its six-month haul: 114,150.", "114,150", {"period": "2025-01/2025-06"}),
    ("In June 2025 Nio delivered 24,925 cars. Its six-month take came later.", "24,925 cars", {"period": "2025-06"}),
    (
        "In 2019 1,100,000 Toyotas were sold in Europe; in 2024 it was 1,217,132. Lexus sales grew by 12% to 88,000.",
        "12%",
        {"period": "2024"},
    ),
    (
        "In March 2025 Nio delivered 15,039 cars, in April 23,900. XPeng handed over 35,045.",
        "35,045",
        {"period": "2025-04"},
    ),
    ("Brazil, to which 138,000 cars had gone in 2023, took 302,600 from China in 2025.", "302,600", {"period": "2025"}),
    (
        "In 2025 Chinese exports reached 7.1 million cars. Russia, where 1,157,900 had arrived in 2024, took 582,700.",
        "582,700",
        {"period": "2025"},
    ),
    (
        "NIO, 25 November 2025. In the third quarter of 2025 vehicle margin, which had been 13.1% a year ago and 10.3% in the preceding quarter, reached 14.7%.",
        "10.3%",
        {"period": "2025-Q2"},
    ),
    (
        "XPeng, 19 August 2025. Revenue in the second quarter of 2025 rose 125% year over year and 16% quarter over quarter. Gross margin was 17.3%, against 14.0% and 15.6%.",
        "15.6%",
        {"period": "2025-Q1", "metric": "gross_margin"},
    ),
    (
        "XPeng, 19 August 2025. Revenue in the second quarter of 2025 rose 125% year over year and 16% quarter over quarter. Gross margin was 17.3%, against 14.0% and 15.6%.",
        "14.0%",
        {"period": "2024-Q2"},
    ),
    (
        "Published 12 June 2025. Gross margin, 20.1% in the first quarter, is put at 19.5% for the second and 18.8% for the third by the house.",
        "18.8%",
        {"period": "2025-Q3", "modality": "forecast"},
    ),
    (
        "BAIC has warned of a 2025 net loss of 3 billion yuan.",
        "3 billion yuan",
        {"modality": "forecast", "metric": "loss"},
    ),
    (
        "Published 18 September 2025. Analysts expect Zeekr to deliver 210,000 cars in 2025, 5.4% fewer than the 222,123 of 2024.",
        "222,123",
        {"modality": "actual", "period": "2024"},
    ),
    (
        "The P7+, which XPeng presents this week, will help: it has a range of 530 kilometres.",
        "530 kilometres",
        {"modality": "actual", "metric": "range"},
    ),
    (
        "Chery sold 1.2 million cars overseas in 2024; its goal, 1.1 million, was met to the tune of 109%.",
        "109%",
        {"kind": "share", "modality": "actual"},
    ),
    (
        "Published 10 January 2026. Nissan sold 52,300 cars in China in December 2025 (60,100 in December 2024, hence minus 13.0%).",
        "13.0%",
        {"period": "2025-12", "basis": "2024-12"},
    ),
    (
        "In October 2025 Nio delivered 40,397 cars, bringing cumulative deliveries to 913,182.",
        "40,397 cars",
        {"period": "2025-10"},
    ),
    (
        "July and August 2025 having brought 59,260 deliveries, Li Auto's September must be better.",
        "59,260 deliveries",
        {"period": "2025-07/2025-08"},
    ),
    (
        "In 2025 GAC made a loss. In the first half of 2024 BYD made 13.6 billion yuan; one year later it was 15.5 billion yuan.",
        "15.5 billion yuan",
        {"period": "2025-H1"},
    ),
    ("In May 2024 Nio delivered 20,544 cars; a year later it was 23,231.", "23,231", {"period": "2025-05"}),
    (
        "Geely delivered 3.02 million cars in 2025, 39% more than the 2.18 million of 2024. Chery ended up with 2.81 million.",
        "2.81 million",
        {"period": "2025"},
    ),
    (
        "Nio's shares closed at HK$48.20 on 17 September 2025, 21% below the HK$61.10 at which they had stood in March.",
        "HK$61.10",
        {"period": "2025-03"},
    ),
)
WHAT = (
    (
        "Plug-in registrations in Norway\n\nRegistration data show who leads. In May 2025 Tesla came to 2,600 in Norway, Volkswagen to 1,900. Tesla can build 375,000 a year in Gruenheide and can make 950,000 in Shanghai.",
        "1,900",
        {"metric": "registrations"},
    ),
    (
        "Chinese carmakers left the country's customers behind. In 2025 BYD built 4.6 million cars, and 1,046,000 left the country.",
        "1,046,000",
        {"metric": "exports"},
    ),
    (
        "Of the 31.4 million cars that China's makers sold in 2024, 5.859 million, or 18.6%, left the country.",
        "5.859 million",
        {"metric": "exports"},
    ),
    (
        "BYD sold 1,046,083 cars overseas in 2025, two and a half times the 417,204 of 2024.",
        "two and a half times",
        {"kind": "ratio", "unit": "times", "low": "2.5"},
    ),
    ("Toyota outsold Nissan in May 2025, a ratio of about 2.4 to one.", "2.4", {"kind": "ratio", "unit": "times"}),
    (
        "The B10 costs 99,800 yuan for the basic car, 109,800 for the Pro, and 129,800 for the Max.",
        "129,800",
        {"unit": "CNY", "metric": "price"},
    ),
    ("In April 2025 Leapmotor launched two cars at 129,900 and 149,900 yuan.", "129,900", {"unit": "CNY"}),
    ("BYD is recalling 12,400 Yuan Pros and 4,000 Yuan Plus cars.", "12,400", {"unit": "vehicle"}),
    (
        "It was Li Auto's fourth year-on-year decline in a row in September 2025.",
        "fourth",
        {"unit": "month", "kind": "duration"},
    ),
    (
        "Published 18 September 2025. Revenue will be 113 billion yuan in 2025 before recovering by 16.8% in 2026.",
        "16.8%",
        {"low": "16.8"},
    ),
    ("At Zeekr one pays 219,000 yuan, 14,000 yuan higher.", "14,000 yuan", {"kind": "change"}),
    (
        "The lines that are left were used to only 61% in 2025, GAC Honda says.",
        "61%",
        {"metric": "capacity_utilization"},
    ),
    ("In 2025 Xpeng spent 11% of revenue on marketing.", "11%", {"metric": "marketing_spend", "kind": "share"}),
    (
        "Only 9,310 were collected by their buyers in May 2025, Zeekr says.",
        "9,310",
        {"metric": "deliveries", "unit": "vehicle"},
    ),
    (
        "XPeng, 19 August 2025. Cash and cash equivalents, restricted cash, short-term investments and time deposits were RMB47.57 billion as of June 30, 2025.",
        "RMB47.57 billion",
        {"metric": "cash"},
    ),
    (
        "Are recalls becoming more frequent? In 2025 there were many. 92 were registered in the first half of 2025, involving 3.4 million vehicles.",
        "3.4 million vehicles",
        {"metric": "recalls"},
    ),
)

AGAIN = (
    (
        "Published 2 February 2026. Zeekr delivered 18,300 cars in January, after 30,267 in December and 23,852 in January of last year, hence minus 23.3%.",
        "23.3%",
        {"period": "2026-01", "basis": "2025-01"},
    ),
    (
        "Nio and Onvo, both young, had aimed high in May 2025. Neither reached what it wanted: 20,000 and 9,000, respectively.",
        "9,000",
        {"subject": "Onvo"},
    ),
    (
        "Registration figures for October 2025, out on Monday, count 11,400 new cars in Norway.",
        "11,400",
        {"period": "2025-10"},
    ),
    (
        "The 9X, 6,100 of which Zeekr delivered in May 2025, sold at an average of 538,000 yuan.",
        "538,000",
        {"metric": "price"},
    ),
)


@pytest.mark.parametrize(
    ("text", "quote", "told"), [*WHOSE, *WHEN, *WHAT, *AGAIN], ids=lambda v: v if isinstance(v, str) else ""
)
def test_turns(text: str, quote: str, told: dict[str, str]) -> None:
    claims = [c for c in extract_claims(read_text(text), pack()) if quote in c.quote]
    assert claims
    assert {field: _told(claims[-1], field) for field in told} == told


def test_first_of_all_is_no_rank() -> None:
    claims = extract_claims(read_text("First of all Nio needs money. In May 2025 it delivered 23,231 cars."), pack())
    assert [c.quote for c in claims] == ["23,231 cars"]
