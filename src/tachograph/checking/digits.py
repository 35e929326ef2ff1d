"""How a figure goes wrong in writing: a digit, two swapped digits, a power of ten."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from tachograph.core.claim import Claim
from tachograph.core.interval import Interval
from tachograph.core.quantity import Modifier

_POWERS = (1, -1, 2, -2, 3, -3, 4, -4)  # a zero too many, thousands for units, 万 for 亿
SWAP = 5  # the order of swapped digits
ANY_DIGIT = 6  # the order of slips of any digit: so many that one may fit by chance
_SCALES = tuple(Decimal(10) ** n for n in (3, 4, 6, 8, 9))  # thousand, 万, million, 亿, billion
_BARE = re.compile(r"\D{0,4}?(\d[\d,]*(?:\.\d+)?)")
FEW = 5  # a figure of fewer digits is one digit away from nearly anything


@dataclass(frozen=True, slots=True)
class Slip:
    """A value that was probably meant, to what step, and how likely that is (1 first)."""

    value: Fraction
    step: Fraction
    order: int

    @property
    def interval(self) -> Interval:
        """What the value can be by rounding."""
        return Interval(self.value - self.step / 2, self.value + self.step / 2)


def slips(claim: Claim, fewest: int = FEW) -> Iterator[Slip]:
    """The values that a slip of the pen could have turned into the claim's, the likeliest first.

    Any one digit may be wrong in figures of ``fewest`` digits or more.
    """
    value, step = Fraction(claim.quantity.value), Fraction(claim.quantity.precision)
    for power in _powers(claim, _digits(value, step)):
        factor = Fraction(10) ** power
        yield Slip(value * factor, step * factor, abs(power))
    if value and claim.unit in ("percent", "percentage_point"):
        yield Slip(-value, step, 2)
    for swapped in _swapped(_digits(value, step)):
        yield Slip(_signed(swapped, value) * step, step, SWAP)
    if len(_digits(value, step)) >= fewest:
        for changed in _one_changed(_digits(value, step)):
            yield Slip(_signed(changed, value) * step, step, ANY_DIGIT)


def is_scaled_from_afar(claim: Claim) -> bool:
    """Whether a bare number got its scale word from elsewhere, a table's head: its size is then less than certain."""
    bare = _BARE.fullmatch(claim.quote)
    if bare is None or not (written := Decimal(bare[1].replace(",", ""))):
        return False
    return abs(claim.quantity.value) / written in _SCALES


def nearly_same(a: Claim, b: Claim) -> bool:
    """Whether one of two differing figures looks like a slip of the other, or they differ little."""
    x, y = Fraction(a.quantity.value), Fraction(b.quantity.value)
    if a.unit == b.unit == "percent" and abs(x - y) <= 2:
        return True
    if Modifier.BETWEEN in (a.modifier, b.modifier):
        return False
    return _slip_of(a, b) or _slip_of(b, a)


def _slip_of(a: Claim, b: Claim) -> bool:
    """Whether a slip makes ``b`` of ``a``; digits are only mistaken in figures given to the same digit."""
    alike = a.quantity.precision == b.quantity.precision
    return any(s.interval.meets(b.quantity.interval()) and (alike or s.order < SWAP) for s in slips(a))


def _powers(claim: Claim, digits: str) -> tuple[int, ...]:
    """Shifts of the decimal point: one place for rates; none for single digits, which any power would bring near.

    None either where the scale was read from a table's head: the slip would be the reader's.
    """
    if len(digits) < 2 or is_scaled_from_afar(claim):
        return ()
    return _POWERS[:2] if claim.unit in ("percent", "percentage_point") else _POWERS


def _digits(value: Fraction, step: Fraction) -> str:
    return str(abs(round(value / step)))


def _signed(digits: str, value: Fraction) -> Fraction:
    return Fraction(int(digits)) * (-1 if value < 0 else 1)


def _swapped(digits: str) -> Iterator[str]:
    for n in range(len(digits) - 1):
        if digits[n] != digits[n + 1]:
            yield digits[:n] + digits[n + 1] + digits[n] + digits[n + 2 :]


def _one_changed(digits: str) -> Iterator[str]:
    for n, old in enumerate(digits):
        for new in "0123456789":
            if new != old and not (n == 0 and new == "0"):
                yield digits[:n] + new + digits[n + 1 :]
