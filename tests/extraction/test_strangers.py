"""Sellers that no pack knows, wherever their text names them."""

import gc

import pytest
from newsreading import read

from tachograph.core.document import Document
from tachograph.core.pack import Pack
from tachograph.extraction import extract_claims, extract_events, extract_promises
from tachograph.extraction.layout import laid_out
from tachograph.extraction.vocabulary import Vocabulary
from tachograph.packs.loader import load_pack

KNOWN = ("BYD", "Leapmotor", "NIO", "XPeng")
TOLD = [
    (
        (
            "Kestrin delivered 23,917 cars in January, up 20.0% from a year earlier. Deliveries at Leapmotor came to 32,059. "
            "The order of the two was the other way round in December, when Kestrin had 26,441."
        ),
        {"23,917 cars": "Kestrin", "20.0%": "Kestrin", "32,059": "Leapmotor", "26,441": "Kestrin"},
    ),
    (
        "BYD sold 210,051 cars in January. Norvane's 70,327 were 5% more than a year ago, while Almara fell 3.1% to 41,200.",
        {"210,051 cars": "BYD", "70,327": "Norvane", "5%": "Norvane", "3.1%": "Almara", "41,200": "Almara"},
    ),
    (
        "Deliveries in January:\n\n- Leapmotor: 32,059\n- Kestrin: 23,917\n- Ostren: 20,811\n",
        {"32,059": "Leapmotor", "23,917": "Kestrin", "20,811": "Ostren"},
    ),
    (
        "Veloma Motor exported 12,345 cars in January. NIO exported 1,020. The year before, Veloma had exported 10,020.",
        {"12,345 cars": "Veloma Motor", "1,020": "NIO", "10,020": "Veloma Motor"},
    ),
    (
        "NIO delivered 20,011 cars in January. Vantis, a Foshan start-up that only opened in May, reported 3,912 and hopes for 25,000.",
        {"20,011 cars": "NIO", "3,912": "Vantis", "25,000": "Vantis"},
    ),
    (
        "BYD sold 210,051 cars in January. Even the small Suzhou firm Ostrela, which sold just 2,316 vehicles, cut prices by 14%.",
        {"2,316 vehicles": "Ostrela", "14%": "Ostrela"},
    ),
    (
        "Leapmotor: 32,059 cars in January.\n\nLittle-known Merak Auto of Changzhou made the list for the first time, in twelfth place with 601.",
        {"twelfth": "Merak Auto", "601": "Merak Auto"},
    ),
    (
        "零跑1月交付32059辆，同比增长27.4%。云岚1月交付23917辆，去年同月云岚交付了20811辆。",
        {"32059辆": "Leapmotor", "27.4%": "Leapmotor", "23917辆": "云岚", "20811辆": "云岚"},
    ),
    (
        "1月销量：零跑32059辆，浔河23917辆，小鹏20011辆。浔河表示，订单充足。",
        {"32059辆": "Leapmotor", "23917辆": "浔河", "20011辆": "XPeng"},
    ),
    # a verb by its characters, and a name where it stands
    ("1月销量：零跑32059辆，开拓23917辆。", {"32059辆": "Leapmotor", "23917辆": "开拓"}),
]


@pytest.mark.parametrize(("text", "whose"), TOLD)
def test_who_sells_is_a_seller_throughout(text, whose):
    claims = read(text)
    assert {quote: claims[quote].subject for quote in whose} == whose
    assert all(
        (claims[quote].subject_id is None) == (name in text) or name == "BYD"
        for quote, name in whose.items()
        if name not in ("Leapmotor", "NIO", "XPeng")
    )


OTHERS = [
    "Sales in Porto fell 3% to 1,200, as Porto registered fewer taxis.",
    "Buyers reported 214 defects, and Customers booked 1,200 test drives.",
    "Marquardt, an analyst at a bank, had expected 31,000. Marquardt's target is 30,000.",
    "Pia Marquardt sold 228 cars this month. Ms Marquardt calls it a good one.",
    "The Lumo sold 12,345 times. Lumo's share of sales rose to 30%.",
    "The C3 sold well: C3 reached 12,345.",
    "According to Dataport, sales rose. Dataport reported 12,345 cars.",
    "| Maker | 2025 |\n| Brand | 12,345 |\n",
    "零跑1月交付32059辆，其中出口3200辆，终端交付31800辆，终端1月零售31800辆。",
    "零跑1月交付32059辆。完成1月目标3万辆，剩下28.8万辆，完成以3万辆计。",
    "云岚1月交付32059辆。",
]


@pytest.mark.parametrize("text", OTHERS)
def test_places_people_things_and_verbs_are_no_sellers(text):
    lang = "en" if text.isascii() else "zh"
    pack = laid_out(Document("a.txt", text, lang=lang), load_pack(evidence=False)).pack
    assert [id_ for id_ in pack.entities if id_.startswith("text:")] == []


def test_an_amount_is_nobody():
    claims = read(
        "Leapmotor reported on its first quarter. Operating income was RMB3.486 billion, 141.7% more than a year ago."
    )
    assert {c.subject for c in claims.values()} == {"Leapmotor"}


def test_what_is_made_for_the_names_of_one_text_is_forgotten_with_it() -> None:
    pack = load_pack()
    for n in range(8):
        name = f"Kestr{'aeiouylm'[n]}n"
        text = f"{name} delivered {20_000 + n} cars in May 2026, up 12% from a year earlier. {name} aims to open 50 stores by December 2026."
        document = Document("a.txt", text, lang="en")
        assert {c.subject for c in extract_claims(document, pack)} == {name}
        extract_promises(document, pack)
        extract_events(document, pack)
    gc.collect()
    kept = [o for o in gc.get_objects() if isinstance(o, Pack) and any(e.startswith("text:Kestr") for e in o.entities)]
    assert len(kept) <= 4  # the last ones, which small caches hold
    assert sum(isinstance(o, Vocabulary) for o in gc.get_objects()) <= 8
