"""Months as numbers, so that they can be counted."""

from __future__ import annotations

import re

_MONTH = re.compile(r"(\d{4})-(\d{2})")


def number_of(period: str) -> int | None:
    """The month of an EDTF period, counted from January of the year 0; ``None`` if it is no month."""
    match = _MONTH.fullmatch(period)
    return int(match[1]) * 12 + int(match[2]) - 1 if match else None


def written(month: int) -> str:
    """The month of a number, as EDTF."""
    return f"{month // 12:04}-{month % 12 + 1:02}"


def spans(first: int, last: int) -> list[tuple[str, int, int]]:
    """The quarters and years that share a month with those from ``first`` to ``last``: EDTF, first and last month."""
    quarters = [(f"{q // 4:04}-Q{q % 4 + 1}", 3 * q, 3 * q + 2) for q in range(first // 3, last // 3 + 1)]
    return quarters + [(f"{y:04}", 12 * y, 12 * y + 11) for y in range(first // 12, last // 12 + 1)]
