"""A figure as stated, and what it can be."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache

from tachograph.core.interval import Interval

_ABOUT = Fraction(5, 100)  # "about 2 million": how far the trade's round figures lie from the later exact ones
_KNOWN = 50_000  # quantities whose intervals are remembered
_NEARLY = Fraction(
    10, 100
)  # "nearly 80%" is said of 78.5%, "nearly 200,000" of 195,000; never of less than nine tenths


class Modifier(StrEnum):
    """The word that loosens a figure."""

    EXACTLY = "exactly"
    ABOUT = "about"
    OVER = "over"
    UNDER = "under"
    NEARLY = "nearly"
    BETWEEN = "between"


@dataclass(frozen=True, slots=True)
class Quantity:
    """Bounds as stated, in the base unit; never a mean.

    ``low`` equals ``high`` for one number and one of them is ``None`` on an open side. ``precision`` is the value of
    one step in the last digit that the author meant (0.1 for ``41.6``, 100000 for ``2.1 million``, 1000 for
    ``39,000``).
    """

    low: Decimal | None
    high: Decimal | None
    modifier: Modifier
    unit: str
    precision: Decimal

    def __post_init__(self) -> None:
        if self.low is None and self.high is None:
            raise ValueError("a quantity needs a bound")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"bounds in the wrong order: {self.low} > {self.high}")

    @property
    def value(self) -> Decimal:
        """The stated number; for a range its lower end."""
        value = self.low if self.low is not None else self.high
        assert value is not None
        return value

    def interval(self) -> Interval:
        """What the figure can be, by rounding to ``precision`` and by modifier."""
        return _interval(self)

    def tolerant(self) -> Interval:
        """:meth:`interval`, also allowing that the author cut digits off instead of rounding.

        Published rates are cut off about as often as rounded (7% or 8% for 7.7%), so a figure is only called false
        when it fits neither.
        """
        return _tolerant(self)


@lru_cache(maxsize=_KNOWN)  # the same figures are compared over and over
def _interval(quantity: Quantity) -> Interval:
    half = Fraction(quantity.precision) / 2
    low = None if quantity.low is None else Fraction(quantity.low) - half
    high = None if quantity.high is None else Fraction(quantity.high) + half
    if quantity.modifier is Modifier.ABOUT:
        return _widened(low, high, _ABOUT, _ABOUT)
    if quantity.modifier is Modifier.NEARLY:
        # "nearly" looks up in size: nearly -50% is -48%.
        grows = quantity.value >= 0
        return _widened(low, high, _NEARLY if grows else Fraction(0), Fraction(0) if grows else _NEARLY)
    return Interval(low, high)


@lru_cache(maxsize=_KNOWN)
def _tolerant(quantity: Quantity) -> Interval:
    rounded = quantity.interval()
    step = Fraction(quantity.precision)
    low, high = rounded.low, rounded.high
    if quantity.low is not None and quantity.low < 0 and low is not None:
        low = min(low, Fraction(quantity.low) - step)
    if quantity.high is not None and quantity.high >= 0 and high is not None:
        high = max(high, Fraction(quantity.high) + step)
    return Interval(low, high)


def _widened(low: Fraction | None, high: Fraction | None, below: Fraction, above: Fraction) -> Interval:
    return Interval(
        None if low is None else low - abs(low) * below,
        None if high is None else high + abs(high) * above,
    )


def stated_precision(digits: str) -> Decimal:
    """The step of the last meant digit of a number as written, without its scale word.

    Decimals count as written (``41.60`` is to 0.01). The trailing zeros of a whole number are taken as rounding down
    to two significant digits (``39,000`` is to 1000, ``1,000,000`` to 100000), since nobody counts to them.
    """
    plain = digits.replace(",", "").lstrip("+-−–")
    if "." in plain:
        return Decimal(1).scaleb(-len(plain.split(".")[1]))
    zeros = len(plain) - len(plain.rstrip("0"))
    return Decimal(1).scaleb(max(0, min(zeros, len(plain) - 2)))
