"""A rank against the levels that the text gives."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import combinations

from tachograph.checking.acquittal import UNTOLD
from tachograph.checking.confidence import certain, given, likely, sure
from tachograph.checking.context import Context
from tachograph.checking.figures import Figures
from tachograph.checking.rules.info import RuleInfo
from tachograph.checking.variables import canonical
from tachograph.core.claim import Claim, Kind, Verdict
from tachograph.core.finding import Finding, Step
from tachograph.core.pack import EntityKind

INFO = RuleInfo(
    code="rank",
    tier="basic",
    catches="Two stated ranks in the wrong order of their figures, and a rank with more sellers above it in the same "
    "text than it allows (which holds only if those are not counted), and two in one place.",
    how="Of two ranks the lower number has the larger figure; place n leaves at most n − 1 larger figures of the "
    "same list.",
    failing="BYD's 41,300 put it in 13th place, followed by Cupra in 12th with 37,400.",
    passing="BYD's 41,300 put it in 12th place, followed by Cupra in 13th with 37,400.",
)

_SHARED = re.compile(
    r"\b(?:joint\w*|tied?|shared?|sharing|equal\w*|alongside|respective fields)\b|并列|並列|并居|同列", re.IGNORECASE
)
_OVER = Fraction(5, 4)
_NO_SELLERS = (EntityKind.MARKET, EntityKind.BODY)


@dataclass(frozen=True, slots=True)
class Ranked:
    """A stated rank with the level of the same subject that it goes by."""

    rank: Claim
    level: Claim

    @property
    def place(self) -> int:
        return int(self.rank.quantity.value)


def findings(figures: Figures) -> Iterator[Finding]:
    """The order of every group of ranks and figures about the same thing."""
    context = figures.context
    ranked = [r for c in context.claims if c.kind is Kind.RANK and c.low == c.high and (r := _ranked(context, c))]
    yield from _in_one_place(context)
    groups: dict[tuple[str, ...], list[Ranked]] = {}
    for pair in ranked:
        groups.setdefault((*_key(pair.level), pair.rank.segment or ""), []).append(pair)
    for group in groups.values():
        swapped = [(a, b) for a, b in combinations(group, 2) if _wrong_order(a, b)]
        if swapped:
            yield from (_contradiction(a, b) for a, b in swapped[:1])
        elif len(group) > 1:
            yield _order(group)
        else:
            yield from _alone(context, group[0])


def _in_one_place(context: Context) -> Iterator[Finding]:
    """Two that a sentence puts in the same place of one ranking, though nothing says that they share it."""
    ranks = [c for c in context.claims if c.kind is Kind.RANK and c.low == c.high and c.id in context.scopes]
    for a, b in combinations(ranks, 2):
        near = abs(context.sentence(a) - context.sentence(b)) <= 1
        if near and a.quantity.value == b.quantity.value and _one_ranking(context, a, b) and certain((a, b)):
            if _SHARED.search(context.sentence_text(a)) or _SHARED.search(context.sentence_text(b)):
                continue
            message = f"{_who(a)} and {_who(b)} are both ranked {int(a.quantity.value)}{UNTOLD}"
            step = Step(message.replace(UNTOLD, ""), a.quantity.interval(), (a.id, b.id))
            yield Finding(INFO.code, Verdict.CONTRADICTED, (a.id, b.id), message, (step,))


def _one_ranking(context: Context, a: Claim, b: Claim) -> bool:
    """Whether two ranks of different sellers or models are by all other fields of one ranking."""
    x, y = context.scopes[a.id], context.scopes[b.id]
    models = bool(x.model) is bool(y.model) and (x.subject, x.model) != (y.subject, y.model)
    alike = (x.metric, x.unit, x.region, x.segment) == (y.metric, y.unit, y.region, y.segment)
    return models and alike and a.modality is b.modality and canonical(a.period) == canonical(b.period)


def _who(claim: Claim) -> str:
    return f"{claim.subject} {claim.model}" if claim.model else str(claim.subject)


def _key(claim: Claim) -> tuple[str, ...]:
    return (
        claim.metric or "",
        claim.unit,
        canonical(claim.period),
        claim.region or "",
        claim.segment or "",
        claim.modality,
    )


def _ranked(context: Context, rank: Claim) -> Ranked | None:
    """The nearest level of the rank's own subject, metric and period."""
    own = [c for c in context.claims if _level_of(c, rank)]
    near = [c for c in own if canonical(rank.period) or abs(context.sentence(c) - context.sentence(rank)) <= 1]
    if not near:
        return None
    return Ranked(rank, min(near, key=lambda c: (abs(c.span.start - rank.span.start), c.span.start)))


