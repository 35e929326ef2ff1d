"""Which subject, metric, period, kind and modality the figures of a sentence are given."""

from datetime import date

import pytest
from breakdown_cases import CASES as BREAKDOWNS
from linking_cases import CASES as MORE
from trade_cases import CASES as TRADES

from tachograph.core.claim import Claim
from tachograph.core.document import Document
from tachograph.core.pack import Pack
from tachograph.extraction import extract_claims

PUBLISHED = date(2025, 12, 2)

# text: for each figure in order, the fields that matter, as "quote: field=value …"
CASES = {
    "possessive right before the figure": (
        "XPeng delivered 36,728 cars in November, only just ahead of NIO's 36,275.",
        ["36,728 cars: subject=XPeng metric=deliveries period=2025-11", "36,275: subject=NIO"],
    ),
    "owner and owned": (
        "Huawei's HIMA sold 81,864 cars in November.",
        ["81,864 cars: subject=HIMA metric=sales period=2025-11"],
    ),
    "who backs it is not whose it is": (
        "Leapmotor, backed by Stellantis, handed over 70,327 vehicles in November.",
        ["70,327 vehicles: subject=Leapmotor"],
    ),
    "pronoun": (
        "Nio had a good month. The company's deliveries rose 76.3% in November to 36,275.",
        ["76.3%: subject=NIO kind=change metric=deliveries basis=2024-11", "36,275: subject=NIO period=2025-11"],
    ),
    "brands after their figures": (
        "Nio delivered 36,275 cars in November, including 18,393 from Nio, 11,794 from Onvo and 6,088 from Firefly.",
        ["36,275 cars: subject=NIO", "18,393: subject=NIO brand", "11,794: subject=Onvo", "6,088: subject=Firefly"],
    ),
    "respectively": (
        "In November, Li Auto, XPeng and Xiaomi delivered 33,181, 36,728 and 46,249 cars, respectively.",
        ["33,181: subject=Li Auto", "36,728: subject=XPeng", "46,249 cars: subject=Xiaomi Auto"],
    ),
    "the former and the latter": (
        "Leapmotor and XPeng led in November. The former delivered 70,327 cars, the latter 36,728.",
        ["70,327 cars: subject=Leapmotor", "36,728: subject=XPeng"],
    ),
    "two changes in one breath": (
        "BYD sold 480,186 cars in November, down 5.3% on the year but up 8.7% on the month.",
        [
            "480,186 cars: subject=BYD kind=level",
            "5.3%: kind=change low=-5.3 basis=2024-11",
            "8.7%: kind=change low=8.7 basis=2025-10",
        ],
    ),
    "a level that another is compared with": (
        "Zeekr delivered 28,843 cars in November, more than the 21,423 of October and the 27,011 of a year earlier.",
        ["28,843 cars: period=2025-11", "21,423: period=2025-10", "27,011: period=2024-11"],
    ),
    "up from": (
        "Deliveries of Voyah climbed to 20,005 in November, up from 11,001 a year earlier.",
        ["20,005: subject=Voyah period=2025-11", "11,001: period=2024-11"],
    ),
    "aim and what it starts from": (
        "Geely sold 2.18 million cars in 2024 and wants 2.71 million this year.",
        ["2.18 million cars: period=2024 modality=actual", "2.71 million: period=2025 modality=target"],
    ),
    "an aim of next year": (
        "Leapmotor plans to sell 1 million vehicles in 2026, which would be two thirds more.",
        ["1 million vehicles: period=2026 modality=target kind=level"],
    ),
    "forecast of a body": (
        "CAAM expects vehicle sales of 32.9 million in 2025.",
        ["32.9 million: subject=China vehicle market modality=forecast claimant=CAAM"],
    ),
    "share of a target": (
        "Xiaomi has now completed 103% of its target of 350,000 vehicles for 2025.",
        ["103%: kind=share modality=actual", "350,000 vehicles: modality=target period=2025"],
    ),
    "margin and points": (
        "XPeng's gross margin was 20.1% in the third quarter, 4.8 percentage points higher than a year earlier.",
        [
            "20.1%: kind=level metric=gross_margin period=2025-Q3",
            "4.8 percentage points: kind=change low=4.8 basis=2024-Q3",
        ],
    ),
    "rank and streak": (
        "Leapmotor came first in November for the ninth consecutive month.",
        ["first: kind=rank subject=Leapmotor", "ninth: kind=duration unit=month"],
    ),
    "cumulative": (
        "Li Auto delivered 33,181 cars in November. Its cumulative deliveries reached 1,495,969.",
        ["33,181 cars: period=2025-11", "1,495,969: period=../2025-11"],
    ),
    "a sum so far is said in passing": (
        "Avatr sold 14,057 cars in November. From January to November it sold 115,651. Exports were 2,000.",
        ["14,057 cars: period=2025-11", "115,651: period=2025-01/2025-11", "2,000: period=2025-11 metric=exports"],
    ),
    "stock as of a day": (
        "As of November 30, XPeng had 721 stores in 255 cities.",
        ["721 stores: metric=stores period=2025-11-30", "255 cities: metric=cities period=2025-11-30"],
    ),
    "the market": (
        "China retailed 1.32 million NEVs in November, 59.3% of all passenger cars.",
        ["1.32 million NEVs: subject=China NEV market metric=retail_sales", "59.3%: kind=share"],
    ),
    "production and sales": (
        "China's vehicle production and sales reached 3.53 million and 3.43 million in November.",
        ["3.53 million: metric=production", "3.43 million: metric=sales"],
    ),
    "price": (
        "The XPeng P7 starts at 219,800 yuan.",
        ["219,800 yuan: metric=price model=P7 subject=XPeng"],
    ),
    "figures above the text": (
        "Units by month, 2024 2025: Jan 8,250 30,350 Feb 4,545 30,453. XPeng's February deliveries rose sixfold.",
        ["8,250: subject=XPeng period=2024-01", "30,453: subject=XPeng period=2025-02"],
    ),
    "Chinese": (
        "零跑11月交付70,327辆，同比增长75%，环比持平。",
        ["70,327辆: subject=Leapmotor metric=deliveries period=2025-11", "75%: kind=change low=75 basis=2024-11"],
    ),
    "Chinese multiples": (
        "小米汽车三季度交付10.88万辆，同比多1.7倍。",
        ["10.88万辆: subject=Xiaomi Auto period=2025-Q3 low=108800", "1.7倍: kind=change low=170 unit=percent"],
    ),
}


