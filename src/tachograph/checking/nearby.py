"""Rates and shares of a text that gives no full dates: confirmed by figures that stand beside them.

Without a year there is no variable to balance, so nothing is ever contradicted here. Two figures of the same sentence
or row whose quotient is exactly the stated rate confirm it, if no other two do as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from tachograph.checking.figures import Figures, is_average
from tachograph.checking.rounding import rounding
from tachograph.checking.wording import number, percent
from tachograph.core.claim import Claim, Kind, Modality, Verdict
from tachograph.core.finding import Finding, Step
from tachograph.core.interval import Interval

_UNITS = {"percent": 100}
_SHARP = Fraction(3, 100)  # a stated interval wider than this, in relation to the quotient, is met by chance


def findings(figures: Figures, confirmed: frozenset[str]) -> Iterator[Finding]:
    """Confirmations of the rates, shares and multiples that are not among ``confirmed``."""
    context = figures.context
    for claim in context.claims:
        if claim.id in confirmed or claim.kind not in (Kind.CHANGE, Kind.SHARE, Kind.RATIO):
            continue
        if claim.unit not in ("percent", "times"):
            continue
        levels = [c for c in context.claims if _beside(figures, claim, c)]
        fitting = [(x, y) for x in levels for y in levels if _fits(claim, x, y)]
        if len({(x.quantity.value, y.quantity.value) for x, y in fitting}) == 1:
            yield _finding(claim, fitting)


def _beside(figures: Figures, claim: Claim, level: Claim) -> bool:
    """Whether a level stands in the same sentence or row and may be what the rate is about."""
    context = figures.context
    same_subject = claim.kind is Kind.SHARE or level.subject == claim.subject or claim.kind is Kind.RATIO
    return (
        level.kind is Kind.LEVEL
        and level.unit not in ("percent", "percentage_point")
        and level.low is not None
        and level.low > 0
        and same_subject
        and context.sentence(level) == context.sentence(claim)
        and not is_average(context, level)
    )


def _fits(claim: Claim, x: Claim, y: Claim) -> bool:
    if x is y or x.unit != y.unit or (claim.kind is Kind.CHANGE and x.model != y.model):
        return False
    if claim.kind is Kind.SHARE and x.quantity.value >= y.quantity.value:
        return False
    if Modality.TARGET in (x.modality, y.modality) and claim.kind is not Kind.SHARE:
        return False
    stated = _quotient(claim, claim.quantity.tolerant())
    quotient = Fraction(x.quantity.value) / Fraction(y.quantity.value)
    width = stated.width
    return width is not None and width <= _SHARP * max(quotient, Fraction(1, 2)) and stated.contains(quotient)


def _quotient(claim: Claim, stated: Interval) -> Interval:
    """A stated rate as the quotient of two figures."""
    if claim.kind is Kind.RATIO and claim.unit == "times":
        return stated
    share = stated.scale(Fraction(1, 100))
    return share + Interval.exactly(1) if claim.kind is Kind.CHANGE else share


def _finding(claim: Claim, fitting: Sequence[tuple[Claim, Claim]]) -> Finding:
    x, y = fitting[0]
    value = Fraction(x.quantity.value) / Fraction(y.quantity.value)
    names = f"{number(Fraction(x.quantity.value))} / {number(Fraction(y.quantity.value))}"
    if claim.kind is Kind.CHANGE:
        message, rule = f"{names} - 1 = {percent(value - 1, signed=True)}, stated as {claim.quote}", "growth"
    elif claim.unit == "times":
        message, rule = f"{names} = {number(value)}, stated as {claim.quote}", "share"
    else:
        message, rule = f"{names} = {percent(value)}, stated as {claim.quote}", "share"
    message += rounding(claim, value * _UNITS.get(claim.unit, 1) - (100 if claim.kind is Kind.CHANGE else 0))
    ids = tuple(dict.fromkeys((claim.id, *(c.id for pair in fitting for c in pair))))
    return Finding(rule, Verdict.CONFIRMED, ids, message, (Step(message, Interval.exactly(value), ids),))
