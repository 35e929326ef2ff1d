"""Rates and shares whose base stands right after them: "up 10.1% from 25,681", "63.5% of its target of 700,000".

The words themselves say what is compared, so nothing here depends on how periods, metrics or subjects were read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

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
_MISREAD = 2  # beyond this factor, and without a slip that explains it, the words were not understood


def findings(figures: Figures) -> Iterator[Finding]:
    """What such rates and shares are confirmed by, or contradicted."""
    context = figures.context
    for place, claim in enumerate(context.claims[:-1]):
        base = context.claims[place + 1]
        if (
            claim.unit != "percent"
            or not _exact_level(figures, base)
            or context.sentence(base) != context.sentence(claim)
        ):
            continue
        words = context.between(claim, base)
        if (claim.kind is Kind.CHANGE and _FROM.match(words)) or (claim.kind is Kind.SHARE and _OF.match(words)):
            yield from _judged(claim, _parts(figures, claim, base), base)


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
    if claim.kind is Kind.CHANGE:
        stated, value = stated + 100, value + 100
    return min(stated, value) > 0 and max(stated, value) <= _MISREAD * min(stated, value)
