from decimal import Decimal

import numpy as np
import pytest
from tests.analysis.forecasting.made import NEW_YEARS, maker, makers

from tachograph.analysis.forecasting.brier import bets, brier, brier_of_pace
from tachograph.analysis.forecasting.study import Paths, Study
from tachograph.analysis.forecasting.targets import Chances, Goal, chance, goals, series_for
from tachograph.core.claim import Modality
from tachograph.core.observation import Observation
from tachograph.core.quantity import Modifier, Quantity


def said(low, high, **of):
    quantity = Quantity(low and Decimal(low), high and Decimal(high), Modifier.EXACTLY, "vehicle", Decimal(1))
    of = {"entity": "maker0", "metric": "sales", "period": "2026", "modality": Modality.TARGET} | of
    return Observation(quantity=quantity, **of)


def test_targets_are_those_of_whole_sellers_for_years_and_quarters_each_once():
    found = goals([
        said(500, 500), said(500, 500), said(550, 600), said(None, 700), said(90, 90, period="2026-Q2"),
        said(90, 90, region="overseas"), said(90, 90, period="2026-03"), said(90, 90, modality=Modality.FORECAST),
    ])  # fmt: skip
    assert [(g.period, g.low, g.high) for g in found] == [
        ("2026", 500, None), ("2026", 550, 600), ("2026-Q2", 90, None),
    ]  # fmt: skip


@pytest.fixture
def paths():
    series = maker("maker0", 0, months=63)  # to March 2026
    draws = np.full((99, 12), 1000.0) + np.arange(99)[:, None]
    return Paths(series, series.last, draws[49], draws)


def test_a_chance_counts_the_courses_that_reach_the_target(paths):
    known = sum(paths.series.values[60:63])
    found = chance(paths, Goal("maker0", "sales", "2026", known + 9 * 1049, known + 9 * 1098))
    assert found.achieved == pytest.approx(known)
    assert found.reach == pytest.approx(50.5 / 100)
    assert found.exceed == pytest.approx(1.5 / 100)


def test_what_no_course_reaches_is_still_not_impossible(paths):
    assert 0 < chance(paths, Goal("maker0", "sales", "2026", 1e9)).reach < 0.01


def test_a_period_that_is_over_is_certain_if_all_its_months_are_known(paths):
    total = sum(paths.series.values[48:60])
    assert chance(paths, Goal("maker0", "sales", "2025", total)).reach == 1
    assert chance(paths, Goal("maker0", "sales", "2025", total + 1)).reach == 0


@pytest.mark.parametrize("period", ["2019", "2028", "2027"])
def test_beyond_what_is_known_or_forecast_there_is_no_chance(paths, period):
    assert chance(paths, Goal("maker0", "sales", period, 1)) is None


def test_deliveries_judge_a_target_of_sales_where_only_they_are_known():
    series = maker("maker0", 0, metric="deliveries")
    assert series_for(Goal("maker0", "sales", "2026", 1), [series]) is series
    assert series_for(Goal("maker0", "exports", "2026", 1), [series]) is None


def test_chances_are_asked_by_name_and_fall_as_targets_rise():
    panel = makers()
    ask = Chances(Study(panel, NEW_YEARS), panel)
    year = 2026
    odds = [ask("maker0", year, low) for low in (1, 300_000, 400_000, 1e9)]
    assert odds == sorted(odds, reverse=True)
    assert ask("maker0", year, 300_000, 310_000) == odds[1]
    assert ask("maker0", year, None, 300_000) == pytest.approx(1 - odds[1])
    assert ask("nobody", year, 1) is None
    assert ask("maker0", year, None) is None


def test_past_targets_are_judged_from_each_month_and_better_than_a_coin():
    panel = makers(8)
    total = sum(panel[0].values[36:48])
    wanted = [Goal("maker0", "sales", "2024", total * part) for part in (0.6, 0.9, 1.1, 1.5)]
    found = bets(Study(panel, NEW_YEARS), panel, wanted, ())
    assert {b.left for b in found} == set(range(1, 13))
    assert brier(found) < 0.2
    assert brier_of_pace(found) is not None
    assert brier([]) is None
    last = [b for b in found if b.left == 1]
    assert all((b.probability > 0.5) == b.kept for b in last)
