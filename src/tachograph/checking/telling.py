"""Whether a slip of the pen explains a doubt so well that its figures were hardly misread instead.

A figure that was read amiss is of something else, and only chance makes that what is wanted here but for a slip. How often
it does can be counted: by how many values the slips of a figure reach, and how narrowly it is known what it should be.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import inf, log10, prod

from tachograph.checking.confidence import likely
from tachograph.checking.digits import Slip, slips, slips_to
from tachograph.core.claim import Claim
from tachograph.core.interval import Interval

_FEWEST = 3  # digits of a figure any one of which may be mistaken
_RARELY = 0.001  # a misreading that a slip explains by chance


def is_told(claims: Sequence[Claim], claim: Claim, wanted: Interval) -> bool:
    """Whether a slip of ``claim``, one of the ``claims`` of a doubt, explains it, and a misread one of them hardly does.

    ``wanted`` is what the claim should be, in its own unit.
    """
    misread = 1 - prod(c.confidence for c in claims)
    return likely(claims) and misread * accidents(claim, wanted) <= _RARELY


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
