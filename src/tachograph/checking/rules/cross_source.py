"""A figure against other sources: the packaged observations. Other articles are in :mod:`tachograph.checking.articles`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from tachograph.checking import telling
from tachograph.checking.confidence import certain, firm, given, likely, sure
from tachograph.checking.digits import slips, slips_to
from tachograph.checking.evidence import (
    UNITS_SOLD,
    Record,
    against,
    as_evidence,
    exactness,
    related_definition,
    same_definition,
    supports,
    written,
)
from tachograph.checking.figures import Figures
from tachograph.checking.misplaced import SPANS, is_named, is_telling, says
from tachograph.checking.repairs import value_repair
from tachograph.checking.rules.info import RuleInfo
from tachograph.checking.variables import Scope, canonical, parsed
from tachograph.checking.wording import period_words, series_words, when_words
from tachograph.core.claim import Claim, Kind, Modality, Verdict
from tachograph.core.finding import Finding, Repair, Step
from tachograph.core.pack import Entity, Nature, Pack
from tachograph.core.period import Period
from tachograph.core.quantity import Modifier

INFO = RuleInfo(
    code="cross_source",
    tier="strict",
    catches="A figure that two or more independent sources, or articles checked with it, give otherwise, and none as "
    "stated, for the very same definition; two articles that differ; the sum of all years told as one year's; and a "
    "figure that the text itself gives twice and differently.",
    how="[a] ∩ [b] = ∅ for figures of the very same subject, metric, period, region, segment, model and unit. Two "
    "independent sources are needed to call one false; copies count once, and another definition, a "
    "preliminary count or a relative's figure explains a difference first.",
    failing="HIMA delivered 67,915 vehicles in January 2026.",
    passing="HIMA delivered 57,915 vehicles in January 2026.",
)

_ADDED_UP = re.compile(
    r"\b(?:total|combined|together|so far|cumulative|since|year to date|first \w+ months)\b|合计|合計|累计|累計|共|首|前",
    re.IGNORECASE,
)
_AS_ROUND = 100
_CLOSE = Fraction(1, 10)  # a figure further off than this is probably of something else
_MISREAD = 2  # a figure further off than this is of something else, however surely it seems to be read
_REVISED = Fraction(15, 100)  # a figure further off than this is not what a preliminary count was revised to
_QUARTER = 3
_WAYS_OF_SELLING = ("retail_sales", "wholesale", "registrations")
_CHECKED = (Kind.LEVEL, Kind.CHANGE)


def findings(figures: Figures) -> Iterator[Finding]:
    """One finding for every figure that sources speak of, and every one given twice."""
    context = figures.context
    seen: dict[tuple[object, ...], list[Claim]] = {}
    for claim in context.claims:
        if claim.kind in _CHECKED and claim.id in context.scopes and canonical(claim.period):
            key = (
                context.scopes[claim.id],
                claim.kind,
                canonical(claim.period),
                canonical(claim.basis),
                claim.quantity,
            )
            seen.setdefault((*key, claim.modality), []).append(claim)
    excluded: dict[tuple[str, str], list[Finding]] = {}
    for claims in seen.values():
        for finding in _against_records(figures, claims):
            if finding.verdict is Verdict.CONTRADICTED:
                scope = context.scopes[claims[0].id]
                excluded.setdefault((scope.subject, scope.metric), []).append(finding)
            else:
                yield finding
    yield from (_one(group) for group in excluded.values())
    yield from _cut_or_rounded(figures)


def _one(group: Sequence[Finding]) -> Finding:
    """One finding for all figures of one series that sources give otherwise."""
    first = group[0]
    if len(group) == 1:
        return first
    claims = tuple(c for f in group for c in f.claims)
    message = f"{first.message}; likewise {len(group) - 1} more of the series"
    steps = tuple(s for f in group for s in f.derivation)
    evidence = tuple(dict.fromkeys(e for f in group for e in f.evidence))
    repairs = tuple(r for f in group for r in f.repairs)
    return Finding(first.rule, first.verdict, claims, message, steps, evidence, repairs, claims)


# --- observations -----------------------------------------------------------------------------------------------------


def _against_records(figures: Figures, claims: Sequence[Claim]) -> Iterator[Finding]:
    claim, scope = claims[0], figures.context.scopes[claims[0].id]
    rows = [r for r in figures.context.records(scope.subject).at(canonical(claim.period)) if _same_basis(claim, r)]
    related = [r for r in rows if related_definition(claim, r)]
    same = [r for r in related if same_definition(claim, scope, r, metrics=_metrics(scope))]
    ids = tuple(c.id for c in claims)
    supporting = [r for r in same if supports(claim.quantity, r)]
    if supporting:
        yield _borne_out(figures, ids, [r for r in supporting if _is_as_sharp(claim, r)], supporting)
        return
    if totals := _since_the_beginning(figures, claim, scope, same):
        yield _cumulative(figures, ids, totals, against(claim.quantity, same))
        return
    excluding = _excluding(figures, claim, scope, related)
    if excluding:
        best = min(excluding, key=exactness)
        given = f"{_sources(excluding)} {written(best.observation.quantity, claim.quote)}"
        message = f"{claim.quote} is stated for {series_words(claim, figures.context.pack)}, but {given}"
        step = Step(given, best.interval, ids)
        evidence = as_evidence(excluding, figures.context.pack)
        moved = _of_another_time(figures, claim)
        if (there := parsed(moved)) and not is_named(figures.context, claim, there):
            return  # its time was only inferred
        if moved:
            message += f"; it is the figure {when_words(moved)}"
        repairs = tuple(
            Repair(c.id, "period", c.period or "", moved) if moved else _as_sources_say(c, best) for c in claims
        )
        yield Finding(INFO.code, Verdict.CONTRADICTED, ids, message, (step,), evidence, repairs, ids)


def _borne_out(figures: Figures, ids: tuple[str, ...], sharp: Sequence[Record], all_: Sequence[Record]) -> Finding:
    """A figure that sources have; one that they only have as a mark or much more roundly is consistent with them."""
    claim, pack = figures.context.by_id[ids[0]], figures.context.pack
    rows = sharp or all_
    of_what = series_words(claim, pack)
    if sharp:
        message = f"{claim.quote} is what {_sources(rows)} for {of_what}"
    else:
        roughly = written(min(rows, key=exactness).observation.quantity, claim.quote)
        message = f"{claim.quote} is consistent with what {_sources(rows)} for {of_what}: {roughly}"
    step = Step(message, claim.quantity.interval(), ids)
    verdict = Verdict.CONFIRMED if sharp else Verdict.CONSISTENT
    return Finding(INFO.code, verdict, ids, message, (step,), as_evidence(rows, pack))


def _is_as_sharp(claim: Claim, record: Record) -> bool:
    """Whether a record says as much as a claim: not only a mark, and no more than a hundred times as round."""
    own, other = claim.quantity, record.observation.quantity
    if other.nominal == own.nominal:
        return True
    marks = (Modifier.EXACTLY, Modifier.ABOUT, Modifier.NEARLY, own.modifier)
    return other.modifier in marks and other.precision <= own.precision * _AS_ROUND


def _of_another_time(figures: Figures, claim: Claim) -> str:
    """The one other time, of the same length, for which sources have a telling figure; empty if there is none."""
    own = parsed(claim.period or "")
    if own is None or not is_telling(claim):
        return ""
    times = {
        r.observation.period
        for r in says(claim, _other_times(figures, claim))
        if (p := parsed(r.observation.period)) and p.whole_months == own.whole_months and not p.same_days(own)
    }
    return times.pop() if len(times) == 1 else ""


def _as_sources_say(claim: Claim, record: Record) -> Repair:
    """The sources' figure, as exactly as the claim is given."""
    value, step = Fraction(record.observation.quantity.value), Fraction(claim.quantity.precision)
    if any(s.value == value for s in slips(claim)):
        return value_repair(claim, value)  # a figure with a zero too many ends in one that was not meant
    return value_repair(claim, round(value / step) * step)


