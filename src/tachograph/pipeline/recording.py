"""Into the ledger: sources are read, checked and recorded; what follows from them is brought up to date."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property, partial
from itertools import islice
from pathlib import Path
from time import monotonic

from tachograph import __version__
from tachograph.checking import check_claims, copied, family, reconcile, sketch
from tachograph.checking.context import Context
from tachograph.core.claim import Claim
from tachograph.core.document import Document
from tachograph.core.errors import SourceError
from tachograph.core.finding import CheckedDocument
from tachograph.core.observation import Observation
from tachograph.core.pack import Pack, Rates
from tachograph.core.plain import plain
from tachograph.core.span import Span
from tachograph.extraction import extract_events, extract_promises
from tachograph.extractors import Choice, Extractor
from tachograph.ledger import Entry, Ledger, exists, open_ledger
from tachograph.ledger.observing import observations_of
from tachograph.llm.settings import Settings
from tachograph.packs.loader import edition, load_pack, load_rates
from tachograph.pipeline.articles import Claimed, Progress
from tachograph.pipeline.attempts import REPORT, attempt, expand, items_of
from tachograph.pipeline.tables import each_observation
from tachograph.reading.sources import STDIN, is_address

_ROWS = 50_000  # rows of a table that are recorded at once
_BATCH = 32  # documents that are read before those that are new are recorded, all or none
_NAMED = 5  # names that are told
_TURN = 1.0  # seconds for which others wait at most, about, while estimates are computed
Clock = Callable[[], datetime]
"""Gives the time now (UTC, naive)."""


@dataclass
class Added:
    """What came of adding some sources or tables.

    ``documents`` are the new texts, as checked, ``known`` how many were there already, ``figures`` how many
    observations are new.
    """

    documents: list[CheckedDocument] = field(default_factory=list)
    known: int = 0
    figures: int = 0
    errors: list[SourceError] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def with_(self, other: Added) -> Added:
        """What came of both."""
        return Added(
            self.documents + other.documents,
            self.known + other.known,
            self.figures + other.figures,
            self.errors + other.errors,
            self.notes + other.notes,
        )


@dataclass(frozen=True)
class Books:
    """A ledger by its place, with the packs that it is kept with; ``pack`` is without their observations.

    ``packs`` are their names, all bundled ones if ``None``.
    """

    location: str
    packs: tuple[str, ...] | None
    pack: Pack
    clock: Clock

    @cached_property
    def rates(self) -> Rates:
        """The exchange rates."""
        return load_rates()

    @cached_property
    def evidence(self) -> Pack:
        """The packs with their observations, which articles are checked against."""
        return load_pack(self.packs)

    def opened(self, *, write: bool) -> Ledger:
        """The ledger, open.

        Raises:
            LedgerError: if it cannot be opened.
        """
        return open_ledger(self.location, write=write)


def books(location: str, clock: Clock, packs: Sequence[str] | None = None, progress: Progress | None = None) -> Books:
    """The ledger at a place, made on first use, with the packs' own figures in it.

    Raises:
        SourceError: if a pack is not valid, or the ledger cannot be opened or made.
    """
    named = None if packs is None else tuple(packs)
    kept = Books(location, named, load_pack(named, evidence=False), clock)
    current = f"{__version__}-{edition(named)}"
    if not exists(location) or _loaded(kept) != current:
        with kept.opened(write=True) as ledger:
            ledger.load(kept.pack.id, current, kept.evidence.observations, clock())
        bring_up_to_date(kept, progress)
    return kept


def _loaded(kept: Books) -> str | None:
    with kept.opened(write=False) as ledger:
        return ledger.editions_loaded().get(kept.pack.id)


def add_sources(
    kept: Books,
    sources: Sequence[str],
    *,
    published: date | None = None,
    progress: Progress | None = None,
    extractor: Choice = "rules",
    llm: Settings | None = None,
) -> Added:
    """Read the sources (paths, folders, URLs or ``-``), check each alone, and record what is new.

    A source that cannot be read is an error of the outcome. What was recorded when something stops the run stays, and
    running it again goes on from there.

    Raises:
        SourceError: if a model cannot be used, or the ledger cannot be written.
    """
    paths, errors = expand(sources)
    added = Added(errors=errors)
    waiting: list[Document] = []
    with Extractor.opened(extractor, kept.pack, llm) as reader:
        for done, (item, total) in enumerate(items_of(paths, published)):
            document = item if isinstance(item, SourceError) else attempt(item.name, "read", REPORT, item.read)
            if isinstance(document, SourceError):
                added.errors.append(document)
                continue
            if progress:
                progress(document.source, done, max(total, done + 1))
            if document.remark:
                added.notes.append(f"{document.source}: {document.remark}")
            waiting.append(replace(document, source=_place(document)))
            if len(waiting) == _BATCH:
                _record(kept, waiting, reader, added)
                waiting = []
        _record(kept, waiting, reader, added)
        added.errors += reader.errors
        added.notes += reader.notes
    bring_up_to_date(kept, progress)
    return added


def add_documents(kept: Books, documents: Sequence[Document], progress: Progress | None = None) -> Added:
    """As :func:`add_sources`, of documents that have been read; their sources stay as they are.

    Raises:
        SourceError: if the ledger cannot be written.
    """
    added = Added()
    with Extractor.opened("rules", kept.pack, None) as reader:
        _record(kept, documents, reader, added)
    bring_up_to_date(kept, progress)
    return added


def add_tables(kept: Books, paths: Iterable[str], progress: Progress | None = None) -> Added:
    """Record the figures in tables (CSV or XLSX) as they are; a row that gives none is an error of the outcome.

    Raises:
        SourceError: if the ledger cannot be written.
    """
    added = Added()
    strangers: set[str] = set()
    for path in paths:
        rows = iter(each_observation(path, kept.pack, strangers=True))
        while True:
            chunk = attempt(path, "read", REPORT, list, islice(rows, _ROWS))
            if isinstance(chunk, SourceError):
                added.errors.append(chunk)
                break
            if not chunk:
                break
            added.errors += [one for one in chunk if isinstance(one, SourceError)]
            figures = [one for one in chunk if isinstance(one, Observation)]
            strangers |= {o.entity for o in figures if o.entity not in kept.pack.entities}
            with kept.opened(write=True) as ledger:
                added.figures += ledger.observe(figures, kept.clock())
            if progress:
                progress(path, added.figures, added.figures)
    if strangers:
        named = ", ".join(sorted(strangers)[:_NAMED]) + (" ..." if len(strangers) > _NAMED else "")
        added.notes.append(f"no pack knows {len(strangers):,} of the names, which are kept as written: {named}")
    bring_up_to_date(kept, progress)
    return added


def _place(document: Document) -> str:
    """Where a document stands, for good: a file by its whole path, standard input by what came in."""
    source = document.source
    if source == STDIN:
        return f"{STDIN}:{document.id}"
    return source if is_address(source) else str(Path(source).resolve())


def _record(kept: Books, documents: Sequence[Document], reader: Extractor, added: Added) -> None:
    """Record the documents that are new; the others may stand in a new place."""
    with kept.opened(write=False) as ledger:
        known = set(ledger.known([d.id for d in documents]))
    entries: list[Entry] = []
    before = len(added.documents)
    for document in documents:
        if document.id in known:
            entries.append(Entry(CheckedDocument(document, (), ()), ()))
            continue
        made = attempt(document.source, "read", REPORT, _entry, document, reader, kept)
        if isinstance(made, SourceError):
            added.errors.append(made)
        elif made is not None:
            entries.append(made)
            added.documents.append(made.checked)
            known.add(document.id)
    with kept.opened(write=True) as ledger:
        added.figures += ledger.record(entries, kept.clock())
    added.known += len(entries) - (len(added.documents) - before)


def _entry(document: Document, reader: Extractor, kept: Books) -> Entry | None:
    extracted = reader.extract(document)
    return None if extracted is None else entry_of(document, extracted.claims, kept.pack, kept.evidence, kept.rates)


def entry_of(document: Document, claims: tuple[Claim, ...], pack: Pack, evidence: Pack, rates: Rates) -> Entry:
    """A document checked alone, with all that is recorded of it; ``evidence`` is the pack with its observations."""
    (checked,) = check_claims([(document, claims)], evidence, rates)
    context = Context.of(document, checked.claims, pack, rates)
    return Entry(
        checked,
        observations_of(checked, pack, _quoting(document, context)),
        sketch(context),
        extract_promises(document, pack),
        extract_events(document, pack),
    )


def _quoting(document: Document, context: Context) -> Callable[[Claim], str]:
    """The sentence of a claim as it is given, in one line."""
    written = plain(document)
    return lambda claim: " ".join(written.quote(Span(*context.sentences[context.sentence(claim)])).split())


def bring_up_to_date(kept: Books, progress: Progress | None = None) -> None:
    """Group the copies among new documents, and compute the estimates that new figures may have changed.

    The ledger is let go of every second or so, for those who wait to read it.

    Raises:
        LedgerError: if the ledger cannot be written.
    """
    with kept.opened(write=False) as ledger:
        left = dict.fromkeys(ledger.unsorted())
    while left:
        with kept.opened(write=True) as ledger:
            until = monotonic() + _TURN
            while left and monotonic() < until:
                alike = ledger.alike(next(iter(left)))
                ledger.sort(alike, partial(_copied, kept))
                for document in alike:
                    left.pop(document, None)
    with kept.opened(write=False) as ledger:
        stale = families(ledger.stale(), kept.pack)
    done = 0
    while done < len(stale):
        with kept.opened(write=True) as ledger:
            until = monotonic() + _TURN
            while done < len(stale) and monotonic() < until:
                if progress:
                    progress("estimates", done, len(stale))
                ledger.estimate(stale[done], partial(reconcile, pack=kept.pack))
                done += 1


def _copied(kept: Books, claimed: Sequence[Claimed]) -> tuple[tuple[str, str, float], ...]:
    return copied([Context.of(document, claims, kept.pack, kept.rates) for document, claims in claimed])


def families(stale: Iterable[str], pack: Pack) -> list[frozenset[str]]:
    """Those whose estimates depend on one another, for each of the stale ones, in the order of their names."""
    return list(dict.fromkeys(family(entity, pack) for entity in sorted(stale)))
