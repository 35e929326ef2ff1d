"""How well promises are found does not fall below its floors, and the annotations are those of real text."""

import json

import pytest
from evaluation.promises import HOME, SETS, Score, measured, raised, read_floors, rows, written


def test_no_score_falls_below_its_floor():
    floors = read_floors()
    fallen = [
        f"{name} {language}: {one.f1:.4f}"
        for name, by_language in measured().items()
        for language, one in by_language.items()
        if one.f1 < floors[name][language]["floor"]
    ]
    assert not fallen


@pytest.mark.parametrize("name", SETS)
def test_every_annotated_promise_quotes_its_text(name):
    raw = [json.loads(line) for line in (HOME / f"{name}.jsonl").read_text("utf-8").splitlines()]
    articles = rows(HOME / f"{name}.jsonl")
    assert sum(len(r["promises"]) for r in raw) >= 25
    for annotated, article in zip(raw, articles, strict=True):
        assert all(p["quote"] in article.document.text for p in annotated["promises"])


def test_floors_only_rise():
    before = {"tuned": {"en": {"floor": 0.8, "highest": 0.81}, "zh": {"floor": 0.5, "highest": 0.51}}}
    scores = {name: {"en": Score(1, 1, 0), "zh": Score(9, 1, 0)} for name in SETS}
    after = raised(before, scores)
    assert after["tuned"]["en"] == {"floor": 0.8, "highest": 0.81}
    assert after["tuned"]["zh"]["floor"] == pytest.approx(0.9373)
    assert "[held_out]\nen = {floor = 0.6566, highest = 0.6666}" in written(after)
