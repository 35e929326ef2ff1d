"""The extractor's accuracy on the annotated articles does not fall below its floors, and checking cries no wolf."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from evaluation.alarms import false_alarms
from evaluation.articles import SETS, articles_of, evaluated
from evaluation.floors import MARGIN, PATH, main, raised, written
from hypothesis import given
from hypothesis import strategies as st

from tachograph.core.pack import Pack
from tachograph.packs.loader import load_pack, load_rates
from tachograph.scoring import (
    MEASURES,
    Bin,
    Evaluation,
    Floor,
    GoldArticle,
    by_language,
    evaluate,
    fallen,
    read_floors,
    reliability,
)

ALL = tuple(article for name in SETS for article in articles_of(name))
FLOORS = read_floors(PATH)
SHARES = st.floats(0, 1)


@pytest.fixture(scope="module")
def everything() -> Evaluation:
    return evaluated(ALL)


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack()


def test_no_measure_falls_below_its_floor(everything: Evaluation) -> None:
    dev = {article.id for article in articles_of("gold/dev")}
    scores = by_language(one for one in everything.articles if one.article.id in dev)
    assert {lang: score.articles for lang, score in scores.items()} == {"en": 36, "zh": 9}
    assert fallen(FLOORS, scores) == ()


@pytest.mark.parametrize("gold", ALL, ids=lambda g: g.id)
def test_nothing_is_contradicted_that_its_annotators_let_stand(gold: GoldArticle, pack: Pack) -> None:
    assert false_alarms(gold, pack, load_rates()) == []


def test_confidence_is_on_the_whole_the_share_that_is_right(everything: Evaluation) -> None:
    measured = reliability(everything.articles)
    assert measured is not None
    assert len(measured.bins) == 10
    assert measured.error < 0.05


def test_confidence_tells_right_claims_from_wrong_ones(everything: Evaluation) -> None:
    measured = reliability(everything.articles)
    assert measured is not None
    assert measured.auc is not None
    assert measured.auc > 0.75
    assert right_of([one for one in measured.bins if one.stated > 0.9], more_than=500) > 0.93
    assert right_of([one for one in measured.bins if one.stated < 0.5], more_than=200) < 0.4


def right_of(bins: Sequence[Bin], more_than: int) -> float:
    """The share that is right of the claims of some bins, which must be enough of them to tell."""
    count = sum(one.count for one in bins)
    assert count > more_than
    return sum(one.right for one in bins) / count


@pytest.mark.parametrize("name", SETS)
def test_confidence_holds_in_every_set(everything: Evaluation, name: str) -> None:
    ids = {article.id for article in articles_of(name)}
    measured = reliability(one for one in everything.articles if one.article.id in ids)
    assert measured is not None
    assert measured.error < 0.15
    assert measured.auc is not None
    assert measured.auc > 0.65


# --- floors only rise -------------------------------------------------------------------------------------------------


def test_every_measure_has_a_floor_near_the_highest_that_was_measured() -> None:
    assert {lang: tuple(measures) for lang, measures in FLOORS.items()} == {"en": MEASURES, "zh": MEASURES}
    for measures in FLOORS.values():
        for floor in measures.values():
            assert floor.highest is not None
            assert 0 <= floor.highest - floor.floor <= MARGIN + 1e-9


def test_floors_are_as_the_program_writes_them() -> None:
    assert PATH.read_text("utf-8") == written(FLOORS)
    assert raised(FLOORS, {}) == FLOORS


@given(SHARES, SHARES, SHARES)
def test_no_floor_is_ever_lowered(first: float, second: float, by_hand: float) -> None:
    before = raised({"en": {"full": Floor(by_hand)}}, {"en": {"full": first}})["en"]["full"]
    after = raised({"en": {"full": before}}, {"en": {"full": second}})["en"]["full"]
    assert after.floor >= before.floor >= by_hand
    assert after.highest >= before.highest
    assert after.floor <= after.highest or after.floor == by_hand


def test_a_better_measurement_raises_floor_and_highest() -> None:
    floors = raised({"en": {"full": Floor(0.8, 0.805)}}, {"en": {"full": 0.8501, "kind": 0.9}, "zh": {"full": 0.7}})
    assert floors["en"] == {"kind": Floor(0.895, 0.9), "full": Floor(0.8451, 0.8501)}
    assert floors["zh"] == {"full": Floor(0.695, 0.7)}


def test_the_program_raises_floors_to_what_is_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "floors.toml"
    path.write_text("[en]\nfull = 0.1\n[zh]\nquantity = 0.999\n", encoding="utf-8")
    main(path)
    after = read_floors(path)
    assert after["en"]["full"].floor > 0.7
    assert after["zh"]["quantity"].floor == 0.999
    assert "en full: 0.1000 -> 0." in capsys.readouterr().out


def test_nothing_predicted_falls_below_every_floor() -> None:
    scores = by_language(evaluate(articles_of("gold/dev"), {}).articles)
    assert len(fallen(FLOORS, scores)) == 2 * len(MEASURES)
