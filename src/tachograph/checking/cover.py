"""The cheapest sets that meet every conflict: minimum-weight set covers, exact.

Few conflicts are searched through here; many go to the HiGHS solver as 0-1 programmes, with a cut for each set found so
that the next one comes out. There is no big-M: all coefficients are 0 and 1, and what the solver says is counted again.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from tachograph.checking.solver import Programme

Row = frozenset[int]
Found = tuple[list[Row], bool]  # sets, and whether they are all
_FEW = 16  # rows that are searched through; more are the solver's
_EXPANSIONS = 500  # nodes searched before the solver is asked after all


@dataclass(frozen=True, slots=True)
class Covers:
    """Sets that meet every row, with their costs, the cheapest first; ``complete`` if there are no others in reach."""

    sets: tuple[tuple[Fraction, Row], ...]
    complete: bool = True


def cheapest_covers(
    rows: Sequence[Row], costs: Mapping[int, Fraction], *, slack: Fraction = Fraction(0), most: int = 1
) -> Covers:
    """Up to ``most`` minimal sets that meet every row, none dearer than the cheapest by more than ``slack``.

    Costs must be positive. The result is the same whichever way it is found, unless it is not ``complete``, which is
    never looked into for the ``most`` of one.
    """
    scale = lcm(*(costs[i].denominator for row in rows for i in row), slack.denominator)
    weights = {i: int(costs[i] * scale) for row in rows for i in row}
    found = _searched(rows, weights, int(slack * scale), most) if len(rows) <= _FEW else None
    if found is None:
        found = _solved(rows, weights, int(slack * scale), most)
    sets, complete = found
    priced = [(Fraction(sum(weights[i] for i in chosen), scale), chosen) for chosen in sets]
    return Covers(tuple(sorted(priced, key=lambda pair: (pair[0], sorted(pair[1])))), complete)


def blocks(rows: Iterable[Row]) -> Iterator[tuple[Row, ...]]:
    """Rows that share members, directly or through others, in the order of their first ones."""
    groups: list[tuple[set[int], list[Row]]] = []
    for row in rows:
        touching = [g for g in groups if not g[0].isdisjoint(row)]
        members, held = touching[0] if touching else (set[int](), list[Row]())
        for other in touching[1:]:
            members |= other[0]
            held += other[1]
            groups.remove(other)
        members |= row
        held.append(row)
        if not touching:
            groups.append((members, held))
    yield from (tuple(held) for _, held in groups)


# --- few rows ---------------------------------------------------------------------------------------------------------


def _searched(rows: Sequence[Row], costs: Mapping[int, int], slack: int, most: int) -> Found | None:
    """All of them by best-first search with a lower bound of disjoint rows; ``None`` if that takes too long."""
    found: list[Row] = []
    limit: int | None = None
    heap: list[tuple[int, int, Row, Row]] = [(0, 0, frozenset(), frozenset())]
    pushed = 0
    for _ in range(_EXPANSIONS):
        if not heap or (limit is not None and heap[0][0] > limit):
            return found, True
        bound, _, chosen, banned = heapq.heappop(heap)
        if any(smaller <= chosen for smaller in found):
            continue
        row = next((r for r in rows if not r & chosen), None)
        if row is None:
            if len(found) == most:
                return found, False
            found.append(chosen)
            limit = bound + slack if limit is None else limit
            if most == 1:
                return found, False
            continue
        spent, left_out = sum(costs[i] for i in chosen), banned
        for member in sorted(row - banned):
            pushed += 1
            least = _least(rows, costs, chosen | {member}, left_out)
            if least is not None:
                heapq.heappush(heap, (spent + costs[member] + least, pushed, chosen | {member}, left_out))
            left_out |= {member}
    return None


def _least(rows: Sequence[Row], costs: Mapping[int, int], chosen: Row, banned: Row) -> int | None:
    """What the rows not yet met cost at least; ``None`` if one of them can no longer be met."""
    used: set[int] = set()
    least = 0
    for row in rows:
        if row & chosen:
            continue
        open_members = row - banned
        if not open_members:
            return None
        if used.isdisjoint(open_members):
            used |= open_members
            least += min(costs[i] for i in open_members)
    return least


# --- many rows --------------------------------------------------------------------------------------------------------


def _solved(rows: Sequence[Row], costs: Mapping[int, int], slack: int, most: int) -> Found:
    """All of them by the solver, each cut off once it is found."""
    members = sorted(costs)
    column = {member: n for n, member in enumerate(members)}
    programme = Programme(mip_rel_gap=0.0, mip_abs_gap=0.5)
    for member in members:
        programme.add_binary(costs[member])
    for row in rows:
        programme.add_row([column[m] for m in sorted(row)], [1] * len(row), 1, None)
    found: list[Row] = []
    limit: int | None = None
    while (values := programme.optimum()) is not None:
        chosen = frozenset(m for m, value in zip(members, values, strict=True) if value > 0.5)
        cost = sum(costs[m] for m in chosen)
        if not all(row & chosen for row in rows):
            raise ArithmeticError("the solver left a conflict unmet")
        limit = cost + slack if limit is None else limit
        if cost > limit:
            break
        if len(found) == most:
            return found, False
        found.append(chosen)
        if most == 1:
            return found, False
        programme.add_row([column[m] for m in sorted(chosen)], [1] * len(chosen), 0, len(chosen) - 1)
    return found, True
