"""Forecasts that are revised: "we cut our 2026 forecast to 450,000 from 520,000" names the old one, for the same year."""

from __future__ import annotations

import re

from tachograph.core.claim import Modality
from tachograph.extraction.draft import Draft

_REVISED = re.compile(
    r"\b(?:rais\w+|lift\w*|cut\w*|lower\w*|trim\w*|revis\w+|slash\w*|nudg\w+|upgrad\w+)\b[^.;]{0,60}"
    r"\b(?:forecasts?|estimates?|projections?|expectations?|outlook)\b",
    re.IGNORECASE,
)


def revises_forecast(draft: Draft, before: str) -> bool:
    """Whether a figure is what was foreseen until then; ``before`` is its sentence as far as it."""
    return draft.modality is Modality.FORECAST and _REVISED.search(before) is not None
