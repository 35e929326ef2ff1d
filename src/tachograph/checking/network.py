"""Interval propagation over exact rationals, with the reasons of every bound, and the conflicts that come out.

A statement gives a variable an interval; a relation ties variables together. Propagation narrows the intervals until
nothing moves; where a lower bound passes an upper one, what the two rest on is a conflict. A conflict is made minimal
by leaving out what it does not need, and the cheapest set of statements that hits every conflict is to blame (error
localisation after Fellegi and Holt 1976; the search is Reiter's hitting-set tree, 1987).
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tachograph.checking.variables import Statement, Variable
from tachograph.core.interval import Interval

_ROUNDS = 8  # sweeps over the relations: chains in a text are short
_EXPANSIONS = 60  # nodes of the hitting-set tree: more than an article's tangle ever needs
_WORTHWHILE = Fraction(1, 2000)  # a bound that moves by less than this share of itself starts no new sweep


@dataclass(frozen=True, slots=True)
class Sum:
    """``total`` is the sum of ``parts``; at least their sum if the list is not ``complete``.

    ``signed`` parts may be negative (margins, differences); others are at least zero.
    """

    rule: str
    total: Variable
    parts: tuple[Variable, ...]
    complete: bool = True
    signed: bool = False

    @property
    def variables(self) -> tuple[Variable, ...]:
        return (self.total, *self.parts)


@dataclass(frozen=True, slots=True)
class Product:
    """``whole`` is ``factor`` times ``base``; all three are positive."""

    rule: str
    whole: Variable
    factor: Variable
    base: Variable

    @property
    def variables(self) -> tuple[Variable, ...]:
        return (self.whole, self.factor, self.base)


Relation = Sum | Product


@dataclass(frozen=True, slots=True)
class Bound:
    """One side of an interval and the indices of the statements it rests on; relations likewise."""

    value: Fraction
    statements: frozenset[int] = frozenset()
    relations: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Conflict:
    """Statements and relations that cannot all hold: ``low`` and ``high`` are the bounds of ``variable`` that cross."""

    variable: Variable
    low: Bound
    high: Bound

    @property
    def statements(self) -> frozenset[int]:
        return self.low.statements | self.high.statements

    @property
    def relations(self) -> frozenset[int]:
        return self.low.relations | self.high.relations


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """The conflicts found, and sets of statements whose removal restores agreement, with their cost, cheapest first."""

    conflicts: tuple[Conflict, ...]
    blamed: tuple[tuple[Fraction, frozenset[int]], ...]


Range = tuple[Bound | None, Bound | None]
_ZERO = Bound(Fraction(0))


class Network:
    """Statements and relations over the same variables."""

    def __init__(self, statements: Sequence[Statement], relations: Sequence[Relation]) -> None:
        self.statements = tuple(statements)
        self.relations = tuple(relations)
        self._about: dict[Variable, list[int]] = {}
        for index, statement in enumerate(self.statements):
            self._about.setdefault(statement.variable, []).append(index)

    def about(self, variable: Variable) -> list[int]:
        """The statements about a variable."""
        return self._about.get(variable, [])

    # --- propagation ------------------------------------------------------------------------------------------------

    def propagate(self, statements: Iterable[int], relations: Iterable[int]) -> dict[Variable, Range] | Conflict:
        """The intervals that follow, or what cannot hold together (not yet minimal)."""
        ranges: dict[Variable, Range] = {}
        for index in sorted(statements):
            statement = self.statements[index]
            reason = frozenset((index,))
            low = None if statement.interval.low is None else Bound(statement.interval.low, reason)
            high = None if statement.interval.high is None else Bound(statement.interval.high, reason)
            clash, _ = _narrow(ranges, statement.variable, low, high)
            if clash:
                return clash
        order = sorted(relations)
        for _ in range(_ROUNDS):
            moved = False
            for index in order:
                for variable, low, high in _implied(self.relations[index], index, ranges):
                    clash, much = _narrow(ranges, variable, low, high)
                    if clash:
                        return clash
                    moved = moved or much
            if not moved:
                break
        return ranges

    # --- conflicts --------------------------------------------------------------------------------------------------

    def minimal_conflict(self, statements: Iterable[int], relations: Iterable[int]) -> Conflict | None:
        """A conflict from which nothing can be left out; ``None`` if all hold together."""
        found = self.propagate(statements, relations)
        if not isinstance(found, Conflict):
            return None
        for index in sorted(found.statements, reverse=True):
            if index in found.statements:
                smaller = self.propagate(found.statements - {index}, found.relations)
                found = smaller if isinstance(smaller, Conflict) else found
        for index in sorted(found.relations, reverse=True):
            if index in found.relations:
                smaller = self.propagate(found.statements, found.relations - {index})
                found = smaller if isinstance(smaller, Conflict) else found
        return found

    def diagnose(
        self, statements: Sequence[int], relations: Sequence[int], costs: Mapping[int, Fraction], *, slack: Fraction
    ) -> Diagnosis | None:
        """The statements to blame for every conflict, up to ``slack`` dearer than the cheapest; ``None`` if all is well.

        If the conflicts are too tangled to tell apart, everything in them is blamed together.
        """
        conflicts: list[Conflict] = []
        best: list[tuple[Fraction, frozenset[int]]] = []
        heap: list[tuple[Fraction, tuple[int, ...]]] = [(Fraction(0), ())]
        seen: set[tuple[int, ...]] = set()
        for _ in range(_EXPANSIONS):
            if not heap or (best and heap[0][0] > best[0][0] + slack):
                break
            cost, removed = heapq.heappop(heap)
            gone = frozenset(removed)
            if removed in seen or any(smaller <= gone for _, smaller in best):
                continue
            seen.add(removed)
            conflict = next((c for c in conflicts if not c.statements & gone), None)
            conflict = conflict or self.minimal_conflict((s for s in statements if s not in gone), relations)
            if conflict is None:
                best.append((cost, gone))
                continue
            if conflict not in conflicts:
                conflicts.append(conflict)
            for index in sorted(conflict.statements):
                heapq.heappush(heap, (cost + costs[index], tuple(sorted((*removed, index)))))
        if not conflicts:
            return None
        everything = frozenset[int]().union(*(c.statements for c in conflicts))
        return Diagnosis(tuple(conflicts), tuple(best) or ((Fraction(0), everything),))

    def components(self) -> Iterator[tuple[list[int], list[int]]]:
        """Statements and relations by connected part, in the order of the statements."""
        parent: dict[Variable, Variable] = {}

        def root(v: Variable) -> Variable:
            while parent.setdefault(v, v) != v:
                parent[v] = parent[parent[v]]
                v = parent[v]
            return v

        for relation in self.relations:
            first = root(relation.variables[0])
            for variable in relation.variables[1:]:
                parent[root(variable)] = first
        groups: dict[Variable, tuple[list[int], list[int]]] = {}
        for index, statement in enumerate(self.statements):
            groups.setdefault(root(statement.variable), ([], []))[0].append(index)
        for index, relation in enumerate(self.relations):
            groups.setdefault(root(relation.variables[0]), ([], []))[1].append(index)
        yield from groups.values()


def interval_of(found: Range) -> Interval:
    """The bounds without their reasons."""
    low, high = found
    return Interval(None if low is None else low.value, None if high is None else high.value)


def _narrow(
    ranges: dict[Variable, Range], variable: Variable, low: Bound | None, high: Bound | None
) -> tuple[Conflict | None, bool]:
    """Tighten a variable's range; a conflict if nothing is left, and whether it moved much."""
    old_low, old_high = ranges.get(variable, (None, None))
    new_low = low if low is not None and (old_low is None or low.value > old_low.value) else old_low
    new_high = high if high is not None and (old_high is None or high.value < old_high.value) else old_high
    if new_low is old_low and new_high is old_high:
        return None, False
    ranges[variable] = (new_low, new_high)
    if new_low is not None and new_high is not None and new_low.value > new_high.value:
        return Conflict(variable, new_low, new_high), True
    return None, _much(old_low, new_low) or _much(old_high, new_high)


