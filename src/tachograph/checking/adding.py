"""What can be a part of what, by what figures are of."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from tachograph.checking.confidence import given
from tachograph.checking.variables import parsed
from tachograph.core.claim import Claim

NARROWING = ("region", "segment", "model")
"""The fields that narrow a subject's figure to a part of it."""


def could_add_up(total: Claim, parts: Sequence[Claim]) -> bool:
    """Whether what figures are of lets some make up another: all within its time and scope, none counted twice.

    Of figures that had to be read the fields may be wrong, and forbid nothing.
    """
    if not given((total, *parts)):
        return True
    if any(_is_wider(part, total) for part in parts):
        return False
    times = [parsed(c.period or "") for c in (total, *parts)]
    if any(when is None or when.start is None for when in times):
        return True
    whole, *within = [when for when in times if when is not None]
    pairs = combinations(zip(parts, within, strict=True), 2)
    twice = any(a.overlaps(b) for (x, a), (y, b) in pairs if _share_things(x, y))
    return not twice and all(whole.contains(when) for when in within)


def _is_wider(part: Claim, total: Claim) -> bool:
    """Whether a figure is not narrowed to a region, a segment or a model, and another is."""
    return any(getattr(total, field) and not getattr(part, field) for field in NARROWING)


def _share_things(a: Claim, b: Claim) -> bool:
    """Whether two figures count some of the same things, at times that overlap."""
    if (a.subject, a.metric) != (b.subject, b.metric):
        return False
    narrowed = [(getattr(a, field), getattr(b, field)) for field in NARROWING]
    return all(x == y or x is None or y is None for x, y in narrowed)
