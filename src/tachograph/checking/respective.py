"""Shares given respectively: "30,000 sedans and 20,000 vans, 60% and 40% respectively", "分别占51.1%和48.9%"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tachograph.checking.context import Context
from tachograph.core.claim import Claim, Kind

_JOIN = re.compile(r"\s*(?:[,，、]|\b(?:and|&)\b|[和与與及]|以及)*\s*(?:\band\b\s*)?", re.IGNORECASE)
_AHEAD = re.compile(r"分别|分別|\brespectively\b", re.IGNORECASE)
_BEHIND = re.compile(r"[^.;。；\d]{0,25}\brespectively\b", re.IGNORECASE)


def others(context: Context, claim: Claim) -> frozenset[str]:
    """The ids of the figures that the other shares of a row are of; empty where the text does not say so."""
    row = _row(context, claim)
    first, last = context.position[row[0].id], row[-1]
    levels = context.claims[max(0, first - len(row)) : first]
    if len(row) < 2 or not _alike(context, levels, claim, len(row)):
        return frozenset()
    if not (_AHEAD.search(context.between(levels[-1], row[0])) or _BEHIND.match(context.after(last, 40))):
        return frozenset()
    return frozenset(c.id for place, c in enumerate(levels) if row[place] is not claim)


def _row(context: Context, claim: Claim) -> Sequence[Claim]:
    """The shares beside a share, with nothing but commas and "and" between them."""
    first = last = context.position[claim.id]
    while first and _joined(context, context.claims[first - 1], context.claims[first]):
        first -= 1
    while last + 1 < len(context.claims) and _joined(context, context.claims[last], context.claims[last + 1]):
        last += 1
    return context.claims[first : last + 1]


def _joined(context: Context, a: Claim, b: Claim) -> bool:
    shares = a.kind is b.kind is Kind.SHARE and a.unit == b.unit
    return shares and a.span.end <= b.span.start and bool(_JOIN.fullmatch(context.between(a, b)))


def _alike(context: Context, levels: Sequence[Claim], claim: Claim, count: int) -> bool:
    """Whether so many levels of one unit stand before a row, in its sentence."""
    own = context.sentence(claim)
    same = all(c.kind in (Kind.LEVEL, Kind.COUNT) and context.sentence(c) == own for c in levels)
    return same and len(levels) == count and len({c.unit for c in levels}) == 1
