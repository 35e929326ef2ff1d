"""Sales before there was anything to sell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction

from tachograph.checking.confidence import firm, sure
from tachograph.checking.evidence import Record, as_evidence
from tachograph.checking.figures import Figures
from tachograph.checking.rules.info import RuleInfo
from tachograph.checking.variables import parsed
from tachograph.checking.wording import number, period_words
from tachograph.core.claim import Claim, Kind, Modality, Verdict
from tachograph.core.finding import Evidence, Finding, Step
from tachograph.core.interval import Interval
from tachograph.core.pack import Entity, EntityKind

INFO = RuleInfo(
    code="before_launch",
    tier="strict",
    catches="Deliveries of a maker, brand or model in a period before its first one, and growth over such a period.",
    how="Period < first delivery, a dated fact of the pack with its source; a model's first delivery counts for "
    "the model.",
    failing="Xiaomi Auto delivered over 39,000 cars in February 2024.",
    passing="Xiaomi Auto delivered over 39,000 cars in January 2026.",
)

_HANDED_OVER = frozenset({"deliveries", "sales", "retail_sales", "registrations", "exports", "overseas_sales"})
_COUNTED_UP = frozenset({"deliveries", "sales", "production"})
_NTH = re.compile(r"\d(?:st|nd|rd|th)\b|第")
_ON_THE_YEAR = re.compile(r"\byears?\b|\bannual|\by/?o/?y\b|同比|去年|上年", re.IGNORECASE)
_MONTH = Fraction(36525, 1200)  # days of a mean month
_PRESENTED = timedelta(days=31)
_AHEAD = Fraction(1, 10)  # sales are not even: a count may run ahead of the line between two known ones by a tenth


def findings(figures: Figures) -> Iterator[Finding]:
    """One finding for every actual figure before the first delivery."""
    yield from _too_fast(figures)
    for claim in figures.context.claims:
        if claim.metric in _HANDED_OVER and claim.modality is Modality.ACTUAL:
            for entity in sellers(figures, claim):
                if (
                    too_early(claim, entity)
                    and figures.context.names(claim, entity)
                    and not _of_another(figures, claim)
                    and _is_on_the_year(figures, claim, entity)
                    and _is_plain(figures, claim)
                ):
                    yield _finding(claim, entity)
                    break


def _is_plain(figures: Figures, claim: Claim) -> bool:
    """Whether a claim was read surely; less so where its sentence names the year."""
    year = (claim.period or "")[:4]
    named = year.isdigit() and year in figures.context.sentence_text(claim)
    return sure([claim]) if named else firm([claim])


def _is_on_the_year(figures: Figures, claim: Claim, entity: Entity) -> bool:
    """Whether words say against when a rate is whose base is of too early a time: else it may be against last month."""
    if claim.kind is not Kind.CHANGE or _is_before(claim.period, entity):
        return True
    words = figures.context.sentence_text(claim)
    return _ON_THE_YEAR.search(words) is not None or (claim.basis or " ")[:4] in words


def _of_another(figures: Figures, claim: Claim) -> bool:
    """Whether a rate may be said of another seller's figure before it in the sentence: then it is no proof."""
    context = figures.context
    return claim.kind is Kind.CHANGE and any(
        c.kind is Kind.LEVEL and c.unit != "percent" and c.subject != claim.subject and c.span.end <= claim.span.start
        for c in context.claims
        if context.sentence(c) == context.sentence(claim)
    )


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
    periods = [claim.period, claim.basis if claim.kind is Kind.CHANGE else None]
    value = claim.quantity.high if claim.quantity.high is not None else claim.quantity.low
    if claim.kind is Kind.LEVEL and not value:
        return False
    return claim.kind in (Kind.LEVEL, Kind.CHANGE) and any(_is_before(t, entity) for t in periods)


def _is_before(time: str | None, entity: Entity) -> bool:
    """Whether a time is wholly before the first delivery, and not the month before, in which it may have been presented."""
    first, period = parsed(entity.first_delivery or ""), parsed(time or "")
    if first is None or first.start is None or period is None:
        return False
    return period.end < first.start - _PRESENTED


