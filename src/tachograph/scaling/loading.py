"""A batch into the ledger, which then holds what adding the same articles one by one would have put there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from tachograph import __version__
from tachograph.core.document import Document
from tachograph.core.errors import SourceError
from tachograph.core.finding import CheckedDocument
from tachograph.ledger import Entry
from tachograph.ledger.commitments import PROMISE, to_event, to_promise
from tachograph.ledger.records import OBSERVED, to_claim, to_document, to_finding, to_observation
from tachograph.packs.loader import edition
from tachograph.pipeline.articles import Progress
from tachograph.pipeline.recording import Books, bring_up_to_date
from tachograph.scaling.database import database, parquet
from tachograph.scaling.output import Output
from tachograph.scaling.places import place_of
from tachograph.scaling.tables import COLUMNS

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_AGAIN = "run tacho batch again with this version and these packs"
_Made = TypeVar("_Made")


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many texts of a batch are new in the ledger, how many were known, and how many figures are new."""

    documents: int
    known: int
    figures: int


def add_batch(kept: Books, folder: Path | str, progress: Progress | None = None) -> Loaded:
    """Record all that a batch has found, a part at a time; what is there already is left alone.

    Raises:
        SourceError: if it is no whole batch, was made with other packs, or the ledger cannot be written.
    """
    output = Output(place_of(folder))
    _check(kept, output)
    parts = output.parts()
    new = known = figures = 0
    for done, part in enumerate(parts):
        if progress:
            progress(f"part {part}", done, len(parts))
        entries = _entries(output, part)
        names = {e.checked.document.id for e in entries}
        with kept.opened(write=True) as ledger:
            there = set(ledger.known(sorted(names)))
            figures += ledger.record(
                [_place(e) if e.checked.document.id in there else e for e in entries], kept.clock()
            )
        new += len(names - there)
        known += len(entries) - len(names - there)
    bring_up_to_date(kept, progress)
    return Loaded(new, known, figures)


def _check(kept: Books, output: Output) -> None:
    settings = output.settings
    if settings is None:
        raise SourceError(output.place.name, "holds no batch", "name the folder that tacho batch wrote")
    if (settings.get("tachograph"), settings.get("edition")) != (__version__, edition(kept.packs)):
        raise SourceError(output.place.name, "was made with another version or other packs", _AGAIN)


def _place(entry: Entry) -> Entry:
    """A text that is known in the place where it stood."""
    return Entry(CheckedDocument(entry.checked.document, (), ()), ())


def _entries(output: Output, part: int) -> list[Entry]:
    """The documents of a part, with all that is recorded of them."""
    import duckdb  # noqa: PLC0415 - it takes a tenth of a second to load

    try:
        with database() as opened:
            for table in COLUMNS:
                rows = parquet(output.place.rows(opened, output.file(table, part)))
                opened.execute(f"CREATE VIEW {table} AS SELECT * FROM {rows}")
            return _rebuilt(opened)
    except duckdb.Error as error:
        what = f"part {part} is damaged ({' '.join(str(error).split())[:120]})"
        raise SourceError(output.place.name, what, "run tacho batch again: it makes what is missing") from error


def _rebuilt(opened: DuckDBPyConnection) -> list[Entry]:
    columns = OBSERVED.replace("origin", "NULL").replace("source", "coalesce(source, '')")
    claims = _by_document(opened, "SELECT document, id, * FROM claims ORDER BY span_start, span_end", to_claim)
    findings = _by_document(opened, "SELECT document, number, * FROM findings ORDER BY number", to_finding)
    observed = _by_document(opened, f"SELECT document, id, {columns} FROM observations", to_observation)
    hashes = _by_document(opened, "SELECT document, hash, hash FROM sketches", lambda row: row[0])
    commitments = _by_document(opened, "SELECT document, id, noun, details FROM commitments", lambda row: row)
    entries = []
    for row in opened.execute("SELECT source, outlet, id, title, published, lang, text FROM documents").fetchall():
        document = to_document(row[2:], row[0], row[1])
        of = document.id
        checked = CheckedDocument(document, tuple(claims.get(of, ())), tuple(findings.get(of, ())))
        entries.append(_entry(checked, observed.get(of, []), hashes.get(of, []), commitments.get(of, [])))
    return entries


def _entry(checked: CheckedDocument, observed: list[Any], hashes: list[int], commitments: list[Any]) -> Entry:
    document: Document = checked.document
    return Entry(
        checked,
        tuple(observed),
        tuple(hashes),
        tuple(to_promise(details) for noun, details in commitments if noun == PROMISE),
        tuple(to_event(details, document.source) for noun, details in commitments if noun != PROMISE),
    )


def _by_document(opened: DuckDBPyConnection, question: str, made: Callable[[Any], _Made]) -> dict[str, list[_Made]]:
    """What rows make, by document; a text that stood twice has each row once, known by the second column."""
    found: dict[str, dict[Any, _Made]] = {}
    for document, key, *row in opened.execute(question).fetchall():
        found.setdefault(document, {}).setdefault(str(key), made(tuple(row)))
    return {document: list(rows.values()) for document, rows in found.items()}
