"""A figure against other sources: the packaged observations. Other articles are in :mod:`tachograph.checking.articles`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from tachograph.checking.denied import ADDED_UP, counted_alike, excluding, is_as_sharp, other_times, same_basis
from tachograph.checking.evidence import (
    Record,
    against,
    as_evidence,
    exactness,
    related_definition,
    same_definition,
    sources_give,
    supports,
    written,
)
from tachograph.checking.figures import Figures
from tachograph.checking.misplaced import is_named, is_telling, says
from tachograph.checking.repairs import as_recorded
from tachograph.checking.rules.info import RuleInfo
from tachograph.checking.variables import Scope, canonical, parsed
from tachograph.checking.wording import period_words, series_words, when_words
from tachograph.core.claim import Claim, Kind, Modality, Verdict
from tachograph.core.finding import Finding, Repair, Step
from tachograph.core.period import Period

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
    rows = [r for r in figures.context.records(scope.subject).at(canonical(claim.period)) if same_basis(claim, r)]
    related = [r for r in rows if related_definition(claim, r)]
    same = [r for r in related if same_definition(claim, scope, r, metrics=counted_alike(scope))]
    ids = tuple(c.id for c in claims)
    supporting = [r for r in same if supports(claim.quantity, r)]
    if supporting:
        yield _borne_out(figures, ids, [r for r in supporting if is_as_sharp(claim, r)], supporting)
        return
    if totals := _since_the_beginning(figures, claim, scope, same):
        yield _cumulative(figures, ids, totals, against(claim.quantity, same))
        return
    denying = excluding(figures, claim, scope, related)
    if denying:
        best = min(denying, key=exactness)
        given = f"{sources_give(denying)} {written(best.observation.quantity, claim.quote)}"
        message = f"{claim.quote} is stated for {series_words(claim, figures.context.pack)}, but {given}"
        step = Step(given, best.interval, ids)
        evidence = as_evidence(denying, figures.context.pack)
        moved = _of_another_time(figures, claim)
        if (there := parsed(moved)) and not is_named(figures.context, claim, there):
            return  # its time was only inferred
        if moved:
            message += f"; it is the figure {when_words(moved)}"
        repairs = tuple(
            Repair(c.id, "period", c.period or "", moved)
            if moved
            else as_recorded(c, Fraction(best.observation.quantity.value))
            for c in claims
        )
        yield Finding(INFO.code, Verdict.CONTRADICTED, ids, message, (step,), evidence, repairs, ids)


def _borne_out(figures: Figures, ids: tuple[str, ...], sharp: Sequence[Record], all_: Sequence[Record]) -> Finding:
    """A figure that sources have; one that they only have as a mark or much more roundly is consistent with them."""
    claim, pack = figures.context.by_id[ids[0]], figures.context.pack
    rows = sharp or all_
    of_what = series_words(claim, pack)
    if sharp:
        message = f"{claim.quote} is what {sources_give(rows)} for {of_what}"
    else:
        roughly = written(min(rows, key=exactness).observation.quantity, claim.quote)
        message = f"{claim.quote} is consistent with what {sources_give(rows)} for {of_what}: {roughly}"
    step = Step(message, claim.quantity.interval(), ids)
    verdict = Verdict.CONFIRMED if sharp else Verdict.CONSISTENT
    return Finding(INFO.code, verdict, ids, message, (step,), as_evidence(rows, pack))


def _of_another_time(figures: Figures, claim: Claim) -> str:
    """The one other time, of the same length, for which sources have a telling figure; empty if there is none."""
    own = parsed(claim.period or "")
    if own is None or not is_telling(claim):
        return ""
    times = {
        r.observation.period
        for r in says(claim, other_times(figures, claim))
        if (p := parsed(r.observation.period)) and p.whole_months == own.whole_months and not p.same_days(own)
    }
    return times.pop() if len(times) == 1 else ""


def _since_the_beginning(figures: Figures, claim: Claim, scope: Scope, same: Sequence[Record]) -> tuple[Record, ...]:
    """Records that have a year's or month's figure as the sum since the beginning, where the words name the year only."""
    when, text = parsed(claim.period or ""), figures.context.sentence_text(claim)
    if claim.kind is not Kind.LEVEL or claim.modality is not Modality.ACTUAL or when is None or when.start is None:
        return ()
    if str(when.end.year) not in text or ADDED_UP.search(text) or not against(claim.quantity, same):
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
        f"for which {sources_give(others)} {value}"
    )
    steps = (
        Step(f"since the beginning: {written(totals[0].observation.quantity)}", totals[0].interval, ids),
        Step(f"{period_words(claim.period)}: {value}", best.interval, ids),
    )
    repair = Repair(claim.id, "period", claim.period or "", until)
    evidence = (*as_evidence(totals, pack), *as_evidence(others, pack))
    return Finding(INFO.code, Verdict.CONTRADICTED, ids, message, steps, evidence, (repair,))


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
