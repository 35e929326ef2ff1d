"""Targets as CSV: those for the year and for its quarters."""

from __future__ import annotations

from tachograph.analysis.table import Table
from tachograph.analysis.targets import Targets
from tachograph.presenting.sheets import csv
from tachograph.presenting.targets.json import record

_COLUMNS = (
    "entity", "entity_id", "year", "period", "metric", "segment", "region", "low", "high", "published", "source", "move",
    "latest", "base", "implied_growth", "implied_growth_high", "achieved", "achieved_until", "attainment",
    "attainment_high", "required_run_rate", "required_next_month", "on_pace_for", "shape", "probability", "base_sources", "achieved_sources", "sources",
)  # fmt: skip


def render(targets: Targets, table: Table) -> str:
    """The rows as CSV."""
    whole = record(targets, table)
    return csv.render([*whole["targets"], *whole["parts"], *whole["quarters"]], _COLUMNS)
