"""quantulum3: values with units."""

from __future__ import annotations

import logging
import warnings
from typing import Any

warnings.simplefilter("ignore")
logging.disable(logging.WARNING)

from quantulum3 import parser  # noqa: E402


def read(text: str, _day: str | None) -> tuple[list[Any], list[Any]]:
    """Quantities as ``[start, end, low, high, unit]``, and periods, of which it gives none."""
    found = []
    for q in parser.parse(text):
        spread = q.uncertainty or 0.0
        found.append([*q.span, q.value - spread, q.value + spread, q.unit.name])
    return found, []
