"""Definitions: what exactly each metric counts, and which names are known."""

from __future__ import annotations

from collections.abc import Iterable

from starlette.requests import Request
from starlette.responses import Response

from tachograph.analysis.listing import basis_of
from tachograph.core.pack import EntityKind, Metric
from tachograph.packs.loader import load_pack
from tachograph.surfaces.web import frame
from tachograph.surfaces.web.api.definitions import found_entities, spellings
from tachograph.surfaces.web.pages import Page
from tachograph.surfaces.web.paging import listed


async def metrics(request: Request) -> Response:
    known = load_pack(request.app.state.settings.packs).metrics
    sought = request.query_params.get("q", "").casefold().strip()
    shown = [one for one in known.values() if sought in _text(one)]
    return frame.page(
        request,
        "metrics.html.j2",
        metrics=shown,
        sought=sought,
        bases=_bases(known.values()),
        basis_of=basis_of,
        keep=True,
    )


def _text(metric: Metric) -> str:
    """What a metric is found by."""
    spellings = " ".join(word for some in metric.words.values() for word in some)
    return f"{metric.name} {metric.id} {metric.definition} {spellings}".casefold()


def _bases(metrics: Iterable[Metric]) -> dict[str, list[Metric]]:
    """The metrics by what they count."""
    found: dict[str, list[Metric]] = {}
    for metric in metrics:
        found.setdefault(basis_of(metric), []).append(metric)
    return found


async def entities(request: Request) -> Response:
    shown = listed(request, found_entities(request))
    return frame.page(
        request,
        "entities.html.j2",
        listed=shown,
        kinds=list(EntityKind),
        kind=request.query_params.get("kind", ""),
        sought=request.query_params.get("q", ""),
        spellings=spellings,
        known=load_pack(request.app.state.settings.packs).entities,
        keep=True,
    )


PAGES = (
    Page("/definitions", metrics, nav="definitions", place=85),
    Page("/definitions/names", entities, nav="names", place=86),
)
