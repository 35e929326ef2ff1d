"""Holidays that move in the calendar, as data."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

_TABLE = Path(__file__).parent / "lunar_new_year.csv"


@cache
def load_new_years() -> Mapping[int, date]:
    """The day of the Lunar New Year by year, 2015 to 2035."""
    days = [date.fromisoformat(line) for line in _TABLE.read_text(encoding="utf-8").split()[1:]]
    return {day.year: day for day in days}
