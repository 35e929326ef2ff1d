"""The verb of promises: what can be typed. The work is in :mod:`tachograph.surfaces.promises_verbs`."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from cyclopts import App, Parameter

from tachograph.surfaces.ledger_cli import Location, Output, Packs


def register(app: App) -> None:
    """Make the verb known to the command."""
    app.command(promises, usage="Usage: tacho promises [SOURCE...] [OPTIONS]")


def promises(
    *sources: Annotated[
        str,
        Parameter(
            help="Files, folders, web addresses, or -; without one what is in the ledger.", allow_leading_hyphen=True
        ),
    ],
    as_of: Annotated[date | None, Parameter(help="The day to judge them on: YYYY-MM-DD; by default today.")] = None,
    entity: Annotated[str | None, Parameter(help="Only those of this company, brand or model.")] = None,
    form: Annotated[
        Literal["text", "json", "csv"] | None,
        Parameter(name=["--format", "-f"], help="How to print it; by default as FILE is named, else text."),
    ] = None,
    output: Output = None,
    published: Annotated[
        date | None, Parameter(help="The day the sources appeared, where they do not say: YYYY-MM-DD.")
    ] = None,
    ledger: Location = None,
    packs: Packs = None,
) -> int:
    """List what companies have promised by a date, and how each promise stands.

    Shows who promised what by when, the sentence, and the evidence that it was kept or not. The status is 0.
    """
    from tachograph.surfaces import promises_verbs  # noqa: PLC0415 - only when it is run, so that help is quick

    return promises_verbs.promises(sources, as_of, entity, form, output, published, packs, ledger)
