"""Texts in plain writing, and the way back to the text as given."""

import textwrap
from datetime import date

import pytest

from tachograph.checking import check_claims
from tachograph.core.document import Document
from tachograph.core.plain import plain
from tachograph.core.span import Span
from tachograph.extraction import extract_claims, extract_events, extract_promises
from tachograph.packs.loader import load_pack, load_rates

EN = (
    "Norvik Auto's deliveries reached 23,456 cars in May 2025, up 17.3% from 20,000 a year earlier, the company said on "
    "Monday. Its rival Ostara sold 12,345 in the same month. That is 8.1% fewer than in April, when it had sold 13,433, "
    "and leaves Ostara with 61,002 in the first five months. Norvik's own five months come to 98,765 cars, of which "
    "31,000 went abroad. It plans to open 120 stores in Norway by the end of 2026. BYD's plant in Hungary opened in May."
)
ZH = (
    "诺维克汽车2025年5月交付23456辆，同比增长17.3%，上年同期为20000辆。其中海外交付3100辆，占比13.2%。"
    "1-5月累计交付98765辆，完成全年目标25万辆的39.5%。竞争对手欧斯塔同月销量为1.23万辆，环比下降8.1%。公司计划2026年底前开设120家门店。"
    "比亚迪匈牙利工厂已投产。"
)


def document(text, lang):
    return Document("a.txt", text, published=date(2025, 6, 2), lang=lang)


def read(text, lang):
    """The claims of a text without their places."""
    found = extract_claims(document(text, lang), load_pack(evidence=False))
    return [
        (c.quantity.value, c.unit, c.kind, c.subject, c.metric, c.period, c.basis, c.modality, c.region) for c in found
    ]


def in_columns(text, width):
    """Chinese filled into lines of so many columns, as a page does: no mark opens a line, no number is parted."""
    lines, line, used, n = [], "", 0, 0
    while n < len(text):
        end = n + 1
        while text[n].isascii() and end < len(text) and text[end].isascii():
            end += 1
        while end < len(text) and text[end] in "，。；：、":
            end += 1
        columns = sum(1 if c.isascii() else 2 for c in text[n:end])
        if used + columns > width:
            lines, line, used = [*lines, line], "", 0
        line, used, n = line + text[n:end], used + columns, end
    return "\n".join([*lines, line])


def spaced(text):
    """Chinese with a blank on either side of figures, as many editors set it."""
    out = ""
    for before, char in zip(" " + text, text, strict=False):
        han = [("\u4e00" <= c <= "\u9fff") for c in (before, char)]
        parted = before not in "，。、 -" and char not in "，。、%-" and han[0] != han[1]
        out += (" " if parted else "") + char
    return out


WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
OTHERWISE = {
    "curly apostrophes": ("en", EN.replace("'", "\u2019")),
    "fixed blanks": ("en", EN.replace(" cars", "\u00a0cars").replace(" 2025", "\u00a02025")),
    "thin blanks in numbers": ("en", EN.replace("23,456", "23\u202f456").replace("98,765", "98\u2009765")),
    "wrapped": ("en", textwrap.fill(EN, 62)),
    "wrapped with DOS line ends": ("en", textwrap.fill(EN, 62).replace("\n", "\r\n")),
    "two blanks between sentences": ("en", EN.replace(". ", ".  ")),
    "blanks around figures": ("zh", spaced(ZH)),
    "wide digits": ("zh", ZH.translate(WIDE)),
    "wide digits and points": ("zh", ZH.replace("17.3%", "１７．３％").replace("23456", "２３４５６")),
    "in columns": ("zh", in_columns(ZH, 56)),
    "in columns, with blanks": ("zh", in_columns(spaced(ZH), 56)),
}


@pytest.mark.parametrize("name", OTHERWISE)
def test_a_text_reads_the_same_however_it_is_set(name):
    lang, text = OTHERWISE[name]
    plainly = EN if lang == "en" else ZH
    assert text != plainly
    assert len(read(plainly, lang)) >= 8
    assert read(text, lang) == read(plainly, lang)


@pytest.mark.parametrize("name", OTHERWISE)
def test_every_quote_is_as_given(name):
    lang, text = OTHERWISE[name]
    given, pack = document(text, lang), load_pack(evidence=False)
    claims = extract_claims(given, pack)
    (checked,) = check_claims([(given, claims)], pack, load_rates())
    assert checked.document is given
    assert [c.id for c in checked.claims] == [c.id for c in claims]
    promises, events = extract_promises(given, pack), extract_events(given, pack)
    assert (len(promises), len(events)) == (1, 1)
    for quoted in (*checked.claims, *promises, *events):
        assert quoted.span.of(text) == quoted.quote
    assert promises[0].what_span.of(text) == promises[0].what


def test_a_text_that_is_plain_is_left_alone():
    for lang, text in (("en", EN), ("zh", ZH)):
        given = document(text, lang)
        assert plain(given).document is given


def test_plain_writing_is_plain():
    written = plain(document(spaced(ZH), "zh"))
    assert written.document.text == ZH
    assert plain(written.document).document is written.document


def test_places_lead_there_and_back():
    written = plain(document(spaced(ZH), "zh"))
    at = written.document.text.index("23456辆")
    given = written.as_given(Span(at, at + 6))
    assert given.of(written.given.text) == "23456 辆"
    assert written.as_plain(given) == Span(at, at + 6)


TABLE = "车企 销量 同比\n比亚迪 382476 15.3%\n吉利 235208 46.2%\n长安 101234 -2.1%\n合计 718918 20.0%\n"
LIST = "\n".join(
    f"{name} Motors delivered {n} cars, up {r}% from a year earlier"
    for name, n, r in (
        ("Alba", "23,456", "17.3"),
        ("Bora", "12,345", "28.1"),
        ("Cira", "65,432", "30.5"),
        ("Dora", "34,567", "11.9"),
    )
)


@pytest.mark.parametrize(("lang", "text"), [("zh", TABLE), ("en", LIST), ("en", "Sales\n\nUp.\n")])
def test_rows_and_lists_are_left_alone(lang, text):
    assert plain(document(text, lang)).document.text == text


def test_a_list_inside_a_wrapped_text_keeps_its_lines():
    text = textwrap.fill(EN, 62) + "\n\n- Alba: 23,456 cars\n- Bora: 12,345 cars\n"
    assert plain(document(text, "en")).document.text.endswith("\n\n- Alba: 23,456 cars\n- Bora: 12,345 cars\n")
