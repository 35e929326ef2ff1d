"""Whether a slip of the pen explains a doubt so well that its figures were hardly misread instead.

A figure that was read amiss is of something else, and only chance makes that what is wanted here but for a slip. How often
it does can be counted: by how many values the slips of a figure reach, and how narrowly it is known what it should be.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import inf

from tachograph.checking.digits import Slip, decades, slips, slips_to
from tachograph.checking.formulas import Formula, Op
from tachograph.checking.slipped import needed
from tachograph.core.claim import Claim
from tachograph.core.interval import Interval

_FEWEST = 3  # digits of a figure any one of which may be mistaken
_RARELY = 0.003  # doubts of figures without an error that a slip explains by chance: the first false ones come at 0.01
_MEANT = 0.9  # how likely a list must be meant for one of its parts to have been forgotten
_LISTED = 4  # parts of such a list
_OTHERWISE = 0.01  # figures that were read rightly, of which another edition or another count is near


def is_told(chance: float, claim: Claim, wanted: Interval) -> bool:
    """Whether a slip of a claim explains a doubt, and hardly anything else does.

    ``chance`` says how likely all of the doubt's figures were read rightly, or the words mean what they are doubted by;
    ``wanted`` is what the claim should be, in its own unit.
    """
    return by_chance(chance, claim, wanted) <= _RARELY


def is_told_by(chance: float, claim: Claim, formula: Formula) -> bool:
    """The same of a formula that does not give ``claim``, by a slip of any of its figures."""
    solved = [(c, span) for c, span in needed(claim, formula) if -inf < span[0] <= span[1] < inf]
    return is_told_of_any(chance, [(c, Interval(Fraction(low), Fraction(high))) for c, (low, high) in solved])


def is_told_of_any(chance: float, wanted: Sequence[tuple[Claim, Interval]]) -> bool:
    """The same of several claims, each with what it should be if all others are right: more of them fit by chance."""
    return len(wanted) * min((by_chance(chance, *one) for one in wanted), default=inf) <= _RARELY


def forgets_one(chance: float, claim: Claim, formula: Formula) -> bool:
    """Whether a total is that of a list but for one of its parts, which was forgotten in adding up."""
    if chance < _MEANT or formula.op is not Op.SUM or len(formula.operands) < _LISTED:
        return False
    lacking = formula.value - Fraction(claim.quantity.value)
    return sum(c.quantity.interval().contains(lacking) for c in formula.operands) == 1


def by_chance(chance: float, claim: Claim, wanted: Interval) -> float:
    """How often a figure that is no error would be what is wanted but for a slip as likely as the likeliest that is found.

    What was misread may have any size; what was read rightly and counted otherwise is near. Infinite if no slip explains
    the figure, or too little is known of what is wanted.
    """
    low, high = wanted.ends
    if not 0 < low * high < inf:
        return inf
    found = list(slips_to(claim, wanted, _FEWEST))
    if not found:
        return inf
    best = min(found, key=lambda s: s.order)
    alike = [s for s in slips(claim, _FEWEST) if s.order <= best.order]
    misread = (1 - chance) * _of_any_size(alike, best, wanted)
    return misread + _OTHERWISE * _as_near(alike, best, wanted, claim.quantity.nominal)


def _of_any_size(alike: Sequence[Slip], best: Slip, wanted: Interval) -> float:
    """How many of some slips give a value that is wanted, if that may be of any size."""
    low, high = sorted(map(abs, wanted.ends))
    half = float(best.step) / 2
    return len(alike) * decades(low - half, high + half)


def _as_near(alike: Sequence[Slip], best: Slip, wanted: Interval, stated: Fraction) -> float:
    """How many do if it is as near to the stated value as the best of them."""
    away = abs(best.value - stated)
    near = sum(abs(s.value - stated) <= away for s in alike)
    width = float(best.step) + wanted.ends[1] - wanted.ends[0]
    return near * width / float(2 * away)
