"""What the packaged observations say of a claim, of the very same definition and from two hosts at least.

Written anew for this benchmark: it shares the pack's data with the checker, but none of its judgements.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from urllib.parse import urlsplit

from tachograph.core.claim import Claim, Kind, Modality
from tachograph.core.interval import Interval
from tachograph.core.observation import Observation
from tachograph.core.period import Period
from tachograph.core.quantity import Modifier
from tachograph.packs.loader import load_pack

_POINTLIKE = (Modifier.EXACTLY, Modifier.ABOUT)


def denied(claim: Claim) -> bool:
    """Whether two hosts agree on another value and none has this one."""
    return bool(known(claim)) and not _has(known(claim), claim)


def backed(claim: Claim) -> bool:
    """Whether two hosts agree on this value."""
    return any(value.meets(claim.quantity.tolerant()) for value in known_values(claim))


def known_values(claim: Claim) -> tuple[Interval, ...]:
    """The values that two hosts agree on."""
    rows = known(claim)
    agreed = [(a, b) for n, a in enumerate(rows) for b in rows[n + 1 :] if _hosts_agree(a, b)]
    return tuple(a.quantity.tolerant() for a, _ in agreed)


def settled(claim: Claim) -> Decimal | None:
    """The finest exact value that two hosts agree on of what a claim is about; none if they do not."""
    rows = [o for o in known(claim) if o.quantity.modifier is Modifier.EXACTLY and o.quantity.low == o.quantity.high]
    agreed = [a for a in rows if any(_hosts_agree(a, b) for b in rows)]
    return min(((o.quantity.precision, o.quantity.value) for o in agreed), default=(0, None))[1]


def known(claim: Claim) -> tuple[Observation, ...]:
    """All observations of what a claim is about; none if no two hosts agree."""
    if claim.kind is not Kind.LEVEL or claim.modality is not Modality.ACTUAL or claim.period is None:
        return ()
    rows = _rows(claim.subject, claim.metric, claim.unit, *_scope(claim), Period.parse(claim.period))
    return rows if any(_hosts_agree(a, b) for n, a in enumerate(rows) for b in rows[n + 1 :]) else ()


def change_denied(claim: Claim, claims: Sequence[Claim]) -> bool:
    """Whether the change between two levels that two hosts each agree on is another."""
    return any(not change.meets(claim.quantity.tolerant()) for change in _changes(claim, claims))


def change_backed(claim: Claim, claims: Sequence[Claim]) -> bool:
    """Whether it is this one."""
    return any(change.meets(claim.quantity.tolerant()) for change in _changes(claim, claims))


def _changes(claim: Claim, claims: Sequence[Claim]) -> Iterator[Interval]:
    """The relative change in percent between the levels that sources have; only if the text's level is theirs too."""
    if claim.kind is not Kind.CHANGE or claim.unit != "percent" or not claim.period or not claim.basis:
        return
    for level in claims:
        if level.kind is Kind.LEVEL and level.period == claim.period and _same_thing(level, claim) and backed(level):
            entity = _scope(level)
            base = _rows(level.subject, level.metric, level.unit, *entity, _period(claim.basis))
            pairs = [(a, b) for n, a in enumerate(base) for b in base[n + 1 :] if _hosts_agree(a, b)]
            for a, _ in pairs[:1]:
                factor = level.quantity.tolerant() / a.quantity.tolerant() - Interval.exactly(1)
                if factor.bounded:
                    yield factor.scale(100)


def _same_thing(a: Claim, b: Claim) -> bool:
    return (a.subject, a.metric, a.model, a.region, a.segment) == (b.subject, b.metric, b.model, b.region, b.segment)


def _period(text: str) -> Period | None:
    try:
        return Period.parse(text)
    except ValueError:
        return None


@cache
def _rows(
    subject: str | None,
    metric: str | None,
    unit: str,
    region: str | None,
    segment: str | None,
    model: str | None,
    period: Period | None,
) -> tuple[Observation, ...]:
    pack = load_pack()
    entity = pack.entity_named(subject)
    if entity is None or period is None:
        return ()
    wanted = (metric, unit, region, segment, model)
    same = [o for o in pack.observed(entity.id) if _definition(o) == wanted]
    return tuple(o for o in same if Period.parse(o.period).same_days(period))


def _definition(o: Observation) -> tuple[str | None, ...] | None:
    if o.kind is not Kind.LEVEL or o.modality is not Modality.ACTUAL or o.quantity.modifier not in _POINTLIKE:
        return None
    entity = load_pack().entities[o.entity]
    region = None if o.region in (entity.home, "global") else o.region
    segment = None if o.segment == entity.segment else o.segment
    return o.metric, o.quantity.unit, region, segment, o.model and o.model.casefold()


def _scope(claim: Claim) -> tuple[str | None, str | None, str | None]:
    entity = load_pack().entity_named(claim.subject)
    region = None if entity and claim.region in (entity.home, "global") else claim.region
    segment = None if entity and claim.segment == entity.segment else claim.segment
    return region, segment, claim.model and claim.model.casefold()


def _has(rows: Sequence[Observation], claim: Claim) -> bool:
    return any(o.quantity.tolerant().meets(claim.quantity.tolerant()) for o in rows)


def _hosts_agree(a: Observation, b: Observation) -> bool:
    apart = urlsplit(a.source).netloc.removeprefix("www.") != urlsplit(b.source).netloc.removeprefix("www.")
    return apart and a.quantity.interval().meets(b.quantity.interval())
