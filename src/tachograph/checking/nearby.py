"""The pairs of figures around a rate that it may follow from, whatever their fields are read as."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tachograph.checking.context import Context
from tachograph.checking.figures import is_average
from tachograph.checking.fitting import PLAIN, fits
from tachograph.checking.formulas import Formula, Op
from tachograph.core.claim import Claim, Kind

_BEFORE, _AFTER = 5, 4  # figures of a unit: texts name what a rate is of before it rather than after it
_AROUND = 2  # sentences
_FEWEST = 3  # digits of a figure that hardly gives a rate by chance
_LEAD = 2  # figures at the head of a text, which later ones are often parts of
_RATES = ("percentage_point", "times", "rank")


def nearby(context: Context, claim: Claim) -> Iterator[Formula]:
    """Quotients or changes of two figures of one unit, or differences of two rates in percent, near a claim."""
    points = claim.unit == "percentage_point"
    op = Op.LESS if points else Op.GROWTH if claim.kind is Kind.CHANGE else Op.QUOTIENT
    yield from _pairs(context, claim, op)


def given_by_another(context: Context, rate: Claim, formula: Formula, within: int, *, base_only: bool = False) -> bool:
    """Whether one of a formula's two figures and another, at most ``within`` sentences from the rate, give the rate.

    ``base_only`` says that the other one may only stand for the second figure, of which the rate is.
    """
    pair, here = formula.operands, context.sentence(rate)
    others = (
        c
        for c in context.claims
        if _is_operand(context, c, points=False)
        and c.unit == pair[1].unit
        and c not in pair
        and len(c.quantity.meant) >= _FEWEST
        and abs(context.sentence(c) - here) <= within
    )
    swapped = (p for c in others for p in ([(pair[0], c)] if base_only else [(c, pair[1]), (pair[0], c)]))
    return any(fits(rate, Formula(formula.op, p)) for p in swapped)


def grown_from(rate: Claim, base: Claim, others: Iterable[Claim]) -> bool:
    """Whether any of some figures grew at a rate from a base of its unit."""
    return any(fits(rate, Formula(Op.GROWTH, (o, base))) for o in others if o.unit == base.unit)


def grown_beside(context: Context, rate: Claim) -> bool:
    """Whether the figure just before a rate grew at it from another of the text, by what is printed of both."""
    here = context.position[rate.id]
    before = (c for c in context.claims[:here][::-1] if _is_operand(context, c, points=False))
    grown = next((c for c in before if context.sentence(c) == context.sentence(rate)), None)
    if grown is None:
        return False
    stated = rate.quantity.interval()
    others = (c for c in context.claims if _is_operand(context, c, points=False) and c.unit == grown.unit)
    exact = (c for c in others if c is not grown and len(c.quantity.meant) >= _FEWEST)
    return any(stated.contains(Formula(Op.GROWTH, (grown, c)).value * 100) for c in exact)


def _pairs(context: Context, claim: Claim, op: Op) -> Iterator[Formula]:
    part_of = op is Op.QUOTIENT and claim.unit == "percent"
    for figures in _around(context, claim, points=op is Op.LESS):
        for x in figures:
            for y in figures:
                too_large = part_of and x.quantity.value > y.quantity.value
                if x is not y and x.quantity.value != y.quantity.value and not too_large:
                    yield Formula(op, (x, y))


def _around(context: Context, claim: Claim, *, points: bool) -> Iterator[Sequence[Claim]]:
    """The figures nearest to a claim and the first of the text, by their unit, in the order of the text."""
    here = context.position[claim.id]
    found: dict[str, tuple[list[Claim], list[Claim]]] = {}
    for side, most, stretch in (
        (0, _BEFORE, range(here - 1, -1, -1)),
        (1, _AFTER, range(here + 1, len(context.claims))),
    ):
        for place in stretch:
            figure = context.claims[place]
            if abs(context.sentence(figure) - context.sentence(claim)) > _AROUND:
                break
            if _is_operand(context, figure, points=points):
                nearest = found.setdefault(figure.unit, ([], []))[side]
                if len(nearest) < most:
                    nearest.append(figure)
    for unit, sides in found.items():
        lead = [c for c in context.claims[:here] if c.unit == unit and _is_operand(context, c, points=points)][:_LEAD]
        figures = {c.id: c for c in (*lead, *sides[0], *sides[1])}
        yield sorted(figures.values(), key=lambda c: context.position[c.id])


def _is_operand(context: Context, figure: Claim, *, points: bool) -> bool:
    """Whether it is a plain level: of percent if points are to be explained, else of anything that is counted."""
    if figure.modifier not in PLAIN or figure.low != figure.high:
        return False
    if points:
        return figure.unit == "percent" and figure.kind in (Kind.LEVEL, Kind.SHARE)
    counted = figure.kind in (Kind.LEVEL, Kind.COUNT) and figure.unit not in (*_RATES, "percent")
    return counted and figure.quantity.value > 0 and not is_average(context, figure)
