"""How a figure goes wrong in writing: a digit, two swapped digits, a power of ten."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from math import inf, log10
from typing import NamedTuple

from tachograph.core.claim import Claim
from tachograph.core.interval import Interval
from tachograph.core.quantity import Modifier, Quantity

_POWERS = (1, -1, 2, -2, 3, -3, 4, -4)  # a zero too many, thousands for units, 万 for 亿
SWAP = 5  # the order of swapped digits
ANY_DIGIT = 6  # the order of slips of any digit: so many that one may fit by chance
_SCALES = tuple(Decimal(10) ** n for n in (3, 4, 6, 8, 9))  # thousand, 万, million, 亿, billion
_BARE = re.compile(r"\D{0,4}?(\d[\d,]*(?:\.\d+)?)")
_EPSILON = 1e-9
FEW = 5  # a figure of fewer digits is one digit away from nearly anything


class Slip(NamedTuple):
    """A value that was probably meant, to what step, and how likely that is (1 first).

    ``least`` and ``most`` are what it can be by rounding, in floating point: most slips are told from what is wanted by
    these alone, so the value is only made where it is asked for.
    """

    numerator: int
    denominator: int
    step: Fraction
    order: int
    least: float
    most: float

    @property
    def value(self) -> Fraction:
        return Fraction(self.numerator, self.denominator)

    @property
    def interval(self) -> Interval:
        """What the value can be by rounding."""
        return Interval(self.value - self.step / 2, self.value + self.step / 2)


class _Slips:
    """The slips of one figure, the likeliest first, and those of a digit by size as well: they are many."""

    def __init__(self, found: Iterable[Slip]) -> None:
        self.all = tuple(found)
        self._few = [s for s in self.all if s.order < SWAP]
        self._many = sorted(enumerate(self.all[len(self._few) :]), key=lambda placed: placed[1].least)
        self._least = [s.least for _, s in self._many]
        self._most = [s.most for _, s in self._many]  # of one step all, so these rise as well

    def within(self, low: float, high: float) -> list[Slip]:
        found = [s for s in self._few if low <= s.most and s.least <= high]
        near = self._many[bisect_left(self._most, low) : bisect_right(self._least, high)]
        return found + [s for _, s in sorted(near)]


def slips(claim: Claim, fewest: int = FEW) -> tuple[Slip, ...]:
    """The values that a slip of the pen could have turned into the claim's, the likeliest first.

    Any one digit may be wrong in figures of ``fewest`` digits or more.
    """
    return _slips(claim.quantity, claim.quote, fewest).all


def slips_within(claim: Claim, low: float, high: float, fewest: int = FEW) -> list[Slip]:
    """Those of the :func:`slips` that can lie between two values, by rounding, in floating point."""
    return _slips(claim.quantity, claim.quote, fewest).within(low, high)


def slips_to(claim: Claim, wanted: Interval, fewest: int = FEW) -> Iterator[Slip]:
    """Those of the :func:`slips` whose value can be a wanted one, by rounding."""
    low, high = wanted.ends
    slack = _EPSILON * max((abs(end) for end in (low, high) if abs(end) < inf), default=0.0)
    near = slips_within(claim, low - slack, high + slack, fewest)
    return (s for s in near if s.interval.meets(wanted))


@lru_cache(maxsize=1024)  # of some articles: each figure is tried in many formulas
def _slips(quantity: Quantity, quote: str, fewest: int) -> _Slips:
    return _Slips(_each_slip(quantity, quote, fewest))


def _each_slip(quantity: Quantity, quote: str, fewest: int) -> Iterator[Slip]:
    value, step, digits = quantity.nominal, Fraction(quantity.precision), quantity.meant
    for power in _powers(quantity, quote):
        up, down = 10 ** max(power, 0), 10 ** max(-power, 0)
        yield from _each([value.numerator * up], value.denominator * down, step * up / down, abs(power))
    if value and quantity.unit in ("percent", "percentage_point"):
        yield from _each([-value.numerator], value.denominator, step, 2)
    one = -step.numerator if value < 0 else step.numerator
    yield from _each([number * one for number in _swapped(digits)], step.denominator, step, SWAP)
    if len(digits) >= fewest:
        yield from _each([number * one for number in _one_changed(digits)], step.denominator, step, ANY_DIGIT)


def _each(numerators: Iterable[int], denominator: int, step: Fraction, order: int) -> list[Slip]:
    half = float(step) / 2
    return [Slip(n, denominator, step, order, (r := n / denominator) - half, r + half) for n in numerators]


def is_scaled_from_afar(claim: Claim) -> bool:
    """Whether a bare number got its scale word from elsewhere, a table's head: its size is then less than certain."""
    return _is_scaled_from_afar(claim.quantity, claim.quote)


def _is_scaled_from_afar(quantity: Quantity, quote: str) -> bool:
    bare = _BARE.fullmatch(quote)
    if bare is None or not (written := Decimal(bare[1].replace(",", ""))):
        return False
    return abs(quantity.value) / written in _SCALES


def decades(low: float, high: float) -> float:
    """How many powers of ten lie between two sizes: how many figures of any size would fall there by chance, of one."""
    return log10(high / low) if low > 0 and high < inf else inf


def nearly_same(a: Claim, b: Claim) -> bool:
    """Whether one of two differing figures looks like a slip of the other, or they differ little."""
    x, y = a.quantity.nominal, b.quantity.nominal
    if a.unit == b.unit == "percent" and abs(x - y) <= 2:
        return True
    if Modifier.BETWEEN in (a.modifier, b.modifier):
        return False
    return _slip_of(a, b) or _slip_of(b, a)


def _slip_of(a: Claim, b: Claim) -> bool:
    """Whether a slip makes ``b`` of ``a``; digits are only mistaken in figures given to the same digit."""
    alike = a.quantity.precision == b.quantity.precision
    return any(alike or s.order < SWAP for s in slips_to(a, b.quantity.interval()))


def _powers(quantity: Quantity, quote: str) -> tuple[int, ...]:
    """Shifts of the decimal point: one place for rates; none for single digits, which any power would bring near.

    None either where the scale was read from a table's head: the slip would be the reader's.
    """
    if len(quantity.meant) < 2 or _is_scaled_from_afar(quantity, quote):
        return ()
    return _POWERS[:2] if quantity.unit in ("percent", "percentage_point") else _POWERS


def _swapped(digits: str) -> list[int]:
    """The numbers with two neighbouring digits swapped."""
    pairs = ((n, a, b) for n, (a, b) in enumerate(pairwise(digits)))
    return [int(digits[:n] + b + a + digits[n + 2 :]) for n, a, b in pairs if a != b]


def _one_changed(digits: str) -> list[int]:
    """The numbers with another digit in one place, and not led by a zero."""
    number = int(digits)
    places = [(10 ** (len(digits) - n - 1), int(old), n == 0) for n, old in enumerate(digits)]
    return [number + (new - old) * place for place, old, leads in places for new in range(leads, 10) if new != old]
