"""A share of a market that no count of the market can give."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from tachograph.checking.confidence import sure
from tachograph.checking.evidence import Record, as_evidence, is_actual_level, written
from tachograph.checking.figures import Figures
from tachograph.checking.rules.info import RuleInfo
from tachograph.checking.variables import canonical
from tachograph.checking.wording import percent, period_words
from tachograph.core.claim import Claim, Kind, Modality, Verdict
from tachograph.core.finding import Finding, Step
from tachograph.core.interval import Interval
from tachograph.core.pack import Entity, EntityKind

INFO = RuleInfo(
    code="impossible_share",
    tier="strict",
    catches="A seller's share of a market above what its highest figure gives of the market's lowest, over all "
    "definitions (retail, wholesale, registrations) that sources have for the time.",
    failing="BYD had a market share of 54% of China's new energy vehicle market in September 2025.",
    passing="BYD had a market share of 24% of China's new energy vehicle market in September 2025.",
    how="A part of a whole is at most all of it; a seller's share at most its highest figure over the "
    "market's lowest, over all definitions that sources have, and a tenth more.",
)

_ALL = Fraction(100)
_ROOM = Fraction(11, 10)  # definitions and vintages that sources do not have


def findings(figures: Figures) -> Iterator[Finding]:
    """Every share of a market that the pack knows, of a seller that it knows."""
    context = figures.context
    for claim in context.claims:
        if _above_all(claim):
            yield _too_much(claim)
            continue
        seller = context.entity(claim)
        market = _market(figures, claim)
        if seller and market and seller.kind is not EntityKind.MARKET and _is_share(claim) and sure([claim]):
            yield from _judged(figures, claim, seller, market)


def _above_all(claim: Claim) -> bool:
    """Whether it is more than the whole; a target can be exceeded."""
    low = claim.quantity.tolerant().low
    share = claim.kind is Kind.SHARE and claim.unit == "percent" and "target" not in (claim.basis or "target")
    return share and claim.modality is Modality.ACTUAL and low is not None and low > _ALL


def _too_much(claim: Claim) -> Finding:
    message = f"{claim.quote} of {(claim.basis or '').replace('_', ' ')} is more than all of it"
    verdict = Verdict.CONTRADICTED if sure([claim]) else Verdict.IMPLAUSIBLE
    step = Step("no part is above 100% of its whole", Interval(Fraction(0), _ALL), (claim.id,))
    return Finding(INFO.code, verdict, (claim.id,), message, (step,), blamed=(claim.id,))


def _is_share(claim: Claim) -> bool:
    whole = not (claim.model or (claim.region and claim.region != "China"))
    return claim.kind is Kind.SHARE and claim.unit == "percent" and claim.modality is Modality.ACTUAL and whole


def _market(figures: Figures, claim: Claim) -> Entity | None:
    """The market that the words of a basis name, the longest name first."""
    words = (claim.basis or "").replace("_", " ").casefold()
    markets = [e for e in figures.context.pack.entities.values() if e.kind is EntityKind.MARKET]
    named = [e for e in markets if words.startswith(e.name.casefold())]
    return max(named, key=lambda e: len(e.name), default=None)


def _judged(figures: Figures, claim: Claim, seller: Entity, market: Entity) -> Iterator[Finding]:
    part, whole = _totals(figures, seller, claim), _totals(figures, market, claim)
    if not part or not whole or claim.low is None:
        return
    most, least = max(part, key=_value), min(whole, key=_value)
    bound = _value(most) / _value(least)
    stated = (claim.quantity.tolerant().low or Fraction(0)) / 100
    if stated <= bound * _ROOM:
        return
    words = f"{written(most.observation.quantity)} / {written(least.observation.quantity)} = {percent(bound)}"
    message = (
        f"{claim.quote} of {market.name} is out of reach for {seller.name} in {period_words(claim.period)}: "
        f"by no definition more than {words}"
    )
    step = Step(words, Interval(Fraction(0), bound * 100), (claim.id,))
    evidence = (*as_evidence([most], figures.context.pack), *as_evidence([least], figures.context.pack))
    yield Finding(INFO.code, Verdict.IMPLAUSIBLE, (claim.id,), message, (step,), evidence)


def _totals(figures: Figures, entity: Entity, claim: Claim) -> list[Record]:
    rows = figures.context.records(entity.id).at(canonical(claim.period)) if canonical(claim.period) else ()
    unit = figures.context.pack.main_unit
    return [
        r
        for r in rows
        if is_actual_level(r)
        and r.scope.unit == unit
        and r.scope.whole
        and _value(r) > 0
        and r.scope.metric != "exports"
    ]


def _value(record: Record) -> Fraction:
    return Fraction(record.observation.quantity.value)
