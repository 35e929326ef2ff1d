"""Whether a slip of the pen explains a doubt so well that its figures were hardly misread instead.

A figure that was read amiss is of something else, and only chance makes that what is wanted here but for a slip. How often
it does can be counted: by how many values the slips of a figure reach, and how narrowly it is known what it should be.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import inf, log10

from tachograph.checking.digits import Slip, slips, slips_to
from tachograph.checking.formulas import Formula
from tachograph.checking.slipped import needed
from tachograph.core.claim import Claim
from tachograph.core.interval import Interval

_FEWEST = 3  # digits of a figure any one of which may be mistaken
_RARELY = 0.001  # a misreading that a slip explains by chance


def is_told(chance: float, claim: Claim, wanted: Interval) -> bool:
    """Whether a slip of a claim explains a doubt, and a misreading hardly does.

    ``chance`` says how likely all of the doubt's figures were read rightly, or the words mean what they are doubted by;
    ``wanted`` is what the claim should be, in its own unit.
    """
    return (1 - chance) * accidents(claim, wanted) <= _RARELY


def is_told_by(chance: float, claim: Claim, formula: Formula) -> bool:
    """The same of a formula that does not give ``claim``, by a slip of any of its figures."""
    solved = [(c, span) for c, span in needed(claim, formula) if -inf < span[0] <= span[1] < inf]
    fitting = (accidents(c, Interval(Fraction(low), Fraction(high))) for c, (low, high) in solved)
    return (1 - chance) * len(solved) * min(fitting, default=inf) <= _RARELY


def accidents(claim: Claim, wanted: Interval) -> float:
    """How many slips as likely as the likeliest that makes a figure what is wanted would do so by chance.

    Counted over all sizes and, since what is near is often the same thing in another edition, among the values that are as
    near; infinite if no slip does, or too little is known of what is wanted.
    """
    low, high = wanted.ends
    if not 0 < low * high < inf:
        return inf
    found = list(slips_to(claim, wanted, _FEWEST))
    if not found:
        return inf
    best = min(found, key=lambda s: s.order)
    alike = [s for s in slips(claim, _FEWEST) if s.order <= best.order]
    return max(_of_any_size(alike, best, wanted), _as_near(alike, best, wanted, claim.quantity.nominal))


def _of_any_size(alike: Sequence[Slip], best: Slip, wanted: Interval) -> float:
    low, high = sorted(map(abs, wanted.ends))
    half = float(best.step) / 2
    return len(alike) * log10((high + half) / (low - half)) if low > half else inf


def _as_near(alike: Sequence[Slip], best: Slip, wanted: Interval, stated: Fraction) -> float:
    away = abs(best.value - stated)
    near = sum(abs(s.value - stated) <= away for s in alike)
    width = float(best.step) + wanted.ends[1] - wanted.ends[0]
    return near * width / float(2 * away)
