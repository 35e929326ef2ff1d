from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tachograph.llm.numerals import numerals, read_chinese, scales_near


def means(quote, value, unit="vehicle", near=""):
    (found,) = numerals(quote)
    return found.means(Decimal(value), unit, scales_near(near))


@pytest.mark.parametrize(
    ("quote", "value", "unit", "step"),
    [
        ("32,000 kettles", "32000", "kettle", "1000"),
        ("$4.1 billion", "4100000000", "USD", "100000000"),
        ("$5m", "5000000", "USD", "100000"),
        ("5 m", "5", "metre", "1"),
        ("241 000", "241000", "kettle", "1000"),
        ("67.50%", "67.50", "percent", "0.01"),
        ("1,23,456", "123456", "person", "1"),
        ("50k", "50000", "order", "1000"),
        ("2.5 hundred thousand", "250000", "order", "10000"),
        ("five shops", "5", "shop", "1"),
        ("twenty-five", "25", "shop", "1"),
        ("two hundred and fifty thousand", "250000", "shop", "10000"),
        ("a hundred cities", "100", "city", "10"),
        ("a year", "1", "year", "1"),
        ("two dozen", "24", "shop", "1"),
        ("doubled", "100", "percent", "10"),
        ("doubled", "2", "times", "1"),
        ("tripled", "200", "percent", "10"),
        ("halved", "-50", "percent", "10"),
        ("3.6x", "3.6", "times", "0.1"),
        ("1.7-fold", "70", "percent", "10"),
        ("1.7倍", "170", "percent", "10"),
        ("two-thirds", "66.7", "percent", "2"),
        ("a third", "33", "percent", "2"),
        ("1/3", "0.3333", "times", "0.01"),
        ("half", "50", "percent", "2"),
        ("double-digit", "10", "percent", "1"),
        ("third", "3", "rank", "1"),
        ("No.1", "1", "rank", "1"),
        ("第三", "3", "rank", "1"),
        ("榜首", "1", "rank", "1"),
        ("两成", "20", "percent", "5"),
        ("百分之二十", "20", "percent", "1"),
        ("百分之2.5", "2.5", "percent", "0.1"),
        ("22.1067万辆", "221067", "vehicle", "1"),
        ("20余万", "200000", "vehicle", "10000"),
        ("1.5億元", "150000000", "CNY", "10000000"),
        ("３２％", "32", "percent", "1"),
    ],
)
def test_a_numeral_means_what_it_says(quote, value, unit, step):
    assert means(quote, value, unit) == Decimal(step)


@pytest.mark.parametrize(
    ("quote", "value", "unit"),
    [
        ("32,000 kettles", "3200", "kettle"),
        ("32,000 kettles", "32001", "kettle"),
        ("$4.1 billion", "4100000", "USD"),
        ("$4.1 billion", "4.1", "USD"),
        ("$5m", "5", "USD"),
        ("40%", "4", "percent"),
        ("40%", "400", "percent"),
        ("doubled", "50", "percent"),
        ("1.7倍", "17", "percent"),
        ("a third", "40", "percent"),
        ("五家", "50", "shop"),
    ],
)
def test_a_numeral_means_nothing_else(quote, value, unit):
    assert means(quote, value, unit) is None


def test_a_bare_number_may_take_a_scale_that_stands_near():
    assert means("10.45", "10450000000", "CNY", near="| Year | Revenue (bn yuan) |") == Decimal(10000000)
    assert means("10.45", "10450000000", "CNY", near="") is None
    assert means("10.45 million", "10450000000", "CNY", near="billion") is None


def test_every_numeral_of_a_quote_is_found():
    assert [n.number for n in numerals("550,000 and 600,000")] == [550000, 600000]
    assert [n.number for n in numerals("1.5-2 million")] == [Decimal("1.5"), 2]
    assert numerals("kettles") == ()
    assert numerals("2.5个百分点")[0].number == Decimal("2.5")
    assert len(numerals("2.5个百分点")) == 1


@pytest.mark.parametrize(
    ("written", "value"),
    [("二十二", 22), ("三千二百万", 32000000), ("两万五", 25000), ("一亿三千万", 130000000), ("一百零五", 105),
     ("十二", 12), ("三点五亿", 350000000), ("二〇二五", 2025), ("千万", 10000000), ("三万亿", 3 * 10**12)],
)  # fmt: skip
def test_chinese_numerals(written, value):
    assert read_chinese(written) == value


@given(st.text("零〇一二两三四五六七八九十百千万亿点0123456789.,%x- ab", max_size=30))
def test_nothing_breaks_on_any_string(text):
    for numeral in numerals(text):
        assert numeral.number >= 0
        numeral.means(Decimal(5), "percent", frozenset({10**6}))


@given(st.integers(1, 10**12))
def test_every_whole_number_is_read_back(number):
    assert means(f"{number:,} kettles", number, "kettle") is not None
    assert means(f"{number:,} kettles", number * 10, "kettle") is None
