"""How a computed figure became the stated one, where it is not simply its rounded form."""

from __future__ import annotations

from fractions import Fraction

from tachograph.checking.variables import Variable
from tachograph.checking.wording import shown
from tachograph.core.claim import Claim
from tachograph.core.interval import Interval
from tachograph.core.quantity import Modifier


def rounding(claim: Claim, value: Fraction) -> str:
    """A remark on the way from a computed value, in the claim's unit, to the claim; empty if it was rounded."""
    quantity = claim.quantity
    if quantity.modifier is Modifier.BETWEEN or quantity.interval().contains(value):
        return ""
    return (
        " (cut off, not rounded)"
        if quantity.tolerant().contains(value)
        else " (the same within the rounding of the figures)"
    )


def rounding_of(claim: Claim, variable: Variable, nominal: Fraction) -> str:
    """The same for the value of a variable of the network."""
    value = shown(variable, Interval.exactly(nominal)).low
    return "" if value is None else rounding(claim, value)
