"""Which figure of a contradiction is wrong, by what all the findings of a text say together.

A figure that another equation or a source bears out is not the wrong one; one that several contradictions share is. So
a finding that leaves it open is settled where only one figure remains.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from tachograph.core.claim import Verdict
from tachograph.core.finding import Finding

UNTOLD = "; which of the figures is wrong cannot be told from the text"


def settled(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings, those that left open which figure is wrong with the one that remains, where one does."""
    found = tuple(findings)
    borne_out = frozenset(
        c for f in found if f.verdict is Verdict.CONFIRMED and (len(f.claims) > 1 or f.evidence) for c in f.claims
    )
    doubted = Counter(c for f in found if f.verdict is Verdict.CONTRADICTED for c in f.claims)
    return tuple(_settled(f, _suspects(f, borne_out, doubted)) for f in found)


def _suspects(finding: Finding, borne_out: frozenset[str], doubted: Counter[str]) -> Sequence[str]:
    """The figures of a contradiction that nothing bears out; of these, those that most contradictions share."""
    if finding.verdict is not Verdict.CONTRADICTED or finding.blamed or len(finding.claims) < 2:
        return ()
    left = [c for c in finding.claims if c not in borne_out] or finding.claims
    most = max(doubted[c] for c in left)
    return [c for c in left if doubted[c] == most] if len(left) < len(finding.claims) or most > 1 else ()


def _settled(finding: Finding, suspects: Sequence[str]) -> Finding:
    if len(suspects) != 1:
        return finding
    (wrong,) = suspects
    message = finding.message.replace(UNTOLD, "")
    claims = (wrong, *(c for c in finding.claims if c != wrong))
    repairs = tuple(r for r in finding.repairs if r.claim == wrong)
    return replace(finding, message=message, claims=claims, repairs=repairs, blamed=(wrong,))
