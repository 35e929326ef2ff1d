"""A domain: its entities, metrics, units and facts, as values. Packs are data; the engine knows no sector."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from tachograph.core.cached import cached_property
from tachograph.core.estimate import UNTRIED, Widths
from tachograph.core.glossary import NO_GLOSSARY, Glossary
from tachograph.core.observation import Observation
from tachograph.core.period import Period
from tachograph.core.promise import Act
from tachograph.core.reliability import UNCOMPARED, Reliability
from tachograph.core.scorecard import UNMEASURED, Scorecard


class EntityKind(StrEnum):
    """What sort of thing a name stands for; levels are never added together."""

    GROUP = "group"  # a holding with several makers or brands
    MAKER = "maker"
    BRAND = "brand"
    MODEL = "model"
    ALLIANCE = "alliance"
    MARKET = "market"  # all of a market's sellers together: "China passenger car market", "Chinese automakers"
    BODY = "body"  # an association, statistics office or data firm: a source, never a seller


class Nature(StrEnum):
    """How a metric behaves in time."""

    FLOW = "flow"  # happens during a period; months add up
    STOCK = "stock"  # holds at a moment
    RATIO = "ratio"  # never adds up


@dataclass(frozen=True, slots=True)
class Membership:
    """A parent of an entity, from ``since`` until ``until`` (EDTF, open if ``None``).

    ``relation``: ``brand_of`` (its sales are part of the parent's), ``model_of``, ``member_of`` (an alliance that
    sells it but does not build it), ``owned_by`` (a shareholder that reports apart), ``built_by`` (a contract maker),
    ``speaks_for`` (a person whose name may stand for the company).
    """

    parent: str
    relation: str
    since: str | None = None
    until: str | None = None
    source: str = ""

    def holds_on(self, period: Period | None) -> bool:
        """Whether the membership holds throughout ``period``; an unknown period counts as yes."""
        if period is None:
            return True
        if self.since is not None and period.start is not None:
            since = Period.parse(self.since).start
            if since is not None and period.start < since:
                return False
        return self.until is None or period.end <= Period.parse(self.until).end


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something that figures are about.

    ``name`` is the canonical English name, ``names`` all spellings per language (the canonical one included).
    ``weak`` spellings are common words or shared codes ("Ideal" for Li Auto, "Galaxy" for Geely Galaxy): they count
    only in a text that also names it, or one of its parents, plainly. ``ambiguous`` says so of all its names (the
    models Song, Han, Seal).
    ``first_delivery`` is an EDTF date: nothing was sold before it.
    """

    id: str
    name: str
    kind: EntityKind
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    tickers: tuple[str, ...] = ()
    parents: tuple[Membership, ...] = ()
    ambiguous: bool = False
    first_delivery: str | None = None
    first_delivery_source: str = ""
    currency: str | None = None
    home: str | None = None
    segment: str | None = None
    tags: frozenset[str] = frozenset()
    weak: tuple[str, ...] = ()

    @property
    def spellings(self) -> tuple[str, ...]:
        """Its name and all other spellings, in every language, each once."""
        return tuple(dict.fromkeys((self.name, *(name for names in self.names.values() for name in names))))


