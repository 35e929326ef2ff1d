"""Errors made up for training: one of the figures of a formula that held, misprinted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from math import log
from random import Random

from tachograph.checking.digits import ANY_DIGIT, SWAP, slips
from tachograph.checking.fitting import fits
from tachograph.checking.formulas import Formula
from tachograph.core.claim import Claim

_DIGIT, _SWAPPED, _POWER = 0.4, 0.52, 0.65  # up to which dice a digit, a swap, a power; beyond, any other value
_SPREAD = log(2.5)  # other values lie within this factor
_TRIES = 5


def erred(
    claim: Claim, formulas: Sequence[Formula], right: Formula, dice: Random
) -> tuple[Claim, list[Formula]] | None:
    """A rate and its formulas after one of the three figures of the right one was misprinted; none if nothing changed."""
    for _ in range(_TRIES):
        wrong = misprint(dice.choice((claim, *right.operands)), dice)
        if wrong is None:
            continue
        after = [replace(f, operands=tuple(wrong if c.id == wrong.id else c for c in f.operands)) for f in formulas]
        rate = wrong if wrong.id == claim.id else claim
        if not fits(rate, after[list(formulas).index(right)]):
            return rate, after
    return None


def misprint(figure: Claim, dice: Random) -> Claim | None:
    """A figure with another value, as a slip or worse would leave it; none if the dice fell on no other."""
    value = _misprinted(figure, dice)
    if not value or value == figure.quantity.value:
        return None
    return replace(figure, quantity=replace(figure.quantity, low=value, high=value))


def _misprinted(figure: Claim, dice: Random) -> Decimal | None:
    drawn = dice.random()
    found = [s for s in slips(figure, 3) if _is_of(s.order, drawn)]
    if drawn < _POWER:
        return _decimal(dice.choice(found).value) if found else None
    step = figure.quantity.precision
    other = float(figure.quantity.value) * 2.718281828459045 ** dice.uniform(-_SPREAD, _SPREAD)
    return round(Decimal(repr(other)) / step) * step


def _is_of(order: int, drawn: float) -> bool:
    if drawn < _DIGIT:
        return order == ANY_DIGIT
    return order == SWAP if drawn < _SWAPPED else order < SWAP


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)
