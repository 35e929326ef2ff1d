"""What the checker says of an error: of the annotated claims, or of what is extracted from the text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.checking.articles import Article
from benchmarks.checking.cases import Case
from benchmarks.checking.planting import Edit, origin
from tachograph.checking import check_claims
from tachograph.core.claim import Claim, Verdict
from tachograph.core.finding import Finding, Repair
from tachograph.core.span import Span
from tachograph.extraction import extract_claims
from tachograph.packs.loader import load_pack, load_rates

MODES = ("annotated", "extracted")
"""Whose claims are checked: the annotators', which a perfect reader would make, or those of the extraction."""

_DOUBTS = (Verdict.CONTRADICTED, Verdict.IMPLAUSIBLE)
_Mark = tuple[str, Verdict, frozenset[tuple[int, int]]]


@dataclass(frozen=True)
class Doubt:
    """A doubting finding that the clean article does not have; ``blamed`` are the places of the figures it blames."""

    finding: Finding
    touches: bool
    blamed: tuple[Span, ...]
    repaired: Claim | None

    @property
    def contradicts(self) -> bool:
        return self.finding.verdict is Verdict.CONTRADICTED

    @property
    def repair(self) -> Repair | None:
        """The first that it offers."""
        return self.finding.repairs[0] if self.finding.repairs else None


@dataclass(frozen=True)
class Answer:
    """All new doubts about an article with an error, and whether its wrong figures were read as figures at all."""

    doubts: tuple[Doubt, ...]
    read: bool


def answer(case: Case, mode: str) -> Answer:
    """What checking says of a case."""
    return answer_of(case, mode, _claims(case.after, mode))


def answer_of(case: Case, mode: str, claims: tuple[Claim, ...]) -> Answer:
    """What checking says of some claims of a case, against what the mode gives of the clean article."""
    by_id = {claim.id: claim for claim in claims}
    wrong = [case.after.claims[i].span for i in sorted(case.plant.claims)]
    old = {mark for _, mark in _clean(case.clean, mode)}
    doubts = []
    for finding in _doubting(case.after, claims):
        spans = [by_id[c].span for c in finding.claims if c in by_id]
        if _mark(finding, spans, case.plant.edits) in old:
            continue
        blamed = tuple(by_id[c].span for c in finding.blamed if c in by_id)
        repaired = by_id.get(finding.repairs[0].claim) if finding.repairs else None
        doubts.append(Doubt(finding, _touch(spans, wrong), blamed, repaired))
    return Answer(tuple(doubts), all(_touch([c.span for c in claims], [w]) for w in wrong))


def false_alarms(article: Article, mode: str) -> tuple[str, ...]:
    """What is contradicted in a clean article."""
    return tuple(f.message for f, _ in _clean(article, mode) if f.verdict is Verdict.CONTRADICTED)


_Known = tuple[tuple[Finding, _Mark], ...]
_remembered: dict[tuple[str, str], _Known] = {}


def _clean(article: Article, mode: str) -> _Known:
    """The doubts about a clean article, each with what it is known by; remembered, since it has many cases."""
    key = (article.id, mode)
    if key not in _remembered:
        claims = _claims(article, mode)
        by_id = {claim.id: claim.span for claim in claims}
        found = _doubting(article, claims)
        _remembered[key] = tuple((f, _mark(f, [by_id[c] for c in f.claims if c in by_id], ())) for f in found)
    return _remembered[key]


def claims_read(article: Article) -> tuple[Claim, ...]:
    """What the extraction reads."""
    return extract_claims(article.document, load_pack())


def _claims(article: Article, mode: str) -> tuple[Claim, ...]:
    return article.claims if mode == "annotated" else claims_read(article)


def _doubting(article: Article, claims: tuple[Claim, ...]) -> Iterator[Finding]:
    (checked,) = check_claims([(article.document, claims)], load_pack(), load_rates())
    return (f for f in checked.findings if f.verdict in _DOUBTS)


def _mark(finding: Finding, spans: list[Span], edits: tuple[Edit, ...]) -> _Mark:
    """What a finding is known by in both articles: its rule, its verdict, and the places in the clean text."""
    places = frozenset((origin(s.start, edits), origin(s.end, edits)) for s in spans)
    return finding.rule, finding.verdict, places


def _touch(spans: list[Span], others: list[Span]) -> bool:
    return any(s.overlaps(o) for s in spans for o in others)
