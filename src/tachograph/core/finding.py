"""What checking concludes, with its calculation."""

from __future__ import annotations

from dataclasses import dataclass

from tachograph.core.claim import Claim, Verdict
from tachograph.core.copy import Copy
from tachograph.core.difference import Difference
from tachograph.core.document import Document
from tachograph.core.interval import Interval


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a calculation: what is computed, from which claims, and the interval it gives."""

    text: str
    interval: Interval | None = None
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """A figure or fact from outside the text: where it was read, what it says and when it appeared."""

    source: str
    value: str
    published: str | None = None
    fact: str = ""


@dataclass(frozen=True, slots=True)
class Repair:
    """The smallest edit of one field that would mend a finding.

    ``claim`` is the id of the claim to edit; ``explains`` the number of failed constraints that hold after it.
    """

    claim: str
    field: str
    before: str
    after: str
    explains: int = 1


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule concludes about some claims (by id; the one to blame first), in one sentence, with the reasons.

    ``blamed`` are those of the claims that are wrong, where that can be told; if empty, any of them may be.
    """

    rule: str
    verdict: Verdict
    claims: tuple[str, ...]
    message: str
    derivation: tuple[Step, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    repairs: tuple[Repair, ...] = ()
    blamed: tuple[str, ...] = ()

    @property
    def judged(self) -> tuple[str, ...]:
        """The claims that the verdict is about: the blamed ones, or all if it cannot be told which is wrong."""
        return self.blamed or self.claims


@dataclass(frozen=True, slots=True)
class CheckedDocument:
    """A document with its claims, each with its verdict, what was found, and what two extractors differ in.

    Of documents checked together ``copy_of`` is the one that this one repeats and ``copies`` those that repeat it.
    """

    document: Document
    claims: tuple[Claim, ...]
    findings: tuple[Finding, ...]
    differences: tuple[Difference, ...] = ()
    copy_of: Copy | None = None
    copies: tuple[Copy, ...] = ()
