"""Who leads in a period, under every definition that the ledger has figures for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tachograph.analysis.listing import FEWEST, Listing, Row, listing, missing, rankings
from tachograph.analysis.periods import last_month, months_until
from tachograph.analysis.ranking import Rank, above, ranks
from tachograph.analysis.stated import bounds
from tachograph.analysis.table import Scope, Table
from tachograph.analysis.vintages import plain_metrics
from tachograph.core.estimate import Estimate
from tachograph.core.pack import EntityKind, Metric
from tachograph.core.period import Period

_RECENT = 6  # months back that a missing one is looked for
_LONGEST = 120  # months that a lead is followed back


@dataclass(frozen=True, slots=True)
class Lead:
    """One definition: the ranking, and for how many months in a row, this one included, the first has been first.

    ``by_growth`` are the same rows by their change against the year before. ``missing`` have no figure for the period,
    though in the last month for which they have one they were before the one who leads now. ``otherwise`` sold
    certainly more than the first, but use another word for what they count (sales for deliveries).
    """

    listing: Listing
    streak: int | None
    by_growth: tuple[tuple[Rank, Row], ...]
    missing: tuple[Scope, ...]
    otherwise: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Unranked:
    """A definition on which the ledger has too little for a ranking: the figures that it has, whosever they are."""

    metric: Metric
    known: tuple[tuple[Scope, Estimate], ...]
    markets: tuple[tuple[Scope, Estimate], ...]


@dataclass(frozen=True)
class Leading:
    """Who leads in a period. The first ranking is that of the sellers that the pack speaks of together."""

    period: Period
    leads: tuple[Lead, ...]
    unranked: tuple[Unranked, ...]

    @property
    def main(self) -> Lead | None:
        """The ranking that is meant if nobody says which."""
        return self.leads[0] if self.leads else None

    @property
    def depends(self) -> bool:
        """Whether different definitions have different leaders, each a name of its own."""
        firsts = {row.scope for lead in self.leads for row in lead.listing.leaders}
        return len(firsts) > 1


def leading(table: Table, period: Period) -> Leading:
    """All rankings of a period."""
    told = rankings(table, period)
    leads = tuple(
        Lead(one, streak(table, one), _by_growth(one), _missing_above(table, one), tuple(_otherwise(table, one)))
        for one in told
    )
    return Leading(period, leads, tuple(_unranked(table, period, told)))


def streak(table: Table, found: Listing) -> int | None:
    """For how many months in a row the leader has led; ``None`` if nobody is certainly first, or it is no month."""
    if found.leader is None or found.period.whole_months != 1:
        return None
    count, period = 1, found.period
    while count < _LONGEST:
        period = period.previous()
        earlier = listing(table, found.definition, period)
        if len(earlier.rows) < FEWEST or earlier.leader is None or earlier.leader.scope != found.leader.scope:
            break
        count += 1
    return count


def _otherwise(table: Table, found: Listing) -> Iterator[Row]:
    """Who is certainly above the first by another word for what makers sell."""
    plain = [metric.id for metric in plain_metrics(table.pack)]
    definition = found.definition
    if definition.metric not in plain or definition.peers or definition.level == EntityKind.MODEL:
        return
    listed, first = {row.scope.entity for row in found.rows}, bounds(found.rows[0].estimate)
    for metric in plain:
        if metric != definition.metric:
            for row in listing(table, replace(definition, metric=metric), found.period).rows:
                if row.scope.entity not in listed and above(bounds(row.estimate), first):
                    yield row


def _missing_above(table: Table, found: Listing) -> tuple[Scope, ...]:
    first = found.rows[0].scope
    return tuple(scope for scope in missing(table, found) if _was_above(table, found, scope, first))


def _was_above(table: Table, found: Listing, scope: Scope, first: Scope) -> bool:
    """Whether one was before another in the last month that both have a figure for."""
    for month in reversed(months_until(last_month(found.period), _RECENT)):
        one, other = table.level(scope, month), table.level(first, month)
        if one is not None and other is not None:
            return above(bounds(one), bounds(other))
    return False


def _by_growth(found: Listing) -> tuple[tuple[Rank, Row], ...]:
    known = [(row.yoy, row) for row in found.rows if row.yoy is not None]
    known.sort(key=lambda item: -item[0].value)
    places = ranks([change.interval for change, _ in known])
    return tuple((rank, row) for rank, (_, row) in zip(places, known, strict=True))


def _unranked(table: Table, period: Period, told: Sequence[Listing]) -> Iterator[Unranked]:
    """The bases that an association reports on and on which the makers and groups cannot be ranked."""
    ranked = {one.definition.metric for one in told if one.definition.level in (EntityKind.MAKER, EntityKind.GROUP)}
    for metric in table.pack.metrics.values():
        if metric.basis is None or metric.id in ranked or not _reported(metric, table):
            continue
        known: list[tuple[Scope, Estimate]] = []
        markets: list[tuple[Scope, Estimate]] = []
        for scope in table.scopes(metric.id, period):
            entity, estimate = table.pack.entities.get(scope.entity), table.level(scope, period)
            if entity is None or estimate is None or scope.segment or scope.model or scope.region:
                continue
            (markets if entity.kind is EntityKind.MARKET else known).append((scope, estimate))
        yield Unranked(metric, tuple(known), tuple(markets))


def _reported(metric: Metric, table: Table) -> bool:
    """Whether sellers could be ranked by a metric: a sale, not what is built or shipped abroad."""
    return metric.unit == table.pack.main_unit and "members" in metric.additive and not metric.within
