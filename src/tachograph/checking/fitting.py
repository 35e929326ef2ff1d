"""Whether formulas give a figure, and whether that is no accident.

A hit counts if either the figures leave one way to compute it, or the number of ways times the share of all values that
the stated figure covers is small.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from math import inf, log10

from tachograph.checking.formulas import Formula
from tachograph.core.claim import Claim, Kind
from tachograph.core.quantity import Modifier, stated_precision

PLAIN = (Modifier.EXACTLY, Modifier.ABOUT, Modifier.NEARLY)
DERIVED = (Kind.CHANGE, Kind.SHARE, Kind.RATIO)
"""The kinds of figures that follow from others."""
_CHANCE = 0.1  # accidents to be expected among the formulas tried
_STRICT = 0.03  # the same where a level, which need not follow from anything, is to be held to a formula
_LONE = 0.35  # the same where there is but one formula to try
_BEYOND = 1.5  # "over 100" is said of figures up to so many times it
_DECADE = 1.0  # levels spread over some powers of ten: one decade at the least
_RATES = 0.6  # growth factors spread from one half to two
_TENTH = Decimal("0.1")
_EPSILON = 1e-9


def is_margin(claim: Claim) -> bool:
    """Whether it is a margin: what is left of an amount, in percent."""
    return claim.kind is Kind.LEVEL and claim.unit == "percent" and (claim.metric or "").endswith("margin")


def is_sharp(claim: Claim) -> bool:
    """Whether it is a rate known so well that it hardly fits the wrong figures."""
    if not (claim.kind in DERIVED or is_margin(claim)) or claim.modifier not in PLAIN:
        return False
    if claim.unit == "percentage_point":
        return claim.quantity.precision <= _TENTH
    return claim.unit in ("percent", "times") and _odds(claim, *stated(claim)) <= _STRICT


def fitting(claim: Claim, formulas: Sequence[Formula], *, strictly: bool = False) -> list[Formula]:
    """The formulas that give the claim's figure, if all that do agree in value and it is no accident."""
    low, high = stated(claim)
    if not formulas or not low <= high:
        return []
    found = [f for f in formulas if _within(claim, f.rough, low, high)]
    if not found or len({round(f.rough, 9) for f in found}) > 1 or not fits(claim, found[0]):
        return []
    odds = _odds(claim, low, high)
    tries = len({round(f.rough, 9) for f in formulas if _of_one_size(claim, f.rough, low, high)})
    if strictly:
        return found if odds * tries <= _STRICT else []
    return found if odds * tries <= _CHANCE or (tries == 1 and odds <= _LONE) else []


def stated(claim: Claim) -> tuple[float, float]:
    """What is stated, in the unit of a formula's value: a rate as a fraction."""
    low, high = claim.quantity.ratio_ends
    if high == inf:
        high = _times(low, _BEYOND, growth=_is_growth(claim))
    elif low == -inf:
        low = _times(high, 1 / _BEYOND, growth=_is_growth(claim))
    return low, high


def _times(value: float, factor: float, *, growth: bool) -> float:
    return (1 + value) * factor - 1 if growth else value * factor


def _is_growth(claim: Claim) -> bool:
    return claim.kind is Kind.CHANGE and claim.unit == "percent"


def _within(claim: Claim, value: float, low: float, high: float) -> bool:
    if claim.kind is Kind.CHANGE and claim.unit != "percent":
        value = abs(value) if low > 0 else -abs(value)  # a lead and a fall are told by words, not by the sign
    slack = abs(value) * _EPSILON
    return low - slack <= value <= high + slack


def fits(claim: Claim, formula: Formula) -> bool:
    """Whether a formula can give the claim's figure, by the rounding of all."""
    if not may_fit(claim, formula.reach):
        return False
    stated = claim.quantity.ratio
    return stated.meets(formula.interval) or stated.meets(-formula.interval)


def may_fit(claim: Claim, reach: tuple[float, float]) -> bool:
    """Whether what a formula can give, in floating point, can be a claim's figure; most cannot."""
    low, high = claim.quantity.ratio_ends
    least, most = reach
    return (low <= most and least <= high) or (-high <= most and least <= -low)


def _odds(claim: Claim, low: float, high: float) -> float:
    """The share of all likely values that lies between two; a round figure is one of few, however exact it is."""
    if _is_growth(claim):
        low, high, spread = 1 + low, 1 + high, _RATES
    else:
        low, high, spread = *sorted((abs(low), abs(high))), _DECADE
        half, middle = _roundness(claim) / 2, (low + high) / 2
        low, high = min(low, middle - half), max(high, middle + half)
    return log10(high / low) / spread if low > 0 and high < inf else 1.0


def _roundness(claim: Claim) -> float:
    """The step of a level's last digit but zeros, as nobody tells whether these are exact."""
    if claim.unit == "percent" or claim.quantity.value % 1:
        return 0.0
    digits = f"{abs(claim.quantity.value):f}".split(".")[0]
    return float(stated_precision(digits)) if digits.strip("0") else 0.0


def _of_one_size(claim: Claim, value: float, low: float, high: float) -> bool:
    """Whether a value could have been taken for the stated one: what is far from it is no try."""
    if _is_growth(claim):
        value, low, high, spread = 1 + value, 1 + low, 1 + high, _RATES
    else:
        value, low, high, spread = abs(value), *sorted((abs(low), abs(high))), _DECADE
    half = 10 ** (spread / 2)
    return low / half <= value <= high * half
