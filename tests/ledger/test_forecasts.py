"""Forecasts at rest, on both databases."""

from dataclasses import replace
from datetime import date

from tachograph.core.forecast import Expected, Forecast, SeriesKey
from tachograph.ledger import open_ledger

MONTHS = tuple(Expected(f"2026-0{n}", 100.0 + n, (80.0, 90.0, 100.0, 110.0, 120.0)) for n in (1, 2, 3))
TOTALS = (Expected("2026-Q1", 306.0, (270.0, 290.0, 306.0, 320.0, 350.0)),)
MADE = Forecast(
    SeriesKey("nio", "deliveries", "vehicle", segment="nev"),
    date(2026, 1, 3),
    "2025-12",
    "pooled",
    MONTHS,
    TOTALS,
    12.5,
)


def test_forecasts_come_back_as_they_were_made(place):
    later = replace(MADE, made_on=date(2026, 1, 2), method="combined", scale=None, totals=())
    with open_ledger(place, write=True) as ledger:
        assert ledger.keep([MADE, later]) == 2
    with open_ledger(place, write=False) as ledger:
        assert ledger.forecasts() == [later, MADE]


def test_the_same_forecast_is_kept_once_with_the_first_day(place):
    with open_ledger(place, write=True) as ledger:
        assert ledger.keep([MADE]) == 1
        assert ledger.keep([replace(MADE, made_on=date(2026, 1, 9))]) == 0
        assert ledger.forecasts() == [MADE]


def test_a_ledger_without_forecasts_has_none(place):
    with open_ledger(place, write=True) as ledger:
        assert ledger.forecasts() == []
