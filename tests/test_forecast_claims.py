"""What docs/benchmarks/forecast.md says of the method, on a part of what it is measured on."""

import pytest
from benchmarks.forecast.measuring import Ground, held, measured, sums_held
from benchmarks.forecast.peers import PEERS, Peer

from ledgers import kept
from tachograph.analysis.forecasting.brier import bets, brier, brier_of_pace
from tachograph.analysis.forecasting.scoring import by_series, skill
from tachograph.analysis.forecasting.series import monthly_series, panel
from tachograph.analysis.forecasting.targets import goals
from tachograph.packs.holidays import load_new_years
from tachograph.pipeline.consulting import figures

STEP = 8  # of the months that a slow peer forecasts from, one in so many


@pytest.fixture(scope="module")
def ground(tmp_path_factory):
    found = figures(kept(tmp_path_factory.mktemp("forecast")))
    every = monthly_series(found.estimates, found.pack)
    return Ground(found.pack, found.estimates, found.observations, every, panel(every), load_new_years())


@pytest.fixture(scope="module")
def studies(ground):
    return {method: ground.study(method) for method in ("combined", "pooled")}


@pytest.mark.parametrize("method", ["combined", "pooled"])
def test_80_percent_intervals_of_sellers_hold_as_often_as_they_say(studies, method):
    found = measured(studies[method])
    measured_sellers = [key for key, mine in by_series(found.scores).items() if held(mine)[1]]
    assert len(measured_sellers) >= 8
    assert 0.76 <= found.together.coverage <= 0.84


def test_so_do_those_of_the_sums_of_months(studies):
    inside, total = sums_held(studies["combined"], 12)
    assert total > 50
    assert 0.72 <= inside / total <= 0.88


@pytest.mark.parametrize("peer", ["seasonal naive", "AutoETS"])
def test_forecasts_are_better_than_those_of(ground, studies, peer):
    theirs = measured(Peer(ground.panel, ground.holidays, ground.apart, PEERS[peer], STEP))
    same = {(s.series, s.period, s.horizon) for s in theirs.scores}
    for method in ("combined", "pooled"):
        ours = skill(s for s in measured(studies[method]).scores if (s.series, s.period, s.horizon) in same)
        assert ours.scored == theirs.together.scored
        assert ours.mase < 0.95 * theirs.together.mase


def test_the_odds_of_targets_of_years_are_better_than_pace_or_the_share_reached(ground, studies):
    found = bets(studies["combined"], ground.every, goals(ground.observations), ground.estimates)
    years = [b for b in found if len(b.goal.period) == 4]
    share = sum(b.kept for b in years) / len(years)
    assert len({b.goal for b in years}) > 25
    assert brier(years) < 0.6 * min(share * (1 - share), brier_of_pace(years))
