"""A text whose year or month does not fit its figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from tachograph.checking.confidence import sure
from tachograph.checking.evidence import UNITS_SOLD, Record, against, as_evidence, changes, related_definition, supports
from tachograph.checking.figures import Figures
from tachograph.checking.rules.before_launch import launch_evidence, sellers, too_early
from tachograph.checking.rules.info import RuleInfo
from tachograph.checking.variables import canonical, parsed
from tachograph.checking.wording import period_words
from tachograph.core.claim import Claim, Kind, Modality, Verdict
from tachograph.core.finding import Evidence, Finding, Repair, Step
from tachograph.core.period import Grain, Period
from tachograph.core.quantity import Modifier, Quantity

INFO = RuleInfo(
    code="date_anchor",
    tier="strict",
    catches="Figures that belong to another month or year than the text says: no source has them for the stated time, "
    "and sources have them, to the unit, for another. One finding for all figures that moved together.",
    how="The figure = what sources give for the same series at another time, to the unit, and ≠ what they give "
    "for the stated time; for several figures by the same shift.",
    failing="In February 2024 HIMA delivered 57,915 cars and Xiaomi over 39,000.",
    passing="In January 2026 HIMA delivered 57,915 cars and Xiaomi over 39,000.",
)

_EXPECTS = re.compile(r"\b(?:expects?|aims?|plans?|hopes?|intends?|will)\b|预计|預計|力争|力爭|将|將", re.IGNORECASE)
_LOOKS_BACK = re.compile(
    r"\b(?:had|was|were|did|missed|fell|reached|exceeded|beat|surpassed|achieved|original\w*|initial\w*|earlier|last year)\b"
    r"|此前|曾|原|完成|去年",
    re.IGNORECASE,
)
_REPORTED = timedelta(days=366)  # by then every result of a period is out
_TELLING = 4  # a figure with so many meant digits is hardly equal to another month's by chance


@dataclass(frozen=True, slots=True)
class Match:
    """A claim that sources have for another period."""

    claim: Claim
    period: str
    telling: bool
    evidence: tuple[Evidence, ...]


def findings(figures: Figures) -> Iterator[Finding]:
    """One finding for each stated period whose figures are those of another."""
    groups: dict[str, list[Claim]] = {}
    for claim in figures.context.claims:
        if _datable(figures, claim):
            groups.setdefault(claim.period or "", []).append(claim)
    for period, claims in groups.items():
        yield from _moved(figures, period, claims)
    yield from _past_aims(figures)


def _datable(figures: Figures, claim: Claim) -> bool:
    when = parsed(claim.period or "")
    return (
        claim.kind in (Kind.LEVEL, Kind.CHANGE)
        and claim.modality is Modality.ACTUAL
        and claim.modifier is not Modifier.BETWEEN
        and claim.id in figures.context.scopes
        and when is not None
        and bool(when.whole_months)
    )


def _moved(figures: Figures, period: str, claims: Sequence[Claim]) -> Iterator[Finding]:
    if any(_supported(figures, c) for c in claims):
        return  # the text's date fits at least one of its figures
    by_period: dict[str, list[Match]] = {}
    for claim in claims:
        for match in _elsewhere(figures, claim):
            by_period.setdefault(match.period, []).append(match)
    scored = sorted(by_period.items(), key=lambda item: (-_score(item[1]), item[0]))
    if not scored:
        return
    best, matches = scored[0]
    if len(scored) > 1 and _score(scored[1][1]) == _score(matches):
        return
    early = [c for c in claims if any(too_early(c, e) for e in sellers(figures, c))]
    subjects = {m.claim.subject for m in matches}
    telling = [m for m in matches if m.telling]
    disproved = [m.claim for m in matches if m.claim in early or _disproved(figures, m.claim)]
    if telling and (len(subjects) > 1 or disproved) and _plainly_dated(figures, best, telling, matches):
        touched = [c for c in claims if c in early or any(m.claim is c for m in matches)]
        yield _finding(figures, period=period, best=best, touched=touched, matches=matches, early=early)


def _plainly_dated(figures: Figures, best: str, telling: Sequence[Match], matches: Sequence[Match]) -> bool:
    """Whether the text itself says the wrong date: no misreading took it from a neighbouring figure or column.

    So it is where several figures moved to a time that the text never speaks of, or where a sentence names this one
    year only and gives all its levels for it.
    """
    context = figures.context
    elsewhere = any(canonical(c.period) == canonical(best) for c in context.claims)
    several = len(telling) > 1 or (len(matches) > 2 and len({m.claim.subject for m in matches}) > 1)
    if several and not elsewhere:
        return True
    return any(
        sure([m.claim])
        and (m.claim.period or "")[:4] in context.sentence_text(m.claim)
        and {c.period for c in context.claims if context.sentence(c) == context.sentence(m.claim)} == {m.claim.period}
        for m in telling
    )


def _score(matches: Sequence[Match]) -> int:
    return sum(2 if m.telling else 1 for m in matches)


# --- matching ---------------------------------------------------------------------------------------------------------


def _supported(figures: Figures, claim: Claim) -> bool:
    """Whether any source has the figure for the stated period, under any definition."""
    rows = figures.context.records(figures.context.scopes[claim.id].subject)
    if any(supports(claim.quantity, r) and related_definition(claim, r) for r in rows.at(canonical(claim.period))):
        return True
    return claim.kind is Kind.CHANGE and bool(
        _computed(figures, claim, canonical(claim.period), canonical(claim.basis))
    )


def _disproved(figures: Figures, claim: Claim) -> bool:
    rows = figures.context.records(figures.context.scopes[claim.id].subject)
    return bool(
        against(claim.quantity, [r for r in rows.at(canonical(claim.period)) if _counts_alike(figures, claim, r)])
    )


def _counts_alike(figures: Figures, claim: Claim, record: Record) -> bool:
    scope = figures.context.scopes[claim.id]
    metrics = UNITS_SOLD if scope.metric in UNITS_SOLD else {scope.metric}
    return (
        related_definition(claim, record)
        and record.scope.metric in metrics
        and (record.scope.region, record.scope.segment, record.scope.model)
        == (scope.region, scope.segment, scope.model)
    )


def _elsewhere(figures: Figures, claim: Claim) -> Iterator[Match]:
    """The other periods of the same length for which sources have the figure."""
    own = parsed(claim.period or "")
    if own is None:
        return
    for other, records in figures.context.records(figures.context.scopes[claim.id].subject).as_long_as(own):
        if other.same_days(own):
            continue
        found = tuple(r for r in records if supports(claim.quantity, r) and _counts_alike(figures, claim, r))
        if claim.kind is Kind.CHANGE and not found:
            found = _computed(figures, claim, records[0].period, _shifted_basis(claim, own, other))
        if found:
            telling = _is_telling(claim.kind, claim.quantity) and any(
                _is_telling(r.observation.kind, r.observation.quantity) for r in found
            )
            yield Match(claim, str(other), telling, as_evidence(found, figures.context.pack))


def _is_telling(kind: Kind, figure: Quantity) -> bool:
    """Whether a figure is so exact that it is hardly another month's by chance; one of sources may be rounded as well."""
    return kind is Kind.LEVEL and figure.modifier is Modifier.EXACTLY and len(figure.meant) >= _TELLING


