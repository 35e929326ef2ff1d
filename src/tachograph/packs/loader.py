"""Domain packs from their files: TOML for what is written by hand, CSV for what is tabulated. See ``docs/packs.md``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from tachograph.core.document import digest
from tachograph.core.errors import SourceError
from tachograph.core.estimate import Widths
from tachograph.core.pack import Pack, Rates
from tachograph.core.reliability import Reliability
from tachograph.core.scorecard import Scorecard
from tachograph.packs import entries, tables
from tachograph.packs.checks import check_pack
from tachograph.packs.entries import Entry
from tachograph.packs.glossary import check_glossary, glossary, merged

_HOME = Path(__file__).parent
_GROUPS = ("entities", "metrics", "units", "acts", "segment", "region")
_LISTS = (
    "en",
    "zh",
    "en_of",
    "zh_of",
    "en_nouns",
    "zh_nouns",
    "metrics",
    "adjective",
    "weak",
    "tickers",
    "parents",
    "bands",
    "symbols",
    "tags",
    *entries.RELATIONS,
)


def load_pack(names: Sequence[str] | None = None, *, evidence: bool = True) -> Pack:
    """The packs of these names, merged; all bundled ones if ``None``.

    A name is that of a bundled pack or the path of a directory with a pack. Packs that a pack requires come with it.
    Without ``evidence`` its observations are left out, which saves most of the time.

    Raises:
        SourceError: if there is no such pack, or it is not valid: which file, which entry, what, how to mend it.
    """
    chosen = tuple(bundled() if names is None else names)
    if all(name in bundled() for name in chosen):
        return _bundled_pack(chosen, evidence)
    return _load(chosen, evidence=evidence)


def edition(names: Sequence[str] | None = None) -> str:
    """A hash of the observations of the packs of these names, as of :func:`load_pack`; without reading them."""
    tabulated = [path / "observations.csv" for path, _ in _with_required(tuple(bundled() if names is None else names))]
    return digest(*(path.read_bytes().hex() for path in tabulated if path.is_file()))


@cache
def load_rates() -> Rates:
    """The packaged exchange rates: the European Central Bank's since 2015, and the currencies pegged to the dollar.

    Raises:
        SourceError: if the packaged table is not valid.
    """
    return Rates(tables.read_rates(_HOME / "rates.csv", _HOME / "pegs.csv"))


@cache
def load_links() -> Scorecard:
    """What tells which figures a rate follows from.

    Raises:
        SourceError: if the packaged table is not valid.
    """
    return read_scorecard(_HOME / "links.toml")


@cache
def load_amounts() -> Scorecard:
    """What tells which figures an amount was computed from.

    Raises:
        SourceError: if the packaged table is not valid.
    """
    return read_scorecard(_HOME / "amounts.toml")


@cache
def load_scorecard() -> Scorecard:
    """What the signals of a reading are worth: the same for all packs, since it is the rules of reading that it rates.

    Raises:
        SourceError: if the packaged table is not valid.
    """
    return read_scorecard(_HOME / "confidence.toml")


def read_scorecard(path: Path) -> Scorecard:
    """The scorecard in a file.

    Raises:
        SourceError: if it cannot be read or is not valid.
    """
    return entries.scorecard(Entry("confidence", _toml(path), str(path)))


@cache
def bundled() -> tuple[str, ...]:
    """The names of the packs that come with the package."""
    return tuple(sorted(path.parent.name for path in _HOME.glob("*/pack.toml")))


@cache
def _bundled_pack(names: tuple[str, ...], evidence: bool) -> Pack:  # noqa: FBT001 - a cached function's key
    return _load(names, evidence=evidence)


@dataclass
class _Sheet:
    """The entries of all packs read so far, by group and id."""

    groups: dict[str, dict[str, Entry]] = field(default_factory=lambda: {group: {} for group in _GROUPS})

    def add(self, group: str, entry: Entry, own: set[tuple[str, str]]) -> None:
        """Put an entry in; the same id twice is only right if it says the same or extends the earlier one."""
        known = self.groups[group].get(entry.id)
        if (group, entry.id) in own:
            raise entry.wrong("is written twice", "keep one of the two")
        own.add((group, entry.id))
        if entry.raw.get("extends"):
            entry = _extended(known, entry)
        elif known is not None and known.raw != entry.raw:
            raise entry.wrong(f"differs from that in {known.file}", "give it another id, or write extends = true")
        self.groups[group][entry.id] = entry


def _load(names: tuple[str, ...], *, evidence: bool) -> Pack:
    sheet = _Sheet()
    titles: dict[str, str] = {}
    directories = _with_required(names)
    for directory, head in directories:
        titles[head.id] = head.text("name")
        own: set[tuple[str, str]] = set()
        for group, entry in _entries(directory):
            sheet.add(group, entry, own)
    groups = sheet.groups
    names_of_tables = merged(_glossaries(directories))
    pack = Pack(
        id="+".join(titles),
        name=", ".join(titles.values()),
        entities=entries.each(groups["entities"], entries.entity),
        metrics=entries.each(groups["metrics"], entries.metric),
        units=entries.each(groups["units"], entries.unit),
        segments=tuple(entries.each(groups["segment"], entries.term).values()),
        regions=tuple(entries.each(groups["region"], entries.term).values()),
        facts=tuple(f for home, _ in directories for f in tables.read_facts(home / "facts.csv")),
        observations=tuple(
            o for home, _ in directories if evidence for o in tables.read_observations(home / "observations.csv")
        ),
        acts=tuple(entries.each(groups["acts"], entries.act).values()),
        scorecard=load_scorecard(),
        links=load_links(),
        amounts=load_amounts(),
        reliability=_reliability(directories),
        glossary=glossary(names_of_tables),
        widths=_widths(directories),
    )
    check_glossary(pack, names_of_tables)
    check_pack(pack, {(group, key): entry for group in _GROUPS for key, entry in groups[group].items()})
    return pack


def _glossaries(directories: Sequence[tuple[Path, Entry]]) -> Iterator[Entry]:
    for home, _ in directories:
        if (path := home / "glossary.toml").is_file():
            yield Entry("glossary", _toml(path), str(path))


def _reliability(directories: Sequence[tuple[Path, Entry]]) -> Reliability:
    """What is known of the packs' sources; of two packs that know of one, the later counts."""
    base: dict[str, float] = {}
    sites: dict[tuple[str, str], float] = {}
    for home, _ in directories:
        if (path := home / "reliability.toml").is_file():
            of_groups, of_sites = entries.reliability(Entry("reliability", _toml(path), str(path)))
            base |= of_groups
            sites |= of_sites
    return Reliability(base, sites, frozenset(site for _, head in directories for site in head.texts("primary")))


