from dataclasses import replace

import numpy as np
import pytest
from tests.analysis.forecasting.made import JANUARY, NEW_YEARS, maker, makers

from tachograph.analysis.forecasting.level import HORIZON, METHODS, combined, smoothed
from tachograph.analysis.forecasting.scoring import hindsight, skill
from tachograph.analysis.forecasting.study import Study, filled


@pytest.fixture(scope="module")
def study():
    return Study(makers(), NEW_YEARS)


def test_nothing_later_than_an_origin_is_used():
    panel, origin = makers(), JANUARY + 40
    doubled = [replace(s, values=tuple(v if n <= 40 else 2 * v for n, v in enumerate(s.values))) for s in panel]
    one, other = Study(panel, NEW_YEARS), Study(doubled, NEW_YEARS)
    past = panel[0].until(origin)
    assert np.array_equal(one.paths(past).draws, other.paths(past).draws)
    assert np.array_equal(one.paths(past).points, other.paths(past).points)


def test_an_interval_of_a_well_behaved_panel_holds_as_often_as_it_says():
    found = skill(hindsight(Study(makers(10), NEW_YEARS)))
    assert 0.72 < found.coverage < 0.88
    assert found.mase < 1


def test_half_of_all_surprises_are_above_zero_in_every_month_ahead(study):
    surprises = study.surprises(study.panel[0].key, JANUARY + 59)
    assert surprises.shape[1] == HORIZON
    assert np.allclose(np.median(surprises, axis=0), 0)


def test_a_series_that_was_more_uncertain_has_wider_intervals():
    panel = (*makers(5), maker("wild", 77, noise=0.4))
    study = Study(panel, NEW_YEARS)
    calm, wild = (np.std(study.surprises(s.key, s.last)) for s in (panel[0], panel[-1]))
    assert wild > 1.3 * calm


def test_too_few_ended_forecasts_give_no_interval(study):
    assert study.paths(study.panel[0].until(JANUARY + 13)) is None


def test_a_series_with_many_unknown_months_is_not_forecast(study):
    series = study.panel[0]
    thin = replace(series, values=(*series.values[:-12], *([None] * 11), series.values[-1]))
    assert study.paths(thin) is None


def test_markets_learn_from_markets_alone():
    calm = [maker(f"market{n}", 50 + n, noise=0.01, start=1e6) for n in range(3)]
    panel = (*makers(6), *calm)
    study = Study(panel, NEW_YEARS, apart={s.key.entity for s in calm})
    sellers, markets = (study.surprises(s.key, JANUARY + 59) for s in (panel[0], panel[-1]))
    assert len(markets) == len(sellers) / 2
    assert np.std(markets) < np.std(sellers) / 2


def test_a_series_that_never_moves_is_forecast_to_stay():
    still = replace(maker("still", 1), values=(500.0,) * 60)
    study = Study([replace(still, key=replace(still.key, entity=f"still{n}")) for n in range(4)], NEW_YEARS)
    assert study.paths(study.panel[0]).draws == pytest.approx(np.full((72, HORIZON), 500), rel=1e-6)


def test_unknown_months_are_bridged_by_even_growth():
    series = replace(maker("gap", 1, months=3), values=(100.0, None, 400.0))
    assert filled(series) == pytest.approx([100, 200, 400])


def test_smoothing_follows_a_level_and_damps_a_trend():
    assert smoothed(np.full(20, 3.0)) == pytest.approx(np.full(HORIZON, 3.0))
    rising = smoothed(np.arange(24.0))
    steps = np.diff(rising)
    assert (steps > 0).all()
    assert (np.diff(steps) < 0).all()


def test_the_library_is_averaged_in():
    past = np.log(filled(maker("one", 3)))
    assert combined(past) != pytest.approx(smoothed(past))
    assert np.abs(combined(past) - smoothed(past)).max() < 1
    assert combined(past[:7]) == pytest.approx(smoothed(past[:7]))  # too short to fit anything to
    assert set(METHODS) == {"pooled", "combined"}
