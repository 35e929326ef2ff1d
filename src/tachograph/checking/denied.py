"""What sources say against a figure: whether theirs is for the very same thing, and nothing else explains the difference.

A figure that some source has for another definition, relative or time is not denied by those that have another for its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from tachograph.checking import telling
from tachograph.checking.confidence import certain, firm, given, likely, sure
from tachograph.checking.digits import slips_to
from tachograph.checking.evidence import (
    UNITS_SOLD,
    Record,
    against,
    changes,
    exactness,
    related_definition,
    same_definition,
    supports,
)
from tachograph.checking.figures import Figures
from tachograph.checking.misplaced import SPANS
from tachograph.checking.variables import Scope, canonical, parsed
from tachograph.core.claim import Claim, Kind, Modality
from tachograph.core.pack import Entity, Nature, Pack
from tachograph.core.period import Period
from tachograph.core.quantity import Modifier

ADDED_UP = re.compile(
    r"\b(?:total|combined|together|so far|cumulative|since|year to date|first \w+ months)\b|合计|合計|累计|累計|共|首|前",
    re.IGNORECASE,
)
"""Words of figures that are sums over several times."""
_FULL_YEAR = re.compile(
    r"\b(?:full[- ]year|(?:whole|entire) year|all of 20\d\d)\b[^,;.\d]*$|全年[^，。；\d]*$", re.IGNORECASE
)
_LEAD = 24  # characters
_AS_ROUND = 100
_CLOSE = Fraction(1, 10)  # a figure further off than this is probably of something else
_MISREAD = 2  # a figure further off than this is of something else, however surely it seems to be read
_REVISED = Fraction(15, 100)  # a figure further off than this is not what a preliminary count was revised to
_QUARTER = 3
_WAYS_OF_SELLING = ("retail_sales", "wholesale", "registrations")


def excluding(figures: Figures, claim: Claim, scope: Scope, related: Sequence[Record]) -> tuple[Record, ...]:
    """What speaks against a claim: never for targets and forecasts, which come in many vintages."""
    if claim.modality is not Modality.ACTUAL or claim.modifier is Modifier.BETWEEN:
        return ()
    related = [r for r in related if not _may_be_revised(claim, r)]
    if given([claim]) and figures.nature(claim.metric or "") is not Nature.STOCK and _is_over(figures, claim):
        if scope.metric in UNITS_SOLD and any(
            _counted_otherwise(scope, r) and supports(claim.quantity, r) for r in related
        ):
            return ()
        return against(
            claim.quantity, [r for r in related if same_definition(claim, scope, r, metrics=counted_alike(scope))]
        )
    plainly = _plainly_of_its_time(figures, claim)
    alike = [r for r in related if same_definition(claim, scope, r, metrics=counted_alike(scope))]
    plain = plainly and (certain([claim]) or (sure([claim]) and _is_told(claim, against(claim.quantity, alike))))
    found = against(claim.quantity, alike if plain else [r for r in alike if same_definition(claim, scope, r)])
    if not found:
        return ()
    best = min(found, key=exactness)
    told = _is_told(claim, found)
    if known(figures, claim, at_any_time=not plain, sharply=told):
        return ()
    if told:
        return found
    if _stands_beside_the_right_one(figures, claim, related):
        return ()
    meant = _slipped(claim, best) or (sure([claim]) and (_close(claim, best) or _plainly_said(figures, claim)))
    if not meant and claim.kind is Kind.CHANGE and not _stands_beside_its_figure(figures, claim):
        return ()
    return found if meant or (plainly and firm([claim]) and _of_one_size(figures, claim, best)) else ()


def _is_told(claim: Claim, found: Sequence[Record]) -> bool:
    """Whether a slip makes a claim what the exactest of some records says, as hardly any other figure would be by chance."""
    if not found or not likely([claim]):
        return False
    return telling.is_told(claim.confidence, claim, min(found, key=exactness).interval)


def is_as_sharp(claim: Claim, record: Record) -> bool:
    """Whether a record says as much as a claim: not only a mark, and no more than a hundred times as round."""
    own, other = claim.quantity, record.observation.quantity
    if other.nominal == own.nominal:
        return True
    marks = (Modifier.EXACTLY, Modifier.ABOUT, Modifier.NEARLY, own.modifier)
    return other.modifier in marks and other.precision <= own.precision * _AS_ROUND


def same_basis(claim: Claim, record: Record) -> bool:
    """Whether a record of a change compares with the same time as a claim does; levels compare with nothing."""
    return claim.kind is Kind.LEVEL or record.basis == canonical(claim.basis)


def counted_alike(scope: Scope) -> frozenset[str]:
    """The metrics that count the same as the one of a scope: deliveries and sales."""
    return UNITS_SOLD if scope.metric in UNITS_SOLD else frozenset()


def _stands_beside_the_right_one(figures: Figures, claim: Claim, records: Sequence[Record]) -> bool:
    """Whether the sentence has the sources' figure for the very same thing too: then this one is somebody else's."""
    context = figures.context
    return any(
        context.scopes.get(c.id) == context.scopes[claim.id]
        and c.quantity != claim.quantity
        and (c.kind, canonical(c.period), canonical(c.basis))
        == (claim.kind, canonical(claim.period), canonical(claim.basis))
        and context.sentence(c) == context.sentence(claim)
        and any(supports(c.quantity, r) and is_as_sharp(c, r) for r in records)
        for c in context.claims
    )


def _stands_beside_its_figure(figures: Figures, change: Claim) -> bool:
    """Whether the sentence of a change gives the figure that changed: one alone may be of shares, prices or tariffs."""
    context = figures.context
    return any(
        c.kind is Kind.LEVEL
        and context.scopes.get(c.id) is not None
        and c.subject == change.subject
        and c.metric == change.metric
        and canonical(c.period) == canonical(change.period)
        and context.sentence(c) == context.sentence(change)
        for c in context.claims
    )


def _may_be_revised(claim: Claim, record: Record) -> bool:
    """Whether a record is a preliminary count or estimate, near which the final figure lies."""
    if record.observation.modality is not Modality.ESTIMATE:
        return False
    told, counted = Fraction(claim.quantity.value), Fraction(record.observation.quantity.value)
    return claim.kind is not Kind.LEVEL or abs(told - counted) <= _REVISED * abs(counted)


def _is_over(figures: Figures, claim: Claim) -> bool:
    """Whether a time was over when the text appeared: until then, a year's figure is that of the year so far.

    A text without a date is younger than what it tells of as having happened; of quarters nobody tells but whole ones.
    What a later time is compared with was over, and so was what is told as the full year's.
    """
    when, context = parsed(claim.period or ""), figures.context
    if when is None or when.whole_months == 1:
        return when is not None
    if context.document.published is not None:
        return context.document.published > when.end
    if when.whole_months == _QUARTER or any(_is_compared_with(c, when) for c in context.claims):
        return True
    told = [(c, own) for c in context.claims if c.modality is Modality.ACTUAL and (own := parsed(c.period or ""))]
    return any(
        own.end > when.end or (own == when and c.kind is Kind.LEVEL and _FULL_YEAR.search(context.before(c, _LEAD)))
        for c, own in told
    )


def _is_compared_with(change: Claim, when: Period) -> bool:
    """Whether a change is from a time to a later one that is as long."""
    then, own = parsed(change.basis or ""), parsed(change.period or "")
    if change.kind is not Kind.CHANGE or then is None or own is None or not then.same_days(when):
        return False
    return own.end > when.end and own.whole_months == when.whole_months


def _counted_otherwise(scope: Scope, record: Record) -> bool:
    """Whether a record counts the same cars in one of the other ways in which they are sold."""
    alike = (scope.unit, scope.region, scope.segment, scope.model)
    own = record.scope
    return (own.unit, own.region, own.segment, own.model) == alike and own.metric in _WAYS_OF_SELLING


def _plainly_of_its_time(figures: Figures, claim: Claim) -> bool:
    """Whether a sentence speaks of no other time, and was written when that time was over."""
    when, published = parsed(claim.period or ""), figures.context.document.published
    if when is None or (when.whole_months == 1 and SPANS.search(figures.context.sentence_text(claim))):
        return False
    return when.whole_months == 1 or (published is not None and published > when.end)


def known(figures: Figures, claim: Claim, *, at_any_time: bool = True, sharply: bool = False) -> bool:
    """Whether any source has the figure of a claim: also under another definition, of a relative, or for another time.

    ``sharply`` leaves out those that have it only as a mark, or rounded more.
    """
    scope = figures.context.scopes[claim.id]
    rows = figures.context.records(scope.subject).at(canonical(claim.period))
    related = (r for r in rows if same_basis(claim, r) and related_definition(claim, r))
    elsewhere = other_times(figures, claim) if at_any_time else ()
    records = (*related, *_of_relatives(figures, claim), *elsewhere)
    step = claim.quantity.precision
    found = (r.observation.quantity for r in records if supports(claim.quantity, r))
    return any(not sharply or (q.low == q.high and q.precision <= step) for q in found)


def _slipped(claim: Claim, record: Record) -> bool:
    """Whether a slip of the pen makes the sources' figure the claim's."""
    return any(slips_to(claim, record.observation.quantity.interval()))


def _close(claim: Claim, record: Record) -> bool:
    """Whether a level looks like the sources' one gone wrong; another figure is probably of something else."""
    x, y = Fraction(claim.quantity.value), Fraction(record.observation.quantity.value)
    return claim.kind is Kind.LEVEL and abs(x - y) <= abs(y) * _CLOSE


