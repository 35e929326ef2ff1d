"""For the terminal: a claim with the sentence, the page, what checking says, and the cell that it speaks of."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import fill

from tachograph.core.pack import Pack
from tachograph.pipeline.consulting import Lineage
from tachograph.presenting import figures, words
from tachograph.presenting.excerpt import one_line

_WIDEST = 100


def render(lineage: Lineage, pack: Pack, *, width: int = 80) -> str:
    """The lineage as text ``width`` columns wide."""
    del pack  # everything is named in the claim
    return "".join(f"{line}\n" for line in _lines(lineage, min(width, _WIDEST)))


def _lines(lineage: Lineage, width: int) -> Iterator[str]:
    claim, document = lineage.claim, lineage.document
    yield f"{claim.id}  {one_line(claim.quote)}"
    yield _told("Read as", words.reading(claim), width)
    yield _told("Sentence", f"“{one_line(lineage.sentence)}”" if lineage.sentence else "", width)
    yield _told("Place", f"characters {claim.span.start} to {claim.span.end} of document {document.id}", width)
    yield _told("Reading", f"{claim.extractor}, {claim.confidence:.0%} sure", width)
    for n, place in enumerate(lineage.places):
        outlet = f"{place.outlet}, " if place.outlet else ""
        until = f" until {words.day(place.known_to)}" if place.known_to else ""
        yield _told("" if n else "Page", f"{place.source} ({outlet}from {words.day(place.known_from)}{until})", width)
    for n, (copy, origin, shared) in enumerate(lineage.copies):
        what = f"repeats document {origin}" if copy == document.id else f"is repeated by document {copy}"
        yield _told("" if n else "Copies", f"{what} ({shared:.0%} of the wording)", width)
    yield _told("Verdict", str(claim.verdict), width)
    for finding in lineage.findings:
        yield _told("", f"{finding.rule}: {one_line(finding.message)}", width)
    for estimate in lineage.estimates:
        cell = figures.reference(estimate.cell)
        yield _told("Cell", f"{cell}: {figures.amount(estimate)}, {estimate.status}", width)
        against = next((d.reason for d in estimate.dissent if d.observation.claim == claim.id), None)
        if against:
            yield _told("", f"the estimate does not follow it: {one_line(against)}", width)
    if not lineage.estimates:
        yield _told("Cell", "none: it is not known whose figure it is, of what, or for when", width)


def _told(name: str, text: str, width: int) -> str:
    return fill(text or "-", width, initial_indent=f"  {name:<10}", subsequent_indent=" " * 12, break_long_words=False)