def _widths(directories: Sequence[tuple[Path, Entry]]) -> Widths:
    """What experience makes of the intervals of estimates; of two packs that say so, the later counts."""
    found = Widths()
    for home, _ in directories:
        if (path := home / "intervals.toml").is_file():
            more = entries.widths(Entry("intervals", _toml(path), str(path)))
            found = Widths({**found.added, **more.added}, {**found.narrowed, **more.narrowed})
    return found


def _with_required(names: tuple[str, ...]) -> list[tuple[Path, Entry]]:
    """Each pack once, after those it requires."""
    found: dict[Path, Entry] = {}

    def visit(name: str, base: Path) -> None:
        directory = _directory(name, base)
        if directory in found:
            return
        head = Entry("pack", _toml(directory / "pack.toml"), str(directory / "pack.toml"))
        head.only("id", "name", "requires", "primary")
        for required in head.texts("requires"):
            visit(required, directory)
        found[directory] = Entry(head.text("id"), head.raw, head.file)

    for name in names:
        visit(name, Path.cwd())
    return list(found.items())


def _directory(name: str, base: Path) -> Path:
    if name in bundled():
        return _HOME / name
    directory = (base / name).resolve()
    if not (directory / "pack.toml").is_file():
        raise SourceError(name, "is no pack", f"use {', '.join(bundled())} or a directory with a pack.toml")
    return directory


def _entries(directory: Path) -> Iterator[tuple[str, Entry]]:
    for path in sorted((*directory.glob("entities.toml"), *directory.glob("entities/*.toml"))):
        yield from _group("entities", path, _toml(path))
    for group in ("metrics", "units", "acts"):
        if (path := directory / f"{group}.toml").is_file():
            yield from _group(group, path, _toml(path))
    if (path := directory / "scopes.toml").is_file():
        scopes = _toml(path)
        Entry("scopes", scopes, str(path)).only("segment", "region")
        for group in ("segment", "region"):
            yield from _group(group, path, scopes.get(group, {}))


def _group(group: str, path: Path, content: dict[str, Any]) -> Iterator[tuple[str, Entry]]:
    defaults = content.pop("defaults", {})
    for key, raw in content.items():
        if not isinstance(raw, dict):
            raise SourceError(str(path), f"entry {key!r} is no table", f"write [{key}] and its keys below")
        yield group, Entry(key, {**defaults, **raw}, str(path))


def _extended(known: Entry | None, entry: Entry) -> Entry:
    if known is None:
        raise entry.wrong("extends nothing", "name the pack that has it before this one")
    raw = dict(known.raw)
    for key, value in entry.raw.items():
        if key in _LISTS:
            raw[key] = [*_listed(raw.get(key, [])), *(v for v in _listed(value) if v not in _listed(raw.get(key, [])))]
        elif key != "extends" and raw.setdefault(key, value) != value:
            raise entry.wrong(f"{key!r} is set already in {known.file}", "leave it out; only lists can be extended")
    return Entry(entry.id, raw, entry.file)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except OSError as error:
        raise SourceError(str(path), f"cannot be read ({error.strerror})", "check the path and the rights") from None
    except UnicodeDecodeError:
        raise SourceError(str(path), "is not UTF-8", "save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise SourceError(str(path), f"is not TOML: {error}", "mend the line it names") from None