def _of_one_size(figures: Figures, claim: Claim, record: Record) -> bool:
    """Whether a figure of something that happens may be the sources' one gone wrong; places are counted in many ways."""
    x, y = Fraction(claim.quantity.value), Fraction(record.observation.quantity.value)
    if claim.kind is Kind.CHANGE:
        x, y = x + 100, y + 100
    flows = figures.nature(claim.metric or "") is not Nature.STOCK
    return flows and 0 < max(x, y) <= _MISREAD * min(x, y)


def _plainly_said(figures: Figures, claim: Claim) -> bool:
    """Whether a sentence gives one level only and names its subject: then it is hardly misread."""
    context = figures.context
    entity = context.entity(claim)
    levels = [c for c in context.claims if c.kind is Kind.LEVEL and context.sentence(c) == context.sentence(claim)]
    if ADDED_UP.search(context.sentence_text(claim)):
        return False
    return claim.kind is Kind.LEVEL and entity is not None and context.names(claim, entity) and len(levels) == 1


def _of_relatives(figures: Figures, claim: Claim) -> list[Record]:
    """Records of the subject's parents, brands and members: the figure may be one of theirs."""
    context, entity = figures.context, figures.context.entity(claim)
    if entity is None:
        return []
    rows = [r for e in relatives(entity, context.pack) for r in context.records(e).at(canonical(claim.period))]
    return [r for r in rows if related_definition(claim, r) and same_basis(claim, r)]


