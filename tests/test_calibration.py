"""The confidence of claims is what training on the annotated articles gives, and means what it says elsewhere too."""

from __future__ import annotations

from datetime import date
from math import log
from pathlib import Path

import pytest
from evaluation.calibrate import GROUP, PATH, TRAINING, cases, cross_validated, curve, main, trained
from evaluation.logistic import RARE, Case, fitted
from hypothesis import given
from hypothesis import strategies as st

from tachograph.core.document import Document
from tachograph.core.errors import SourceError
from tachograph.core.scorecard import UNMEASURED, Scorecard, followed
from tachograph.extraction import claims_with_signals, extract_claims
from tachograph.packs.loader import load_pack, load_scorecard, read_scorecard

CARD = load_scorecard()
ODDS = st.floats(-20, 20)


@pytest.fixture(scope="module")
def seen() -> tuple[Case, ...]:
    return cases()


def test_the_shipped_file_is_what_training_gives(seen: tuple[Case, ...]) -> None:
    assert read_scorecard(PATH) == trained(seen) == CARD, "run python -m evaluation.calibrate and commit the file"


def test_articles_left_out_are_judged_reliably(seen: tuple[Case, ...]) -> None:
    measured = cross_validated(seen)
    assert measured.error < 0.02
    assert measured.brier < 0.18
    assert measured.auc is not None
    assert measured.auc > 0.73


def test_confidence_is_the_share_that_is_right_in_articles_left_out(seen: tuple[Case, ...]) -> None:
    measured = cross_validated(seen)
    assert len(measured.bins) == 10
    assert [one for one in measured.bins if one.count > 50 and abs(one.share - one.stated) > 0.08] == []


def test_blind_articles_take_no_part(seen: tuple[Case, ...]) -> None:
    assert "blind" not in TRAINING
    blind = {path.stem for path in (Path(__file__).parents[1] / "evaluation" / "blind").glob("*.json")}
    assert blind
    assert not blind & {case.article for case in seen}


def test_every_weight_is_of_a_signal_that_is_seen(seen: tuple[Case, ...]) -> None:
    assert set(CARD.weights) <= {signal for case in seen for signal in case.signals}


def test_no_signal_is_seen_twice_on_a_claim(seen: tuple[Case, ...]) -> None:
    assert all(len(set(case.signals)) == len(case.signals) for case in seen)


def test_the_program_writes_the_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(tmp_path / "confidence.toml")
    assert (tmp_path / "confidence.toml").read_bytes() == PATH.read_bytes()
    assert "Expected calibration error 0.0" in capsys.readouterr().out


# --- what the confidence says -----------------------------------------------------------------------------------------


def confidences(text: str, published: date | None = date(2025, 12, 2)) -> list[float]:
    return [c.confidence for c in extract_claims(Document("a.txt", text, published=published), load_pack())]


def test_what_stands_beside_the_figure_is_surer_than_what_does_not() -> None:
    (beside,) = confidences("Nio delivered 36,275 cars in November 2025.")
    (unknown,) = confidences("In the year before, an estimated 7,000 gadgets had been scrapped.")
    assert beside > unknown + 0.3


def test_confidence_is_reckoned_from_the_signals() -> None:
    read = claims_with_signals(Document("a.txt", "Nio delivered 36,275 cars in November 2025."), load_pack())
    ((claim, signals),) = read
    assert {"subject: beside", "metric: beside", "period: month", "text: undated"} <= set(signals)
    assert claim.confidence == round(CARD.probability(signals), 2)


# --- the arithmetic ---------------------------------------------------------------------------------------------------


def test_a_scorecard_without_weights_says_one_half() -> None:
    assert UNMEASURED.probability(["subject: none"]) == 0.5


@given(ODDS, st.dictionaries(st.sampled_from("abcdef"), ODDS), ODDS)
def test_chances_are_between_nought_and_one_and_rise_with_the_weights(
    base: float, weights: dict[str, float], more: float
) -> None:
    before = Scorecard(base, weights).probability(weights)
    after = Scorecard(base, {**weights, "more": more}).probability([*weights, "more"])
    assert 0 <= before <= 1
    assert (after >= before) if more >= 0 else (after <= before)


def test_without_signals_the_chance_is_the_share_that_is_right() -> None:
    card = fitted([Case("a", (), n < 3) for n in range(4)])
    assert card == Scorecard(round(log(3), 2), {})


def test_a_signal_of_wrong_claims_lowers_the_chance() -> None:
    good = [Case("a", ("near",), n % 10 != 0) for n in range(2000)]
    bad = [Case("b", ("far",), n % 10 == 0) for n in range(2000)]
    card = fitted([*good, *bad])
    assert card.probability(["near"]) == pytest.approx(0.9, abs=0.02)
    assert card.probability(["far"]) == pytest.approx(0.1, abs=0.02)


def test_a_rare_signal_has_no_weight() -> None:
    some = [Case("a", ("rare",), right=False) for _ in range(RARE - 1)]
    assert "rare" not in fitted([*some, *(Case("a", (), right=True) for _ in range(50))]).weights


def test_a_curve_has_the_share_that_is_right_and_never_falls() -> None:
    said = [(0.2, n == 0) for n in range(GROUP)] + [(0.5, n % 2 == 0) for n in range(GROUP)]
    said += [(0.7, n % 4 == 0) for n in range(GROUP)] + [(0.9, n != 0) for n in range(GROUP)]
    assert curve(said) == ((0.2, 0.017), (0.6, 0.375), (0.9, 0.983))


def test_a_curve_is_followed_straight_from_point_to_point() -> None:
    points = ((0.2, 0.1), (0.6, 0.5))
    told = [followed(points, said) for said in (0.0, 0.1, 0.2, 0.4, 0.6, 0.8, 1.0)]
    assert told == pytest.approx([0, 0.05, 0.1, 0.3, 0.5, 0.75, 1])
    assert followed((), 0.3) == 0.3


@given(st.lists(st.tuples(st.floats(0.01, 0.99), st.booleans()), min_size=GROUP, max_size=6 * GROUP))
def test_what_is_said_more_of_is_never_less_likely(said: list[tuple[float, bool]]) -> None:
    points = curve(said)
    told = [followed(points, n / 50) for n in range(51)]
    assert told == sorted(told)


# --- the file ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("basis = 1", "unknown key 'basis'; use only base, curve, weights"),
        ("weights = 1", "'weights' is no table"),
        ('[weights]\n"subject: none" = "low"', "'subject: none' is no number"),
        ("base = inf", "'base' is Infinity; write log-odds between -20 and 20"),
        ("[weights]\na = 21", "'a' is 21; write log-odds"),
        ("curve = [[0.5, 0.4], [0.4, 0.6]]", "'curve' does not rise from 0 to 1"),
        ("curve = [[0.5, 1.4]]", "'curve' does not rise from 0 to 1"),
        ("curve = [[0.5], 2]", "'curve' does not rise from 0 to 1"),
        ("base = ", "is not TOML"),
    ],
)
def test_a_wrong_file_is_one_clear_line(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "confidence.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SourceError, match=r"confidence\.toml: ") as caught:
        read_scorecard(path)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)
