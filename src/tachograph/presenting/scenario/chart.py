"""A scenario as a drawing: the forecast as it would be as a fan, and as it is as a line."""

from __future__ import annotations

from tachograph.pipeline.scenarios import Scenario
from tachograph.presenting.forecast.svg import Fan, drawn


def render(scenario: Scenario) -> str:
    """The fan charts as the text of an SVG file."""
    return drawn([Fan(one.series, one.after, one.before) for one in scenario.supposed], scenario.pack)
