"""The table of a release day as JSON; the published schema is generated from the types below."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Annotated, TypedDict

from tachograph import __version__
from tachograph.analysis.board import Board, Line
from tachograph.analysis.listing import basis_of, called, name_of
from tachograph.analysis.table import Table
from tachograph.core.estimate import Status
from tachograph.presenting.json import decimal, written
from tachograph.presenting.sheets import records
from tachograph.presenting.sheets.records import FigureRecord, SourceRecord


class LineRecord(TypedDict):
    """A row of the board. Changes are in percent, shares too; null is not known, never 0."""

    rank: Annotated[int, "The best place that it can have, from 1."]
    rank_last: Annotated[int, "The worst place that it can have."]
    climbed: Annotated[int | None, "Places gained against the period before, among those known in both."]
    entity: Annotated[str, "Canonical English name."]
    entity_id: Annotated[str, "Id in the pack."]
    model: Annotated[str | None, "The model, in a table of models."]
    within: Annotated[str | None, "The row that counts it already, if one does: then do not add it."]
    value: Annotated[Decimal, "Units in the period."]
    low: Annotated[Decimal | None, "At least."]
    high: Annotated[Decimal | None, "At most."]
    status: Annotated[Status, "How well it is known."]
    mom: Annotated[Decimal | None, "Against the period of the same length before."]
    yoy: Annotated[Decimal | None, "Against the year before."]
    yoy_published: Annotated[bool, "Whether that is as published, since the base is not known."]
    yoy_differs: Annotated[bool, "Whether the published rate differs from the computed one."]
    ytd: Annotated[Decimal | None, "Units in the year to date; null if the period is that itself."]
    ytd_yoy: Annotated[Decimal | None, "The year to date against that of the year before."]
    months: Annotated[list[Decimal | None], "The thirteen months to the end of the period."]
    share: Annotated[Decimal | None, "Part of the market that the board names."]
    share_change: Annotated[Decimal | None, "Against the year before, in percentage points."]
    derivation: Annotated[list[str], "The calculation, where the units are calculated."]
    sources: list[SourceRecord]
    mom_sources: Annotated[list[SourceRecord], "Who states what `mom` is against, or the rate."]
    yoy_sources: Annotated[list[SourceRecord], "Who states what `yoy` is against, or the rate."]
    ytd_sources: Annotated[list[SourceRecord], "Who states the year to date, or what it is added up from."]
    ytd_yoy_sources: Annotated[list[SourceRecord], "Who states what that is against, or the rate."]


class BoardRecord(TypedDict):
    """One table."""

    metric: Annotated[str, "What is counted."]
    level: Annotated[str, "maker, group, alliance, brand, model; seller for a mixed list."]
    peers: Annotated[str | None, "Who is listed, if not all of a level."]
    segment: Annotated[str | None, "The segment that is counted."]
    basis: Annotated[str, "retail, wholesale, registration and so on, or as the maker counts."]
    market: Annotated[str | None, "What shares are of."]
    market_figure: Annotated[FigureRecord | None, "Of that market in the period."]
    rows: list[LineRecord]
    missing: Annotated[list[str], "Known for a month before, but not for this period."]
    total: Annotated[Decimal | None, "All rows that are not within another; null if rows overlap."]


class BoardsRecord(TypedDict):
    """What `tacho board` prints with `--format json`."""

    tachograph: Annotated[str, "Version of Tachograph."]
    period: Annotated[str | None, "EDTF; null if nothing is known."]
    boards: list[BoardRecord]


def record(boards: Sequence[Board], table: Table) -> BoardsRecord:
    """The tables as JSON has them."""
    return {
        "tachograph": __version__,
        "period": str(boards[0].listing.period) if boards else None,
        "boards": [_board(board, table) for board in boards],
    }


def render(boards: Sequence[Board], table: Table) -> str:
    """The tables as JSON text."""
    return written(record(boards, table)) + "\n"


def _board(board: Board, table: Table) -> BoardRecord:
    definition, pack = board.listing.definition, table.pack
    whole = board.market[1] if board.market else None
    lines = [row for line in board.lines for row in (_line(line, table), *_parts(line, table))]
    return {
        "metric": definition.metric,
        "level": definition.level or "seller",
        "peers": called(definition.peers, pack) if definition.peers else None,
        "segment": definition.segment or None,
        "basis": basis_of(pack.metrics[definition.metric]),
        "market": board.market[0].name if board.market else None,
        "market_figure": records.figure(whole, table.sources(whole)) if whole else None,
        "rows": lines,
        "missing": [name_of(scope, pack) for scope in board.missing],
        "total": records.exact(board.total.value) if board.total else None,
    }


def _parts(line: Line, table: Table) -> list[LineRecord]:
    return [_line(part, table, within=name_of(line.row.scope, table.pack)) for part in line.parts]


def _line(line: Line, table: Table, within: str | None = None) -> LineRecord:
    row = line.row
    figure = records.figure(row.estimate, table.sources(row.estimate))
    change = None if line.share is None or line.share_before is None else line.share - line.share_before
    return {
        "rank": row.rank.first,
        "rank_last": row.rank.last,
        "climbed": line.climbed,
        "entity": called(row.scope.entity, table.pack),
        "entity_id": row.scope.entity,
        "model": name_of(row.scope, table.pack) if row.scope.model else None,
        "within": within,
        "value": figure["value"],
        "low": figure["low"],
        "high": figure["high"],
        "status": figure["status"],
        "mom": records.rate(row.mom),
        "yoy": records.rate(row.yoy),
        "yoy_published": row.yoy is not None and row.yoy.base is None,
        "yoy_differs": row.yoy is not None and row.yoy.differs,
        "ytd": decimal(line.to_date.value) if line.to_date else None,
        "ytd_yoy": records.rate(line.to_date_yoy),
        "months": [decimal(month) for month in line.months],
        "share": records.percent(line.share),
        "share_change": records.percent(change),
        "derivation": figure["derivation"],
        "sources": figure["sources"],
        "mom_sources": records.behind(row.mom, table),
        "yoy_sources": records.behind(row.yoy, table),
        "ytd_sources": records.sources(table.sources(line.to_date)) if line.to_date else [],
        "ytd_yoy_sources": records.behind(line.to_date_yoy, table),
    }
