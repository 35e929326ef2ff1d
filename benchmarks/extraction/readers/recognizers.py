"""Recognizers-Text: numbers, percentages, currencies, dimensions, ages, temperatures, dates and times."""

from __future__ import annotations

import warnings
from datetime import date, datetime, timedelta
from typing import Any

warnings.simplefilter("ignore")

from recognizers_date_time import recognize_datetime  # noqa: E402
from recognizers_number import recognize_number, recognize_percentage  # noqa: E402
from recognizers_number_with_unit import (  # noqa: E402
    recognize_age,
    recognize_currency,
    recognize_dimension,
    recognize_temperature,
)
from recognizers_text import Culture  # noqa: E402

_WITH_UNIT = (recognize_currency, recognize_dimension, recognize_age, recognize_temperature)
_SECONDS = {"Y": ("year", 31_536_000), "M": ("month", 2_592_000), "W": ("week", 604_800), "D": ("day", 86_400)}
_CLOCK = {"H": ("hour", 3_600), "M": ("minute", 60), "S": ("second", 1)}


def read(text: str, day: str | None) -> tuple[list[Any], list[Any]]:
    """Quantities as ``[start, end, low, high, unit]`` and periods as ``[start, end, [[first day, last day], …]]``.

    Of what overlaps the longest is taken, and no number inside a date. Ordinals are not asked for. An ambiguous time
    has several readings.
    """
    reference = datetime.fromisoformat(day) if day else None
    times = recognize_datetime(text, Culture.English, reference=reference)
    united = (r for recognize in _WITH_UNIT for r in recognize(text, Culture.English))
    found: list[list[Any] | None] = [_duration(r) for r in times]
    found += (_quantity(r, r.resolution.get("isoCurrency") or r.resolution["unit"]) for r in united if r.resolution)
    found += (_quantity(r, "percent") for r in recognize_percentage(text, Culture.English))
    found += (_quantity(r, "") for r in recognize_number(text, Culture.English))
    periods = [[r.start, r.end + 1, readings] for r in times if (readings := _readings(r))]
    return _longest([q for q in found if q is not None], [p[:2] for p in periods]), periods


def _quantity(result: Any, unit: str) -> list[Any] | None:
    try:
        value = float(str(result.resolution["value"]).rstrip("%"))
    except (TypeError, ValueError):
        return None
    return [result.start, result.end + 1, value, value, unit]


def _duration(result: Any) -> list[Any] | None:
    """A stretch of time as a quantity of its unit: P60D is 60 days."""
    if not result.type_name.endswith("duration"):
        return None
    said = result.resolution["values"][0]
    timex = said.get("timex", "")
    units = _CLOCK if timex.startswith("PT") else _SECONDS
    if timex[-1:] not in units or not said.get("value", "").replace(".", "").isdigit():
        return None
    unit, seconds = units[timex[-1]]
    value = float(said["value"]) / seconds
    return [result.start, result.end + 1, value, value, unit]


def _readings(result: Any) -> list[list[str]]:
    """The days that a time can mean, the last one included: the system leaves it out."""
    readings = []
    for value in (result.resolution or {}).get("values", ()):
        if value["type"] == "date" and "value" in value:
            readings.append([value["value"], value["value"]])
        elif value["type"] == "daterange" and "start" in value and "end" in value:
            last = date.fromisoformat(value["end"]) - timedelta(days=1)
            readings.append([value["start"], last.isoformat()])
        elif value["type"] in ("datetime", "datetimerange"):
            first = str(value.get("value") or value.get("start"))[:10]
            readings.append([first, first])
    return [r for r in readings if len(r[0]) == len("2025-01-01")]


def _longest(found: list[Any], taken: list[Any]) -> list[Any]:
    kept: list[Any] = []
    held = list(taken)
    for item in sorted(found, key=lambda q: q[0] - q[1]):
        if not any(item[0] < end and start < item[1] for start, end in held):
            kept.append(item)
            held.append(item[:2])
    return sorted(kept)
