"""Rates that nothing fits, but something would if one digit, one swap, a power of ten or a sign were another.

For every formula that a rate may follow from, each figure in it is solved for by the others; if a slip of the pen
takes it there, the formula was meant and the figure is wrong. That is believed only if it is no accident: the likelier
texts tie these figures, and the fewer slips would have fitted by chance, the better.
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
from tachograph.checking.repairs import value_repair
from tachograph.core.claim import Claim, Kind, Verdict
from tachograph.core.finding import Finding, Step
from tachograph.core.interval import Interval

_ODDS = (
    4  # that a likely formula fails by an error, not a misreading, where a slip mends it (`python -m evaluation.links`)
)
_DIGIT_ODDS = 40  # the same where it is just any other digit
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


def findings(linked: Linking, settled: frozenset[str]) -> Iterator[Finding]:
    """What a slip explains, of the rates that are not ``settled`` by other findings and that no formula gives."""
    for claim in linked.context.claims:
        found = linked.links(claim) if claim.id not in settled else ()
        if found and not any(derived.fits(claim, link.formula) for link in found):
            yield from _linked(claim, found)


def _linked(claim: Claim, found: Sequence[Link]) -> Iterator[Finding]:
    """The formula that texts mean, with a slip that makes it right: together these leave little to chance."""
    for link in found:
        hits, odds = weighed(claim, link)
        enough = odds >= (_ODDS if is_telling(hits) else _DIGIT_ODDS)
        if hits and enough and _of_one_region(claim, link.formula):
            yield _finding(claim, hits)
            return


def _of_one_region(claim: Claim, formula: Formula) -> bool:
    """Whether all count the same region: what a region lacks of the whole may well look like a slip."""
    return len({c.region for c in (claim, *formula.operands)}) == 1


def weighed(claim: Claim, link: Link) -> tuple[list[Hit], float]:
    """The slips that make a formula right, and the odds that it was meant, against all slips that fit by chance."""
    needed = list(_needed(claim, link.formula))
    hits = [h for figure, span in needed for h in _hits(link.formula, figure, span)]
    accidents = sum(_expected(figure, span) for figure, span in needed)
    return hits, link.probability / (1 - link.probability) / max(accidents, _RARE)


def is_telling(hits: Sequence[Hit]) -> bool:
    """Whether one of the slips is more than any other digit: swapped digits, a power of ten, a sign."""
    return any(h.order < ANY_DIGIT for h in hits)


# --- solving ----------------------------------------------------------------------------------------------------------


def _needed(claim: Claim, formula: Formula) -> Iterator[tuple[Claim, Span]]:
    """What each figure would have to be by the others, in its own unit: the rate, the whole or part, the base."""
    x, y = formula.operands
    low, high = derived.stated(claim)
    factor = (1 + low, 1 + high) if formula.op is Op.GROWTH else (low, high)
    part, base = _rounded(x.quantity.tolerant()), _rounded(y.quantity.tolerant())
    yield claim, _rounded(formula.interval.scale(100 if claim.unit == "percent" else 1))
    if factor[0] > 0:
        yield x, (base[0] * factor[0], base[1] * factor[1])
        yield y, (part[0] / factor[1], part[1] / factor[0])


def _rounded(interval: Interval) -> Span:
    return (
        -inf if interval.low is None else float(interval.low),
        inf if interval.high is None else float(interval.high),
    )


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
