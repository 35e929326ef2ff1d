"""What a reader asks the ledger for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tachograph.core.estimate import Cell
from tachograph.core.period import Period
from tachograph.ledger.tables import Value

Parameters = list[Value | Sequence[str]]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which observations or estimates are asked for; ``None`` is any.

    ``entities`` are ids; periods must lie between the days ``first`` and ``last``. Those without a start, since the
    beginning, are asked for by ``until`` alone: the day they end on.
    """

    entities: frozenset[str] | None = None
    metrics: frozenset[str] | None = None
    first: date | None = None
    last: date | None = None
    until: date | None = None

    def condition(self) -> tuple[str, Parameters]:
        """The condition in SQL, with its parameters."""
        parts, parameters = ["TRUE"], Parameters()
        for column, names in (("entity", self.entities), ("metric", self.metrics)):
            if names is not None:
                parts.append(f"{column} = ANY(?)")
                parameters.append(sorted(names))
        for sql, value in (
            ("period_start >= ?", self.first),
            ("period_end <= ?", self.last),
            ("period_start IS NULL AND period_end = ?", self.until),
        ):
            if value is not None:
                parts.append(sql)
                parameters.append(value)
        return " AND ".join(parts), parameters

    def holds(self, cell: Cell) -> bool:
        """Whether a cell is asked for."""
        period = Period.parse(cell.period)
        return (
            (self.entities is None or cell.entity in self.entities)
            and (self.metrics is None or cell.metric in self.metrics)
            and (self.first is None or (period.start is not None and period.start >= self.first))
            and (self.last is None or period.end <= self.last)
            and (self.until is None or (period.start is None and period.end == self.until))
        )


EVERYTHING = Wanted()
