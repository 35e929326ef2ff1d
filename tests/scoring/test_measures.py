import pytest
from hypothesis import given
from hypothesis import strategies as st

import goldsamples
from goldsamples import CLAIMS
from tachograph.scoring import FIELDS, MEASURES, by_kind, by_language, evaluate, score


def test_figures_are_counted_per_measure():
    counted = score(goldsamples.evaluation().articles)
    assert (counted.articles, counted.gold, counted.predicted) == (2, 7, 7)
    assert counted.right == {
        "figure": 6,
        "quantity": 5,
        "subject": 5,
        "metric": 4,
        "period": 5,
        "kind": 3,
        "modality": 5,
        "full": 3,
    }


def test_precision_recall_and_f1():
    misread = score(evaluate([goldsamples.article()], {"lumen": goldsamples.misread()[:2]}).articles)
    assert misread.precision("figure") == 1
    assert misread.recall("figure") == pytest.approx(2 / 5)
    assert misread.f1("figure") == pytest.approx(4 / 7)
    assert misread.f1("full") == pytest.approx(2 * 1 / 7)


def test_nothing_at_all_measures_nothing():
    empty = score([])
    assert [empty.precision("full"), empty.recall("full"), empty.f1("full")] == [0, 0, 0]


def test_groups_are_by_language_and_kind():
    articles = goldsamples.evaluation().articles
    assert {name: s.f1("full") for name, s in by_language(articles).items()} == {"en": pytest.approx(0.2), "zh": 1}
    assert {name: s.gold for name, s in by_kind(articles).items()} == {"": 2, "press": 5}


def test_articles_without_predictions_are_missed_and_others_do_not_count():
    evaluation = evaluate([goldsamples.article()], {"other": goldsamples.misread()})
    counted = score(evaluation.articles)
    assert (evaluation.unpredicted, evaluation.unmatched) == (("lumen",), ("other",))
    assert (counted.gold, counted.predicted, counted.right["figure"]) == (5, 0, 0)


@given(st.lists(st.tuples(CLAIMS, CLAIMS), max_size=3))
def test_measures_include_one_another_and_groups_add_up(pairs):
    articles = [
        goldsamples.article(f"a{n}", "x" * 60, gold, lang="en" if n % 2 else "zh") for n, (gold, _) in enumerate(pairs)
    ]
    evaluation = evaluate(articles, {f"a{n}": predicted for n, (_, predicted) in enumerate(pairs)})
    whole = score(evaluation.articles)
    assert whole.right["figure"] <= min(whole.gold, whole.predicted)
    assert all(whole.right["full"] <= whole.right[f] <= whole.right["quantity"] for f in FIELDS)
    parts = by_language(evaluation.articles).values()
    assert all(sum(part.right[measure] for part in parts) == whole.right[measure] for measure in MEASURES)
    assert sum(part.gold for part in parts) == whole.gold
