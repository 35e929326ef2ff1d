"""What is said of several articles together: which of them are copies, and where they differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tachograph.core.claim import Verdict
from tachograph.core.copy import Copy
from tachograph.core.document import Document
from tachograph.core.finding import CheckedDocument, Finding
from tachograph.presenting import words

_ORDER = list(Verdict)
_UNTOLD = "which came first their dates do not tell"


def copies(documents: Sequence[CheckedDocument]) -> tuple[str, ...]:
    """Lines on the articles that have copies: ``B (2 Feb 2026) and C (no date) …``."""
    return tuple(line for one in documents if one.copies for line in _copied(one.document, one.copies))


def copying(one: CheckedDocument) -> str:
    """What an article repeats, or what repeats it, in a line about it; empty if neither."""
    if one.copy_of and _before(one.copy_of, one.document):
        return f"copy of {_named(one.copy_of)}"
    if one.copy_of:
        return f"shares its text with {_named(one.copy_of)}; {_UNTOLD}"
    return f"repeated by {words.listed([_named(copy) for copy in one.copies])}" if one.copies else ""


def differences(documents: Sequence[CheckedDocument]) -> tuple[Finding, ...]:
    """What articles differ in, each once though it stands with every article that it is about; the worst first."""
    found = {
        finding.message: finding
        for one in documents
        for finding in one.findings
        if finding.verdict is not Verdict.CONFIRMED
        and not {claim.id for claim in one.claims}.issuperset(finding.claims)
    }
    return tuple(sorted(found.values(), key=lambda finding: (_ORDER.index(finding.verdict), finding.message)))


def _copied(document: Document, found: Sequence[Copy]) -> Iterator[str]:
    later = [copy for copy in found if _before(document, copy)]
    if later:
        verb = "is a copy" if len(later) == 1 else "are copies"
        yield f"{words.listed([_named(copy) for copy in later])} {verb} of {_named(document)}"
    if other := [copy for copy in found if copy not in later]:
        verb = "shares its" if len(other) == 1 else "share their"
        yield f"{words.listed([_named(copy) for copy in other])} {verb} text with {_named(document)}; {_UNTOLD}"


def _before(first: Document | Copy, then: Document | Copy) -> bool:
    return bool(first.published and then.published and first.published < then.published)


def _named(one: Document | Copy) -> str:
    return f"{one.source} ({f'published {words.day(one.published)}' if one.published else 'no date'})"
