"""Charts to take away: as SVG, which the page can turn into PNG, and the data behind them as CSV."""

from __future__ import annotations

from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response

from tachograph.analysis.seasons import Seasons
from tachograph.analysis.table import Table
from tachograph.core.errors import SourceError
from tachograph.core.estimate import Cell
from tachograph.presenting import figures
from tachograph.presenting.charts.file import standalone
from tachograph.presenting.charts.years import rows, years
from tachograph.presenting.forecast import csv as forecast_csv
from tachograph.presenting.forecast.wording import heading
from tachograph.presenting.sheets import csv
from tachograph.presenting.sheets import records as records_of
from tachograph.presenting.sheets.html import cell_address
from tachograph.presenting.translation import Saying
from tachograph.surfaces.web import asked, frame
from tachograph.surfaces.web.library import shelf_of
from tachograph.surfaces.web.pages import Page
from tachograph.surfaces.web.pages.cells import indexed, seasons_of
from tachograph.surfaces.web.pages.forecasts import chart, outlooks
from tachograph.surfaces.web.pages.makers import entity_of
from tachograph.surfaces.web.problems import Problem
from tachograph.surfaces.web.shelf import today

_SVG, _CSV = "image/svg+xml", "text/csv; charset=utf-8"
_COLUMNS = ("period", "value", "low", "high", "status", "sources")


async def months(request: Request) -> Response:
    """The months about a cell, and those of the years before."""
    shelf, as_of, say = shelf_of(request), asked.as_of(request), frame.saying_for(request)
    reference, form = asked.needed(request, "is"), _form(request)
    found = (await indexed(shelf, as_of)).get(reference)
    if not found:
        raise Problem(HTTPStatus.NOT_FOUND, say("cell.none"))
    cell = found[0].cell
    lang = say.lang

    def made(table: Table) -> str:
        shown = seasons_of(cell, table)
        if not shown:
            raise SourceError(reference, "is not counted by month", "choose a monthly figure")
        return _drawn(shown, cell, table, say) if form == "svg" else _listed(shown, table)

    text = await shelf.of_table(("drawing", reference, form, lang), made, as_of)
    return _sent(request, text, form, f"{cell.entity}-{cell.metric}")


async def forecast(request: Request) -> Response:
    """The fan of a forecast."""
    shelf, as_of, say = shelf_of(request), asked.as_of(request), frame.saying_for(request)
    entity = await entity_of(shelf, asked.needed(request, "of"))
    known = await shelf.learned(as_of, request.app.state.settings.soon)
    made = await outlooks(shelf, known, as_of, entity)
    one, form = made.outlooks[0], _form(request)
    if form == "csv":
        text = forecast_csv.render(made)
    else:
        legend = [
            (c, say(f"forecasts.{word}"))
            for c, word in (("past", "known"), ("point", "expected"), ("near", "near"), ("wide", "wide"))
        ]
        text = standalone(chart(one, made, say), heading(one.forecast.series, made.pack), legend, _origin(say))
    return _sent(request, text, form, f"{entity}-forecast")


def _drawn(found: Seasons, cell: Cell, table: Table, say: Saying) -> str:
    named = f"{figures.entity(cell.entity, table.pack)}: {figures.series(cell, table.pack)}"
    legend = [(("this", "past", "mark")[min(n, 2)], str(year)) for n, year in enumerate(found)]
    drawn = years(found, say.words["language"]["months"], cell_address, named)
    return standalone(drawn, named, legend, _origin(say))


def _listed(found: Seasons, table: Table) -> str:
    records = [
        {
            "period": period,
            **records_of.figure(e, table.sources(e)),
        }
        for period, e in rows(found)
    ]
    return csv.render(records, _COLUMNS)


def _form(request: Request) -> str:
    form: str = request.path_params["form"]
    if form not in ("svg", "csv"):
        raise Problem(HTTPStatus.NOT_FOUND, frame.saying_for(request)("problem.nothing_here"))
    return form


def _origin(say: Saying) -> str:
    return f"Tachograph, {say.day(today())}"


def _sent(request: Request, text: str, form: str, name: str) -> Response:
    response = frame.conditional(request, text, _SVG if form == "svg" else _CSV)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return response


PAGES = (Page("/chart/months.{form}", months), Page("/chart/forecast.{form}", forecast))
