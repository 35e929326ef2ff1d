"""Rates and shares whose base stands right after them: "up 10.1% from 25,681", "63.5% of its target of 700,000".

The words themselves say what is compared, so nothing here depends on how periods, metrics or subjects were read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations

from tachograph.checking.digits import slips
from tachograph.checking.figures import Figures, is_average
from tachograph.checking.repairs import recalculated, slip_repair
from tachograph.checking.wording import number, percent
from tachograph.core.claim import Claim, Kind, Verdict
from tachograph.core.finding import Finding, Step
from tachograph.core.interval import Interval
from tachograph.core.quantity import Modifier

_QUALIFIED = r"(?:the|its|their|a|an|about|around|nearly|over|some|only|just|all|original|total|initial|[\w.'’-]+['’]s|RMB|US\$|\$|[(\s])*"
_FROM = re.compile(
    rf"^\s*(?:(?:more|less|fewer|higher|lower|above|below|year[- ]on[- ]year|on the (?:year|month))\s+)?"
    rf"(?:from|than|over|on|above|below|compared (?:with|to)|against|versus|vs\.?)\s+{_QUALIFIED}$",
    re.IGNORECASE,
)
_OF = re.compile(
    rf"^\s*of\s+{_QUALIFIED}(?:(?:[\w-]+\s+){{0,2}}(?:target|goal|plan|aim|total|sales|deliveries|exports|revenues?)\s+of\s+"
    rf"(?:about\s+|over\s+)?)?$",
    re.IGNORECASE,
)
_OF_WHICH = re.compile(r"\b(?:of which|of these|of them|including)\b|其中", re.IGNORECASE)
_MAKES = re.compile(
    r"[\s\w]{0,12}?[\s,，(（]*(?:or|accounting for|representing|making up|that is|占(?:比|总\w{1,3}的?)?)?\s*(?:about|约|約|为|為)?\s*",
    re.IGNORECASE,
)
_LOOK_BACK = 5  # claims
_MISREAD = 2  # beyond this factor, and without a slip that explains it, the words were not understood


def findings(figures: Figures) -> Iterator[Finding]:
    """What such rates and shares are confirmed by, or contradicted."""
    context = figures.context
    for place, claim in enumerate(context.claims):
        if claim.unit != "percent":
            continue
        if claim.kind is Kind.SHARE and (whole := _whole_before(figures, place)):
            yield from _judged(claim, [context.claims[place - 1]], whole)
        elif base := _base_after(figures, place):
            yield from _judged(claim, _parts(figures, claim, base), base)


def _base_after(figures: Figures, place: int) -> Claim | None:
    """The figure right after a rate or share that the words make its base or whole."""
    context = figures.context
    claim, following = context.claims[place], context.claims[place + 1 : place + 2]
    if not following or not _exact_level(figures, following[0]):
        return None
    if context.sentence(following[0]) != context.sentence(claim):
        return None
    words = context.between(claim, following[0])
    pattern = {Kind.CHANGE: _FROM, Kind.SHARE: _OF}.get(claim.kind)
    return following[0] if pattern and pattern.match(words) else None


def _whole_before(figures: Figures, place: int) -> Claim | None:
    """The whole of "20,797, of which 15,159, or 72.9%": the figure that the part is singled out of."""
    context = figures.context
    share, levels = context.claims[place], context.claims[max(0, place - _LOOK_BACK) : place]
    levels = tuple(c for c in levels if c.kind is Kind.LEVEL and context.sentence(c) == context.sentence(share))
    if len(levels) < 2 or levels[-1] is not context.claims[place - 1]:
        return None
    whole, part = levels[-2:]
    singled = _OF_WHICH.search(context.between(whole, part)) and _MAKES.fullmatch(context.between(part, share))
    exact = _exact_level(figures, whole) and _exact_level(figures, part) and whole.unit == part.unit
    return whole if singled and exact and part.quantity.value < whole.quantity.value else None


def _exact_level(figures: Figures, claim: Claim) -> bool:
    return (
        claim.kind is Kind.LEVEL
        and claim.unit not in ("percent", "percentage_point")
        and claim.low == claim.high
        and claim.low is not None
        and claim.low > 0
        and not is_average(figures.context, claim)
    )


def _parts(figures: Figures, claim: Claim, base: Claim) -> list[Claim]:
    """The figures that may have grown or be a share: the levels before the rate in its sentence, the nearest first."""
    context = figures.context
    before = [
        c
        for c in context.claims
        if c.span < claim.span
        and context.sentence(c) == context.sentence(claim)
        and c.unit == base.unit
        and _exact_level(figures, c)
        and c.subject in (claim.subject, None)
        and (claim.kind is Kind.CHANGE or c.quantity.value < base.quantity.value)
    ]
    return before[::-1]


def _judged(claim: Claim, parts: Sequence[Claim], base: Claim) -> Iterator[Finding]:
    """Confirmed by any of the figures before it; contradicted only if there is but one."""
    tried = [_compared(claim, part, base) for part in parts]
    good = next((f for f in tried if f and f.verdict is Verdict.CONFIRMED), None)
    if good:
        yield good
    elif len(tried) == 1 and tried[0]:
        yield tried[0]
    elif tried and tried[0] and (other := _change_between(claim, parts)):
        message = f"{tried[0].message}; {claim.quote} is the change {other}"
        yield replace(tried[0], message=message)


def _change_between(claim: Claim, parts: Sequence[Claim]) -> str:
    """The two figures before a rate whose change it is instead: a cut of an aim that is told as growth."""
    if claim.kind is not Kind.CHANGE:
        return ""
    stated = claim.quantity.tolerant()
    for a, b in combinations(parts[::-1], 2):
        change = (Fraction(b.quantity.value) / Fraction(a.quantity.value) - 1) * 100
        if stated.contains(change) or stated.contains(-change):
            return f"from {a.quote} to {b.quote}"
    return ""


def _compared(claim: Claim, part: Claim, base: Claim) -> Finding | None:
    change = claim.kind is Kind.CHANGE
    value = Fraction(part.quantity.value) / Fraction(base.quantity.value) - (1 if change else 0)
    quotient = part.quantity.tolerant() / base.quantity.tolerant()
    computed = (quotient + Interval.exactly(-1 if change else 0)).scale(100)
    stated = claim.quantity.tolerant()
    rule, less = ("growth", " - 1") if change else ("share", "")
    ids = (claim.id, part.id, base.id)
    names = f"{number(Fraction(part.quantity.value))} / {number(Fraction(base.quantity.value))}{less}"
    words = f"{names} = {percent(value, signed=change)}"
    step = Step(words, computed, ids)
    if computed.meets(stated) and (
        stated.contains(value * 100) or abs(value * 100 - Fraction(claim.quantity.value)) <= 1
    ):
        return Finding(rule, Verdict.CONFIRMED, ids, f"{words}, stated as {claim.quote}", (step,))
    if computed.meets(stated) or computed.meets(-stated) or not _meant(claim, value * 100):
        return None
    slip = slip_repair(claim, computed)
    repairs = (slip[0],) if slip else recalculated(claim, computed)
    return Finding(rule, Verdict.CONTRADICTED, ids, f"{words}, not {claim.quote}", (step,), (), repairs)


def _meant(claim: Claim, value: Fraction) -> bool:
    """Whether a wrong rate is one, rather than words misunderstood."""
    if claim.modifier not in (Modifier.EXACTLY, Modifier.ABOUT, Modifier.NEARLY):
        return False
    stated = Fraction(claim.quantity.value)
    if any(s.interval.contains(value) for s in slips(claim)):
        return True
    if claim.kind is Kind.SHARE and abs(100 - stated - value) <= Fraction(claim.quantity.precision):
        return True  # the share of the rest
    if claim.kind is Kind.CHANGE:
        stated, value = stated + 100, value + 100
    return min(stated, value) > 0 and max(stated, value) <= _MISREAD * min(stated, value)
