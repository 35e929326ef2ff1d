"""Check: the start page, what is sent from it, how far it is, and what came of it."""

from __future__ import annotations

from functools import cache
from http import HTTPStatus

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from tachograph.core.document import Document
from tachograph.packs.loader import load_pack
from tachograph.presenting.html import body
from tachograph.reading import read_text
from tachograph.surfaces.web import downloads, frame
from tachograph.surfaces.web.asking import asked_form
from tachograph.surfaces.web.desk import Asked, BusyError, Desk, Job
from tachograph.surfaces.web.pages import Page
from tachograph.surfaces.web.problems import Problem
from tachograph.surfaces.web.store import Result
from tachograph.surfaces.web.work import PASTED, Part

_SOON = 4.0  # seconds until the page says how far it is instead of the result
_AGAIN = HTTPStatus.SEE_OTHER


async def start(request: Request) -> Response:
    """What this is, and where to put an article."""
    shown = _examples()[frame.saying_for(request).lang]
    return frame.page(request, "start.html.j2", example=shown, settings=request.app.state.settings, keep=True)


async def send(request: Request) -> Response:
    """The form of the start page."""
    return await _handed_in(request, await asked_form(request, "check", by_hand=True))


async def home(_: Request) -> Response:
    """For those who open the address of a form."""
    return RedirectResponse("/", _AGAIN)


async def example(request: Request) -> Response:
    """Check the example of the start page."""
    shown = _examples()[frame.saying_for(request).lang]
    return await _handed_in(request, Asked("check", (Part(shown.text, PASTED, shown.published),)))


async def waiting(request: Request) -> Response:
    """How far a job is; its result as soon as there is one."""
    desk: Desk = request.app.state.desk
    job = desk.jobs.get(request.path_params["id"])
    if job is None:
        raise Problem(HTTPStatus.NOT_FOUND, frame.saying_for(request)("result.gone"))
    if job.ended:
        return _ended(job)
    response = frame.page(request, "waiting.html.j2", job=job, ahead=desk.ahead(job))
    response.headers["Cache-Control"] = "no-store"
    return response


async def result(request: Request) -> Response:
    """The article with its figures marked and the findings beside them."""
    found = _found(request)
    say = frame.saying_for(request)
    pack = load_pack(request.app.state.settings.packs)
    title, inside = await run_in_threadpool(
        found.made, ("page", say.lang), lambda: body(found.documents, checked=found.checked, lang=say.lang, pack=pack)
    )
    return frame.page(
        request,
        "result.html.j2",
        title=title,
        inside=inside,
        result=found,
        forms=downloads.FORMS,
        settings=request.app.state.settings,
        keep=True,
    )


async def download(request: Request) -> Response:
    """The result as a file."""
    endings = {form.ending: name for name, form in downloads.FORMS.items()}
    if request.path_params["ending"] not in endings:
        raise Problem(HTTPStatus.NOT_FOUND, frame.saying_for(request)("problem.nothing_here"))
    return await downloads.answer(request, _found(request), endings[request.path_params["ending"]], attached=True)


async def _handed_in(request: Request, asked: Asked) -> Response:
    desk: Desk = request.app.state.desk
    try:
        job = desk.hand_in(asked)
    except BusyError:
        said = frame.saying_for(request)("problem.busy")
        raise Problem(HTTPStatus.SERVICE_UNAVAILABLE, said, {"Retry-After": "5"}) from None
    if await desk.wait(job, _SOON):
        return _ended(job)
    return RedirectResponse(f"/jobs/{job.id}", _AGAIN)


def _ended(job: Job) -> Response:
    if job.result is None:
        raise Problem.of(job.errors[0])
    return RedirectResponse(f"/check/{job.result}", _AGAIN)


def _found(request: Request) -> Result:
    desk: Desk = request.app.state.desk
    found = desk.results.get(request.path_params["id"])
    if found is None:
        raise Problem(HTTPStatus.NOT_FOUND, frame.saying_for(request)("result.gone"))
    return found


@cache
def _examples() -> dict[str, Document]:
    """An article with planted errors for each language."""
    folder = frame.HOME / "examples"
    return {path.stem: read_text(path.read_text(encoding="utf-8"), PASTED) for path in sorted(folder.glob("*.txt"))}


PAGES = (
    Page("/", start, nav="check", place=10),
    Page("/check", send, methods=("POST",)),
    Page("/check", home),
    Page("/example", example, methods=("POST",)),
    Page("/example", home),
    Page("/jobs/{id}", waiting),
    Page("/check/{id}", result),
    Page("/check/{id}/report.{ending}", download),
)
