"""Pack entries as read from TOML, turned into values; whatever is wrong is said in one line that names the entry."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from typing import Any, TypeVar

from tachograph.core.errors import SourceError
from tachograph.core.estimate import Status, Widths
from tachograph.core.pack import Band, Entity, EntityKind, Membership, Metric, Nature, Term, Unit
from tachograph.core.period import Grain, Period
from tachograph.core.promise import Act, PromiseKind
from tachograph.core.scorecard import Scorecard

RELATIONS = ("brand_of", "model_of", "member_of", "owned_by", "built_by", "speaks_for")
BASES = ("retail", "wholesale", "production", "registration", "export", "import")
ADDS_UP = ("time", "members", "models", "regions", "segments")

_Choice = TypeVar("_Choice", bound=StrEnum)
_Value = TypeVar("_Value")
_LANGUAGES = frozenset({"en", "zh"})
_MOST = 20  # log-odds that no sane weight reaches


@dataclass(frozen=True, slots=True)
class Entry:
    """One table of a pack file: its id, its keys and values, and the file and id for messages."""

    id: str
    raw: Mapping[str, Any]
    file: str

    def wrong(self, what: str, mend: str) -> SourceError:
        return SourceError(self.file, f"entry {self.id!r}: {what}", mend)

    def only(self, *keys: str) -> None:
        """Refuse keys that mean nothing, which are mostly misspelt ones."""
        for key in self.raw:
            if key not in keys:
                raise self.wrong(f"unknown key {key!r}", f"use only {', '.join(sorted(keys))}")

    def text(self, key: str, default: str | None = None) -> str:
        value = self.raw.get(key, default)
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(f"{key!r} is missing or no text", f'write {key} = "..."')
        return value

    def optional(self, key: str) -> str | None:
        return self.text(key) if key in self.raw else None

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.raw.get(key, [])
        if isinstance(value, str):
            value = [value]
        if not isinstance(value, list) or not all(isinstance(v, str) and v.strip() for v in value):
            raise self.wrong(f"{key!r} is not a list of texts", f'write {key} = ["...", "..."]')
        if len(set(value)) < len(value):
            raise self.wrong(f"{key!r} says {_twice(value)!r} twice", "write each once")
        return tuple(value)

    def words(self, *keys: str) -> dict[str, tuple[str, ...]]:
        return {key: self.texts(key) for key in (*sorted(_LANGUAGES), *keys) if key in self.raw}

    def choice(self, key: str, choices: type[_Choice]) -> _Choice:
        value = self.text(key)
        try:
            return choices(value)
        except ValueError:
            raise self.wrong(f"unknown {key} {value!r}", f"use one of {', '.join(choices)}") from None

    def among(self, key: str, choices: tuple[str, ...]) -> tuple[str, ...]:
        values = self.texts(key)
        for value in values:
            if value not in choices:
                raise self.wrong(f"unknown {key} {value!r}", f"use one of {', '.join(choices)}")
        return values

    def flag(self, key: str) -> bool:
        value = self.raw.get(key, False)
        if not isinstance(value, bool):
            raise self.wrong(f"{key!r} is neither true nor false", f"write {key} = true")
        return value

    def number(self, key: str) -> Decimal | None:
        value = self.raw.get(key)
        if value is not None and (isinstance(value, bool) or not isinstance(value, int | Decimal)):
            raise self.wrong(f"{key!r} is no number", f"write {key} = 1000 without quotes")
        return None if value is None else Decimal(value)

    def date(self, key: str) -> str | None:
        value = self.raw.get(key)
        if value is None:
            return None
        try:
            Period.parse(str(value))
        except ValueError as error:
            raise self.wrong(f"{key!r} is no date ({error})", f'write {key} = "2024-04"') from None
        return str(value)

    def parts(self, key: str) -> tuple[Entry, ...]:
        value = self.raw.get(key, [])
        if not isinstance(value, list) or not all(isinstance(v, dict) for v in value):
            raise self.wrong(f"{key!r} is not a list of tables", f"write {key} = [{{ ... }}, {{ ... }}]")
        return tuple(Entry(self.id, v, self.file) for v in value)


def entity(entry: Entry) -> Entity:
    """An entity; ``brand_of = "nio"`` and the like are short for an undated parent."""
    entry.only(
        "name", "kind", "en", "zh", "weak", "tickers", "parents", *RELATIONS, "ambiguous", "first_delivery",
        "first_delivery_source", "currency", "home", "segment", "tags",
    )  # fmt: skip
    name = entry.text("name")
    names = entry.words()
    names["en"] = tuple(dict.fromkeys((name, *names.get("en", ()))))
    return Entity(
        id=entry.id,
        name=name,
        kind=entry.choice("kind", EntityKind),
        names=names,
        weak=entry.texts("weak"),
        tickers=entry.texts("tickers"),
        parents=_parents(entry),
        ambiguous=entry.flag("ambiguous"),
        first_delivery=entry.date("first_delivery"),
        first_delivery_source=entry.optional("first_delivery_source") or "",
        currency=entry.optional("currency"),
        home=entry.optional("home"),
        segment=entry.optional("segment"),
        tags=frozenset(entry.texts("tags")),
    )


def _parents(entry: Entry) -> tuple[Membership, ...]:
    found = [Membership(parent, relation) for relation in RELATIONS for parent in entry.texts(relation)]
    for part in entry.parts("parents"):
        part.only("parent", "relation", "since", "until", "source")
        (relation,) = part.among("relation", RELATIONS) or ("",)
        if not relation:
            raise entry.wrong("a parent without a relation", f"use one of {', '.join(RELATIONS)}")
        found.append(
            Membership(
                part.text("parent"), relation, part.date("since"), part.date("until"), part.optional("source") or ""
            )
        )
    for membership in found:
        if membership.since and membership.until:
            start, end = Period.parse(membership.since).start, Period.parse(membership.until).end
            if start is not None and start > end:
                raise entry.wrong(f"its time under {membership.parent!r} ends before it starts", "swap since and until")
    return tuple(found)


def metric(entry: Entry) -> Metric:
    entry.only(
        "name",
        "definition",
        "unit",
        "nature",
        "basis",
        "additive",
        "en",
        "zh",
        "within",
        "bands",
        "of",
        "adds_to",
        "quotient",
    )
    basis = entry.among("basis", BASES)
    return Metric(
        id=entry.id,
        name=entry.text("name"),
        definition=entry.text("definition"),
        unit=entry.text("unit"),
        nature=entry.choice("nature", Nature),
        basis=basis[0] if basis else None,
        additive=frozenset(entry.among("additive", ADDS_UP)),
        words=entry.words(),
        within=entry.texts("within"),
        bands=tuple(_band(part) for part in entry.parts("bands")),
        of=frozenset(entry.among("of", tuple(EntityKind))),
        adds_to=entry.optional("adds_to"),
        quotient=entry.texts("quotient"),
    )


def _band(entry: Entry) -> Band:
    entry.only("kind", "grain", "low", "high", "source")
    low, high = entry.number("low"), entry.number("high")
    if low is None and high is None:
        raise entry.wrong("a band without bounds", "write low = ... or high = ...")
    if low is not None and high is not None and low > high:
        raise entry.wrong(f"a band from {low} to {high}", "write the smaller bound as low")
    grain = entry.text("grain")
    if grain not in (*Grain, "any"):
        raise entry.wrong(f"unknown grain {grain!r}", f"use one of {', '.join(Grain)} or any")
    return Band(entry.text("kind"), grain, low, high, entry.text("source"))


def unit(entry: Entry) -> Unit:
    entry.only("dimension", "en", "zh", "symbols", "factor", "metric", "segments")
    segments = entry.raw.get("segments", {})
    if not isinstance(segments, dict) or not all(isinstance(v, str) for v in segments.values()):
        raise entry.wrong("'segments' is not a table of words", 'write segments = { "EVs" = "nev" }')
    return Unit(
        id=entry.id,
        dimension=entry.text("dimension"),
        words=entry.words(),
        symbols=entry.texts("symbols"),
        factor=entry.number("factor"),
        metric=entry.optional("metric"),
        segments=dict(segments),
    )


def term(entry: Entry) -> Term:
    """A segment or region; a region's ``adjective`` words ("Brazilian") are kept apart from its nouns."""
    entry.only("en", "zh", "adjective", "wide", "within")
    words = entry.words("adjective")
    if not words:
        raise entry.wrong("no words", 'write en = ["..."]')
    return Term(entry.id, words, entry.flag("wide"), entry.optional("within"))


