"""Who leads as JSON; the published schema is generated from the types below."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, TypedDict

from tachograph import __version__
from tachograph.analysis.leader import Lead, Leading
from tachograph.analysis.listing import Row, basis_of, called, name_of
from tachograph.analysis.stated import bounds
from tachograph.analysis.table import Scope, Table
from tachograph.presenting.json import decimal, written
from tachograph.presenting.leader.answer import answer, name
from tachograph.presenting.sheets import records
from tachograph.presenting.sheets.records import FigureRecord, SourceRecord


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
    derivation: Annotated[list[str], "The calculation, where the figure is calculated."]
    sources: list[SourceRecord]
    yoy_sources: Annotated[list[SourceRecord], "Who states what `yoy` is against, or the rate."]
    mom_sources: Annotated[list[SourceRecord], "Who states what `mom` is against, or the rate."]


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
    missing: Annotated[list[str], "Not known for this period, though before they sold more than the one who leads."]
    otherwise: Annotated[list[str], "Certainly more than the first, but reported by another word for what is sold."]
    by_growth: Annotated[list[str], "The same entities by their change against the year before, the highest first."]


class UnrankedRecord(TypedDict):
    """A basis on which too little is known for a ranking of makers and groups."""

    metric: str
    basis: str
    entities: Annotated[list[str], "Those whose figures are known."]
    figures: Annotated[list[FigureRecord], "These figures, in the same order."]


class LeaderRecord(TypedDict):
    """What `tacho leader` prints with `--format json`."""

    tachograph: Annotated[str, "Version of Tachograph."]
    period: Annotated[str, "EDTF."]
    rankings: list[RankingRecord]
    unranked: list[UnrankedRecord]
    depends: Annotated[bool, "Whether different definitions have different leaders."]
    answer: Annotated[str, "In sentences."]


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
                "figures": [records.figure(e, table.sources(e)) for _, e in (*one.known, *one.markets)],
            }
            for one in leading.unranked
        ],
        "depends": leading.depends,
        "answer": " ".join(answer(leading, table)),
    }


def render(leading: Leading, table: Table) -> str:
    """The rankings as JSON text."""
    return written(record(leading, table)) + "\n"


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
        "within": [{"entity": called(p, pack), "of": called(w, pack)} for p, w in found.left_out.parts.items()],
        "streak": lead.streak,
        "missing": [name_of(scope, pack) for scope in lead.missing],
        "otherwise": [name(row, pack) for row in lead.otherwise],
        "by_growth": [name(row, pack) for _, row in lead.by_growth],
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
        "low": decimal(known.low),
        "high": decimal(known.high),
        "status": row.estimate.status,
        "yoy": records.rate(row.yoy),
        "yoy_published": row.yoy is not None and row.yoy.base is None,
        "yoy_differs": row.yoy is not None and row.yoy.differs,
        "mom": records.rate(row.mom),
        "derivation": [step.text for step in row.estimate.derivation],
        "sources": records.sources(table.sources(row.estimate)),
        "yoy_sources": records.behind(row.yoy, table),
        "mom_sources": records.behind(row.mom, table),
    }
