"""The verb that serves assistants: what can be typed. Today is read here and nowhere else."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from cyclopts import App, Parameter

from tachograph.surfaces.ledger_cli import Location, Packs


def register(app: App) -> None:
    """Make the verb known to the command."""
    app.command(mcp, usage="Usage: tacho mcp [OPTIONS]")


def mcp(
    *,
    http: Annotated[
        bool, Parameter(help="Serve over HTTP on this machine instead of standard input and output.", negative=())
    ] = False,
    port: Annotated[int, Parameter(help="Port to listen at, with --http.")] = 8771,
    ledger: Location = None,
    packs: Packs = None,
) -> int:
    """Serve the ledger to an assistant that speaks the Model Context Protocol.

    Tools: check an article, search claims, show a cell, who leads, targets, promises, forecast, explain, ask. Needs the extra mcp.
    """
    from tachograph.core.errors import SourceError  # noqa: PLC0415 - only when it is run, so that help is quick
    from tachograph.surfaces.ledger_verbs import opened  # noqa: PLC0415
    from tachograph.surfaces.output import fail, note  # noqa: PLC0415

    try:
        from tachograph.surfaces.mcp.server import LOOPBACK, run, server  # noqa: PLC0415 - an extra
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in {"mcp", "mcp_types", "pydantic"}:
            raise
        return fail(
            SourceError("tacho mcp", "what serves assistants is not installed", "pip install 'tachograph[mcp]'")
        )
    try:
        opened(ledger, packs)
    except SourceError as error:
        return fail(error)
    if http:
        note(f"serving at http://{LOOPBACK}:{port}/mcp")
    run(server(lambda: opened(ledger, packs), _today, packs), port if http else None)
    return 0


def _today() -> dt.date:
    return dt.datetime.now(tz=dt.UTC).astimezone().date()
