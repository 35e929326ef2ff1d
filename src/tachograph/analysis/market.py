"""The whole market in a period: what each body counts, how the count changed from forecast to final, who shares it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from tachograph.analysis.concentration import Concentration, concentrations
from tachograph.analysis.periods import before, ordinary, to_date, year_before
from tachograph.analysis.table import Change, Scope, Table
from tachograph.core.claim import Kind, Modality
from tachograph.core.estimate import Estimate
from tachograph.core.observation import Observation
from tachograph.core.pack import Entity, EntityKind, Fact, Nature, Pack
from tachograph.core.period import Period

_SELLERS = "sellers"  # the tag of a market that stands for some sellers of it


@dataclass(frozen=True, slots=True)
class Count:
    """What is counted of a market, and by whom if that is known."""

    body: Entity | None
    scope: Scope
    estimate: Estimate
    mom: Change | None
    yoy: Change | None
    to_date: Estimate | None
    to_date_yoy: Change | None


@dataclass(frozen=True, slots=True)
class Part:
    """The part of one market in another, both counted alike. ``change`` is against the counts ``before``, of the year before.

    ``whole`` says of what it is a part. Where one of the two counts is not known, ``share`` is as published and
    ``computed`` is false.
    """

    body: Entity | None
    part: Scope
    whole: str
    share: Fraction
    change: Fraction | None
    published: tuple[Estimate, ...]
    counts: tuple[Estimate, ...] = ()
    before: tuple[Estimate, ...] = ()

    @property
    def computed(self) -> bool:
        """Whether it was calculated from two counts."""
        return bool(self.counts)


@dataclass(frozen=True, slots=True)
class Editions:
    """One count as it was forecast, flashed and settled; each the latest of its kind."""

    scope: Scope
    forecast: Observation | None
    flash: Observation | None
    final: Estimate | None

    @property
    def miss(self) -> Fraction | None:
        """By how much the forecast was off, as a part of what it came to."""
        if self.forecast is None or self.final is None or not self.final.value:
            return None
        return Fraction(self.forecast.quantity.value) / self.final.value - 1


@dataclass(frozen=True, slots=True)
class Abroad:
    """The part of what somebody sells that goes abroad."""

    scope: Scope
    abroad: Estimate
    whole: Estimate
    share: Fraction
    change: Fraction | None
    before: tuple[Estimate, ...] = ()


@dataclass(frozen=True)
class Market:
    """A market in a period. ``policies`` are the dated rules for it, the latest first."""

    period: Period
    counts: tuple[Count, ...]
    parts: tuple[Part, ...]
    editions: tuple[Editions, ...]
    concentrations: tuple[Concentration, ...]
    abroad: tuple[Abroad, ...]
    policies: tuple[Fact, ...]


def market(table: Table, period: Period) -> Market:
    """What the ledger has of the pack's own markets in a period."""
    counts = tuple(_counts(table, period))
    parts = tuple(_parts(table, counts, period))
    return Market(
        period,
        counts,
        (*parts, *_published_only(table, period, parts)),
        tuple(_editions(table, period)),
        concentrations(table, period),
        tuple(abroad(table, period)),
        tuple(_policies(table.pack)),
    )


def own_markets(pack: Pack) -> tuple[Entity, ...]:
    """The markets of the pack's own country; not those that are some sellers of it."""
    return tuple(m for m in pack.markets if m.home == pack.home and _SELLERS not in m.tags)


def body_of(scope: Scope, pack: Pack) -> Entity | None:
    """The association that counts it, if only one does: its tags in the pack name the metrics."""
    known = pack.entities.get(scope.entity)
    if known is None:
        return None
    bodies = [
        b
        for b in pack.entities.values()
        if b.kind is EntityKind.BODY and b.home == known.home and scope.metric in b.tags
    ]
    return bodies[0] if len(bodies) == 1 else None


def _counts(table: Table, period: Period) -> Iterator[Count]:
    metrics = [m for m in table.pack.metrics.values() if m.unit == table.pack.main_unit and m.nature is Nature.FLOW]
    year = to_date(period) if period.start else None
    found: list[Count] = []
    for metric in metrics:
        for one in own_markets(table.pack):
            scope = Scope(one.id, metric.id)
            estimate = table.level(scope, period)
            if estimate is None:
                continue
            found.append(
                Count(
                    body_of(scope, table.pack),
                    scope,
                    estimate,
                    table.change(scope, period, before(period)),
                    table.change(scope, period, year_before(period)) if period.start else None,
                    table.level(scope, year) if year else None,
                    table.change(scope, year, year_before(year)) if year else None,
                )
            )
    order = list(dict.fromkeys(c.body.id for c in found if c.body))
    yield from sorted(found, key=lambda c: order.index(c.body.id) if c.body else len(order))


def _parts(table: Table, counts: tuple[Count, ...], period: Period) -> Iterator[Part]:
    for part in counts:
        segment = table.pack.entities[part.scope.entity].segment
        for whole in counts:
            other = table.pack.entities[whole.scope.entity].segment
            same = part.scope.metric == whole.scope.metric and segment is not None and segment != other
            if same and part.estimate.value < whole.estimate.value:
                then = _then(table, (part.scope, whole.scope), period)
                yield Part(
                    part.body,
                    part.scope,
                    _whole(whole.scope, table.pack),
                    part.estimate.value / whole.estimate.value,
                    _gain(part.estimate.value / whole.estimate.value, then),
                    _published(table, part.scope, whole.scope, period),
                    (part.estimate, whole.estimate),
                    then,
                )


