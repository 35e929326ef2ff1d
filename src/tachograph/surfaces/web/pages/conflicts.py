"""Conflicts: what the figures of the ledger contradict one another in, and which of them is likely wrong."""

from __future__ import annotations

from collections import Counter
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
from tachograph.surfaces.web.pages import Page
from tachograph.surfaces.web.paging import listed
from tachograph.surfaces.web.shelf import shelf_of


@dataclass(frozen=True, slots=True)
class Side:
    """A figure with all that give it, and the cell that it is about."""

    value: str
    period: str
    cell: str
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
    found = await shelf.found(("queue", as_of), lambda books: _queue(*consulting.conflicts(books, as_of)))
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


def _queue(pack: Pack, disputes: tuple[Dispute, ...]) -> list[_Shown]:
    return [
        _Shown(
            dispute.entity,
            figures.entity(dispute.entity, pack),
            dispute,
            tuple(side for doubted in dispute.doubted for side in _sides(doubted.observations, pack)),
            tuple(_sides(dispute.others, pack)),
        )
        for dispute in disputes
    ]


def _sides(observations: tuple[Observation, ...], pack: Pack) -> list[Side]:
    """The observations by figure and period, the same page once."""
    grouped: dict[tuple[str, str, str], dict[str, Observation]] = {}
    for o in observations:
        key = written(o.quantity), o.period, cell_address(consulting.cell_of(o, pack))
        grouped.setdefault(key, {}).setdefault(o.source, o)
    return [Side(value, period, cell, tuple(by.values())) for (value, period, cell), by in grouped.items()]


PAGES = (Page("/conflicts", show, nav="conflicts", place=50),)
