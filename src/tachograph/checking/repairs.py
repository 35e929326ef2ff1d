"""The smallest edits that would mend a figure, the likeliest first (edit operations after Scholtus 2016)."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from tachograph.checking.digits import FEW, slips, slips_to
from tachograph.core.claim import Claim
from tachograph.core.finding import Repair
from tachograph.core.interval import Interval

_NARROW = Fraction(1, 5)
_SHARP = 3  # a recalculated figure is proposed if what it can be spans at most so many steps of its last digit


def slip_repair(claim: Claim, target: Interval, explains: int = 1, fewest: int = FEW) -> tuple[Repair, int] | None:
    """The value without a slip of the pen, if exactly one likeliest slip brings it into ``target``, and its order.

    ``target`` is in the claim's own unit, percent for rates and shares.
    """
    fitting = list(slips_to(claim, target, fewest))
    if not fitting or not is_narrow(target):
        return None
    order = min(s.order for s in fitting)
    best = dict.fromkeys(s.value for s in fitting if s.order == order)
    return (value_repair(claim, next(iter(best)), explains), order) if len(best) == 1 else None


def is_narrow(target: Interval) -> bool:
    """Whether a target says what the value is, not only what it is not."""
    low, high = target.low, target.high
    return low is not None and high is not None and high - low <= _NARROW * max(abs(low), abs(high))


def recalculated(claim: Claim, target: Interval, explains: int = 1) -> tuple[Repair, ...]:
    """The value that the other figures give, rounded as the claim's; nothing if they do not give one.

    Only for derived figures (rates, shares): what a level should have been instead, nobody knows.
    """
    step = Fraction(claim.quantity.precision)
    if target.low is None or target.high is None or target.high - target.low > _SHARP * step:
        return ()
    return (value_repair(claim, round((target.low + target.high) / 2 / step) * step, explains),)


def as_recorded(claim: Claim, value: Fraction, explains: int = 1) -> Repair:
    """A sources' value, as exactly as the claim is given; whole where a slip leads to it: a zero too many was not meant."""
    step = Fraction(claim.quantity.precision)
    exact = any(s.value == value for s in slips(claim))
    return value_repair(claim, value if exact else round(value / step) * step, explains)


def powers_that_fit(a: Claim, b: Claim, target: Interval) -> tuple[Repair, ...]:
    """The powers of ten by which one of two amounts is off so that their quotient comes into ``target``."""
    return tuple(_powers(a, b, target))


def _powers(a: Claim, b: Claim, target: Interval) -> Iterator[Repair]:
    quotient = Fraction(a.quantity.value) / Fraction(b.quantity.value)
    for power in (1, -1, 2, -2, 3, -3, 4, -4):
        factor = Fraction(10) ** power
        if target.contains(quotient * factor):
            yield value_repair(b, Fraction(b.quantity.value) / factor)
            yield value_repair(a, Fraction(a.quantity.value) * factor)


def value_repair(claim: Claim, value: Fraction, explains: int = 1) -> Repair:
    """Replace the claim's value; for a range, both ends are scaled alike."""
    return Repair(claim.id, "value", plain(Fraction(claim.quantity.value)), plain(value), explains)


def plain(value: Fraction) -> str:
    """A number without separators, as a machine reads it back."""
    if value.denominator == 1:
        return str(value.numerator)
    return f"{float(value):.6f}".rstrip("0").rstrip(".")
