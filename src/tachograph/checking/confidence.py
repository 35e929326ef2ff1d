"""How surely figures must be read for what is said of them."""

from __future__ import annotations

from collections.abc import Iterable
from math import prod

from tachograph.core.claim import Claim

_LIKELY = 0.5
_SURE = 0.85  # when chosen, the annotated articles had no false alarm from 0.8 on, and lost no find up to 0.88
_FIRM = 0.93  # enough where two sources agree on another figure of the same size, and nobody has this one for any time
_CERTAIN = 0.97  # at this confidence a figure that fits nothing is rather wrong than misread
_GIVEN = 1.0  # of figures that nobody had to find and read: no rule for reading is as sure


def likely(claims: Iterable[Claim]) -> bool:
    """Whether each of the claims is rather right in every field than not."""
    return all(c.confidence >= _LIKELY for c in claims)


def together(claims: Iterable[Claim]) -> float:
    """How likely all the claims are right in every field."""
    return prod(c.confidence for c in claims)


def sure(claims: Iterable[Claim]) -> bool:
    """Whether all the claims are likely to be right in every field."""
    return all(c.confidence >= _SURE for c in claims)


def firm(claims: Iterable[Claim]) -> bool:
    """Whether all the claims are very likely to be right in every field."""
    return all(c.confidence >= _FIRM for c in claims)


def certain(claims: Iterable[Claim]) -> bool:
    """Whether all the claims are as good as certain to be right in every field."""
    return all(c.confidence >= _CERTAIN for c in claims)


def given(claims: Iterable[Claim]) -> bool:
    """Whether all the claims were handed over as they are: what then does not hold together, the author wrote."""
    return all(c.confidence >= _GIVEN for c in claims)