def said(claim: Claim, fields: str) -> str:
    """The claim in the form of an expectation with these fields."""
    wanted = [part.split("=")[0] for part in fields.split(" ") if "=" in part]
    return f"{claim.quote}: " + " ".join(f"{name}={getattr(claim, name)}" for name in wanted)


@pytest.mark.parametrize("name", [*CASES, *MORE, *BREAKDOWNS, *TRADES])
def test_a_figure_is_linked_to_what_it_is_said_of(name: str, pack: Pack) -> None:
    text, expected = {**CASES, **MORE, **BREAKDOWNS, **TRADES}[name]
    claims = {c.quote: c for c in extract_claims(Document("x", text, published=PUBLISHED, lang=lang(text)), pack)}
    got = [said(claims[e.rsplit(": ", 1)[0]], e.rsplit(": ", 1)[1]) for e in expected]
    assert got == expected


def lang(text: str) -> str:
    return "en" if text.isascii() or "'" in text else "zh"


def test_one_sentence_of_very_many_figures_is_read_to_its_end(pack: Pack) -> None:
    text = "BYD sold " + " and ".join(f"{n:,} cars" for n in range(1000, 3000)) + " in May 2025."
    claims = extract_claims(Document("x", text), pack)
    assert len(claims) == 2000
    assert all(c.span.of(text) == c.quote for c in claims)


def test_the_same_text_gives_the_same_claims(pack: Pack) -> None:
    document = Document("x", " ".join(text for text, _ in CASES.values()), published=PUBLISHED)
    assert extract_claims(document, pack) == extract_claims(document, pack)


@pytest.mark.parametrize("text", ["Sales in China reached 12.5%6%.", "新能源汽车销量12万辆5%。"])
def test_figures_that_touch_are_both_read(text: str, pack: Pack) -> None:
    assert len(extract_claims(Document("x", text, published=PUBLISHED, lang=lang(text)), pack)) == 2
