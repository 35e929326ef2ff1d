"""The sellers (or their models) that can be ranked together: one metric, one level, each car counted once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tachograph.analysis.overlaps import Apart, told_apart
from tachograph.analysis.periods import before, last_month, months_until, year_before
from tachograph.analysis.ranking import Rank, order, ranks
from tachograph.analysis.stated import bounds
from tachograph.analysis.table import Change, Scope, Table
from tachograph.core.estimate import Estimate
from tachograph.core.pack import Entity, EntityKind, Metric, Nature, Pack
from tachograph.core.period import Period

LEVELS = (EntityKind.MAKER, EntityKind.GROUP, EntityKind.ALLIANCE, EntityKind.BRAND, EntityKind.MODEL)
_RECENT = 6  # months back that somebody missing must have been seen in
FEWEST = 2  # rows that make a ranking
_TOGETHER = "sellers"  # the tag of a market that stands for some sellers; its other tags are theirs


@dataclass(frozen=True, slots=True)
class Definition:
    """What is ranked: a metric, by entities of one level, or by some sellers that are spoken of together.

    At the level of groups stand also the makers that no group counts or owns: BYD is beside SAIC, not below it.
    ``peers`` is the id of these sellers in the pack ("the young makers"), whatever the level of each; ``level`` is then
    empty. ``segment`` narrows what is counted.
    """

    metric: str
    level: str = ""
    peers: str = ""
    segment: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A place in a ranking. ``mom`` is against the period of the same length just before."""

    scope: Scope
    estimate: Estimate
    rank: Rank
    yoy: Change | None
    mom: Change | None


@dataclass(frozen=True)
class Listing:
    """A ranking by units. ``left_out`` says who is counted within another one's figure, and who overlaps."""

    definition: Definition
    period: Period
    basis: str
    rows: tuple[Row, ...]
    left_out: Apart
    within: tuple[Row, ...] = ()

    @property
    def leaders(self) -> tuple[Row, ...]:
        """Those that may be first: one, if figures tell."""
        return tuple(row for row in self.rows if row.rank.first == 1)

    @property
    def leader(self) -> Row | None:
        """The one that is certainly first."""
        return self.leaders[0] if len(self.leaders) == 1 and self.rows[0].rank.certain else None


def listing(table: Table, definition: Definition, period: Period) -> Listing:
    """All for whom a figure is known, the highest first."""
    found = {_seller(scope, table.pack): scope for scope in _candidates(table, definition, period)}
    apart = told_apart(found, table.pack, period, owned=definition.level == EntityKind.GROUP)
    metric = table.pack.metrics[definition.metric]
    kept = _ranked(table, [found[e] for e in apart.kept], period)
    within = _ranked(table, [found[e] for e in apart.parts], period)
    return Listing(definition, period, metric.basis or "", kept, apart, within)


def rankings(table: Table, period: Period) -> list[Listing]:
    """All that a period has, each with two rows at least; those that are another one again are left out."""
    found = [listing(table, definition, period) for definition in definitions(table, period)]
    enough = [one for one in found if len(one.rows) >= FEWEST and not _partial(one, found)]
    return list(_distinct([one for one in enough if is_of_level(one, table.pack)]))


def is_of_level(one: Listing, pack: Pack) -> bool:
    """Whether a ranking has some of the level that it is called by: groups, not only makers that no group has."""
    groups = [row for row in one.rows if pack.entities[row.scope.entity].kind is EntityKind.GROUP]
    return one.definition.level != EntityKind.GROUP or len(groups) >= FEWEST


def missing(table: Table, found: Listing) -> tuple[Scope, ...]:
    """Those that the same ranking of one of the last months has and this one has not."""
    here = {row.scope for row in (*found.rows, *found.within)}
    if found.period.start is None or found.definition.level == EntityKind.MODEL:
        return ()
    months = months_until(last_month(found.period), _RECENT)
    earlier = (row.scope for month in reversed(months) for row in listing(table, found.definition, month).rows)
    return tuple(dict.fromkeys(scope for scope in earlier if scope not in here))


def definitions(table: Table, period: Period) -> Iterator[Definition]:
    """All that can be ranked in a period, the pack's own sellers that are spoken of together first."""
    metrics = [m.id for m in table.pack.metrics.values() if _ranks(m, table.pack)]
    for peers, _ in peer_groups(table.pack):
        yield from (Definition(metric, peers=peers.id) for metric in metrics)
    for metric in metrics:
        for level in LEVELS:
            yield Definition(metric, level)
    for metric in metrics:
        segments = dict.fromkeys(s.segment for s in table.scopes(metric, period) if s.segment)
        for segment in sorted(segments):
            yield from (Definition(metric, level, segment=segment) for level in LEVELS if level != EntityKind.MODEL)


