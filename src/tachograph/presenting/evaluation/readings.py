"""How a claim's row was understood, field by field."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from tachograph.presenting import words
from tachograph.scoring import FIELDS, Row

COMPARED = ("quantity", *FIELDS)
"""What is compared, in the order in which it is shown."""


@dataclass(frozen=True, slots=True)
class Part:
    """What a claim says in one field; ``wrong`` if the annotation and the prediction differ there."""

    field: str
    text: str
    wrong: bool = False


def parts(row: Row, wrong: tuple[str, ...] = ()) -> tuple[Part, ...]:
    """The compared fields of a claim in words; an empty one is only shown where it is wrong."""
    said = {"quantity": quantity(row), **{field: row.get(field) for field in FIELDS}}
    return tuple(
        Part(field, said[field] or f"no {field}", field in wrong) for field in COMPARED if said[field] or field in wrong
    )


def reading(row: Row) -> str:
    """The claim in one line."""
    return " · ".join(part.text for part in parts(row))


def quantity(row: Row) -> str:
    """``28,277 vehicle``, ``400 to 450 GWh``, ``at least 5 store``: the bounds and the unit as they are."""
    low, high = (number(row.get(side)) for side in ("low", "high"))
    if low is None and high is None:
        bounds = "no number"
    elif low is None or high is None:
        bounds = f"at most {high}" if low is None else f"at least {low}"
    else:
        bounds = low if low == high else f"{low} to {high}"
    return f"{bounds} {words.spaced(row.get('unit') or '')}".rstrip()


def number(value: float | Decimal | None) -> str | None:
    """A bound in digits."""
    return None if value is None else words.number(Decimal(str(value)))
