"""A figure as stated, and what it can be."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from tachograph.core.cached import cached_property
from tachograph.core.interval import Interval

_ABOUT = Fraction(5, 100)  # "about 2 million": how far the trade's round figures lie from the later exact ones
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


@dataclass(frozen=True)  # no slots: a figure is compared over and over, and remembers what it can be
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

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        return hash((self.low, self.high, self.modifier, self.unit, self.precision))

    @property
    def value(self) -> Decimal:
        """The stated number; for a range its lower end."""
        value = self.low if self.low is not None else self.high
        assert value is not None
        return value

    @cached_property
    def nominal(self) -> Fraction:
        """The stated number as a fraction."""
        return Fraction(self.value)

    @cached_property
    def rough(self) -> float:
        """The stated number in floating point."""
        return float(self.value)

    @cached_property
    def meant(self) -> str:
        """The digits that the author meant, to the last step, without sign, point or scale."""
        return str(abs(round(self.nominal / Fraction(self.precision))))

    def interval(self) -> Interval:
        """What the figure can be, by rounding to ``precision`` and by modifier."""
        return self._interval

    def tolerant(self) -> Interval:
        """:meth:`interval`, also allowing that the author cut digits off instead of rounding.

        Published rates are cut off about as often as rounded (7% or 8% for 7.7%), so a figure is only called false
        when it fits neither.
        """
        return self._tolerant

    @cached_property
    def ends(self) -> tuple[float, float]:
        """The ends of :meth:`tolerant` in floating point."""
        return self._tolerant.ends

    @cached_property
    def ratio(self) -> Interval:
        """:meth:`tolerant`, with percentages as fractions of one."""
        return self._tolerant.scale(Fraction(1, 100)) if self.unit == "percent" else self._tolerant

    @cached_property
    def ratio_ends(self) -> tuple[float, float]:
        """The ends of :attr:`ratio` in floating point."""
        return self.ratio.ends

    @cached_property
    def _interval(self) -> Interval:
        half = Fraction(self.precision) / 2
        low = None if self.low is None else Fraction(self.low) - half
        high = None if self.high is None else Fraction(self.high) + half
        if self.modifier is Modifier.ABOUT:
            return _widened(low, high, _ABOUT, _ABOUT)
        if self.modifier is Modifier.NEARLY:
            # "nearly" looks up in size: nearly -50% is -48%.
            grows = self.value >= 0
            return _widened(low, high, _NEARLY if grows else Fraction(0), Fraction(0) if grows else _NEARLY)
        return Interval(low, high)

    @cached_property
    def _tolerant(self) -> Interval:
        step = Fraction(self.precision)
        low, high = self._interval.low, self._interval.high
        if self.low is not None and self.low <= 0 and low is not None:  # a fall by 0.9% is cut off to 0%
            low = min(low, Fraction(self.low) - step)
        if self.high is not None and self.high >= 0 and high is not None:
            high = max(high, Fraction(self.high) + step)
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