def act(entry: Entry) -> Act:
    """Something that can be promised, with its verbs, what they are done to, and the nouns that say it alone."""
    entry.only("kind", "en", "zh", "en_of", "zh_of", "en_nouns", "zh_nouns", "metrics")
    verbs, of, nouns = (
        {lang: words for lang in sorted(_LANGUAGES) if (words := entry.texts(lang + ending))}
        for ending in ("", "_of", "_nouns")
    )
    if not (verbs or nouns or entry.texts("metrics")):
        raise entry.wrong("no words", 'write en = ["launch"] or en_nouns = ["launch"]')
    for lang in of:
        if lang not in verbs:
            raise entry.wrong(f"'{lang}_of' narrows no verb", f'write {lang} = ["..."] too')
    return Act(entry.id, entry.choice("kind", PromiseKind), verbs, of, nouns, frozenset(entry.texts("metrics")))


def scorecard(entry: Entry) -> Scorecard:
    """The weights of the signals that confidence is reckoned from, and how it is then corrected."""
    entry.only("base", "curve", "weights")
    weights = entry.raw.get("weights", {})
    if not isinstance(weights, dict):
        raise entry.wrong("'weights' is no table", 'write [weights] and "signal" = 0.5 below')
    numbers = Entry(entry.id, {"base": entry.raw.get("base", 0), **weights}, entry.file)
    odds = {name: _log_odds(numbers, name) for name in numbers.raw}
    return Scorecard(odds.pop("base"), odds, _curve(entry))


