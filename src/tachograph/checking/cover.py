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
_EXPANSIONS = 2000  # nodes searched before the solver is asked: about as long as it takes to load it


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
    found = _searched(rows, costs, slack, most)
    return _solved(rows, costs, slack, most) if found is None else found


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


def _searched(rows: Sequence[Row], costs: Mapping[int, Fraction], slack: Fraction, most: int) -> Covers | None:
    """All of them by best-first search with a lower bound of disjoint rows; ``None`` if that takes too long."""
    found: list[tuple[Fraction, Row]] = []
    heap: list[tuple[Fraction, int, Row, Row]] = [(Fraction(0), 0, frozenset(), frozenset())]
    pushed = 0
    for _ in range(_EXPANSIONS):
        if not heap or (found and heap[0][0] > found[0][0] + slack):
            return _listed(found)
        bound, _, chosen, banned = heapq.heappop(heap)
        if any(smaller <= chosen for _, smaller in found):
            continue
        row = next((r for r in rows if not r & chosen), None)
        if row is None:
            if len(found) == most:
                return _listed(found, complete=False)
            found.append((bound, chosen))
            if most == 1:
                return _listed(found, complete=False)
            continue
        left_out = banned
        for member in sorted(row - banned):
            pushed += 1
            more = chosen | {member}
            least = _least(rows, costs, more, left_out)
            if least is not None:
                heapq.heappush(heap, (_cost(more, costs) + least, pushed, more, left_out))
            left_out |= {member}
    return None


def _least(rows: Sequence[Row], costs: Mapping[int, Fraction], chosen: Row, banned: Row) -> Fraction | None:
    """What the rows not yet met cost at least; ``None`` if one of them can no longer be met."""
    used: set[int] = set()
    least = Fraction(0)
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


def _cost(chosen: Iterable[int], costs: Mapping[int, Fraction]) -> Fraction:
    return sum((costs[i] for i in chosen), Fraction(0))


def _listed(found: Iterable[tuple[Fraction, Row]], *, complete: bool = True) -> Covers:
    return Covers(tuple(sorted(found, key=lambda pair: (pair[0], sorted(pair[1])))), complete)


# --- many rows --------------------------------------------------------------------------------------------------------


def _solved(rows: Sequence[Row], costs: Mapping[int, Fraction], slack: Fraction, most: int) -> Covers:
    members = sorted(frozenset[int]().union(*rows))
    column = {member: n for n, member in enumerate(members)}
    scale = lcm(*(costs[m].denominator for m in members))
    programme = Programme(mip_rel_gap=0.0, mip_abs_gap=0.5)
    for member in members:
        programme.add_binary(int(costs[member] * scale))
    for row in rows:
        programme.add_row([column[m] for m in sorted(row)], [1] * len(row), 1, None)
    found: list[tuple[Fraction, Row]] = []
    while (values := programme.optimum()) is not None:
        chosen = frozenset(m for m, value in zip(members, values, strict=True) if value > 0.5)
        cost = _cost(chosen, costs)
        if found and cost > found[0][0] + slack:
            break
        if len(found) == most:
            return _listed(found, complete=False)
        if not all(row & chosen for row in rows):
            raise ArithmeticError("the solver left a conflict unmet")
        found.append((cost, chosen))
        if most == 1:
            return _listed(found, complete=False)
        programme.add_row([column[m] for m in sorted(chosen)], [1] * len(chosen), 0, len(chosen) - 1)
    return _listed(found)