def _since_the_beginning(figures: Figures, claim: Claim, scope: Scope, same: Sequence[Record]) -> tuple[Record, ...]:
    """Records that have a year's or month's figure as the sum since the beginning, where the words name the year only."""
    when, text = parsed(claim.period or ""), figures.context.sentence_text(claim)
    if claim.kind is not Kind.LEVEL or claim.modality is not Modality.ACTUAL or when is None or when.start is None:
        return ()
    if str(when.end.year) not in text or _ADDED_UP.search(text) or not against(claim.quantity, same):
        return ()
    rows = figures.context.records(scope.subject).of_scope(scope)
    return tuple(r for r in rows if _ends_in(when, r) and related_definition(claim, r) and supports(claim.quantity, r))


def _ends_in(when: Period, record: Record) -> bool:
    """Whether a record is a sum since the beginning that ends in a period."""
    own = parsed(record.observation.period)
    return own is not None and own.since_inception and own.overlaps(when) and own.end <= when.end


def _cumulative(figures: Figures, ids: tuple[str, ...], totals: Sequence[Record], others: Sequence[Record]) -> Finding:
    """A sum since the beginning that is told as one year's."""
    claim, pack = figures.context.by_id[ids[0]], figures.context.pack
    best, until = min(others, key=exactness), totals[0].observation.period
    value = written(best.observation.quantity, claim.quote)
    message = (
        f"{claim.quote} is the sum of all years {when_words(until)}, not {series_words(claim, pack)}, "
        f"for which {_sources(others)} {value}"
    )
    steps = (
        Step(f"since the beginning: {written(totals[0].observation.quantity)}", totals[0].interval, ids),
        Step(f"{period_words(claim.period)}: {value}", best.interval, ids),
    )
    repair = Repair(claim.id, "period", claim.period or "", until)
    evidence = (*as_evidence(totals, pack), *as_evidence(others, pack))
    return Finding(INFO.code, Verdict.CONTRADICTED, ids, message, steps, evidence, (repair,))


