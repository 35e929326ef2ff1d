"""Interval propagation over exact rationals: bounds, and the statements and relations that each rests on.

A relation is looked at again only when one of its variables has moved. Since every bound knows what it rests on, a
statement can be taken back: what rested on it is forgotten and follows anew from the rest.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from tachograph.checking.relations import Bound, Conflict, Product, Range, Relation, Sum
from tachograph.checking.variables import Statement, Variable

_VISITS = 16  # of one relation in one run: chains in a text are short, and circles may narrow for ever
_WORTHWHILE = Fraction(1, 2000)  # a bound that moves by less than this share of itself is not followed further
_DIGITS = 128  # binary places: bounds of longer denominators are rounded outwards, which never makes a conflict
_ZERO = Bound(Fraction(0))

Bounds = Mapping[int, Bound]
Move = tuple[int, bool, Fraction, Sequence[Bound]]  # variable, whether its upper bound, value, what it follows from


class Wiring:
    """Statements and relations with numbers in the place of variables."""

    def __init__(self, statements: Sequence[Statement], relations: Sequence[Relation]) -> None:
        numbers: dict[Variable, int] = {}
        self.statements = tuple(statements)
        self.relations = tuple(relations)
        self.terms = tuple(tuple(numbers.setdefault(v, len(numbers)) for v in r.variables) for r in relations)
        self.about = tuple(numbers.setdefault(s.variable, len(numbers)) for s in statements)
        self.numbers = numbers
        self.variables = tuple(numbers)
        self.touching: tuple[list[int], ...] = tuple([] for _ in numbers)
        self.stating: tuple[list[int], ...] = tuple([] for _ in numbers)
        for index, terms in enumerate(self.terms):
            for variable in dict.fromkeys(terms):
                self.touching[variable].append(index)
        for index, variable in enumerate(self.about):
            self.stating[variable].append(index)


class Propagation:
    """The ranges that follow from some statements and relations; statements may be taken back and put back."""

    def __init__(self, wiring: Wiring, statements: Iterable[int], relations: Iterable[int]) -> None:
        self._wiring = wiring
        self._allowed = frozenset(relations)
        self._active: set[int] = set()
        self._bounds: tuple[dict[int, Bound], dict[int, Bound]] = ({}, {})
        self._pending = deque(sorted(statements))
        self._queue = deque(sorted(self._allowed))
        self._queued = set(self._queue)

    @property
    def ranges(self) -> dict[Variable, Range]:
        """The ranges so far."""
        lows, highs = self._bounds
        return {self._wiring.variables[v]: (lows.get(v), highs.get(v)) for v in dict.fromkeys((*lows, *highs))}

    def run(self) -> Conflict | None:
        """Narrow until nothing moves much; stops at the first conflict, and goes on from there when called again."""
        while self._pending:
            index = self._pending[0]
            if clash := self._state(index):
                return clash
            self._active.add(self._pending.popleft())
        visits = Counter[int]()
        while self._queue:
            index = self._queue[0]
            visits[index] += 1
            if visits[index] <= _VISITS and (clash := self._visit(index)):
                return clash
            self._queue.popleft()
            self._queued.discard(index)
        return None

    def replace(self, gone: frozenset[int], back: Iterable[int] = ()) -> None:
        """Take some statements back, with all that rested on them, and put others in."""
        waiting = [i for i in self._pending if i not in gone]
        self._pending = deque(sorted({*waiting, *back} - self._active))
        self._active -= gone
        for upper, bounds in enumerate(self._bounds):
            for variable in [v for v, b in bounds.items() if not b.statements.isdisjoint(gone)]:
                self._reset(variable, upper=bool(upper))
                self._wake(variable)

    def _reset(self, variable: int, *, upper: bool) -> None:
        """The bound that the statements themselves give."""
        del self._bounds[upper][variable]
        for index in self._wiring.stating[variable]:
            if index in self._active and (bound := self._stated(index, upper=upper)):
                old = self._bounds[upper].get(variable)
                if old is None or (bound.value < old.value if upper else bound.value > old.value):
                    self._bounds[upper][variable] = bound

    def _stated(self, index: int, *, upper: bool) -> Bound | None:
        interval = self._wiring.statements[index].interval
        value = interval.high if upper else interval.low
        return None if value is None else Bound(value, frozenset((index,)))

    def _state(self, index: int) -> Conflict | None:
        variable = self._wiring.about[index]
        for upper in (False, True):
            bound = self._stated(index, upper=upper)
            if bound and (clash := self._narrow(variable, bound.value, upper=upper, bound=bound)):
                return clash
        return None

    def _visit(self, index: int) -> Conflict | None:
        relation, terms = self._wiring.relations[index], self._wiring.terms[index]
        for variable, upper, value, reasons in _implied(relation, terms, *self._bounds):
            if clash := self._narrow(variable, value, upper=upper, reasons=reasons, relation=index):
                return clash
        return None

    def _narrow(
        self,
        variable: int,
        value: Fraction,
        *,
        upper: bool,
        bound: Bound | None = None,
        reasons: Sequence[Bound] = (),
        relation: int = -1,
    ) -> Conflict | None:
        old = self._bounds[upper].get(variable)
        if old is not None and (value >= old.value if upper else value <= old.value):
            return None
        new = bound or _follows(_outward(value, upper=upper), reasons, relation)
        self._bounds[upper][variable] = new
        other = self._bounds[not upper].get(variable)
        if other is not None and (value < other.value if upper else value > other.value):
            low, high = (other, new) if upper else (new, other)
            if low.value > high.value:
                return Conflict(self._wiring.variables[variable], low, high)
        if old is None or abs(value - old.value) > abs(old.value) * _WORTHWHILE:
            self._wake(variable)
        return None

    def _wake(self, variable: int) -> None:
        for index in self._wiring.touching[variable]:
            if index in self._allowed and index not in self._queued:
                self._queued.add(index)
                self._queue.append(index)


def _follows(value: Fraction, reasons: Sequence[Bound], relation: int) -> Bound:
    statements = frozenset[int]().union(*(b.statements for b in reasons))
    return Bound(value, statements, frozenset((relation,)).union(*(b.relations for b in reasons)))


def _outward(value: Fraction, *, upper: bool) -> Fraction:
    """A bound with a denominator of bearable length, no tighter."""
    if value.denominator.bit_length() <= 2 * _DIGITS:
        return value
    shifted = value.numerator << _DIGITS
    return Fraction(-(-shifted // value.denominator) if upper else shifted // value.denominator, 1 << _DIGITS)


def _implied(relation: Relation, terms: Sequence[int], lows: Bounds, highs: Bounds) -> Iterator[Move]:
    if isinstance(relation, Product):
        yield from _implied_by_product(terms, lows, highs)
    else:
        yield from _implied_by_sum(relation, terms, lows, highs)


def _implied_by_sum(relation: Sum, terms: Sequence[int], lows: Bounds, highs: Bounds) -> Iterator[Move]:
    total, parts = terms[0], terms[1:]
    floor = None if relation.signed else _ZERO
    under = [lows.get(p, floor) for p in parts]
    yield from _added(total, under, upper=False)
    yield from _left(parts, highs.get(total), under, upper=True)
    if relation.complete:
        over = [highs.get(p) for p in parts]
        yield from _added(total, over, upper=True)
        yield from _left(parts, lows.get(total), over, upper=False)


def _added(total: int, parts: Sequence[Bound | None], *, upper: bool) -> Iterator[Move]:
    known = [b for b in parts if b is not None]
    if len(known) == len(parts):
        yield total, upper, sum((b.value for b in known), Fraction(0)), known


def _left(parts: Sequence[int], total: Bound | None, bounds: Sequence[Bound | None], *, upper: bool) -> Iterator[Move]:
    """What the total leaves for each part, the other bounds taken off."""
    unknown = [n for n, b in enumerate(bounds) if b is None]
    if total is None or len(unknown) > 1:
        return
    rest = total.value - sum((b.value for b in bounds if b is not None), Fraction(0))
    for n in unknown or range(len(parts)):
        own = bounds[n]
        others = [b for m, b in enumerate(bounds) if m != n and b is not None]
        yield parts[n], upper, rest + own.value if own else rest, (total, *others)


def _implied_by_product(terms: Sequence[int], lows: Bounds, highs: Bounds) -> Iterator[Move]:
    whole, factor, base = terms
    for upper, same, other in ((False, lows, highs), (True, highs, lows)):
        a, b = same.get(factor), same.get(base)
        if a and b and a.value >= 0 and b.value >= 0:
            yield whole, upper, a.value * b.value, (a, b)
        product = same.get(whole)
        for wanted, given in ((factor, base), (base, factor)):
            divisor = other.get(given)
            if product and divisor and product.value >= 0 and divisor.value > 0:
                yield wanted, upper, product.value / divisor.value, (product, divisor)
