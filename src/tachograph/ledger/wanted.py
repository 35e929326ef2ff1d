"""What a reader asks the ledger for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tachograph.ledger.tables import Value

Parameters = list[Value | Sequence[str]]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which observations or estimates are asked for; ``None`` is any.

    ``entities`` are ids; periods must lie between the days ``first`` and ``last``, or be ``period`` as it is written.
    """

    entities: frozenset[str] | None = None
    metrics: frozenset[str] | None = None
    period: str | None = None
    first: date | None = None
    last: date | None = None

    def condition(self) -> tuple[str, Parameters]:
        """The condition in SQL, with its parameters."""
        parts, parameters = ["TRUE"], Parameters()
        for column, names in (("entity", self.entities), ("metric", self.metrics)):
            if names is not None:
                parts.append(f"{column} = ANY(?)")
                parameters.append(sorted(names))
        for sql, value in (
            ("period = ?", self.period),
            ("period_start >= ?", self.first),
            ("period_end <= ?", self.last),
        ):
            if value is not None:
                parts.append(sql)
                parameters.append(value)
        return " AND ".join(parts), parameters


EVERYTHING = Wanted()
