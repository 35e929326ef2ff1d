"""What ties variables together, and what cannot hold together: the nouns of the network."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from tachograph.checking.variables import Variable
from tachograph.core.interval import Interval


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


Range = tuple[Bound | None, Bound | None]


def interval_of(found: Range) -> Interval:
    """The bounds without their reasons."""
    low, high = found
    return Interval(None if low is None else low.value, None if high is None else high.value)
