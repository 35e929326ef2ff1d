"""Rows of one form, "Haval 63,108/52,214/20.86%; Wey 10,226/3,010/239.73%": what holds in the others holds in each.

Three figures that only bars, strokes or blanks part, row after row, belong together whatever they were read to be of. Where
the rate of every other row is the change or share that its two figures give, the one row in which it is not is wrong.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction

from tachograph.checking import held
from tachograph.checking.context import Context
from tachograph.checking.figures import Figures
from tachograph.checking.fitting import PLAIN, fits
from tachograph.checking.formulas import Formula, Op
from tachograph.checking.telling import is_told_by
from tachograph.core.claim import Claim, Kind
from tachograph.core.finding import Finding

_PARTED = re.compile(r"\s*(?:[|/／,，、;；:：()（）*]\s*){0,4}(?:\+\s*)?")
_FEWEST = 2  # rows that hold: each is an accident once in a hundred times
_EXCHANGED = 2  # rows that do not: figures of one may stand in the other
_DIGITS = 3  # of their rates
_MEANT = 0.9  # how likely a rate that is a little off is of just these figures: the one before may have been restated
_NEAR = Fraction(1, 50)  # of what the rate should be: a little off
_ORDERS = (
    (0, 1, 2),
    (1, 0, 2),
    (0, 2, 1),
    (2, 0, 1),
    (1, 2, 0),
    (2, 1, 0),
)  # the figure, what it is measured by, the rate

Row = tuple[Claim, Claim, Claim]


def findings(figures: Figures, settled: frozenset[str]) -> Iterator[Finding]:
    """One finding for each row that alone breaks what all others of its form hold to; none of what is ``settled`` already."""
    forms = _forms(figures.context)
    broken = (one for rows in forms for order in _ORDERS for one in _odd(rows, order))
    yield from held.contradictions(broken, settled)


def _forms(context: Context) -> Iterator[Sequence[Row]]:
    """The rows of each form, three neighbours each."""
    found: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    claims = context.claims
    for row in zip(claims, claims[1:], claims[2:], strict=False):
        gaps = context.between(row[0], row[1]), context.between(row[1], row[2])
        rates = [c for c in row if c.kind in (Kind.CHANGE, Kind.SHARE)]
        if len(rates) == 1 and all(map(_PARTED.fullmatch, gaps)):
            form = (*(" ".join(g.split()) for g in gaps), *(str(c.kind) for c in row))
            found[form].append(row)
    yield from found.values()


def _odd(rows: Sequence[Row], order: tuple[int, int, int]) -> Iterator[tuple[Claim, Formula]]:
    """The rates and figures of the few rows that do not hold, if more do and these are enough."""
    made = [one for row in rows if (one := _made(*(row[n] for n in order))) is not None]
    good = [one for one in made if _holds(*one)]
    sharp = [claim for claim, _ in good if len(claim.quantity.meant) >= _DIGITS]
    bad = [one for one in made if one not in good]
    if not len(bad) < len(sharp) or len(bad) > _EXCHANGED or len(sharp) < _FEWEST:
        return
    signs = any(claim.quantity.value < 0 for claim, _ in good)
    yield from (one for one in bad if (signs if fits(*one) else _is_wrong(*one)))


def _is_wrong(claim: Claim, formula: Formula) -> bool:
    """Whether a rate is not only a little off, as where the figure before was restated, or was reckoned from the wrong end."""
    own, value = formula.value * 100, Fraction(claim.quantity.value)
    if claim.kind is Kind.CHANGE:
        if fits(claim, Formula(Op.GROWTH, formula.operands[::-1])):
            return True
        own, value = own + 100, value + 100
    return abs(own - value) > abs(own) * _NEAR or is_told_by(_MEANT, claim, formula)


def _made(level: Claim, base: Claim, rate: Claim) -> tuple[Claim, Formula] | None:
    alike = _is_level(level) and _is_level(base) and level.unit == base.unit
    if not alike or rate.unit != "percent" or rate.modifier not in PLAIN:
        return None
    if rate.kind is Kind.CHANGE:
        return rate, Formula(Op.GROWTH, (level, base))
    return (rate, Formula(Op.QUOTIENT, (level, base))) if rate.kind is Kind.SHARE else None


def _is_level(claim: Claim) -> bool:
    one = claim.kind is Kind.LEVEL and claim.low == claim.high
    return one and claim.unit != "percent" and claim.quantity.value > 0


def _holds(claim: Claim, formula: Formula) -> bool:
    signed = claim.kind is not Kind.CHANGE or claim.quantity.ratio.meets(formula.interval)
    return fits(claim, formula) and signed