def _much(old: Bound | None, new: Bound | None) -> bool:
    if old is new or new is None:
        return False
    return old is None or abs(new.value - old.value) > abs(old.value) * _WORTHWHILE


def _implied(
    relation: Relation, index: int, ranges: dict[Variable, Range]
) -> Iterator[tuple[Variable, Bound | None, Bound | None]]:
    if isinstance(relation, Sum):
        yield from _implied_by_sum(relation, index, ranges)
    else:
        yield from _implied_by_product(relation, index, ranges)


def _implied_by_sum(
    relation: Sum, index: int, ranges: dict[Variable, Range]
) -> Iterator[tuple[Variable, Bound | None, Bound | None]]:
    floor = None if relation.signed else _ZERO
    lows, highs = [], []
    for part in relation.parts:
        low, high = ranges.get(part, (None, None))
        lows.append(low or floor)
        highs.append(high)
    total_low, total_high = ranges.get(relation.total, (None, None))
    least, most = _added(lows, index), _added(highs, index) if relation.complete else None
    yield relation.total, least, most
    for n, part in enumerate(relation.parts):
        high = _less(total_high, _added(lows[:n] + lows[n + 1 :], index), index)
        low = _less(total_low, _added(highs[:n] + highs[n + 1 :], index), index) if relation.complete else None
        yield part, low, high


def _implied_by_product(
    relation: Product, index: int, ranges: dict[Variable, Range]
) -> Iterator[tuple[Variable, Bound | None, Bound | None]]:
    whole = ranges.get(relation.whole, (None, None))
    factor = ranges.get(relation.factor, (None, None))
    base = ranges.get(relation.base, (None, None))
    yield relation.whole, _times(factor[0], base[0], index), _times(factor[1], base[1], index)
    yield relation.factor, _over(whole[0], base[1], index), _over(whole[1], base[0], index)
    yield relation.base, _over(whole[0], factor[1], index), _over(whole[1], factor[0], index)


def _added(bounds: Sequence[Bound | None], index: int) -> Bound | None:
    known = [b for b in bounds if b is not None]
    if len(known) < len(bounds):
        return None
    value = sum((b.value for b in known), Fraction(0))
    return Bound(value, *_reasons(known, index))


def _less(a: Bound | None, b: Bound | None, index: int) -> Bound | None:
    return None if a is None or b is None else Bound(a.value - b.value, *_reasons((a, b), index))


def _times(a: Bound | None, b: Bound | None, index: int) -> Bound | None:
    if a is None or b is None or a.value < 0 or b.value < 0:
        return None
    return Bound(a.value * b.value, *_reasons((a, b), index))


def _over(a: Bound | None, b: Bound | None, index: int) -> Bound | None:
    if a is None or b is None or a.value < 0 or b.value <= 0:
        return None
    return Bound(a.value / b.value, *_reasons((a, b), index))


def _reasons(bounds: Iterable[Bound], index: int) -> tuple[frozenset[int], frozenset[int]]:
    bounds = tuple(bounds)
    statements = frozenset().union(*(b.statements for b in bounds))
    return statements, frozenset((index,)).union(*(b.relations for b in bounds))
