"""Sources to checked documents: read, extract, check. One bad source never stops the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from tachograph.checking import check_claims
from tachograph.core.claim import Claim
from tachograph.core.difference import Difference
from tachograph.core.document import Document
from tachograph.core.errors import SourceError
from tachograph.core.finding import CheckedDocument
from tachograph.core.pack import Pack, Rates
from tachograph.extraction import extract_claims
from tachograph.extractors import Choice, Extracted, Extractor
from tachograph.llm.settings import Settings
from tachograph.packs.loader import load_pack, load_rates
from tachograph.pipeline.attempts import REPORT, Waiting, attempt, expand, items_of
from tachograph.reading import Item, read_text

Progress = Callable[[str, int, int], None]
"""Told what is being worked on, how much is done, and of how much."""

Claimed = tuple[Document, tuple[Claim, ...]]
"""A document with the claims found in it."""

_ALONE = "each was checked alone instead"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of some sources: the documents in the order given, and one error for each that could not be done.

    ``notes`` say what a user should know of how they were read, such as how many of a model's figures were dropped.
    """

    documents: tuple[CheckedDocument, ...]
    errors: tuple[SourceError, ...]
    notes: tuple[str, ...] = ()


def check_sources(
    sources: Sequence[str],
    *,
    published: date | None = None,
    packs: Sequence[str] | None = None,
    separately: bool = False,
    progress: Progress | None = None,
    extractor: Choice = "rules",
    llm: Settings | None = None,
) -> Outcome:
    """Read the sources (paths, folders, URLs, feeds, sitemaps, archives or ``-``) and check every figure in them.

    The sources are checked together, as evidence for one another, unless ``separately``. ``published`` is the date
    to assume for all of them; ``packs`` names the domain packs (all that are bundled by default). ``extractor`` says
    what reads the figures, and ``llm`` which model if one does.

    Raises:
        SourceError: if a pack or a model cannot be used. A source that cannot be read is an error of the outcome
            instead.
    """
    pack, rates = load_pack(packs), load_rates()
    read = _extract(sources, published, progress, Extractor.opened(extractor, pack, llm))
    checked, failures = check_documents([(d, e.claims) for d, e in read.documents], pack, rates, separately=separately)
    return Outcome(_with_differences(checked, read), (*read.errors, *failures), read.notes)


def extract_sources(
    sources: Sequence[str],
    *,
    published: date | None = None,
    packs: Sequence[str] | None = None,
    progress: Progress | None = None,
    extractor: Choice = "rules",
    llm: Settings | None = None,
) -> Outcome:
    """Read the sources and write down every figure in them, unchecked.

    Raises:
        SourceError: if a pack or a model cannot be used.
    """
    pack = load_pack(packs, evidence=False)
    return _unchecked_outcome(_extract(sources, published, progress, Extractor.opened(extractor, pack, llm)))


def extract_documents(
    documents: Sequence[Document],
    *,
    packs: Sequence[str] | None = None,
    progress: Progress | None = None,
    extractor: Choice = "rules",
    llm: Settings | None = None,
) -> Outcome:
    """Write down every figure in documents that are read already, unchecked.

    Raises:
        SourceError: if a pack or a model cannot be used.
    """
    pack = load_pack(packs, evidence=False)
    items = [(Item(document.source, partial(_same, document)), len(documents)) for document in documents]
    return _unchecked_outcome(_read_all(items, progress, Extractor.opened(extractor, pack, llm)))


def check_extracted(
    documents: Sequence[CheckedDocument], *, packs: Sequence[str] | None = None, separately: bool = False
) -> Outcome:
    """Check documents whose figures are written down already, as :func:`extract_documents` does.

    Raises:
        SourceError: if a pack cannot be used.
    """
    claimed = [(one.document, one.claims) for one in documents]
    checked, errors = check_documents(claimed, load_pack(packs), load_rates(), separately=separately)
    return Outcome(checked, errors)


def check_texts(texts: Sequence[str], *, packs: Sequence[str] | None = None) -> tuple[CheckedDocument, ...]:
    """Check texts that are given as such, each alone.

    Raises:
        SourceError: if a pack cannot be used.
    """
    pack, rates = load_pack(packs), load_rates()
    documents = [read_text(text) for text in texts]
    claimed = [(document, extract_claims(document, pack)) for document in documents]
    return tuple(one for each in claimed for one in check_claims([each], pack, rates))


def check_documents(
    claimed: Sequence[Claimed], pack: Pack, rates: Rates, *, separately: bool = False
) -> tuple[tuple[CheckedDocument, ...], tuple[SourceError, ...]]:
    """Check documents with their claims; one on which checking breaks comes back unchecked, with its error."""
    checked: list[CheckedDocument] = []
    errors: list[SourceError] = []
    if not separately and len(claimed) > 1:
        together = attempt("all sources together", "check", _ALONE, check_claims, claimed, pack, rates)
        if not isinstance(together, SourceError):
            return together, ()
        errors.append(together)
    for one in claimed:
        alone = attempt(one[0].source, "check", REPORT, check_claims, [one], pack, rates)
        if isinstance(alone, SourceError):
            errors.append(alone)
            checked.append(_unchecked(one))
        else:
            checked.extend(alone)
    return tuple(checked), tuple(errors)


@dataclass(frozen=True, slots=True)
class _Read:
    """The sources that could be read, with their claims."""

    documents: tuple[tuple[Document, Extracted], ...]
    errors: tuple[SourceError, ...]
    notes: tuple[str, ...]


def _extract(sources: Sequence[str], published: date | None, progress: Progress | None, extractor: Extractor) -> _Read:
    paths, errors = expand(sources)
    read = _read_all(items_of(paths, published), progress, extractor)
    return replace(read, errors=(*errors, *read.errors))


def _read_all(items: Iterable[Waiting], progress: Progress | None, extractor: Extractor) -> _Read:
    """The documents with their claims."""
    read: list[tuple[Document, Extracted]] = []
    errors: list[SourceError] = []
    with extractor:
        for done, (item, total) in enumerate(items):
            if isinstance(item, SourceError):
                errors.append(item)
                continue
            if extractor.skips():
                continue
            if progress:
                progress(item.name, done, max(total, done + 1))
            one = attempt(item.name, "read", REPORT, _claims_of, item.read, extractor)
            if isinstance(one, SourceError):
                errors.append(one)
            elif one is not None:
                read.append(one)
    remarks = (f"{document.source}: {document.remark}" for document, _ in read if document.remark)
    return _Read(tuple(read), (*errors, *extractor.errors), (*remarks, *extractor.notes))


def _same(document: Document) -> Document:
    return document


def _unchecked_outcome(read: _Read) -> Outcome:
    unchecked = tuple(_unchecked((document, extracted.claims)) for document, extracted in read.documents)
    return Outcome(_with_differences(unchecked, read), read.errors, read.notes)


def _claims_of(document: Callable[[], Document], extractor: Extractor) -> tuple[Document, Extracted] | None:
    made = document()
    extracted = extractor.extract(made)
    return None if extracted is None else (made, extracted)


def _with_differences(documents: Sequence[CheckedDocument], read: _Read) -> tuple[CheckedDocument, ...]:
    found: dict[str, tuple[Difference, ...]] = {document.id: one.differences for document, one in read.documents}
    return tuple(replace(one, differences=found.get(one.document.id, ())) for one in documents)


def _unchecked(one: Claimed) -> CheckedDocument:
    return CheckedDocument(one[0], one[1], ())
