"""A fall by more than all there was."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from tachograph.checking.confidence import sure
from tachograph.checking.figures import Figures
from tachograph.checking.prose import is_fall
from tachograph.checking.repairs import value_repair
from tachograph.checking.rules.info import RuleInfo
from tachograph.core.claim import Claim, Kind, Verdict
from tachograph.core.finding import Finding, Step
from tachograph.core.interval import Interval

INFO = RuleInfo(
    code="impossible_fall",
    tier="basic",
    catches="A fall of something that is counted by more than 100%, which would leave less than nothing: mostly a rise told "
    "as a fall, or a decimal point too far to the right.",
    how="x = (1 + g) · y with x, y ≥ 0, so g ≥ −100%; profits and the like, which can turn into losses, are left out.",
    failing="XPeng delivered 30,350 cars in January 2025, down 268% from a year earlier.",
    passing="XPeng delivered 30,350 cars in January 2025, up 268% from a year earlier.",
)

_ALL = Fraction(-100)
_WORDS = 24  # characters beside a rate in which words tell a fall


def findings(figures: Figures) -> Iterator[Finding]:
    """Every relative change of a count that is below minus one hundred percent."""
    for claim in figures.context.claims:
        if _counts(figures, claim) and _is_too_far(figures, claim):
            message = f"{claim.quote} is a fall by more than all there was"
            step = Step("nothing that is counted falls by more than 100%", Interval(_ALL, None), (claim.id,))
            rise = value_repair(claim, abs(claim.quantity.nominal))
            yield Finding(INFO.code, Verdict.CONTRADICTED, (claim.id,), message, (step,), (), (rise,), (claim.id,))


def _is_too_far(figures: Figures, claim: Claim) -> bool:
    """Whether a change is a fall by more than all, by its words or as it was surely read."""
    if is_fall(figures.context.before(claim, _WORDS), figures.context.after(claim, _WORDS)):
        return abs(claim.quantity.nominal) > -_ALL
    high = claim.quantity.tolerant().high
    return high is not None and high < _ALL and sure([claim])


def _counts(figures: Figures, claim: Claim) -> bool:
    """Whether it is the relative change of a number of things."""
    if claim.kind is not Kind.CHANGE or claim.unit != "percent":
        return False
    metric = figures.context.pack.metrics.get(claim.metric or "")
    unit = figures.context.pack.units.get(metric.unit) if metric else None
    return unit is not None and unit.dimension == "count"
