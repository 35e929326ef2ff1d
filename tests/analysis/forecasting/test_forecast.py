from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from tests.analysis.forecasting.made import JANUARY, NEW_YEARS, maker, makers

from tachograph.analysis.forecasting import coherent, forecast, members, scores
from tachograph.analysis.forecasting.scoring import pinball, skill
from tachograph.analysis.forecasting.series import Series
from tachograph.analysis.forecasting.study import Study
from tachograph.core.forecast import LEVELS, Expected, Forecast, SeriesKey
from tachograph.core.pack import Entity, EntityKind, Membership, Pack

TODAY = date(2026, 1, 5)


@pytest.fixture(scope="module")
def study():
    return Study(makers(), NEW_YEARS)


@pytest.fixture(scope="module")
def made(study):
    return forecast(study.paths(study.panel[0].until(JANUARY + 56)), TODAY, study.method)


def test_months_add_up_to_quarters_and_years_with_what_is_known(study, made):
    points = {e.period: e.point for e in made.months}
    assert next(iter(points)) == "2025-10"
    totals = {e.period: e for e in made.totals}
    assert list(totals) == ["2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3", "2025"]
    assert totals["2025-Q4"].point == sum(points[f"2025-{m}"] for m in ("10", "11", "12"))
    known = sum(study.panel[0].values[48:57])
    assert totals["2025"].point == known + totals["2025-Q4"].point
    assert totals["2025"].low > known


def test_quantiles_rise_and_widen(made):
    for e in (*made.months, *made.totals):
        assert list(e.quantiles) == sorted(e.quantiles)
        assert e.low <= e.point <= e.high
    assert made.months[-1].high / made.months[-1].low > made.months[0].high / made.months[0].low


def test_the_interval_of_a_sum_is_narrower_than_the_sum_of_intervals(made):
    quarter = made.totals[0]
    assert quarter.high - quarter.low < sum(e.high - e.low for e in made.months[:3])


def test_the_same_forecast_on_another_day_is_the_same(made):
    assert replace(made, made_on=date(2026, 1, 6)).id == made.id
    assert replace(made, method="combined").id != made.id


def group_of(*brands):
    entities = {"group": Entity("group", "Group", EntityKind.GROUP)}
    entities |= {
        b.key.entity: Entity(b.key.entity, b.key.entity, EntityKind.BRAND, parents=(Membership("group", "brand_of"),))
        for b in brands
    }
    key = SeriesKey("group", "sales", "vehicle")
    values = tuple(sum(figures) for figures in zip(*(b.values for b in brands), strict=True))
    return Series(key, JANUARY, values), Pack("small", "Small", entities, {}, {})


def test_brands_add_up_to_their_group_in_every_course():
    brands = (maker("a", 21), maker("b", 22, start=3000))
    group, pack = group_of(*brands)
    found = members(group, (group, *brands), pack)
    assert [s.key.entity for s in found] == ["a", "b"]
    whole, *parts = coherent(Study(makers(), NEW_YEARS), group, found)
    assert np.allclose(whole.draws, sum(p.draws for p in parts))
    assert np.array_equal(whole.points, sum(p.points for p in parts))
    made = [forecast(p, TODAY, "pooled") for p in (whole, *parts)]
    for group_total, *brand_totals in zip(*((*f.months, *f.totals) for f in made), strict=True):
        assert group_total.point == sum(e.point for e in brand_totals)


def test_a_month_unknown_of_one_brand_is_what_the_others_leave():
    a, b = maker("a", 21), maker("b", 22, start=3000)
    group, pack = group_of(a, b)
    short = replace(b, values=b.values[:-2])
    found = members(group, (group, a, short), pack)
    assert found[1].values == b.values


def test_brands_that_are_not_the_whole_group_are_left_alone():
    a, b = maker("a", 21), maker("b", 22)
    group, pack = group_of(a, b, maker("c", 23))
    assert members(group, (group, a, b), pack) == ()


def test_scores_are_those_of_the_months_that_came():
    key = SeriesKey("one", "sales", "vehicle")
    months = (Expected("2026-01", 100, (80, 90, 100, 110, 120)), Expected("2026-02", 100, (80, 90, 100, 110, 120)))
    made = Forecast(key, TODAY, "2025-12", "pooled", months, scale=10.0)
    (one,) = scores(made, {key: {"2026-01": 130.0}})
    assert (one.horizon, one.error, one.inside) == (1, 30, False)
    # each quantile below the figure costs its probability times the distance
    assert one.loss == pytest.approx((0.1 * 50 + 0.25 * 40 + 0.5 * 30 + 0.75 * 20 + 0.9 * 10) / 5)
    found = skill([one])
    assert (found.mase, found.coverage) == (3, 0)


def test_pinball_loss_is_least_at_the_right_quantiles():
    figures = np.random.default_rng(1).normal(100, 10, 2000)
    right = np.quantile(figures, LEVELS)
    cost = [np.mean([pinball(list(q), f) for f in figures]) for q in (right, right - 5, right * 1.05)]
    assert cost[0] == min(cost)
