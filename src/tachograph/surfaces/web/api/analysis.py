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
from tachograph.presenting.board import json as board_json
from tachograph.presenting.leader import json as leader_json
from tachograph.presenting.maker import json as maker_json
from tachograph.presenting.market import json as market_json
from tachograph.presenting.targets import json as targets_json
from tachograph.surfaces.web import asked, frame
from tachograph.surfaces.web.answers import JSON
from tachograph.surfaces.web.api import Operation, Parameter
from tachograph.surfaces.web.pages.makers import entity_of, promises_of
from tachograph.surfaces.web.problems import Problem
from tachograph.surfaces.web.shelf import Shelf, shelf_of

_POOL = ("false", "true")


async def board(request: Request) -> Response:
    shelf, period = shelf_of(request), await _period(request)
    metric, level = asked.text(request, "metric"), asked.choice(request, "level", tuple(LEVELS))
    segment = asked.text(request, "segment") or ""
    when = spelt(pooled(period)) if asked.choice(request, "pool", _POOL) == "true" else period

    def made(table: Table) -> str:
        chosen = None if metric is None else metric_named(metric, table.pack)
        return board_json.render(boards(table, when, chosen, level, segment), table)

    return await _answered(request, shelf, ("board", str(when), metric, level, segment), made)


async def leader(request: Request) -> Response:
    period = await _period(request)

    def made(table: Table) -> str:
        return leader_json.render(leading(table, period), table)

    return await _answered(request, shelf_of(request), ("leader", str(period)), made)


async def market(request: Request) -> Response:
    period = await _period(request)

    def made(table: Table) -> str:
        return market_json.render(market_of(table, period), table)

    return await _answered(request, shelf_of(request), ("market", str(period)), made)


async def targets(request: Request) -> Response:
    shelf, year = shelf_of(request), asked.year_of(request)
    chosen = year or latest_year(await shelf.table(asked.as_of(request)))
    if chosen is None:
        raise Problem(HTTPStatus.NOT_FOUND, "no figure of any year is known; name a year, such as ?year=2026")

    odds = await shelf.odds(asked.as_of(request))

    def made(table: Table) -> str:
        return targets_json.render(targets_of(table, chosen, odds), table)

    return await _answered(request, shelf, ("targets", chosen), made)


async def maker(request: Request) -> Response:
    shelf, named = shelf_of(request), asked.needed(request, "name")
    entity = await entity_of(shelf, named)
    promised = await promises_of(shelf, asked.as_of(request))

    def made(table: Table) -> str:
        return maker_json.render(maker_of(table, entity, None, promised.of(entity), promised.sources), table)

    return await _answered(request, shelf, ("maker", entity), made)


async def _period(request: Request) -> Period:
    table = await shelf_of(request).table(asked.as_of(request))
    return asked.period(request, asked.usual_month(table) or asked.this_month())


async def _answered(request: Request, shelf: Shelf, key: tuple[Any, ...], made: Callable[[Table], str]) -> Response:
    text = await shelf.of_table(("json", *key), made, asked.as_of(request))
    return frame.conditional(request, text, JSON)


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
            AS_OF,
        ),
    ),
    Operation(
        "GET",
        "/leader",
        leader,
        "Who leads in a period, under every definition that the ledger has figures for.",
        {200: leader_json.LeaderRecord},
        _PROBLEMS,
        (_MONTH, AS_OF),
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
            AS_OF,
        ),
    ),
    Operation(
        "GET",
        "/market",
        market,
        "What each body counts, penetration, forecast to final, concentration, exports, rules.",
        {200: market_json.MarketRecord},
        _PROBLEMS,
        (_MONTH, AS_OF),
    ),
    Operation(
        "GET",
        "/maker",
        maker,
        "Everything that is known of a seller.",
        {200: maker_json.MakerRecord},
        _PROBLEMS,
        (Parameter("name", "A maker, brand or alliance, in any language; or its id.", NAME, needed=True), AS_OF),
    ),
)