def relatives(entity: Entity, pack: Pack) -> tuple[str, ...]:
    """The ids of an entity's parents, brands, members and models."""
    found = [m.parent for m in entity.parents]
    found += [e.id for r in ("brand_of", "member_of", "owned_by", "model_of") for e in pack.children(entity.id, r)]
    return tuple(dict.fromkeys(found))


def other_times(figures: Figures, claim: Claim) -> list[Record]:
    """Records of the same series for other periods: a figure of another year is the business of ``date_anchor``."""
    scope = figures.context.scopes[claim.id]
    return [r for r in figures.context.records(scope.subject).of_scope(scope) if related_definition(claim, r)]


def gives_rate(figures: Figures, rate: Claim) -> bool:
    """Whether sources' own figures give a rate: if those of the text do not, one of them was read as something else."""
    scope = figures.context.scopes.get(rate.id)
    if (
        scope is None
        or rate.kind is not Kind.CHANGE
        or rate.unit != "percent"
        or scope.region
        or scope.segment
        or scope.model
    ):
        return False
    metrics = sorted(UNITS_SOLD) if scope.metric in UNITS_SOLD else (scope.metric,)
    records, stated = figures.context.records(scope.subject), rate.quantity.tolerant()
    found = changes(records, metrics, canonical(rate.period), canonical(rate.basis))
    return any(stated.contains((factor - 1) * 100) for factor, _ in found)