def _shifted_basis(claim: Claim, own: Period, other: Period) -> str:
    """What a change in ``other`` compares with: the year before if the claim's does, else the period before."""
    basis = parsed(claim.basis or "")
    yearly = basis is None or basis.same_days(own.years_earlier())
    return canonical(str(other.years_earlier() if yearly else other.previous()))


def _computed(figures: Figures, claim: Claim, period: str, basis: str) -> tuple[Record, ...]:
    """The levels of sources that make the claim's rate of change."""
    scope = figures.context.scopes[claim.id]
    if claim.unit != "percent" or not basis or not scope.whole:
        return ()
    metrics = sorted(UNITS_SOLD) if scope.metric in UNITS_SOLD else [scope.metric]
    stated = claim.quantity.tolerant()
    for nominal, rows in changes(figures.context.records(scope.subject), metrics, period, basis):
        if stated.contains((nominal - 1) * 100) and stated.bounded:
            return rows
    return ()


# --- saying it --------------------------------------------------------------------------------------------------------


def _finding(
    figures: Figures,
    *,
    period: str,
    best: str,
    touched: Sequence[Claim],
    matches: Sequence[Match],
    early: Sequence[Claim],
) -> Finding:
    matched = {m.claim.id: m for m in matches}
    telling = next(m for m in matches if m.telling)
    message = f"{telling.claim.quote} is {telling.claim.subject}’s figure of {period_words(best)}, not of {period_words(period)}"
    if len(touched) > 1:
        message += f"; {len(touched)} figures of the text do not fit {period_words(period)}"
    steps = [
        Step(
            f"{m.claim.quote} is the figure of {m.claim.subject} for {period_words(best)}",
            m.claim.quantity.interval(),
            (m.claim.id,),
        )
        for m in matches
    ]
    evidence = [e for m in matches for e in m.evidence[:2]]
    for claim in early:
        entity = next(e for e in sellers(figures, claim) if too_early(claim, e))
        steps.append(
            Step(f"{entity.name} sold nothing before {period_words(entity.first_delivery)}", None, (claim.id,))
        )
        evidence.append(launch_evidence(entity))
    repairs = tuple(
        Repair(c.id, "period", period, best, len(matches)) for c in touched if c.id in matched or len(matches) > 1
    )
    claims = tuple(c.id for c in touched)
    return Finding(
        INFO.code, Verdict.CONTRADICTED, claims, message, tuple(steps), tuple(dict.fromkeys(evidence)), repairs
    )


