"""Articles told otherwise: what is read of them stays what it was."""

import re

import pytest
from evaluation.articles import articles_of, evaluated
from evaluation.retold import Edit, apply, losses, retellings, retold

WAYS = {f"{way.lang}: {way.name}": way for way in retellings()}
SET_OTHERWISE = [name for name, way in WAYS.items() if way.setting and "paragraph" not in name]
LOST = 0.01  # of F1, full, where only the setting changes
LOST_BY_PARAGRAPHS = 0.06  # what stands together says something


@pytest.fixture(scope="module")
def articles():
    return (*articles_of("varied"), *articles_of("trade"))


def test_edits_are_made_in_their_places():
    assert apply("a b c", [Edit(1, 2, "\n"), Edit(4, 5, "see")]) == "a\nb see"


@pytest.mark.parametrize("name", ["en: lines of 72 letters", "zh: blanks around figures", "en: about > roughly"])
def test_the_annotation_moves_with_the_text(name, articles):
    told = [(one, new) for one in articles if (new := retold(one, WAYS[name])) is not None]
    assert len(told) > 2
    for one, new in told:
        assert new.document.text != one.document.text
        for before, after in zip(one.claims, new.claims, strict=True):
            was = one.document.text[before["start"] : before["end"]]
            now = new.document.text[after["start"] : after["end"]]
            assert re.sub(r"\s", "", was).replace("about", "") == re.sub(r"\s", "", now).replace("roughly", "")


def test_nothing_is_retold_in_the_other_language(articles):
    assert all(retold(one, WAYS["zh: wide digits"]) is None for one in articles if one.document.lang == "en")


@pytest.mark.parametrize("name", SET_OTHERWISE)
def test_how_a_text_is_set_does_not_matter(name, articles):
    (loss,) = losses(articles, [WAYS[name]])
    assert loss.before.f1("full") - loss.after.f1("full") <= LOST


@pytest.mark.parametrize("name", [name for name in WAYS if "paragraph" in name])
def test_most_is_read_whatever_paragraphs_there_are(name, articles):
    (loss,) = losses(articles, [WAYS[name]])
    assert loss.before.f1("full") - loss.after.f1("full") <= LOST_BY_PARAGRAPHS


def test_a_retelling_that_changes_what_is_said_is_noticed(articles):
    wrong = next(way for way in WAYS.values() if way.name == "rose > climbed")
    falling = type(wrong)(
        "rose > fell", "en", lambda text: [Edit(*m.span(), "fell") for m in re.finditer(r"\brose\b", text)]
    )
    (loss,) = losses(articles, [falling])
    assert loss.before.f1("full") - loss.after.f1("full") > LOST
    assert len(evaluated(articles).articles) == len(articles)
