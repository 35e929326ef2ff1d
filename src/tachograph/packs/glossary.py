"""The glossaries of packs, from TOML: one for all packs that are loaded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tachograph.core.claim import Kind, Modality
from tachograph.core.errors import SourceError
from tachograph.core.glossary import MARKET, Glossary, Series, Whole
from tachograph.core.pack import Pack
from tachograph.core.period import Period
from tachograph.packs.entries import Entry

_SECTIONS = ("entity", "model", "unit", "metric", "ending", "left_out", "whole")
_TABLES = ("metric", "whole")  # sections whose values are tables; those of the others are texts

Sections = Mapping[str, Mapping[str, Entry]]
"""The entries of all files, by section and name. That of a plain text holds it under the key of its section."""


def merged(files: Iterable[Entry]) -> Sections:
    """The entries of the files, each an :class:`Entry` of its sections; a name may not mean two things.

    Raises:
        SourceError: for an unknown section, or a name that two packs explain differently.
    """
    found: dict[str, dict[str, Entry]] = {section: {} for section in _SECTIONS}
    for file in files:
        file.only(*_SECTIONS)
        for section, content in file.raw.items():
            if not isinstance(content, dict):
                raise file.wrong(f"{section!r} is no table", f"write [{section}] and its names below")
            for name, value in content.items():
                entry = _entry(section, name, value, file.file)
                known = found[section].setdefault(name, entry)
                if known.raw != entry.raw:
                    raise entry.wrong(f"differs from that in {known.file}", "say the same, or use another name")
    return found


def glossary(sections: Sections) -> Glossary:
    """The glossary that the entries make.

    Raises:
        SourceError: if one of them is not well formed.
    """

    def texts(section: str) -> dict[str, str]:
        return {name: entry.text(section) for name, entry in sections[section].items()}

    return Glossary(
        entities=texts("entity"),
        models=texts("model"),
        units=texts("unit"),
        metrics={name: _series(entry) for name, entry in sections["metric"].items()},
        endings={name: entry.choice("ending", Modality) for name, entry in sections["ending"].items()},
        left_out=texts("left_out"),
        wholes={name: _whole(entry) for name, entry in sections["whole"].items()},
    )


def check_glossary(pack: Pack, sections: Sections) -> None:
    """Hold the glossary of a pack to its ids.

    Raises:
        SourceError: for the first id that the pack does not have.
    """
    for error in _errors(pack, sections):
        raise error


def _entry(section: str, name: str, value: Any, file: str) -> Entry:
    if section not in _TABLES:
        return Entry(name, {section: value}, file)
    if not isinstance(value, dict):
        raise SourceError(file, f"entry {name!r} is no table", f'write {name} = {{ {section} = "..." }}')
    return Entry(name, value, file)


def _series(entry: Entry) -> Series:
    entry.only(
        "metric", "kind", "modality", "basis", "region", "segment", "model", "since_inception", "entity", "entity_of",
        "not_of_markets",
    )  # fmt: skip
    entity_of = entry.raw.get("entity_of", {})
    if not isinstance(entity_of, dict):
        raise entry.wrong("'entity_of' is no table of names", 'write entity_of = { "Name" = "entity" }')
    names = Entry(entry.id, entity_of, entry.file)
    return Series(
        metric=entry.text("metric"),
        kind=entry.choice("kind", Kind) if "kind" in entry.raw else Kind.LEVEL,
        modality=entry.choice("modality", Modality) if "modality" in entry.raw else None,
        basis=entry.optional("basis"),
        region=entry.optional("region"),
        segment=entry.optional("segment"),
        model=entry.optional("model"),
        since_inception=entry.flag("since_inception"),
        entity=entry.optional("entity"),
        entity_of={name: names.text(name) for name in entity_of},
        not_of_markets=entry.optional("not_of_markets"),
    )


def _whole(entry: Entry) -> Whole:
    entry.only("segment", "since")
    since = entry.date("since")
    if since is None or Period.parse(since).start is None:
        raise entry.wrong("'since' is missing or has no start", 'write since = "2022-04"')
    return Whole(entry.text("segment"), since)


def _errors(pack: Pack, sections: Sections) -> Iterator[SourceError]:
    segments, regions = {t.id for t in pack.segments}, {t.id for t in pack.regions}
    said = pack.glossary
    for name, entity in (*said.entities.items(), *said.models.items()):
        if entity not in pack.entities and entity != MARKET:
            section = "entity" if name in said.entities else "model"
            yield sections[section][name].wrong(f"unknown entity {entity!r}", "use an id of the entities")
    for name, model in said.models.items():
        if model == MARKET or not pack.entities[model].parents:
            yield sections["model"][name].wrong(f"{model!r} has no maker", "name a model that has parents")
    for name, unit in said.units.items():
        if unit not in pack.units:
            yield sections["unit"][name].wrong(f"unknown unit {unit!r}", "use an id of units.toml")
    for name, series in said.metrics.items():
        entry = sections["metric"][name]
        if series.metric not in pack.metrics:
            yield entry.wrong(f"unknown metric {series.metric!r}", "use an id of metrics.toml")
        for other in (series.entity, *series.entity_of.values()):
            if other is not None and other not in pack.entities:
                yield entry.wrong(f"unknown entity {other!r}", "use an id of the entities")
        if series.segment is not None and series.segment not in segments:
            yield entry.wrong(f"unknown segment {series.segment!r}", "use an id of scopes.toml")
        if series.region is not None and series.region not in regions:
            yield entry.wrong(f"unknown region {series.region!r}", "use an id of scopes.toml")
    for name, whole in said.wholes.items():
        entry = sections["whole"][name]
        if name not in pack.entities:
            yield entry.wrong(f"unknown entity {name!r}", "use an id of the entities")
        if whole.segment not in segments:
            yield entry.wrong(f"unknown segment {whole.segment!r}", "use an id of scopes.toml")
