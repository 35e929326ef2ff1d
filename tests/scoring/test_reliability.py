import pytest

import goldsamples
from goldsamples import TEXT, article, row
from tachograph.scoring import Bin, evaluate, reliability, reliability_of


def test_each_stated_confidence_is_a_bin_and_surplus_is_wrong():
    measured = reliability(goldsamples.evaluation().articles)
    assert measured.bins == (Bin(0.9, 3, 1), Bin(0.5, 2, 0))
    assert measured.bins[0].share == pytest.approx(1 / 3)
    assert measured.error == pytest.approx((3 * (0.9 - 1 / 3) + 2 * 0.5) / 5)


def test_without_confidence_there_is_nothing_to_measure():
    assert reliability(evaluate([article()], {"lumen": goldsamples.lumen()}).articles) is None
    assert reliability([]) is None


def test_many_stated_values_are_put_into_ten_bins():
    text = TEXT * 30
    predicted = [row(text, "32,000 cars", 32000, nth=n, confidence=n / 25) for n in range(26)]
    measured = reliability(evaluate([article(text=text, claims=predicted)], {"lumen": predicted}).articles)
    assert len(measured.bins) == 10
    assert sum(one.count for one in measured.bins) == 26
    assert measured.bins[0] == Bin(pytest.approx((0.92 + 0.96 + 1) / 3), 3, 3)
    assert measured.error == pytest.approx(0.5)


def test_brier_score_and_area_of_stated_confidences():
    measured = reliability_of([(0.9, True), (0.5, True), (0.5, False), (0.2, False)])
    assert measured.brier == pytest.approx((0.01 + 0.25 + 0.25 + 0.04) / 4)
    assert measured.auc == pytest.approx(3.5 / 4)
    assert reliability_of([(0.9, True)]).auc is None