# --- aims for a year that is over ---------------------------------------------------------------------------------------


_LONGEST = 366  # days: a figure of several years may be of a plan


def _past_aims(figures: Figures) -> Iterator[Finding]:
    """What is still expected of a year that the text's own figures have left behind."""
    context, published = figures.context, figures.context.document.published
    actual = [
        (w, c)
        for c in context.claims
        if c.modality is Modality.ACTUAL
        and (w := parsed(c.period or ""))
        and w.days
        and w.days <= _LONGEST
        and (published is None or w.end <= published)  # what is of days to come was misread
    ]
    if not actual:
        return
    now, witness = max(actual, key=lambda pair: (pair[0].end, -pair[1].span.start))
    if not _is_dated(figures, now.end.year):
        return  # the year was only inferred
    late = [c for c in context.claims if _still_expected(figures, c, now)]
    if late:
        year, ids = str(now.end.year), tuple(c.id for c in late)
        message = (
            f"{late[0].quote} is expected for {period_words(late[0].period)}, but the text already has figures of "
            f"{period_words(witness.period)}"
        )
        step = Step(f"{witness.quote} is of {period_words(witness.period)}", None, (*ids, witness.id))
        repairs = tuple(Repair(c.id, "period", c.period or "", year, len(late)) for c in late)
        yield Finding(INFO.code, Verdict.CONTRADICTED, ids, message, (step,), (), repairs)


def _is_dated(figures: Figures, year: int) -> bool:
    """Whether the text has a date, names the year, or compares with a month or quarter of the year before."""
    document = figures.context.document
    if document.published is not None or str(year) in f"{document.title or ''} {document.text}":
        return True
    before = (c for c in figures.context.claims if str(year - 1) in figures.context.sentence_text(c))
    return any((w := parsed(c.period or "")) and w.end.year == year - 1 and w.grain is not Grain.YEAR for c in before)


def _still_expected(figures: Figures, claim: Claim, now: Period) -> bool:
    """Whether a figure is expected, in the present tense, of a time long before ``now`` that its sentence names.

    Results of a year or quarter that has just ended are rightly expected until they are reported.
    """
    when = parsed(claim.period or "")
    if claim.modality not in (Modality.TARGET, Modality.FORECAST) or when is None or now.end - when.end < _REPORTED:
        return False
    text = figures.context.sentence_text(claim)
    return str(when.end.year) in text and bool(_EXPECTS.search(text)) and not _LOOKS_BACK.search(text)
