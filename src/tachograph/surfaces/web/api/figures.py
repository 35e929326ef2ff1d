"""What the ledger says: the verbs show, diff, explain, conflicts, promises and export, and its sources."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from importlib import import_module
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from tachograph.core.promise import Standing
from tachograph.pipeline import consulting
from tachograph.pipeline.promising import PromisesOutcome, recorded_promises
from tachograph.pipeline.recording import Books
from tachograph.presenting.cells import json as cells_json
from tachograph.presenting.conflicts import json as conflicts_json
from tachograph.presenting.exports import table as tables
from tachograph.presenting.lineage import json as lineage_json
from tachograph.presenting.promises import json as promises_json
from tachograph.presenting.sites import json as sites_json
from tachograph.presenting.vintages import json as vintages_json
from tachograph.surfaces.web import asked, frame
from tachograph.surfaces.web.answers import JSON
from tachograph.surfaces.web.api import Operation, Parameter
from tachograph.surfaces.web.api.analysis import AS_OF, NAME, PERIOD
from tachograph.surfaces.web.library import shelf_of
from tachograph.surfaces.web.pages.sources import sites
from tachograph.surfaces.web.paging import MOST, listed
from tachograph.surfaces.web.problems import Problem
from tachograph.surfaces.web.shelf import today

_WHAT = ("estimates", "observations", "claims")
_FORMS = {"csv": "text/csv; charset=utf-8", "jsonl": "application/jsonl", "sdmx-csv": "application/vnd.sdmx.data+csv"}


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked of the cells: whose (all if ``None``), of what, when, as known on a day, or added since."""

    entity: str | None
    metric: str | None
    period: str | None
    as_of: date | None
    since: date | None

    @classmethod
    def of(cls, request: Request, entity: str | None) -> _Asked:
        period, since = asked.period_text(request), asked.day(request, "since")
        return cls(entity, asked.text(request, "metric"), period, asked.as_of(request), since)

    @property
    def entities(self) -> list[str] | None:
        return None if self.entity is None else [self.entity]


async def show(request: Request) -> Response:
    shelf, want = shelf_of(request), _Asked.of(request, asked.needed(request, "entity"))
    found = await shelf.found(("show", want), lambda books: _cells(books, want))
    return _paged(request, found, lambda some: cells_json.render(some, shelf.books.pack))


def _cells(books: Books, want: _Asked) -> list[Any]:
    assert want.entity is not None
    found = consulting.show(books, want.entity, want.metric, want.period, want.as_of)
    if want.since is None:
        return found
    touched = {consulting.cell_of(o, books.pack) for o in consulting.recorded_since(books, want.since)}
    return [estimate for estimate in found if estimate.cell in touched]


async def diff(request: Request) -> Response:
    shelf, want = shelf_of(request), _Asked.of(request, asked.needed(request, "entity"))

    def made(books: Books) -> list[Any]:
        assert want.entity is not None
        return list(consulting.vintages(books, want.entity, want.metric, want.period).items())

    found = await shelf.found(("diff", want), made)
    return _paged(request, found, lambda some: vintages_json.render(dict(some), shelf.books.pack))


async def explain(request: Request) -> Response:
    shelf, of = shelf_of(request), asked.needed(request, "of")

    def made(books: Books) -> str | None:
        if ":" in of:
            cells = consulting.cells_named(books, of)
            return lineage_json.render(None, cells, books.pack) if cells else None
        found = consulting.lineage(books, of)
        return lineage_json.render(found, found.estimates, books.pack) if found else None

    text = await shelf.found(("explain", of), made)
    if text is None:
        said = f"{of}: there is no such claim or cell in the ledger; GET /api/v1/show names them"
        raise Problem(HTTPStatus.NOT_FOUND, " ".join(said.split()))
    return frame.conditional(request, text, JSON)


async def conflicts(request: Request) -> Response:
    pack, found = await shelf_of(request).conflicts(asked.as_of(request))
    return _paged(request, found, lambda some: conflicts_json.render(some, pack))


async def promises(request: Request) -> Response:
    shelf, day, entity = shelf_of(request), asked.day(request) or today(), asked.text(request, "entity")
    standing = asked.choice(request, "standing", tuple(Standing))

    def made(books: Books) -> PromisesOutcome:
        return recorded_promises(books, as_of=day, entity=entity)

    outcome = await shelf.found(("promises", day, entity), made)
    chosen = [one for one in outcome.promises if standing in (None, one.standing)]
    return _paged(request, chosen, lambda some: promises_json.render(some, outcome.sources, day))


async def sources(request: Request) -> Response:
    shelf = shelf_of(request)
    return _paged(request, await sites(shelf), lambda some: sites_json.render(some, shelf.books.pack))


