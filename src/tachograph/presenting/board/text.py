"""The table of a release day, for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from tachograph.analysis.board import Board, Line
from tachograph.analysis.listing import basis_of, called, name_of
from tachograph.analysis.periods import holds_new_year, last_month, step
from tachograph.analysis.table import Table
from tachograph.core.period import Period
from tachograph.presenting import words
from tachograph.presenting.leader.answer import what
from tachograph.presenting.sheets import figures, text
from tachograph.presenting.sheets.sheet import Column, Row, Section, Sheet
from tachograph.presenting.sheets.told import Told

_MOST = 25  # rows of a table


def render(boards: Sequence[Board], table: Table, *, width: int = 80) -> str:
    """The tables one below the other."""
    return text.render(sheet(boards, table), width=width)


def sheet(boards: Sequence[Board], table: Table) -> Sheet:
    """The tables with what a reader must know to use them."""
    if not boards:
        last = (
            f" The last month that anything is known of is {words.period(str(table.latest))}." if table.latest else ""
        )
        return Sheet(f"Nothing is known that sellers could be ranked by.{last}")
    period = boards[0].listing.period
    sections = [_section(board, table) for board in boards]
    cells = [cell for section in sections for row in section.rows for cell in row.cells]
    end = words.period(f"{period.end:%Y-%m}")
    unit = words.spaced(table.pack.main_unit or "unit")
    notes = [
        f"Units are {unit}s; changes are computed from the ledger; the 13 months end with {end}. {figures.legend(cells)}."
    ]
    notes += [_new_year(period)] if holds_new_year(period) else []
    return Sheet(f"Board, {words.period(str(period))}", (), sections, notes)


def _new_year(period: Period) -> str:
    said = (
        f"{words.period(str(period))} alone says little: the Lunar New Year falls into January in one year and into "
        "February in another."
    )
    return Told(f"{said} --pool shows both months together.", otherwise=said)


def _section(board: Board, table: Table) -> Section:
    definition, pack = board.listing.definition, table.pack
    title = what(definition, pack)
    head = f"{title[0].upper()}{title[1:]} [{basis_of(pack.metrics[definition.metric])}]"
    columns, drop = _columns(board)
    rows = []
    for line in board.lines[:_MOST]:
        rows.append(_row(line, table, drop, indented=False))
        rows += [_row(part, table, drop, indented=True) for part in line.parts]
    return Section(head, columns, rows, list(_notes(board, table)))


def _columns(board: Board) -> tuple[list[Column], list[bool]]:
    """The columns, and which of all that there can be are left out since they would be empty."""
    period = board.listing.period
    heads = [
        (Column(""), True),
        (Column("Δ"), bool(step(period))),
        (Column("", words=True), True),
        (Column("units"), True),
        (Column(step(period)), bool(step(period))),
        (Column("YoY"), period.start is not None),
        (Column("YTD"), board.to_date is not None),
        (Column("YTD YoY"), board.to_date is not None),
        (Column("13 months", words=True), True),
        (Column("share"), board.market is not None),
        (Column("Δpp"), board.market is not None),
    ]
    return [column for column, kept in heads if kept], [not kept for _, kept in heads]


def _row(line: Line, table: Table, drop: Sequence[bool], *, indented: bool) -> Row:
    row = line.row
    cells = (
        "" if indented else str(row.rank),
        "" if indented else _climb(line.climbed),
        figures.named(row.scope, table.pack),
        figures.units(row.estimate),
        figures.change(row.mom),
        figures.change(row.yoy),
        figures.units(line.to_date),
        figures.change(line.to_date_yoy),
        figures.sparkline(line.months, last_month(Period.parse(row.estimate.cell.period))),
        figures.MISSING if line.share is None else figures.percent(line.share),
        _points(line),
    )
    kept = [cell for cell, gone in zip(cells, drop, strict=True) if not gone]
    return Row(kept, table.sources(row.estimate), indented)


def _climb(places: int | None) -> str:
    match places:
        case None:
            return figures.MISSING
        case 0:
            return "="
        case _:
            return Told(f"▲{places}" if places > 0 else f"▼{-places}", rise=Fraction(places))


def _points(line: Line) -> str:
    if line.share is None or line.share_before is None:
        return figures.MISSING
    return figures.points(line.share - line.share_before)


def _notes(board: Board, table: Table) -> Iterator[str]:
    found, pack = board.listing, table.pack
    more = len(board.lines) - _MOST
    if more > 0:
        yield f"and {more} more"
    yield from _together(board)
    if board.market:
        market, estimate = board.market
        yield f"Shares are of the {market.name}, {pack.metrics[found.definition.metric].name} {figures.said(estimate)}."
    if board.missing:
        yield f"Not known for {words.period(str(found.period))}: {', '.join(name_of(s, pack) for s in board.missing)}."
    if board.listing.left_out.parts:
        yield "Indented rows are counted within the row above."
    for crossing in found.left_out.crossings:
        shared = words.listed([called(e, pack) for e in crossing.shared])
        yield f"{called(crossing.first, pack)} and {called(crossing.second, pack)} both count {shared}: no total is given."
    for line in board.lines:
        change = line.row.yoy
        if change is not None and change.differs:
            yield f"≠ {name_of(line.row.scope, pack)}: {figures.disagreement(change)}"


def _together(board: Board) -> Iterator[str]:
    total, count = board.total, len(board.lines)
    if total is None or not total.interval.bounded or count == 1:
        return
    about = "≈" if total.interval.width else ""
    yield f"The {count} listed together: {about}{words.number(round(total.value, -2) if about else total.value)}, none counted twice."
