"""The description of the REST interface, from its operations."""

from __future__ import annotations

from functools import cache
from http import HTTPStatus
from typing import Any, is_typeddict

from starlette.requests import Request
from starlette.responses import Response

from tachograph import __version__
from tachograph.presenting.schema import schema_of
from tachograph.surfaces.web.answers import kept
from tachograph.surfaces.web.api import ROOT, Operation, Parameter, operations
from tachograph.surfaces.web.problems import MEDIA, ProblemRecord

_PLACE = "#/components/schemas/"
_ALWAYS = (421, 429, 500)  # what any request may meet


@cache
def description() -> dict[str, Any]:
    """The OpenAPI document."""
    schemas: dict[str, Any] = {}
    paths: dict[str, dict[str, Any]] = {}
    for one in operations():
        paths.setdefault(ROOT + one.path, {})[one.method.lower()] = _operation(one, schemas)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Tachograph",
            "version": __version__,
            "summary": "Reads news about a market, writes down every figure with its source, and shows which can be true.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "paths": paths,
        "components": {"schemas": dict(sorted(schemas.items()))},
    }


async def show(request: Request) -> Response:
    return kept(request, description)


def _operation(one: Operation, schemas: dict[str, Any]) -> dict[str, Any]:
    answers = {str(status): _answer(status, kind, one.media, schemas) for status, kind in one.answers.items()}
    problems = (*one.problems, *((403,) if one.method == "POST" else ()), *_ALWAYS)
    for status in sorted(set(problems)):
        answers[str(status)] = _answer(status, ProblemRecord, (MEDIA,), schemas)
    if one.method == "GET":
        answers["304"] = {"description": "What the ETag of If-None-Match names is still so."}
    described: dict[str, Any] = {
        "operationId": f"{one.method.lower()}{one.path.translate(str.maketrans('/{}', '___'))}",
        "summary": one.says,
        "parameters": [_parameter(parameter) for parameter in one.parameters],
        "responses": answers,
    }
    if one.body:
        content = {media: {"schema": schema} for media, schema in one.body.items()}
        described["requestBody"] = {"required": True, "content": content}
    return described


def _parameter(one: Parameter) -> dict[str, Any]:
    return {
        "name": one.name,
        "in": one.place,
        "required": one.required,
        "description": one.says,
        "schema": dict(one.schema),
    }


def _answer(status: int, kind: Any, media: tuple[str, ...], schemas: dict[str, Any]) -> dict[str, Any]:
    content = {
        one: {"schema": schema_of(kind, schemas, _PLACE)}
        if is_typeddict(kind) and one.endswith("json") and "ld+" not in one
        else {}
        for one in media
    }
    return {"description": HTTPStatus(status).phrase, "content": content}
