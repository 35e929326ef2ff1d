"""The verb for archives: what can be typed. The work is in :mod:`tachograph.surfaces.batch_verbs`."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from cyclopts import App, Parameter

from tachograph.surfaces.ledger_cli import Packs


def register(app: App) -> None:
    """Make the verb known to the command."""
    app.command(batch, usage="Usage: tacho batch INPUT... -o FOLDER [OPTIONS]")


def batch(
    *inputs: Annotated[str, Parameter(help="Folders, files, JSON Lines, Parquet or web archives (WARC).")],
    output: Annotated[
        str, Parameter(name=["--output", "-o"], help="Folder for the tables, as Parquet; also at an address.")
    ],
    workers: Annotated[int | None, Parameter(help="Processes that read; by default one for each core.")] = None,
    engine: Annotated[Literal["pool", "dask"], Parameter(help="What runs them: this machine, or Dask.")] = "pool",
    scheduler: Annotated[
        str | None, Parameter(help="Address of a Dask scheduler; without it Dask's workers are on this machine.")
    ] = None,
    limit: Annotated[float, Parameter(help="Seconds that an article may take.")] = 60,
    published: Annotated[
        date | None, Parameter(help="The day the articles appeared, where they do not say: YYYY-MM-DD.")
    ] = None,
    packs: Packs = None,
) -> int:
    """Read and check an archive of any size, each article alone, and write all that is found as tables.

    Running it again goes on where it was stopped. tacho add --batch FOLDER brings the tables into the ledger.
    """
    from tachograph.surfaces import batch_verbs  # noqa: PLC0415 - only when it is run, so that help is quick

    return batch_verbs.batch(inputs, output, workers, engine, scheduler, limit, published, packs)
