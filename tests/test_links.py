"""What rates follow from: the weights that are shipped, what they find in articles held out, and what they are trained on."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from random import Random

import pytest
from evaluation.errors import erred
from evaluation.learning import Judged
from evaluation.links import LESSON, rates_of
from evaluation.texts import tied_texts
from evaluation.ties import tied_articles

from tachograph.checking.derived import SURE
from tachograph.checking.fitting import fits
from tachograph.core.claim import Verdict
from tachograph.packs.loader import load_pack
from tachograph.pipeline.articles import check_texts

TIED = Path(__file__).parent.parent / "evaluation" / "tied"


@pytest.fixture(scope="module")
def held_out() -> list[Judged]:
    return LESSON.held_out(load_pack().links)


def test_three_in_ten_made_up_errors_are_found_in_articles_held_out(held_out):
    errors = [one for one in held_out if one.error]
    found = [one for one in errors if one.chance >= SURE and one.right]
    assert len(found) / len(errors) > 0.3


def test_hardly_anything_true_is_held_to_the_wrong_figures(held_out):
    alarms = [one for one in held_out if not one.error and one.chance >= SURE]
    assert len(alarms) <= 1
    elsewhere = [one for one in held_out if one.error and one.chance >= SURE and not one.right]
    assert len(elsewhere) <= 2


def test_what_is_marked_in_the_articles_is_true():
    done = subprocess.run([sys.executable, TIED / "verify.py"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert {a.split for split in ("train", "held") for a in tied_articles(split)} == {"train", "held"}


def test_a_made_up_error_breaks_the_formula_it_is_made_in():
    pack = load_pack()
    text = next(tied_texts("train", pack))
    made = [
        (rate, erred(rate.claim, rate.formulas, right, Random(n)))
        for rate in rates_of(text, pack)
        for right in (f for f, r in zip(rate.formulas, rate.right, strict=True) if r)
        for n in range(5)
    ]
    assert made
    for rate, (claim, formulas) in made:
        place = rate.right.index(True)
        assert fits(rate.claim, rate.formulas[place])
        assert not fits(claim, formulas[place])


@pytest.mark.parametrize(
    "text",
    [
        (
            "Nova delivered 24,492 vehicles in December 2027, 2,761 fewer than the 27,253 of November; on the month "
            "deliveries rose 10.1%."
        ),
        "新星汽车2027年12月交付24492辆，环比增长10.1%，11月为27253辆。",
    ],
)
def test_a_rise_that_the_figures_give_as_a_fall_is_called_false(text):
    (checked,) = check_texts([text])
    assert ["not +10.1%" in f.message for f in checked.findings if f.verdict is Verdict.CONTRADICTED] == [True]
    (right,) = check_texts([text.replace("rose", "fell").replace("环比增长", "环比下降")])
    assert not [f for f in right.findings if f.verdict is Verdict.CONTRADICTED]
