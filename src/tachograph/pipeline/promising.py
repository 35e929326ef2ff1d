"""Sources to judged promises: read, find what is promised and what has happened, judge as of a day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tachograph.analysis.promises import judge
from tachograph.core.document import Document
from tachograph.core.errors import SourceError
from tachograph.core.pack import Entity, Fact, Pack
from tachograph.core.promise import Event, JudgedPromise, Promise
from tachograph.extraction import extract_events, extract_promises
from tachograph.ledger import EVERYTHING
from tachograph.packs.loader import load_pack
from tachograph.pipeline.articles import Progress
from tachograph.pipeline.attempts import REPORT, attempt, expand
from tachograph.pipeline.naming import entity_named
from tachograph.pipeline.recording import Books
from tachograph.reading import read_document


@dataclass(frozen=True, slots=True)
class PromisesOutcome:
    """The promises of some sources as of a day, in order of deadline, and one error for each that could not be read.

    ``sources`` names where each document came from, by its id.
    """

    as_of: date
    promises: tuple[JudgedPromise, ...]
    sources: Mapping[str, str]
    errors: tuple[SourceError, ...] = ()

    def of(self, entity: str) -> tuple[JudgedPromise, ...]:
        """Those that are of one company, brand or model, by its id."""
        return tuple(one for one in self.promises if _concerns(one.promise, entity))


def find_promises(
    sources: Sequence[str],
    *,
    as_of: date,
    published: date | None = None,
    entity: str | None = None,
    packs: Sequence[str] | None = None,
    progress: Progress | None = None,
) -> PromisesOutcome:
    """The dated commitments in the sources and how they stand on ``as_of``.

    They are judged by the facts and observations of the packs, and by what the other sources say has happened. Only
    documents that had appeared by then count. ``entity`` (a name or id) narrows to one company, brand or model.

    Raises:
        SourceError: if a pack cannot be used, or no pack knows the entity.
    """
    pack = load_pack(packs)
    wanted = None if entity is None else _wanted(entity, pack)
    read, errors = _read_all(sources, pack, published, progress)
    known = [r for r in read if r.document.published is None or r.document.published <= as_of]
    judged = judge(
        [p for r in known for p in r.promises if wanted is None or _concerns(p, wanted.id)],
        _facts(pack),
        pack.observations,
        as_of,
        events=[e for r in known for e in r.events],
        names={e.id: e.name for e in pack.entities.values()},
    )
    return PromisesOutcome(as_of, judged, {r.document.id: r.document.source for r in known}, tuple(errors))


def recorded_promises(kept: Books, *, as_of: date, entity: str | None = None) -> PromisesOutcome:
    """The dated commitments in the ledger and how they stand on ``as_of``, judged by all that is known by then.

    Raises:
        SourceError: if the ledger cannot be read, or no pack knows the entity.
    """
    wanted = None if entity is None else _wanted(entity, kept.pack)
    with kept.opened(write=False) as ledger:
        promises, events = ledger.promises(as_of), ledger.events(as_of)
        observations = ledger.observations(EVERYTHING, as_of) if promises else []
        sources = {d: ledger.appearances(d)[0].source for d in sorted({p.document for p in promises})}
    judged = judge(
        [p for p in promises if wanted is None or _concerns(p, wanted.id)],
        _facts(kept.pack),
        observations,
        as_of,
        events=events,
        names={e.id: e.name for e in kept.pack.entities.values()},
    )
    return PromisesOutcome(as_of, judged, sources)


@dataclass(frozen=True, slots=True)
class _Read:
    """A document with what it promises and what it says has happened."""

    document: Document
    promises: tuple[Promise, ...]
    events: tuple[Event, ...]


def _read_all(
    sources: Sequence[str], pack: Pack, published: date | None, progress: Progress | None
) -> tuple[list[_Read], list[SourceError]]:
    paths, errors = expand(sources)
    read: list[_Read] = []
    for done, path in enumerate(paths):
        if progress:
            progress(path, done, len(paths))
        one = attempt(path, "read", REPORT, _read, path, pack, published)
        if isinstance(one, SourceError):
            errors.append(one)
        else:
            read.append(one)
    return read, errors


def _read(path: str, pack: Pack, published: date | None) -> _Read:
    document = read_document(path, published=published)
    return _Read(document, extract_promises(document, pack), extract_events(document, pack))


def _facts(pack: Pack) -> Iterator[Fact]:
    """The pack's facts, and the first deliveries that its entities have."""
    yield from pack.facts
    for entity in pack.entities.values():
        if entity.first_delivery is not None:
            source = entity.first_delivery_source or f"pack {pack.id}"
            yield Fact(entity.id, "first_deliveries", "", entity.first_delivery, source)


def _concerns(promise: Promise, entity: str) -> bool:
    return promise.subject_id == entity or entity in promise.about


def _wanted(name: str, pack: Pack) -> Entity:
    return pack.entities[entity_named(name, pack)]
