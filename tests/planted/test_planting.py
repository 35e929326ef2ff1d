"""Errors are edits of text and claims alike: every claim stands where its figure does, and says what it says."""

from decimal import Decimal
from random import Random

import pytest
from benchmarks.checking.articles import SETS, clean_articles
from benchmarks.checking.cases import cases_of
from benchmarks.checking.equations import equations
from benchmarks.checking.families import FAMILIES, Ground
from benchmarks.checking.numerals import printed, renumbered, written_like
from benchmarks.checking.planting import Edit, Plant, is_possible, origin, planted
from hypothesis import given
from hypothesis import strategies as st
from miniature import TEXT, chinese, lumen

ARTICLES = [article for name in SETS for article in clean_articles(name)]
BY_NAME = {family.name: family for family in FAMILIES}


def plants(name, article, seed=1):
    ground = Ground(article, equations(article), Random(seed))
    return [p for p in BY_NAME[name].plants(ground) if p is not None]


def texts(name, article, seed=1):
    return [planted(article, plant).text for plant in plants(name, article, seed)]


@pytest.mark.parametrize("article", ARTICLES, ids=lambda a: a.id)
def test_every_figure_but_the_wrong_ones_still_stands_where_its_claim_says(article):
    for case in cases_of(
        article, lambda _, family: family.name in {"digit", "power", "exchanged", "year_off", "direction"}
    ):
        inside = {e for e in case.plant.edits for r in article.rows if r["start"] <= e.start and e.end <= r["end"]}
        for index, (before, after) in enumerate(zip(article.claims, case.after.claims, strict=True)):
            assert after.quote == case.after.text[after.span.start : after.span.end]
            edited = any(before.span.start <= e.start and e.end <= before.span.end for e in inside)
            assert edited or after.quote == before.quote
            assert index in case.plant.claims or after.quantity == before.quantity


@pytest.mark.parametrize("article", ARTICLES, ids=lambda a: a.id)
def test_the_annotators_quantities_are_what_the_new_digits_say(article):
    for case in cases_of(article, lambda _, family: family.name in {"swapped", "free", "copied", "power"}):
        for index in case.plant.claims:
            old, new = printed(article, index), printed(case.after, index)
            assert new is not None
            assert new.number != old.number
            assert new.scale == old.scale


def test_cases_are_the_same_every_time():
    again = [(c.id, c.plant.edits) for c in cases_of(ARTICLES[0])]
    assert again
    assert again == [(c.id, c.plant.edits) for c in cases_of(ARTICLES[0])]


def test_edits_move_what_is_behind_them_and_stretch_what_they_are_in():
    article = lumen()
    after = planted(
        article, Plant((Edit(11, 17, "1,032,000"), Edit(0, 5, "Lux")), {0: {"low": 1032000, "high": 1032000}})
    )
    assert after.text.startswith("Lux sold 1,032,000 cars in May, up 60.0%")
    assert [c.quote for c in after.claims][:3] == ["1,032,000 cars", "60.0%", "20,010"]
    assert after.claims[0].quantity.value == 1032000


def test_an_edit_across_the_edge_of_a_figure_is_impossible():
    article = lumen()
    plant = Plant((Edit(8, 13, "x"),), {})
    assert not is_possible(article, plant)
    with pytest.raises(ValueError, match="cuts through the figure at 11 to 22"):
        planted(article, plant)
    assert not is_possible(article, Plant((Edit(0, 3, ""), Edit(2, 4, "")), {}))


@given(
    st.integers(0, len(TEXT) - 1),
    st.lists(st.integers(0, len(TEXT) - 10), max_size=3, unique=True),
    st.text(max_size=12),
)
def test_places_of_the_edited_text_are_found_in_the_clean_one(place, starts, word):
    edits = [Edit(s, s + 2, word) for n, s in enumerate(sorted(starts)) if n == 0 or s - sorted(starts)[n - 1] > 2]
    edited = TEXT
    for edit in sorted(edits, reverse=True):
        edited = edited[: edit.start] + edit.written + edited[edit.end :]
    if place < len(edited):
        back = origin(place, edits)
        kept = not any(e.start <= back <= e.end for e in edits)
        assert 0 <= back <= len(TEXT)
        assert not kept or TEXT[back] == edited[place]


@pytest.mark.parametrize(
    ("token", "number", "written"),
    [("32,000", "41000", "41,000"), ("4.8", "51.27", "51.3"), ("620", "1240", "1,240"), ("49.90", "7.5", "7.50")],
)
def test_numbers_are_printed_like_what_they_replace(token, number, written):
    assert written_like(token, Decimal(number), grouped=True) == written


def test_a_number_printed_the_same_is_no_error():
    article = lumen()
    assert renumbered(article, printed(article, 4), Decimal("25.03")) is None


@pytest.mark.parametrize(
    ("family", "sentence"),
    [
        ("direction", "流明6月交付2.5万辆，同比下降60%，环比下降5%。"),
        ("direction", "流明6月交付2.5万辆，同比增长60%，环比增长5%。"),
        ("scale_word", "流明6月交付2.5亿辆，同比增长60%，环比下降5%。"),
        ("basis", "流明6月交付2.5万辆，环比增长60%，环比下降5%。"),
        ("wrong_month", "流明7月交付2.5万辆，同比增长60%，环比下降5%。"),
        ("month_as_quarter", "流明二季度交付2.5万辆，同比增长60%，环比下降5%。"),
        ("rates_exchanged", None),
    ],
)
def test_words_are_edited_as_an_author_would_slip(family, sentence):
    found = {text for n in range(9) for text in texts(family, chinese(), n)}
    assert (sentence in found) if sentence else not found  # a rise and a fall do not change places


@pytest.mark.parametrize(
    ("family", "piece"),
    [
        ("currency", "worth US$4.8 billion"),
        ("translated_scale", "RMB48 billion"),
        ("total", "Lumen sold 24,012 cars"),
        ("wrong_base", "up 37.5% from 20,010"),
        ("share", "or 40.0%, were Glow"),
        ("rank", "came third"),
        ("count", "The three makers"),
        ("copied", "up 25.0% from"),
    ],
)
def test_families_of_the_small_article(family, piece):
    assert any(piece in text for n in range(20) for text in texts(family, lumen(), n))


def test_a_fall_told_as_a_rise_changes_its_sign():
    (plant,) = [p for p in plants("direction", chinese()) if 2 in p.changes]
    assert planted(chinese(), plant).claims[2].quantity.value == 5


def test_the_free_family_is_no_slip_of_the_pen():
    for article in ARTICLES[:20]:
        for plant in plants("free", article):
            (index,) = plant.claims
            old, new = printed(article, index), printed(planted(article, plant), index)
            apart = [a != b for a, b in zip(old.digits, new.digits, strict=True)]
            assert sum(apart) > 1
            assert Decimal("0.5") < new.number / old.number < Decimal("1.9")
