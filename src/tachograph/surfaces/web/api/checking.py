"""Checking, and what came of it."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import Annotated, Any, TypedDict

from starlette.requests import Request
from starlette.responses import Response

from tachograph.presenting.json import ReportRecord
from tachograph.surfaces.web import downloads, frame
from tachograph.surfaces.web.answers import JSON, answered
from tachograph.surfaces.web.api import ROOT, Operation, Parameter
from tachograph.surfaces.web.asking import MOST_FILES, asked_form, asked_json
from tachograph.surfaces.web.desk import Asked, BusyError, Desk, Job, Stage
from tachograph.surfaces.web.problems import Problem
from tachograph.surfaces.web.store import Kind, Result

_FORMS = ("multipart/form-data", "application/x-www-form-urlencoded")
_AT_ONCE = re.compile(r"\brespond-async\b", re.IGNORECASE)
_GONE = "it is kept in memory only and may have made room for newer ones; send the text again"


class JobRecord(TypedDict):
    """Work that was handed in."""

    id: str
    kind: Kind
    stage: Stage
    ahead: Annotated[int, "How many jobs are before it."]
    figures: Annotated[int | None, "How many figures were read; null until that is known."]
    result: Annotated[str | None, "Address of the result; null until it is done."]
    errors: Annotated[list[str], "What could not be read or checked, a line each."]


async def check(request: Request) -> Response:
    return await _work(request, "check")


async def extract(request: Request) -> Response:
    return await _work(request, "extract")


async def job(request: Request) -> Response:
    desk: Desk = request.app.state.desk
    found = desk.jobs.get(request.path_params["id"])
    if found is None:
        raise Problem(HTTPStatus.NOT_FOUND, f"there is no such job; {_GONE}")
    return answered(request, record(desk, found))


async def result(request: Request) -> Response:
    """The result in the form that the query asks for."""
    desk: Desk = request.app.state.desk
    found = desk.results.get(request.path_params["id"])
    if found is None:
        raise Problem(HTTPStatus.NOT_FOUND, f"there is no such result; {_GONE}")
    form = request.query_params.get("form", "json")
    if form not in downloads.FORMS:
        said = ", ".join(downloads.FORMS)
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, f"form: there is no such form; it is one of {said}")
    return await downloads.answer(request, found, form)


def record(desk: Desk, job: Job) -> JobRecord:
    return {
        "id": job.id,
        "kind": job.asked.kind,
        "stage": job.stage,
        "ahead": desk.ahead(job),
        "figures": job.figures,
        "result": f"{ROOT}/results/{job.result}" if job.result else None,
        "errors": [" ".join(str(error).split()) for error in job.errors],
    }


async def asked_of(request: Request, kind: Kind) -> Asked:
    """What the body asks for, as JSON or as a form.

    Raises:
        Problem: if it is neither, or asks for nothing.
    """
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media == JSON:
        return await asked_json(request, kind)
    if media in _FORMS:
        return await asked_form(request, kind)
    said = f"the body is no {JSON} and no form; name its type in Content-Type"
    raise Problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, said)


async def _work(request: Request, kind: Kind) -> Response:
    """Hand in what was sent; the report if it is done soon, else the job."""
    desk: Desk = request.app.state.desk
    asked = await asked_of(request, kind)
    try:
        job = desk.hand_in(asked)
    except BusyError:
        said = "too many checks are waiting; try again in a few seconds"
        raise Problem(HTTPStatus.SERVICE_UNAVAILABLE, said, {"Retry-After": "5"}) from None
    at_once = _AT_ONCE.search(request.headers.get("prefer", ""))
    if at_once or not await desk.wait(job, desk.settings.wait):
        place = {"Location": f"{ROOT}/jobs/{job.id}"}
        return answered(request, record(desk, job), status=HTTPStatus.ACCEPTED, headers=place)
    done = desk.results.get(job.result) if job.result else None
    if done is None:
        raise Problem.of(job.errors[0])
    return await _report(request, done)


async def _report(request: Request, done: Result) -> Response:
    text = await downloads.made(done, "json", "en")
    return frame.conditional(request, text, JSON, headers={"Content-Location": f"{ROOT}/results/{done.id}"})


_TEXT = {"type": "string", "pattern": r"\S", "description": "The article."}
_URL = {"type": "string", "minLength": 1, "description": "Its address instead; http or https."}
_FILE = {"type": "array", "items": {"type": "string", "format": "binary"}, "minItems": 1, "maxItems": MOST_FILES}
_PUBLISHED = {"type": "string", "format": "date", "description": "The day it appeared, where it does not say."}


def _one_of(fields: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """An object with exactly one of the fields, and perhaps the day of publication."""
    return {
        "type": "object",
        "properties": {**fields, "published": _PUBLISHED},
        "additionalProperties": False,
        "oneOf": [{"required": [name]} for name in fields],
    }


BODY = {
    JSON: _one_of({"text": _TEXT, "url": _URL}),
    "multipart/form-data": _one_of({"text": _TEXT, "url": _URL, "file": _FILE}),
}
_ASYNC = Parameter("Prefer", "respond-async answers at once with the job (202).", {"type": "string"}, place="header")
_PROBLEMS = (400, 403, 413, 415, 422, 503)

OPERATIONS = (
    Operation(
        "POST",
        "/check",
        check,
        "Check every figure of an article, given as a text, an address or files (several are checked together).",
        {200: ReportRecord, 202: JobRecord},
        _PROBLEMS,
        (_ASYNC,),
        BODY,
    ),
    Operation(
        "POST",
        "/extract",
        extract,
        "Write down every figure of an article, unchecked.",
        {200: ReportRecord, 202: JobRecord},
        _PROBLEMS,
        (_ASYNC,),
        BODY,
    ),
    Operation(
        "GET",
        "/jobs/{id}",
        job,
        "Say how far a job is.",
        {200: JobRecord},
        (404,),
        (Parameter("id", "Its id.", place="path"),),
    ),
    Operation(
        "GET",
        "/results/{id}",
        result,
        "Give a result, which is kept in memory for a while, in one of its forms.",
        {200: ReportRecord},
        (404, 422),
        (
            Parameter("id", "Its id.", place="path"),
            Parameter("form", "json unless named.", {"enum": list(downloads.FORMS)}),
        ),
        media=(JSON, "text/html", "text/markdown", "application/ld+json"),
    ),
)
