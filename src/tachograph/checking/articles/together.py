"""What several articles say of one another, added to what was found in each by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tachograph.checking.articles import agreement, definitions, disagreement
from tachograph.checking.articles.corpus import Corpus
from tachograph.checking.articles.tracing import traced
from tachograph.core.claim import Verdict
from tachograph.core.finding import Finding

_DOUBTS = (Verdict.CONTRADICTED, Verdict.IMPLAUSIBLE)


def joined(corpus: Corpus, found: Sequence[Sequence[Finding]]) -> tuple[tuple[Finding, ...], ...]:
    """The findings of each document, those that need the others included.

    ``found`` are the findings of each document by itself.
    """
    own = [list(one) for one in found]
    for place, finding in disagreement.findings(corpus, found):
        _add(own[place], finding)
    for place, finding in definitions.findings(corpus):
        own[place].append(finding)
    doubted = frozenset((n, c) for n, one in enumerate(own) for f in one if f.verdict in _DOUBTS for c in f.judged)
    for place, finding in agreement.findings(corpus, doubted):
        own[place].append(finding)
    return tuple(tuple(traced(corpus, n, f) for f in one) for n, one in enumerate(own))


def _add(found: list[Finding], new: Finding) -> None:
    """Add a disagreement to a document's findings; where it has a finding on the figure already, to that one."""
    for n, finding in enumerate(found):
        if new.verdict in _DOUBTS and finding.verdict in _DOUBTS and new.claims[0] in finding.judged:
            found[n] = _merged(finding, new)
            return
    found.append(new)


def _merged(finding: Finding, new: Finding) -> Finding:
    """One finding for one cause: what other articles have is added to what the text itself or the record says."""
    if finding.rule == new.rule and len(finding.claims) == 1:
        repairs, judged = finding.repairs or new.repairs, new.blamed or finding.judged
        evidence = (*new.evidence, *finding.evidence)
        return replace(new, verdict=finding.verdict, evidence=evidence, repairs=repairs, blamed=judged)
    return replace(
        finding,
        claims=tuple(dict.fromkeys((*finding.claims, *new.claims))),
        derivation=(*finding.derivation, *new.derivation),
        evidence=(*finding.evidence, *new.evidence),
        blamed=finding.blamed or (new.blamed if new.verdict is Verdict.CONTRADICTED else ()),
    )
