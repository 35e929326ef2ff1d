"""What the verb of promises does. Today is read here and nowhere else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from tachograph.core.errors import SourceError
from tachograph.pipeline.promising import find_promises, recorded_promises
from tachograph.surfaces.ledger_verbs import opened
from tachograph.surfaces.output import UNUSABLE, chosen, fail, present
from tachograph.surfaces.progress import Progress
from tachograph.surfaces.verbs import misused

_FORMS = ("text", "json", "csv")


def promises(
    sources: Sequence[str],
    as_of: dt.date | None,
    entity: str | None,
    form: str | None,
    output: Path | None,
    published: dt.date | None,
    packs: Sequence[str] | None,
    ledger: str | None = None,
) -> int:
    """``tacho promises``; returns the exit status, which is 0 also if promises were broken."""
    if sources and (wrong := misused("promises", sources)):
        return fail(wrong)
    today = as_of or dt.datetime.now(tz=dt.UTC).astimezone().date()
    try:
        form = chosen(form, output, _FORMS, "promises")
        if sources:
            with Progress("reading") as progress:
                outcome = find_promises(
                    sources, as_of=today, published=published, entity=entity, packs=packs, progress=progress
                )
        else:
            outcome = recorded_promises(opened(ledger, packs), as_of=today, entity=entity)
    except SourceError as error:
        return fail(error)
    status = present("promises", form, output, outcome.promises, outcome.sources, outcome.as_of)
    for unread in outcome.errors:
        fail(unread)
    return UNUSABLE if outcome.errors else status
