"""The verbs of the ledger: what can be typed. The work is in :mod:`tachograph.surfaces.ledger_verbs`."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Annotated, Literal

from cyclopts import App, Parameter

from tachograph.surfaces.options import RULES_ALONE, ModelOptions

Location = Annotated[
    str | None,
    Parameter(
        name="--ledger",
        help="File, or postgresql://USER@HOST/DATABASE; by default TACHO_LEDGER, or the user's data directory.",
    ),
]
AsOf = Annotated[date | None, Parameter(help="As it was known at the end of this day: YYYY-MM-DD.")]
Packs = Annotated[
    list[str] | None, Parameter(name="--pack", help="Domain pack to use (repeatable); by default all.", negative=())
]
Output = Annotated[Path | None, Parameter(name=["--output", "-o"], help="File to write to; by default the terminal.")]
Plain = Annotated[
    Literal["text", "json"] | None,
    Parameter(name=["--format", "-f"], help="How to print it; by default as FILE is named, else text."),
]
_Whose = Annotated[str, Parameter(help="A maker, brand, alliance or market, in any language; or its id.")]
_Metric = Annotated[str | None, Parameter(help="What is measured, such as deliveries; by default everything.")]
_Period = Annotated[
    str | None, Parameter(help="2025-12, 2025-Q4, 2025, 2025-01/2025-11, or ../2025-11 for all until then.")
]


def register(app: App) -> None:
    """Make the verbs known to the command."""
    app.command(add, usage="Usage: tacho add SOURCE... [OPTIONS]")
    app.command(show, usage="Usage: tacho show ENTITY [OPTIONS]")
    app.command(conflicts, usage="Usage: tacho conflicts [OPTIONS]")
    app.command(diff, usage="Usage: tacho diff ENTITY [OPTIONS]")
    app.command(export, usage="Usage: tacho export [OPTIONS]")
    app.command(doctor, usage="Usage: tacho doctor [OPTIONS]")


def add(
    *sources: Annotated[
        str, Parameter(help="Files, folders, web addresses, or - for standard input.", allow_leading_hyphen=True)
    ],
    reference: Annotated[
        list[Path] | None,
        Parameter(help="Table of figures (CSV or XLSX) to add as they are (repeatable).", negative=()),
    ] = None,
    published: Annotated[
        date | None, Parameter(help="The day the sources appeared, where they do not say: YYYY-MM-DD.")
    ] = None,
    batch: Annotated[str | None, Parameter(help="Folder that tacho batch has filled, to add as it is.")] = None,
    ledger: Location = None,
    packs: Packs = None,
    model: ModelOptions = RULES_ALONE,
) -> int:
    """Check some articles and record every figure of them, with its source, in the ledger.

    What is there already is left alone; running it again goes on where it was stopped.
    """
    return int(_verbs().add(sources, reference or (), published, ledger, packs, model, batch))


def show(
    entity: _Whose,
    /,
    *,
    metric: _Metric = None,
    period: _Period = None,
    as_of: AsOf = None,
    form: Plain = None,
    output: Output = None,
    ledger: Location = None,
    packs: Packs = None,
) -> int:
    """Show the best estimate of every figure of somebody, with who says so and who does not."""
    return int(_verbs().show_cells(entity, metric, period, as_of, form, output, ledger, packs))


def conflicts(
    *,
    as_of: AsOf = None,
    form: Plain = None,
    output: Output = None,
    ledger: Location = None,
    packs: Packs = None,
) -> int:
    """List where the sources in the ledger contradict one another.

    Shows the figure that is likely wrong, the calculation, all sources, and what may have happened. The status is 0.
    """
    return int(_verbs().conflicts(as_of, form, output, ledger, packs))


def diff(
    entity: _Whose,
    /,
    *,
    metric: _Metric = None,
    period: _Period = None,
    form: Plain = None,
    output: Output = None,
    ledger: Location = None,
    packs: Packs = None,
) -> int:
    """Show how what was said of a figure changed: forecast, flash, final, revised, and who said it when."""
    return int(_verbs().diff(entity, metric, period, form, output, ledger, packs))


def export(
    what: Annotated[
        Literal["estimates", "observations", "claims"],
        Parameter(help="The best estimates, all that was said, or the claims of documents."),
    ] = "estimates",
    /,
    *,
    entity: Annotated[
        list[str] | None, Parameter(help="Whose figures (repeatable); by default all.", negative=())
    ] = None,
    metric: _Metric = None,
    period: _Period = None,
    as_of: AsOf = None,
    form: Annotated[
        Literal["csv", "jsonl", "parquet", "xlsx", "sdmx-csv"] | None,
        Parameter(name=["--format", "-f"], help="By default as FILE is named, else CSV."),
    ] = None,
    output: Output = None,
    ledger: Location = None,
    packs: Packs = None,
) -> int:
    """Write the ledger's figures as a table, with their sources and what they mean."""
    return int(_verbs().export(what, entity, metric, period, as_of, form, output, ledger, packs))


def doctor(*, ledger: Location = None, packs: Packs = None) -> int:
    """Verify the ledger: hashes, places in texts, references, and that the estimates follow from what was said."""
    return int(_verbs().doctor(ledger, packs))


def _verbs() -> ModuleType:
    from tachograph.surfaces import ledger_verbs  # noqa: PLC0415 - only when a verb is run, so that help is quick

    return ledger_verbs
