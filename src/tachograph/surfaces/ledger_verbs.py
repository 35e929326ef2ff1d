"""What the verbs of the ledger do: ask the pipeline, render, write, and say how it went."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from importlib import import_module
from pathlib import Path

from tachograph.core.claim import Verdict
from tachograph.core.errors import SourceError
from tachograph.ledger import default_location
from tachograph.pipeline import consulting
from tachograph.pipeline.recording import Added, Books, add_sources, add_tables, books
from tachograph.presenting.exports import table as tables
from tachograph.surfaces.options import RULES_ALONE, ModelOptions
from tachograph.surfaces.output import CLEAR, UNUSABLE, chosen, fail, note, present, show, write_bytes
from tachograph.surfaces.progress import Progress

_PLAIN = ("text", "json")
_CONTRADICTED = 1
_UNSOUND = 1
_TOLD = 20  # failures that are listed one by one


def opened(ledger: str | None, packs: Sequence[str] | None) -> Books:
    """The ledger that is meant, made on first use.

    Raises:
        SourceError: if it cannot be opened or made.
    """
    with Progress("making the ledger") as progress:
        return books(ledger or default_location(), _now, packs, progress)


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)


def add(
    sources: Sequence[str],
    tables: Sequence[Path],
    published: date | None,
    ledger: str | None,
    packs: Sequence[str] | None,
    model: ModelOptions = RULES_ALONE,
    batch: str | None = None,
) -> int:
    """``tacho add``; returns the exit status: 1 if a new article holds a contradiction."""
    option = next((source for source in sources if source.startswith("-") and source != "-"), None)
    if option is not None:
        return fail(SourceError(option, "there is no such option", "see tacho add --help"))
    if batch is not None:
        return _add_batch(batch, ledger, packs) or (
            add(sources, tables, published, ledger, packs, model) if sources or tables else CLEAR
        )
    if not sources and not tables:
        return fail(SourceError("add", "no source given", "name files, folders, web addresses, - or --reference FILE"))
    try:
        given = model.chosen()
        kept = opened(ledger, packs)
        with Progress("adding") as progress:
            added = add_tables(kept, map(str, tables), progress) if tables else Added()
            if sources:
                added = added.with_(add_sources(kept, sources, published=published, progress=progress, **given))
    except SourceError as error:
        return fail(error)
    for line in added.notes:
        note(line)
    for problem in added.errors[:_TOLD]:
        fail(problem)
    if len(added.errors) > _TOLD:
        note(f"and {len(added.errors) - _TOLD:,} more that could not be read")
    status = show(_told(added, kept))
    return UNUSABLE if added.errors else status or (_CONTRADICTED if _contradicted(added) else CLEAR)


def _add_batch(folder: str, ledger: str | None, packs: Sequence[str] | None) -> int:
    from tachograph.scaling.loading import add_batch  # noqa: PLC0415 - only where it is asked for

    try:
        kept = opened(ledger, packs)
        with Progress("adding") as progress:
            loaded = add_batch(kept, folder, progress)
    except SourceError as error:
        return fail(error)
    there = f", {loaded.known} known already" if loaded.known else ""
    figures = _count(loaded.figures, "figure")
    return show(f"{_count(loaded.documents, 'new article')}{there}, {figures} recorded in {kept.location}\n")


def _told(added: Added, kept: Books) -> str:
    """What was added, in a line, and a line for each new article in which something cannot be true."""
    there = f", {added.known} known already" if added.known else ""
    lines = [
        f"{_count(len(added.documents), 'new article')}{there}, {_count(added.figures, 'figure')} recorded in {kept.location}"
    ]
    for one in added.documents:
        wrong = [f for f in one.findings if f.verdict is Verdict.CONTRADICTED]
        lines += [f"  {one.document.source}: {finding.message}" for finding in wrong]
    return "\n".join(lines) + "\n"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _contradicted(added: Added) -> bool:
    return any(f.verdict is Verdict.CONTRADICTED for one in added.documents for f in one.findings)


def show_cells(
    entity: str,
    metric: str | None,
    period: str | None,
    as_of: date | None,
    form: str | None,
    output: Path | None,
    ledger: str | None,
    packs: Sequence[str] | None,
) -> int:
    """``tacho show``; returns the exit status."""
    try:
        form = chosen(form, output, _PLAIN, "cells")
        kept = opened(ledger, packs)
        found = consulting.show(kept, entity, metric, period, as_of)
        if not found:
            _suggest(kept, entity, metric, period)
    except SourceError as error:
        return fail(error)
    return present("cells", form, output, found, kept.pack)


def _suggest(kept: Books, entity: str, metric: str | None, period: str | None) -> None:
    """Say what else is known, where nothing of what was asked for is."""
    then = consulting.metrics_known(kept, entity, period)
    ever = then or consulting.metrics_known(kept, entity, None)
    if ever:
        when = f" in {period}" if period and then else ""
        note(f"known of {entity}{when}: {', '.join(m for m in ever if m != metric)}")


def conflicts(
    as_of: date | None, form: str | None, output: Path | None, ledger: str | None, packs: Sequence[str] | None
) -> int:
    """``tacho conflicts``; returns the exit status, which is 0 also if there are conflicts."""
    try:
        form = chosen(form, output, _PLAIN, "conflicts")
        pack, found = consulting.conflicts(opened(ledger, packs), as_of)
    except SourceError as error:
        return fail(error)
    return present("conflicts", form, output, found, pack)


def diff(
    entity: str,
    metric: str | None,
    period: str | None,
    form: str | None,
    output: Path | None,
    ledger: str | None,
    packs: Sequence[str] | None,
) -> int:
    """``tacho diff``; returns the exit status."""
    try:
        form = chosen(form, output, _PLAIN, "vintages")
        kept = opened(ledger, packs)
        found = consulting.vintages(kept, entity, metric, period)
    except SourceError as error:
        return fail(error)
    return present("vintages", form, output, found, kept.pack)


_SUFFIXES = {".csv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".parquet": "parquet", ".xlsx": "xlsx"}
_BINARY = ("parquet", "xlsx")


def export(
    what: str,
    entities: Sequence[str] | None,
    metric: str | None,
    period: str | None,
    as_of: date | None,
    form: str | None,
    output: Path | None,
    ledger: str | None,
    packs: Sequence[str] | None,
) -> int:
    """``tacho export``; returns the exit status."""
    form = form or _SUFFIXES.get(output.suffix.lower() if output else "", "csv")
    if form in _BINARY and output is None:
        return fail(SourceError(f"--format {form}", "is not for the terminal", "name a file: --output FILE"))
    try:
        kept = opened(ledger, packs)
        found = consulting.exported(kept, what, entities, metric, period, as_of)
    except SourceError as error:
        return fail(error)
    table = getattr(tables, f"of_{what}")(found, kept.pack)
    data: bytes = import_module(f"tachograph.presenting.exports.{form.partition('-')[0]}").render(table)
    return show(data.decode()) if output is None else write_bytes(data, output)


def explain_recorded(code: str, ledger: str | None, packs: Sequence[str] | None) -> int:
    """``tacho explain`` of a claim or a cell; returns the exit status."""
    try:
        kept = opened(ledger, packs)
        if ":" in code:
            cells, behind = consulting.explained(kept, code)
            return present("cells", "text", None, cells, kept.pack, behind=behind)
        found = consulting.lineage(kept, code)
    except SourceError as error:
        return fail(error)
    if found is None:
        return fail(SourceError(code, "there is no such claim in the ledger", "tacho show names the claims"))
    return present("lineage", "text", None, found, kept.pack)


def doctor(ledger: str | None, packs: Sequence[str] | None) -> int:
    """``tacho doctor``; returns the exit status: 1 if something is wrong."""
    try:
        kept = opened(ledger, packs)
        with Progress("examining") as progress:
            found = consulting.examine(kept, progress)
    except SourceError as error:
        return fail(error)
    looked = ", ".join(f"{count:,} {name}" for name, count in found.counts.items())
    verdict = _count(len(found.problems), "problem") if found.problems else "sound"
    show("".join(f"{line}\n" for line in (*found.problems, f"{kept.location}: {verdict} ({looked})")))
    return _UNSOUND if found.problems else CLEAR
