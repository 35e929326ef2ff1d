"""Figures that sources have, to the unit, for something else than the text says: another definition, seller or span.

A figure is looked up elsewhere only if two independent sources exclude it where the text puts it and none supports it
there, and only if it has so many digits that it is hardly another series' by chance.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from tachograph.checking.confidence import given, sure
from tachograph.checking.context import Context
from tachograph.checking.evidence import (
    UNITS_SOLD,
    Record,
    against,
    as_evidence,
    exactness,
    same_definition,
    sources_give,
    supports,
    written,
)
from tachograph.checking.figures import Figures
from tachograph.checking.variables import Scope, canonical, parsed
from tachograph.checking.wording import series_words
from tachograph.core.claim import Claim, Kind, Modality, Verdict
from tachograph.core.finding import Finding, Repair, Step
from tachograph.core.period import Period
from tachograph.core.quantity import Modifier

SPANS = re.compile(
    r"\b(?:quarter\w*|half|year|annual\w*|months|ytd|to date|so far|total|cumulative|since)\b"
    r"|季度|上半年|下半年|全年|累计|累計|前\w*月|\d月?[-—–至到]\d+月",
    re.IGNORECASE,
)
_CLAUSE = "；;"
_CLAUSE_LONG = 60  # characters
_YEAR = 12  # months
_BREAK = re.compile(r"[.;。；，\n]|, ")
_YEARS = re.compile(
    r"\b(?:this|last|previous|prior) year|\byear (?:ago|before|earlier)|去年|上年|今年|前年|同期|同月", re.IGNORECASE
)
_MONTHS = re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\b|\bmonth|月", re.IGNORECASE)
_TELLING = 4  # meant digits of a figure that is looked up in all of a seller's or all of the sellers' series


@dataclass(frozen=True, slots=True)
class Refuted:
    """A figure that sources exclude where the text puts it; ``instead`` are their figures for that place."""

    claim: Claim
    scope: Scope
    instead: tuple[Record, ...]


def refuted(figures: Figures, digits: int = _TELLING) -> Iterator[Refuted]:
    """The exact figures of a text, of so many meant digits, that sources exclude, surely read."""
    context = figures.context
    for claim in context.claims:
        scope = context.scopes.get(claim.id)
        if scope is None or not canonical(claim.period) or not is_telling(claim, digits) or not sure([claim]):
            continue
        rows = [r for r in context.records(scope.subject).at(canonical(claim.period)) if counts(claim, scope, r)]
        if any(supports(claim.quantity, r) for r in rows) or not (instead := against(claim.quantity, rows)):
            continue
        case = Refuted(claim, scope, instead)
        if given([claim]) or not _is_said_rightly(context, case):
            yield case


def _is_said_rightly(context: Context, case: Refuted) -> bool:
    """Whether the text has the sources' figure for the very thing and time too: then the other's own were not read."""
    own, when = case.scope, canonical(case.claim.period)
    same = (c for c in context.claims if context.scopes.get(c.id) == own and canonical(c.period) == when)
    return any(supports(c.quantity, r) for c in same for r in case.instead)


def is_telling(claim: Claim, least: int = _TELLING) -> bool:
    """Whether a level is exact and has so many digits that it names its series."""
    quantity = claim.quantity
    exact = claim.kind is Kind.LEVEL and quantity.modifier is Modifier.EXACTLY
    return exact and claim.modality is Modality.ACTUAL and len(quantity.meant) >= least


def counts(claim: Claim, scope: Scope, record: Record) -> bool:
    """Whether a record counts what a scope does; units sold go by either word."""
    return same_definition(claim, scope, record, metrics=UNITS_SOLD if scope.metric in UNITS_SOLD else ())


def says(claim: Claim, records: Iterable[Record]) -> tuple[Record, ...]:
    """The records that have exactly a claim's figure, to the unit where both are."""
    found = []
    for record in records:
        other = record.observation.quantity
        if supports(claim.quantity, record) and other.modifier is Modifier.EXACTLY and _as_fine(claim, record):
            found.append(record)
    return tuple(found)


def _as_fine(claim: Claim, record: Record) -> bool:
    other = record.observation.quantity
    return Fraction(other.value) == Fraction(claim.quantity.value) or other.precision <= claim.quantity.precision


def swapped(
    context: Context, rule: str, case: Refuted, found: tuple[Record, ...], *, field: str, before: str, after: str
) -> Finding:
    """A figure that belongs to the series of ``found``: both sides with their sources, and the field to mend."""
    claim, pack = case.claim, context.pack
    best, own = min(found, key=exactness), min(case.instead, key=exactness)
    theirs = _as_claim(claim, best)
    there = series_words(replace(theirs, subject=pack.entities[best.observation.entity].name), pack)
    value = written(own.observation.quantity, claim.quote)
    message = (
        f"{claim.quote} is stated for {series_words(claim, pack)}, for which {sources_give(case.instead)} {value}; "
        f"it is what {sources_give(found)} for {there}"
    )
    steps = (
        Step(f"{there}: {written(best.observation.quantity, claim.quote)}", best.interval, (claim.id,)),
        Step(f"{series_words(claim, pack)}: {value}", own.interval, (claim.id,)),
    )
    evidence = (*as_evidence(found, pack), *as_evidence(case.instead, pack))
    repair = Repair(claim.id, field, before, after)
    return Finding(rule, Verdict.CONTRADICTED, (claim.id,), message, steps, evidence, (repair,), (claim.id,))


def _as_claim(claim: Claim, record: Record) -> Claim:
    o = record.observation
    return replace(
        claim, metric=o.metric, period=o.period, segment=o.segment, region=o.region, model=o.model, subject_id=o.entity
    )


def plainly_dated(context: Context, claim: Claim, period: Period) -> bool:
    """Whether the sentence gives all its levels for this one time, and a month without speaking of longer ones."""
    start, end = _whole_sentence(context, claim)
    alike = {canonical(c.period) for c in context.claims if start <= c.span.start < end}
    month = period.whole_months == 1
    return alike == {canonical(claim.period)} and not (month and SPANS.search(context.text[start:end]))


def is_named(context: Context, claim: Claim, other: Period) -> bool:
    """Whether the words around a figure themselves give what tells its time from another: the year, or the month or span.

    A figure that sources have for that other time is misdated by its author only if its own time was not merely inferred.
    """
    own = parsed(claim.period or "")
    if own is None or given([claim]):
        return own is not None
    before, after = context.before(claim, _CLAUSE_LONG), context.after(claim, _CLAUSE_LONG)
    words = f"{_BREAK.split(before)[-1]} {_BREAK.split(after)[0]}"
    if own.end.year != other.end.year:
        return str(own.end.year) in words or _YEARS.search(words) is not None
    if own.whole_months == other.whole_months == 1:
        return _MONTHS.search(words) is not None
    whole_year = own.whole_months == _YEAR and str(own.end.year) in words
    return whole_year or SPANS.search(words) is not None or (own.whole_months == 1 and bool(_MONTHS.search(words)))


def _whole_sentence(context: Context, claim: Claim) -> tuple[int, int]:
    """Where a claim's sentence begins and ends, with the clauses that semicolons part."""
    number, text = context.sentence(claim), context.text
    first = last = number
    while first and text[context.sentences[first - 1][1] - 1] in _CLAUSE:
        first -= 1
    while last + 1 < len(context.sentences) and text[context.sentences[last][1] - 1] in _CLAUSE:
        last += 1
    return context.sentences[first][0], context.sentences[last][1]
