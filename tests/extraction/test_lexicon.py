"""Unit words at a place."""

import pytest
from smalllexicon import LEXICON

from tachograph.extraction.text.script import fold, unified


@pytest.mark.parametrize(
    ("text", "position", "unit"),
    [
        ("retail stores in", 0, "store"),
        ("Store", 0, "store"),
        ("cities", 0, "city"),
        ("city", 0, "city"),
        ("EVs", 0, "vehicle"),
        ("kWh", 0, "kWh"),
        ("個城市", 0, "city"),
        ("家门店", 0, "store"),
    ],
)
def test_finds_the_longest_whole_word(text, position, unit):
    word = LEXICON.at(unified(text), fold(text), position)
    assert word is not None
    assert word.unit == unit


@pytest.mark.parametrize("text", ["carpet", "storehouse", "kwh", "v8", "days-long", ""])
def test_finds_no_part_of_a_word_and_no_symbol_in_the_wrong_case(text):
    assert LEXICON.at(text, fold(text), 0) is None


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("RMB8", "CNY"),
        ("Rmb 8", "CNY"),
        ("CNY 8", "CNY"),
        ("US$8", "USD"),
        ("HK$8", "HKD"),
        ("€8", "EUR"),
        ("人民币8", "CNY"),
    ],
)
def test_finds_the_currency_before(text, unit):
    found = LEXICON.currency_before(text, text.index("8"))
    assert found is not None
    assert (found.unit, found.start) == (unit, 0)


@pytest.mark.parametrize("text", ["TRMB8", "yuan 8", "8"])
def test_finds_no_currency_where_there_is_none(text):
    assert LEXICON.currency_before(text, text.index("8")) is None
