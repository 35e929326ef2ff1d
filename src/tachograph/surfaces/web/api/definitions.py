"""What the packs know: metrics with their definitions, and entities with their names."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, TypedDict

from starlette.requests import Request
from starlette.responses import Response

from tachograph.core.pack import Entity, EntityKind, Metric
from tachograph.packs.loader import load_pack
from tachograph.surfaces.web.answers import answered
from tachograph.surfaces.web.api import Operation, Parameter
from tachograph.surfaces.web.paging import MOST, listed
from tachograph.surfaces.web.problems import Problem


class MetricRecord(TypedDict):
    """A measured thing."""

    id: str
    name: str
    definition: Annotated[str, "What exactly is counted."]
    unit: str
    nature: Annotated[str, "flow: months add up; stock: holds at a moment; ratio: never adds up."]
    basis: Annotated[str | None, "retail, wholesale, production, registration, export or import."]
    additive: Annotated[list[str], "What adds up: time, members, models, regions, segments."]
    within: Annotated[list[str], "Metrics that can never be smaller."]
    words: Annotated[list[str], "The spellings that say it."]


class MembershipRecord(TypedDict):
    """A parent of an entity."""

    parent: str
    relation: Annotated[str, "brand_of, model_of, member_of, owned_by, built_by or speaks_for."]
    since: str | None
    until: str | None


class EntityRecord(TypedDict):
    """Somebody or something that figures are about."""

    id: str
    name: Annotated[str, "The canonical English name."]
    kind: EntityKind
    names: Annotated[list[str], "All spellings."]
    parents: list[MembershipRecord]
    first_delivery: Annotated[str | None, "Nothing was sold before it: EDTF."]


class MetricsRecord(TypedDict):
    """A page of the metrics."""

    items: list[MetricRecord]
    total: int
    page: int
    size: int


class EntitiesRecord(TypedDict):
    """A page of the entities."""

    items: list[EntityRecord]
    total: int
    page: int
    size: int


class DefinitionsRecord(TypedDict):
    """What there is to look up, and how much of it."""

    metrics: int
    entities: int
    units: int
    observations: int


async def definitions(request: Request) -> Response:
    pack = load_pack(request.app.state.settings.packs)
    counts: DefinitionsRecord = {
        "metrics": len(pack.metrics),
        "entities": len(pack.entities),
        "units": len(pack.units),
        "observations": len(pack.observations),
    }
    return answered(request, counts)


async def metrics(request: Request) -> Response:
    pack = load_pack(request.app.state.settings.packs)
    page = listed(request, list(pack.metrics.values()))
    record: MetricsRecord = {
        "items": [_metric(one) for one in page.items],
        "total": page.total,
        "page": page.page,
        "size": page.size,
    }
    return answered(request, record, headers={"Link": page.links})


async def metric(request: Request) -> Response:
    found = load_pack(request.app.state.settings.packs).metrics.get(request.path_params["id"])
    if found is None:
        raise Problem(HTTPStatus.NOT_FOUND, "there is no such metric; GET /api/v1/definitions/metrics lists them")
    return answered(request, _metric(found))


async def entities(request: Request) -> Response:
    page = listed(request, found_entities(request))
    record: EntitiesRecord = {
        "items": [_entity(one) for one in page.items],
        "total": page.total,
        "page": page.page,
        "size": page.size,
    }
    return answered(request, record, headers={"Link": page.links})


async def entity(request: Request) -> Response:
    found = load_pack(request.app.state.settings.packs).entities.get(request.path_params["id"])
    if found is None:
        raise Problem(HTTPStatus.NOT_FOUND, "there is no such entity; GET /api/v1/definitions/entities lists them")
    return answered(request, _entity(found))


def found_entities(request: Request) -> list[Entity]:
    """The entities of the ``kind`` that the query names, with ``q`` in one of their names; sellers first.

    Raises:
        Problem: if there is no such kind.
    """
    kind, sought = request.query_params.get("kind", ""), request.query_params.get("q", "").casefold().strip()
    if kind and kind not in set(EntityKind):
        kinds = ", ".join(EntityKind)
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, f"kind: there is no such kind; it is one of {kinds}")
    known = sorted(load_pack(request.app.state.settings.packs).entities.values(), key=_order)
    return [
        one
        for one in known
        if (not kind or one.kind == kind) and any(sought in name.casefold() for name in spellings(one))
    ]


def _order(entity: Entity) -> int:
    return list(EntityKind).index(entity.kind)


def spellings(entity: Entity) -> list[str]:
    """All names of an entity, the canonical one first."""
    return list(entity.spellings)


def _metric(metric: Metric) -> MetricRecord:
    return {
        "id": metric.id,
        "name": metric.name,
        "definition": metric.definition,
        "unit": metric.unit,
        "nature": metric.nature,
        "basis": metric.basis,
        "additive": sorted(metric.additive),
        "within": list(metric.within),
        "words": [word for words in metric.words.values() for word in words],
    }


def _entity(entity: Entity) -> EntityRecord:
    return {
        "id": entity.id,
        "name": entity.name,
        "kind": entity.kind,
        "names": spellings(entity),
        "parents": [
            {"parent": one.parent, "relation": one.relation, "since": one.since, "until": one.until}
            for one in entity.parents
        ],
        "first_delivery": entity.first_delivery,
    }


_ID = Parameter("id", "Its id.", place="path")
_PAGE = (
    Parameter("page", "Which page, from 1.", {"type": "integer", "minimum": 1, "maximum": 1_000_000}),
    Parameter("size", "How many on a page.", {"type": "integer", "minimum": 1, "maximum": MOST}),
)
_SOUGHT = (
    Parameter("kind", "Only of this kind; empty for any.", {"enum": ["", *EntityKind]}),
    Parameter("q", "Only with this in one of its names."),
)

OPERATIONS = (
    Operation("GET", "/definitions", definitions, "Count what there is to look up.", {200: DefinitionsRecord}),
    Operation("GET", "/definitions/metrics", metrics, "List the metrics.", {200: MetricsRecord}, (422,), _PAGE),
    Operation("GET", "/definitions/metrics/{id}", metric, "Define one metric.", {200: MetricRecord}, (404,), (_ID,)),
    Operation(
        "GET",
        "/definitions/entities",
        entities,
        "List the entities.",
        {200: EntitiesRecord},
        (422,),
        (*_SOUGHT, *_PAGE),
    ),
    Operation("GET", "/definitions/entities/{id}", entity, "Describe one entity.", {200: EntityRecord}, (404,), (_ID,)),
)
