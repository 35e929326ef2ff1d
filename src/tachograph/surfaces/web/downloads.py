"""A result in its forms: report page, Markdown, JSON, ClaimReview."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from tachograph.surfaces.web import frame
from tachograph.surfaces.web.store import Result


@dataclass(frozen=True, slots=True)
class Form:
    """How a form is called: the ending of its files and its media type."""

    ending: str
    media: str


FORMS = {
    "html": Form("html", "text/html; charset=utf-8"),
    "markdown": Form("md", "text/markdown; charset=utf-8"),
    "json": Form("json", "application/json"),
    "claimreview": Form("jsonld", "application/ld+json"),
}


async def answer(request: Request, result: Result, form: str, *, attached: bool = False) -> Response:
    """The result in that form; ``attached`` to be saved as a file. The report page is always saved, never shown.

    It carries its own script and style, which the policy of this server's pages would not let run.
    """
    text = await made(result, form, frame.saying_for(request).lang)
    said = FORMS[form]
    save = attached or form == "html"
    headers = (
        {"Content-Disposition": f'attachment; filename="tachograph-{result.id[:8]}.{said.ending}"'} if save else {}
    )
    return frame.conditional(request, text, said.media, headers=headers)


async def made(result: Result, form: str, lang: str) -> str:
    """The text of the result in that form, made once for each language."""
    return await run_in_threadpool(result.made, (form, lang), lambda: _made(result, form, lang))


def _made(result: Result, form: str, lang: str) -> str:
    if form == "json":
        return result.json
    render = import_module(f"tachograph.presenting.{form}").render
    options = {"lang": lang} if form == "html" else {}
    return str(render(result.documents, checked=result.checked, **options))
