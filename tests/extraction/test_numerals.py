"""Number words as exact values."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tachograph.extraction.numbers.numerals import precision, read_chinese, read_english, singular


@pytest.mark.parametrize(
    ("words", "value", "end"),
    [
        ("one million vehicles", 1_000_000, 11),
        ("twenty-two investors", 22, 10),
        ("two hundred and fifty thousand cars", 250_000, 30),
        ("one million two hundred thousand", 1_200_000, 32),
        ("three and four", 3, 5),
        ("a dozen", 12, 7),
        ("five six", 5, 4),
    ],
)
def test_reads_english(words, value, end):
    read = read_english(words, 0)
    assert read is not None
    assert read[:2] == (Decimal(value), end)


@pytest.mark.parametrize("words", ["a car", "millions of", "and five", "hundred"])
def test_reads_no_english_where_there_is_none(words):
    assert read_english(words, 0) is None


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("二十二", 22),
        ("三千二百万", 32_000_000),
        ("两万五", 25_000),
        ("三百五", 350),
        ("一百零五", 105),
        ("十", 10),
        ("一亿两千万", 120_000_000),
        ("百万", 1_000_000),
    ],
)
def test_reads_chinese(numeral, value):
    assert read_chinese(numeral) == value


@pytest.mark.parametrize("numeral", ["二〇二五", "七八", "三五", "百分点"])
def test_years_and_approximations_are_no_values(numeral):
    assert read_chinese(numeral) is None


def _spell(number: int) -> str:
    digits, out = "零一二三四五六七八九", ""
    for size, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        section = number // size % 10**4
        if not section:
            continue
        if out and section < 1000:
            out += "零"
        gap = False
        for place, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
            digit = section // place % 10
            if digit:
                out += ("零" if gap else "") + digits[digit] + unit
                gap = False
            elif section >= place and section % place:
                gap = True
        out += name
    return out


@given(st.integers(min_value=1, max_value=10**12 - 1))
def test_chinese_is_read_as_it_is_spelt(number):
    assert read_chinese(_spell(number)) == number


def test_precision_of_a_scaled_number():
    assert precision(Decimal(2_100_000), "2.1", 10**6) == 100_000
    assert precision(Decimal(675_000), "675", 10**3) == 1_000


@pytest.mark.parametrize(
    ("plural", "noun"), [("sites", "site"), ("countries", "country"), ("boxes", "box"), ("switches", "switch")]
)
def test_singular(plural, noun):
    assert singular(plural) == noun
