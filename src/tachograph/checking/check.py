"""The checks of a set of documents, put together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from tachograph.checking import (
    acquittal,
    adjacent,
    ahead,
    aims,
    alike,
    breakdown,
    columns,
    counted,
    deals,
    derived,
    explained,
    gaps,
    halves,
    held,
    in_row,
    jointly,
    margins,
    misdated,
    of_total,
    of_which,
    paired,
    reached,
    rows,
    tables,
)
from tachograph.checking.amounts import findings as amounts
from tachograph.checking.amounts.linking import AmountLinks
from tachograph.checking.articles import together
from tachograph.checking.articles.corpus import Corpus
from tachograph.checking.balance import Balance
from tachograph.checking.context import Context
from tachograph.checking.figures import Figures
from tachograph.checking.linking import Linking
from tachograph.checking.network import Relation
from tachograph.checking.operands import Operands
from tachograph.checking.rules import (
    all_parts,
    before_launch,
    bounds,
    cross_source,
    date_anchor,
    enumeration,
    forecast_as_target,
    growth,
    impossible_fall,
    impossible_share,
    metric_drift,
    months_of_sources,
    overlap,
    period_membership,
    points,
    publication_date,
    rank,
    record,
    run_rate,
    said_twice,
    scale,
    share,
    stated_basis,
    streak,
    sum_of_parts,
    target_vintage,
    unit_conversion,
    wrong_basis,
    wrong_level,
    wrong_span,
)
from tachograph.checking.stretches import comparable, stretches
from tachograph.core.claim import Claim, Verdict
from tachograph.core.document import Document
from tachograph.core.finding import CheckedDocument, Finding
from tachograph.core.pack import Pack, Rates

_ORDER = list(Verdict)
_LISTED = 0.9  # how likely what a sentence lists behind a total, to its end, is all of it
_DOUBTS = (Verdict.CONTRADICTED, Verdict.IMPLAUSIBLE)
_OF_TWO = (growth.INFO.code, share.INFO.code)  # rules of a rate and the two figures that it is of
_EQUATION = 3  # figures: a rate and the two that it is of
_FIRST = (
    date_anchor,
    publication_date,
    before_launch,
    period_membership,
    enumeration,
    metric_drift,
    said_twice,
    scale,
    impossible_fall,
    wrong_basis,
    wrong_level,
    wrong_span,
    target_vintage,
    points,
)
_THEN = (
    growth,
    bounds,
    unit_conversion,
    rank,
    run_rate,
    streak,
    record,
    overlap,
    forecast_as_target,
    cross_source,
    months_of_sources,
)


def check_claims(
    documents: Sequence[tuple[Document, tuple[Claim, ...]]], pack: Pack, rates: Rates
) -> tuple[CheckedDocument, ...]:
    """Check every claim of every document against the text's other figures, the pack and the other documents.

    Returns the documents in the given order; their claims carry verdicts, and the findings are sorted by verdict, the
    worst first, then by place.
    """
    contexts = [Context.of(document, claims, pack, rates) for document, claims in documents]
    figures = [Figures.of(replace(one, claims=comparable(one.claims))) for one in contexts]
    found: list[tuple[Finding, ...]] = [tuple(_in_stretches(one)) for one in figures]
    if len(documents) < 2:
        return tuple(_checked(d, c, one, f) for (d, c), one, f in zip(documents, contexts, found, strict=True))
    corpus = Corpus.of(figures)
    joined = together.joined(corpus, found)
    return tuple(
        replace(
            _checked(*documents[n], one, joined[n]), copy_of=corpus.copies.origin(n), copies=corpus.copies.copies(n)
        )
        for n, one in enumerate(contexts)
    )


def _in_stretches(figures: Figures) -> Iterator[Finding]:
    whole = figures.context
    for document, claims in stretches(whole.document, whole.claims):
        if document is whole.document:
            yield from _findings(figures)
        else:
            yield from _findings(Figures.of(Context.of(document, claims, whole.pack, whole.rates)))


def _checked(
    document: Document, claims: Sequence[Claim], context: Context, found: Iterable[Finding]
) -> CheckedDocument:
    """The document and its claims as they were given, in the order of the text."""
    findings = tuple(sorted(found, key=lambda f: _rank(f, context)))
    verdicts = _verdicts(claims, findings)
    ordered = sorted(claims, key=lambda c: context.position[c.id])
    return CheckedDocument(document, tuple(replace(c, verdict=verdicts[c.id]) for c in ordered), findings)


def _findings(figures: Figures) -> Iterator[Finding]:
    """What the rules find, one finding for one cause: what blames a claim first, explains it."""
    found = [f for rule in _FIRST for f in rule.findings(figures)]
    totals = list(tables.findings(figures))
    found += (f for f, told in totals if not told)
    listed = list(breakdown.findings(figures))
    found += listed
    found += counted.findings(figures)
    found += columns.findings(figures, _contradicted(found))
    operands = Operands(figures.context)
    linked = derived.linking(operands)
    known = tuple(derived.plain(figures, linked, _relations(figures)))
    followed = tuple(derived.relations(figures, operands, linked, known))
    relations = (*known, *(r for r, _ in followed))
    trusted = frozenset((*(r for r, sure in followed if sure), *derived.trusted(figures, linked, relations)))
    found += Balance.of(figures, relations, trusted).findings()
    found = list(explained.errors(figures, found))
    backed = tables.backed(figures, (f for f, _ in totals), found)
    found = [*backed, *found, *(f for f, told in totals if told)]
    found += explained.errors_in_words(figures, ((f, _LISTED) for f in listed if f.blamed and f not in found))
    found += rows.findings(figures, _contradicted(found))
    found += of_total.findings(figures, _contradicted(found))
    found += adjacent.findings(figures)  # what the words themselves tie together nobody ties wrongly
    found += of_which.findings(figures)
    found += ahead.findings(figures)
    found += aims.findings(figures)
    found += deals.findings(figures, _contradicted(found))
    distances = list(gaps.findings(figures))
    found = [*_without_doubts(found, distances), *distances]
    for told in (stated_basis, all_parts):
        found += told.findings(figures, _contradicted(found))
    found += explained.errors(figures, (f for rule in _THEN for f in rule.findings(figures)))
    for sourced in (paired, in_row, misdated):
        found += sourced.findings(figures, _contradicted(found))
    found += said_twice.comparisons(figures, _contradicted(found))
    agreeing = frozenset((f.claims[0], f.rule) for f in found if f.verdict is Verdict.CONFIRMED)
    found += derived.findings(operands, agreeing)
    added = AmountLinks(figures.context)
    found = [*explained.errors_in_words(figures, _jointly(figures.context, linked, added, found)), *found]
    found += explained.errors_in_words(figures, held.findings(linked, _contradicted(found) | _reckoned(found)))
    found += explained.errors_in_words(figures, amounts.findings(added, _contradicted(found)))
    for told in (halves, alike, reached, margins):
        found += told.findings(figures, _contradicted(found))
    found += impossible_share.findings(figures)
    oversized = frozenset(c for f in found if f.rule == scale.INFO.code for c in f.claims)
    found = [f for f in found if f.rule != cross_source.INFO.code or f.claims[0] not in oversized]  # sources slip too
    found = list(acquittal.settled(figures, found))
    yield from {_agreement(f): f for f in reversed(found) if f.verdict not in _DOUBTS}.values()
    doubts: list[Finding] = []
    for finding in (f for verdict in _DOUBTS for f in found if f.verdict is verdict):
        if not any(_same_cause(finding, doubt) for doubt in doubts):
            doubts.append(finding)
            yield finding


def _jointly(
    context: Context, linked: Linking, added: AmountLinks, found: Sequence[Finding]
) -> Iterator[tuple[Finding, float]]:
    """What two rates or amounts want of a figure, which goes before contradictions that do not say which figure is wrong."""
    settled = _contradicted(f for f in found if f.blamed)
    return jointly.findings(context, (*held.broken(linked, settled), *amounts.broken(added, settled)))


def _without_doubts(found: Iterable[Finding], told: Iterable[Finding]) -> Iterator[Finding]:
    """The findings without the doubts about a figure of which the words tell what it follows from."""
    settled = {f.claims[0] for f in told if f.verdict is Verdict.CONFIRMED}
    yield from (f for f in found if f.verdict not in _DOUBTS or not settled & {*f.claims})


def _contradicted(found: Iterable[Finding]) -> frozenset[str]:
    """The figures of what is called false so far."""
    return frozenset(c for f in found if f.verdict is Verdict.CONTRADICTED for c in f.claims)


def _reckoned(found: Iterable[Finding]) -> frozenset[str]:
    """The rates that two figures of the text give: what else they might have been of does not matter."""
    equations = (f for f in found if f.verdict is Verdict.CONFIRMED and f.rule in _OF_TWO and not f.evidence)
    return frozenset(f.claims[0] for f in equations if len(f.claims) == _EQUATION)


def _agreement(finding: Finding) -> tuple[str, Verdict, frozenset[str]]:
    """What two findings have in common that say one thing in two ways."""
    return finding.rule, finding.verdict, frozenset(finding.claims)


def _same_cause(finding: Finding, earlier: Finding) -> bool:
    """Whether an earlier finding explains this one: it blames the same figure, or is about the same figures."""
    whole_text = earlier.rule == date_anchor.INFO.code
    blamed = earlier.claims if whole_text else earlier.claims[:1]
    return finding.claims[0] in blamed or len(set(finding.claims) & set(earlier.claims)) > 1


def _relations(figures: Figures) -> Iterator[Relation]:
    grown = tuple(growth.relations(figures))
    yield from grown
    yield from share.relations(figures)
    yield from sum_of_parts.relations(figures, [v for r in grown for v in r.variables])
    yield from bounds.relations(figures)


def _rank(finding: Finding, context: Context) -> tuple[int, int, str, tuple[str, ...]]:
    first = min((context.position[c] for c in finding.claims if c in context.position), default=0)
    return _ORDER.index(finding.verdict), first, finding.rule, finding.claims


def _verdicts(claims: Sequence[Claim], findings: Iterable[Finding]) -> dict[str, Verdict]:
    verdicts = {c.id: Verdict.UNCHECKED for c in claims}
    for finding in findings:
        for claim in finding.judged:
            if claim in verdicts and _ORDER.index(finding.verdict) < _ORDER.index(verdicts[claim]):
                verdicts[claim] = finding.verdict
    return verdicts
