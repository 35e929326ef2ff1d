import pytest
from hypothesis import given
from hypothesis import strategies as st

from tachograph.core.span import Span
from tachograph.llm.locating import Lost, Quote, locate

TEXT = "Alpha rose 5% and Beta fell 15%, Gamma 5%.\nDelta sold 241\u202f000 cars; 5% each.\n价格为1.25万元"


def places(*quotes):
    return [p if isinstance(p, Lost) else TEXT[: p.start].count("5%") for p in locate(TEXT, quotes)]


def test_a_quote_that_stands_once_is_there():
    (place,) = locate(TEXT, [Quote("15%")])
    assert place.of(TEXT) == "15%"


def test_blanks_and_signs_may_be_spelt_otherwise():
    (place,) = locate(TEXT, [Quote("241 000 cars")])
    assert place.of(TEXT) == "241\u202f000 cars"
    (place,) = locate("up 1–3%", [Quote("1-3%")])
    assert place.of("up 1–3%") == "1–3%"
    (place,) = locate("sold 40\n  kettles", [Quote("40 kettles")])
    assert place == Span(5, 17)


def test_the_context_tells_places_apart():
    assert places(Quote("5%", "Gamma 5%")) == [2]
    assert places(Quote("5%", "Gamma 5%"), Quote("5%", "Alpha rose 5%")) == [2, 0]


def test_as_many_quotes_as_places_are_given_out_in_order():
    assert places(Quote("5%"), Quote("5%"), Quote("5%")) == [0, 2, 3]
    assert places(Quote("5%"), Quote("5%", "Gamma 5%"), Quote("5%")) == [0, 2, 3]


def test_what_cannot_be_told_apart_has_no_place():
    assert places(Quote("5%")) == [Lost.AMBIGUOUS]
    assert places(Quote("5%"), Quote("5%", "not in the text 5%")) == [Lost.AMBIGUOUS] * 2


def test_a_figure_has_one_place_only():
    assert places(Quote("15%"), Quote("15%")) == [1, Lost.TAKEN]
    assert places(Quote("15%"), Quote("fell 15%")) == [1, Lost.TAKEN]
    assert places(Quote("5%"), Quote("5%"), Quote("5%"), Quote("5%")).count(Lost.AMBIGUOUS) == 4


@pytest.mark.parametrize("cut", ["5%, Gamma", "000 cars", "1.2", "25万元", "241"])
def test_no_number_is_cut(cut):
    found = places(Quote(cut))
    assert found == [Lost.NOWHERE]


@pytest.mark.parametrize("unfit", ["", "  ", "5" * 121])
def test_an_empty_or_long_quote_is_unfit(unfit):
    assert places(Quote(unfit)) == [Lost.UNFIT]


def test_a_pattern_is_no_pattern():
    assert places(Quote(".*"), Quote("(5%|15%)"), Quote("[0-9]+%")) == [Lost.NOWHERE] * 3


@given(st.text("5% 1.\n", max_size=40), st.lists(st.text("5% 1.\n", max_size=4), max_size=6))
def test_places_are_in_the_text_and_never_overlap(text, quotes):
    found = [p for p in locate(text, [Quote(q) for q in quotes]) if isinstance(p, Span)]
    assert all(p.end <= len(text) for p in found)
    assert not any(a.overlaps(b) for n, a in enumerate(found) for b in found[:n])
