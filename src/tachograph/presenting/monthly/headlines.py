"""What a report says first: one finding a line, in plain words, with who states its figures."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tachograph.analysis.board import Board
from tachograph.analysis.highlights import Extreme, Streak
from tachograph.analysis.leader import Lead
from tachograph.analysis.listing import Row, name_of
from tachograph.analysis.market import own_markets
from tachograph.analysis.periods import year_before
from tachograph.analysis.table import Scope
from tachograph.analysis.targets import Progress, is_whole
from tachograph.core.dispute import Dispute
from tachograph.core.estimate import Estimate
from tachograph.core.observation import Observation
from tachograph.core.period import Period
from tachograph.pipeline.reporting import Report, Surprise
from tachograph.presenting import figures as cells
from tachograph.presenting import words
from tachograph.presenting.leader.answer import what
from tachograph.presenting.sheets import figures
from tachograph.presenting.sheets.sheet import Source
from tachograph.presenting.targets.text import goal, whose

_FEW = 3  # of a kind in one sentence
_UNLIKELY, _LIKELY = 0.1, 0.9
_UNITS = {1: "month", 3: "quarter", 12: "year"}


@dataclass(frozen=True, slots=True)
class Headline:
    """A finding: its kind in a word, the sentence, and who states the figures in it."""

    kind: str
    text: str
    sources: tuple[Source, ...] = ()


def headlines(report: Report) -> tuple[Headline, ...]:
    """The findings of a report, the most asked for first."""
    tellers: tuple[Callable[[Report], Iterator[Headline]], ...] = (
        _leaders, _together, _markets, _records, _streaks, _movers, _targets, _chances, _surprises, _disputes, _missing
    )  # fmt: skip
    return tuple(headline for tell in tellers for headline in tell(report))


# --- who sold how many ------------------------------------------------------------------------------------------------


def _leaders(report: Report) -> Iterator[Headline]:
    main = report.leading.main
    if main is not None:
        yield Headline("leader", _leads(main, report), _of(report, (r.estimate for r in main.listing.leaders)))
    others = [lead for lead in report.leading.leads if lead is not main and lead.listing.leader is not None]
    said = [
        f"{what(lead.listing.definition, report.table.pack)}: {_sold(lead.listing.rows[0], report)}" for lead in others
    ]
    if said:
        rows = (lead.listing.rows[0].estimate for lead in others)
        yield Headline("leader", f"First by other definitions: {'; '.join(said)}.", _of(report, rows))


def _leads(lead: Lead, report: Report) -> str:
    found, pack = lead.listing, report.table.pack
    which = what(found.definition, pack)
    if found.leader is None:
        tied = words.listed([f"{name_of(r.scope, pack)} ({figures.said(r.estimate)})" for r in found.leaders])
        return f"Who led the {which} cannot be told: {tied} are too close."
    row = found.leader
    grown = f", {_against(row, report)}" if row.yoy else ""
    again = f", first for {lead.streak} months in a row" if lead.streak and lead.streak > 1 else ""
    after = [f"{name_of(r.scope, pack)} ({figures.said(r.estimate)})" for r in found.rows[1:_FEW]]
    behind = f", before {words.listed(after)}" if after else ""
    return f"{name_of(row.scope, pack)} led the {which} with {figures.said(row.estimate)}{grown}{again}{behind}."


def _sold(row: Row, report: Report) -> str:
    return f"{name_of(row.scope, report.table.pack)} ({figures.said(row.estimate)})"


def _against(row: Row, report: Report) -> str:
    return f"{figures.change(row.yoy, mark=False)} on {words.period(str(year_before(report.period)))}"


def _together(report: Report) -> Iterator[Headline]:
    """What the first board comes to, against the same sellers a year before."""
    board = report.boards[0]
    if board.total is None or len(board.lines) < _FEW:
        return
    known = [line.row for line in board.lines if line.row.yoy is not None and line.row.yoy.base is not None]
    now = sum((row.estimate.value for row in known), Fraction(0))
    then = sum((row.yoy.base.value for row in known if row.yoy and row.yoy.base), Fraction(0))
    about = "about " if board.total.interval.width else ""
    total = round(board.total.value, -2) if about else board.total.value
    who = "all" if len(known) == len(board.lines) else f"the {len(known)} whose figure of the year before is known"
    grown = f"; {who} together {figures.percent(now / then - 1, signed=True)} on the year before" if then else ""
    which = what(board.listing.definition, report.table.pack)
    yield Headline(
        "total", f"The {len(board.lines)} in the table of {which} come to {about}{words.number(total)}{grown}."
    )


def _markets(report: Report) -> Iterator[Headline]:
    table, period = report.table, report.period
    for market in own_markets(table.pack):
        known: list[tuple[str, Estimate]] = []
        for metric in table.pack.metrics.values():
            scope = Scope(market.id, metric.id)
            level = table.level(scope, period)
            if level is None or metric.unit != table.pack.main_unit or metric.basis is None:
                continue
            change = table.change(scope, period, year_before(period))
            grown = f" ({figures.change(change, mark=False)} on the year before)" if change else ""
            known.append((f"{metric.name} {figures.said(level)}{grown}", level))
        if known:
            text = f"{market.name}: {words.listed([said for said, _ in known])}."
            yield Headline("market", text, _of(report, (level for _, level in known)))


# --- what stands out --------------------------------------------------------------------------------------------------


def _records(report: Report) -> Iterator[Headline]:
    unit = _unit(report)
    highest = [one for one in report.highlights.extremes if one.highest]
    lowest = [one for one in report.highlights.extremes if not one.highest]
    if highest:
        said = words.listed([f"{_figure(one, report)} (of {one.earlier + 1})" for one in highest])
        text = f"The most of any {unit} that is known: {said}."
        yield Headline("record", text, _of(report, [one.estimate for one in highest]))
    if lowest:
        said = words.listed([f"{_figure(one, report)} (since {words.period(str(one.since))})" for one in lowest])
        yield Headline("low", f"The least for long: {said}.", _of(report, [one.estimate for one in lowest]))


def _figure(one: Extreme, report: Report) -> str:
    return f"{name_of(one.scope, report.table.pack)} {figures.said(one.estimate)}"


def _unit(report: Report) -> str:
    return _UNITS[report.period.whole_months or 1]


def _streaks(report: Report) -> Iterator[Headline]:
    for rising, told in ((True, "above"), (False, "below")):
        found = [s for s in report.highlights.streaks if s.rising is rising]
        if found:
            said = words.listed([_row_of(s, report) for s in found])
            unit = _unit(report)
            same = "" if unit == "year" else f"the same {unit} of "
            yield Headline("streak", f"In a row {told} {same}the year before: {said}.")


def _row_of(one: Streak, report: Report) -> str:
    return f"{name_of(one.scope, report.table.pack)} ({one.count} {_unit(report)}s)"


def _movers(report: Report) -> Iterator[Headline]:
    moved = [row for row in report.highlights.movers if row.yoy is not None]
    up = [row for row in moved if row.yoy is not None and row.yoy.value > 0][:_FEW]
    down = [row for row in reversed(moved) if row.yoy is not None and row.yoy.value < 0][:_FEW]
    for kind, rows in (("rise", up), ("fall", down)):
        if rows:
            said = [f"{name_of(r.scope, report.table.pack)} {figures.change(r.yoy, mark=False)}" for r in rows]
            yield Headline(
                kind,
                f"Steepest {kind} on the year before: {words.listed(said)}.",
                _of(report, (r.estimate for r in rows)),
            )
    climbed = [
        f"{name_of(line.row.scope, report.table.pack)} {'up' if (line.climbed or 0) > 0 else 'down'} {abs(line.climbed or 0)}"
        for line in report.highlights.climbers
    ]
    if climbed:
        yield Headline("rank", f"Places changed by more than one: {words.listed(climbed)}.")


# --- targets and forecasts --------------------------------------------------------------------------------------------


def _targets(report: Report) -> Iterator[Headline]:
    """The targets and the guidance whose time ended with the period."""
    ended = [
        row
        for row in (*report.targets.rows, *report.targets.quarters)
        if row.latest and row.over and row.vintage.period.end == report.period.end and row.vintage.low is not None
    ]
    for row in sorted(ended, key=lambda r: (r.attainment[0] or 0) >= 1):
        reached = (row.attainment[0] or 0) >= 1
        achieved = row.achieved
        if achieved is None or row.attainment[0] is None:
            continue
        v = row.vintage
        told = "reached" if reached else "missed"
        text = (
            f"{whose(v.scope, report.table.pack)} {told} its target of {goal(v.low, v.high)} for "
            f"{words.period(str(v.period))} with {figures.said(achieved)} ({figures.percent(row.attainment[0])})."
        )
        yield Headline(f"target {told}", text, (*v.said, *report.table.sources(achieved)))


def _chances(report: Report) -> Iterator[Headline]:
    """Of targets whose time goes on: which are likely to be reached, and which are not."""
    told = [
        r
        for r in report.targets.rows
        if r.latest and not r.over and r.probability is not None and is_whole(r, report.table.pack)
    ]
    for word, rows in (
        ("unlikely to be", [r for r in told if (r.probability or 0) < _UNLIKELY]),
        ("likely to be", [r for r in told if (r.probability or 0) > _LIKELY]),
    ):
        if rows:
            said = words.listed([_goal(r, report) for r in rows])
            yield Headline("chance", f"Targets for {report.targets.year} {word} reached, by the forecasts: {said}.")


def _goal(row: Progress, report: Report) -> str:
    v = row.vintage
    return f"{whose(v.scope, report.table.pack)} ({goal(v.low, v.high)}, {chance(row.probability or 0)})"


def chance(part: float) -> str:
    """A probability; none is 0% or 100%."""
    return "under 1%" if part < 0.01 else "over 99%" if part > 0.99 else f"{part:.0%}"


def _surprises(report: Report) -> Iterator[Headline]:
    for one in sorted((s for s in report.surprises if not s.inside), key=lambda s: -abs(s.off)):
        yield Headline("surprise", _surprise(one, report))


def _surprise(one: Surprise, report: Report) -> str:
    name, metric = (
        cells.entity(one.series.entity, report.table.pack),
        cells.metric(one.series.metric, report.table.pack),
    )
    side = "below" if one.off < 0 else "above"
    off = figures.percent(Fraction(one.off), signed=True, places=0)
    return (
        f"{name}: {metric} of {one.actual:,.0f} against {one.expected.point:,.0f} expected ({off}), {side} the 80% interval "
        f"of {one.expected.low:,.0f} to {one.expected.high:,.0f}."
    )


# --- doubts -----------------------------------------------------------------------------------------------------------


def _disputes(report: Report) -> Iterator[Headline]:
    if report.disputed:
        said = [
            f"{cells.entity(e.cell.entity, report.table.pack)} {cells.series(e.cell, report.table.pack)}"
            for e in report.disputed
        ]
        more = f" and {len(said) - 5} more" if len(said) > 5 else ""
        yield Headline("disputed", f"Sources disagree on {'; '.join(said[:5])}{more}.", _of(report, report.disputed))
    for one in report.disputes:
        yield Headline("conflict", conflict(one), tuple(o for d in one.doubted for o in d.observations))


def conflict(one: Dispute) -> str:
    """Which figure is likely wrong, and what others say instead."""
    doubted = [f"{figures.stated(d.observations[0])} ({_places(d.observations)})" for d in one.doubted]
    if len(doubted) > 1:
        return f"{one.series}: one of {words.listed(doubted)} is wrong."
    against = dict.fromkeys(figures.stated(o) for o in one.others if o.period == one.doubted[0].observations[0].period)
    others = f", others say {words.listed(list(against))}" if 0 < len(against) < _FEW else ""
    return f"{one.series}: {doubted[0]} is likely wrong{others}."


def _places(found: Sequence[Observation]) -> str:
    hosts = list(dict.fromkeys(figures.host(o.source) for o in found))
    return ", ".join(hosts[:2]) + (f" and {len(hosts) - 2} more" if len(hosts) > 2 else "")


def _missing(report: Report) -> Iterator[Headline]:
    board: Board = report.boards[0]
    if board.missing:
        names = words.listed([name_of(scope, report.table.pack) for scope in board.missing])
        yield Headline("missing", f"Not known for {words.period(str(report.period))}: {names}.")


def _of(report: Report, estimates: Iterator[Estimate] | Sequence[Estimate]) -> tuple[Source, ...]:
    return tuple(o for e in estimates for o in report.table.sources(e))


def month_of(period: Period) -> str:
    """What a report is of, in its title."""
    return words.period(str(period))
