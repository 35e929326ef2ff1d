"""What must hold across the entries of a pack: every id that is mentioned exists, every name means one thing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tachograph.core.errors import SourceError
from tachograph.core.pack import Entity, EntityKind, Pack
from tachograph.packs.entries import Entry

Sheet = Mapping[tuple[str, str], Entry]
"""Where each entry was written, by group and id."""


def check_pack(pack: Pack, sheet: Sheet) -> None:
    """Hold a merged pack to its own references.

    Raises:
        SourceError: for the first thing that is wrong, with the file and the entry.
    """
    for error in _errors(pack, sheet):
        raise error


def _errors(pack: Pack, sheet: Sheet) -> Iterator[SourceError]:
    yield from _unknown_parents(pack, sheet)
    yield from _cycles(pack, sheet)
    yield from _shared_names(pack, sheet)
    yield from _metrics(pack, sheet)
    yield from _units(pack, sheet)
    yield from _scopes(pack, sheet)
    yield from _acts(pack, sheet)
    yield from _tables(pack)


def _unknown_parents(pack: Pack, sheet: Sheet) -> Iterator[SourceError]:
    for entity in pack.entities.values():
        for membership in entity.parents:
            if membership.parent not in pack.entities:
                entry = sheet["entities", entity.id]
                yield entry.wrong(f"unknown parent {membership.parent!r}", "write that entity, or mend the id")


def _cycles(pack: Pack, sheet: Sheet) -> Iterator[SourceError]:
    """An entity above itself would make sums endless."""
    for entity in pack.entities.values():
        waiting, above = [entity.id], set[str]()
        while waiting:
            for membership in pack.entities[waiting.pop()].parents:
                if membership.parent == entity.id:
                    yield sheet["entities", entity.id].wrong("is its own ancestor", "remove one of the parents")
                    return
                if membership.parent not in above:
                    above.add(membership.parent)
                    waiting.append(membership.parent)


def _acts(pack: Pack, sheet: Sheet) -> Iterator[SourceError]:
    for act in pack.acts:
        for metric in sorted(act.metrics - pack.metrics.keys()):
            yield sheet["acts", act.id].wrong(f"unknown metric {metric!r}", "write that metric, or mend the id")


def _shared_names(pack: Pack, sheet: Sheet) -> Iterator[SourceError]:
    canonical: dict[str, str] = {}
    plain: dict[str, str] = {}
    for entity in pack.entities.values():
        entry = sheet["entities", entity.id]
        if entity.name in canonical:
            yield entry.wrong(f"the name {entity.name!r} is also that of {canonical[entity.name]!r}", "tell them apart")
        canonical[entity.name] = entity.id
        for name in _plain_names(entity):
            other = plain.setdefault(name.casefold(), entity.id)
            if other != entity.id:
                yield entry.wrong(
                    f"the spelling {name!r} also belongs to {other!r}", "keep it at one, or mark the models ambiguous"
                )


def _plain_names(entity: Entity) -> tuple[str, ...]:
    if entity.ambiguous:
        return ()
    return tuple(dict.fromkeys(n.casefold() for names in entity.names.values() for n in names))


def _metrics(pack: Pack, sheet: Sheet) -> Iterator[SourceError]:
    said: dict[tuple[str, str], str] = {}
    for metric in pack.metrics.values():
        entry = sheet["metrics", metric.id]
        if metric.unit not in pack.units:
            yield entry.wrong(f"unknown unit {metric.unit!r}", "use an id of units.toml")
        for other in metric.quotient:
            if other not in pack.metrics:
                yield entry.wrong(f"unknown metric {other!r} in 'quotient'", "use an id of metrics.toml")
        for other in metric.within:
            if other not in pack.metrics:
                yield entry.wrong(f"unknown metric {other!r} in 'within'", "use an id of metrics.toml")
        if metric.adds_to is not None and metric.adds_to not in pack.metrics:
            yield entry.wrong(f"unknown metric {metric.adds_to!r} in 'adds_to'", "use an id of metrics.toml")
        for band in metric.bands:
            if band.kind not in (*EntityKind, *pack.entities):
                yield entry.wrong(f"unknown kind {band.kind!r} in a band", f"use one of {', '.join(EntityKind)}")
        for word in dict.fromkeys(w.casefold() for words in metric.words.values() for w in words):
            # "vehicle sales" is a count and a revenue: the figure's unit tells them apart, so only one unit clashes.
            if (other := said.setdefault((word, metric.unit), metric.id)) != metric.id:
                yield entry.wrong(f"the word {word!r} also says {other!r}", "keep it at one metric of a unit")


def _units(pack: Pack, sheet: Sheet) -> Iterator[SourceError]:
    said: dict[str, str] = {}
    segments = {term.id for term in pack.segments}
    for unit in pack.units.values():
        entry = sheet["units", unit.id]
        if unit.metric is not None and unit.metric not in pack.metrics:
            yield entry.wrong(f"unknown metric {unit.metric!r}", "use an id of metrics.toml")
        for segment in unit.segments.values():
            if segment not in segments:
                yield entry.wrong(f"unknown segment {segment!r}", "use an id of scopes.toml")
        # Case tells units apart: MW is no mW, Wh no WH.
        for word in dict.fromkeys((*unit.symbols, *(w for words in unit.words.values() for w in words))):
            if said.setdefault(word, unit.id) != unit.id:
                yield entry.wrong(f"the word {word!r} also says {said[word]!r}", "keep it at one unit")


def _scopes(pack: Pack, sheet: Sheet) -> Iterator[SourceError]:
    regions, segments = {t.id for t in pack.regions}, {t.id for t in pack.segments}
    for term in pack.segments:
        if term.within is not None and term.within not in segments:
            yield sheet["segment", term.id].wrong(
                f"unknown segment {term.within!r}", "write [segment.*], or mend the id"
            )
    for entity in pack.entities.values():
        entry = sheet["entities", entity.id]
        if entity.home is not None and entity.home not in regions:
            yield entry.wrong(f"unknown region {entity.home!r} as home", "use an id of scopes.toml")
        if entity.segment is not None and entity.segment not in segments:
            yield entry.wrong(f"unknown segment {entity.segment!r}", "use an id of scopes.toml")
        if entity.currency is not None and entity.currency not in pack.units:
            yield entry.wrong(f"unknown currency {entity.currency!r}", "use an id of units.toml")


def _tables(pack: Pack) -> Iterator[SourceError]:
    for fact in pack.facts:
        if fact.subject not in pack.entities:
            yield SourceError("facts.csv", f"unknown entity {fact.subject!r}", "use an id of the entities")
    for key in dict.fromkeys((o.entity, o.metric, o.quantity.unit) for o in pack.observations):
        entity, metric, unit = key
        for value, known, what in (
            (entity, pack.entities, "entity"),
            (metric, pack.metrics, "metric"),
            (unit, pack.units, "unit"),
        ):
            if value not in known:
                yield SourceError("observations.csv", f"unknown {what} {value!r}", f"write that {what}, or mend the id")
