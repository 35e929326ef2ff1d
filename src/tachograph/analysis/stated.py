"""How firmly a figure is stated: to the unit, rounded, "over" or "about"."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

from tachograph.core.estimate import Estimate
from tachograph.core.interval import Interval
from tachograph.core.quantity import Modifier

_CLOSE = Fraction(1, 200)


def modifier_of(estimate: Estimate) -> Modifier:
    """The word that most of those who give the best figure give it with; ``about`` for one that is only rounded."""
    if not estimate.support:
        return _derived(estimate)
    said = Counter(o.quantity.modifier for o in estimate.support if Fraction(o.quantity.value) == estimate.value)
    if not estimate.interval.width:
        return Modifier.EXACTLY if estimate.interval.bounded else _most(said)
    most = _most(said)
    return Modifier.ABOUT if most in (Modifier.EXACTLY, Modifier.BETWEEN, Modifier.NEARLY) else most


def bounds(estimate: Estimate) -> Interval:
    """What the figure can be; "over" a number is never under it."""
    low, high = estimate.interval.low, estimate.interval.high
    match modifier_of(estimate):
        case Modifier.OVER:
            return Interval(estimate.value if low is None else max(low, estimate.value), high)
        case Modifier.UNDER:
            return Interval(low, estimate.value if high is None else min(high, estimate.value))
        case _:
            return Interval(low, high)


def _derived(estimate: Estimate) -> Modifier:
    """A figure that is calculated from others is as loose as they are; so close that nobody minds, it counts as exact."""
    known = estimate.interval
    if not known.bounded or known.low is None or (known.width or 0) > abs(estimate.value) * _CLOSE:
        return Modifier.OVER if known.low == estimate.value else Modifier.ABOUT
    return Modifier.EXACTLY


def _most(said: Counter[Modifier]) -> Modifier:
    return max(Modifier, key=lambda m: said[m]) if said else Modifier.ABOUT