def _curve(entry: Entry) -> tuple[tuple[float, float], ...]:
    try:
        points = tuple((float(Decimal(said)), float(Decimal(right))) for said, right in entry.raw.get("curve", ()))
        rises = all(a < c and b <= d for (a, b), (c, d) in pairwise([(0.0, 0.0), *points, (1.0, 1.0)]))
    except (TypeError, ValueError, ArithmeticError):
        rises = False
    if not rises:
        raise entry.wrong("'curve' does not rise from 0 to 1", "write pairs like [0.25, 0.21], each above the last")
    return points


def reliability(entry: Entry) -> tuple[dict[str, float], dict[tuple[str, str], float]]:
    """The chances that figures are right, by group of figures, and by site and group."""
    base: dict[str, float] = {}
    sites: dict[tuple[str, str], float] = {}
    for group, raw in entry.raw.items():
        if not isinstance(raw, dict):
            raise entry.wrong(f"{group!r} is no table", f'write ["{group}"] and base = 0.95 below')
        chances = Entry(f"{entry.id}: {group}", raw, entry.file)
        for site in ("base", *raw):
            value = chances.number(site)
            if value is None or not value.is_finite() or not 0 < value < 1:
                raise chances.wrong(f"{site!r} is {value}", "write a chance between 0 and 1, such as 0.95")
            sites[site, group] = float(value)
        base[group] = sites.pop(("base", group))
    return base, sites


def widths(entry: Entry) -> Widths:
    """What experience makes of the intervals of estimates, by kind of subject and status."""
    entry.only("seller", "market")
    added: dict[tuple[str, Status], Fraction] = {}
    narrowed: dict[tuple[str, Status], Fraction] = {}
    for kind, raw in entry.raw.items():
        if not isinstance(raw, dict):
            raise entry.wrong(
                f"{kind!r} is no table", f"write [{kind}] and derived = {{ narrowed = 1, added = 0 }} below"
            )
        for status, shares in raw.items():
            if status not in list(Status) or not isinstance(shares, dict):
                raise entry.wrong(
                    f"{status!r} is no status with its shares", "write derived = { narrowed = 1, added = 0 }"
                )
            both = Entry(f"{entry.id}: {kind}: {status}", shares, entry.file)
            both.only("narrowed", "added")
            narrowed[kind, Status(status)] = _share(both, "narrowed")
            added[kind, Status(status)] = _share(both, "added")
    return Widths(added, narrowed)


def _share(entry: Entry, name: str) -> Fraction:
    value = entry.number(name)
    if value is None or not value.is_finite() or not 0 <= value <= 1:
        raise entry.wrong(f"{name!r} is {value}", "write a share from 0 to 1, such as 0.01")
    return Fraction(value)


def _log_odds(entry: Entry, name: str) -> float:
    value = entry.number(name)
    if value is None or not value.is_finite() or abs(value) > _MOST:
        raise entry.wrong(f"{name!r} is {value}", f"write log-odds between -{_MOST} and {_MOST}")
    return float(value)


def each(entries: Mapping[str, Entry], make: Callable[[Entry], _Value]) -> dict[str, _Value]:
    return {key: make(entry) for key, entry in entries.items()}


def _twice(values: list[str]) -> str:
    return next(v for v in values if values.count(v) > 1)