def _same_basis(claim: Claim, record: Record) -> bool:
    return claim.kind is Kind.LEVEL or record.basis == canonical(claim.basis)


def _metrics(scope: Scope) -> frozenset[str]:
    return UNITS_SOLD if scope.metric in UNITS_SOLD else frozenset()


def _excluding(figures: Figures, claim: Claim, scope: Scope, related: Sequence[Record]) -> tuple[Record, ...]:
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
            claim.quantity, [r for r in related if same_definition(claim, scope, r, metrics=_metrics(scope))]
        )
    plainly = _plainly_of_its_time(figures, claim)
    plain = certain([claim]) and plainly
    metrics = _metrics(scope) if plain else frozenset[str]()
    found = against(claim.quantity, [r for r in related if same_definition(claim, scope, r, metrics=metrics)])
    if not found:
        return ()
    best = min(found, key=exactness)
    told = likely([claim]) and telling.is_told(claim.confidence, claim, best.interval)
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


def _stands_beside_the_right_one(figures: Figures, claim: Claim, records: Sequence[Record]) -> bool:
    """Whether the sentence has the sources' figure for the very same thing too: then this one is somebody else's."""
    context = figures.context
    return any(
        context.scopes.get(c.id) == context.scopes[claim.id]
        and c.quantity != claim.quantity
        and (c.kind, canonical(c.period), canonical(c.basis))
        == (claim.kind, canonical(claim.period), canonical(claim.basis))
        and context.sentence(c) == context.sentence(claim)
        and any(supports(c.quantity, r) and _is_as_sharp(c, r) for r in records)
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
    """
    when, context = parsed(claim.period or ""), figures.context
    if when is None or when.whole_months == 1:
        return when is not None
    if context.document.published is not None:
        return context.document.published > when.end
    told = (parsed(c.period or "") for c in context.claims if c.modality is Modality.ACTUAL)
    return when.whole_months == _QUARTER or any(later.end > when.end for later in told if later is not None)


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
    related = (r for r in rows if _same_basis(claim, r) and related_definition(claim, r))
    elsewhere = _other_times(figures, claim) if at_any_time else ()
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
    if _ADDED_UP.search(context.sentence_text(claim)):
        return False
    return claim.kind is Kind.LEVEL and entity is not None and context.names(claim, entity) and len(levels) == 1


def _of_relatives(figures: Figures, claim: Claim) -> list[Record]:
    """Records of the subject's parents, brands and members: the figure may be one of theirs."""
    context, entity = figures.context, figures.context.entity(claim)
    if entity is None:
        return []
    rows = [r for e in relatives(entity, context.pack) for r in context.records(e).at(canonical(claim.period))]
    return [r for r in rows if related_definition(claim, r) and _same_basis(claim, r)]


def relatives(entity: Entity, pack: Pack) -> tuple[str, ...]:
    """The ids of an entity's parents, brands, members and models."""
    found = [m.parent for m in entity.parents]
    found += [e.id for r in ("brand_of", "member_of", "owned_by", "model_of") for e in pack.children(entity.id, r)]
    return tuple(dict.fromkeys(found))


def _other_times(figures: Figures, claim: Claim) -> list[Record]:
    """Records of the same series for other periods: a figure of another year is the business of ``date_anchor``."""
    scope = figures.context.scopes[claim.id]
    return [r for r in figures.context.records(scope.subject).of_scope(scope) if related_definition(claim, r)]


def _sources(records: Sequence[Record]) -> str:
    hosts = list(dict.fromkeys(r.host for r in records))
    return f"{hosts[0]} gives" if len(hosts) == 1 else f"{len(hosts)} sources give"


# --- the same text ----------------------------------------------------------------------------------------------------


def _cut_or_rounded(figures: Figures) -> Iterator[Finding]:
    """One figure printed twice so that both hold only if one was rounded and the other cut off."""
    for statements in figures.by_variable.values():
        for n, a in enumerate(statements):
            for b in statements[n + 1 :]:
                x, y = figures.context.by_id[a.claims[0]], figures.context.by_id[b.claims[0]]
                together = figures.context.sentence(x) == figures.context.sentence(y)
                if together or not _alike(x, y) or not a.interval.meets(b.interval):
                    continue
                overlap = x.quantity.interval().intersect(y.quantity.interval())
                if overlap is None or overlap.width == 0:  # rounding intervals are half-open: they only touch
                    ids = (*a.claims, *b.claims)
                    message = f"{x.quote} and {y.quote} are given for one thing: both hold only if one is cut off, not rounded"
                    steps = tuple(Step(c.quote, c.quantity.interval(), (c.id,)) for c in (x, y))
                    yield Finding(INFO.code, Verdict.IMPLAUSIBLE, ids, message, steps)


def _alike(a: Claim, b: Claim) -> bool:
    """Whether two rates are given to the same digit: then one is not simply the rounder form of the other."""
    return a.unit == b.unit == "percent" and a.quantity.precision == b.quantity.precision
