"""Claims as rows: mappings with the fields of the JSON contract, from a gold file or from anybody's predictions."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

Row = Mapping[str, Any]

FIELDS = ("subject", "metric", "period", "kind", "modality")
"""What is compared besides the quantity."""

MEASURES = ("figure", "quantity", *FIELDS, "full")

_BOUNDS = ("low", "high")
_ONE_METRIC = {"deliveries": "sales"}
_TOLERANCE = 1e-6  # of the larger value; floats in JSON lose the last digits


def same_quantity(gold: Row, predicted: Row) -> bool:
    """Whether both bounds and the unit agree."""
    bounds = all(same_number(gold.get(side), predicted.get(side)) for side in _BOUNDS)
    return bounds and same_name(gold.get("unit"), predicted.get("unit"))


def same_number(gold: float | Decimal | None, predicted: float | Decimal | None) -> bool:
    """Whether two bounds are the same; an open side only agrees with an open side."""
    if gold is None or predicted is None:
        return gold is predicted
    a, b = float(gold), float(predicted)
    return abs(a - b) <= _TOLERANCE * max(1.0, abs(a), abs(b))


def same_field(field: str, gold: Row, predicted: Row) -> bool:
    """Whether a field agrees: ``deliveries`` and ``sales`` are one metric, and a gold period of null accepts any."""
    wanted, given = gold.get(field), predicted.get(field)
    if field == "period":
        return wanted is None or (given or "") == wanted
    if field == "metric":
        return _metric(wanted) == _metric(given)
    return same_name(wanted, given)


def same_name(gold: object, predicted: object) -> bool:
    """Whether two names agree without case and punctuation; null is the empty name."""
    return _plain(gold) == _plain(predicted)


def checked_rows(given: object, text: str | None = None) -> tuple[Row, ...]:
    """The rows of a list of claims, once each is known to have a place and, if anything, numbers and names.

    ``text`` is the annotated text, which the offsets of gold claims must lie in. Predictions come without it, and may
    leave out what is null.

    Raises:
        ValueError: saying which claim has what wrong.
    """
    if not isinstance(given, list):
        raise ValueError("claims is no list")  # noqa: TRY004 - wrong content of a file, not a wrong call
    for number, row in enumerate(given, 1):
        if wrong := _fault(row, text):
            raise ValueError(f"claim {number} {wrong}")
    return tuple(given)


def _fault(row: object, text: str | None) -> str | None:
    if not isinstance(row, dict):
        return "is no object"
    for key in ("start", "end"):
        if type(row.get(key)) is not int:
            return f"has no whole number as {key}"
    if not 0 <= row["start"] < row["end"]:
        return f"starts at {row['start']} and ends at {row['end']}"
    if text is not None and row["end"] > len(text):
        return f"ends at {row['end']}, outside of the text of {len(text)} characters"
    for key in ("low", "high", "unit", *FIELDS):
        if text is not None and key not in row:
            return f"has no {key}"
        fits = _is_number if key in _BOUNDS else _is_text
        if row.get(key) is not None and not fits(row[key]):
            return f"has neither a {'number' if key in _BOUNDS else 'text'} nor null as {key}"
    confidence = row.get("confidence")
    if confidence is not None and not (_is_number(confidence) and 0 <= confidence <= 1):
        return "has a confidence that is not between 0 and 1"
    return None


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_number(value: object) -> bool:
    if not isinstance(value, int | float) or isinstance(value, bool):
        return False
    try:
        return math.isfinite(value)
    except OverflowError:  # a whole number beyond every float
        return False


def quoted(row: Row, text: str) -> str:
    """The figure of a row as the text has it, on one line."""
    return " ".join(text[row["start"] : row["end"]].split())


def _metric(value: object) -> str:
    name = _plain(value)
    return _ONE_METRIC.get(name, name)


def _plain(value: object) -> str:
    return re.sub(r"[^0-9a-z\u4e00-\u9fff]+", "", str(value or "").lower())
