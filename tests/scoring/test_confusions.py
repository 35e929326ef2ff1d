import pytest
from hypothesis import given

import goldsamples
from goldsamples import CLAIMS, TEXT, article, row
from tachograph.scoring import FIELDS, Loss, Place, astray, confusions, evaluate, losses, score


def test_every_confusion_says_what_for_what_and_where():
    found = confusions(goldsamples.evaluation().articles)
    assert [(c.field, c.gold, c.predicted, c.count) for c in found] == [
        ("kind", "change", "share", 1),
        ("kind", "level", "count", 1),
        ("metric", "stores", None, 1),
        ("unit", "vehicle", "CNY", 1),
    ]
    assert found[0].places == (Place("lumen", 34, 37, "60%"),)


def test_the_most_frequent_confusion_comes_first():
    claims = [row(TEXT, "32,000", 32000), row(TEXT, "20,000", 20000), row(TEXT, "12 stores", 12)]
    predicted = [{**one, "metric": "wholesale"} for one in claims[:2]] + [{**claims[2], "metric": "exports"}]
    first, second = confusions(evaluate([article(claims=claims)], {"lumen": predicted}).articles)
    assert (first.predicted, first.count, [place.quote for place in first.places]) == (
        "wholesale",
        2,
        ["32,000", "20,000"],
    )
    assert (second.predicted, second.count) == ("exports", 1)


@pytest.mark.parametrize(
    ("gold", "predicted", "confusion"),
    [
        ((60, 60), (-60, -60), ("number", "other sign")),
        ((4e9, 4e9), (4e5, 4e5), ("number", "10^-4 times")),
        ((4, 4), (-40, -40), ("number", "other sign, 10^1 times")),
        ((60, 60), (61, 61), ("number", "another")),
        ((60, 60), (0, 0), ("number", "another")),
        ((0, 0), (60, 60), ("number", "another")),
        ((1e-300, 1e-300), (1e300, 1e300), ("number", "another")),
        ((60, 60), (60, None), ("number", "at least")),
        ((None, 60), (60, 60), ("at most", "number")),
        ((400, 450), (400, 400), ("range", "number")),
        ((400, 450), (4000, 4500), ("range", "10^1 times")),
        ((400, 450), (400, 500), ("range", "another")),
        ((400, 450), (None, None), ("range", "no number")),
    ],
)
def test_a_misread_value_is_named_by_how(gold, predicted, confusion):
    wanted, given_ = (row(TEXT, "32,000", low, high=high) for low, high in (gold, predicted))
    (found,) = confusions(evaluate([article(claims=[wanted])], {"lumen": [given_]}).articles)
    assert (found.field, found.gold, found.predicted) == ("value", *confusion)


def test_losses_say_how_figures_are_lost():
    assert losses(goldsamples.evaluation().articles) == (
        Loss("figure", 1, 1, 0, 0),
        Loss("quantity", 0, 0, 1, 1),
        Loss("subject", 0, 0, 0, 0),
        Loss("metric", 1, 0, 0, 0),
        Loss("period", 0, 0, 0, 0),
        Loss("kind", 0, 0, 2, 1),
        Loss("modality", 0, 0, 0, 0),
    )


def test_missed_and_surplus_figures_are_listed_with_their_claims():
    found = astray(goldsamples.evaluation().articles)
    assert [(status, place.quote, claim["low"]) for status, place, claim in found] == [
        ("surplus", "May", 5),
        ("missed", "100", 100),
    ]


@given(CLAIMS, CLAIMS)
def test_losses_and_confusions_explain_every_measure(gold, predicted):
    articles = evaluate([article(text="x" * 60, claims=gold)], {"lumen": predicted}).articles
    counted = score(articles)
    lost = {loss.measure: loss for loss in losses(articles)}
    assert lost["figure"].left_out == counted.gold - counted.right["figure"]
    assert lost["figure"].invented == counted.predicted - counted.right["figure"]
    for field in FIELDS:
        loss = lost[field]
        wrong = loss.left_out + loss.invented + loss.other
        assert wrong == counted.right["quantity"] - counted.right[field]
        assert wrong == sum(c.count for c in confusions(articles) if c.field == field)
