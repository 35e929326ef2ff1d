"""Exact interval arithmetic: what a rounded figure can be."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import inf


@dataclass(frozen=True, slots=True)
class Interval:
    """A closed interval of rationals; ``None`` is an open side.

    Rounding intervals are half-open in truth (41.6 is [41.55, 41.65)); they are kept closed here, which errs on the
    side of calling two figures compatible.

    Raises:
        ValueError: if ``low`` is above ``high``.
    """

    low: Fraction | None = None
    high: Fraction | None = None

    def __post_init__(self) -> None:
        if self.low is not None and self.high is not None and _below(self.high, self.low):
            raise ValueError(f"empty interval: [{self.low}, {self.high}]")

    @classmethod
    def exactly(cls, value: Fraction | int) -> Interval:
        """The interval of one value."""
        fraction = Fraction(value)
        return cls(fraction, fraction)

    @property
    def bounded(self) -> bool:
        """Whether both sides are closed."""
        return self.low is not None and self.high is not None

    @property
    def ends(self) -> tuple[float, float]:
        """Both sides in floating point; an open one is infinite."""
        return -inf if self.low is None else float(self.low), inf if self.high is None else float(self.high)

    @property
    def width(self) -> Fraction | None:
        """Upper less lower bound; ``None`` when a side is open."""
        return None if self.low is None or self.high is None else self.high - self.low

    def contains(self, value: Fraction | int) -> bool:
        """Whether ``value`` lies inside."""
        return (self.low is None or self.low <= value) and (self.high is None or value <= self.high)

    def covers(self, other: Interval) -> bool:
        """Whether every value of ``other`` lies inside."""
        low_ok = self.low is None or (other.low is not None and self.low <= other.low)
        high_ok = self.high is None or (other.high is not None and other.high <= self.high)
        return low_ok and high_ok

    def meets(self, other: Interval) -> bool:
        """Whether the two share a value."""
        if self.low is not None and other.high is not None and _below(other.high, self.low):
            return False
        return self.high is None or other.low is None or not _below(self.high, other.low)

    def intersect(self, other: Interval) -> Interval | None:
        """The values of both; ``None`` if there are none."""
        low = max(_known(self.low, other.low), default=None)
        high = min(_known(self.high, other.high), default=None)
        if low is not None and high is not None and low > high:
            return None
        return Interval(low, high)

    def hull(self, other: Interval) -> Interval:
        """The smallest interval that covers both."""
        low = None if self.low is None or other.low is None else min(self.low, other.low)
        high = None if self.high is None or other.high is None else max(self.high, other.high)
        return Interval(low, high)

    def gap(self, other: Interval) -> Fraction:
        """The distance between two intervals that do not meet; 0 if they do."""
        if self.high is not None and other.low is not None and self.high < other.low:
            return other.low - self.high
        if other.high is not None and self.low is not None and other.high < self.low:
            return self.low - other.high
        return Fraction(0)

    def __add__(self, other: Interval) -> Interval:
        return Interval(_plus(self.low, other.low), _plus(self.high, other.high))

    def __neg__(self) -> Interval:
        return Interval(None if self.high is None else -self.high, None if self.low is None else -self.low)

    def __sub__(self, other: Interval) -> Interval:
        return self + (-other)

    def __mul__(self, other: Interval) -> Interval:
        a, b, c, d = self.low, self.high, other.low, other.high
        if a is not None and b is not None and c is not None and d is not None and a.numerator >= 0 <= c.numerator:
            return Interval(a * c, b * d)  # as most are
        corners = [_times(a, b) for a in self._ends() for b in other._ends()]
        return _of_ends(min(corners), max(corners))

    def scale(self, factor: Fraction | int) -> Interval:
        """Every value times ``factor``."""
        if factor.numerator > 0:
            low, high = self.low, self.high
            return Interval(None if low is None else low * factor, None if high is None else high * factor)
        return self * Interval.exactly(factor)

    def __truediv__(self, other: Interval) -> Interval:
        """The quotients; unbounded if ``other`` contains zero."""
        if other.contains(0):
            return Interval()
        low = Fraction(0) if other.high is None else 1 / other.high
        high = Fraction(0) if other.low is None else 1 / other.low
        return self * Interval(low, high)

    def _ends(self) -> tuple[_End, _End]:
        return (_MINUS if self.low is None else (0, self.low)), (_PLUS if self.high is None else (0, self.high))


_End = tuple[int, Fraction]  # (sign of infinity, finite part): ordered as extended numbers
_MINUS: _End = (-1, Fraction(0))
_PLUS: _End = (1, Fraction(0))


def _of_ends(low: _End, high: _End) -> Interval:
    return Interval(None if low[0] else low[1], None if high[0] else high[1])


def _times(a: _End, b: _End) -> _End:
    if not a[0] and not b[0]:
        return 0, a[1] * b[1]
    sign_a = a[0] or (a[1] > 0) - (a[1] < 0)
    sign_b = b[0] or (b[1] > 0) - (b[1] < 0)
    sign = sign_a * sign_b
    return sign, Fraction(0)


def _below(a: Fraction, b: Fraction) -> bool:
    """``a < b``, in half the time: nothing asks what numbers they are."""
    return a is not b and a.numerator * b.denominator < b.numerator * a.denominator


def _plus(a: Fraction | None, b: Fraction | None) -> Fraction | None:
    return None if a is None or b is None else a + b


def _known(*bounds: Fraction | None) -> list[Fraction]:
    return [bound for bound in bounds if bound is not None]
