"""What the verbs about months to come do: ask the pipeline, render, write, and say how it went."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from tachograph.analysis.forecasting import Series
from tachograph.core.errors import SourceError
from tachograph.pipeline import consulting, forecasting, scenarios
from tachograph.pipeline.recording import Books
from tachograph.surfaces.ledger_verbs import opened
from tachograph.surfaces.output import chosen, fail, note, present
from tachograph.surfaces.progress import Progress

_FORMS = ("text", "json", "csv")
_MOST = 12
_BETTER = "combined"


def forecast(
    entities: Sequence[str],
    metric: str | None,
    months: int,
    method: str | None,
    scores: bool,  # noqa: FBT001 - as it is typed
    keep: bool,  # noqa: FBT001
    as_of: date | None,
    form: str | None,
    output: Path | None,
    ledger: str | None,
    packs: Sequence[str] | None,
) -> int:
    """``tacho forecast``; returns the exit status."""
    try:
        form = chosen(form, output, _FORMS if scores else (*_FORMS, "svg"), "scores" if scores else "forecasts")
        _refuse(entities, months, "forecast")
        kept = opened(ledger, packs)
        if scores:
            return present("forecast_scores", form, output, forecasting.scored(kept), kept.pack)
        known, asked = _learned(kept, entities, metric, method, as_of)
        made = forecasting.outlooks(known, as_of or kept.clock().date(), asked, months)
    except SourceError as error:
        return fail(error)
    if keep and as_of is None:
        try:
            forecasting.keep(kept, made)
        except SourceError as error:
            note(f"the forecasts were not kept: {error}")
    return present("forecast", form, output, made)


def scenario(
    entities: Sequence[str],
    metric: str | None,
    changes: Mapping[str, Sequence[str]],
    file: Path | None,
    method: str | None,
    as_of: date | None,
    form: str | None,
    output: Path | None,
    ledger: str | None,
    packs: Sequence[str] | None,
) -> int:
    """``tacho scenario``; returns the exit status."""
    try:
        form = chosen(form, output, _FORMS, "scenarios")
        _refuse(entities, _MOST, "scenario")
        supposed = scenarios.read_changes(file) if file else []
        supposed += [scenarios.change_from(kind, text) for kind, texts in changes.items() for text in texts]
        kept = opened(ledger, packs)
        known, asked = _learned(kept, entities, metric, method, as_of)
        found = scenarios.what_if(known, as_of or kept.clock().date(), asked, supposed)
    except SourceError as error:
        return fail(error)
    return present("scenario", form, output, found)


def _learned(
    kept: Books, entities: Sequence[str], metric: str | None, method: str | None, as_of: date | None
) -> tuple[forecasting.Learned, tuple[Series, ...]]:
    found = consulting.figures(kept, as_of)
    with Progress("learning from earlier months") as progress:
        known = forecasting.learned(found, method, progress)
    if method is None and known.study.method != _BETTER:
        note("statsforecast is not installed, so the simpler method is used: pip install 'tachograph[forecast]'")
    return known, forecasting.asked_for(kept, known, entities, metric)


def _refuse(entities: Sequence[str], months: int, verb: str) -> None:
    if not 1 <= months <= _MOST:
        raise SourceError(f"--months {months}", "cannot be forecast", f"write 1 to {_MOST}")
    if verb == "scenario" and not entities:
        raise SourceError(verb, "nobody is named", "name a maker or market: tacho scenario NIO --lost-month MONTH")
