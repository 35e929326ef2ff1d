"""The extractor's accuracy on the annotated articles does not fall below its floors, and checking cries no wolf."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from evaluation.alarms import false_alarms
from evaluation.calibrate import reliability
from evaluation.scoring import Gold, f1_scores, predicted_row, read_gold

from tachograph.core.pack import Pack
from tachograph.extraction import extract_claims
from tachograph.packs.loader import load_pack, load_rates

ROOT = Path(__file__).parent.parent / "evaluation"
FLOORS = tomllib.loads((ROOT / "floors.toml").read_text("utf-8"))
GOLD = read_gold(ROOT / "gold" / "dev")
ALL = GOLD + read_gold(ROOT / "fresh") + read_gold(ROOT / "unseen")


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack()


@pytest.mark.parametrize("lang", sorted(FLOORS))
def test_no_measure_falls_below_its_floor(lang: str, pack: Pack) -> None:
    articles = [g for g in GOLD if g.document.lang == lang]
    scores = f1_scores((g.claims, [predicted_row(c) for c in extract_claims(g.document, pack)]) for g in articles)
    assert len(articles) > 8
    assert {m: round(scores[m], 3) for m, floor in FLOORS[lang].items() if scores[m] < floor} == {}


@pytest.mark.parametrize("gold", ALL, ids=lambda g: g.id)
def test_nothing_is_contradicted_that_its_annotators_let_stand(gold: Gold, pack: Pack) -> None:
    assert false_alarms(gold, pack, load_rates()) == []


def test_confidence_is_the_share_that_is_right(pack: Pack) -> None:
    measured = reliability(ALL, pack)
    assert len(measured) > 2
    assert {
        stated: right for stated, (count, right) in measured.items() if count > 50 and abs(right - stated) > 0.08
    } == {}