async def export(request: Request) -> Response:
    shelf, want = shelf_of(request), _Asked.of(request, asked.text(request, "entity"))
    what = asked.choice(request, "what", _WHAT) or _WHAT[0]
    form = asked.choice(request, "form", tuple(_FORMS)) or "csv"

    def made(books: Books) -> bytes:
        rows = _exported(books, what, want)
        table = getattr(tables, f"of_{what}")(rows, books.pack)
        data: bytes = import_module(f"tachograph.presenting.exports.{form.partition('-')[0]}").render(table)
        return data

    data = await shelf.found(("export", what, form, want), made)
    return frame.conditional(request, data, _FORMS[form])


def _exported(books: Books, what: str, want: _Asked) -> Sequence[Any]:
    """The rows that are wanted; with ``since`` those that rest on what was added since then."""
    if want.since is None:
        return consulting.exported(books, what, want.entities, want.metric, want.period, want.as_of)
    new = consulting.recorded_since(books, want.since, want.entities, want.metric, want.period)
    if what == "observations":
        return sorted(new, key=lambda o: (o.entity, o.metric, o.period, o.source))
    found: Sequence[Any] = consulting.exported(books, what, want.entities, want.metric, want.period, want.as_of)
    if what == "claims":
        ids = {o.claim for o in new}
        return [(document, claim) for document, claim in found if claim.id in ids]
    touched = {consulting.cell_of(o, books.pack) for o in new}
    return [estimate for estimate in found if estimate.cell in touched]


def _paged(request: Request, found: Sequence[Any], render: Callable[[Sequence[Any]], str]) -> Response:
    """A page of a list, as the verb prints it; how many there are in all and the pages beside it stand in the head."""
    page = listed(request, found)
    headers = {"Link": page.links, "X-Total-Count": str(page.total)}
    return frame.conditional(request, render(page.items), JSON, headers=headers)


_WHOSE = Parameter("entity", "A maker, brand, alliance or market, in any language; or its id.", NAME, needed=True)
_ANYBODY = Parameter("entity", f"{_WHOSE.says} By default everybody.", NAME)
_METRIC = Parameter("metric", "What is measured, such as deliveries; by default everything.", NAME)
_SINCE = Parameter(
    "since", "Only what rests on figures added to the ledger on this day (UTC) or after it.", AS_OF.schema
)
_PAGE = (
    Parameter("page", "Which page, from 1.", {"type": "integer", "minimum": 1, "maximum": 1_000_000}),
    Parameter("size", "How many on a page.", {"type": "integer", "minimum": 1, "maximum": MOST}),
)
_STANDING = Parameter("standing", "Only those that stand so.", {"enum": list(map(str, Standing))})
_PROBLEMS = (404, 422, 503)

OPERATIONS = (
    Operation(
        "GET",
        "/show",
        show,
        "The best estimates of an entity's figures, each with who says so and who says otherwise.",
        {200: cells_json.CellsRecord},
        _PROBLEMS,
        (_WHOSE, _METRIC, PERIOD, AS_OF, _SINCE, *_PAGE),
    ),
    Operation(
        "GET",
        "/diff",
        diff,
        "All that was ever said of an entity's figures, with the days between which it stood.",
        {200: vintages_json.VintagesRecord},
        _PROBLEMS,
        (_WHOSE, _METRIC, PERIOD, *_PAGE),
    ),
    Operation(
        "GET",
        "/explain",
        explain,
        "Where a claim comes from and the cells that it speaks of; or a cell.",
        {200: lineage_json.ExplainedRecord},
        _PROBLEMS,
        (Parameter("of", "Id of a claim, or a cell such as nio:deliveries:2025-12.", NAME, needed=True),),
    ),
    Operation(
        "GET",
        "/conflicts",
        conflicts,
        "What the figures in the ledger contradict one another in, the likely culprit first.",
        {200: conflicts_json.ConflictsRecord},
        _PROBLEMS,
        (AS_OF, *_PAGE),
    ),
    Operation(
        "GET",
        "/promises",
        promises,
        "The dated promises, in order of deadline, and how they stand on a day.",
        {200: promises_json.PromisesRecord},
        _PROBLEMS,
        (Parameter("entity", "Only those of a company, brand or model.", NAME), _STANDING, AS_OF, *_PAGE),
    ),
    Operation(
        "GET",
        "/sources",
        sources,
        "Who publishes figures, and how often they agree with the best estimate.",
        {200: sites_json.SitesRecord},
        _PROBLEMS,
        _PAGE,
    ),
    Operation(
        "GET",
        "/export",
        export,
        "All estimates, observations or claims as a table, with what the metrics mean.",
        {200: None},
        _PROBLEMS,
        (
            Parameter("what", "estimates unless named.", {"enum": list(_WHAT)}),
            Parameter("form", "csv unless named.", {"enum": list(_FORMS)}),
            _ANYBODY,
            _METRIC,
            PERIOD,
            AS_OF,
            _SINCE,
        ),
        media=tuple(_FORMS.values()),
    ),
)