def _finding(claim: Claim, entity: Entity) -> Finding:
    when = claim.period if claim.kind is Kind.LEVEL else f"{claim.basis or claim.period}"
    first = period_words(entity.first_delivery)
    message = f"{claim.quote} is {entity.name}’s figure of {period_words(when)}, before its first delivery in {first}"
    step = Step(f"{entity.name} sold nothing before {first}", Interval.exactly(0), (claim.id,))
    return Finding(INFO.code, Verdict.CONTRADICTED, (claim.id,), message, (step,), (launch_evidence(entity),))


def launch_evidence(entity: Entity) -> Evidence:
    """The source of an entity's first delivery."""
    return Evidence(
        entity.first_delivery_source,
        period_words(entity.first_delivery),
        None,
        f"{entity.name}’s first delivery",
    )


# --- too many since the launch ----------------------------------------------------------------------------------------


def _too_fast(figures: Figures) -> Iterator[Finding]:
    """A count that is said to have been reached so many months after the launch, when it was not by then."""
    context = figures.context
    for duration in context.claims:
        entity = context.entity(duration)
        months = _months(duration)
        if entity is None or not months or not entity.first_delivery:
            continue
        for count in context.claims:
            same = count.subject == duration.subject and context.sentence(count) == context.sentence(duration)
            if (
                same
                and count.kind is Kind.LEVEL
                and count.metric in _COUNTED_UP
                and not count.model
                and _milestone(count)
            ):
                yield from _against_pace(figures, entity, count, duration, months)


def _months(claim: Claim) -> int:
    """How many months a stretch of time is; 0 if it is none, or short of a whole number."""
    if claim.kind is not Kind.DURATION or claim.unit not in ("month", "year") or claim.low != claim.high:
        return 0
    months = claim.quantity.value * (12 if claim.unit == "year" else 1)
    return int(months) if months == int(months) else 0


def _milestone(claim: Claim) -> bool:
    """Whether it is the n-th vehicle, or a figure since the beginning."""
    period = parsed(claim.period or "")
    return bool(_NTH.search(claim.quote)) or bool(period and period.since_inception)


def _against_pace(figures: Figures, entity: Entity, count: Claim, duration: Claim, months: int) -> Iterator[Finding]:
    launch = parsed(entity.first_delivery or "")
    assert launch is not None
    then = launch.end + timedelta(days=round(months * _MONTH))
    known = _counts(figures, entity)
    before = max((k for k in known if k[0] <= then), default=None)
    after = min((k for k in known if k[0] > then), default=None)
    if before is None or after is None or count.low is None:
        return
    share = Fraction((then - before[0]).days, (after[0] - before[0]).days)
    reached = before[1] + (after[1] - before[1]) * share
    if Fraction(count.low) > reached * (1 + _AHEAD):
        message = (
            f"{count.quote} {duration.quote} after the first delivery in {period_words(entity.first_delivery)} would be by {then:%B %Y}, "
            f"when it was about {number(reached)} by the figures of sources"
        )
        step = Step(
            f"{number(before[1])} by {before[0]:%B %Y}; {number(after[1])} by {after[0]:%B %Y}",
            Interval.exactly(reached),
            (count.id,),
        )
        evidence = (launch_evidence(entity), *as_evidence([before[2], after[2]], figures.context.pack))
        yield Finding(INFO.code, Verdict.IMPLAUSIBLE, (count.id, duration.id), message, (step,), evidence)


def _counts(figures: Figures, entity: Entity) -> list[tuple[date, Fraction, Record]]:
    """What sources say was reached in all, by day."""
    rows = [r for r in figures.context.records(entity.id).rows if r.scope.whole and r.scope.metric in _COUNTED_UP]
    since = [
        (p.end, Fraction(r.observation.quantity.value), r)
        for r in rows
        if (p := parsed(r.observation.period)) and p.since_inception
    ]
    return sorted(since, key=lambda k: (k[0], k[1]))
