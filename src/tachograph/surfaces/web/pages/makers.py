"""Makers: everything that is known of a seller, and the sellers that anything is known of."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from tachograph.analysis.listing import LEVELS, called
from tachograph.analysis.maker import maker
from tachograph.analysis.seasons import Seasons, seasons
from tachograph.analysis.table import Scope, Table
from tachograph.core.pack import Entity, EntityKind
from tachograph.pipeline.naming import entity_named
from tachograph.pipeline.promising import PromisesOutcome, recorded_promises
from tachograph.pipeline.recording import Books
from tachograph.presenting import figures
from tachograph.presenting.charts.years import years
from tachograph.presenting.maker.text import sheet
from tachograph.presenting.sheets import html
from tachograph.presenting.translation import saying
from tachograph.surfaces.web import asked, frame
from tachograph.surfaces.web.library import shelf_of
from tachograph.surfaces.web.pages import Page
from tachograph.surfaces.web.shelf import Shelf, today

_MOST = 60  # sellers of a kind that are listed


@dataclass(frozen=True, slots=True)
class _Shown:
    title: str
    inside: Markup
    chart: Markup | None
    years: tuple[int, ...]
    counted: str
    last: str


async def show(request: Request) -> Response:
    shelf, as_of = shelf_of(request), asked.as_of(request)
    named = asked.text(request, "name")
    if named is None:
        found = await shelf.of_table("makers", _listed, as_of)
        return frame.page(request, "makers.html.j2", state=shelf.state, listed=found)
    entity = await entity_of(shelf, named)
    lang = frame.saying_for(request).lang
    promised = await promises_of(shelf, as_of)
    shown = await shelf.of_table(("maker", entity, lang), lambda table: _made(table, entity, promised, lang), as_of)
    return frame.page(request, "maker.html.j2", state=shelf.state, shown=shown, entity=entity, as_of=asked.day(request))


async def entity_of(shelf: Shelf, name: str) -> str:
    """Whose figures are meant by a name.

    Raises:
        Problem: if nobody is called so.
    """

    def made(books: Books) -> str:
        with books.opened(write=False) as reader:
            return entity_named(name, books.pack, reader.entities())

    return await shelf.found(("entity", name), made)


async def promises_of(shelf: Shelf, as_of: date | None) -> PromisesOutcome:
    """What has been promised, and how it stands on a day; today by default."""
    day = as_of or today()
    return await shelf.found(("promises", day, None), lambda books: recorded_promises(books, as_of=day))


def _made(table: Table, entity: str, promised: PromisesOutcome, lang: str) -> _Shown:
    found = maker(table, entity, None, promised.of(entity), promised.sources)
    months = seasons(table, Scope(entity, found.metric.id)) if found.metric else {}
    counted = found.metric.name if found.metric else ""
    inside = html.render(sheet(found, table), lang, table.pack)
    return _Shown(
        called(entity, table.pack), inside, _chart(months, counted, lang), tuple(months), counted, _last(months)
    )


def _chart(months: Seasons, counted: str, lang: str) -> Markup | None:
    if not months:
        return None
    say = saying(lang)
    label = say("maker.chart", metric=counted, years=", ".join(map(str, months)))
    return years(months, say.words["language"]["months"], html.cell_address, label)


def _last(months: Seasons) -> str:
    """The cell of the last month that is drawn."""
    return next((figures.reference(e.cell) for row in months.values() for e in reversed(row) if e is not None), "")


def _listed(table: Table) -> list[tuple[EntityKind, list[tuple[Entity, int]]]]:
    """The sellers by kind, those with most figures first."""
    counts = Counter(e.cell.entity for e in table.estimates)
    known = [(table.pack.entities[e], n) for e, n in counts.most_common() if e in table.pack.entities]
    return [
        (kind, some[:_MOST])
        for kind in LEVELS
        if kind != EntityKind.MODEL and (some := [(e, n) for e, n in known if e.kind == kind])
    ]


PAGES = (Page("/makers", show, nav="makers", place=40),)
