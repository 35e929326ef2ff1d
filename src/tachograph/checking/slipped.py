"""Figures that nothing fits, but something would if one digit, one swap, a power of ten or a sign were another.

For every formula that a figure may follow from, each figure in it is solved for by the others; if a slip of the pen
takes it there, the formula was meant and the figure is wrong. That is believed only if it is no accident: the number
of slips tried, times the share of all values that would have fitted, must be small.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import inf, log10

from tachograph.checking import derived
from tachograph.checking.acquittal import UNTOLD
from tachograph.checking.digits import ANY_DIGIT, slips
from tachograph.checking.formulas import Formula, Op
from tachograph.checking.linking import Link, Linking
from tachograph.checking.operands import Operands
from tachograph.checking.repairs import value_repair
from tachograph.core.claim import Claim, Kind, Verdict
from tachograph.core.finding import Finding, Step

_CHANCE = 0.02  # accidents to be expected among the slips tried
_ODDS = 4  # that a likely formula fails by an error, not a misreading, where a slip mends it: clean texts reached 0.8
_DIGIT_ODDS = 40  # the same where it is just any other digit: clean texts reached 34
_RARE = 0.001
_FEWEST = 3  # digits of a figure whose digits may be mistaken: nearly any value is a slip of a shorter one
_DISTINCT = 0.02  # a value that differs from the stated one by less is no other value

Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Hit:
    """A slip in one figure of a formula that makes it right; ``order`` as of the slip, 1 the likeliest."""

    formula: Formula
    figure: Claim
    value: Fraction
    order: int


def findings(operands: Operands, linked: Linking, settled: frozenset[str]) -> Iterator[Finding]:
    """What a slip explains, of the figures that are not ``settled`` by other findings."""
    for claim in operands.context.claims:
        if claim.id in settled or claim.modifier not in derived.PLAIN:
            continue
        ways = [way for way in derived.ways(operands, claim) if way]
        if not ways or any(derived.fits(claim, f) for way in ways for f in way):
            continue
        if finding := _linked(claim, linked.links(claim)) or _explained(claim, [f for way in ways for f in way]):
            yield finding


def _linked(claim: Claim, found: Sequence[Link]) -> Finding | None:
    """The formula that texts mean, with a slip that makes it right: together these leave little to chance."""
    for link in found:
        needed = list(_needed(claim, link.formula))
        hits = [h for figure, span in needed for h in _hits(link.formula, figure, span)]
        accidents = sum(_expected(figure, span) for figure, span in needed)
        odds = link.probability / (1 - link.probability) / max(accidents, _RARE)
        telling = any(h.order < ANY_DIGIT for h in hits)
        if hits and odds >= (_ODDS if telling else _DIGIT_ODDS):
            return _finding(claim, hits)
    return None


def _explained(claim: Claim, formulas: Sequence[Formula]) -> Finding | None:
    """A formula that a slip makes right, if it is the only one, and few could have been made so by chance."""
    expected, hits = 0.0, list[Hit]()
    for formula in _distinct(formulas):
        for figure, needed in _needed(claim, formula):
            expected += _expected(figure, needed)
            if expected > _CHANCE:
                return None
            hits += _hits(formula, figure, needed)
    meant = {tuple(c.id for c in h.formula.operands) for h in hits}
    return _finding(claim, hits) if len(meant) == 1 else None


def _distinct(formulas: Sequence[Formula]) -> list[Formula]:
    seen: dict[float, Formula] = {}
    for formula in formulas:
        seen.setdefault(round(formula.rough, 9), formula)
    return list(seen.values())


# --- solving ----------------------------------------------------------------------------------------------------------


def _needed(claim: Claim, formula: Formula) -> Iterator[tuple[Claim, Span]]:
    """What each figure would have to be by the others, in its own unit."""
    stated = derived.stated(claim)
    rounded = [_rounded(c) for c in formula.operands]
    yield claim, _in_percent(claim, formula.interval.low, formula.interval.high)
    for place, figure in enumerate(formula.operands):
        others = rounded[:place] + rounded[place + 1 :]
        if found := _solved(formula, place, stated, others):
            yield figure, found


def _in_percent(claim: Claim, low: Fraction | None, high: Fraction | None) -> Span:
    scale = 100 if claim.unit == "percent" else 1
    return (-inf if low is None else float(low) * scale, inf if high is None else float(high) * scale)


def _rounded(claim: Claim) -> Span:
    interval = claim.quantity.tolerant()
    return (
        -inf if interval.low is None else float(interval.low),
        inf if interval.high is None else float(interval.high),
    )


def _solved(formula: Formula, place: int, stated: Span, others: Sequence[Span]) -> Span | None:
    """The operand in a place, from the stated result and the other operands."""
    match formula.op:
        case Op.QUOTIENT | Op.GROWTH | Op.REST:
            factor = _factor(formula.op, stated)
            return _times(factor, others[0]) if place == 0 else _over(others[0], factor)
        case Op.LESS:
            return _plus(stated, others[0]) if place == 0 else _minus(others[0], stated)
        case Op.SUM:
            return _minus(stated, _total(others))
        case Op.SHARE_OF_SUM:
            if place == len(formula.operands) - 1:
                return _over(_total(others), stated)
            return _minus(_times(stated, others[-1]), _total(others[:-1]))
        case Op.PRODUCT:
            return _over(stated, others[0])
        case Op.PART:
            return _scale(_over(stated, others[0]), 100)
        case Op.MEAN:
            total = _scale(stated, formula.count)
            if not others or total is None:
                return total
            return _plus(total, others[0]) if place == 0 else _minus(others[0], total)


def _factor(op: Op, stated: Span) -> Span:
    low, high = stated
    if op is Op.GROWTH:
        return 1 + low, 1 + high
    return (1 - high, 1 - low) if op is Op.REST else stated


def _times(a: Span, b: Span) -> Span | None:
    return (a[0] * b[0], a[1] * b[1]) if a[0] > 0 and b[0] > 0 else None


def _over(a: Span, b: Span) -> Span | None:
    return (a[0] / b[1], a[1] / b[0]) if a[0] > 0 and b[0] > 0 else None


def _plus(a: Span, b: Span) -> Span:
    return a[0] + b[0], a[1] + b[1]


def _minus(a: Span | None, b: Span) -> Span | None:
    return None if a is None else (a[0] - b[1], a[1] - b[0])


def _scale(a: Span | None, factor: float) -> Span | None:
    return None if a is None else (a[0] * factor, a[1] * factor)


def _total(spans: Sequence[Span]) -> Span:
    return sum(s[0] for s in spans), sum(s[1] for s in spans)


# --- slips ------------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def _slips(claim: Claim) -> tuple[tuple[Fraction, Fraction, int], ...]:
    return tuple((s.value, s.step, s.order) for s in slips(claim, _FEWEST))


def _expected(figure: Claim, needed: Span) -> float:
    """How many of a figure's slips would fit by chance."""
    low, high = sorted((abs(needed[0]), abs(needed[1])))
    if figure.kind is Kind.CHANGE and figure.unit == "percent":
        low, high = 100 + needed[0], 100 + needed[1]
    return len(_slips(figure)) * log10(high / low) if low > 0 and high < inf else inf


