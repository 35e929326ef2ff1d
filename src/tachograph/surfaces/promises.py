"""The verb ``tacho promises``: the one place where the clock is read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from tachograph.core.errors import SourceError
from tachograph.promising import find_promises
from tachograph.surfaces.progress import Progress
from tachograph.surfaces.verbs import fail, misused, terminal, write

_FORMS = {".json": "json", ".csv": "csv", ".txt": "text", "": "text"}
_UNUSABLE = 2


def promises(
    sources: Sequence[str],
    as_of: dt.date | None,
    entity: str | None,
    form: str | None,
    output: Path | None,
    published: dt.date | None,
    packs: Sequence[str] | None,
) -> int:
    """``tacho promises``; returns the exit status, which is 0 also if promises were broken."""
    if wrong := misused("promises", sources):
        return fail(wrong)
    form = form or _FORMS.get(output.suffix.lower() if output else "")
    if form is None:
        return fail(SourceError(str(output), "there is no such form of promises", "write text, json or csv"))
    today = as_of or dt.datetime.now(tz=dt.UTC).astimezone().date()
    try:
        with Progress("reading") as progress:
            outcome = find_promises(
                sources, as_of=today, published=published, entity=entity, packs=packs, progress=progress
            )
    except SourceError as error:
        return fail(error)
    options = {"width": terminal()["width"]} if form == "text" and output is None else {}
    render = import_module(f"tachograph.presenting.promises.{form}").render
    status = write(render(outcome.promises, outcome.sources, outcome.as_of, **options), output)
    for unread in outcome.errors:
        fail(unread)
    return _UNUSABLE if outcome.errors else status
