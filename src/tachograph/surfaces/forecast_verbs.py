"""What the verbs about months to come do: ask the pipeline, render, write, and say how it went."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tachograph.analysis.forecasting import Series
from tachograph.core.errors import SourceError
from tachograph.pipeline import consulting, forecasting, scenarios
from tachograph.pipeline.recording import Books
from tachograph.surfaces.asked import Asked, Drawn, Printed
from tachograph.surfaces.ledger_verbs import opened
from tachograph.surfaces.output import chosen, draw, fail, note, present
from tachograph.surfaces.progress import Progress

_FORMS = ("text", "json", "csv")
_MOST = 12
_BETTER = "combined"


@dataclass(frozen=True, slots=True)
class Whose:
    """What is to be forecast, and by which method."""

    entities: Sequence[str]
    metric: str | None
    method: str | None


def forecast(whose: Whose, months: int, printed: Drawn, asked: Asked, *, keep: bool) -> int:
    """``tacho forecast``; returns the exit status."""
    try:
        form = chosen(printed.form, printed.output, (*_FORMS, "svg"), "forecasts")
        _refuse(months=months)
        kept = opened(asked.ledger, asked.packs)
        known, series = _learned(kept, whose, asked)
        made = forecasting.outlooks(known, asked.as_of or kept.clock().date(), series, months)
    except SourceError as error:
        return fail(error)
    if keep and asked.as_of is None:
        try:
            forecasting.keep(kept, made)
        except SourceError as error:
            note(f"the forecasts were not kept: {error}")
    return draw("forecast", printed.chart, made) or present("forecast", form, printed.output, made)


def scores(printed: Drawn, asked: Asked) -> int:
    """``tacho forecast --scores``; returns the exit status."""
    try:
        form = chosen(printed.form, printed.output, _FORMS, "scores")
        _refuse(chart=printed.chart)
        kept = opened(asked.ledger, asked.packs)
        return present("forecast_scores", form, printed.output, forecasting.scored(kept), kept.pack)
    except SourceError as error:
        return fail(error)


def scenario(
    whose: Whose, changes: Mapping[str, Sequence[str]], file: Path | None, printed: Printed, asked: Asked
) -> int:
    """``tacho scenario``; returns the exit status."""
    try:
        form = chosen(printed.form, printed.output, _FORMS, "scenarios")
        _refuse(named=bool(whose.entities))
        supposed = scenarios.read_changes(file) if file else []
        supposed += [scenarios.change_from(kind, text) for kind, texts in changes.items() for text in texts]
        kept = opened(asked.ledger, asked.packs)
        known, series = _learned(kept, whose, asked)
        found = scenarios.what_if(known, asked.as_of or kept.clock().date(), series, supposed)
    except SourceError as error:
        return fail(error)
    return draw("scenario", printed.chart, found) or present("scenario", form, printed.output, found)


def _learned(kept: Books, whose: Whose, asked: Asked) -> tuple[forecasting.Learned, tuple[Series, ...]]:
    found = consulting.figures(kept, asked.as_of)
    with Progress("learning from earlier months") as progress:
        known = forecasting.learned(found, whose.method, progress)
    if whose.method is None and known.study.method != _BETTER:
        note("statsforecast is not installed, so the simpler method is used: pip install 'tachograph[forecast]'")
    return known, forecasting.asked_for(kept, known, whose.entities, whose.metric)


def _refuse(*, months: int = 1, chart: Path | None = None, named: bool = True) -> None:
    """Say what cannot be done.

    Raises:
        SourceError: if so many months are too many, scores are to be drawn, or nobody is named.
    """
    if not 1 <= months <= _MOST:
        raise SourceError(f"--months {months}", "cannot be forecast", f"write 1 to {_MOST}")
    if chart:
        raise SourceError(f"--chart {chart}", "scores are not drawn", "leave it out")
    if not named:
        raise SourceError(
            "scenario", "nobody is named", "name a maker or market: tacho scenario NIO --lost-month MONTH"
        )
