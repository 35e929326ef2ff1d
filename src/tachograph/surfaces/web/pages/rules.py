"""Checks: what is looked for in an article, each with a text that fails it and one that passes."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from tachograph.checking import catalogue
from tachograph.surfaces.web import frame
from tachograph.surfaces.web.pages import Page


async def show(request: Request) -> Response:
    return frame.page(request, "rules.html.j2", rules=catalogue(), keep=True)


PAGES = (Page("/rules", show, nav="rules", place=80),)
