"""Annotated rows as the claims that a perfect reader would make of them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from tachograph.core.claim import Claim, Kind, Modality
from tachograph.core.document import Document
from tachograph.core.pack import Pack
from tachograph.core.quantity import Modifier, Quantity, stated_precision
from tachograph.core.span import Span
from tachograph.packs.loader import load_pack

Row = Mapping[str, Any]
_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")
_TENTHS = re.compile(r"^[一二三四五六七八九两兩]成$")


def as_claim(document: Document, row: Row, pack: Pack | None) -> Claim:
    """An annotated row as the claim that a perfect reader would make of it."""
    span = Span(row["start"], row["end"])
    quote = span.of(document.text)
    entity = pack.entity_named(row["subject"]) if pack else None
    return Claim(
        document.id,
        span,
        quote,
        quantity_of(row, quote),
        Kind(row["kind"]),
        row["subject"],
        entity.id if entity else None,
        row["metric"],
        row["period"],
        row["basis"],
        Modality(row["modality"]),
        row["claimant"],
        row["model"],
        row["region"],
        row["segment"],
    )


def quantity_of(row: Row, quote: str) -> Quantity:
    """The value of a row, to the step of the last digit that is written."""
    low, high = (None if row[k] is None else Decimal(str(row[k])) for k in ("low", "high"))
    value = low if low is not None else high
    assert value is not None
    return Quantity(low, high, Modifier(row["modifier"]), row["unit"], _precision(quote, value))


def _precision(quote: str, value: Decimal) -> Decimal:
    """The step of the last digit written, in the base unit: the digits' own step times the scale that they stand for."""
    if _TENTHS.match(quote):
        return Decimal(10)
    digits = _DIGITS.search(quote)
    if not digits or not Decimal(digits[0].replace(",", "")):
        return _of_words(value)
    scale = abs(value) / Decimal(digits[0].replace(",", ""))
    exponent = round(float(scale.log10())) if scale else 0
    return stated_precision(digits[0]) * Decimal(1).scaleb(exponent)


def _of_words(value: Decimal) -> Decimal:
    """The step of a number in words: a tenth of what is below one ("half"), else by its zeros."""
    return stated_precision(f"{abs(value):.0f}") if abs(value) >= 1 or not value else Decimal("0.1")


def claims_of(document: Document, rows: Sequence[Row]) -> tuple[Claim, ...]:
    """Rows as claims, with the bundled packs' names."""
    return tuple(as_claim(document, row, load_pack()) for row in rows)