def _hits(formula: Formula, figure: Claim, needed: Span) -> Iterator[Hit]:
    low, high = needed
    if not -inf < low <= high < inf or figure.modifier not in derived.PLAIN:
        return
    own = float(figure.quantity.value)
    if low - abs(own) * _DISTINCT <= own <= high + abs(own) * _DISTINCT and figure.kind is not Kind.CHANGE:
        return
    for value, step, order in _slips(figure):
        half = float(step) / 2
        if low <= float(value) + half and float(value) - half <= high:
            yield Hit(formula, figure, value, order)


def _finding(claim: Claim, hits: Sequence[Hit]) -> Finding:
    formula, rate = hits[0].formula, claim.unit == "percent"
    ordered = sorted(hits, key=lambda h: (h.order, h.figure.span, h.value))
    best = [h for h in ordered if h.order == ordered[0].order]
    figures = {h.figure.id for h in (best if ordered[0].order < ANY_DIGIT else ordered)}
    message = f"{formula.written(rate=rate)}, not {claim.quote}"
    if len(figures) > 1:
        message += UNTOLD
    ids = tuple(dict.fromkeys((claim.id, *(c.id for c in formula.operands))))
    interval = formula.interval.scale(100) if rate else formula.interval
    repairs = tuple(dict.fromkeys(value_repair(h.figure, h.value) for h in ordered))
    blamed = tuple(figures) if len(figures) == 1 else ()
    lead = (*blamed, *(i for i in ids if i not in blamed))
    steps = (Step(message, interval, ids),)
    return Finding(derived.rule_of(claim, formula), Verdict.CONTRADICTED, lead, message, steps, (), repairs, blamed)
