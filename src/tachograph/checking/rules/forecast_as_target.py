"""Somebody's forecast told as the seller's own target."""

from __future__ import annotations

from collections.abc import Iterator

from tachograph.checking.confidence import sure
from tachograph.checking.context import Context
from tachograph.checking.evidence import UNITS_SOLD, Record, against, as_evidence, supports, written
from tachograph.checking.figures import Figures
from tachograph.checking.rules.info import RuleInfo
from tachograph.checking.variables import canonical
from tachograph.checking.wording import series_words
from tachograph.core.claim import Claim, Kind, Modality, Verdict
from tachograph.core.finding import Finding, Repair, Step

INFO = RuleInfo(
    code="forecast_as_target",
    tier="strict",
    catches="A figure told as a seller's own target that sources have as somebody's forecast, while independent ones "
    "have another figure as the target.",
    failing="NIO's target for 2025 is to deliver 350,000 cars.",
    passing="NIO's target for 2025 is to deliver 440,000 cars.",
    how="The figure among what sources have for the same seller, metric and year as forecasts and as targets; "
    "two independent sources must have another target.",
)


def findings(figures: Figures) -> Iterator[Finding]:
    """Every target that sources know as a forecast."""
    context = figures.context
    for claim in context.claims:
        aim = claim.modality is Modality.TARGET and claim.kind is Kind.LEVEL and sure([claim])
        if aim and (rows := _forecasts(figures, claim)):
            yield _finding(claim, rows, context)


def _forecasts(figures: Figures, claim: Claim) -> tuple[Record, ...]:
    scope = figures.context.scopes.get(claim.id)
    if scope is None or not canonical(claim.period):
        return ()
    metrics = UNITS_SOLD if scope.metric in UNITS_SOLD else {scope.metric}
    rows = [
        r
        for r in figures.context.records(scope.subject).at(canonical(claim.period))
        if r.scope.metric in metrics
        and (r.scope.unit, r.scope.region, r.scope.segment, r.scope.model)
        == (scope.unit, scope.region, scope.segment, scope.model)
        and r.observation.kind is Kind.LEVEL
    ]
    forecasts = tuple(r for r in rows if r.observation.modality is Modality.FORECAST and supports(claim.quantity, r))
    targets = [r for r in rows if r.observation.modality is Modality.TARGET]
    known = forecasts and against(claim.quantity, targets) and not any(supports(claim.quantity, r) for r in targets)
    return forecasts if known else ()


def _finding(claim: Claim, rows: tuple[Record, ...], context: Context) -> Finding:
    message = f"{claim.quote} is a forecast of {series_words(claim, context.pack)}, not the target"
    step = Step(f"{written(rows[0].observation.quantity)} as a forecast", rows[0].interval, (claim.id,))
    repair = Repair(claim.id, "modality", "target", "forecast")
    evidence = as_evidence(rows, context.pack)
    return Finding(INFO.code, Verdict.IMPLAUSIBLE, (claim.id,), message, (step,), evidence, (repair,))
