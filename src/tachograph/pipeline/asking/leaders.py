"""Who leads, under the definition that the question names, and whether another one says otherwise."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tachograph.analysis.leader import Lead, Leading, leading
from tachograph.analysis.listing import Row, basis_of
from tachograph.analysis.market import body_of, own_markets
from tachograph.analysis.periods import holds_new_year, months_until, spelt, to_date, year_before
from tachograph.analysis.table import Scope, Table
from tachograph.analysis.vintages import is_plain
from tachograph.core.pack import EntityKind
from tachograph.core.period import Period
from tachograph.core.query import Query
from tachograph.pipeline.asking.answer import Draft, computed, known
from tachograph.pipeline.asking.finding import as_period, caveats, other_metric, wholes

_RECENT = 24  # months back that a ranking is looked for
_SHOWN = 5  # rows
_NAMED = 3  # in the sentence, and other definitions


def leaders(query: Query, table: Table, today: date, draft: Draft) -> None:  # noqa: ARG001 - all kinds are asked alike
    """The ranking that the question means, its first rows, and what it depends on."""
    found = _leading(query, table, draft)
    lead = _chosen(query, found, table) if found else None
    if found is None or lead is None:
        _refuse(query, found, table, draft)
        return
    if query.metric and lead.listing.definition.metric != query.metric:
        other_metric(query.metric, lead.listing.definition.metric, table, draft)
    rows, definition = lead.listing.rows, lead.listing.definition
    what = {
        "metric": f"#{definition.metric}",
        "listed": _listed(lead),
        "period": f"~{found.period}",
        "segment": definition.segment,
    }
    leader = lead.listing.leader
    if query.by_growth:
        _by_growth(lead, found, what, table, draft)
        return
    if leader is None:
        draft.say("no_leader", names=tuple(_name(r) for r in lead.listing.leaders), **what)
    else:
        after = tuple((_name(r), r.estimate) for r in rows[1:_NAMED])
        draft.say("leads", who=_name(leader), figure=leader.estimate, after=after, **what)
        if lead.streak and lead.streak > 1:
            draft.say("streak", who=_name(leader), n=lead.streak)
    for row in _places(query, lead, table):
        if leader is None and row.rank.first == 1:
            continue  # the sentence says that it cannot be told
        draft.say(
            "place" if row is not leader else "is_leader", who=_name(row), rank=str(row.rank), figure=row.estimate
        )
    draft.figures += [known("value", r.estimate, table, str(r.rank)) for r in rows[:_SHOWN]]
    for row in rows[:1]:
        caveats(replace(query, metric=None), row.scope, row.estimate, table, draft)
    if lead.missing:
        draft.warn("missing", names=tuple(f"@{s.entity}" for s in lead.missing))
    _others(query, lead, found, table, draft)
    draft.warn("listed_only")


def _by_growth(lead: Lead, found: Leading, what: dict[str, str], table: Table, draft: Draft) -> None:
    """The rows by their change against the year before."""
    rows = [(rank, row, row.yoy) for rank, row in lead.by_growth if row.yoy is not None][:_SHOWN]
    if not rows:
        draft.refuse("no_growth", **what)
        return
    first, *after = rows
    named = tuple((_name(row), figure) for _, row, figure in after[: _NAMED - 1])
    if first[0].certain:
        draft.say("grows_most", who=_name(first[1]), change=first[2].value, after=named, **what)
    else:
        draft.say("no_leader", names=tuple(_name(row) for rank, row, _ in rows if rank.first == 1), **what)
    for _, row, change in rows:
        said = (*table.sources(row.estimate), *(table.sources(change.base) if change.base else ()), *change.published)
        draft.figures.append(known("value", row.estimate, table))
        draft.figures.append(
            computed("change", row.scope, str(found.period), change.value, said, str(year_before(found.period)))
        )
    if holds_new_year(found.period):
        draft.warn("new_year")
    draft.warn("listed_only")


def _leading(query: Query, table: Table, draft: Draft) -> Leading | None:
    if query.period is None:
        if table.latest is None:
            return None
        found = _latest(query, table)
        draft.period = str(found.period)
        draft.warn("no_period", period=f"~{draft.period}")
        return found
    period = as_period(query.period)
    found = leading(table, period)
    if (
        _chosen(query, found, table) is None
        and table.latest
        and period.start
        and period.start <= table.latest.end < period.end
    ):
        until = _last_ranked(query, period, table)
        if until is not None:
            draft.period = str(until.period)
            draft.warn("so_far", asked=f"~{period}", period=f"~{until.period}")
            return until
    return found


def _latest(query: Query, table: Table) -> Leading:
    """The rankings of the last month that has the one that is meant."""
    assert table.latest is not None
    for month in reversed(months_until(table.latest, _RECENT)):
        found = leading(table, month)
        lead = _chosen(query, found, table)
        if lead is not None and (query.level or query.metric or lead.listing.definition.peers):
            return found
    return leading(table, table.latest)


def _last_ranked(query: Query, period: Period, table: Table) -> Leading | None:
    """The ranking of the period so far, until the last month that there is one for."""
    for month in reversed(period.months()):
        if table.latest is None or month.end > table.latest.end:
            continue
        until = to_date(month) if period.grain == "year" else spelt(Period.between(period.months()[0], month))
        found = leading(table, until)
        if _chosen(query, found, table) is not None:
            return found
    return None


def _chosen(query: Query, found: Leading, table: Table) -> Lead | None:
    """The ranking that fits what the question names; without a level that of the sellers spoken of together."""
    fits = [lead for lead in found.leads if (lead.listing.definition.segment or None) in (query.segment, None)]
    narrowed = [lead for lead in fits if (lead.listing.definition.segment or None) == query.segment]
    fits = narrowed or ([] if query.segment and query.segment != "nev" else fits)
    peers = [e for e in query.entities if table.pack.entities[e].kind is EntityKind.MARKET]
    of_level = [lead for lead in fits if lead.listing.definition.level == query.level]
    if query.level and (of_level or not peers):
        fits = of_level
    elif peers:
        fits = [lead for lead in fits if lead.listing.definition.peers in peers]
    elif query.entities:
        fits = [lead for lead in fits if _places(query, lead, table)]
    if query.metric is None:
        return next(iter(fits), None)
    same = [lead for lead in fits if lead.listing.definition.metric == query.metric]
    if same or not is_plain(table.pack.metrics[query.metric], table.pack):
        return next(iter(same), None)
    plain = [lead for lead in fits if is_plain(table.pack.metrics[lead.listing.definition.metric], table.pack)]
    return next(iter(plain), next(iter(fits), None))


def _places(query: Query, lead: Lead, table: Table) -> list[Row]:
    """The rows of those whom the question names."""
    asked = {one for entity in query.entities for one in wholes(entity, table)}
    return [row for row in lead.listing.rows if row.scope.entity in asked]


def _others(query: Query, lead: Lead, found: Leading, table: Table, draft: Draft) -> None:
    """Who leads by other definitions, and on which bases the ledger cannot say."""
    first = lead.listing.leader
    abroad = query.metric is not None and bool(
        table.pack.metrics[query.metric].within
    )  # no sale is another word for it
    for other in found.leads:
        leader = other.listing.leader
        if query.level and other.listing.definition.level != query.level:
            continue
        if abroad and other.listing.definition.metric != query.metric:
            continue
        if other is lead or leader is None or (first is not None and _seller(leader) == _seller(first)):
            continue
        if sum(c.key == "other_leader" for c in draft.caveats) < _NAMED:
            draft.warn(
                "other_leader", metric=f"#{other.listing.definition.metric}", listed=_listed(other), who=_name(leader),
                figure=leader.estimate, segment=other.listing.definition.segment,
            )  # fmt: skip
    sold = query.level in (None, "maker", "group") and not abroad
    for one in found.unranked[:2] if sold else ():
        body = next(
            (b for m in own_markets(table.pack) if (b := body_of(Scope(m.id, one.metric.id), table.pack))), None
        )
        draft.warn(
            "unranked", metric=f"#{one.metric.id}", body=f"@{body.id}" if body else "", basis=basis_of(one.metric)
        )


def _refuse(query: Query, found: Leading | None, table: Table, draft: Draft) -> None:
    period = found.period if found else query.period or ""
    metric = f"#{query.metric}" if query.metric else ""
    draft.refuse("no_ranking", period=f"~{period}", metric=metric, level=query.level or "")
    if found and found.leads:
        draft.refuse(
            "rankings_known",
            rankings=tuple((f"#{one.listing.definition.metric}", _listed(one)) for one in found.leads[:_SHOWN]),
        )
    elif table.latest:
        draft.refuse("latest_month", period=f"~{table.latest}")
    draft.refuse("needed")


def _seller(row: Row) -> tuple[str, str]:
    return row.scope.entity, row.scope.model


def _name(row: Row) -> object:
    return row.scope


def _listed(lead: Lead) -> str:
    """Who is listed: ``@peers``, or a level."""
    definition = lead.listing.definition
    return f"@{definition.peers}" if definition.peers else str(EntityKind(definition.level))
