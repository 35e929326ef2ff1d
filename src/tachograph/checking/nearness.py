"""How a formula's value compares with the rate that is stated, as named signals.

What gives the rate was most likely meant; what nearly does, or would but for a slip of the pen, may have been meant by
one who erred.
"""

from __future__ import annotations

from collections.abc import Iterator

from tachograph.checking.confidence import given
from tachograph.checking.digits import ANY_DIGIT
from tachograph.checking.fitting import fits, may_fit, stated
from tachograph.checking.formulas import Formula, Op, reach
from tachograph.checking.slipped import accidents, likeliest
from tachograph.core.claim import Claim

_STEPS = (
    (0.01, "a hundredth"),
    (0.05, "a twentieth"),
    (0.15, "a seventh"),
    (0.4, "less than half"),
    (1.0, "double"),
    (5.0, "much"),
)
GIVEN = "value: given"
VALUES = ("value: ", "slip: ")
"""How the signals begin that are yielded here."""
_EPSILON = 1e-9
_SAME = 0.005  # a growth that is none
_OTHERWISE = {Op.QUOTIENT: (Op.GROWTH,), Op.GROWTH: (Op.QUOTIENT, Op.REST), Op.REST: (Op.QUOTIENT, Op.GROWTH)}
"""What else a rate may have been computed as; the rest is the growth with the other sign, which fits as well."""
_CHANCES = ((0.003, "hardly"), (0.02, "rarely"), (0.1, "at times"))


def given_otherwise(claim: Claim, formula: Formula) -> bool:
    """Whether the same two figures give a rate in another way: a share taken for a change, or part and base exchanged."""
    if claim.unit != "percent":
        return False
    ops = _OTHERWISE.get(formula.op, (Op.QUOTIENT, Op.GROWTH))
    either_way = (formula.operands, formula.operands[::-1])
    return any(
        may_fit(claim, reach(op, *operands)) and fits(claim, Formula(op, operands))
        for operands in either_way
        for op in ops
    )


def is_no_growth(claim: Claim, formula: Formula) -> bool:
    """Whether a growth that was read in the text would be of two editions of one figure, or an aim and its outcome."""
    same = formula.op is Op.GROWTH and abs(formula.rough) < _SAME < abs(claim.quantity.rough) / 100
    return same and not given((claim,))


def nearness(claim: Claim, formula: Formula) -> Iterator[str]:
    """Whether a formula gives a rate; if not, how far off it is, and whether a slip explains that."""
    if fits(claim, formula):
        yield GIVEN
        return
    if given_otherwise(claim, formula):
        yield f"{GIVEN} otherwise"
        return
    far = distance(claim, formula)
    turned = formula.op is not Op.QUOTIENT and sum(stated(claim)) * formula.rough < 0
    yield f"value: off by {next((name for step, name in _STEPS if far <= step), 'more')}"
    yield f"value: {'turned' if turned else 'one way'}"
    order = likeliest(claim, formula)
    if order is None:
        yield "slip: none"
        return
    chance = accidents(claim, formula)
    kind = "telling" if order < ANY_DIGIT else "any digit"
    yield f"slip: {kind}, {next((name for most, name in _CHANCES if chance <= most), 'often')} by chance"


def distance(claim: Claim, formula: Formula) -> float:
    """How far a formula's value is from the rate, their signs aside, in parts of the rate."""
    low, high = stated(claim)
    said = abs(low + high) / 2
    return abs(abs(formula.rough) - said) / max(said, _EPSILON)
