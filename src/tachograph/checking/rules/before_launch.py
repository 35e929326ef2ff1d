"""Sales before there was anything to sell."""

from __future__ import annotations

from collections.abc import Iterator

from tachograph.checking.figures import Figures
from tachograph.checking.rules.info import RuleInfo
from tachograph.checking.variables import parsed
from tachograph.core.claim import Claim, Kind, Modality, Verdict
from tachograph.core.finding import Evidence, Finding, Step
from tachograph.core.interval import Interval
from tachograph.core.pack import Entity, EntityKind

INFO = RuleInfo(
    code="before_launch",
    tier="strict",
    catches="Deliveries of a maker, brand or model in a period before its first one, and growth over such a period.",
    failing="Xiaomi delivered over 39,000 cars in February 2024.",
    passing="Xiaomi delivered over 39,000 cars in January 2026.",
)

_HANDED_OVER = frozenset({"deliveries", "sales", "retail_sales", "registrations", "exports", "overseas_sales"})


def findings(figures: Figures) -> Iterator[Finding]:
    """One finding for every actual figure before the first delivery."""
    for claim in figures.context.claims:
        if claim.metric in _HANDED_OVER and claim.modality is Modality.ACTUAL:
            for entity in sellers(figures, claim):
                if too_early(claim, entity):
                    yield _finding(claim, entity)
                    break


def sellers(figures: Figures, claim: Claim) -> Iterator[Entity]:
    """The subject of a claim, and its model, as the pack knows them."""
    entity = figures.context.entity(claim)
    if entity:
        yield entity
        wanted = (claim.model or "").casefold()
        if wanted:
            pack = figures.context.pack
            children = (*pack.children(entity.id, "model_of"), *pack.children(entity.id, "brand_of"))
            yield from (e for e in children if e.kind is EntityKind.MODEL and wanted in _names(e))


def _names(entity: Entity) -> set[str]:
    return {entity.name.casefold(), *(n.casefold() for names in entity.names.values() for n in names)}


def too_early(claim: Claim, entity: Entity) -> bool:
    """Whether the figure, or the one it grew from, is of a time wholly before the first delivery."""
    first = parsed(entity.first_delivery or "")
    if first is None or first.start is None:
        return False
    periods = [claim.period, claim.basis if claim.kind is Kind.CHANGE else None]
    value = claim.quantity.high if claim.quantity.high is not None else claim.quantity.low
    if claim.kind is Kind.LEVEL and not value:
        return False
    return claim.kind in (Kind.LEVEL, Kind.CHANGE) and any((p := parsed(t or "")) and p.end < first.start for t in periods)


def _finding(claim: Claim, entity: Entity) -> Finding:
    when = claim.period if claim.kind is Kind.LEVEL else f"{claim.basis or claim.period}"
    message = f"{claim.quote} of {entity.name} is of {when}, before its first delivery in {entity.first_delivery}"
    step = Step(f"{entity.name} sold nothing before {entity.first_delivery}", Interval.exactly(0), (claim.id,))
    return Finding(INFO.code, Verdict.CONTRADICTED, (claim.id,), message, (step,), (launch_evidence(entity),))


def launch_evidence(entity: Entity) -> Evidence:
    """The source of an entity's first delivery."""
    return Evidence(entity.first_delivery_source, entity.first_delivery or "", None, f"{entity.name} first delivery")
