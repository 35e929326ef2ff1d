"""The table of a release day: who sold how many, against last month and last year, and for the year so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from tachograph.analysis.listing import Definition, Listing, Row, listing, missing, rankings
from tachograph.analysis.periods import before, last_month, months_until, to_date, year_before
from tachograph.analysis.ranking import Rank, ranks
from tachograph.analysis.stated import bounds
from tachograph.analysis.table import Change, Scope, Table
from tachograph.core.estimate import Estimate
from tachograph.core.interval import Interval
from tachograph.core.pack import Entity, EntityKind
from tachograph.core.period import Period

_MONTHS = 13  # of the sparkline: a year and the same month of the year before


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the board.

    ``climbed`` is by how many places it rose against the period before, among those known in both; ``None`` if that
    cannot be told. ``months`` are the last thirteen, ``None`` where none is known. ``share`` is of the board's market.
    """

    row: Row
    climbed: int | None
    to_date: Estimate | None
    to_date_yoy: Change | None
    months: tuple[Fraction | None, ...]
    share: Fraction | None
    share_before: Fraction | None
    parts: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Total:
    """What all rows come to, each car counted once."""

    value: Fraction
    interval: Interval


@dataclass(frozen=True)
class Board:
    """One table. ``market`` is what shares are of: only one whose figure is on the same basis.

    ``total`` is ``None`` where rows overlap. ``to_date`` is the year until the end of the period, ``None`` if the
    period is that itself. ``missing`` have a figure for a month before, but none for this period.
    """

    listing: Listing
    lines: tuple[Line, ...]
    market: tuple[Entity, Estimate] | None
    total: Total | None
    to_date: Period | None
    missing: tuple[Scope, ...] = ()


def boards(
    table: Table, period: Period, metric: str | None = None, level: str | None = None, segment: str = ""
) -> tuple[Board, ...]:
    """All tables that a period has; if a metric or a level is asked for, those."""
    if metric and level:
        found = [listing(table, Definition(metric, level, segment=segment), period)]
    else:
        found = rankings(table, period)
        found = [one for one in found if metric in (None, one.definition.metric)]
        found = [one for one in found if level in (None, one.definition.level)]
        found = [one for one in found if not segment or one.definition.segment == segment]
    return tuple(board(table, one) for one in found if one.rows)


def board(table: Table, found: Listing) -> Board:
    """The table of a ranking."""
    market = market_of(table, found)
    year = to_date(found.period) if found.period.start else None
    year = None if year and year.same_days(found.period) else year
    climbed = _climbed(table, found)
    parts = found.left_out.parts

    def line(row: Row, inside: Sequence[Row]) -> Line:
        within = tuple(line(r, ()) for r in inside)
        return _line(table, row, climbed.get(row.scope), year, market, within)

    lines = tuple(
        line(row, [r for r in found.within if parts.get(r.scope.entity) == row.scope.entity]) for row in found.rows
    )
    return Board(found, lines, market, _total(found), year, missing(table, found))


def market_of(table: Table, found: Listing) -> tuple[Entity, Estimate] | None:
    """The market that rows are parts of: the largest whose figure is of the same metric; none if that has no basis."""
    if not found.basis:
        return None
    segment = found.definition.segment
    known = [
        (market, estimate)
        for market in table.pack.markets
        if market.home == table.pack.home and (not segment or market.segment == segment)
        if (estimate := table.level(Scope(market.id, found.definition.metric), found.period)) is not None
    ]
    return max(known, key=lambda item: item[1].value, default=None)


def _line(
    table: Table,
    row: Row,
    climbed: int | None,
    year: Period | None,
    market: tuple[Entity, Estimate] | None,
    parts: tuple[Line, ...],
) -> Line:
    period = Period.parse(row.estimate.cell.period)
    last = last_month(period)
    months = (table.level(row.scope, month) for month in months_until(last, _MONTHS))
    return Line(
        row,
        climbed,
        table.level(row.scope, year) if year else None,
        table.change(row.scope, year, year_before(year)) if year else None,
        tuple(None if e is None else e.value for e in months),
        row.estimate.value / market[1].value if market and market[1].value else None,
        _share_before(table, row, period, market),
        parts,
    )


def _share_before(table: Table, row: Row, period: Period, market: tuple[Entity, Estimate] | None) -> Fraction | None:
    """The share of the same part of the year before."""
    if market is None or row.yoy is None or row.yoy.base is None:
        return None
    whole = table.level(Scope(market[0].id, row.scope.metric), year_before(period))
    return row.yoy.base.value / whole.value if whole and whole.value else None


def _climbed(table: Table, found: Listing) -> dict[Scope, int]:
    """By how many places each rose, among those whose figures are known in both periods."""
    earlier = before(found.period)
    if earlier is None:
        return {}
    then = {row.scope: row for row in listing(table, found.definition, earlier).rows}
    both = [row for row in found.rows if row.scope in then]
    now_places = ranks([bounds(row.estimate) for row in both])
    then_places = ranks([bounds(then[row.scope].estimate) for row in both])
    return {
        row.scope: was.first - now.first
        for row, now, was in zip(both, now_places, then_places, strict=True)
        if _told(now, was)
    }


def _told(now: Rank, was: Rank) -> bool:
    return now.certain and was.certain


def _total(found: Listing) -> Total | None:
    """The sum of all rows; none where two of them count the same cars, or of models, which are never all known."""
    if found.left_out.crossings or found.definition.level == EntityKind.MODEL:
        return None
    whole = Interval.exactly(0)
    for row in found.rows:
        whole = whole + bounds(row.estimate)
    return Total(sum((row.estimate.value for row in found.rows), Fraction(0)), whole)
