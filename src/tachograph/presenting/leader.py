"""Who leads, as sentences, tables and records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Annotated, TypedDict

from tachograph import __version__
from tachograph.analysis.leader import Lead, Leading, Unranked
from tachograph.analysis.listing import Definition, Listing, Row, basis_of, name_of
from tachograph.analysis.periods import holds_new_year
from tachograph.analysis.stated import bounds
from tachograph.analysis.table import Scope, Table
from tachograph.core.pack import EntityKind, Pack
from tachograph.presenting import words
from tachograph.presenting.json import written
from tachograph.presenting.sheets import csv, figures, records, text
from tachograph.presenting.sheets.records import SourceRecord
from tachograph.presenting.sheets.sheet import Column, Section, Sheet
from tachograph.presenting.sheets.sheet import Row as Line

_SHOWN = 10  # rows of a ranking in text
_FEW = 5  # of all but the first one
_NAMED = 3  # in the answer
_COLUMNS = (Column("", words=False), Column("", words=True), Column("units"), Column("YoY"), Column("MoM"))
_PLURALS = {
    EntityKind.MAKER: "makers",
    EntityKind.GROUP: "groups",
    EntityKind.ALLIANCE: "alliances",
    EntityKind.BRAND: "brands",
    EntityKind.MODEL: "models",
}
_CSV = (
    "period", "metric", "basis", "level", "peers", "segment", "rank", "rank_last", "entity", "entity_id", "model",
    "value", "low", "high", "status", "yoy", "mom", "sources",
)  # fmt: skip


class RankedRecord(TypedDict):
    """A place in a ranking."""

    rank: Annotated[int, "The best place that it can have, from 1."]
    rank_last: Annotated[int, "The worst place that it can have: another one if figures do not tell."]
    entity: Annotated[str, "Canonical English name."]
    entity_id: Annotated[str, "Id in the pack."]
    model: Annotated[str | None, "The model, in a ranking of models."]
    value: Annotated[Decimal, "The single best figure."]
    low: Annotated[Decimal | None, "What it is at least; null if not known."]
    high: Annotated[Decimal | None, "What it is at most; null if not known."]
    status: Annotated[str, "How well it is known: agreed, reported, derived, provisional, disputed."]
    yoy: Annotated[Decimal | None, "Change against the year before, in percent."]
    yoy_published: Annotated[bool, "Whether it is as published, since the base is not known."]
    yoy_differs: Annotated[bool, "Whether the published rate differs from the computed one."]
    mom: Annotated[Decimal | None, "Change against the period of the same length before, in percent."]
    sources: list[SourceRecord]


class WithinRecord(TypedDict):
    """One that is left out since another one counts it."""

    entity: Annotated[str, "Canonical English name of the part."]
    of: Annotated[str, "Canonical English name of the whole."]


class RankingRecord(TypedDict):
    """Who leads under one definition."""

    metric: Annotated[str, "What is counted."]
    level: Annotated[str, "Entities of which level: maker, group, alliance, brand, model; seller for a mixed list."]
    peers: Annotated[str | None, "Who is listed, if not all of a level."]
    segment: Annotated[str | None, "The segment that is counted."]
    basis: Annotated[str, "retail, wholesale, registration and so on, or as the maker counts."]
    rows: list[RankedRecord]
    within: Annotated[list[WithinRecord], "Left out: counted within another row."]
    streak: Annotated[int | None, "Months in a row that the first has been first, as far as is known."]
    by_growth: Annotated[list[str], "The same entities by their change against the year before, the highest first."]


class UnrankedRecord(TypedDict):
    """A basis on which too little is known for a ranking of makers and groups."""

    metric: str
    basis: str
    entities: Annotated[list[str], "Those whose figures are known."]


class LeaderRecord(TypedDict):
    """What `tacho leader` prints with `--format json`."""

    tachograph: Annotated[str, "Version of Tachograph."]
    period: Annotated[str, "EDTF."]
    rankings: list[RankingRecord]
    unranked: list[UnrankedRecord]
    depends: Annotated[bool, "Whether different definitions have different leaders."]
    answer: Annotated[str, "In sentences."]


# --- the answer in sentences ------------------------------------------------------------------------------------------


def answer(leading: Leading, pack: Pack) -> list[str]:
    """Who leads, who does not, and what it depends on."""
    main = leading.main
    if main is None:
        return [f"Nothing is known of {words.period(str(leading.period))} that sellers could be ranked by."]
    said = [_first(main.listing, pack), *_not_first(leading, main, pack)]
    others = [lead for lead in leading.leads if lead is not main]
    if others and leading.depends:
        said += [f"By other definitions: {'; '.join(_brief(lead.listing, pack) for lead in others)}."]
    return [" ".join(said), *(_another(one, leading, pack) for one in leading.unranked[:2])]


def _first(found: Listing, pack: Pack) -> str:
    when, what = words.period(str(found.period)), _what(found.definition, pack)
    leader = found.leader
    if leader is None:
        tied = [f"{_name(row, pack)} ({figures.said(row.estimate)})" for row in found.leaders]
        return f"{when}: who leads the {what} cannot be told; {words.listed(tied)} cannot be told apart."
    after = [f"{_name(row, pack)} ({figures.said(row.estimate)})" for row in found.rows[1:_NAMED]]
    kind = _kind(leader, pack)
    return f"{when}: {_name(leader, pack)}{kind} leads the {what} with {figures.said(leader.estimate)}, before {words.listed(after)}."


def _kind(row: Row, pack: Pack) -> str:
    return ", an alliance," if pack.entities[row.scope.entity].kind is EntityKind.ALLIANCE else ""


def _not_first(leading: Leading, main: Lead, pack: Pack) -> Iterator[str]:
    """Those next to the leader are not the leader, and where they would be."""
    leader = main.listing.leader
    if leader is None:
        return
    after = [row for row in main.listing.rows[1:_NAMED] if row.rank.first > 1]
    if after:
        names = [_name(row, pack) for row in after]
        yield f"{names[0]} is not the leader." if len(names) == 1 else f"{words.listed(names)} are not the leader."
    for lead in leading.leads:
        first = lead.listing.leader
        same = lead.listing.definition.metric == main.listing.definition.metric
        if first and same and any(row.scope == first.scope for row in after) and not lead.listing.definition.segment:
            plural = _PLURALS[EntityKind(lead.listing.definition.level)]
            yield f"Only among {plural}, which leaves {_name(leader, pack)} out, is {_name(first, pack)} first."


def _brief(found: Listing, pack: Pack) -> str:
    leader = found.leader
    if leader is None:
        return f"{_what(found.definition, pack)}: cannot be told"
    return f"{_what(found.definition, pack)}: {_name(leader, pack)} ({figures.said(leader.estimate)})"


def _another(one: Unranked, leading: Leading, pack: Pack) -> str:
    known = [f"{name_of(scope, pack)} ({figures.said(e)})" for scope, e in one.known]
    markets = [f"{name_of(scope, pack)} ({figures.said(e)})" for scope, e in one.markets]
    has = [f"only of {words.listed(known)}" if known else "of no maker or group"]
    has += [f"and of the whole {words.listed(markets)}"] if markets else []
    return (
        f"Who leads the groups and makers by {one.metric.name} ({one.metric.basis}) is another question, which the "
        f"ledger cannot answer for {words.period(str(leading.period))}: it has figures {' '.join(has)}."
    )


def _what(definition: Definition, pack: Pack) -> str:
    """``deliveries of the Chinese EV start-ups``, ``retail sales of makers, nev``."""
    metric = pack.metrics[definition.metric].name
    if definition.peers:
        return f"{metric} of the {pack.entities[definition.peers].name}"
    narrowed = f", {words.spaced(definition.segment)} only" if definition.segment else ""
    return f"{metric} of {_PLURALS[EntityKind(definition.level)]}{narrowed}"


def _name(row: Row, pack: Pack) -> str:
    return name_of(row.scope, pack)


# --- tables -----------------------------------------------------------------------------------------------------------


def render_text(leading: Leading, table: Table, *, width: int = 80) -> str:
    """The answer, and a table for each definition."""
    return text.render(sheet(leading, table), width=width)


def sheet(leading: Leading, table: Table) -> Sheet:
    """The answer, and a table for each definition."""
    when = words.period(str(leading.period))
    sections = [_section(lead, table, _FEW if n else _SHOWN) for n, lead in enumerate(leading.leads)]
    if leading.unranked:
        sections.append(_others(leading.unranked, table))
    cells = [cell for section in sections for row in section.rows for cell in row.cells]
    notes = [_units(table), figures.legend(cells)]
    if holds_new_year(leading.period):
        notes.append(
            "The Lunar New Year falls into January in one year and into February in another: compare the two months "
            "pooled (tacho board --pool)."
        )
    return Sheet(f"Who leads, {when}", answer(leading, table.pack), sections, [n for n in notes if n])


def _units(table: Table) -> str:
    return f"Units are {words.spaced(table.pack.main_unit or 'unit')}s; changes are computed from the ledger."


def _section(lead: Lead, table: Table, most: int) -> Section:
    found, pack = lead.listing, table.pack
    title = _what(found.definition, pack)
    basis = basis_of(pack.metrics[found.definition.metric])
    lines = [_line(row, table) for row in found.rows[:most]]
    return Section(f"{title[0].upper()}{title[1:]} · {basis}", _COLUMNS, lines, list(_notes(lead, table, most)))


def _line(row: Row, table: Table) -> Line:
    cells = (
        str(row.rank),
        _name(row, table.pack),
        figures.units(row.estimate),
        figures.change(row.yoy),
        figures.change(row.mom),
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
            wholes.setdefault(whole, []).append(_entity(part, pack))
        inside = [f"{words.listed(parts)} in {_entity(whole, pack)}" for whole, parts in wholes.items()]
        yield f"Counted within another row: {'; '.join(inside)}."
    for crossing in found.left_out.crossings:
        shared = words.listed([_entity(e, pack) for e in crossing.shared])
        yield f"{_entity(crossing.first, pack)} and {_entity(crossing.second, pack)} both count {shared}: do not add them."
    if lead.streak and lead.streak > 1 and found.leader:
        yield f"{_name(found.leader, pack)} has been first for {lead.streak} months in a row, as far as figures are known."
    if found.definition.peers and lead.by_growth and len(lead.by_growth) > 1:
        fastest = [f"{_name(row, pack)} {figures.change(row.yoy, mark=False)}" for _, row in lead.by_growth[:_NAMED]]
        yield f"By growth against the year before: {', '.join(fastest)}."


def _others(unranked: Sequence[Unranked], table: Table) -> Section:
    lines = [
        Line(
            (one.metric.name, one.metric.basis or "", name_of(scope, table.pack), figures.units(e)), table.sources(e)
        )
        for one in unranked
        for scope, e in (*one.known, *one.markets)
    ]
    columns = (Column("", words=True), Column("basis", words=True), Column("", words=True), Column("units"))
    missing = [one.metric.name for one in unranked if not one.known and not one.markets]
    notes = [f"Nothing is known of {words.listed(missing)}."] if missing else []
    return Section("Bases with too few figures for a ranking of makers or groups", columns, lines, notes)


def _entity(entity: str, pack: Pack) -> str:
    known = pack.entities.get(entity)
    return known.name if known else entity


# --- records ----------------------------------------------------------------------------------------------------------


def record(leading: Leading, table: Table) -> LeaderRecord:
    """The rankings as JSON has them."""
    pack = table.pack
    return {
        "tachograph": __version__,
        "period": str(leading.period),
        "rankings": [_ranking(lead, table) for lead in leading.leads],
        "unranked": [
            {
                "metric": one.metric.id,
                "basis": basis_of(one.metric),
                "entities": [name_of(scope, pack) for scope, _ in (*one.known, *one.markets)],
            }
            for one in leading.unranked
        ],
        "depends": leading.depends,
        "answer": " ".join(answer(leading, pack)),
    }


def render_json(leading: Leading, table: Table) -> str:
    """The rankings as JSON text."""
    return written(record(leading, table)) + "\n"


def render_csv(leading: Leading, table: Table) -> str:
    """The rows of all rankings as CSV."""
    whole = record(leading, table)
    rows = [
        {"period": whole["period"], **ranking, **row} for ranking in whole["rankings"] for row in ranking["rows"]
    ]
    return csv.render(rows, _CSV)


def _ranking(lead: Lead, table: Table) -> RankingRecord:
    found, pack = lead.listing, table.pack
    peers = pack.entities.get(found.definition.peers)
    return {
        "metric": found.definition.metric,
        "level": found.definition.level or "seller",
        "peers": peers.name if peers else None,
        "segment": found.definition.segment or None,
        "basis": basis_of(pack.metrics[found.definition.metric]),
        "rows": [_row(row, table) for row in found.rows],
        "within": [{"entity": _entity(p, pack), "of": _entity(w, pack)} for p, w in found.left_out.parts.items()],
        "streak": lead.streak,
        "by_growth": [_name(row, pack) for _, row in lead.by_growth],
    }


def _row(row: Row, table: Table) -> RankedRecord:
    known = bounds(row.estimate)
    entity = Scope(row.scope.entity, row.scope.metric)
    return {
        "rank": row.rank.first,
        "rank_last": row.rank.last,
        "entity": name_of(entity, table.pack),
        "entity_id": row.scope.entity,
        "model": name_of(row.scope, table.pack) if row.scope.model else None,
        "value": records.exact(row.estimate.value),
        "low": records.decimal(known.low),
        "high": records.decimal(known.high),
        "status": row.estimate.status,
        "yoy": records.rate(row.yoy),
        "yoy_published": row.yoy is not None and row.yoy.base is None,
        "yoy_differs": row.yoy is not None and row.yoy.differs,
        "mom": records.rate(row.mom),
        "sources": records.sources(table.sources(row.estimate)),
    }
