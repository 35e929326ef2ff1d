"""What the verbs of analysis do: ask the ledger, work it out, render, write."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from tachograph.analysis.board import Board, boards
from tachograph.analysis.leader import leading
from tachograph.analysis.maker import maker as maker_of
from tachograph.analysis.market import market as market_of
from tachograph.analysis.periods import ordinary, pooled, spelt
from tachograph.analysis.table import Table
from tachograph.analysis.targets import Targets, latest_year
from tachograph.analysis.targets import targets as targets_of
from tachograph.core.errors import SourceError
from tachograph.core.period import Period
from tachograph.pipeline import consulting, forecasting
from tachograph.pipeline.naming import entity_named, metric_named
from tachograph.surfaces.ledger_verbs import opened
from tachograph.surfaces.output import chosen, fail, present

_LAST_YEAR = 9999
_FORMS = ("text", "json", "csv")


def board(
    period: str,
    metric: str | None,
    level: str | None,
    segment: str,
    pool: bool,  # noqa: FBT001 - as it is typed
    as_of: date | None,
    form: str | None,
    output: Path | None,
    ledger: str | None,
    packs: Sequence[str] | None,
) -> int:
    """``tacho board``; returns the exit status."""

    def worked_out(table: Table) -> tuple[Board, ...]:
        asked = _period(period)
        chosen_metric = None if metric is None else metric_named(metric, table.pack)
        return boards(table, spelt(pooled(asked)) if pool else asked, chosen_metric, level, segment)

    return _shown("board", worked_out, as_of, form, output, ledger, packs)


def leader(
    period: str,
    as_of: date | None,
    form: str | None,
    output: Path | None,
    ledger: str | None,
    packs: Sequence[str] | None,
) -> int:
    """``tacho leader``; returns the exit status."""
    return _shown("leader", lambda table: leading(table, _period(period)), as_of, form, output, ledger, packs)


def targets(
    year: int | None,
    as_of: date | None,
    form: str | None,
    output: Path | None,
    ledger: str | None,
    packs: Sequence[str] | None,
) -> int:
    """``tacho targets``; returns the exit status."""

    def worked_out(table: Table) -> Targets:
        chosen_year = year or latest_year(table)
        if chosen_year is None or not 1 <= chosen_year <= _LAST_YEAR:
            raise SourceError("--year", "no figure of any year is known", "name a year, such as 2026")
        figures = consulting.Figures(tuple(table.estimates), tuple(table.observations), table.pack)
        return targets_of(table, chosen_year, forecasting.learned(figures).odds())

    return _shown("targets", worked_out, as_of, form, output, ledger, packs)


def market(
    period: str,
    as_of: date | None,
    form: str | None,
    output: Path | None,
    ledger: str | None,
    packs: Sequence[str] | None,
) -> int:
    """``tacho market``; returns the exit status."""
    return _shown("market", lambda table: market_of(table, _period(period)), as_of, form, output, ledger, packs)


def maker(
    name: str,
    as_of: date | None,
    form: str | None,
    output: Path | None,
    ledger: str | None,
    packs: Sequence[str] | None,
) -> int:
    """``tacho maker``; returns the exit status."""
    try:
        kept = opened(ledger, packs)
        with kept.opened(write=False) as reader:
            entity = entity_named(name, kept.pack, reader.entities())
    except SourceError as error:
        return fail(error)
    return _shown("maker", lambda table: maker_of(table, entity), as_of, form, output, ledger, packs)


def _shown(
    home: str,
    worked_out: Callable[[Table], Any],
    as_of: date | None,
    form: str | None,
    output: Path | None,
    ledger: str | None,
    packs: Sequence[str] | None,
) -> int:
    """Work something out from the ledger and print it in the form that is asked for; returns the exit status."""
    try:
        form = chosen(form, output, _FORMS, f"tacho {home}")
        known = consulting.figures(opened(ledger, packs), as_of)
        table = Table(known.pack, known.estimates, known.observations)
        found = worked_out(table)
    except SourceError as error:
        return fail(error)
    return present(home, form, output, found, table)


def _period(text: str) -> Period:
    """The period that is asked for.

    Raises:
        SourceError: if it is none.
    """
    try:
        return Period.parse(ordinary(text))
    except ValueError as error:
        raise SourceError(text, str(error), "write 2026-01, 2025-Q4, 2025 or 2025-01/2025-11") from None
