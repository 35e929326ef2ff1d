from hypothesis import given

import goldsamples
from goldsamples import CLAIMS
from tachograph.scoring import FIELDS, compare, paired


def spans(*places):
    usual = {"low": 1, "high": 1, "unit": "vehicle"}
    return [{"start": start, "end": end, **usual, **extra} for start, end, extra in places]


def test_claims_pair_with_what_they_overlap_most():
    gold = spans((0, 10, {}), (10, 20, {}))
    assert paired(gold, spans((8, 18, {}), (0, 6, {}))) == [(1, 0), (0, 1)]


def test_the_same_quantity_goes_before_the_longer_overlap():
    gold = spans((0, 10, {"low": 5, "high": 5}))
    assert paired(gold, spans((0, 10, {}), (8, 12, {"low": 5, "high": 5}))) == [(0, 1)]


def test_spans_that_only_touch_do_not_pair():
    assert paired(spans((0, 5, {})), spans((5, 9, {}))) == []


def test_figures_stand_in_the_order_of_the_text_with_what_is_wrong():
    figures = compare(goldsamples.lumen(), goldsamples.misread())
    assert [(f.status, f.wrong) for f in figures] == [
        ("right", ()),
        ("surplus", ()),
        ("differs", ("kind",)),
        ("differs", ("quantity",)),
        ("differs", ("metric", "kind")),
        ("missed", ()),
    ]
    assert figures[0].measures == ("figure", "quantity", *FIELDS, "full")
    assert figures[3].measures == ("figure",)
    assert figures[4].measures == ("figure", "quantity", "subject", "period", "modality")
    assert figures[5].measures == ()


@given(CLAIMS, CLAIMS)
def test_pairs_are_one_to_one_and_nothing_is_lost(gold, predicted):
    pairs = paired(gold, predicted)
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)
    figures = compare(gold, predicted)
    assert len(figures) == len(gold) + len(predicted) - len(pairs)
    assert sum(f.gold is not None for f in figures) == len(gold)
    assert [f.place for f in figures] == sorted(f.place for f in figures)


@given(CLAIMS)
def test_what_is_predicted_as_annotated_is_right_in_quantity(gold):
    figures = compare(gold, gold)
    assert all(f.gold is not None and f.predicted is not None and "quantity" not in f.wrong for f in figures)
