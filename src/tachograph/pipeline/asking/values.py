"""Figures, comparisons of figures, and changes."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from tachograph.analysis.maker import prices
from tachograph.analysis.periods import before, holds_new_year, year_before
from tachograph.analysis.ranking import ranks
from tachograph.analysis.stated import bounds
from tachograph.analysis.table import Scope, Table
from tachograph.core.estimate import Estimate
from tachograph.core.pack import Metric, Nature, Pack
from tachograph.core.period import Period
from tachograph.core.query import Query
from tachograph.pipeline.asking.answer import Draft, computed, known
from tachograph.pipeline.asking.finding import (
    as_period,
    caveats,
    find,
    find_near,
    latest,
    subjects,
    wholes,
)

_DIGITS = 3  # of a difference that is only roughly known
_OTHERS = 8  # metrics that are named where the one that is asked for is not known


def values(query: Query, table: Table, today: date, draft: Draft) -> None:  # noqa: ARG001 - all kinds are asked alike
    """A figure of each who is asked about, and who says so."""
    found = [one for entity in subjects(query, table) if (one := _value(query, entity, table, draft))]
    if not found and not any(_average(query, entity, table, draft) for entity in query.entities):
        _unknown(query, table, draft)


def _average(query: Query, entity: str, table: Table, draft: Draft) -> bool:
    """What a vehicle brings on average, where a price is asked for and no list price is known."""
    if (
        query.metric is None
        or query.model
        or query.region
        or not _is_price(table.pack.metrics[query.metric], table.pack)
    ):
        return False
    wanted = as_period(query.period) if query.period else None
    for one in wholes(entity, table):
        price = next((p for p in prices(table, one) if wanted is None or p.period.same_days(wanted)), None)
        if price is not None:
            draft.figures += [known("value", price.revenue, table), known("value", price.units, table)]
            draft.say(
                "average_price", who=f"@{one}", period=f"~{price.period}", figure=_roughly(price.value),
                currency=price.revenue.cell.unit, revenue=price.revenue, units=price.units,
                by=f"#{price.revenue.cell.metric}", of=f"#{price.units.cell.metric}",
            )  # fmt: skip
            if query.period is None:
                draft.warn("no_period", period=f"~{price.period}")
            draft.command = f"tacho maker {one}"
            return True
    return False


def _is_price(metric: Metric, pack: Pack) -> bool:
    """Whether a metric is what one thing costs."""
    unit = pack.units.get(metric.unit)
    return metric.nature is Nature.STOCK and unit is not None and unit.dimension == "money"


def comparison(query: Query, table: Table, today: date, draft: Draft) -> None:  # noqa: ARG001
    """The figures of some side by side, the highest first."""
    found: list[tuple[Scope, Estimate]] = []
    period = as_period(query.period) if query.period else _common(query, table)
    for entity in query.entities:
        one = period and (find(query, entity, period, table) or find_near(query, entity, period, table))
        if one:
            found.append(one)
        else:
            draft.refuse("unknown_one", who=f"@{entity}", metric=_metric(query, table), period=f"~{period or ''}")
    if not found:
        return
    draft.cannot, missing = [], draft.cannot
    draft.caveats += missing
    found.sort(key=lambda one: -one[1].value)
    places = ranks([bounds(e) for _, e in found])
    for (scope, estimate), place in zip(found, places, strict=True):
        draft.figures.append(known("value", estimate, table, str(place)))
        draft.say(
            "value",
            who=f"@{scope.entity}",
            metric=f"#{scope.metric}",
            period=f"~{estimate.cell.period}",
            figure=estimate,
        )
        caveats(query, scope, estimate, table, draft)
    _difference(found, draft)
    if len({e.cell.period for _, e in found}) > 1:
        draft.warn("unlike_periods")
    if len({s.metric for s, _ in found}) > 1:
        draft.warn("unlike_metrics")


def growth(query: Query, table: Table, today: date, draft: Draft) -> None:  # noqa: ARG001
    """How much a figure differs from that of the year before, or of the period before."""
    done = [entity for entity in subjects(query, table) if _change(query, entity, table, draft)]
    if not done and not draft.cannot:
        _unknown(query, table, draft)


def _value(query: Query, entity: str, table: Table, draft: Draft) -> tuple[Scope, Estimate] | None:
    if query.period:
        period = as_period(query.period)
        found = find(query, entity, period, table)
        near = None if found else find_near(query, entity, period, table)
        if near:
            stock = table.pack.metrics[near[0].metric].nature is Nature.STOCK
            draft.warn("day_before" if stock else "so_far", asked=f"~{period}", period=f"~{near[1].cell.period}")
        found = found or near
    else:
        found = latest(query, entity, table)
        if found:
            draft.period = str(found[1].cell.period)
            if not query.cumulative:
                draft.warn("no_period", period=f"~{draft.period}")
    if found is None:
        return None
    scope, estimate = found
    draft.figures.append(known("value", estimate, table))
    draft.say(
        "value",
        who=f"@{scope.entity}",
        metric=f"#{scope.metric}",
        period=f"~{estimate.cell.period}",
        figure=estimate,
        narrowed=scope,
    )
    sources = table.sources(estimate)
    pages = {o.source for o in sources}
    if len(pages) > 1 and estimate.support:
        draft.say("said_by", n=len(pages), first=sources[0])
    caveats(query, scope, estimate, table, draft)
    return found


def _difference(found: list[tuple[Scope, Estimate]], draft: Draft) -> None:
    (first, most), (last, least) = found[0], found[-1]
    if len(found) < 2:
        return
    low, high = bounds(most), bounds(least)
    if low.low is not None and high.high is not None and low.low > high.high:
        if most.cell.unit == least.cell.unit and least.value:
            loose = not (low.width == 0 and high.width == 0)
            draft.say(
                "ahead",
                who=f"@{first.entity}",
                other=f"@{last.entity}",
                gap=_roughly(most.value - least.value) if loose else most.value - least.value,
                times=most.value / least.value,
                loose=loose,
            )
    else:
        draft.say("cannot_be_told", who=f"@{first.entity}", other=f"@{last.entity}")


def _roughly(value: Fraction) -> Fraction:
    """To three digits."""
    return Fraction(round(value, _DIGITS - len(str(int(abs(value))))))


def _change(query: Query, entity: str, table: Table, draft: Draft) -> bool:
    if query.period:
        period = as_period(query.period)
        found = find(query, entity, period, table) or find_near(query, entity, period, table)
    else:
        found = latest(query, entity, table)
        if found:
            draft.period = str(found[1].cell.period)
            draft.warn("no_period", period=f"~{draft.period}")
    if found is None:
        return False
    scope, estimate = found
    now = as_period(estimate.cell.period)
    stock = table.pack.metrics[scope.metric].nature is Nature.STOCK
    then = as_period(query.base) if query.base else before(now) if query.sequential and not stock else year_before(now)
    then = year_before(now) if then is not None and then.same_days(now) else then
    change = table.change(scope, now, then)
    draft.figures.append(known("value", estimate, table))
    if change is None or then is None:
        draft.refuse(
            "no_base",
            who=f"@{scope.entity}",
            metric=f"#{scope.metric}",
            period=f"~{now}",
            base=f"~{then or ''}",
            figure=estimate,
        )
        return True
    said = (*table.sources(estimate), *(table.sources(change.base) if change.base else ()), *change.published)
    status = "computed" if change.base else "published"
    if change.base:
        draft.figures.append(known("base", change.base, table))
    draft.figures.append(computed("change", scope, str(now), change.value, said, str(then), status))
    draft.say(
        "grew" if change.value >= 0 else "fell", who=f"@{scope.entity}", metric=f"#{scope.metric}", period=f"~{now}", base=f"~{then}",
        change=abs(change.value), figure=estimate,
    )  # fmt: skip
    if change.base:
        draft.say("from_base", figure=change.base, base=f"~{then}")
    else:
        draft.warn("published_rate", base=f"~{then}")
    if change.differs:
        draft.warn("differs", rates=tuple(dict.fromkeys(Fraction(o.quantity.value) / 100 for o in change.published)))
    if holds_new_year(now):
        draft.warn("new_year")
    caveats(query, scope, estimate, table, draft)
    return True


def _common(query: Query, table: Table) -> Period | None:
    """The last month that all who are compared have a figure for, else the last of any."""
    found = [one for entity in query.entities if (one := latest(query, entity, table))]
    return min((as_period(e.cell.period) for _, e in found), key=lambda p: p.end, default=None)


def _metric(query: Query, table: Table) -> str:
    return f"#{query.metric}" if query.metric else f"#{table.pack.main_unit and next(iter(table.pack.metrics))}"


def _unknown(query: Query, table: Table, draft: Draft) -> None:
    """Why there is no figure, and what is known instead."""
    if not query.entities:
        draft.refuse("unknown_market", metric=_metric(query, table), period=f"~{query.period or ''}")
        draft.refuse("needed")
        return
    for entity in query.entities:
        given = {"who": f"@{entity}", "metric": _metric(query, table), "period": f"~{query.period or ''}"}
        draft.refuse("unknown_one", **given, model=query.model or "")
        if query.model:
            continue
        grain = Period.parse(query.period).grain if query.period else None
        last = latest(query, entity, table, grain)
        if last is not None:
            draft.figures.append(known("latest", last[1], table))
            draft.refuse(
                "latest_known",
                who=f"@{last[0].entity}",
                metric=f"#{last[0].metric}",
                period=f"~{last[1].cell.period}",
                figure=last[1],
            )
        else:
            others = _known_of(entity, query, table)
            if others:
                draft.refuse("known_instead", who=f"@{entity}", metrics=tuple(f"#{m}" for m in others[:_OTHERS]))
    if query.period and table.latest and (start := Period.parse(query.period).start) and start > table.latest.end:
        draft.refuse("still_ahead")
        return
    draft.refuse("needed")


def _known_of(entity: str, query: Query, table: Table) -> list[str]:
    """What is known of somebody, of the period if one is asked for, that most is known of first."""
    counts: dict[str, int] = {}
    for e in table.estimates:
        if e.cell.entity == entity and e.cell.metric in table.pack.metrics and e.cell.metric != query.metric:
            here = query.period is None or e.cell.period == str(as_period(query.period))
            counts[e.cell.metric] = counts.get(e.cell.metric, 0) + (1000 if here else 1)
    return sorted(counts, key=lambda m: (-counts[m], m))
