"""What has arrived on a release day, and what is missing."""

from __future__ import annotations

from dataclasses import dataclass

from tachograph.analysis.board import Board
from tachograph.analysis.listing import name_of
from tachograph.analysis.table import Scope, Table
from tachograph.core.estimate import Estimate

_DAY = len("2026-02-01")


@dataclass(frozen=True, slots=True)
class Arrived:
    """A figure that is there; ``when`` is the first day that a page with it appeared on, ``None`` if none is dated."""

    name: str
    entity: str
    estimate: Estimate
    when: str | None
    pages: int


@dataclass(frozen=True, slots=True)
class Awaited:
    """One whose figure is not there, with the last that is."""

    name: str
    entity: str
    last: Estimate | None


@dataclass(frozen=True, slots=True)
class Arrivals:
    """Both, of one table: the first to arrive first, the largest of the missing first."""

    arrived: tuple[Arrived, ...]
    awaited: tuple[Awaited, ...]

    @property
    def whole(self) -> int:
        """How many there are in all."""
        return len(self.arrived) + len(self.awaited)


def arrivals(board: Board, table: Table) -> Arrivals:
    """Those of a table."""
    arrived = [_arrived(line.row.scope, line.row.estimate, table) for line in board.lines]
    awaited = [_awaited(scope, table) for scope in board.missing]
    return Arrivals(
        tuple(sorted(arrived, key=lambda one: (one.when or "9", -one.estimate.value))),
        tuple(sorted(awaited, key=lambda one: -(one.last.value if one.last else 0))),
    )


def _arrived(scope: Scope, estimate: Estimate, table: Table) -> Arrived:
    sources = table.sources(estimate)
    days = [o.published for o in sources if o.published and len(o.published) == _DAY]
    pages = len({o.source for o in sources if o.source})
    return Arrived(name_of(scope, table.pack), scope.entity, estimate, min(days, default=None), pages)


def _awaited(scope: Scope, table: Table) -> Awaited:
    months = [period for period in table.periods(scope) if period.whole_months == 1]
    return Awaited(name_of(scope, table.pack), scope.entity, table.level(scope, months[-1]) if months else None)
