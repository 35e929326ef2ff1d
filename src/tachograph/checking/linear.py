"""Whether statements and relations hold together as a whole: a linear programme, its infeasibility proved exactly.

Propagation takes each relation alone. A rate ``l <= x / y <= u`` of positive levels is two linear rows, so all relations
together are a linear programme; where it has no solution, the solver's Farkas ray names rows that add up to an
impossible one. The ray is a float: it is believed only if its exact sum, in fractions, is impossible too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tachograph.checking.propagation import Wiring
from tachograph.checking.relations import Bound, Conflict, Product, Sum
from tachograph.checking.solver import Programme

_SMALL = (
    1e-9  # a multiplier or a left-over coefficient below this, in relation to the largest, is the solver's rounding
)
_ZERO = Bound(Fraction(0))


@dataclass(frozen=True, slots=True)
class Row:
    """``sum of coefficient x variable >= 0``, and what it rests on."""

    terms: tuple[tuple[int, Fraction], ...]
    statements: frozenset[int]
    relation: int


Box = tuple[Bound | None, Bound | None]


def linear_conflict(wiring: Wiring, statements: Iterable[int], relations: Iterable[int]) -> Conflict | None:
    """Statements and relations that no values satisfy, proved exactly; ``None`` if no proof is found."""
    boxes = _boxes(wiring, statements)
    rows = tuple(_rows(wiring, relations, boxes))
    columns = sorted({v for row in rows for v, _ in row.terms})
    positive = _positive(wiring, relations)
    limits = {v: _limits(boxes.get(v, (None, None)), positive=v in positive) for v in columns}
    ray = _ray(rows, columns, limits) if rows else None
    return None if ray is None else _proved(wiring, rows, limits, ray)


def _boxes(wiring: Wiring, statements: Iterable[int]) -> dict[int, Box]:
    """What the statements themselves say of each variable."""
    boxes: dict[int, Box] = {}
    for index in sorted(statements):
        variable, interval, reason = wiring.about[index], wiring.statements[index].interval, frozenset((index,))
        low, high = boxes.get(variable, (None, None))
        if interval.low is not None and (low is None or interval.low > low.value):
            low = Bound(interval.low, reason)
        if interval.high is not None and (high is None or interval.high < high.value):
            high = Bound(interval.high, reason)
        boxes[variable] = (low, high)
    return boxes


def _positive(wiring: Wiring, relations: Iterable[int]) -> frozenset[int]:
    """The variables that cannot be negative: what rates are of, and parts that only add."""
    return frozenset(
        v
        for index in relations
        if not (isinstance(relation := wiring.relations[index], Sum) and relation.signed)
        for v in wiring.terms[index]
    )


def _limits(box: Box, *, positive: bool) -> Box:
    low, high = box
    return (_ZERO if positive and (low is None or low.value < 0) else low), high


def _rows(wiring: Wiring, relations: Iterable[int], boxes: Mapping[int, Box]) -> Iterator[Row]:
    for index in sorted(relations):
        relation, terms = wiring.relations[index], wiring.terms[index]
        if isinstance(relation, Product):
            yield from _product_rows(index, terms, boxes.get(terms[1], (None, None)))
        else:
            total, *parts = terms
            more = ((total, Fraction(1)), *((p, Fraction(-1)) for p in parts))
            yield Row(more, frozenset(), index)
            if relation.complete:
                yield Row(tuple((v, -c) for v, c in more), frozenset(), index)


def _product_rows(index: int, terms: Sequence[int], factor: Box) -> Iterator[Row]:
    whole, _, base = terms
    low, high = factor
    if low is not None and low.value >= 0:
        yield Row(((whole, Fraction(1)), (base, -low.value)), low.statements, index)
    if high is not None and high.value >= 0:
        yield Row(((base, high.value), (whole, Fraction(-1))), high.statements, index)


def _ray(rows: Sequence[Row], columns: Sequence[int], limits: Mapping[int, Box]) -> list[float] | None:
    """Multipliers of the rows, by the solver, that show that there is no solution; ``None`` if there is one."""
    programme = Programme(presolve="off", solver="simplex")
    place, size = {v: n for n, v in enumerate(columns)}, {v: _size(limits[v]) for v in columns}
    for variable in columns:
        low, high = (None if b is None else float(b.value) / size[variable] for b in limits[variable])
        programme.add_column(low, high)
    weights = []
    for row in rows:
        coefficients = [float(c) * size[v] for v, c in row.terms]
        weights.append(1 / (max(map(abs, coefficients)) or 1))
        programme.add_row([place[v] for v, _ in row.terms], [c * weights[-1] for c in coefficients], 0, None)
    ray = programme.farkas_ray()
    return None if ray is None else [y * w for y, w in zip(ray, weights, strict=True)]


def _size(box: Box) -> float:
    known = [abs(float(b.value)) for b in box if b is not None]
    return max(known, default=0) or 1000.0


def _proved(wiring: Wiring, rows: Sequence[Row], limits: Mapping[int, Box], ray: Sequence[float]) -> Conflict | None:
    """The conflict that the multipliers show, if their exact sum is impossible."""
    largest = max(map(abs, ray), default=0.0)
    for sign in (1, -1):  # every row says "at least 0", so the multipliers that count have one sign
        chosen = [(sign * y, row) for y, row in zip(ray, rows, strict=True) if sign * y > largest * _SMALL]
        exact = _exact([y for y, _ in chosen], [row for _, row in chosen])
        if exact and (found := _impossible(wiring, exact, limits)):
            return found
    return None


def _exact(ray: Sequence[float], rows: Sequence[Row]) -> list[tuple[Fraction, Row]]:
    """Multipliers near those of the solver by which the variables that should cancel out do so exactly; else none."""
    unknowns = [Fraction(y) for y in ray]
    equations = _cancelling(unknowns, rows)
    for place, pivot in enumerate(pivots := _eliminated(equations)):
        fixed = sum((c * unknowns[n] for n, c in enumerate(equations[place]) if n not in pivots), Fraction(0))
        unknowns[pivot] = -fixed
    if any(y < 0 for y in unknowns):
        return []
    return list(zip(unknowns, rows, strict=True))


def _cancelling(ray: Sequence[Fraction], rows: Sequence[Row]) -> list[list[Fraction]]:
    """For each variable whose terms nearly cancel out, its coefficients in the rows."""
    columns: dict[int, list[Fraction]] = {}
    for n, row in enumerate(rows):
        for variable, c in row.terms:
            columns.setdefault(variable, [Fraction(0)] * len(rows))[n] += c
    nearly = []
    for coefficients in columns.values():
        terms = [y * c for y, c in zip(ray, coefficients, strict=True)]
        if abs(sum(terms, Fraction(0))) <= max(map(abs, terms)) * Fraction(_SMALL):
            nearly.append(coefficients)
    return nearly


def _eliminated(equations: list[list[Fraction]]) -> list[int]:
    """Solve ``equations`` in place by Gauss and Jordan; the unknowns solved for, in their order (the others are free)."""
    pivots: list[int] = []
    for column in range(len(equations[0]) if equations else 0):
        place = len(pivots)
        row = next((n for n in range(place, len(equations)) if equations[n][column]), None)
        if row is None:
            continue
        equations[place], equations[row] = equations[row], equations[place]
        head = equations[place][column]
        equations[place] = [c / head for c in equations[place]]
        for n, other in enumerate(equations):
            if n != place and other[column]:
                equations[n] = [c - other[column] * p for c, p in zip(other, equations[place], strict=True)]
        pivots.append(column)
    return pivots


def _impossible(wiring: Wiring, chosen: Sequence[tuple[Fraction, Row]], limits: Mapping[int, Box]) -> Conflict | None:
    """The conflict, if the sum of the rows, which is at least 0, is below 0 for all values that the variables can have.

    It is told as that of one variable: what it is stated to be, and what the others leave for it.
    """
    added: dict[int, Fraction] = {}
    for y, row in chosen:
        for variable, c in row.terms:
            added[variable] = added.get(variable, Fraction(0)) + y * c
    ends = {v: limits[v][c > 0] for v, c in added.items() if c}
    bounds = {v: b for v, b in ends.items() if b is not None}
    if len(bounds) < len(ends) or (most := sum((added[v] * b.value for v, b in bounds.items()), Fraction(0))) >= 0:
        return None
    shown = min(v for v, b in bounds.items() if b.statements)
    c, own = added[shown], bounds[shown]
    others = [b.statements for v, b in bounds.items() if v != shown]
    statements = frozenset[int]().union(*others, *(row.statements for _, row in chosen))
    rest = Bound(own.value - most / c, statements, frozenset(row.relation for _, row in chosen))
    low, high = (rest, own) if c > 0 else (own, rest)
    return Conflict(wiring.variables[shown], low, high)


def is_needed(wiring: Wiring, statements: Iterable[int], relations: Sequence[int]) -> bool:
    """Whether the relations can clash together where none does alone: they form a circle through a value not stated."""
    terms = [frozenset(wiring.terms[index]) for index in relations]
    joined = Counter(v for variables in terms for v in variables)
    circular = joined.total() >= len(joined) + len(terms)
    stated = {wiring.about[index] for index in statements}
    return circular and any(count > 1 and v not in stated for v, count in joined.items())
