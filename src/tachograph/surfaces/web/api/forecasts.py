"""Months to come, and questions: the verbs forecast and ask."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from tachograph.presenting.ask import json as ask_json
from tachograph.presenting.forecast import csv as forecast_csv
from tachograph.presenting.forecast import json as forecast_json
from tachograph.presenting.forecast_scores import csv as scores_csv
from tachograph.presenting.forecast_scores import json as scores_json
from tachograph.surfaces.web import asked, frame
from tachograph.surfaces.web.answers import JSON
from tachograph.surfaces.web.api import Operation, Parameter
from tachograph.surfaces.web.api.analysis import AS_OF, CSV, FORM, NAME, form_of
from tachograph.surfaces.web.library import shelf_of
from tachograph.surfaces.web.pages.asking import answer_to
from tachograph.surfaces.web.pages.forecasts import outlooks, scored
from tachograph.surfaces.web.pages.makers import entity_of

_MOST = 12
_MONTHS = tuple(map(str, range(1, _MOST + 1)))


async def forecast(request: Request) -> Response:
    shelf, as_of, form = shelf_of(request), asked.as_of(request), form_of(request)
    named, metric = asked.text(request, "entity"), asked.text(request, "metric")
    months = int(asked.choice(request, "months", _MONTHS) or _MOST)
    entity = None if named is None else await entity_of(shelf, named)
    known = await shelf.learned(as_of, request.app.state.settings.wait)
    made = await outlooks(shelf, known, as_of, entity, months, metric)
    text = forecast_csv.render(made) if form == "csv" else forecast_json.render(made)
    return frame.conditional(request, text, CSV if form == "csv" else JSON)


async def scores(request: Request) -> Response:
    shelf, form = shelf_of(request), form_of(request)
    render = scores_csv.render if form == "csv" else scores_json.render
    return frame.conditional(request, render(await scored(shelf), shelf.books.pack), CSV if form == "csv" else JSON)


async def ask(request: Request) -> Response:
    shelf, question = shelf_of(request), asked.needed(request, "q")
    answer = await answer_to(shelf, question, asked.as_of(request), request.app.state.settings.wait)
    return frame.conditional(request, ask_json.render(answer, shelf.books.pack), JSON)


_PROBLEMS = (404, 422, 503)

OPERATIONS = (
    Operation(
        "GET",
        "/forecast",
        forecast,
        "Months to come, with intervals, sums of quarters and years, and the odds of targets.",
        {200: forecast_json.ForecastsRecord},
        _PROBLEMS,
        (
            Parameter("entity", "A maker, brand or market; by default all that are up to date.", NAME),
            Parameter("metric", "What is measured; by default what is known of most months.", NAME),
            Parameter("months", "How many months ahead; twelve unless named.", {"enum": list(_MONTHS)}),
            FORM,
            AS_OF,
        ),
        media=(JSON, CSV),
    ),
    Operation(
        "GET",
        "/forecast/scores",
        scores,
        "How the forecasts that were kept turned out.",
        {200: scores_json.ScoresRecord},
        _PROBLEMS,
        (FORM,),
        media=(JSON, CSV),
    ),
    Operation(
        "GET",
        "/ask",
        ask,
        "A question in English or Chinese, answered from the ledger with figures, sources and what to mind.",
        {200: ask_json.AskRecord},
        _PROBLEMS,
        (Parameter("q", "The question.", NAME, needed=True), AS_OF),
    ),
)
