"""What checking calls contradicted, against what the annotators called so: false alarms and finds."""

from __future__ import annotations

from collections.abc import Iterable

from tachograph.checking import check_claims
from tachograph.core.claim import Verdict
from tachograph.core.finding import CheckedDocument, Finding
from tachograph.core.pack import Pack, Rates
from tachograph.core.span import Span
from tachograph.extraction import extract_claims
from tachograph.scoring import GoldArticle


def false_alarms(gold: GoldArticle, pack: Pack, rates: Rates) -> list[str]:
    """The messages of contradicted findings that touch no figure of which the annotators say so."""
    doubted = [span for spans in _doubted(gold) for span in spans]
    checked = _checked(gold, pack, rates)
    return [f.message for f in _contradicted(checked) if not _touch(_spans(f, checked), doubted)]


def found(gold: GoldArticle, pack: Pack, rates: Rates) -> tuple[int, int]:
    """How many of the annotators' contradictions a contradicted finding touches, and of how many."""
    checked = _checked(gold, pack, rates)
    spans = [s for f in _contradicted(checked) for s in _spans(f, checked)]
    doubted = _doubted(gold)
    return sum(_touch(spans, d) for d in doubted), len(doubted)


def _checked(gold: GoldArticle, pack: Pack, rates: Rates) -> CheckedDocument:
    (checked,) = check_claims([(gold.document, extract_claims(gold.document, pack))], pack, rates)
    return checked


def _doubted(gold: GoldArticle) -> list[list[Span]]:
    """The figures of each contradiction that the annotators found."""
    found = [f["claims"] for f in gold.findings if f["verdict"] == "contradicted"]
    return [[Span(gold.claims[i]["start"], gold.claims[i]["end"]) for i in claims] for claims in found]


def _contradicted(checked: CheckedDocument) -> list[Finding]:
    return [f for f in checked.findings if f.verdict is Verdict.CONTRADICTED]


def _spans(finding: Finding, checked: CheckedDocument) -> list[Span]:
    return [c.span for c in checked.claims if c.id in finding.claims]


def _touch(spans: Iterable[Span], others: list[Span]) -> bool:
    return any(s.overlaps(o) for s in spans for o in others)
