"""Forecasts: the months ahead of every seller, one of them as a fan, and how good such forecasts were."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from tachograph.pipeline import forecasting
from tachograph.pipeline.forecasting import Kept, Learned, Outlook, Outlooks
from tachograph.presenting.charts.fan import Words, fan
from tachograph.presenting.forecast import sheet
from tachograph.presenting.forecast.wording import heading
from tachograph.presenting.sheets import html
from tachograph.presenting.translation import Saying, saying
from tachograph.surfaces.web import asked, frame
from tachograph.surfaces.web.library import shelf_of
from tachograph.surfaces.web.pages import Page
from tachograph.surfaces.web.pages.makers import entity_of
from tachograph.surfaces.web.shelf import Shelf, today


@dataclass(frozen=True, slots=True)
class _Shown:
    title: str
    inside: Markup
    score: Markup | None
    chart: Markup | None


async def show(request: Request) -> Response:
    shelf, as_of, lang = shelf_of(request), asked.as_of(request), frame.saying_for(request).lang
    known = await shelf.learned(as_of, request.app.state.settings.soon)
    made = await outlooks(shelf, known, as_of)
    of = asked.text(request, "of")
    if of is None:
        kept = await scored(shelf)
        shown = await shelf.of_table(("forecasts", lang), lambda _: _all(made, kept, lang), as_of)
    else:
        entity = await entity_of(shelf, of)
        one = await outlooks(shelf, known, as_of, entity)
        shown = await shelf.of_table(("forecasts", entity, lang), lambda _: _one(one, entity, lang), as_of)
    return frame.page(
        request,
        "forecasts.html.j2",
        state=shelf.state,
        shown=shown,
        of=of,
        as_of=asked.day(request),
        sellers=[(o.forecast.series.entity, _name(o, made)) for o in made.outlooks if o.group is None],
    )


async def outlooks(
    shelf: Shelf,
    known: Learned,
    as_of: date | None,
    entity: str | None = None,
    months: int = 12,
    metric: str | None = None,
) -> Outlooks:
    """The forecasts of one, or of all that are up to date."""
    named = [] if entity is None else [entity]

    def made(_: object) -> Outlooks:
        series = forecasting.asked_for(shelf.books, known, named, metric)
        return forecasting.outlooks(known, as_of or today(), series, months)

    return await shelf.of_table(("outlooks", entity, months, metric), made, as_of)


async def scored(shelf: Shelf) -> tuple[Kept, ...]:
    """The forecasts that were kept, with how they turned out so far."""
    return await shelf.found("scored", forecasting.scored)


def chart(one: Outlook, made: Outlooks, say: Saying) -> Markup:
    """The fan of a forecast."""
    named = heading(one.forecast.series, made.pack)
    return fan(
        one, html.cell_address, Words(say("forecasts.chart", what=named), say.raw("forecasts.ahead"), say.period)
    )


def _all(made: Outlooks, kept: tuple[Kept, ...], lang: str) -> _Shown:
    score = html.render(sheet.scorecard(made, kept), lang, made.pack, prefix="k")
    return _Shown("", html.render(sheet.overview(made), lang, made.pack), score, None)


def _one(made: Outlooks, entity: str, lang: str) -> _Shown:
    mine = made.outlooks[0]
    inside = html.render(sheet.detail(made, entity), lang, made.pack)
    return _Shown(heading(mine.forecast.series, made.pack), inside, None, chart(mine, made, saying(lang)))


def _name(one: Outlook, made: Outlooks) -> str:
    found = made.pack.entities.get(one.forecast.series.entity)
    return found.name if found else one.forecast.series.entity


PAGES = (Page("/forecasts", show, nav="forecasts", place=32),)
