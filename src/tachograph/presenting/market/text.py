"""The market for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from tachograph.analysis.concentration import LEADER, SMALL, Concentration
from tachograph.analysis.listing import called
from tachograph.analysis.market import Count, Editions, Market, Part
from tachograph.analysis.periods import holds_new_year, step
from tachograph.analysis.table import Scope, Table
from tachograph.core.observation import Observation
from tachograph.core.pack import Pack
from tachograph.core.period import Period
from tachograph.presenting import words
from tachograph.presenting.leader.answer import what
from tachograph.presenting.sheets import figures, text
from tachograph.presenting.sheets.sheet import Column, Page, Row, Section, Sheet
from tachograph.presenting.sheets.told import Told

_OTHERS = "others"
_SHARES = 10  # sellers whose shares are listed
_ACCOUNTED = Fraction(1, 2)  # of a market, below which nobody can say how concentrated it is


def render(market: Market, table: Table, *, width: int = 80) -> str:
    """What is counted, the parts, the editions, who shares it, what goes abroad, the rules."""
    return text.render(sheet(market, table), width=width)


def sheet(market: Market, table: Table) -> Sheet:
    """What is counted, the parts, the editions, who shares it, what goes abroad, the rules."""
    pack = table.pack
    sections = [section for section in _sections(market, table) if section.rows or section.notes]
    cells = [cell for section in sections for row in section.rows for cell in row.cells]
    unit = words.spaced(pack.main_unit or "unit")
    units = (
        f"Units are {unit}s. What different bodies count is never mixed: retail is sold in the country, wholesale and "
        f"CAAM's sales include exports."
    )
    units += f" {said}." if (said := figures.legend(cells)) else ""
    notes = [units]
    if holds_new_year(market.period):
        notes.append("The Lunar New Year falls into January in one year and into February in another.")
    known = () if market.counts else (f"Nothing is counted of the market in {words.period(str(market.period))}.",)
    return Sheet(f"Market, {words.period(str(market.period))}", known, sections, notes)


def _sections(market: Market, table: Table) -> Iterator[Section]:
    for body in dict.fromkeys(_body(count) for count in market.counts):
        yield _counts(body, [count for count in market.counts if _body(count) == body], market, table)
    yield _parts(market, table)
    yield _editions(market, table)
    yield from (_concentration(one, table) for one in market.concentrations)
    yield _abroad(market, table)
    yield _policies(market, table.pack)


def _counts(body: str, counts: Sequence[Count], market: Market, table: Table) -> Section:
    against = step(market.period)
    year = any(c.to_date is not c.estimate for c in market.counts)
    columns = [Column("", words=True), Column("", words=True), Column("units")]
    columns += [Column(against)] if against else []
    columns += [Column("YoY"), *([Column("YTD"), Column("YTD YoY")] if year else [])]
    rows = []
    for c in counts:
        cells = [called(c.scope.entity, table.pack), _metric(c.scope, table.pack)]
        cells += [figures.units(c.estimate), *([figures.change(c.mom)] if against else []), figures.change(c.yoy)]
        cells += [figures.units(c.to_date), figures.change(c.to_date_yoy)] if year else []
        rows.append(Row(cells, table.sources(c.estimate)))
    notes = [
        f"≠ {called(c.scope.entity, table.pack)}, {_metric(c.scope, table.pack)}: {figures.disagreement(c.yoy)}"
        for c in counts
        if c.yoy is not None and c.yoy.differs
    ]
    return Section(f"What {body} count{'' if body == _OTHERS else 's'}", columns, rows, notes)


def _body(count: Count) -> str:
    return count.body.name if count.body else _OTHERS


def _metric(scope: Scope, pack: Pack) -> str:
    return pack.metrics[scope.metric].name


def _parts(market: Market, table: Table) -> Section:
    columns = (
        Column("", words=True),
        Column("", words=True),
        Column("of", words=True),
        Column("is"),
        Column("Δpp"),
        Column("published"),
    )
    rows = [_part(part, table) for part in market.parts]
    return Section("Parts of the market (penetration)", columns, rows)


def _part(part: Part, table: Table) -> Row:
    published = ", ".join(dict.fromkeys(figures.amount(e) for e in part.published)) or figures.MISSING
    behind = [o for e in (*part.counts, *part.published) for o in table.sources(e)]
    cells = (
        part.body.name if part.body else figures.MISSING,
        called(part.part.entity, table.pack),
        words.spaced(part.whole),
        figures.percent(part.share) if part.computed else figures.MISSING,
        figures.MISSING if part.change is None else figures.points(part.change),
        published,
    )
    return Row(cells, behind)


def _editions(market: Market, table: Table) -> Section:
    columns = (
        Column("", words=True),
        Column("forecast"),
        Column("flash"),
        Column("final"),
        Column("off by"),
    )
    rows = []
    for one in market.editions:
        behind = [o for o in (one.forecast, one.flash) if o is not None]
        behind += table.sources(one.final) if one.final else []
        rows.append(Row((_named(one.scope, table.pack), *_told(one)), behind))
    return Section("From forecast to final", columns, rows)


def _told(one: Editions) -> tuple[str, ...]:
    return (
        _edition(one.forecast),
        _edition(one.flash),
        figures.units(one.final),
        figures.MISSING if one.miss is None else figures.percent(one.miss, signed=True),
    )


def _edition(o: Observation | None) -> str:
    if o is None:
        return figures.MISSING
    return words.number(o.quantity.value)


def _named(scope: Scope, pack: Pack) -> str:
    parts = [called(scope.entity, pack), _metric(scope, pack), words.spaced(scope.segment)]
    return ", ".join(part for part in parts if part)


def _concentration(one: Concentration, table: Table) -> Section:
    pack = table.pack
    title = f"Who shares it: {what(one.definition, pack)} in the {one.market.name}"
    columns = (Column("", words=True), Column("share"))
    rows = [
        Row((figures.named(scope, pack), Told(figures.percent(share), cell=e.cell)), table.sources(e))
        for (scope, share), e in list(zip(one.shares, one.estimates, strict=True))[:_SHARES]
    ]
    if one.known < _ACCOUNTED:
        note = (
            f"How concentrated it is cannot be told: figures are known of {figures.percent(one.known)} of it only. HHI "
            f"between {_whole(one.hhi.low)} and {_whole(one.hhi.high)}, CR5 between {figures.percent(one.cr5.low or Fraction(0))} and "
            f"{figures.percent(one.cr5.high or Fraction(0))}."
        )
        return Section(title, columns, rows, [note])
    note = (
        f"HHI {_whole(one.hhi.low)} to {_whole(one.hhi.high)} of 10,000, CR5 "
        f"{figures.percent(one.cr5.low or Fraction(0))} to {figures.percent(one.cr5.high or Fraction(0))}: the lower if "
        f"the {figures.percent(1 - one.known)} of which nothing is known are many small sellers, the higher if one. "
        f"{one.leaders} with {figures.percent(LEADER, places=0)} or more, {one.mid_tier} with "
        f"{figures.percent(SMALL, places=0)} or more, {one.small} smaller."
    )
    return Section(title, columns, rows, [note])


def _whole(value: Fraction | None) -> str:
    return words.number(round(value or 0))


def _abroad(market: Market, table: Table) -> Section:
    columns = (Column("", words=True), Column("", words=True), Column("units"), Column("share"), Column("Δpp"))
    rows = [
        Row(
            (
                called(one.scope.entity, table.pack),
                f"{_metric(one.scope, table.pack)}, of all {table.pack.metrics[one.whole.cell.metric].name}",
                figures.units(one.abroad),
                figures.percent(one.share),
                figures.MISSING if one.change is None else figures.points(one.change),
            ),
            [*table.sources(one.abroad), *table.sources(one.whole)],
        )
        for one in sorted(market.abroad, key=lambda one: -one.abroad.value)
    ]
    return Section("What goes abroad", columns, rows)


def _policies(market: Market, pack: Pack) -> Section:
    columns = (Column("", words=True), Column("", words=True), Column("", words=True, wraps=True))
    rows = [
        Row((words.period(f.date), _distance(f.date, market.period), f.object), [Page(f.source)])
        for f in market.policies
    ]
    subjects = words.listed(list(dict.fromkeys(called(f.subject, pack) for f in market.policies))) if rows else ""
    return Section(f"Rules on the time axis: {subjects}", columns, rows)


def _distance(when: str, period: Period) -> str:
    """How far a day is from the end of the period, in months."""
    found = Period.parse(when)
    if found.overlaps(period):
        return "then"
    day = found.start or found.end
    months = (day.year - period.end.year) * 12 + day.month - period.end.month
    count = f"{abs(months)} month{'' if abs(months) == 1 else 's'}"
    return f"in {count}" if months > 0 else f"{count} before"
