"""What a worker does: read what was sent, write down its figures, check them. Runs in another process."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from tachograph.core.document import Document
from tachograph.core.errors import SourceError
from tachograph.core.finding import CheckedDocument
from tachograph.pipeline import Outcome, check_extracted, extract_documents
from tachograph.pipeline.recording import Added, add_documents, books
from tachograph.reading import document_of, read_text
from tachograph.reading.raw import Raw

PASTED = "-"  # what a text that was given as such is said to come from

Packs = Sequence[str] | None


@dataclass(frozen=True, slots=True)
class Part:
    """Something to read: a text, or the bytes of a file or page with its name."""

    content: str | Raw
    name: str = PASTED
    published: date | None = None


def warm(packs: Packs) -> None:
    """Load what every check needs, and check one sentence, so that the first one is no slower than the others."""
    check(
        extract(
            (Part("Lumen sold 32,000 cars in May 2025, up 28% from 25,000 a year earlier."),), 1000, packs
        ).documents,
        packs,
    )


def extract(parts: Sequence[Part], longest: int, packs: Packs) -> Outcome:
    """The parts as documents with their figures written down; an error for each that cannot be read."""
    documents: list[Document] = []
    errors: list[SourceError] = []
    for part in parts:
        try:
            documents.append(_read(part, longest))
        except SourceError as error:
            errors.append(error)
    outcome = extract_documents(documents, packs=packs)
    return Outcome(outcome.documents, (*errors, *outcome.errors), outcome.notes)


def check(documents: Sequence[CheckedDocument], packs: Packs) -> Outcome:
    """The documents with a verdict on each of their figures."""
    return check_extracted(documents, packs=packs)


def add(parts: Sequence[Part], longest: int, packs: Packs, location: str) -> Added:
    """Check the parts, each alone, and record them in the ledger at a place."""
    documents: list[Document] = []
    errors: list[SourceError] = []
    for part in parts:
        try:
            document = _read(part, longest)
        except SourceError as error:
            errors.append(error)
            continue
        pasted = document.source == PASTED
        documents.append(replace(document, source=f"{PASTED}:{document.id}") if pasted else document)
    added = add_documents(books(location, _now, packs), documents)
    return Added(added.documents, added.known, added.figures, [*errors, *added.errors], added.notes)


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)


def _read(part: Part, longest: int) -> Document:
    if isinstance(part.content, str):
        document = read_text(part.content, part.name, published=part.published)
    else:
        document = document_of(part.content, part.name, published=part.published)
    if len(document.text) > longest:
        what = f"is longer than {longest:,} characters"
        raise SourceError(part.name, what, "check it in parts, or with the command tacho check")
    return document
