"""A report to take away, and what a forecast would be: the verbs report and scenario."""

from __future__ import annotations

from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response

from tachograph.core.errors import SourceError
from tachograph.pipeline import forecasting, scenarios
from tachograph.presenting.scenario import csv as scenario_csv
from tachograph.presenting.scenario import json as scenario_json
from tachograph.surfaces.web import asked, frame
from tachograph.surfaces.web.answers import JSON
from tachograph.surfaces.web.api import Operation, Parameter
from tachograph.surfaces.web.api.analysis import AS_OF, CSV, FORM, NAME, form_of
from tachograph.surfaces.web.library import shelf_of
from tachograph.surfaces.web.pages.makers import entity_of
from tachograph.surfaces.web.problems import Problem
from tachograph.surfaces.web.reporting import FORMS
from tachograph.surfaces.web.shelf import today

_ENDINGS = {"html": "html", "markdown": "md", "xlsx": "xlsx"}
_CHANGES = {"tax_step": "tax-step", "lost_month": "lost-month", "ramp": "ramp"}
_MOST = 10  # changes of a kind


async def report(request: Request) -> Response:
    shelf, as_of = shelf_of(request), asked.as_of(request)
    form = asked.choice(request, "form", tuple(FORMS)) or "markdown"
    table = await shelf.table(as_of)
    period = asked.period(request, asked.usual_month(table) or asked.this_month())
    written = await shelf.report(period, as_of, request.app.state.settings.wait)
    name = f"report-{str(period).replace('/', '-')}.{_ENDINGS[form]}"
    # A page carries its own style, which the policy of this server's pages would not let it have.
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return frame.conditional(request, written.forms[form], FORMS[form], headers=headers)


async def scenario(request: Request) -> Response:
    shelf, as_of, form = shelf_of(request), asked.as_of(request), form_of(request)
    entity = await entity_of(shelf, asked.needed(request, "entity"))
    metric, supposed = asked.text(request, "metric"), _supposed(request)
    known = await shelf.learned(as_of, request.app.state.settings.wait)
    day = as_of or today()

    def made(_: object) -> scenarios.Scenario:
        series = forecasting.asked_for(shelf.books, known, [entity], metric)
        return scenarios.what_if(known, day, series, supposed)

    found = await shelf.of_table(("scenario", entity, metric, tuple(supposed)), made, as_of)
    render = scenario_csv.render if form == "csv" else scenario_json.render
    return frame.conditional(request, render(found), CSV if form == "csv" else JSON)


def _supposed(request: Request) -> list[scenarios.Chosen]:
    """The changes that the query supposes.

    Raises:
        Problem: if one cannot be read, or there are too many.
    """
    found = []
    for name, kind in _CHANGES.items():
        texts = request.query_params.getlist(name)
        if len(texts) > _MOST or any(len(text) > asked.LONGEST for text in texts):
            raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, f"{name}: is too much; give {_MOST} short ones at most")
        try:
            found += [scenarios.change_from(kind, text) for text in texts]
        except SourceError as error:
            raise Problem.of(error, HTTPStatus.UNPROCESSABLE_ENTITY) from None
    if not found:
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, f"nothing is supposed; give {', '.join(_CHANGES)}")
    return found


def _change(name: str, says: str) -> Parameter:
    one = {"type": "string", "minLength": 1, "maxLength": asked.LONGEST}
    return Parameter(name, f"{says} May be repeated.", {"type": "array", "items": one, "maxItems": _MOST})


_PROBLEMS = (404, 422, 503)

OPERATIONS = (
    Operation(
        "GET",
        "/report",
        report,
        "A report on a month, a quarter or a year: findings, board, leaders, targets, surprises, conflicts.",
        {200: None},
        _PROBLEMS,
        (
            Parameter(
                "period",
                "2026-01, 2025-Q4 or 2025; by default the latest month.",
                {"type": "string", "pattern": asked.PERIOD},
            ),
            Parameter("form", "markdown unless named.", {"enum": list(FORMS)}),
            AS_OF,
        ),
        media=tuple(FORMS.values()),
    ),
    Operation(
        "GET",
        "/scenario",
        scenario,
        "What a forecast would be if a tax rose, a month failed or a new model came.",
        {200: scenario_json.ScenarioRecord},
        _PROBLEMS,
        (
            Parameter("entity", "A maker, brand or market.", NAME, needed=True),
            Parameter("metric", "What is measured; by default what is known of most months.", NAME),
            _change("tax_step", "A purchase tax rises: 2027-01:pulled=0.2,reach=2,lasting=0."),
            _change("lost_month", "A month fails: 2027-03:lost=0.5,recovered=0.5,over=2."),
            _change("ramp", "A new model starts: 2027-05:peak=8000,months=6,taken=0.2."),
            FORM,
            AS_OF,
        ),
        media=(JSON, CSV),
    ),
)
