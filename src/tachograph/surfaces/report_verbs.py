"""What the verb for reports does: ask the pipeline, render, write."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from importlib import import_module
from pathlib import Path

from tachograph.analysis.periods import ordinary
from tachograph.core.errors import SourceError
from tachograph.core.period import Period
from tachograph.pipeline import reporting
from tachograph.surfaces.ledger_verbs import opened
from tachograph.surfaces.output import fail, form_of, write, write_bytes
from tachograph.surfaces.progress import Progress

_LENGTHS = {"month": (1, "2026-01"), "quarter": (3, "2025-Q4"), "year": (12, "2025")}
_FORMS = ("markdown", "html", "xlsx")


def report(
    kind: str,
    period: str,
    as_of: date | None,
    form: str | None,
    output: Path | None,
    ledger: str | None,
    packs: Sequence[str] | None,
) -> int:
    """``tacho report``; returns the exit status."""
    try:
        form = _form(form, output)
        when = _period(kind, period)
        kept = opened(ledger, packs)
        with Progress("learning from earlier months") as progress:
            found = reporting.report(kept, when, as_of, progress)
    except SourceError as error:
        return fail(error)
    rendered: str | bytes = import_module(f"tachograph.presenting.monthly.{form}").render(found)
    if isinstance(rendered, bytes):
        assert output is not None
        return write_bytes(rendered, output)
    return write(rendered, output)


def _form(form: str | None, output: Path | None) -> str:
    """The form to write in.

    Raises:
        SourceError: if there is none such, or it is not for the terminal.
    """
    if form is None and output is not None and output.suffix.lower() == ".xlsx":
        form = "xlsx"
    found = form_of(form, output) if form or output else "markdown"
    if found not in _FORMS:
        raise SourceError(str(output), f"there is no {found} of reports", "write markdown, html or xlsx")
    if found == "xlsx" and output is None:
        raise SourceError("--format xlsx", "is not for the terminal", "name a file: --output FILE")
    return found


def _period(kind: str, text: str) -> Period:
    """The period, if it is as long as is said.

    Raises:
        SourceError: if it is not.
    """
    months, example = _LENGTHS[kind]
    try:
        found = Period.parse(ordinary(text))
    except ValueError as error:
        raise SourceError(text, str(error), f"write {example}") from None
    if found.whole_months != months or str(found).count("/"):
        raise SourceError(text, f"is no {kind}", f"write {example}")
    return found