def peer_groups(pack: Pack) -> Iterator[tuple[Entity, frozenset[str]]]:
    """The sellers that are spoken of together, by the name for them: their tags in the pack tell who belongs to them."""
    for market in pack.markets:
        if _TOGETHER in market.tags:
            tags = market.tags - {_TOGETHER}
            members = frozenset(e.id for e in pack.entities.values() if e.kind in LEVELS and tags & e.tags)
            if members:
                yield market, members


def basis_of(metric: Metric) -> str:
    """What a metric counts, in a word; the one whose cars they are says what is counted if it has no basis."""
    return metric.basis or "as the maker counts"


def model_of(scope: Scope, pack: Pack) -> Entity | None:
    """The model that a figure of a maker is narrowed to, if the pack knows it."""
    if not scope.model:
        return None
    for model in pack.children(scope.entity, "model_of"):
        names = {model.name, *(n for ns in model.names.values() for n in ns)}
        if scope.model in {n.casefold() for n in names}:
            return model
    return None


def name_of(scope: Scope, pack: Pack) -> str:
    """What a row is called: the canonical name of the entity, or as written if no pack knows it."""
    name = called(scope.entity, pack)
    if not scope.model:
        return name
    model = model_of(scope, pack)
    label = model.name if model else scope.model.upper() if len(scope.model) < 5 else scope.model.title()
    return label if label.startswith(name) else f"{name} {label}"


def called(entity: str, pack: Pack) -> str:
    """The canonical name of an entity; as written if no pack knows it."""
    known = pack.entities.get(entity)
    return known.name if known else entity


def _ranks(metric: Metric, pack: Pack) -> bool:
    """Whether a metric is one that sellers are ranked by: a flow of what the pack is about, theirs."""
    return metric.nature is Nature.FLOW and metric.unit == pack.main_unit and "members" in metric.additive


def _candidates(table: Table, definition: Definition, period: Period) -> Iterator[Scope]:
    members = {m.id: found for m, found in peer_groups(table.pack)}.get(definition.peers, frozenset())
    for scope in table.scopes(definition.metric, period):
        entity = table.pack.entities.get(scope.entity)
        if entity is None or scope.region or entity.kind not in LEVELS:
            continue
        level = EntityKind.MODEL if scope.model else entity.kind
        listed = scope.entity in members and not scope.model
        fits = listed if definition.peers else level in _standing(definition.level)
        if fits and _counts(scope, entity, definition.segment):
            yield scope


def _standing(level: str) -> tuple[str, ...]:
    """The kinds of entity that stand at a level: a maker may be a group of its own."""
    return (level, EntityKind.MAKER) if level == EntityKind.GROUP else (level,)


def _counts(scope: Scope, entity: Entity, segment: str) -> bool:
    """Whether a figure is of a segment: narrowed to it, or of somebody who sells nothing else."""
    return scope.segment == segment or (not scope.segment and entity.segment == segment)


def _partial(one: Listing, others: Sequence[Listing]) -> bool:
    """Whether it lists so few of some sellers that are known by another metric that its first is no leader of them."""
    most = max(len(o.rows) for o in others if o.definition.peers == one.definition.peers)
    return bool(one.definition.peers) and 2 * len(one.rows) < most


def _distinct(found: Sequence[Listing]) -> Iterator[Listing]:
    """Rankings of which none is another one again: a segment's may be of the very same figures."""
    seen: set[tuple[str, tuple[str, ...]]] = set()
    for one in found:
        key = (one.definition.metric, tuple(row.scope.entity + row.scope.model for row in one.rows))
        if key not in seen:
            seen.add(key)
            yield one


def _seller(scope: Scope, pack: Pack) -> str:
    """What stands for a row among overlaps: the model if it is one's, else the entity."""
    model = model_of(scope, pack)
    return model.id if model else f"{scope.entity} {scope.model}" if scope.model else scope.entity


def _ranked(table: Table, scopes: Sequence[Scope], period: Period) -> tuple[Row, ...]:
    known = [(scope, e) for scope in scopes if (e := table.level(scope, period)) is not None]
    known.sort(key=lambda item: (*order(item[1].interval, item[1].value), item[0].entity))
    places = ranks([bounds(e) for _, e in known])
    return tuple(
        Row(
            scope,
            estimate,
            rank,
            table.change(scope, period, year_before(period)) if period.start else None,
            table.change(scope, period, before(period)),
        )
        for (scope, estimate), rank in zip(known, places, strict=True)
    )
