"""Forecasts as rows of the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import astuple
from itertools import chain, groupby
from typing import Any

from tachograph.core.forecast import Expected, Forecast, SeriesKey
from tachograph.ledger.tables import EXPECTATIONS, FORECASTS, Row

SELECTED = (
    "SELECT "
    + ", ".join([f"f.{c}" for c in FORECASTS.columns] + [f"e.{c}" for c in EXPECTATIONS.columns[2:]])
    + " FROM forecasts f JOIN expectations e ON e.forecast = f.id ORDER BY f.made_on, f.entity, f.id, e.number"
)
"""All forecasts with all that they say, the earliest first."""


def forecast_row(forecast: Forecast) -> Row:
    """A forecast as a row, without what it says of the periods."""
    return (
        forecast.id, *astuple(forecast.series), forecast.made_on, forecast.last_known, forecast.method, forecast.scale,
    )  # fmt: skip


def expectation_rows(forecast: Forecast) -> Iterator[Row]:
    """What a forecast says of the periods."""
    for number, expected in enumerate(chain(forecast.months, forecast.totals)):
        total = number >= len(forecast.months)
        yield forecast.id, number, expected.period, total, expected.point, *expected.quantiles


def to_forecasts(rows: Iterable[Row]) -> list[Forecast]:
    """The forecasts in the rows that :data:`SELECTED` gives."""
    width = len(FORECASTS.columns)
    return [_forecast(head, [row[width:] for row in group]) for head, group in groupby(rows, key=lambda r: r[:width])]


def _forecast(head: tuple[Any, ...], said: list[tuple[Any, ...]]) -> Forecast:
    key, (made_on, last_known, method, scale) = SeriesKey(*head[1:7]), head[7:]
    periods = [(total, Expected(period, point, tuple(levels))) for period, total, point, *levels in said]
    months = tuple(expected for total, expected in periods if not total)
    totals = tuple(expected for total, expected in periods if total)
    return Forecast(key, made_on, last_known, method, months, totals, scale)
