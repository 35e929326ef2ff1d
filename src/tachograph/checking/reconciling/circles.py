"""Periods that cannot add up: circles along the calendar that come out wrong.

A figure for a period says how far apart two points in time are, at least and at most. Figures that cannot all hold make
a circle on which one comes back further ahead than one started (a negative cycle of a simple temporal network, Dechter,
Meiri and Pearl 1991). All sums and differences of periods are such circles, whatever is not stated in between.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import lcm

from tachograph.checking.reconciling.timeline import ends
from tachograph.checking.relations import Bound, Conflict
from tachograph.checking.variables import Scope, Statement

Edge = tuple[int, int, int, int]
"""From a point to another, at most how far, and the statement that says so (-1: time runs forwards)."""


@dataclass(frozen=True)
class Circles:
    """The series that add up: for each the edges between its points."""

    statements: Sequence[Statement]
    edges: Mapping[Scope, tuple[int, Sequence[Edge]]]

    @classmethod
    def of(cls, statements: Sequence[Statement], adding_up: Iterable[int], signed: Collection[str]) -> Circles:
        """The circles of the statements that are about periods that add up; ``signed`` metrics may be negative."""
        series: dict[Scope, list[int]] = {}
        for index in adding_up:
            series.setdefault(statements[index].variable.scope, []).append(index)
        edges = {
            scope: _edges(statements, members, scope.metric in signed)
            for scope, members in series.items()
            if len(members) > 1
        }
        return cls(statements, edges)

    def among(self, members: Iterable[int]) -> Callable[[frozenset[int]], Conflict | None] | None:
        """What finds the conflicts of these statements; ``None`` if none of them makes a circle."""
        scopes = {self.statements[i].variable.scope for i in members}
        edges = {scope: e for scope, e in self.edges.items() if scope in scopes}
        return Circles(self.statements, edges).conflict if edges else None

    def conflict(self, believed: Collection[int]) -> Conflict | None:
        """Statements among these that make a circle come out wrong, as few as are found first."""
        for count, edges in self.edges.values():
            circle = _circle(count, [e for e in edges if e[3] < 0 or e[3] in believed])
            if circle:
                first = self.statements[min(circle)]
                bound = Bound(first.nominal, frozenset(circle))
                return Conflict(first.variable, bound, bound)
        return None


def _edges(statements: Sequence[Statement], members: Sequence[int], signed: bool) -> tuple[int, list[Edge]]:  # noqa: FBT001
    between: dict[int, tuple[date, date]] = {}
    for index in members:
        if (found := ends(statements[index].variable.period)) is not None:
            between[index] = found
    points = {p: n for n, p in enumerate(sorted({p for pair in between.values() for p in pair}))}
    intervals = [statements[index].interval for index in between]
    bounds = [b for i in intervals for b in (i.low, i.high) if b is not None]
    scale = lcm(*(b.denominator for b in bounds))
    edges: list[Edge] = [] if signed else [(b, a, 0, -1) for a, b in pairwise(range(len(points)))]
    for index, (start, end) in between.items():
        interval, a, b = statements[index].interval, points[start], points[end]
        if interval.high is not None:
            edges.append((a, b, int(interval.high * scale), index))
        if interval.low is not None:
            edges.append((b, a, -int(interval.low * scale), index))
    return len(points), edges


def _circle(count: int, edges: Sequence[Edge]) -> frozenset[int] | None:
    """The statements of a circle of negative length (Bellman and Ford, looking for a circle after each round)."""
    reach = [0] * count
    came: list[Edge | None] = [None] * count
    for _ in range(count + 1):
        moved = False
        for edge in edges:
            a, b, length, _ = edge
            if reach[a] + length < reach[b]:
                reach[b], came[b], moved = reach[a] + length, edge, True
        if not moved:
            return None
        if found := _closed(came):
            return found
    return None


def _closed(came: Sequence[Edge | None]) -> frozenset[int] | None:
    """The statements of a circle among the edges that points were last reached by."""
    seen = [0] * len(came)
    for start in range(len(came)):
        walk, here = start + 1, start
        while not seen[here]:
            seen[here] = walk
            edge = came[here]
            if edge is None:
                break
            here = edge[0]
        else:
            if seen[here] == walk:
                return _statements(here, came)
    return None


def _statements(start: int, came: Sequence[Edge | None]) -> frozenset[int]:
    found, here = set[int](), start
    while True:
        edge = came[here]
        assert edge is not None
        found.add(edge[3])
        here = edge[0]
        if here == start:
            return frozenset(found - {-1})
