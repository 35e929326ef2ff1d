"""Rates and shares whose base stands beside them: "up 10.1% from 25,681", "63.5% of its target of 700,000"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations

from tachograph.checking import held
from tachograph.checking.acquittal import UNTOLD
from tachograph.checking.adding import NARROWING
from tachograph.checking.beside import Tie, exact_level, ties
from tachograph.checking.confidence import given
from tachograph.checking.context import Context
from tachograph.checking.digits import ANY_DIGIT, decades, slips, slips_to
from tachograph.checking.figures import Figures
from tachograph.checking.fitting import PLAIN, fits
from tachograph.checking.formulas import Formula, Op
from tachograph.checking.misplaced import SPANS
from tachograph.checking.named import is_money
from tachograph.checking.repairs import recalculated, slip_repair
from tachograph.checking.rounding import rounding
from tachograph.checking.variables import canonical
from tachograph.checking.wording import number, percent
from tachograph.core.claim import Claim, Kind, Verdict
from tachograph.core.finding import Finding, Repair, Step
from tachograph.core.interval import Interval
from tachograph.core.quantity import Modifier

_RATES = ("percent", "percentage_point", "times")
_DIGITS = 3  # of a rate that two figures hardly give by chance
_BY_CHANCE = 0.15  # figures of a text that give a rate by chance
_MISREAD = 2  # beyond this factor, and without a slip that explains it, the words were not understood


def findings(figures: Figures) -> Iterator[Finding]:
    """What such rates and shares are confirmed by, or contradicted."""
    context = figures.context
    for place, claim in enumerate(context.claims):
        if claim.unit == "percent" and (tie := next(ties(context, place), None)):
            yield from _judged(context, claim, tie)
        elif claim.kind is Kind.CHANGE and claim.unit not in _RATES and (tie := next(ties(context, place), None)):
            yield from _apart(claim, tie)


def _apart(claim: Claim, tie: Tie) -> Iterator[Finding]:
    """A difference told in so many words ("20,690, 1,300 below the 21,990 of before") that is another."""
    alike = len(tie.parts) == len(tie.bases) == 1 and {tie.parts[0].unit, tie.bases[0].unit} == {claim.unit}
    if alike:
        formula = Formula(Op.LESS, (tie.parts[0], tie.bases[0]))
        if not fits(claim, formula):
            found = held.contradiction(claim, formula)
            yield found if found.blamed else replace(found, repairs=())
    elif len(tie.parts) == len(tie.bases) == 1 and all(is_money(c) for c in (claim, *tie.parts, *tie.bases)):
        yield from _in_one_currency(claim, tie.parts[0], tie.bases[0])


def _in_one_currency(claim: Claim, part: Claim, base: Claim) -> Iterator[Finding]:
    """Two amounts and their difference that fit only as if all were in one currency: the word that stands alone is wrong."""
    formula = Formula(Op.LESS, (part, base))
    if not fits(claim, formula):
        return
    amounts = (claim, part, base)
    usual, _ = Counter(c.unit for c in amounts).most_common(1)[0]
    wrong = [c for c in amounts if c.unit != usual]
    if len(wrong) == 1:
        message = (
            f"{part.quote} and {base.quote} are {claim.quote} apart only if {wrong[0].quote} is in {usual} as well"
        )
        step = Step(formula.written(rate=False), claim.quantity.interval(), tuple(c.id for c in amounts))
        ids = (wrong[0].id, *(c.id for c in amounts if c is not wrong[0]))
        repairs = (Repair(wrong[0].id, "unit", wrong[0].unit, usual),)
        yield Finding("growth", Verdict.CONTRADICTED, ids, message, (step,), (), repairs, (wrong[0].id,))


def _judged(context: Context, claim: Claim, tie: Tie) -> Iterator[Finding]:
    """Confirmed by any of the pairs; contradicted only if there is but one part, and no base fits."""
    tried = [_compared(context, claim, part, base) for part in tie.parts for base in tie.bases]
    good = next((f for f in tried if f and f.verdict is Verdict.CONFIRMED), None)
    if good:
        yield good
    elif tie.parts and _is_turned(context, claim, nearest := Formula(Op.GROWTH, (tie.parts[0], tie.bases[0]))):
        yield held.contradiction(claim, nearest)
    elif len(tie.parts) == 1 and tried[0] and all(tried):
        yield tried[0]
    elif elsewhere := next((f for f in tried if f and all(tried) and _is_another_pair(context, claim, f, tie)), None):
        yield elsewhere
    elif tried and tried[0] and (other := _change_between(claim, tie.parts)):
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


def _compared(context: Context, claim: Claim, part: Claim, base: Claim) -> Finding | None:
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
        message = f"{words}, stated as {claim.quote}{rounding(claim, value * 100)}"
        return Finding(rule, Verdict.CONFIRMED, ids, message, (step,))
    if computed.meets(stated) or computed.meets(-stated):
        return None
    exchanged = _is_exchanged(context, claim, computed)
    meant = exchanged or _meant(claim, value * 100) or _are_of_one(context, claim, part, base)
    if not meant and not _is_of_another(context, claim, part, base):
        return None
    slip = slip_repair(claim, computed)
    repairs = (slip[0],) if slip else recalculated(claim, computed)
    elsewhere = _slipped(part, claim, part, base) or _slipped(base, claim, part, base)
    told = exchanged or (slip is not None and slip[1] < ANY_DIGIT and not elsewhere)
    message = f"{words}, not {claim.quote}{'' if told else UNTOLD}"
    return Finding(rule, Verdict.CONTRADICTED, ids, message, (step,), (), repairs, (claim.id,) if told else ())


def _are_of_one(context: Context, claim: Claim, part: Claim, base: Claim) -> bool:
    """Whether all three were handed over as being of one thing and the times compared, so that no words were misunderstood."""
    fields = ("subject", "metric", *NARROWING)
    alike = all(getattr(claim, f) == getattr(c, f) for f in fields for c in (part, base))
    if claim.kind is not Kind.CHANGE or claim.modifier not in PLAIN or not alike or not given((claim, part, base)):
        return False
    if canonical(claim.period):
        times = (canonical(part.period), canonical(base.period))
        return times == (canonical(claim.period), canonical(claim.basis))
    words = context.between(part, claim)
    return not (
        canonical(part.period) or canonical(base.period) or ";" in words or "；" in words or SPANS.search(words)
    )


def _is_turned(context: Context, claim: Claim, formula: Formula) -> bool:
    return claim.kind is Kind.CHANGE and held.is_turned(context, claim, formula)


def _is_exchanged(context: Context, claim: Claim, computed: Interval) -> bool:
    """Whether another rate of the sentence is the one that the two figures give."""
    beside = (c for c in context.claims if c is not claim and context.sentence(c) == context.sentence(claim))
    alike = (c for c in beside if (c.kind, c.unit) == (claim.kind, claim.unit))
    return any(len(c.quantity.meant) >= _DIGITS and computed.meets(c.quantity.interval()) for c in alike)


def _is_another_pair(context: Context, claim: Claim, found: Finding, tie: Tie) -> bool:
    """Whether of several figures that a rate may be of, one gives it with a figure that is none of those it may be measured by."""
    part = context.by_id[found.claims[1]]
    return len(tie.bases) == 1 and _is_of_another(context, claim, part, tie.bases[0])


def _is_of_another(context: Context, claim: Claim, part: Claim, base: Claim) -> bool:
    """Whether an author reckoned a rate from another figure of the text than the one that its words name.

    So many of them as the text has would hardly give it by chance.
    """
    stated = claim.quantity.tolerant()
    low, high = stated.ends
    others = [c for c in context.claims if exact_level(context, c) and c.unit == base.unit and c not in (part, base)]
    if claim.modifier not in PLAIN or low <= 0 or len(others) * decades(low, high) > _BY_CHANCE:
        return False
    op = Op.GROWTH if claim.kind is Kind.CHANGE else Op.QUOTIENT
    return any(stated.contains(Formula(op, (part, c)).value * 100) for c in others)


def _slipped(level: Claim, claim: Claim, part: Claim, base: Claim) -> bool:
    """Whether a slip of the pen in one of the levels makes the rate right instead."""
    less = 1 if claim.kind is Kind.CHANGE else 0
    stated = claim.quantity.tolerant()
    x, y = Fraction(part.quantity.value), Fraction(base.quantity.value)
    return any(
        stated.contains(((s.value if level is part else x) / (s.value if level is base else y) - less) * 100)
        for s in slips(level)
        if s.order < ANY_DIGIT and s.value
    )


def _meant(claim: Claim, value: Fraction) -> bool:
    """Whether a wrong rate is one, rather than words misunderstood."""
    if claim.modifier not in (Modifier.EXACTLY, Modifier.ABOUT, Modifier.NEARLY):
        return False
    stated = Fraction(claim.quantity.value)
    if any(slips_to(claim, Interval.exactly(value))):
        return True
    if claim.kind is Kind.SHARE and abs(100 - stated - value) <= Fraction(claim.quantity.precision):
        return True  # the share of the rest
    if claim.kind is Kind.CHANGE:
        stated, value = stated + 100, value + 100
    return min(stated, value) > 0 and max(stated, value) <= _MISREAD * min(stated, value)
