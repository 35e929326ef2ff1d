"""Small formulas over figures of a text: what they give, at most and at least, and how one writes them down."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from functools import reduce
from math import inf

from tachograph.checking.wording import number, percent
from tachograph.core.cached import cached_property
from tachograph.core.claim import Claim
from tachograph.core.interval import Interval


class Op(Enum):
    """What is done with the operands; the result of a rate is a fraction, not a percentage."""

    QUOTIENT = "x / y"
    GROWTH = "x / y - 1"
    REST = "1 - x / y"
    LESS = "x - y"
    SUM = "x + y + ..."
    SHARE_OF_SUM = "(x + ... ) / z"
    PRODUCT = "x * y"
    PART = "x * p%"
    MEAN = "x / months"


_QUICK = (Op.QUOTIENT, Op.GROWTH, Op.REST, Op.LESS)
_EPSILON = 1e-9


@dataclass(frozen=True)
class Formula:
    """An operation on figures; ``count`` is the number of months of a mean, or 1."""

    op: Op
    operands: tuple[Claim, ...]
    count: int = 1

    @property
    def value(self) -> Fraction:
        """What the figures give as printed."""
        return _apply(self, [Interval.exactly(_nominal(c)) for c in self.operands]).low or Fraction(0)

    @cached_property
    def interval(self) -> Interval:
        """What they can give by their rounding."""
        return _apply(self, [c.quantity.tolerant() for c in self.operands])

    @cached_property
    def rough(self) -> float:
        """The value in floating point, to sort out quickly what cannot fit."""
        return _ROUGH[self.op]([c.quantity.rough for c in self.operands], self.count)

    @cached_property
    def reach(self) -> tuple[float, float]:
        """At least and at most what two figures can give, in floating point: to sort out quickly what cannot fit."""
        return reach(self.op, *self.operands) if self.op in _QUICK else (-inf, inf)

    def written(self, *, rate: bool) -> str:
        """The calculation with its result, a rate as a percentage."""
        names = [number(_nominal(c)) for c in self.operands]
        value = percent(self.value, signed=self.op is Op.GROWTH) if rate else number(self.value)
        return f"{_written(self, names)} = {value}"


def reach(op: Op, x: Claim, y: Claim) -> tuple[float, float]:
    """The :attr:`Formula.reach` of an operation on two figures."""
    (a, b), (c, d) = x.quantity.ends, y.quantity.ends
    if op is not Op.LESS and (a < 0 or c <= 0):
        return -inf, inf
    low, high = (a - d, b - c) if op is Op.LESS else (a / d, b / c)
    if op is Op.GROWTH:
        low, high = low - 1, high - 1
    elif op is Op.REST:
        low, high = 1 - high, 1 - low
    slack = _EPSILON * max(abs(low), abs(high), 1.0)
    return low - slack, high + slack


def _nominal(claim: Claim) -> Fraction:
    return claim.quantity.nominal


def _apply(formula: Formula, values: list[Interval]) -> Interval:
    one, x = Interval.exactly(1), values[0]
    if formula.op is Op.SUM:
        return reduce(Interval.__add__, values)
    if formula.op is Op.SHARE_OF_SUM:
        return reduce(Interval.__add__, values[:-1]) / values[-1]
    if formula.op is Op.MEAN:
        return (x - values[1] if len(values) > 1 else x).scale(Fraction(1, formula.count))
    y = values[1]
    if formula.op is Op.LESS:
        return x - y
    if formula.op is Op.PRODUCT:
        return x * y
    if formula.op is Op.PART:
        return (x * y).scale(Fraction(1, 100))
    quotient = x / y
    if formula.op is Op.GROWTH:
        return quotient - one
    return one - quotient if formula.op is Op.REST else quotient


_ROUGH: Mapping[Op, Callable[[list[float], int], float]] = {
    Op.QUOTIENT: lambda v, _: v[0] / v[1],
    Op.GROWTH: lambda v, _: v[0] / v[1] - 1,
    Op.REST: lambda v, _: 1 - v[0] / v[1],
    Op.LESS: lambda v, _: v[0] - v[1],
    Op.SUM: lambda v, _: sum(v),
    Op.SHARE_OF_SUM: lambda v, _: sum(v[:-1]) / v[-1],
    Op.PRODUCT: lambda v, _: v[0] * v[1],
    Op.PART: lambda v, _: v[0] * v[1] / 100,
    Op.MEAN: lambda v, n: (v[0] - sum(v[1:])) / n,
}


def _written(formula: Formula, names: list[str]) -> str:
    match formula.op:
        case Op.GROWTH:
            return f"{names[0]} / {names[1]} - 1"
        case Op.REST:
            return f"1 - {names[0]} / {names[1]}"
        case Op.LESS:
            return f"{names[0]} - {names[1]}"
        case Op.SUM:
            return " + ".join(names)
        case Op.SHARE_OF_SUM:
            return f"({' + '.join(names[:-1])}) / {names[-1]}"
        case Op.PRODUCT:
            return f"{names[0]} x {names[1]}"
        case Op.PART:
            return f"{names[0]} x {names[1]}%"
        case Op.MEAN:
            above = names[0] if len(names) == 1 else f"({names[0]} - {names[1]})"
            return f"{above} / {formula.count} months"
        case _:
            return f"{names[0]} / {names[1]}"
