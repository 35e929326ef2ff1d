import numpy as np
from tests.analysis.forecasting.made import HOLIDAY, JANUARY, NEW_YEARS, SEASON, makers

from tachograph.analysis.forecasting.season import holiday_share, seasonal_shape
from tachograph.packs.holidays import load_new_years


def month(year, number):
    return year * 12 + number - 1


def test_the_days_of_the_holiday_are_shared_between_the_months_that_they_lie_in():
    days = load_new_years()
    for year in range(2015, 2036):
        shares = [holiday_share(month(year, n), days) for n in range(1, 13)]
        assert sum(shares) == 1
        assert not any(shares[3:])
    assert holiday_share(month(2023, 1), days) > 0.7  # 22 January
    assert holiday_share(month(2026, 1), days) == 0  # 17 February


def test_a_year_without_a_known_date_has_no_holiday():
    assert holiday_share(month(2040, 2), load_new_years()) == 0


def test_the_shared_season_and_the_holiday_are_found():
    shape = seasonal_shape(makers(8, noise=0.05), JANUARY + 59, NEW_YEARS)
    months = shape.of(month(2022, 4), 9)  # April to December, where the holiday is not
    assert np.abs(months - (SEASON[3:] - SEASON.mean())).max() < 0.06
    assert abs(shape.effects[-1] - HOLIDAY) < 0.12


def test_without_figures_there_is_no_season():
    assert not seasonal_shape(makers(3), JANUARY - 1, NEW_YEARS).of(JANUARY, 12).any()


def test_later_months_do_not_matter():
    panel = makers(4)
    short = [s.until(JANUARY + 30) for s in panel]
    seen = seasonal_shape(panel, JANUARY + 30, NEW_YEARS).effects
    assert np.array_equal(seen, seasonal_shape(short, JANUARY + 30, NEW_YEARS).effects)
