"""Conflicts: what the figures of the ledger contradict one another in, and which of them is likely wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from tachograph.checking.evidence import written
from tachograph.core.dispute import Dispute
from tachograph.core.observation import Observation
from tachograph.core.pack import Pack
from tachograph.pipeline import consulting
from tachograph.presenting import figures
from tachograph.presenting.sheets.html import cell_address
from tachograph.surfaces.web import asked, frame
from tachograph.surfaces.web.library import shelf_of
from tachograph.surfaces.web.pages import Page
from tachograph.surfaces.web.pages.cells import indexed
from tachograph.surfaces.web.paging import listed


@dataclass(frozen=True, slots=True)
class Side:
    """A figure with all that give it, and the page of its cell, if there is one."""

    value: str
    period: str
    cell: str | None
    observations: tuple[Observation, ...]


@dataclass(frozen=True, slots=True)
class _Shown:
    entity: str
    name: str
    dispute: Dispute
    doubted: tuple[Side, ...]
    others: tuple[Side, ...]


async def show(request: Request) -> Response:
    shelf, as_of = shelf_of(request), asked.as_of(request)
    known = await indexed(shelf, as_of)
    pack, disputes = await shelf.conflicts(as_of)
    found = await shelf.found(("queue", as_of), lambda _: _queue(pack, disputes, known))
    of = asked.text(request, "of")
    return frame.page(
        request,
        "conflicts.html.j2",
        state=shelf.state,
        listed=listed(request, [one for one in found if of in (None, one.entity)]),
        whose=Counter((one.entity, one.name) for one in found).most_common(),
        of=of,
        place=figures.place,
    )


def _queue(pack: Pack, disputes: tuple[Dispute, ...], known: Container[str]) -> list[_Shown]:
    return [
        _Shown(
            dispute.entity,
            figures.entity(dispute.entity, pack),
            dispute,
            tuple(side for doubted in dispute.doubted for side in _sides(doubted.observations, pack, known)),
            tuple(_sides(dispute.others, pack, known)),
        )
        for dispute in disputes
    ]


def _sides(observations: tuple[Observation, ...], pack: Pack, known: Container[str]) -> list[Side]:
    """The observations by figure and period, the same page once."""
    grouped: dict[tuple[str, str, str | None], dict[str, Observation]] = {}
    for o in observations:
        cell = consulting.cell_of(o, pack)
        key = written(o.quantity), o.period, cell_address(cell) if figures.reference(cell) in known else None
        grouped.setdefault(key, {}).setdefault(o.source, o)
    return [Side(value, period, cell, tuple(by.values())) for (value, period, cell), by in grouped.items()]


PAGES = (Page("/conflicts", show, nav="conflicts", place=50),)
