"""What several articles say of one another, added to what was found in each by itself."""

from __future__ import annotations

from collections.abc import Sequence

from tachograph.checking.articles import agreement, disagreement
from tachograph.checking.articles.corpus import Corpus
from tachograph.checking.articles.tracing import traced
from tachograph.core.claim import Verdict
from tachograph.core.finding import Finding

_DOUBTS = (Verdict.CONTRADICTED, Verdict.IMPLAUSIBLE)


def joined(corpus: Corpus, found: Sequence[Sequence[Finding]]) -> tuple[tuple[Finding, ...], ...]:
    """The findings of each document, those that need the others included.

    ``found`` are the findings of each document by itself. What it says of a figure already is not said again.
    """
    own = [list(one) for one in found]
    blamed = [{c for f in one if f.verdict in _DOUBTS for c in f.judged} for one in found]
    for place, finding in disagreement.findings(corpus, found):
        if finding.verdict not in _DOUBTS or finding.claims[0] not in blamed[place]:
            own[place].append(finding)
    doubted = frozenset((n, c) for n, one in enumerate(own) for f in one if f.verdict in _DOUBTS for c in f.judged)
    for place, finding in agreement.findings(corpus, doubted):
        own[place].append(finding)
    return tuple(tuple(traced(corpus, n, f) for f in one) for n, one in enumerate(own))
