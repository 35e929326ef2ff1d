"""A part that happened outside its whole's period."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from tachograph.checking.figures import Figures
from tachograph.checking.rules.info import RuleInfo
from tachograph.checking.variables import parsed
from tachograph.checking.wording import number, period_words
from tachograph.core.claim import Claim, Kind, Verdict
from tachograph.core.finding import Finding, Repair, Step
from tachograph.core.interval import Interval
from tachograph.core.period import Grain, Period

_YEARS = range(-2, 3)
INFO = RuleInfo(
    code="period_membership",
    tier="basic",
    catches="A breakdown by month or quarter with a part that lies outside the period of the total it adds up to.",
    how="Σ parts = total, and the period of each part lies in the period of the total.",
    failing="NIO opened 88 new stores in the fourth quarter of 2025: 41 in September, 28 in October and 19 in November.",
    passing="NIO opened 88 new stores in the fourth quarter of 2025: 41 in October, 28 in November and 19 in December.",
)


def findings(figures: Figures) -> Iterator[Finding]:
    """Every total that is followed by its breakdown over time."""
    context = figures.context
    levels = [c for c in context.claims if c.kind is Kind.LEVEL and c.period and c.subject]
    for place, whole in enumerate(levels):
        parts = _breakdown(figures, whole, levels[place + 1 :])
        if len(parts) >= 2:
            yield from _judged(whole, parts)


def _breakdown(figures: Figures, whole: Claim, following: Sequence[Claim]) -> list[Claim]:
    """The figures of shorter periods that add up exactly to the one they follow, or stand in brackets after it."""
    context, parts = figures.context, list[Claim]()
    for claim in following:
        same = (claim.subject, claim.metric, claim.unit, claim.model, claim.region) == (
            whole.subject,
            whole.metric,
            whole.unit,
            whole.model,
            whole.region,
        )
        if not same or context.sentence(claim) != context.sentence(whole) or not _shorter(claim, whole):
            break
        parts.append(claim)
        if len(parts) >= 2 and _sum(parts) == Fraction(whole.quantity.value):
            return parts
    return []


def _shorter(part: Claim, whole: Claim) -> bool:
    a, b = parsed(part.period or ""), parsed(whole.period or "")
    return a is not None and b is not None and a.days is not None and b.days is not None and a.days < b.days


def _sum(parts: Sequence[Claim]) -> Fraction:
    return sum((Fraction(p.quantity.value) for p in parts), Fraction(0))


def _judged(whole: Claim, parts: Sequence[Claim]) -> Iterator[Finding]:
    total = parsed(whole.period or "")
    periods = [parsed(p.period or "") for p in parts]
    outside = [p for p, w in zip(parts, periods, strict=True) if total and w and not _may_lie_in(w, total)]
    claims = (whole.id, *(p.id for p in parts))
    words = " + ".join(number(Fraction(p.quantity.value)) for p in parts) + f" = {number(_sum(parts))}"
    step = Step(words, Interval.exactly(_sum(parts)), claims)
    if not outside:
        return
    names = " and ".join(f"{p.quote} ({period_words(p.period)})" for p in outside)
    span = _span([w for w in periods if w])
    message = f"{words} includes {names}, which is outside {period_words(whole.period)}"
    repairs = (Repair(whole.id, "period", whole.period or "", str(span)),) if span else ()
    blamed = (whole.id, *(p.id for p in outside))
    steps = (
        step,
        *(Step(f"{period_words(p.period)} is not in {period_words(whole.period)}", None, (p.id,)) for p in outside),
    )
    yield Finding(INFO.code, Verdict.CONTRADICTED, blamed, message, steps, (), repairs)
    yield Finding("sum_of_parts", Verdict.CONFIRMED, claims, f"{words}, as stated", (step,))


def _may_lie_in(part: Period, total: Period) -> bool:
    """Whether a period lies in another, or would in another year: where a text leaves years out they are guessed."""
    return any(total.contains(part.years_earlier(n)) for n in _YEARS)


def _span(periods: Sequence[Period]) -> Period | None:
    """The periods as one, if they follow one another without a gap."""
    ordered = sorted((p for p in periods if p.start), key=lambda p: p.end)
    if any(b.start and (b.start - a.end).days != 1 for a, b in pairwise(ordered)):
        return None
    first, last = ordered[0], ordered[-1]
    return Period(first.start, last.end, Grain.MONTH if first.whole_months else Grain.DAY)
