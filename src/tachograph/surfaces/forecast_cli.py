"""The verbs about months to come: what can be typed. The work is in :mod:`tachograph.surfaces.forecast_verbs`."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType
from typing import Annotated, Literal

from cyclopts import App, Parameter

from tachograph.surfaces.asked import ANYTHING, AS_IT_IS, PLAINLY, Asked, Drawn, Printed

_Entities = Annotated[str, Parameter(help="Makers, brands, alliances or markets, in any language; or their ids.")]
_Metric = Annotated[
    str | None, Parameter(help="What is measured, such as deliveries; by default what is known of most months.")
]
_Method = Annotated[
    Literal["pooled", "combined"] | None,
    Parameter(
        help="pooled smooths all series alike; combined, the default where the extra forecast is installed, averages that "
        "with what statsforecast fits to each."
    ),
]


def register(app: App) -> None:
    """Make the verbs known to the command."""
    app.command(forecast, usage="Usage: tacho forecast [ENTITY...] [OPTIONS]")
    app.command(scenario, usage="Usage: tacho scenario ENTITY... [OPTIONS]")


def forecast(
    *entities: _Entities,
    metric: _Metric = None,
    months: Annotated[int, Parameter(help="How many months ahead, 1 to 12.")] = 12,
    method: _Method = None,
    scores: Annotated[
        bool, Parameter(help="Show how kept forecasts turned out instead.", negative=(), show_default=False)
    ] = False,
    keep: Annotated[
        bool, Parameter(help="Keep the forecasts in the ledger, to be scored when the figures arrive.")
    ] = True,
    printed: Drawn = AS_IT_IS,
    asked: Asked = ANYTHING,
) -> int:
    """Forecast monthly figures, with 80% intervals, sums of quarters and years, and the odds of targets.

    Without ENTITY, every maker and market that is up to date. Forecasts of what was known on an earlier day (--as-of)
    are not kept.
    """
    verbs = _verbs()
    if scores:
        return int(verbs.scores(printed, asked))
    return int(verbs.forecast(verbs.Whose(entities, metric, method), months, printed, asked, keep=keep))


def scenario(
    *entities: _Entities,
    metric: _Metric = None,
    tax_step: Annotated[
        list[str] | None,
        Parameter(help="A purchase tax rises: MONTH[:pulled=0.2,reach=2,lasting=0] (repeatable).", negative=()),
    ] = None,
    lost_month: Annotated[
        list[str] | None,
        Parameter(help="A month fails: MONTH[:lost=0.5,recovered=0.5,over=2] (repeatable).", negative=()),
    ] = None,
    ramp: Annotated[
        list[str] | None,
        Parameter(help="A new model starts: MONTH:peak=8000[,months=6,taken=0.2] (repeatable).", negative=()),
    ] = None,
    file: Annotated[Path | None, Parameter(help="The same as TOML: [[tax-step]] at = '2027-01' and so on.")] = None,
    method: _Method = None,
    printed: Printed = PLAINLY,
    asked: Asked = ANYTHING,
) -> int:
    """Show what a forecast would be if a tax rose, a month failed or a new model came.

    Every number that this rests on is printed with the result; none is measured.
    """
    changes = {"tax-step": tax_step or (), "lost-month": lost_month or (), "ramp": ramp or ()}
    verbs = _verbs()
    return int(verbs.scenario(verbs.Whose(entities, metric, method), changes, file, printed, asked))


def _verbs() -> ModuleType:
    from tachograph.surfaces import forecast_verbs  # noqa: PLC0415 - only when a verb is run, so that help is quick

    return forecast_verbs
