"""Cells that a question means though it says them otherwise: the maker for its group, sales for deliveries, the year so far."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tachograph.analysis.listing import basis_of, model_of
from tachograph.analysis.market import body_of, own_markets
from tachograph.analysis.periods import ordinary, spelt
from tachograph.analysis.stated import modifier_of
from tachograph.analysis.table import Scope, Table
from tachograph.analysis.targets import so_far
from tachograph.analysis.vintages import is_plain, plain_metrics
from tachograph.core.estimate import Estimate, Status
from tachograph.core.pack import EntityKind, Nature
from tachograph.core.period import Grain, Period
from tachograph.core.quantity import Modifier
from tachograph.core.query import Query
from tachograph.core.site import site_of
from tachograph.pipeline import consulting
from tachograph.pipeline.asking.answer import Draft

_DISSENTS = 2  # that are told
_CLOSE = 31 * 3  # days: a stock of about the same time


def wholes(entity: str, table: Table) -> Iterator[str]:
    """The entity, and those who go by its name: Xiaomi's deliveries are Xiaomi Auto's."""
    yield entity
    yield from sorted(consulting.namesakes(frozenset({entity}), table.pack))


def scopes(query: Query, entity: str, table: Table) -> Iterator[Scope]:
    """What a question may mean of an entity, the likeliest first."""
    for one in wholes(entity, table):
        for metric in _metrics(query, table):
            yield Scope(one, metric, query.segment or "", "", query.region or "")


def find(query: Query, entity: str, period: Period, table: Table) -> tuple[Scope, Estimate] | None:
    """The cell that is meant, if it is known."""
    for scope in scopes(query, entity, table):
        for one in _models(query, scope, period, table) if query.model else (scope,):
            estimate = table.level(one, period)
            if estimate is not None:
                return one, estimate
    return None


def find_near(query: Query, entity: str, period: Period, table: Table) -> tuple[Scope, Estimate] | None:
    """The part of the period that is known so far, or of a stock the last day not after it."""
    for scope in scopes(query, entity, table):
        nature = table.pack.metrics[scope.metric].nature
        if nature is Nature.FLOW and period.start is not None and not query.model and (period.whole_months or 0) > 1:
            found = so_far(table, scope, period)
            if found is not None:
                return scope, found
        if nature is Nature.STOCK:
            days = [p for p in table.periods(scope) if 0 <= (period.end - p.end).days < _CLOSE]
            for day in reversed(days):
                if (at := table.level(scope, day)) is not None:
                    return scope, at
    return None


def latest(query: Query, entity: str, table: Table, grain: Grain | None = None) -> tuple[Scope, Estimate] | None:
    """The last figure that is known, of a month if there is one; of a stock that of the last day."""
    for scope in scopes(query, entity, table):
        known = [p for p in table.periods(scope) if (p.start is None) is query.cumulative]
        wanted = [p for p in known if p.grain is grain] if grain else []
        stock = table.pack.metrics[scope.metric].nature is Nature.STOCK
        months = [] if stock else [p for p in known if p.whole_months == 1]
        for period in reversed(wanted or months or known):
            found = table.level(scope, period)
            if found is not None:
                return scope, found
    return None


def subjects(query: Query, table: Table) -> tuple[str, ...]:
    """Who is asked about; of nobody named the pack's own markets."""
    return query.entities or tuple(m.id for m in own_markets(table.pack))


def as_period(text: str) -> Period:
    """A period in its ordinary spelling."""
    return spelt(Period.parse(ordinary(text)))


def caveats(query: Query, scope: Scope, estimate: Estimate, table: Table, draft: Draft) -> None:
    """What a reader must know of a figure: what it counts, how well it is known, who says otherwise."""
    pack = table.pack
    whole = next((e for e in query.entities if scope.entity in consulting.namesakes(frozenset({e}), pack)), None)
    if whole is not None and scope.entity not in query.entities:
        draft.warn("namesake", asked=f"@{whole}", who=f"@{scope.entity}")
    if query.metric and query.metric != scope.metric:
        other_metric(query.metric, scope.metric, table, draft)
    metric = pack.metrics[scope.metric]
    body = body_of(scope, pack)
    if body is not None:
        draft.warn("counted_by", metric=f"#{metric.id}", body=f"@{body.id}")
    elif metric.basis:
        draft.warn("basis", metric=f"#{metric.id}", basis=basis_of(metric))
    elif is_plain(metric, pack) and pack.entities[scope.entity].kind is not EntityKind.MARKET:
        draft.warn("own_count", metric=f"#{metric.id}")
    if pack.entities[scope.entity].kind is EntityKind.ALLIANCE:
        draft.warn("alliance", who=f"@{scope.entity}")
    _doubts(scope, estimate, table, draft)


def other_metric(asked: str, given: str, table: Table, draft: Draft) -> None:
    """Say that another metric stands in for the one that is asked for."""
    key = "other_word" if is_plain(table.pack.metrics[given], table.pack) else "other_metric"
    draft.warn(key, asked=f"#{asked}", metric=f"#{given}")


def _doubts(scope: Scope, estimate: Estimate, table: Table, draft: Draft) -> None:
    who, period = f"@{scope.entity}", f"~{estimate.cell.period}"
    match estimate.status:
        case Status.DERIVED:
            draft.warn("derived", who=who, period=period, steps="; ".join(s.text for s in estimate.derivation))
        case Status.PROVISIONAL:
            draft.warn("provisional", who=who, period=period)
        case Status.DISPUTED:
            draft.warn("disputed", who=who, period=period)
        case _:
            pass
    match modifier_of(estimate):
        case Modifier.OVER:
            draft.warn("only_over", who=who, period=period, figure=estimate)
        case Modifier.ABOUT | Modifier.NEARLY:
            draft.warn("rounded", who=who, period=period)
        case _:
            pass
    for one in estimate.dissent[:_DISSENTS]:
        draft.warn(
            "dissent",
            who=who,
            period=period,
            figure=one.observation,
            site=_site(one.observation.source),
            why=one.reason,
        )
    if len(estimate.dissent) > _DISSENTS:
        draft.warn("more_dissent", n=len(estimate.dissent) - _DISSENTS)
    sites = {_site(o.source) for o in table.sources(estimate)}
    if len(sites) == 1:
        draft.warn("one_source", who=who, period=period, site=sites.pop())


def _site(source: str) -> str:
    return site_of(source) or source


def _metrics(query: Query, table: Table) -> list[str]:
    """The metric that is asked for and those that say the same; what is sold if none is named."""
    plain = [m.id for m in plain_metrics(table.pack)]
    if query.metric is None:
        return plain
    metric = table.pack.metrics[query.metric]
    if is_plain(metric, table.pack):
        return [query.metric, *(m for m in plain if m != query.metric)]
    return [query.metric]


def _models(query: Query, scope: Scope, period: Period, table: Table) -> Iterator[Scope]:
    for metric in (scope.metric, *(m for m in table.pack.metrics if m != scope.metric)):
        for one in table.scopes(metric, period):
            if one.entity == scope.entity and one.model:
                model = model_of(one, table.pack)
                if model is not None and model.name == query.model:
                    yield replace(one, entity=scope.entity)
