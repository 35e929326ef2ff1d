"""Amounts held to the figures that they were most likely computed from, by how texts tell totals and differences."""

from __future__ import annotations

from collections.abc import Iterator

from tachograph.checking import derived
from tachograph.checking.acquittal import UNTOLD
from tachograph.checking.amounts.linking import AmountLinks, Way
from tachograph.checking.formulas import Formula, Op
from tachograph.checking.jointly import LIKELY, Broken
from tachograph.checking.repairs import value_repair
from tachograph.checking.slipped import Hit, accidents, hits
from tachograph.core.claim import Claim, Verdict
from tachograph.core.finding import Finding, Step

_REST = 0.02  # what a list leaves out of its total is often told nowhere if it is less
_RARELY = 0.003  # slips that fit by chance
_FAR = 1.0  # what is further off than its own size is another's, unless a slip explains it


def findings(linked: AmountLinks, settled: frozenset[str]) -> Iterator[Finding]:
    """What such amounts are contradicted by; nothing of those that are ``settled`` by other findings."""
    for claim in linked.context.claims:
        if claim.id in settled:
            continue
        best = next(iter(linked.ways(claim)), None)
        if best is not None and not best.given and best.probability >= derived.SURE and _is_meant(linked, claim, best):
            yield _contradiction(claim, best.formula)


def broken(linked: AmountLinks, settled: frozenset[str]) -> Iterator[Broken]:
    """The formulas that were probably meant and do not give their amount, though no other does."""
    for claim in linked.context.claims:
        if claim.id in settled:
            continue
        likely = [way for way in linked.ways(claim) if way.probability >= LIKELY]
        if not any(way.given for way in likely):
            yield from (Broken(claim, way.formula, way.probability) for way in likely)


def _is_meant(linked: AmountLinks, claim: Claim, way: Way) -> bool:
    """Whether nothing else explains why the formula does not give the amount: a part left out, another figure."""
    formula = way.formula
    if formula.op is Op.LESS and linked.taken(formula):
        return False
    found = hits(claim, formula)
    off = (abs(float(claim.quantity.value)) - abs(formula.rough)) / abs(float(claim.quantity.value))
    slipped = bool(found) and accidents(claim, formula) <= _RARELY
    if formula.op is Op.SUM and 0 < off <= _REST:
        return slipped
    return abs(off) <= _FAR or slipped


def _contradiction(claim: Claim, formula: Formula) -> Finding:
    """The figures do not add up; if only one slip of a telling kind explains that, its figure is to blame."""
    found = hits(claim, formula)
    likeliest = [h for h in found if h.order == found[0].order] if found else []
    figures = tuple(dict.fromkeys(h.figure.id for h in likeliest))
    blamed = figures if len(figures) == 1 and _is_sole(claim, formula, likeliest) else ()
    repairs = tuple(dict.fromkeys(value_repair(h.figure, h.value) for h in likeliest))
    written, interval = formula.written(rate=False), formula.interval
    ids = tuple(dict.fromkeys((*blamed, claim.id, *(c.id for c in formula.operands))))
    message = f"{written}, not {claim.quote}{'' if blamed else UNTOLD}"
    step = Step(written, interval, ids)
    return Finding(derived.rule_of(claim, formula), Verdict.CONTRADICTED, ids, message, (step,), (), repairs, blamed)


def _is_sole(claim: Claim, formula: Formula, likeliest: list[Hit]) -> bool:
    """Whether a slip says which figure is wrong: it is of a telling kind, or hardly any would fit by chance."""
    return likeliest[0].telling or accidents(claim, formula) <= _RARELY
