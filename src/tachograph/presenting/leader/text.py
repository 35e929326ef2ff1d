"""Who leads, for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tachograph.analysis.leader import Lead, Leading, Unranked
from tachograph.analysis.listing import Row, basis_of, called
from tachograph.analysis.periods import holds_new_year, step
from tachograph.analysis.table import Table
from tachograph.presenting import words
from tachograph.presenting.leader.answer import NAMED, answer, name, what
from tachograph.presenting.sheets import figures, text
from tachograph.presenting.sheets.sheet import Column, Section, Sheet
from tachograph.presenting.sheets.sheet import Row as Line
from tachograph.presenting.sheets.told import Told

_SHOWN = 10  # rows of the first ranking
_FEW = 5  # of the others


def render(leading: Leading, table: Table, *, width: int = 80) -> str:
    """The answer, and a table for each definition."""
    return text.render(sheet(leading, table), width=width)


def sheet(leading: Leading, table: Table) -> Sheet:
    """The answer, and a table for each definition."""
    when = words.period(str(leading.period))
    sections = [_section(lead, table, _FEW if n else _SHOWN) for n, lead in enumerate(leading.leads)]
    if leading.unranked and leading.leads:
        sections.append(_others(leading.unranked, table))
    cells = [cell for section in sections for row in section.rows for cell in row.cells]
    notes = [_units(table), figures.legend(cells)]
    if holds_new_year(leading.period):
        said = "The Lunar New Year falls into January in one year and into February in another: compare the two months pooled"
        notes.append(Told(f"{said} (tacho board --pool).", otherwise=f"{said}, on the board."))
    return Sheet(f"Who leads, {when}", answer(leading, table), sections, [n for n in notes if n])


def _units(table: Table) -> str:
    unit = words.spaced(table.pack.main_unit or "unit")
    return (
        f"Units are {unit}s; changes are computed from the ledger. Ranked are those whose figures it has: whoever is not "
        "listed may still be higher."
    )


def _section(lead: Lead, table: Table, most: int) -> Section:
    found, pack = lead.listing, table.pack
    title = what(found.definition, pack)
    basis = basis_of(pack.metrics[found.definition.metric])
    against = step(found.period)
    columns = [
        Column(""),
        Column("", words=True),
        Column("units"),
        Column("YoY"),
        *([Column(against)] if against else []),
    ]
    lines = [_line(row, table, against) for row in found.rows[:most]]
    return Section(f"{title[0].upper()}{title[1:]} [{basis}]", columns, lines, list(_notes(lead, table, most)))


def _line(row: Row, table: Table, against: str) -> Line:
    cells = (
        str(row.rank),
        figures.named(row.scope, table.pack),
        figures.units(row.estimate),
        figures.change(row.yoy),
        *([figures.change(row.mom)] if against else []),
    )
    return Line(cells, table.sources(row.estimate))


def _notes(lead: Lead, table: Table, most: int) -> Iterator[str]:
    found, pack = lead.listing, table.pack
    more = len(found.rows) - most
    if more > 0:
        yield f"and {more} more"
    if found.left_out.parts:
        wholes: dict[str, list[str]] = {}
        for part, whole in found.left_out.parts.items():
            wholes.setdefault(whole, []).append(called(part, pack))
        inside = [f"{words.listed(parts)} in {called(whole, pack)}" for whole, parts in wholes.items()]
        yield f"Counted within another row: {'; '.join(inside)}."
    for crossing in found.left_out.crossings:
        shared = words.listed([called(e, pack) for e in crossing.shared])
        yield f"{called(crossing.first, pack)} and {called(crossing.second, pack)} both count {shared}: do not add them."
    if lead.otherwise:
        others = [f"{name(row, pack)} ({figures.said(row.estimate)})" for row in lead.otherwise[:NAMED]]
        metric = pack.metrics[lead.otherwise[0].scope.metric].name
        yield f"Above the first, but reported as {metric}: {words.listed(others)}."
    if lead.streak and lead.streak > 1 and found.leader:
        yield f"{name(found.leader, pack)} has been first for {lead.streak} months in a row, as far as figures are known."
    if found.definition.peers and lead.by_growth and len(lead.by_growth) > 1:
        fastest = [f"{name(row, pack)} {figures.change(row.yoy, mark=False)}" for _, row in lead.by_growth[:NAMED]]
        yield f"By growth against the year before: {', '.join(fastest)}."


def _others(unranked: Sequence[Unranked], table: Table) -> Section:
    lines = [
        Line(
            (one.metric.name, one.metric.basis or "", figures.named(scope, table.pack), figures.units(e)),
            table.sources(e),
        )
        for one in unranked
        for scope, e in (*one.known, *one.markets)
    ]
    columns = (Column("", words=True), Column("basis", words=True), Column("", words=True), Column("units"))
    missing = [one.metric.name for one in unranked if not one.known and not one.markets]
    notes = [f"Nothing is known of {words.listed(missing)}."] if missing else []
    return Section("Bases with too few figures for a ranking of makers or groups", columns, lines, notes)
