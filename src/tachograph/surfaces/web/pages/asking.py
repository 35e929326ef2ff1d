"""Ask: a question in English or Chinese, what it was understood as, the answer, the figures and who says so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from starlette.requests import Request
from starlette.responses import Response

from tachograph.core.estimate import Cell
from tachograph.core.observation import Observation
from tachograph.core.query import Asked
from tachograph.pipeline.asking import Answer, Figure, answered, understood
from tachograph.pipeline.recording import Books
from tachograph.presenting import figures
from tachograph.presenting.ask.phrases import Phrases, phrases
from tachograph.presenting.ask.text import amount, named, sources_of, understood_as
from tachograph.presenting.sheets.html import cell_address
from tachograph.surfaces.web import asked, frame
from tachograph.surfaces.web.library import shelf_of
from tachograph.surfaces.web.pages import Page
from tachograph.surfaces.web.pages.cells import indexed
from tachograph.surfaces.web.shelf import Shelf, today

_SOURCES = 3  # of a figure; its cell has all


@dataclass(frozen=True, slots=True)
class _Told:
    """A figure of the answer: what it is of, how much, the page of its cell, and who states it."""

    role: str
    what: str
    amount: str
    cell: str | None
    sources: tuple[Observation, ...]
    more: int


@dataclass(frozen=True, slots=True)
class _Shown:
    answer: Answer
    lang: str
    understood: str
    said: str
    cannot: str
    figures: tuple[_Told, ...]
    caveats: tuple[str, ...]


async def show(request: Request) -> Response:
    shelf, question = shelf_of(request), asked.text(request, "q")
    shown = None
    if question is not None:
        answer = await answer_to(shelf, question, asked.as_of(request), request.app.state.settings.soon)
        shown = _made(answer, shelf, set(await indexed(shelf, answer.query.as_of)))
    return frame.page(
        request, "ask.html.j2", shown=shown, question=question or "", as_of=asked.day(request),
        examples=frame.saying_for(request).words["ask"]["examples"], state=shelf.state,
    )  # fmt: skip


async def answer_to(shelf: Shelf, question: str, as_of: date | None, patience: float | None) -> Answer:
    """The answer to a question, kept for as long as the ledger stays as it is.

    Raises:
        PendingError: if it needs forecasts, which are not there yet.
        Problem: if it is no question.
    """
    day = today()
    query = await shelf.found(
        ("query", question, as_of), lambda books: understood(question, books.pack, today=day, as_of=as_of)
    )
    when = None if query.as_of is None or query.as_of >= day else query.as_of
    table = await shelf.table(when)
    odds = await shelf.odds(when, patience) if query.kind is Asked.TARGET else None

    def made(books: Books) -> Answer:
        return answered(books, query, question, today=day, table=table, odds=odds)

    return await shelf.found(("answer", question, as_of), made)


def _made(answer: Answer, shelf: Shelf, known: set[str]) -> _Shown:
    pack = shelf.books.pack
    said = phrases(answer, pack)
    return _Shown(
        answer,
        said.lang,
        understood_as(answer.query, said),
        said.told(answer.said),
        f"{said.words['cannot']}{said.told(answer.cannot)}" if answer.cannot else "",
        tuple(_told(answer, said, known)),
        tuple(said.all(answer.caveats)),
    )


def _told(answer: Answer, said: Phrases, known: set[str]) -> Iterator[_Told]:
    for figure in answer.figures:
        pages = list(sources_of(figure, said))
        cell = _cell(figure, known)
        yield _Told(
            figure.role, named(figure, said), amount(figure), cell, tuple(pages[:_SOURCES]), len(pages[_SOURCES:])
        )


def _cell(figure: Figure, known: set[str]) -> str | None:
    """The page of the figure's cell, if it is one of the ledger."""
    cell = Cell(figure.entity, figure.metric, figure.period, figure.unit, figure.region, figure.segment, figure.model)
    return cell_address(cell) if not figure.basis and figures.reference(cell) in known else None


PAGES = (Page("/ask", show, nav="ask", place=15),)
