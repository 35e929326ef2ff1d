"""One seller on one page: what it sells, its models, network, money, and where its figures are in doubt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction

from tachograph.analysis.listing import model_of
from tachograph.analysis.market import Abroad, abroad
from tachograph.analysis.periods import before, last_month, months_until, to_date, year_before
from tachograph.analysis.table import Change, Scope, Table
from tachograph.analysis.targets import Chance, Progress, targets
from tachograph.analysis.vintages import plain_metrics
from tachograph.core.claim import Kind
from tachograph.core.estimate import Estimate, Status
from tachograph.core.observation import Observation
from tachograph.core.pack import Entity, Metric, Nature
from tachograph.core.period import Period
from tachograph.core.promise import JudgedPromise, Standing

_MONTHS = 13
_QUARTERS = 5
_YEARS = 3
_RECENT = 8  # shown of what was said last
_RECENTLY = 24  # months that tell by what its sales are counted
_OWN = 2  # so much more its own word for them counts
_DISPUTED = 12  # shown of the figures in doubt, the latest


@dataclass(frozen=True, slots=True)
class Sold:
    """What was sold in a period; no estimate where it is not known."""

    period: Period
    estimate: Estimate | None
    before: Change | None
    yoy: Change | None


@dataclass(frozen=True, slots=True)
class PartSold:
    """What one of its models or brands sold, and what part that is ``of`` all."""

    scope: Scope
    period: Period
    estimate: Estimate
    yoy: Change | None
    share: Fraction | None
    of: Estimate | None


@dataclass(frozen=True, slots=True)
class Stock:
    """The last known state of something that it has, such as stores."""

    metric: Metric
    estimate: Estimate


@dataclass(frozen=True, slots=True)
class Money:
    """A figure of its accounts and its change against the year before."""

    metric: Metric
    period: Period
    estimate: Estimate
    yoy: Change | None


@dataclass(frozen=True, slots=True)
class Price:
    """Revenue divided by units of the same period; ``revenue`` says which revenue that is."""

    period: Period
    revenue: Estimate
    units: Estimate
    value: Fraction


@dataclass(frozen=True)
class Maker:
    """Everything that the ledger has of a seller, the latest first.

    ``promises`` are the open ones by their deadline, then the others, the latest first; ``pages`` names where their
    documents came from. ``recent`` are the newest figures that sources give.
    """

    entity: str
    known: Entity | None
    metric: Metric | None
    months: tuple[Sold, ...]
    periods: tuple[Sold, ...]
    others: tuple[PartSold, ...]
    models: tuple[PartSold, ...]
    brands: tuple[PartSold, ...]
    network: tuple[Stock, ...]
    money: tuple[Money, ...]
    prices: tuple[Price, ...]
    abroad: tuple[Abroad, ...]
    targets: tuple[Progress, ...]
    doubted: tuple[Estimate, ...]
    recent: tuple[Observation, ...]
    promises: tuple[JudgedPromise, ...] = ()
    pages: Mapping[str, str] = field(default_factory=dict)

    @property
    def empty(self) -> bool:
        """Whether nothing is known of it."""
        sold = self.months or self.periods or self.models
        return not (sold or self.network or self.money or self.targets or self.recent or self.promises)


def maker(
    table: Table,
    entity: str,
    chance: Chance | None = None,
    promises: Sequence[JudgedPromise] = (),
    pages: Mapping[str, str] | None = None,
) -> Maker:
    """The page of a seller, by its id in the pack or as it is written, with what it has promised."""
    metric = _main(table, entity)
    scope = Scope(entity, metric.id) if metric else None
    latest = _latest(table, scope) if scope else None
    return Maker(
        entity,
        table.pack.entities.get(entity),
        metric,
        tuple(_months(table, scope, latest)) if scope and latest else (),
        tuple(_periods(table, scope, latest)) if scope and latest else (),
        tuple(_others(table, entity, metric)),
        tuple(_models(table, entity)),
        tuple(_brands(table, entity, scope)),
        tuple(_network(table, entity)),
        tuple(_money(table, entity)),
        tuple(prices(table, entity)),
        tuple(abroad(table, latest, entity)) if latest else (),
        tuple(_targets(table, entity, latest, chance)),
        tuple(_doubted(table, entity)),
        tuple(_recent(table, entity)),
        tuple(sorted(promises, key=_turn)),
        pages or {},
    )


def _main(table: Table, entity: str) -> Metric | None:
    """What its sales are told by: its own word for them, unless others count far more of the latest months."""
    own = {m.id for m in plain_metrics(table.pack)}
    recent = {m: _recently(table, Scope(entity, m)) for m in _counted(table, entity)}
    best = max(recent, key=lambda m: (recent[m] * (_OWN if m in own else 1), m in own), default=None)
    return table.pack.metrics[best] if best else None


def _counted(table: Table, entity: str) -> list[str]:
    """The metrics of what it sells, builds and ships, month by month; what goes abroad only is no sale of all."""
    flows = [m for m in table.pack.metrics.values() if m.unit == table.pack.main_unit and m.nature is Nature.FLOW]
    return [m.id for m in flows if not m.within and _known_months(table, Scope(entity, m.id))]


def _recently(table: Table, scope: Scope) -> int:
    """How many months are known of the two years until the last that anything is known of."""
    assert table.latest is not None
    first = months_until(table.latest, _RECENTLY)[0]
    return sum(first.end <= p.end for p in _known_months(table, scope))


def _others(table: Table, entity: str, main: Metric | None) -> Iterator[PartSold]:
    """What else is counted of it, each in the last month that it is known for."""
    flows = [m for m in table.pack.metrics.values() if m.unit == table.pack.main_unit and m.nature is Nature.FLOW]
    for metric in flows:
        scope = Scope(entity, metric.id)
        latest = _latest(table, scope)
        if latest is not None and metric is not main and not metric.within and _recently(table, scope):
            one = _part(table, scope, latest, Scope(entity, main.id if main else metric.id))
            yield from [replace(one, share=None, of=None)] if one else []


def _known_months(table: Table, scope: Scope) -> list[Period]:
    return [p for p in table.periods(scope) if p.whole_months == 1]


def _latest(table: Table, scope: Scope) -> Period | None:
    known = _known_months(table, scope)
    return known[-1] if known else None


def _sold(table: Table, scope: Scope, period: Period) -> Sold:
    return Sold(
        period,
        table.level(scope, period),
        table.change(scope, period, before(period)),
        table.change(scope, period, year_before(period)) if period.start else None,
    )


def _months(table: Table, scope: Scope, latest: Period) -> Iterator[Sold]:
    """The thirteen months to the latest, without those at their beginning that are not known."""
    rows = [_sold(table, scope, month) for month in months_until(latest, _MONTHS)]
    first = next(n for n, row in enumerate(rows) if row.estimate is not None)
    yield from reversed(rows[first:])


def _periods(table: Table, scope: Scope, latest: Period) -> Iterator[Sold]:
    """The year to date, the last quarters and years, and all since the beginning."""
    year, quarter = latest.end.year, (latest.end.month - 1) // 3 + 1
    quarters = [Period.quarter((n := year * 4 + quarter - 1 - back) // 4, n % 4 + 1) for back in range(_QUARTERS)]
    last = max(p.end.year for p in table.periods(scope))
    spans = [to_date(latest), *quarters, *(Period.year(last - back) for back in range(_YEARS))]
    spans += [p for p in table.periods(scope) if p.since_inception][-1:]
    found = (_sold(table, scope, span) for span in dict.fromkeys(spans) if span != latest)
    yield from (one for one in found if one.estimate is not None)


def _models(table: Table, entity: str) -> Iterator[PartSold]:
    """Each model in the last month that it is known for."""
    latest: dict[str, tuple[Scope, Period]] = {}
    for e in table.estimates:
        c = e.cell
        metric = table.pack.metrics.get(c.metric)
        if c.entity != entity or not c.model or c.segment or metric is None or metric.unit != table.pack.main_unit:
            continue
        period = Period.parse(c.period)
        if period.whole_months != 1 or metric.nature is not Nature.FLOW:
            continue
        scope = Scope(entity, c.metric, "", c.model)
        known = model_of(scope, table.pack)
        key = known.id if known else c.model
        if table.level(scope, period) is not None and (key not in latest or latest[key][1].end < period.end):
            latest[key] = (scope, period)
    rows = [_part(table, scope, period, Scope(entity, scope.metric)) for scope, period in latest.values()]
    yield from sorted((r for r in rows if r), key=lambda r: (-r.period.end.toordinal(), -r.estimate.value))


def _brands(table: Table, entity: str, scope: Scope | None) -> Iterator[PartSold]:
    """Each brand or member in the last month that it is known for, the same word for its sales if there is one."""
    for relation in ("brand_of", "member_of"):
        rows = []
        for part in table.pack.children(entity, relation):
            metric = scope.metric if scope else main.id if (main := _main(table, part.id)) else ""
            one = Scope(part.id, metric)
            if (latest := _latest(table, one)) is not None:
                rows.append(_part(table, one, latest, Scope(entity, metric)))
        yield from sorted((r for r in rows if r), key=lambda r: (-r.period.end.toordinal(), -r.estimate.value))


def _part(table: Table, scope: Scope, period: Period, whole: Scope) -> PartSold | None:
    estimate, of = table.level(scope, period), table.level(whole, period)
    if estimate is None:
        return None
    share = estimate.value / of.value if of is not None and of.value else None
    return PartSold(scope, period, estimate, table.change(scope, period, year_before(period)), share, of)


def _network(table: Table, entity: str) -> Iterator[Stock]:
    """What it has: counts that hold at a date, the last known of each."""
    last: dict[str, Estimate] = {}
    for e in table.estimates:
        c, metric = e.cell, table.pack.metrics.get(e.cell.metric)
        if (
            c.entity != entity
            or metric is None
            or metric.nature is not Nature.STOCK
            or c.region
            or c.segment
            or c.model
        ):
            continue
        unit = table.pack.units.get(metric.unit)
        if c.unit != metric.unit or c.basis or unit is None or unit.dimension != "count":
            continue
        if c.metric not in last or Period.parse(last[c.metric].cell.period).end < Period.parse(c.period).end:
            last[c.metric] = e
    yield from (Stock(table.pack.metrics[m], e) for m, e in sorted(last.items()))


def _money(table: Table, entity: str) -> Iterator[Money]:
    """The last quarter and the last year of each figure of its accounts."""
    found: dict[tuple[str, int], tuple[Period, Estimate]] = {}
    for e in table.estimates:
        c, metric = e.cell, table.pack.metrics.get(e.cell.metric)
        if (
            c.entity != entity
            or metric is None
            or c.basis
            or c.region
            or c.segment
            or c.model
            or not _is_money(table, e)
        ):
            continue
        period = Period.parse(c.period)
        months = period.whole_months
        if months not in (3, 12):
            continue
        key = (c.metric, months)
        own = table.level(Scope(entity, c.metric), period)
        if own is not None and (key not in found or found[key][0].end < period.end):
            found[key] = (period, own)
    order = list(table.pack.metrics)
    for (name, _), (period, e) in sorted(found.items(), key=lambda item: (order.index(item[0][0]), item[0][1])):
        yield Money(table.pack.metrics[name], period, e, _yoy(table, Scope(entity, name), period, e))


def _yoy(table: Table, scope: Scope, period: Period, estimate: Estimate) -> Change | None:
    """The change of an amount; margins change by points, which is not this."""
    if estimate.cell.unit == "percent":
        return None
    return table.change(scope, period, year_before(period))


def _is_money(table: Table, e: Estimate) -> bool:
    unit, metric = table.pack.units.get(e.cell.unit), table.pack.metrics[e.cell.metric]
    money = unit is not None and unit.dimension == "money" and metric.nature is Nature.FLOW
    return money or (metric.nature is Nature.RATIO and metric.id.endswith("margin"))


def prices(table: Table, entity: str) -> Iterator[Price]:
    """Revenue by units sold, of the vehicles alone where that is told, the latest first."""
    revenues = [m for m in ("vehicle_revenue", "revenue") if m in table.pack.metrics]
    for name in revenues:
        rows = []
        for period in table.periods(Scope(entity, name)):
            revenue = table.level(Scope(entity, name), period)
            units = _units(table, entity, period)
            if period.whole_months in (3, 12) and revenue is not None and units is not None and units.value:
                rows.append(Price(period, revenue, units, revenue.value / units.value))
        if rows:
            yield from sorted(rows, key=lambda r: r.period.end, reverse=True)[:_QUARTERS]
            return


def _units(table: Table, entity: str, period: Period) -> Estimate | None:
    found = (table.level(Scope(entity, m.id), period) for m in plain_metrics(table.pack))
    return next((e for e in found if e is not None), None)


def _targets(table: Table, entity: str, latest: Period | None, chance: Chance | None) -> Iterator[Progress]:
    now = latest or (last_month(table.latest) if table.latest else None)
    if now is None:
        return
    for year in (now.end.year, now.end.year - 1):
        found = targets(table, year, chance)
        yield from (row for row in (*found.rows, *found.quarters) if row.vintage.scope.entity == entity)


def _doubted(table: Table, entity: str) -> Iterator[Estimate]:
    """The figures that sources dispute, the latest first; not those that only follow from them."""
    rows = [e for e in table.estimates if e.cell.entity == entity and e.status is Status.DISPUTED]
    rows = [e for e in rows if e.support or e.dissent]
    rows.sort(key=lambda e: (Period.parse(e.cell.period).end, e.cell), reverse=True)
    yield from rows[:_DISPUTED]


def _recent(table: Table, entity: str) -> Iterator[Observation]:
    """What was said of it last: each figure once, as it is said most exactly, and no rate of one that is listed."""
    dated = [o for o in table.observations if o.entity == entity and o.published]
    dated.sort(key=lambda o: (o.metric, o.source))
    dated.sort(key=lambda o: (_day(o), _end(o), o.kind is Kind.LEVEL, -o.quantity.precision), reverse=True)
    kept: list[Observation] = []
    for o in dated:
        if len(kept) < _RECENT and not any(_repeats(o, other) for other in kept):
            kept.append(o)
            yield o


def _repeats(o: Observation, other: Observation) -> bool:
    """Whether it adds nothing to another: the same figure, or its rate of change."""
    if (o.metric, o.period, o.modality, o.region, o.segment, o.model) != (
        other.metric, other.period, other.modality, other.region, other.segment, other.model,
    ):  # fmt: skip
        return False
    if o.kind is not other.kind:
        return other.kind is Kind.LEVEL and o.kind is Kind.CHANGE
    return o.basis == other.basis and o.quantity.tolerant().meets(other.quantity.tolerant())


def _turn(one: JudgedPromise) -> tuple[bool, int]:
    """The open ones by their deadline, then the others, the latest first."""
    day = one.promise.due.end.toordinal()
    return (False, day) if one.standing is Standing.OPEN else (True, -day)


def _day(o: Observation) -> date:
    """The earliest day that it can have appeared."""
    published = Period.parse(o.published or "")
    return published.start or published.end


def _end(o: Observation) -> date:
    """The last day that it is about; the first of all if it says no period."""
    try:
        return Period.parse(o.period).end
    except ValueError:
        return date.min
