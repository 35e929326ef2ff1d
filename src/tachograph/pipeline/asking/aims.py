"""Targets and guidance: what they are, how far they are reached, and what is left to do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tachograph.analysis.periods import ordinary
from tachograph.analysis.table import Table
from tachograph.analysis.targets import Chance, Progress, is_whole, targets
from tachograph.core.observation import Observation
from tachograph.core.period import Grain, Period
from tachograph.core.quantity import Modifier
from tachograph.core.query import Query
from tachograph.pipeline import consulting, forecasting
from tachograph.pipeline.asking.answer import Draft, Figure, computed, known
from tachograph.pipeline.asking.finding import wholes

_YEARS_BACK = 3
_ALL = 6  # sellers, if nobody is named


def odds_of(table: Table) -> Chance:
    """What the forecasts make of targets."""
    figures = consulting.Figures(tuple(table.estimates), tuple(table.observations), table.pack)
    return forecasting.learned(figures).odds()


def aims(query: Query, table: Table, today: date, draft: Draft, odds: Chance) -> None:
    """Each target that is meant, with what is achieved of it."""
    rows = _rows(query, table, today, draft, odds)
    if not rows:
        _refuse(query, table, draft)
        return
    _number(query, rows, draft)
    for row in rows:
        _tell(row, table, draft)
    if any(row.pace and row.probability is None for row in rows):
        draft.warn("no_chance")
    heard = [row for row in rows if not row.over and row.achieved is None]
    for row in heard:
        draft.warn("nothing_yet", who=f"@{row.vintage.scope.entity}", period=f"~{row.vintage.period}")


def _rows(query: Query, table: Table, today: date, draft: Draft, chance: Chance) -> list[Progress]:
    """The targets of those who are asked about, for the period or the year that is likeliest meant."""
    if query.period:
        return _of(query, Period.parse(ordinary(query.period)), table, chance)
    years = [today.year, *range(today.year + 1, today.year - _YEARS_BACK, -1)]
    found = {year: rows for year in dict.fromkeys(years) if (rows := _of(query, Period.year(year), table, chance))}
    named = [year for year, rows in found.items() if query.number and any(_is(row, query) for row in rows)]
    year = next(iter(named or found), None)
    if year is None:
        return []
    draft.period = str(year)
    draft.warn("no_year", period=f"~{year}")
    return found[year]


def _of(query: Query, period: Period, table: Table, chance: Chance) -> list[Progress]:
    year = targets(table, period.end.year, chance)
    rows = list(year.quarters if period.grain is Grain.QUARTER else year.rows)
    rows = [row for row in rows if row.vintage.period.same_days(period)]
    if not query.entities:
        return [row for row in rows if row.latest and is_whole(row, table.pack)][:_ALL]
    for entity in query.entities:
        for one in wholes(entity, table):
            mine = [row for row in rows if row.vintage.scope.entity == one]
            if mine := [row for row in mine if is_whole(row, table.pack)] or mine:
                return mine
    return []


def _is(row: Progress, query: Query) -> bool:
    ends = [end for end in (row.vintage.low, row.vintage.high) if end is not None]
    return bool(ends) and min(ends) <= (query.number or 0) <= max(ends)


def _number(query: Query, rows: Sequence[Progress], draft: Draft) -> None:
    """Say so where the number of the question is no target that is known."""
    if query.number is not None and not any(_is(row, query) for row in rows):
        draft.warn("other_number", number=query.number)


def _tell(row: Progress, table: Table, draft: Draft) -> None:
    v, who = row.vintage, f"@{row.vintage.scope.entity}"
    draft.figures.append(_target(row))
    period = f"~{v.period}"
    if not is_whole(row, table.pack):
        draft.warn("part_target", who=who, metric=f"#{v.scope.metric}")
    draft.say(
        "aimed" if not row.latest else "aims_past" if row.over else "aims", who=who, period=period, low=v.low, high=v.high, growth=row.growth, base=row.base,
        move=v.move, first=v.first, narrowed=None if is_whole(row, table.pack) else v.scope,
    )  # fmt: skip
    if row.base:
        draft.figures.append(known("base", row.base, table))
    if row.achieved is None:
        return
    done = row.achieved
    draft.figures.append(known("achieved", done, table))
    attained = row.attainment[0]
    said = (*v.said, *table.sources(done))
    if attained is not None:
        draft.figures.append(computed("attainment", v.scope, done.cell.period, attained, said, str(v.period)))
    if row.over:
        ends = [end for end in row.attainment if end is not None]
        key = "met" if attained is not None and attained >= 1 else "missed"
        if key == "missed" and ends and max(ends) >= 1:
            key = "partly"
        if v.high is not None and v.low is not None and v.low < done.value < v.high:
            key = "within"
        elif v.high is not None and v.low != v.high and done.value > v.high:
            key = "above"
        draft.say(key, who=who, period=period, figure=done, part=row.attainment)
    else:
        draft.say("so_far_of", who=who, figure=done, until=f"~{done.cell.period}", part=row.attainment)
        _pace(row, draft)
    if done.interval.width and done.value and done.interval.width / done.value > 0:
        draft.warn("loose_achieved", who=who)


def _pace(row: Progress, draft: Draft) -> None:
    pace, low = row.pace, row.vintage.low or row.vintage.high
    if pace is None or low is None:
        return
    draft.say("left", months=pace.months, linear=pace.linear)
    if pace.on_pace is not None:
        key = "on_pace" if pace.on_pace >= low else "behind"
        draft.say(key, figure=pace.on_pace, shape=pace.shape)
        draft.warn("shape")
    if row.probability is not None:
        draft.say("chance", probability=row.probability)
        draft.warn("chance_by_forecast")


def _target(row: Progress) -> Figure:
    v = row.vintage
    said: tuple[Observation, ...] = (*v.said, *(o for o in v.growth if o not in v.said))
    return Figure(
        "target", v.scope.entity, v.scope.metric, str(v.period), v.said[0].quantity.unit if v.low is not None else "vehicle", v.low or v.high, v.low, v.high,
        "stated", Modifier.BETWEEN if v.low != v.high else Modifier.EXACTLY, v.scope.model, v.scope.segment, v.scope.region, "", "", said,
    )  # fmt: skip


def _refuse(query: Query, table: Table, draft: Draft) -> None:
    if not query.entities:
        draft.refuse("no_targets", period=f"~{query.period or ''}")
    for entity in query.entities:
        draft.refuse("no_target", who=f"@{entity}", period=f"~{query.period or ''}")
        known_for = _known_for(entity, table)
        if known_for:
            draft.refuse("targets_known", who=f"@{entity}", periods=tuple(f"~{p}" for p in known_for))
    draft.refuse("needed")


def _known_for(entity: str, table: Table) -> list[str]:
    """The periods that somebody is known to have a target for, the last first."""
    mine = set(wholes(entity, table))
    from_all = {
        o.period
        for o in table.observations
        if o.entity in mine and o.modality == "target" and o.quantity.unit == table.pack.main_unit
    }
    return sorted(from_all, reverse=True)[:_ALL]