@dataclass(frozen=True, slots=True)
class Band:
    """What is possible for a metric: no ``kind`` of entity is outside ``low`` to ``high`` in one ``grain``.

    ``kind`` is an entity kind, or the id of the one entity that it is about; ``grain`` is that of a period, or ``any``.
    """

    kind: str
    grain: str
    low: Decimal | None
    high: Decimal | None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Metric:
    """A measured thing.

    ``additive`` names what adds up: ``time`` (months to quarters), ``members`` (brands to a group), ``models``,
    ``regions``, ``segments``. ``basis`` is ``retail``, ``wholesale``, ``production``, ``registration``, ``export``, ``import`` or
    ``None``; figures on different bases are never compared silently. ``words`` are the spellings that say it, per
    language, longest first when matching. ``within`` names metrics that can never be smaller (exports of a month
    are within its wholesale). ``of`` are the kinds of entity that have it, where not any: imports are a market's.
    ``adds_to`` names the stock that a flow builds up: openings of stores, the stores. ``quotient`` are the two metrics of
    which one over the other is this one by definition: a gross margin is gross profit over revenue.
    """

    id: str
    name: str
    definition: str
    unit: str
    nature: Nature
    basis: str | None = None
    additive: frozenset[str] = frozenset()
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    within: tuple[str, ...] = ()
    bands: tuple[Band, ...] = ()
    of: frozenset[str] = frozenset()
    adds_to: str | None = None
    quotient: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit or counted noun: ``dimension`` is ``count``, ``money``, ``ratio``, ``time``, ``energy`` or the like.

    ``words`` are its spellings per language; ``factor`` converts to the dimension's base unit, if it has one.
    ``segment`` is what the noun itself says of the thing counted ("EVs" are ``nev``).
    """

    id: str
    dimension: str
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    symbols: tuple[str, ...] = ()
    factor: Decimal | None = None
    metric: str | None = None
    segments: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Term:
    """A closed word list entry for a scope: a segment or region id and its spellings per language.

    A ``wide`` segment is not what is meant where another stands right beside it: 纯电动乘用车 are battery electric cars.
    ``within`` is the wider segment that a segment is counted among: battery electric among the new energy vehicles.
    """

    id: str
    words: Mapping[str, tuple[str, ...]]
    wide: bool = False
    within: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """A dated, sourced statement about an entity: launched, first_deliveries, founded, member and so on."""

    subject: str
    relation: str
    object: str
    date: str
    source: str


@dataclass(frozen=True, eq=False)
class Pack:
    """A domain pack after loading and validation. Lookups are by id; order is that of the files."""

    id: str
    name: str
    entities: Mapping[str, Entity]
    metrics: Mapping[str, Metric]
    units: Mapping[str, Unit]
    segments: tuple[Term, ...] = ()
    regions: tuple[Term, ...] = ()
    facts: tuple[Fact, ...] = ()
    observations: tuple[Observation, ...] = ()
    acts: tuple[Act, ...] = ()
    scorecard: Scorecard = UNMEASURED
    links: Scorecard = UNMEASURED
    amounts: Scorecard = UNMEASURED
    reliability: Reliability = UNCOMPARED
    glossary: Glossary = NO_GLOSSARY
    widths: Widths = UNTRIED

    def entity_named(self, name: str | None) -> Entity | None:
        """The entity whose canonical name this is."""
        return None if name is None else self._by_name.get(name)

    def children(self, parent: str, relation: str, period: Period | None = None) -> tuple[Entity, ...]:
        """Entities that stand in ``relation`` to ``parent`` during ``period``."""
        return tuple(
            e
            for e in self._children.get(parent, ())
            if any(m.parent == parent and m.relation == relation and m.holds_on(period) for m in e.parents)
        )

    def observed(self, entity: str) -> tuple[Observation, ...]:
        """The packaged observations about an entity."""
        return self._observed.get(entity, ())

    @cached_property
    def main_unit(self) -> str | None:
        """The unit of count that most metrics of the pack share (vehicles, for cars)."""
        units = [
            m.unit for m in self.metrics.values() if m.unit in self.units and self.units[m.unit].dimension == "count"
        ]
        return max(sorted(set(units)), key=units.count, default=None)

    @cached_property
    def markets(self) -> tuple[Entity, ...]:
        """The entities that are markets."""
        return tuple(e for e in self.entities.values() if e.kind is EntityKind.MARKET)

    @cached_property
    def home(self) -> str | None:
        """The region of most of the pack's markets."""
        homes = [e.home for e in self.markets if e.home]
        return max(sorted(set(homes)), key=homes.count, default=None)

    @cached_property
    def _by_name(self) -> dict[str, Entity]:
        return {e.name: e for e in self.entities.values()}

    @cached_property
    def _children(self) -> dict[str, list[Entity]]:
        out: dict[str, list[Entity]] = {}
        for entity in self.entities.values():
            for parent in dict.fromkeys(m.parent for m in entity.parents):
                out.setdefault(parent, []).append(entity)
        return out

    @cached_property
    def _observed(self) -> dict[str, tuple[Observation, ...]]:
        out: dict[str, list[Observation]] = {}
        for o in self.observations:
            out.setdefault(o.entity, []).append(o)
        return {k: tuple(v) for k, v in out.items()}


@dataclass(frozen=True)
class Rates:
    """Exchange rates: for each month and currency, the lowest and highest daily fixing, in units per euro.

    Source: the European Central Bank's reference rates, pegs for the currencies it does not fix.
    """

    table: Mapping[tuple[str, str], tuple[Decimal, Decimal]]

    def per(self, base: str, quote: str, period: Period) -> tuple[Decimal, Decimal] | None:
        """The lowest and highest price of one ``base`` in ``quote`` during the months of ``period``.

        ``None`` if either currency is unknown in every month of the period. Widened by the two currencies' separate
        ranges, so it covers every day's cross rate.
        """
        lows, highs = [], []
        for key in _months_of(period):
            a = _EURO if base == "EUR" else self.table.get((key, base))
            b = _EURO if quote == "EUR" else self.table.get((key, quote))
            if a and b:
                lows.append(b[0] / a[1])
                highs.append(b[1] / a[0])
        return (min(lows), max(highs)) if lows else None

    @cached_property
    def last_month(self) -> Mapping[str, str]:
        """The last month that each currency has rates of: ``2025-06``."""
        last: dict[str, str] = {}
        for month, currency in self.table:
            last[currency] = max(month, last.get(currency, month))
        return last


_EURO = (Decimal(1), Decimal(1))


def _months_of(period: Period) -> list[str]:
    first = period.start or period.end
    count = (period.end.year - first.year) * 12 + period.end.month - first.month
    index = first.year * 12 + first.month - 1
    return [f"{(index + n) // 12:04}-{(index + n) % 12 + 1:02}" for n in range(count + 1)]
