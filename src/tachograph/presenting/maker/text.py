"""One seller on one page, for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from textwrap import shorten

from tachograph.analysis.listing import called
from tachograph.analysis.maker import Maker, Money, PartSold, Sold
from tachograph.analysis.periods import step
from tachograph.analysis.table import Table
from tachograph.analysis.targets import Progress
from tachograph.core.claim import Kind, Modality
from tachograph.core.estimate import Estimate
from tachograph.core.observation import Observation
from tachograph.core.pack import Pack
from tachograph.core.promise import JudgedPromise
from tachograph.presenting import words
from tachograph.presenting.figures import calculation
from tachograph.presenting.promises.text import KINDS, MARKS
from tachograph.presenting.sheets import figures, text
from tachograph.presenting.sheets.sheet import Column, Page, Row, Section, Sheet
from tachograph.presenting.sheets.told import Told
from tachograph.presenting.targets.text import MOVES, ends, goal, whose

_CALCULATIONS = Told("tacho conflicts has the calculations.", otherwise="The conflicts have the calculations.")
_PROMISES = 8  # shown; the verb for promises has all
_WHY = 120  # of what a doubtful figure does not go with
_QUOTED = 180  # of the sentence that makes one
_RELATIONS = {
    "brand_of": "brand of",
    "member_of": "member of",
    "owned_by": "owned by",
    "built_by": "built by",
    "model_of": "model of",
    "speaks_for": "speaks for",
}


def render(maker: Maker, table: Table, *, width: int = 80) -> str:
    """Its sales, models, network, money, targets, promises and doubtful figures."""
    return text.render(sheet(maker, table), width=width)


def sheet(maker: Maker, table: Table) -> Sheet:
    """Its sales, models, network, money, targets, promises and doubtful figures."""
    sections = [section for section in _sections(maker, table) if section.rows]
    cells = [cell for section in sections for row in section.rows for cell in row.cells]
    said = figures.legend(cells)
    notes = [f"{said[:1].upper()}{said[1:]}."] if said else []
    if maker.empty:
        return Sheet(
            called(maker.entity, table.pack), (*_who(maker, table.pack), "No figure of it is known."), sections
        )
    return Sheet(called(maker.entity, table.pack), list(_who(maker, table.pack)), sections, notes)


def _who(maker: Maker, pack: Pack) -> Iterator[str]:
    known = maker.known
    if known is None:
        yield "No pack knows it: what it is and whom it belongs to cannot be said."
        return
    parents = [
        f"{_RELATIONS.get(m.relation, words.spaced(m.relation))} {called(m.parent, pack)}" for m in known.parents
    ]
    first = [f"first delivery {words.period(known.first_delivery)}"] if known.first_delivery else []
    yield ", ".join([str(known.kind), *parents, *first, *known.tickers[:2]])


def _sections(maker: Maker, table: Table) -> Iterator[Section]:
    name = maker.metric.name if maker.metric else ""
    yield _sold(f"{name.capitalize()} by month", maker.months, table, "MoM")
    yield _sold(f"{name.capitalize()} by quarter and year", maker.periods, table, "before")
    yield _parts("Counted otherwise, the last month known", maker.others, table, of_all=False)
    yield _parts("Brands and members", maker.brands, table)
    yield _parts("Models", maker.models, table)
    yield _abroad(maker, table)
    yield _network(maker, table)
    yield _money(maker, table)
    yield _prices(maker, table)
    yield _targets(maker, table)
    yield promised(maker)
    yield _doubted(maker.doubted)
    yield _recent(maker.recent)


def _sold(title: str, rows: Sequence[Sold], table: Table, against: str) -> Section:
    columns = (Column("", words=True), Column("units"), Column(against), Column("YoY"))
    months = [one for one in rows if one.estimate is not None or step(one.period)]
    lines = [
        Row(
            (
                words.period(str(one.period)),
                figures.units(one.estimate),
                figures.change(one.before),
                figures.change(one.yoy),
            ),
            table.sources(one.estimate) if one.estimate else (),
        )
        for one in months
    ]
    notes = [
        f"≠ {words.period(str(one.period))}: {figures.disagreement(one.yoy)}"
        for one in rows
        if one.yoy and one.yoy.differs
    ]
    return Section(title, columns, lines, notes)


def _parts(title: str, parts: Sequence[PartSold], table: Table, *, of_all: bool = True) -> Section:
    """What parts of it sold; or what all of it did, counted otherwise."""
    heads = [Column("", words=True)] if of_all else []
    columns = [*heads, Column("month", words=True), Column("", words=True), Column("units"), Column("YoY")]
    columns += [Column("of all")] if of_all else []
    rows = []
    for one in parts:
        metric = table.pack.metrics[one.scope.metric]
        cells = [figures.named(one.scope, table.pack)] if of_all else []
        cells += [words.period(str(one.period)), metric.name, figures.units(one.estimate), figures.change(one.yoy)]
        cells += [figures.MISSING if one.share is None else figures.percent(one.share)] if of_all else []
        rows.append(Row(cells, table.sources(one.estimate)))
    return Section(title, columns, rows)


def _abroad(maker: Maker, table: Table) -> Section:
    columns = (Column("", words=True), Column("month", words=True), Column("units"), Column("of all"))
    rows = [
        Row(
            (
                table.pack.metrics[one.scope.metric].name,
                words.period(one.abroad.cell.period),
                figures.units(one.abroad),
                figures.percent(one.share),
            ),
            [*table.sources(one.abroad), *table.sources(one.whole)],
        )
        for one in maker.abroad
    ]
    return Section("Abroad", columns, rows)


def _network(maker: Maker, table: Table) -> Section:
    columns = (Column("", words=True), Column("when", words=True), Column(""))
    rows = [
        Row(
            (one.metric.name, words.period(one.estimate.cell.period), figures.units(one.estimate)),
            table.sources(one.estimate),
        )
        for one in maker.network
    ]
    return Section("What it has", columns, rows)


def _money(maker: Maker, table: Table) -> Section:
    columns = (Column("", words=True), Column("period", words=True), Column(""), Column("YoY"))
    rows = [
        Row(
            (one.metric.name, words.period(str(one.period)), _amount(one), figures.change(one.yoy)),
            table.sources(one.estimate),
        )
        for one in maker.money
    ]
    return Section("Money, the last quarter and year known", columns, rows)


def _amount(one: Money) -> str:
    return figures.amount(one.estimate)


def _prices(maker: Maker, table: Table) -> Section:
    columns = (Column("period", words=True), Column("revenue"), Column("units"), Column("average"))
    rows = [
        Row(
            (
                words.period(str(one.period)),
                f"{figures.large(one.revenue.value)} {one.revenue.cell.unit}",
                figures.units(one.units),
                f"{words.number(round(one.value, -2))} {one.revenue.cell.unit}",
            ),
            [*table.sources(one.revenue), *table.sources(one.units)],
        )
        for one in maker.prices
    ]
    if not maker.prices:
        return Section("Average price")
    of = table.pack.metrics[maker.prices[0].revenue.cell.metric].name
    by = table.pack.metrics[maker.prices[0].units.cell.metric].name
    return Section(f"Average price: {of} by {by}", columns, rows)


def _targets(maker: Maker, table: Table) -> Section:
    columns = (
        Column("", words=True),
        Column("target"),
        Column("", words=True),
        Column("first heard", words=True),
        Column("asks for"),
        Column("achieved"),
        Column("is"),
    )
    rows = [
        Row(
            (
                _for(row, table.pack),
                goal(row.vintage.low, row.vintage.high),
                MOVES.get(row.vintage.move, ""),
                words.period(row.vintage.first.published) or "undated",
                ends(row.growth, signed=True),
                figures.units(row.achieved),
                ends(row.attainment),
            ),
            row.vintage.said,
        )
        for row in maker.targets
    ]
    return Section("Targets and guidance", columns, rows)


def _for(row: Progress, pack: Pack) -> str:
    """The period of a target, and of what it is if not of all: ``2026 (overseas sales)``."""
    narrowed = whose(row.vintage.scope, pack).removeprefix(called(row.vintage.scope.entity, pack))
    return words.period(str(row.vintage.period)) + narrowed


def promised(maker: Maker) -> Section:
    """What it has promised by a date, how that stands, and the sentence that says it."""
    columns = (
        Column("", words=True),
        Column("by", words=True),
        Column("", words=True),
        Column("", words=True, wraps=True),
    )
    rows = [
        Row(
            (
                f"{MARKS[one.standing]} {one.standing}",
                words.period(one.promise.deadline),
                KINDS[one.promise.kind],
                f"“{shorten(one.promise.quote, _QUOTED, placeholder=' …')}”",
            ),
            _said_so(one, maker.pages),
        )
        for one in maker.promises[:_PROMISES]
    ]
    more = len(maker.promises) - _PROMISES
    name = maker.known.name if maker.known else maker.entity
    told = f'and {more} more: tacho promises --entity "{name}"'
    return Section("Promises", columns, rows, [Told(told, otherwise=f"and {more} more")] if more > 0 else [])


def _said_so(one: JudgedPromise, pages: Mapping[str, str]) -> list[Page]:
    """Where a promise is made, and what says how it stands."""
    worded = (one.promise, *one.repeats)
    said = [Page(pages.get(p.document, p.document), p.made, p.quote if p is not one.promise else "") for p in worded]
    return [*said, *(Page(e.source, e.published or e.date, e.text) for e in one.evidence)]


def _doubted(doubted: Sequence[Estimate]) -> Section:
    """The figures that sources dispute, with what others say, or what they do not go with."""
    clashes = any(not e.dissent and e.derivation for e in doubted)
    columns = [Column("", words=True), Column("", words=True), Column("best"), Column("others say")]
    columns += [Column("", words=True, wraps=True)] if clashes else []
    rows = []
    for e in doubted:
        others = list(dict.fromkeys(figures.large(Fraction(d.observation.quantity.value)) for d in e.dissent))
        cell = e.cell
        what = ", ".join(p for p in (words.spaced(cell.metric), cell.model.upper(), cell.segment, cell.region) if p)
        cells = [words.period(cell.period), what, figures.amount(e), ", ".join(others[:3]) or figures.MISSING]
        why = calculation(e.derivation[-1].text) if e.derivation and not others else ""
        cells += [shorten(why, _WHY, placeholder=" …")] if clashes else []
        said = [*e.support, *(d.observation for d in e.dissent)]
        rows.append(Row(cells, [Page(o.source, o.published, o.quote) for o in said]))
    return Section("In doubt", columns, rows, [_CALCULATIONS] if rows else [])


def _recent(recent: Sequence[Observation]) -> Section:
    columns = (Column("", words=True), Column("", words=True), Column("", words=True), Column(""))
    rows = [Row((words.period(o.published), _what(o), words.period(o.period), figures.stated(o)), [o]) for o in recent]
    return Section("Recent claims", columns, rows)


def _what(o: Observation) -> str:
    """What a figure is of: the metric, what narrows it, whether it is a change, and whether it has happened."""
    kind = f"change against {words.period(o.basis)}" if o.kind is Kind.CHANGE else str(o.kind)
    parts = [words.spaced(o.metric), (o.model or ""), words.spaced(o.segment or ""), o.region or ""]
    parts += ["" if o.kind is Kind.LEVEL else kind, "" if o.modality is Modality.ACTUAL else str(o.modality)]
    return ", ".join(part for part in parts if part)
