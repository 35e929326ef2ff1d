"""Shares: of a segment in the market, and of a seller."""

from __future__ import annotations

from datetime import date

from tachograph.analysis.market import Part, market
from tachograph.analysis.periods import months_until
from tachograph.analysis.table import Table
from tachograph.core.pack import EntityKind
from tachograph.core.period import Period
from tachograph.core.query import Query
from tachograph.pipeline.asking.answer import Draft, computed, known
from tachograph.pipeline.asking.finding import as_period, wholes

_RECENT = 24  # months back that the last share is looked for


def shares(query: Query, table: Table, today: date, draft: Draft) -> None:  # noqa: ARG001 - all kinds are asked alike
    """What part of the market is of a segment, by who counts it; or what part of it somebody has."""
    kinds = [table.pack.entities[e].kind for e in query.entities]
    if any(kind is not EntityKind.MARKET for kind in kinds):
        _of_seller(query, table, draft)
    else:
        _of_segment(query, table, draft)


def _of_segment(query: Query, table: Table, draft: Draft) -> None:
    period = as_period(query.period) if query.period else None
    parts = _parts(query, table, period) if period else []
    if not period or not parts:
        last = _last(query, table)
        if period:
            draft.refuse("unknown_market", metric="#penetration", period=f"~{period}")
            if last:
                _told(last[1], last[0], table, draft, role="latest")
                draft.cannot += draft.said
                draft.said = []
            draft.refuse("needed")
            return
        if last is None:
            draft.refuse("unknown_market", metric="#penetration", period="~")
            return
        period, parts = last
        draft.period = str(period)
        draft.warn("no_period", period=f"~{draft.period}")
    _told(parts, period, table, draft)
    if len(parts) > 1:
        draft.warn("depends_on_count")


def _told(parts: list[Part], period: Period, table: Table, draft: Draft, role: str = "share") -> None:
    for part in parts:
        said = [o for e in (*part.counts, *part.published) for o in table.sources(e)]
        status = "computed" if part.computed else "published"
        draft.figures.append(computed(role, part.part, str(period), part.share, said, part.whole, status))
        draft.say(
            "penetration", part=f"@{part.part.entity}", whole=part.whole, period=f"~{period}", share=part.share, change=part.change,
            body=f"@{part.body.id}" if part.body else "",
        )  # fmt: skip
        if not part.computed:
            draft.warn("published_share", whole=part.whole)


def _parts(query: Query, table: Table, period: Period) -> list[Part]:
    """The shares of a segment, of the whole they are usually given of where several are."""
    wanted = query.segment or "nev"
    found = [p for p in market(table, period).parts if table.pack.entities[p.part.entity].segment == wanted]
    return [p for p in found if p.part.metric == query.of] or found


def _last(query: Query, table: Table) -> tuple[Period, list[Part]] | None:
    if table.latest is None:
        return None
    for month in reversed(months_until(table.latest, _RECENT)):
        if parts := _parts(query, table, month):
            return month, parts
    return None


def _of_seller(query: Query, table: Table, draft: Draft) -> None:
    metric = query.metric or "market_share"
    for entity in query.entities:
        ids = list(wholes(entity, table))
        found = [
            e for e in table.estimates if e.cell.entity in ids and e.cell.metric == metric and e.cell.unit == "percent"
        ]
        if query.period:
            found = [e for e in found if e.cell.period == str(as_period(query.period))]
        else:
            last = max((Period.parse(e.cell.period).end for e in found), default=None)
            found = [e for e in found if Period.parse(e.cell.period).end == last]
        for e in found:
            draft.figures.append(known("share", e, table))
            draft.say(
                "share",
                who=f"@{e.cell.entity}",
                share=e.value / 100,
                whole=e.cell.basis,
                region=e.cell.region,
                period=f"~{e.cell.period}",
            )
        if not found:
            draft.refuse("unknown_one", who=f"@{entity}", metric=f"#{metric}", period=f"~{query.period or ''}")
            draft.refuse("needed")
        elif len(found) > 1:
            draft.warn("depends_on_whole")
