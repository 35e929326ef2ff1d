"""Whether a text gives figures as all the parts of another one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tachograph.checking.figures import Figures
from tachograph.checking.variables import Variable
from tachograph.core.claim import Claim

# "including", "such as": the list leaves something out. "of which" and 其中 single out a part.
PARTIAL = re.compile(
    r"\b(?:includ\w+|such as|among|of which|of them|within which|led by|mainly|mostly|for example|e\.g\.|alone|especially)\b"
    r"|其中|包括|包含|如|等|主要|仅|僅|当中|當中",
    re.IGNORECASE,
)
_NARROWER = re.compile(r"\b(?:passenger|commercial)\b|乘用车|商用车", re.IGNORECASE)
_OPENS = re.compile(
    r"[:：(（–—]|\b(?:consist\w*|compris\w*|made up of|split|breakdown|namely|they were)\b|分别|分別|构成|構成|即"
)
_TOTALS = re.compile(
    r"(?:\b(?:total\w*|sum|in all|altogether|together|combined|world|overall)\b|合计|合計|总计|總計|合共|共计|共)\W*(?:of\W*|to\W*)?$",
    re.IGNORECASE,
)


def is_complete_list(figures: Figures, whole: Variable, parts: Sequence[Variable]) -> bool:
    """Whether the parts stand together beside their whole, opened by a colon or the like or closed by "total"."""
    context = figures.context
    listed = sorted((_first(figures, p) for p in parts), key=lambda c: c.span)
    halves = any(p.scope.segment in ("passenger", "commercial") for p in parts)
    return any(
        _opened(_unless_narrower(context.between(w, listed[0]), halves=halves), w, listed)
        or _closed(context.before(w, 25), w, listed)
        for s in figures.about(whole)
        for c in s.claims
        if (w := context.by_id[c]) and _together(figures, w, listed)
    )


def _first(figures: Figures, variable: Variable) -> Claim:
    return figures.context.by_id[figures.about(variable)[0].claims[0]]


def _together(figures: Figures, whole: Claim, listed: Sequence[Claim]) -> bool:
    """Whether nothing but the parts and their rates stands from the whole to the last part."""
    context = figures.context
    sentences = [context.sentence(c) for c in (whole, *listed)]
    between = [
        c
        for c in context.claims
        if min(whole.span, listed[0].span) < c.span < max(whole.span, listed[-1].span)
        and c not in listed
        and c is not whole
        and c.kind == whole.kind
    ]
    return max(sentences) - min(sentences) <= 1 and not between


def _unless_narrower(text: str, *, halves: bool) -> str:
    """``text``, empty where it narrows parts as the whole is not: "190,190 NEVs: passenger BEVs 79,539, PHEVs 108,243"."""
    return "" if not halves and _NARROWER.search(text) else text


def _opened(text: str, whole: Claim, listed: Sequence[Claim]) -> bool:
    return whole.span < listed[0].span and bool(_OPENS.search(text)) and not PARTIAL.search(text)


def _closed(text: str, whole: Claim, listed: Sequence[Claim]) -> bool:
    return listed[-1].span < whole.span and bool(_TOTALS.search(text))
