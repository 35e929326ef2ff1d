"""The right figure of something else, as sources have it: of another month, of the other measure, of the group."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from benchmarks.checking.families.ground import Ground
from benchmarks.checking.numerals import Printed, all_printed, renumbered
from benchmarks.checking.planting import Plant
from benchmarks.checking.sources import backed, settled
from tachograph.core.claim import Claim, Kind
from tachograph.core.quantity import Modifier
from tachograph.packs.loader import load_pack

_FACTOR = 5  # by more than which no author takes one figure for another
_OTHER = {"retail_sales": "wholesale", "wholesale": "retail_sales", "sales": "registrations", "registrations": "sales"}


def other_time(ground: Ground) -> Iterator[Plant | None]:
    """The figure of the month or quarter before, or of a year ago."""
    for figure, claim in _backed(ground):
        times = [t for t in _before(claim.period or "") if settled(replace(claim, period=t)) is not None]
        if times:
            yield _with(ground, figure, replace(claim, period=ground.dice.choice(times)), "period")


def other_measure(ground: Ground) -> Iterator[Plant | None]:
    """Wholesale for retail, registrations for sales, and the other way round: as sources or the text have it."""
    claims = ground.article.claims
    for figure in all_printed(ground.article):
        claim = claims[figure.claim]
        if claim.kind is Kind.LEVEL and claim.metric in _OTHER:
            other = replace(claim, metric=_OTHER[claim.metric])
            said = next((c.quantity.value for c in claims if _about(c) == _about(other)), None)
            yield _with(ground, figure, other, "metric", said)


def _about(claim: Claim) -> tuple[object, ...]:
    return claim.kind, claim.subject, claim.metric, claim.period, claim.unit, claim.region, claim.segment, claim.model


def other_level(ground: Ground) -> Iterator[Plant | None]:
    """The group's figure for its brand, and the other way round."""
    pack = load_pack()
    for figure, claim in _backed(ground):
        entity = pack.entity_named(claim.subject)
        parents = [pack.entities[m.parent] for m in entity.parents if m.relation == "brand_of"] if entity else []
        children = pack.children(entity.id, "brand_of") if entity else ()
        others = [replace(claim, subject=e.name) for e in (*parents, *children)]
        known = [other for other in others if settled(other) is not None]
        if known:
            yield _with(ground, figure, ground.dice.choice(known), "subject")


def _backed(ground: Ground) -> Iterator[tuple[Printed, Claim]]:
    """The exact levels that two sources have as they are."""
    for figure in all_printed(ground.article):
        claim = ground.article.claims[figure.claim]
        if claim.kind is Kind.LEVEL and claim.modifier is Modifier.EXACTLY and backed(claim):
            yield figure, claim


def _with(ground: Ground, figure: Printed, other: Claim, field: str, said: Decimal | None = None) -> Plant | None:
    """The figure of another thing, as sources have it, or as it is said; to say so puts the slip right as well."""
    value, own = settled(other), figure.number * figure.scale
    value = said if value is None else value
    if value is None or not own / _FACTOR <= value <= own * _FACTOR:
        return None
    plant = renumbered(ground.article, figure, value / figure.scale)
    return plant and Plant(plant.edits, plant.changes, ((figure.claim, field, getattr(other, field)),))


def _before(period: str) -> Iterator[str]:
    """The periods whose figures lie on the desk with this one's."""
    if match := re.fullmatch(r"(\d{4})-(\d\d)", period):
        year, month = int(match[1]), int(match[2])
        yield f"{year - 1}-{month:02}"
        yield f"{year}-{month - 1:02}" if month > 1 else f"{year - 1}-12"
    elif match := re.fullmatch(r"(\d{4})-Q(\d)", period):
        year, quarter = int(match[1]), int(match[2])
        yield f"{year - 1}-Q{quarter}"
        yield f"{year}-Q{quarter - 1}" if quarter > 1 else f"{year - 1}-Q4"
    elif re.fullmatch(r"\d{4}", period):
        yield str(int(period) - 1)
