"""A figure of a brand told as its group's, of a model as its maker's, of an alliance as a member's."""

from __future__ import annotations

from collections.abc import Iterator

from tachograph.checking.context import Context
from tachograph.checking.evidence import Record
from tachograph.checking.figures import Figures
from tachograph.checking.misplaced import Refuted, counts, refuted, says, swapped
from tachograph.checking.rules.info import RuleInfo
from tachograph.checking.variables import canonical, parsed
from tachograph.core.claim import Claim
from tachograph.core.finding import Finding
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
