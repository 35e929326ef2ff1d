"""Promises: who said that something would be done by when, and how that stands."""

from __future__ import annotations

from collections import Counter
from itertools import groupby

from starlette.requests import Request
from starlette.responses import Response

from tachograph.core.promise import Standing
from tachograph.presenting.promises.text import KINDS, MARKS, who
from tachograph.surfaces.web import asked, frame
from tachograph.surfaces.web.library import shelf_of
from tachograph.surfaces.web.pages import Page
from tachograph.surfaces.web.pages.makers import promises_of
from tachograph.surfaces.web.shelf import today


async def show(request: Request) -> Response:
    shelf, day = shelf_of(request), asked.day(request) or today()
    outcome = await promises_of(shelf, day)
    standing = asked.choice(request, "standing", tuple(Standing))
    ordered = sorted(outcome.promises, key=lambda one: (who(one.promise), one.promise.due.end))
    chosen = [one for one in ordered if standing in (None, one.standing)]
    counted = Counter(one.standing for one in outcome.promises)
    return frame.page(
        request,
        "promises.html.j2",
        state=shelf.state,
        groups=[(name, list(some)) for name, some in groupby(chosen, key=lambda one: who(one.promise))],
        sources=outcome.sources,
        counted=[(one, counted[one]) for one in Standing if counted[one]],
        standing=standing,
        total=len(outcome.promises),
        kinds=KINDS,
        marks=MARKS,
        day=day,
    )


PAGES = (Page("/promises", show, nav="promises", place=45),)
