"""Formulas as relations of the network: the figure, and the figures that it follows from, as variables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tachograph.checking.figures import Figures
from tachograph.checking.formulas import Formula, Op
from tachograph.checking.relations import Product, Relation, Sum
from tachograph.checking.variables import Variable
from tachograph.core.claim import Claim, Kind


def as_relations(figures: Figures, claim: Claim, formula: Formula, rule: str) -> Iterator[Relation]:
    """``claim`` = ``formula``, as one relation or two with an unknown between them; none if a figure has no variable."""
    result = figures.variable_of(claim)
    operands = [v for c in formula.operands if (v := figures.variable_of(c)) is not None]
    if result is None or len({result, *operands}) <= len(formula.operands):
        return
    if claim.unit == "percent" and claim.kind is Kind.LEVEL:
        return  # a margin is a level of percent, not a factor
    if claim.unit == "percentage_point" and any(c.kind is Kind.SHARE for c in formula.operands):
        return  # a share is a factor, not a level of percent
    x, y = operands[0], operands[-1]
    between = replace(x, kind="level", period=f"#{claim.id}", basis="between")
    match formula.op:
        case Op.QUOTIENT | Op.GROWTH:
            yield Product(rule, x, result, y)
        case Op.REST:
            yield Sum(rule, y, (x, between))
            yield Product(rule, between, result, y)
        case Op.SHARE_OF_SUM:
            yield Sum(rule, between, tuple(operands[:-1]))
            yield Product(rule, between, result, y)
        case Op.LESS:
            yield _difference(rule, x, y, result)
        case Op.SUM:
            yield Sum(rule, result, tuple(operands))
        case Op.PRODUCT | Op.PART:
            yield Product(rule, result, y, x)
        case Op.MEAN:
            yield Sum(rule, x, (*operands[1:], *(result for _ in range(formula.count))))


def _difference(rule: str, x: Variable, y: Variable, result: Variable) -> Relation:
    signed = result.kind == "change"
    return Sum(rule, x, (y, result), signed=signed)
