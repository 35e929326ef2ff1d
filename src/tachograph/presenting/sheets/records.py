"""What the analyses print as JSON: types that several share, and how their figures are written."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, TypedDict

from tachograph.analysis.stated import bounds
from tachograph.analysis.table import Change, Table
from tachograph.core.estimate import Estimate, Status
from tachograph.core.observation import Observation
from tachograph.presenting.json import decimal

_PLACES = 10_000  # a change is written in percent with two decimals


class SourceRecord(TypedDict):
    """One who states a figure."""

    source: Annotated[str, "The page it was read on."]
    published: Annotated[str | None, "When the page appeared: EDTF."]
    low: Annotated[Decimal | None, "Lower bound as stated; null if open."]
    high: Annotated[Decimal | None, "Upper bound as stated; null if open."]
    unit: Annotated[str, "Unit of the bounds."]
    period: Annotated[str, "The period it states the figure for."]
    quote: Annotated[str, "The words that say it; empty if they are not kept."]


class FigureRecord(TypedDict):
    """A best estimate."""

    value: Annotated[Decimal, "The single best figure."]
    low: Annotated[Decimal | None, "What it is at least; null if not known."]
    high: Annotated[Decimal | None, "What it is at most; null if not known."]
    status: Annotated[Status, "How well it is known."]
    derivation: Annotated[list[str], "The calculation, where it is calculated."]
    sources: list[SourceRecord]


def sources(observations: Sequence[Observation]) -> list[SourceRecord]:
    """Who states a figure."""
    return [
        {
            "source": o.source,
            "published": o.published,
            "low": o.quantity.low,
            "high": o.quantity.high,
            "unit": o.quantity.unit,
            "period": o.period,
            "quote": o.quote,
        }
        for o in observations
    ]


def figure(estimate: Estimate, behind: Sequence[Observation]) -> FigureRecord:
    """A best estimate; ``behind`` are its sources."""
    known = bounds(estimate)
    return {
        "value": exact(estimate.value),
        "low": decimal(known.low),
        "high": decimal(known.high),
        "status": estimate.status,
        "derivation": [step.text for step in estimate.derivation],
        "sources": sources(behind),
    }


def behind(change: Change | None, table: Table) -> list[SourceRecord]:
    """Who states what a change is computed against, and the rate itself if it is published."""
    if change is None:
        return []
    base = table.sources(change.base) if change.base else ()
    return sources([*base, *change.published])


def exact(value: Fraction) -> Decimal:
    """A number as JSON has it, with fifteen digits at most."""
    found = decimal(value)
    assert found is not None
    return found


def percent(value: Fraction | None) -> Decimal | None:
    """A part in percent, with two decimals."""
    return None if value is None else Decimal(round(value * _PLACES)) / 100


def rate(change: Change | None) -> Decimal | None:
    """A change in percent, with two decimals."""
    return None if change is None else percent(change.value)
