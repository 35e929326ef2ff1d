"""What was said: vintages of a figure, where sources contradict one another, and promises."""

from __future__ import annotations

from datetime import date

from tachograph.analysis.market import body_of
from tachograph.analysis.table import Scope, Table
from tachograph.core.claim import Modality
from tachograph.core.estimate import Estimate, Status
from tachograph.core.pack import Entity, Pack
from tachograph.core.query import Query
from tachograph.core.site import site_of
from tachograph.pipeline import consulting
from tachograph.pipeline.asking.answer import Draft, known, statement
from tachograph.pipeline.asking.finding import as_period, caveats, subjects, wholes
from tachograph.pipeline.consulting import Vintage
from tachograph.pipeline.promising import recorded_promises
from tachograph.pipeline.recording import Books

_ORDER = (Modality.FORECAST, Modality.ESTIMATE, Modality.ACTUAL)
_SHOWN = 8  # statements of a figure
_MOST = 5  # disputed cells


def vintages(query: Query, kept: Books, draft: Draft) -> None:
    """What was said of a figure first, and what later."""
    if not query.entities or not query.metric:
        draft.refuse("reason_metric")
        return
    period = None if query.period is None else str(as_period(query.period))
    for entity in query.entities:
        cells = consulting.vintages(kept, entity, query.metric, period)
        chosen = {c: v for c, v in cells.items() if period in (None, c.period) and not c.model and not c.basis}
        plain = next((c for c in chosen if not c.region and not c.segment), next(iter(chosen), None))
        if plain is None:
            draft.refuse("unknown_one", who=f"@{entity}", metric=f"#{query.metric}", period=f"~{period or ''}")
            draft.refuse("needed")
            continue
        said = [v for v in chosen[plain] if v.observation.modality in _ORDER]
        said.sort(key=lambda v: (_ORDER.index(v.observation.modality), v.known_from))
        if query.as_of:
            said = [v for v in said if v.known_from <= query.as_of]
        _told(_from_body(query, said, kept.pack, draft), f"@{entity}", f"#{query.metric}", plain.period, draft)


def _told(said: list[Vintage], who: str, metric: str, period: str, draft: Draft) -> None:
    if not said:
        draft.refuse("unknown_one", who=who, metric=metric, period=f"~{period}")
        return
    first, *later = said
    draft.say("first_said", who=who, metric=metric, period=f"~{period}", first=first.observation)
    distinct = {_value(first)}
    for one in later:
        if _value(one) not in distinct:
            distinct.add(_value(one))
            draft.say("then_said", said=one.observation)
    draft.figures += [statement(v.observation) for v in said[:_SHOWN]]
    if len(distinct) == 1:
        draft.say("unchanged", n=len(said))
    draft.warn("first_known")


def _from_body(query: Query, said: list[Vintage], pack: Pack, draft: Draft) -> list[Vintage]:
    """What somebody says, if the pages tell; all of it with a caveat if they do not."""
    if query.body is None:
        return said
    body = pack.entities[query.body]
    own = [v for v in said if _is_from(v, body)]
    if own:
        return own
    metrics = {(v.observation.entity, v.observation.metric) for v in said}
    if any((counts := body_of(Scope(*one), pack)) and counts.id == body.id for one in metrics):
        draft.warn("count_of_body", body=f"@{body.id}")
    else:
        draft.warn("not_attributed", body=f"@{body.id}")
    return said


def _is_from(vintage: Vintage, body: Entity) -> bool:
    names = {n.casefold() for names in body.names.values() for n in names} | {body.name.casefold()}
    o = vintage.observation
    return (o.claimant or "").casefold() in names or site_of(o.source).partition(".")[0] in names


def _value(vintage: Vintage) -> tuple[str, object]:
    return str(vintage.observation.modality), vintage.observation.quantity.value


def conflicts(query: Query, table: Table, today: date, draft: Draft) -> None:  # noqa: ARG001 - all kinds are asked alike
    """Where sources say something else than the best estimate, and why that is not followed."""
    found = [e for entity in subjects(query, table) for e in _estimates(query, entity, table)]
    if not found:
        for entity in subjects(query, table):
            draft.refuse(
                "unknown_one",
                who=f"@{entity}",
                metric=f"#{query.metric}" if query.metric else "",
                period=f"~{query.period or ''}",
            )
        draft.refuse("needed")
        return
    disputed = [e for e in found if e.dissent or e.status is Status.DISPUTED]
    if not disputed:
        draft.say("no_conflict", n=len(found))
    disputed.sort(key=lambda e: (e.status is not Status.DISPUTED, -len(e.dissent), e.cell.period))
    for estimate in disputed[:_MOST] or found[:1]:
        scope = Scope(
            estimate.cell.entity, estimate.cell.metric, estimate.cell.segment, estimate.cell.model, estimate.cell.region
        )
        draft.figures.append(known("value", estimate, table))
        draft.say(
            "best",
            who=f"@{scope.entity}",
            metric=f"#{scope.metric}",
            period=f"~{estimate.cell.period}",
            figure=estimate,
            n=len(estimate.support),
        )
        caveats(query, scope, estimate, table, draft)
        for dissent in estimate.dissent:
            draft.figures.append(statement(dissent.observation))
    if len(disputed) > _MOST:
        draft.warn("more_disputed", n=len(disputed) - _MOST)


def _estimates(query: Query, entity: str, table: Table) -> list[Estimate]:
    ids = set(wholes(entity, table))
    period = str(as_period(query.period)) if query.period else None
    return [
        e
        for e in table.estimates
        if e.cell.entity in ids
        and query.metric in (None, e.cell.metric)
        and e.cell.metric in table.pack.metrics
        and e.cell.period == (period or e.cell.period)
    ]


def promises(query: Query, kept: Books, day: date, draft: Draft) -> None:
    """Dated commitments and how they stand on a day."""
    entity = kept.pack.entities[query.entities[0]].name if query.entities else None
    outcome = recorded_promises(kept, as_of=day, entity=entity)
    found = list(outcome.promises)
    if query.period:
        period = as_period(query.period)
        found = [p for p in found if period.start and period.start <= p.promise.due.end <= period.end]
    if not found:
        draft.refuse(
            "no_promises", who=f"@{query.entities[0]}" if query.entities else "", period=f"~{query.period or ''}"
        )
        draft.refuse("needed_articles")
        return
    counts: dict[str, int] = {}
    for one in found:
        counts[one.standing] = counts.get(one.standing, 0) + 1
    draft.say("promises", n=len(found), day=day, counts=tuple(counts.items()))
    draft.promises, draft.pages = found, outcome.sources
    draft.warn("promises_need_evidence")
