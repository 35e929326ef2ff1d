"""What the verbs of analysis do: ask the ledger, work it out, render, draw, write."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tachograph.analysis.board import Board, boards
from tachograph.analysis.leader import leading
from tachograph.analysis.maker import Maker
from tachograph.analysis.maker import maker as maker_of
from tachograph.analysis.market import market as market_of
from tachograph.analysis.periods import ordinary, pooled, spelt
from tachograph.analysis.table import Table
from tachograph.analysis.targets import Chance, Targets, latest_year
from tachograph.analysis.targets import targets as targets_of
from tachograph.core.errors import SourceError
from tachograph.core.period import Period
from tachograph.pipeline import consulting, forecasting
from tachograph.pipeline.naming import entity_named, metric_named
from tachograph.pipeline.promising import recorded_promises
from tachograph.pipeline.recording import Books
from tachograph.surfaces.asked import Asked, Printed
from tachograph.surfaces.ledger_verbs import opened
from tachograph.surfaces.output import chosen, draw, fail, present

_LAST_YEAR = 9999
_FORMS = ("text", "json", "csv")


def board(
    period: str, metric: str | None, level: str | None, segment: str, printed: Printed, asked: Asked, *, pool: bool
) -> int:
    """``tacho board``; returns the exit status."""

    def worked_out(table: Table, _: Books) -> tuple[Board, ...]:
        when = _period(period)
        chosen_metric = None if metric is None else metric_named(metric, table.pack)
        return boards(table, spelt(pooled(when)) if pool else when, chosen_metric, level, segment)

    return _shown("board", worked_out, printed, asked)


def leader(period: str, printed: Printed, asked: Asked) -> int:
    """``tacho leader``; returns the exit status."""
    return _shown("leader", lambda table, _: leading(table, _period(period)), printed, asked)


def targets(year: int | None, printed: Printed, asked: Asked) -> int:
    """``tacho targets``; returns the exit status."""

    def worked_out(table: Table, _: Books) -> Targets:
        chosen_year = year or latest_year(table)
        if chosen_year is None or not 1 <= chosen_year <= _LAST_YEAR:
            raise SourceError("--year", "no figure of any year is known", "name a year, such as 2026")
        return targets_of(table, chosen_year, _odds(table))

    return _shown("targets", worked_out, printed, asked)


def market(period: str, printed: Printed, asked: Asked) -> int:
    """``tacho market``; returns the exit status."""
    return _shown("market", lambda table, _: market_of(table, _period(period)), printed, asked)


def maker(name: str, printed: Printed, asked: Asked) -> int:
    """``tacho maker``; returns the exit status."""

    def worked_out(table: Table, kept: Books) -> Maker:
        with kept.opened(write=False) as reader:
            entity = entity_named(name, kept.pack, reader.entities())
        promised = recorded_promises(kept, as_of=asked.as_of or kept.clock().date())
        return maker_of(table, entity, None, promised.of(entity), promised.sources)

    return _shown("maker", worked_out, printed, asked)


def _odds(table: Table) -> Chance:
    figures = consulting.Figures(tuple(table.estimates), tuple(table.observations), table.pack)
    return forecasting.learned(figures).odds()


def _shown(home: str, worked_out: Callable[[Table, Books], Any], printed: Printed, asked: Asked) -> int:
    """Work something out from the ledger, print it in the form that is asked for, and draw it; the exit status."""
    try:
        form = chosen(printed.form, printed.output, _FORMS, f"tacho {home}")
        kept = opened(asked.ledger, asked.packs)
        known = consulting.figures(kept, asked.as_of)
        table = Table(known.pack, known.estimates, known.observations)
        found = worked_out(table, kept)
    except SourceError as error:
        return fail(error)
    return draw(home, printed.chart, found, table) or present(home, form, printed.output, found, table)


def _period(text: str) -> Period:
    """The period that is asked for.

    Raises:
        SourceError: if it is none.
    """
    try:
        return Period.parse(ordinary(text))
    except ValueError as error:
        raise SourceError(text, str(error), "write 2026-01, 2025-Q4, 2025 or 2025-01/2025-11") from None
