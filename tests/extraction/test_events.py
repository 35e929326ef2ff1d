"""What has happened of the things that can be promised, and what is put off."""

from datetime import date

import pytest

from tachograph.core.document import Document
from tachograph.extraction import extract_events


def events(text, pack):
    lang = "zh" if "。" in text else "en"
    found = extract_events(Document("x", text, published=date(2026, 3, 10), lang=lang), pack)
    return [(e.subject_id, str(e.kind), e.date, e.about, e.regions, e.called_off) for e in found]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        (
            "Leapmotor launched the D19 on March 8.",
            ("leapmotor", "product_launch", "2026-03-08", ("leap_d19",), (), False),
        ),
        ("Xpeng has entered Brazil.", ("xpeng", "market_entry", None, (), ("Brazil",), False)),
        ("比亚迪匈牙利工厂已投产。", ("byd", "plant", None, (), ("Hungary",), False)),
        (
            "BYD has postponed the opening of its plant in Hungary to the second quarter of 2027.",
            ("byd", "plant", "2027-Q2", (), ("Hungary",), True),
        ),
        ("BYD scrapped plans to open a plant in Mexico.", ("byd", "plant", None, (), ("Mexico",), True)),
    ],
)
def test_an_event(text, event, pack):
    assert events(text, pack) == [event]


@pytest.mark.parametrize(
    "text",
    [
        "Leapmotor will launch the D19 on April 8.",
        "Xpeng has reportedly entered Brazil.",
        "Xpeng has not entered Brazil.",
        "Somebody launched a car in March.",
    ],
)
def test_no_event(text, pack):
    assert events(text, pack) == []
