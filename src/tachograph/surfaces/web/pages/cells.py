"""Cell: the best estimate of one figure, who says so, who says otherwise and why, and what was said before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from tachograph.analysis.periods import ordinary
from tachograph.analysis.seasons import Seasons, seasons
from tachograph.analysis.table import Scope, Table, plain_region
from tachograph.core.estimate import Cell, Estimate
from tachograph.core.observation import Observation
from tachograph.core.pack import Metric, Pack
from tachograph.pipeline import consulting
from tachograph.pipeline.consulting import Vintage
from tachograph.pipeline.recording import Books
from tachograph.presenting import figures, words
from tachograph.presenting.charts.years import years
from tachograph.presenting.excerpt import web_address
from tachograph.presenting.sheets import html
from tachograph.presenting.translation import saying
from tachograph.presenting.vintages.text import stage_of
from tachograph.surfaces.web import asked, frame
from tachograph.surfaces.web.library import shelf_of
from tachograph.surfaces.web.pages import Page
from tachograph.surfaces.web.problems import Problem
from tachograph.surfaces.web.shelf import Shelf

_FEWEST = 3  # months that make a chart
_PARTS = ("region", "segment", "model", "of")


@dataclass(frozen=True, slots=True)
class _Said:
    """What one page says of the cell; ``note`` is why it is not followed."""

    value: str
    o: Observation
    place: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class _Then:
    """What was said at some time; ``link`` is the page, if it has an address."""

    since: str
    stage: str
    value: str
    place: str
    link: str | None


@dataclass(frozen=True, slots=True)
class _Shown:
    estimate: Estimate
    entity: str
    series: str
    amount: str
    unit: str
    interval: str
    support: tuple[_Said, ...]
    dissent: tuple[_Said, ...]
    vintages: tuple[_Then, ...]
    chart: Markup | None
    metric: Metric | None


async def show(request: Request) -> Response:
    shelf, as_of, lang = shelf_of(request), asked.as_of(request), frame.saying_for(request).lang
    reference = asked.text(request, "is")
    if reference is None:
        raise Problem(HTTPStatus.NOT_FOUND, frame.saying_for(request)("cell.none"))
    index = await indexed(shelf, as_of)
    found = index.get(reference) or await shelf.of_table(("sum", reference), lambda t: _summed(reference, t), as_of)
    if not found:
        raise Problem(HTTPStatus.NOT_FOUND, frame.saying_for(request)("cell.none"))
    table = await shelf.table(as_of)
    history = await shelf.found(("history", reference), lambda books: _history(books, found[0].cell))
    shown = [_made(estimate, table, history.get(estimate.cell, ()), lang) for estimate in found]
    return frame.page(
        request, "cell.html.j2", state=shelf.state, cells=shown, reference=reference, as_of=asked.day(request)
    )


async def indexed(shelf: Shelf, as_of: date | None = None) -> Mapping[str, Sequence[Estimate]]:
    """The cells by their references; those that differ in unit alone share one."""
    return await shelf.of_table("cells", _index, as_of)


def _index(table: Table) -> Mapping[str, Sequence[Estimate]]:
    found: dict[str, list[Estimate]] = {}
    for estimate in table.estimates:
        found.setdefault(figures.reference(estimate.cell), []).append(estimate)
    return found


def _summed(reference: str, table: Table) -> list[Estimate]:
    """A cell that no estimate was made of, if it follows from its months."""
    entity, metric, period, *named = [*reference.split(":"), "", ""]
    narrowed = dict(part.partition("=")[::2] for part in named if part)
    if not period or set(narrowed) - set(_PARTS):
        return []
    region = plain_region(metric, narrowed.get("region", ""), table.pack)
    scope = Scope(entity, metric, narrowed.get("segment", ""), narrowed.get("model", ""), region)
    try:
        found = table.level(scope, period)
    except ValueError:  # no period
        return []
    return [] if found is None else [found]


def _history(books: Books, cell: Cell) -> Mapping[Cell, Sequence[Vintage]]:
    """All that was ever said of the cells of its entity, metric and period; nothing of one that no pack knows."""
    if cell.metric not in books.pack.metrics:
        return {}
    return consulting.vintages(books, cell.entity, cell.metric, cell.period)


def _made(estimate: Estimate, table: Table, history: Sequence[Vintage], lang: str) -> _Shown:
    pack, cell, found = table.pack, estimate.cell, estimate.interval
    # A sum of the table's own has no support; those who state what it is made of are its sources.
    support = estimate.support or (() if estimate.derivation == () else table.sources(estimate))
    return _Shown(
        estimate,
        figures.entity(cell.entity, pack),
        figures.series(cell, pack),
        figures.amount(estimate),
        "" if cell.unit == "percent" else words.spaced(cell.unit) if cell.unit.isupper() else words.plural(cell.unit),
        "" if found.low == found.high else words.interval(found),
        tuple(_said(o, cell, note="") for o in figures.best_first(support, pack)),
        tuple(_said(d.observation, cell, note=d.reason) for d in estimate.dissent),
        tuple(dict.fromkeys(_vintage(v) for v in history)),
        _chart(table, cell, pack, lang),
        pack.metrics.get(cell.metric),
    )


def _said(o: Observation, cell: Cell, note: str) -> _Said:
    when = "" if ordinary(o.period) == cell.period else f" ({words.period(o.period)})"
    return _Said(figures.quantity(o.quantity) + when, o, figures.place(o), note)


def _vintage(vintage: Vintage) -> _Then:
    o = vintage.observation
    return _Then(
        words.day(vintage.known_from),
        stage_of(vintage),
        figures.quantity(o.quantity),
        figures.place(o),
        web_address(o.source),
    )


def _chart(table: Table, cell: Cell, pack: Pack, lang: str) -> Markup | None:
    """The months about it, if it is counted by month."""
    months = seasons_of(cell, table)
    if sum(e is not None for row in months.values() for e in row) < _FEWEST:
        return None
    say = saying(lang)
    label = say("maker.chart", metric=figures.series(cell, pack), years=", ".join(map(str, months)))
    return years(months, say.words["language"]["months"], html.cell_address, label)


def seasons_of(cell: Cell, table: Table) -> Seasons:
    """The months of what a cell counts, this year's and those of the two before; none where it is not counted so."""
    region = plain_region(cell.metric, cell.region, table.pack)
    scope = Scope(cell.entity, cell.metric, cell.segment, cell.model, region)
    return {} if cell.basis or cell.metric not in table.pack.metrics else seasons(table, scope)


PAGES = (Page("/cell", show),)
