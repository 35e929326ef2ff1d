"""A rate, share, multiple or margin against the two figures that its own words name."""

from __future__ import annotations

from collections.abc import Iterator

from tachograph.checking import held
from tachograph.checking.confidence import certain, given
from tachograph.checking.figures import Figures
from tachograph.checking.fitting import fits
from tachograph.checking.formulas import Formula, Op
from tachograph.checking.named import Compared, compared
from tachograph.checking.nearness import distance
from tachograph.checking.rules.info import RuleInfo
from tachograph.checking.slipped import hits
from tachograph.core.claim import Claim, Kind
from tachograph.core.finding import Finding

INFO = RuleInfo(
    code="stated_basis",
    tier="basic",
    catches="A change, share or multiple that does not follow from the figures that it names: what it is of, above or "
    "measured by; and what is by definition one figure over another: a gross margin, revenue per vehicle.",
    how="x = p · y, x = (1 + g) · y or x = y + d for every pair of figures that have all of the rate's own fields and "
    "those that its basis names; false only if none of the pairs yields it.",
    failing="Onvo delivered 5,976 of NIO's 21,017 cars in July 2025, a share of 38.4%.",
    passing="Onvo delivered 5,976 of NIO's 21,017 cars in July 2025, a share of 28.4%.",
)


def findings(figures: Figures, settled: frozenset[str]) -> Iterator[Finding]:
    """Every rate that none of the pairs of figures yields that it may compare; none of what is ``settled`` already."""
    context = figures.context
    for claim in context.claims:
        if claim.id in settled:
            continue
        pairs = compared(context, claim)
        if not pairs or not certain([claim, *(c for p in pairs for c in (p.part, p.base))]):
            continue
        formulas = [_formula(claim, p) for p in pairs]
        if not any(_holds(claim, f) for f in formulas):
            yield held.contradiction(claim, min(formulas, key=lambda f: _unlikely(claim, f)), INFO.code)


def _unlikely(claim: Claim, formula: Formula) -> tuple[bool, int, float]:
    """For sorting: what but for a slip of the pen would hold was meant, else the figures that stand nearest."""
    solved = claim.unit != "percentage_point" and any(hit.telling for hit in hits(claim, formula))
    apart = sum(abs(c.span.start - claim.span.start) for c in formula.operands)
    return not solved, apart, distance(claim, formula)


def _formula(claim: Claim, pair: Compared) -> Formula:
    change = Op.GROWTH if claim.unit == "percent" else Op.LESS
    return Formula(change if claim.kind is Kind.CHANGE else Op.QUOTIENT, (pair.part, pair.base))


def _holds(claim: Claim, formula: Formula) -> bool:
    """Whether a pair yields the rate; which way it goes is often told by words that are easily misread."""
    if claim.kind is Kind.CHANGE and claim.unit == "percent" and given([claim]):
        return claim.quantity.ratio.meets(formula.interval)
    return fits(claim, formula)
