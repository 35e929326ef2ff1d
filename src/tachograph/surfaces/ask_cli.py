"""The verb that answers questions: what can be typed, and what it does. Today is read here and nowhere else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter

from tachograph.surfaces.ledger_cli import AsOf, Location, Output, Packs, Plain

_FORMS = ("text", "json")
_UNANSWERED = 1


def register(app: App) -> None:
    """Make the verb known to the command."""
    app.command(ask, usage='Usage: tacho ask "QUESTION" [OPTIONS]')


def ask(
    *question: Annotated[str, Parameter(help="A question in English or Chinese.", allow_leading_hyphen=False)],
    as_of: AsOf = None,
    today: Annotated[
        dt.date | None, Parameter(help="The day that relative times count from: YYYY-MM-DD; by default today.")
    ] = None,
    form: Plain = None,
    output: Output = None,
    ledger: Location = None,
    packs: Packs = None,
) -> int:
    """Answer a question from the ledger, with the figures, who says so, and what to mind.

    Shows what the question was understood as, and the command that gives the same. The status is 1 if it cannot be answered.
    """
    return _answered(" ".join(question), today, as_of, form, output, ledger, packs)


def _answered(
    question: str,
    today: dt.date | None,
    as_of: dt.date | None,
    form: str | None,
    output: Path | None,
    ledger: str | None,
    packs: Sequence[str] | None,
) -> int:
    from tachograph.core.errors import SourceError  # noqa: PLC0415 - only when it is run, so that help is quick
    from tachograph.pipeline.asking import ask as answered  # noqa: PLC0415
    from tachograph.surfaces.ledger_verbs import opened  # noqa: PLC0415
    from tachograph.surfaces.output import chosen, fail, present  # noqa: PLC0415

    try:
        form = chosen(form, output, _FORMS, "tacho ask")
        day = today or dt.datetime.now(tz=dt.UTC).astimezone().date()
        kept = opened(ledger, packs)
        answer = answered(kept, question, today=day, as_of=as_of)
    except SourceError as error:
        return fail(error)
    status = present("ask", form, output, answer, kept.pack)
    return status or (_UNANSWERED if answer.cannot and not answer.said else 0)