def _level_of(claim: Claim, rank: Claim) -> bool:
    return (
        claim.kind in (Kind.LEVEL, Kind.SHARE)
        and claim.subject == rank.subject
        and claim.model == rank.model
        and canonical(claim.period) == canonical(rank.period)
        and (claim.metric == rank.metric or claim.kind is Kind.SHARE)
    )


def _wrong_order(a: Ranked, b: Ranked) -> bool:
    if a.rank.subject == b.rank.subject or a.place == b.place:
        return False
    upper, lower = (a, b) if a.place < b.place else (b, a)
    return _certainly_above(lower.level, upper.level)


def _certainly_above(a: Claim, b: Claim) -> bool:
    low, high = a.quantity.tolerant().low, b.quantity.tolerant().high
    return low is not None and high is not None and low > high


def _surely_below(a: Claim, b: Claim) -> bool:
    """Whether ``a`` is below ``b`` even if it is "over" a mark: nobody says so of a quarter more than the mark."""
    high, low = a.quantity.tolerant().high, b.quantity.tolerant().low
    if high is None and a.low is not None:
        high = Fraction(a.low) * _OVER
    return low is not None and high is not None and high < low


def _contradiction(a: Ranked, b: Ranked) -> Finding:
    upper, lower = (a, b) if a.place < b.place else (b, a)
    message = (
        f"{lower.rank.subject} ({lower.level.quote}) is above {upper.rank.subject} ({upper.level.quote}), "
        f"yet is ranked {lower.place} to {upper.place}"
    )
    claims = (upper.rank.id, lower.rank.id, upper.level.id, lower.level.id)
    return Finding(INFO.code, Verdict.CONTRADICTED, claims, message, (_step([upper, lower]),))


def _order(group: Sequence[Ranked]) -> Finding:
    ordered = sorted(group, key=lambda r: r.place)
    claims = tuple(dict.fromkeys(c for r in ordered for c in (r.rank.id, r.level.id)))
    message = " > ".join(f"{r.level.quote} ({r.place})" for r in ordered) + ", the order given"
    return Finding(INFO.code, Verdict.CONFIRMED, claims, message, (_step(ordered),))


def _step(ordered: Sequence[Ranked]) -> Step:
    claims = tuple(dict.fromkeys(c for r in ordered for c in (r.rank.id, r.level.id)))
    return Step("; ".join(f"{r.place}: {r.rank.subject} {r.level.quote}" for r in ordered), None, claims)