def _published_only(table: Table, period: Period, known: Iterable[Part]) -> Iterator[Part]:
    """The parts that sources give though one of the counts is not known."""
    told = {(part.part.entity, part.whole.casefold()) for part in known}
    wholes = [Scope(m.id, metric) for m in own_markets(table.pack) for metric in table.pack.metrics]
    named = {_whole(scope, table.pack).casefold(): scope for scope in wholes}
    for ratio in _ratios(table.pack):
        for one in own_markets(table.pack):
            for estimate in table.share(one.id, ratio, period):
                whole = named.get(estimate.cell.basis)
                if whole is None or (one.id, estimate.cell.basis) in told or estimate.cell.segment:
                    continue
                scope = Scope(one.id, whole.metric)
                body = body_of(scope, table.pack)
                yield Part(body, scope, _whole(whole, table.pack), estimate.value / 100, None, (estimate,))


def _whole(scope: Scope, pack: Pack) -> str:
    return f"{pack.entities[scope.entity].name} {scope.metric}"


def _ratios(pack: Pack) -> list[str]:
    return [m.id for m in pack.metrics.values() if m.nature is Nature.RATIO]


def _then(table: Table, scopes: tuple[Scope, Scope], period: Period) -> tuple[Estimate, ...]:
    """A part and its whole in the year before; empty unless both are known."""
    if period.start is None:
        return ()
    found = [table.level(scope, year_before(period)) for scope in scopes]
    known = tuple(e for e in found if e is not None)
    return known if len(known) == len(scopes) and known[1].value else ()


def _gain(share: Fraction, then: tuple[Estimate, ...]) -> Fraction | None:
    """By how much a part is larger than the year before."""
    return share - then[0].value / then[1].value if then else None


def _published(table: Table, part: Scope, whole: Scope, period: Period) -> tuple[Estimate, ...]:
    """The same part as sources give it: a share whose whole names the other market and the metric."""
    named = _whole(whole, table.pack).casefold()
    return tuple(e for m in _ratios(table.pack) for e in table.share(part.entity, m, period) if e.cell.basis == named)


def _editions(table: Table, period: Period) -> Iterator[Editions]:
    markets = {m.id for m in own_markets(table.pack)}
    said: dict[Scope, dict[Modality, list[Observation]]] = {}
    for o in table.observations:
        metric = table.pack.metrics.get(o.metric)
        if o.entity not in markets or metric is None or o.kind is not Kind.LEVEL or o.quantity.unit != metric.unit:
            continue
        if o.modality not in (Modality.FORECAST, Modality.ESTIMATE) or not _is(o.period, period):
            continue
        known = table.pack.entities[o.entity].segment
        scope = Scope(o.entity, o.metric, "" if o.segment in (None, known) else o.segment or "")
        said.setdefault(scope, {}).setdefault(o.modality, []).append(o)
    for scope, rows in sorted(said.items(), key=lambda item: (item[0].metric, item[0].entity, item[0].segment)):
        estimate = table.level(scope, period)
        final = estimate if estimate and any(o.modality is Modality.ACTUAL for o in estimate.support) else None
        yield Editions(scope, _last(rows.get(Modality.FORECAST)), _last(rows.get(Modality.ESTIMATE)), final)


def _last(rows: list[Observation] | None) -> Observation | None:
    return max(rows, key=lambda o: (o.published or "", -o.quantity.precision)) if rows else None


def _is(text: str, period: Period) -> bool:
    try:
        return ordinary(text) == str(period)
    except ValueError:
        return False


def abroad(table: Table, period: Period, entity: str | None = None) -> Iterator[Abroad]:
    """What goes abroad, as a part of the metric that it lies within."""
    for metric in table.pack.metrics.values():
        if metric.unit != table.pack.main_unit or metric.nature is not Nature.FLOW or not metric.within:
            continue
        if not _is_abroad(metric.id, metric.basis):
            continue
        for scope in table.scopes(metric.id, period):
            known = table.pack.entities.get(scope.entity)
            if known is None or scope.region or scope.model or scope.segment or entity not in (None, scope.entity):
                continue
            part = table.level(scope, period)
            wholes = ((w, table.level(Scope(scope.entity, w), period)) for w in metric.within)
            for name, whole in wholes:
                if part is not None and whole is not None and whole.value:
                    share = part.value / whole.value
                    then = _then(table, (scope, Scope(scope.entity, name)), period)
                    yield Abroad(scope, part, whole, share, _gain(share, then), then)


def _is_abroad(metric: str, basis: str | None) -> bool:
    return basis == "export" or "overseas" in metric.split("_")


def _policies(pack: Pack) -> Iterator[Fact]:
    """The dated rules of the own markets; what happened in the market itself is no rule."""
    markets = {m.id for m in own_markets(pack)}
    rules = [f for f in pack.facts if f.subject in markets and f.date and f.relation != "milestone"]
    yield from sorted(rules, key=lambda f: f.date, reverse=True)
