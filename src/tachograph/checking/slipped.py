"""Slips of the pen in one of the figures of a formula that would make it right.

Each figure in it is solved for by the others; if one digit, one swap, a power of ten or a sign takes it there, the figure
may be wrong by that. The fewer slips would have fitted by chance, the more that says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import inf

from tachograph.checking.digits import ANY_DIGIT, Slip, decades, slips, slips_within
from tachograph.checking.fitting import PLAIN, stated
from tachograph.checking.formulas import Formula, Op
from tachograph.core.claim import Claim, Kind

_FEWEST = 3  # digits of a figure whose digits may be mistaken: nearly any value is a slip of a shorter one
_ADDED = (Op.LESS, Op.SUM)
_DISTINCT = 0.02  # a value that differs from the stated one by less is no other value

Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Hit:
    """A slip in one figure of a formula that makes it right; ``order`` as of the slip, 1 the likeliest."""

    figure: Claim
    value: Fraction
    order: int

    @property
    def telling(self) -> bool:
        """Whether it is more than any other digit: swapped digits, a power of ten, a sign."""
        return self.order < ANY_DIGIT


def hits(claim: Claim, formula: Formula) -> tuple[Hit, ...]:
    """The slips that make a formula give a claim, the likeliest first."""
    distinct = 0.0 if formula.op in _ADDED else _DISTINCT
    found = (
        Hit(figure, slip.value, slip.order)
        for figure, span in needed(claim, formula)
        for slip in _reached(figure, span, distinct)
    )
    return tuple(sorted(found, key=lambda h: (h.order, h.figure.span, h.value)))


def likeliest(claim: Claim, formula: Formula) -> int | None:
    """The order of the first of the :func:`hits`; ``None`` if there are none."""
    distinct = 0.0 if formula.op in _ADDED else _DISTINCT
    return min(
        (slip.order for figure, span in needed(claim, formula) for slip in _reached(figure, span, distinct)),
        default=None,
    )


def accidents(claim: Claim, formula: Formula) -> float:
    """How many slips of a formula's figures would make it right by chance."""
    return sum(_expected(figure, span) for figure, span in needed(claim, formula))


def needed(claim: Claim, formula: Formula) -> Iterator[tuple[Claim, Span]]:
    """What each figure would have to be by the others, in its own unit: the rate, the whole or part, the base."""
    if claim.unit == "percentage_point":
        return  # rates in percent have few digits: nearly any other is a slip of them
    if formula.op in _ADDED:
        yield from _needed_to_add_up(claim, formula)
        return
    x, y = formula.operands
    low, high = stated(claim)
    factor = (1 + low, 1 + high) if formula.op is Op.GROWTH else (low, high)
    part, base = x.quantity.ends, y.quantity.ends
    unit = 100 if claim.unit == "percent" else 1
    yield claim, (formula.reach[0] * unit, formula.reach[1] * unit)
    if factor[0] > 0:
        yield x, (base[0] * factor[0], base[1] * factor[1])
        yield y, (part[0] / factor[1], part[1] / factor[0])


def _needed_to_add_up(claim: Claim, formula: Formula) -> Iterator[tuple[Claim, Span]]:
    """The same of a difference, which with the smaller figure makes the larger, or of a total and its parts."""
    low, high = sorted(map(abs, stated(claim)))
    if formula.op is Op.LESS:
        whole, *parts = (*formula.operands, claim)
    else:
        whole, parts = claim, list(formula.operands)
    size = {c.id: (low, high) if c is claim else c.quantity.ends for c in (whole, *parts)}
    added = tuple(sum(size[p.id][side] for p in parts) for side in (0, 1))
    yield whole, (added[0], added[1])
    if formula.op is Op.LESS:  # the slip may have made the smaller the larger
        (low, high), part = size[claim.id], parts[0]
        least, most = size[part.id][0] - high, size[part.id][1] - low
        if most > 0:
            yield whole, (least, most)
        yield part, (size[whole.id][0] + low, size[whole.id][1] + high)
    for part in parts:
        least = size[whole.id][0] - (added[1] - size[part.id][1])
        most = size[whole.id][1] - (added[0] - size[part.id][0])
        if most > 0:
            yield part, (-most, -least) if part.quantity.value < 0 else (least, most)


def _expected(figure: Claim, needed: Span) -> float:
    """How many of a figure's slips would fit by chance."""
    low, high = sorted((abs(needed[0]), abs(needed[1])))
    if figure.kind is Kind.CHANGE and figure.unit == "percent":
        low, high = 100 + needed[0], 100 + needed[1]
    return len(slips(figure, _FEWEST)) * decades(low, high)


def _reached(figure: Claim, needed: Span, distinct: float) -> Sequence[Slip]:
    """The slips of a figure that take it where it would have to be."""
    low, high = needed
    if not -inf < low <= high < inf or figure.modifier not in PLAIN:
        return ()
    own = figure.quantity.rough
    if low - abs(own) * distinct <= own <= high + abs(own) * distinct and figure.kind is not Kind.CHANGE:
        return ()
    return slips_within(figure, low, high, _FEWEST)
