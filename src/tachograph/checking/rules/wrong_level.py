"""A figure of a brand told as its group's, of a model as its maker's, of an alliance as a member's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tachograph.checking.confidence import given, sure
from tachograph.checking.context import Context
from tachograph.checking.evidence import Record
from tachograph.checking.figures import Figures
from tachograph.checking.formulas import Formula, Op
from tachograph.checking.misplaced import Refuted, counts, refuted, says, swapped
from tachograph.checking.rules.info import RuleInfo
from tachograph.checking.variables import canonical, parsed
from tachograph.core.claim import Claim, Kind, Verdict
from tachograph.core.finding import Finding, Repair, Step
from tachograph.core.pack import Entity
from tachograph.core.period import Period

INFO = RuleInfo(
    code="wrong_level",
    tier="strict",
    catches="A brand's figure told as its group's, a member's as the alliance's, or the other way round: sources have "
    "it, to the unit, for the relative, and independent ones give another for the one named.",
    failing="HIMA delivered 40,016 cars in January 2026.",
    passing="Aito delivered 40,016 cars in January 2026.",
    how="The figure is looked up among what sources have for the brands, members and owners of the seller at "
    "the time; it must be there to the unit, and two independent sources must exclude it for the seller "
    "that the sentence names.",
)

_EXACT = 4  # digits of a figure that others hardly add up to by chance
_BEFORE = 30  # characters
_BESIDE = re.compile(
    r"[,;:，；：、]|\b(?:and|with|plus)\b|[和与與及]|品牌"
)  # another one, or what a clause ahead only mentions
_AROUND = 400  # characters
_RELATIONS = ("brand_of", "member_of", "owned_by", "model_of", "built_by")


def findings(figures: Figures) -> Iterator[Finding]:
    """Every figure whose sentence names one seller and whose value is that of a relative."""
    context = figures.context
    for case in refuted(figures):
        entity = context.entity(case.claim)
        if entity is None or not context.names(case.claim, entity):
            continue
        relatives = _relatives(context, entity, parsed(case.claim.period or ""))
        holders = {e.name: found for e in relatives if (found := _figures_of(context, case, e))}
        if len(holders) == 1 and not _also_named(context, case.claim, entity):
            ((relative, found),) = holders.items()
            yield swapped(context, INFO.code, case, found, field="subject", before=entity.name, after=relative)
    yield from _added_up(figures)


def _added_up(figures: Figures) -> Iterator[Finding]:
    """Every figure of a brand that all brands of its group make up, with another one of its own: it is the group's."""
    context = figures.context
    for total in context.claims:
        group = _group(context, total)
        if group is None or not (given((total,)) or _is_told_of(context, total, group)):
            continue
        parts = _of_brands(context, total, group)
        added = Formula(Op.SUM, tuple(parts.values())) if len(parts) > 1 and total.subject in parts else None
        if (
            added is not None
            and len(total.quantity.meant) >= _EXACT
            and added.interval.meets(total.quantity.tolerant())
        ):
            names = ", ".join(parts)
            message = (
                f"{total.quote} is stated for {total.subject}, but it is what {names} add up to: that of {group.name}"
            )
            ids = (total.id, *(c.id for c in parts.values()))
            step = Step(added.written(rate=False), added.interval, ids)
            repair = Repair(total.id, "subject", total.subject or "", group.name)
            yield Finding(INFO.code, Verdict.CONTRADICTED, ids, message, (step,), (), (repair,), (total.id,))


def _is_told_of(context: Context, claim: Claim, group: Entity) -> bool:
    """Whether a name of the brand that its group has not, 蔚来品牌 and not 蔚来, leads to the figure, and no other beside it."""
    entity = context.entity(claim)
    if entity is None or not sure((claim,)):
        return False
    own = {n.casefold() for names in entity.names.values() for n in names}
    own -= {n.casefold() for names in group.names.values() for n in names}
    before = context.before(claim, _BEFORE).casefold()
    leads = (before.rpartition(n)[2] for n in own if n in before)
    return any(not _BESIDE.search(words) for words in leads)


def _group(context: Context, claim: Claim) -> Entity | None:
    """Whose brand a level is of."""
    entity = context.entity(claim)
    if entity is None or claim.kind is not Kind.LEVEL or not canonical(claim.period) or claim.low != claim.high:
        return None
    when = parsed(claim.period or "")
    parents = [m.parent for m in entity.parents if m.relation == "brand_of" and m.holds_on(when)]
    return context.pack.entities.get(parents[0]) if len(parents) == 1 else None


def _of_brands(context: Context, total: Claim, group: Entity) -> dict[str, Claim]:
    """The figure of each brand of a group that counts what a larger one does, by its name; empty if one has two."""
    brands = {e.name for e in context.pack.children(group.id, "brand_of")}
    found: dict[str, list[Claim]] = {}
    for claim in context.claims:
        exact = claim.kind is total.kind and claim.low == claim.high
        alike = exact and claim.subject in brands and claim.quantity.value < total.quantity.value
        about = (claim.metric, claim.unit, claim.model, claim.region, claim.segment, claim.modality)
        same = about == (total.metric, total.unit, total.model, total.region, total.segment, total.modality)
        if alike and same and canonical(claim.period) == canonical(total.period):
            found.setdefault(claim.subject or "", []).append(claim)
    twice = any(len({c.quantity.value for c in some}) > 1 for some in found.values())
    return {} if twice else {name: some[0] for name, some in found.items()}


def _relatives(context: Context, entity: Entity, when: Period | None = None) -> tuple[Entity, ...]:
    """Whose part an entity is and what is part of it, at a time; at any if that is not known."""
    pack = context.pack
    seen = {m.parent: pack.entities[m.parent] for m in entity.parents if m.holds_on(when)}
    for relation in _RELATIONS:
        seen.update({e.id: e for e in pack.children(entity.id, relation, when)})
    return tuple(seen.values())


def _figures_of(context: Context, case: Refuted, relative: Entity) -> tuple[Record, ...]:
    """What sources have of a relative that is a claim's very figure."""
    rows = context.records(relative.id).at(canonical(case.claim.period))
    return says(case.claim, [r for r in rows if counts(case.claim, case.scope, r)])


def _also_named(context: Context, claim: Claim, entity: Entity) -> bool:
    """Whether relatives are named around it by names of their own: a list of brands, in which a name may be read wrongly."""
    own = {n.casefold() for names in entity.names.values() for n in names}
    theirs = {n.casefold() for e in _relatives(context, entity) for names in e.names.values() for n in names} - own
    text = context.text[max(0, claim.span.start - _AROUND) : claim.span.end + _AROUND].casefold()
    return any(n in text for n in theirs)
