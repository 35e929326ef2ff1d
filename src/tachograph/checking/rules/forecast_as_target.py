"""Somebody's forecast told as the seller's own target."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tachograph.checking.confidence import sure
from tachograph.checking.context import Context
from tachograph.checking.evidence import (
    UNITS_SOLD,
    Record,
    against,
    as_evidence,
    exactness,
    sources_give,
    supports,
    written,
)
from tachograph.checking.figures import Figures
from tachograph.checking.rules.info import RuleInfo
from tachograph.checking.variables import canonical
from tachograph.checking.wording import series_words
from tachograph.core.claim import Claim, Kind, Modality, Verdict
from tachograph.core.finding import Finding, Repair, Step

INFO = RuleInfo(
    code="forecast_as_target",
    tier="strict",
    catches="A figure told as a seller's own target that is somebody else's forecast, by sources or by the text itself, "
    "while independent sources have another figure as the target.",
    failing="Morgan Stanley forecasts that XPeng will deliver 475,500 cars in 2025. "
    "XPeng's delivery target for 2025 is 475,500 cars.",
    passing="Morgan Stanley forecasts that XPeng will deliver 475,500 cars in 2025. "
    "XPeng's delivery target for 2025 is 380,000 cars.",
    how="The figure among the forecasts of others in the text and in sources, for the same seller, metric and year; two "
    "independent sources must have another target, and none this one.",
)


def findings(figures: Figures) -> Iterator[Finding]:
    """Every target that the text or sources know as a forecast, and no source as a target."""
    context = figures.context
    for claim in context.claims:
        if claim.modality is not Modality.TARGET or claim.kind is not Kind.LEVEL or not sure([claim]):
            continue
        rows = _records(context, claim)
        targets = [r for r in rows if r.observation.modality is Modality.TARGET]
        others = against(claim.quantity, targets)
        if not others or any(supports(claim.quantity, r) for r in targets):
            continue
        told = [c for c in context.claims if _is_forecast_of(context, c, claim)]
        known = [r for r in rows if r.observation.modality is Modality.FORECAST and supports(claim.quantity, r)]
        if told or known:
            yield _finding(context, claim, told, known, others)


def _records(context: Context, claim: Claim) -> list[Record]:
    """What sources have for a claim's series and time, as targets or forecasts or otherwise."""
    scope = context.scopes.get(claim.id)
    if scope is None or not canonical(claim.period):
        return []
    metrics = UNITS_SOLD if scope.metric in UNITS_SOLD else {scope.metric}
    narrowing = (scope.unit, scope.region, scope.segment, scope.model)
    return [
        r
        for r in context.records(scope.subject).at(canonical(claim.period))
        if r.observation.kind is Kind.LEVEL
        and r.scope.metric in metrics
        and (r.scope.unit, r.scope.region, r.scope.segment, r.scope.model) == narrowing
    ]


def _is_forecast_of(context: Context, forecast: Claim, target: Claim) -> bool:
    """Whether a claim is a forecast that somebody else makes of what a target is for, with its very figure."""
    same = context.scopes.get(forecast.id) == context.scopes[target.id]
    same = same and (forecast.low, forecast.high) == (target.low, target.high)
    alike = same and canonical(forecast.period) == canonical(target.period)
    return alike and forecast.modality is Modality.FORECAST and forecast.claimant not in (None, target.subject)


def _finding(
    context: Context, claim: Claim, told: Sequence[Claim], known: Sequence[Record], others: Sequence[Record]
) -> Finding:
    value = written(min(others, key=exactness).observation.quantity, claim.quote)
    whose = f"{told[0].claimant}’s forecast" if told else f"a forecast by what {sources_give(known)}"
    series = series_words(claim, context.pack)
    message = (
        f"{claim.quote} is told as the target of {series}, but is {whose}; {sources_give(others)} {value} as the target"
    )
    ids = (claim.id, *(c.id for c in told))
    steps = (
        Step(f"{claim.quote}: {whose}", claim.quantity.interval(), ids),
        Step(f"target of {series}: {value}", others[0].interval, (claim.id,)),
    )
    evidence = (*as_evidence(known, context.pack), *as_evidence(others, context.pack))
    repair = Repair(claim.id, "modality", "target", "forecast")
    return Finding(INFO.code, Verdict.IMPLAUSIBLE, ids, message, steps, evidence, (repair,), (claim.id,))