def _alone(context: Context, pair: Ranked) -> Iterator[Finding]:
    """One rank among levels of other sellers."""
    others = _rivals(context, pair)
    above = [
        c
        for c in others.values()
        if _certainly_above(c, pair.level) and sure([c]) and not _another_kind(context, c, pair.level)
    ]
    below = [c for c in others.values() if _surely_below(c, pair.level)]
    claims = (pair.rank.id, pair.level.id, *(c.id for c in above))
    text = ", ".join(f"{c.subject} {c.quote}" for c in above)
    if (
        likely([pair.rank])
        and sure([pair.level])
        and len(above) >= pair.place
        and canonical(pair.level.period)
        and _in_one_field(context, pair, above)
    ):
        message = f"{pair.rank.subject} ({pair.level.quote}) ranked {pair.place}, but the text gives more for {text}"
        message += "; it holds only if these are not counted"
        step = Step(f"above it: {text}", None, claims)
        yield Finding(INFO.code, Verdict.IMPLAUSIBLE, claims, message, (step,), blamed=(pair.rank.id,))
    elif len(above) == pair.place - 1 and len(above) + len(below) == len(others) and others:
        rest = ", ".join(f"{c.subject} {c.quote}" for c in below)
        sides = [f"{names} {side}" for names, side in ((text, "above"), (rest, "below")) if names]
        message = f"{', '.join(sides)} {pair.level.quote}: rank {pair.place} of those given"
        everyone = (*claims, *(c.id for c in below))
        yield Finding(INFO.code, Verdict.CONFIRMED, everyone, message, (Step(message, None, everyone),))


def _rivals(context: Context, pair: Ranked) -> dict[str, Claim]:
    """The levels of other sellers of the same kind for the same thing, of each the largest beside the rank's own level.

    Elsewhere a text may give the same seller's figure in a wider or narrower field.
    """
    rivals: dict[str, Claim] = {}
    own, here = context.entity(pair.level), context.sentence(pair.level)
    for claim in context.claims:
        if claim.subject in (None, pair.level.subject) or claim.model or claim.kind != pair.level.kind:
            continue
        if not _comparable(claim, pair.level) or not _seller(context, claim):
            continue
        entity = context.entity(claim)
        if own and entity and _related(context, own.id, entity.id):
            continue
        known = rivals.get(claim.subject)
        if known is None or _weight(context, claim, here) > _weight(context, known, here):
            rivals[claim.subject] = claim
    return rivals


def _weight(context: Context, claim: Claim, sentence: int) -> tuple[bool, Decimal]:
    return context.sentence(claim) == sentence, claim.quantity.value


def _comparable(claim: Claim, level: Claim) -> bool:
    """Whether two figures count alike; several metrics of units sold are compared, as rankings do."""
    return (claim.unit, canonical(claim.period), claim.region, claim.modality) == (
        level.unit,
        canonical(level.period),
        level.region,
        level.modality,
    ) and (claim.metric == level.metric or {claim.metric, level.metric} <= {"sales", "deliveries"})


def _seller(context: Context, claim: Claim) -> bool:
    entity = context.entity(claim)
    return entity is None or entity.kind not in _NO_SELLERS


def _in_one_field(context: Context, pair: Ranked, above: Sequence[Claim]) -> bool:
    """Whether those with more, or their names, stand in the rank's sentence: elsewhere a text tells of other fields too."""
    here = context.sentence(pair.level)
    if given((pair.rank, pair.level, *above)) or all(context.sentence(c) == here for c in above):
        return True
    if 0 < sum(context.sentence(c) == here for c in above) == pair.place - 1:
        return False  # as many as a third has above it make its sentence a field of its own
    told = {c.subject for c in context.claims if context.sentence(c) == here and _comparable(c, pair.level)}
    apart = (c for c in above if context.sentence(c) == here or c.subject not in told)  # else here with another figure
    return any(context.names(pair.rank, e) for c in apart if (e := context.entity(c)))


def _another_kind(context: Context, claim: Claim, level: Claim) -> bool:
    """Whether an alliance of several makers is set against one maker: some rankings have it, and a text seldom says so.

    Of figures that were handed over it is for the reader to say whether it belongs there.
    """
    other, own = context.entity(claim), context.entity(level)
    if other is None or other.kind is not EntityKind.ALLIANCE or given((claim, level)):
        return False
    return own is None or own.kind is not other.kind


def _related(context: Context, a: str, b: str) -> bool:
    """Whether one is part of the other."""
    return any(m.parent == y for x, y in ((a, b), (b, a)) for m in context.pack.entities[x].parents)
