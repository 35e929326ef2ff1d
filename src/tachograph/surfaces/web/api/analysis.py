"""What the ledger's figures come to: the verbs board, leader, targets, market and maker."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from tachograph.analysis.board import boards
from tachograph.analysis.leader import leading
from tachograph.analysis.listing import LEVELS
from tachograph.analysis.maker import maker as maker_of
from tachograph.analysis.market import market as market_of
from tachograph.analysis.periods import pooled, spelt
from tachograph.analysis.table import Table
from tachograph.analysis.targets import latest_year
from tachograph.analysis.targets import targets as targets_of
from tachograph.core.period import Period
from tachograph.pipeline.naming import metric_named
from tachograph.presenting.board import csv as board_csv
from tachograph.presenting.board import json as board_json
from tachograph.presenting.leader import csv as leader_csv
from tachograph.presenting.leader import json as leader_json
from tachograph.presenting.maker import csv as maker_csv
from tachograph.presenting.maker import json as maker_json
from tachograph.presenting.market import csv as market_csv
from tachograph.presenting.market import json as market_json
from tachograph.presenting.targets import csv as targets_csv
from tachograph.presenting.targets import json as targets_json
from tachograph.surfaces.web import asked, frame
from tachograph.surfaces.web.answers import JSON
from tachograph.surfaces.web.api import Operation, Parameter
from tachograph.surfaces.web.library import shelf_of
from tachograph.surfaces.web.pages.makers import entity_of, promises_of
from tachograph.surfaces.web.problems import Problem
from tachograph.surfaces.web.shelf import Shelf

CSV = "text/csv; charset=utf-8"
Render = Callable[..., str]
_POOL = ("false", "true")
_FORMS = ("json", "csv")
FORM = Parameter("form", "json unless named.", {"enum": list(_FORMS)})


async def board(request: Request) -> Response:
    shelf, period = shelf_of(request), await _period(request)
    metric, level = asked.text(request, "metric"), asked.choice(request, "level", tuple(LEVELS))
    segment, form = asked.text(request, "segment") or "", form_of(request)
    when = spelt(pooled(period)) if asked.choice(request, "pool", _POOL) == "true" else period

    def made(table: Table) -> str:
        chosen = None if metric is None else metric_named(metric, table.pack)
        found = boards(table, when, chosen, level, segment)
        render: Render = board_csv.render if form == "csv" else board_json.render
        return render(found, table)

    return await _answered(request, shelf, ("board", str(when), metric, level, segment, form), made)


async def leader(request: Request) -> Response:
    period, form = await _period(request), form_of(request)

    def made(table: Table) -> str:
        render: Render = leader_csv.render if form == "csv" else leader_json.render
        return render(leading(table, period), table)

    return await _answered(request, shelf_of(request), ("leader", str(period), form), made)


async def market(request: Request) -> Response:
    period, form = await _period(request), form_of(request)

    def made(table: Table) -> str:
        render: Render = market_csv.render if form == "csv" else market_json.render
        return render(market_of(table, period), table)

    return await _answered(request, shelf_of(request), ("market", str(period), form), made)


async def targets(request: Request) -> Response:
    shelf, year, form = shelf_of(request), asked.year_of(request), form_of(request)
    chosen = year or latest_year(await shelf.table(asked.as_of(request)))
    if chosen is None:
        raise Problem(HTTPStatus.NOT_FOUND, "no figure of any year is known; name a year, such as ?year=2026")

    odds = await shelf.odds(asked.as_of(request), request.app.state.settings.wait)

    def made(table: Table) -> str:
        render: Render = targets_csv.render if form == "csv" else targets_json.render
        return render(targets_of(table, chosen, odds), table)

    return await _answered(request, shelf, ("targets", chosen, form), made)


async def maker(request: Request) -> Response:
    shelf, named, form = shelf_of(request), asked.needed(request, "name"), form_of(request)
    entity = await entity_of(shelf, named)
    promised = await promises_of(shelf, asked.as_of(request))

    def made(table: Table) -> str:
        render: Render = maker_csv.render if form == "csv" else maker_json.render
        return render(maker_of(table, entity, None, promised.of(entity), promised.sources), table)

    return await _answered(request, shelf, ("maker", entity, form), made)


async def _period(request: Request) -> Period:
    table = await shelf_of(request).table(asked.as_of(request))
    return asked.period(request, asked.usual_month(table) or asked.this_month())


async def _answered(request: Request, shelf: Shelf, key: tuple[Any, ...], made: Callable[[Table], str]) -> Response:
    text = await shelf.of_table(("api", *key), made, asked.as_of(request))
    return frame.conditional(request, text, CSV if key[-1] == "csv" else JSON)


def form_of(request: Request) -> str:
    """How the answer is to be written: ``json`` unless ``csv`` is asked for."""
    return asked.choice(request, "form", _FORMS) or "json"


PERIOD = Parameter(
    "period",
    "2026-01, 2025-Q4, 2025, 2025-01/2025-11 for the year to date, or ../2025-11 for all until then.",
    {"type": "string", "pattern": asked.PERIOD},
)
_MONTH = Parameter("period", f"{PERIOD.says} By default the latest month that is largely known.", PERIOD.schema)
AS_OF = Parameter("as_of", "As it was known at the end of this day.", {"type": "string", "format": "date"})
NAME = {"type": "string", "minLength": 1, "maxLength": asked.LONGEST, "pattern": r"\S"}
_PROBLEMS = (404, 422, 503)

OPERATIONS = (
    Operation(
        "GET",
        "/board",
        board,
        "The table of a release day: rank, units, changes, year to date, thirteen months, share.",
        {200: board_json.BoardsRecord},
        _PROBLEMS,
        (
            _MONTH,
            Parameter("metric", "What is counted; by default all.", NAME),
            Parameter("level", "Whom to list; by default all levels.", {"enum": list(map(str, LEVELS))}),
            Parameter("segment", "What to count only, such as nev.", NAME),
            Parameter("pool", "January and February together, for either of them.", {"enum": list(_POOL)}),
            FORM,
            AS_OF,
        ),
        media=(JSON, CSV),
    ),
    Operation(
        "GET",
        "/leader",
        leader,
        "Who leads in a period, under every definition that the ledger has figures for.",
        {200: leader_json.LeaderRecord},
        _PROBLEMS,
        (_MONTH, FORM, AS_OF),
        media=(JSON, CSV),
    ),
    Operation(
        "GET",
        "/targets",
        targets,
        "Every vintage of every target, how far it is reached, and what is left.",
        {200: targets_json.TargetsRecord},
        _PROBLEMS,
        (
            Parameter(
                "year",
                "The year that they are for; by default the last one known of.",
                {"type": "integer", "minimum": asked.FIRST, "maximum": asked.LAST},
            ),
            FORM,
            AS_OF,
        ),
        media=(JSON, CSV),
    ),
    Operation(
        "GET",
        "/market",
        market,
        "What each body counts, penetration, forecast to final, concentration, exports, rules.",
        {200: market_json.MarketRecord},
        _PROBLEMS,
        (_MONTH, FORM, AS_OF),
        media=(JSON, CSV),
    ),
    Operation(
        "GET",
        "/maker",
        maker,
        "Everything that is known of a seller.",
        {200: maker_json.MakerRecord},
        _PROBLEMS,
        (Parameter("name", "A maker, brand or alliance, in any language; or its id.", NAME, needed=True), FORM, AS_OF),
        media=(JSON, CSV),
    ),
)
