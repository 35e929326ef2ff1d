"""The one function that every engine maps: a batch of articles as they came to rows of tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime
from functools import cache

from tachograph.core.document import Document
from tachograph.core.errors import SourceError
from tachograph.core.pack import Pack, Rates
from tachograph.core.site import site_of
from tachograph.extraction import extract_claims
from tachograph.ledger import Entry
from tachograph.ledger.commitments import event_row, promise_row
from tachograph.ledger.records import claim_row, document_row, finding_row, is_storable, observation_row, storable
from tachograph.ledger.tables import OBSERVATIONS, Row
from tachograph.packs.loader import load_pack, load_rates
from tachograph.pipeline.attempts import REPORT, attempt
from tachograph.pipeline.recording import entry_of
from tachograph.scaling.record import Choices, Record
from tachograph.scaling.tables import COLUMNS

Rows = dict[str, list[Row]]
"""Rows of each table, in the order of the articles."""

Guard = Callable[[], AbstractContextManager[None]]
"""Watches over the work on one article."""

_NEVER = datetime(1, 1, 1)  # noqa: DTZ001 - a batch does not say when it was recorded: nothing it makes depends on the clock
_OBSERVED = [OBSERVATIONS.columns.index(column) for column in COLUMNS["observations"]]


def process(records: Sequence[Record], choices: Choices, guard: Guard = nullcontext) -> Rows:
    """Read each article, extract, check it alone, and write down all that is recorded of it.

    What breaks on an article is a row of ``errors``. The same records give the same rows, whoever runs it.

    Raises:
        SourceError: if a pack cannot be used.
    """
    tools = tools_of(choices.packs)
    rows = no_rows()
    for record in records:
        with guard():
            made = attempt(record.name, "read", REPORT, _entry, record, choices, tools)
        if isinstance(made, SourceError):
            rows["errors"].append(error_row(made))
        else:
            _write(made, rows)
    return rows


def no_rows() -> Rows:
    """Every table, empty."""
    return {table: [] for table in COLUMNS}


def error_row(error: SourceError) -> Row:
    """An error as a row."""
    return tuple(map(storable, (error.source, error.what, error.mend)))


def fatal(record: Record, limit: float) -> Rows:
    """The rows for an article that ended the process which worked on it."""
    rows = no_rows()
    what = f"stopped the process that read it: it takes over {limit:g} s, too much memory, or breaks a library"
    rows["errors"].append(error_row(SourceError(record.name, what, "look at it by itself: tacho check")))
    return rows


Tools = tuple[Pack, Pack, Rates]


@cache
def tools_of(packs: tuple[str, ...] | None) -> Tools:
    """The pack without and with its observations, and the exchange rates; loaded once in a process.

    Raises:
        SourceError: if a pack cannot be used.
    """
    return load_pack(packs, evidence=False), load_pack(packs), load_rates()


def _entry(record: Record, choices: Choices, tools: Tools) -> Entry:
    document = record.document(choices.published)
    return entry_of(document, extract_claims(document, tools[0]), *tools)


def _write(entry: Entry, rows: Rows) -> None:
    checked = entry.checked
    document = checked.document
    rows["documents"].append(_document_row(document))
    rows["claims"] += map(claim_row, checked.claims)
    rows["findings"] += (finding_row(document.id, n, f) for n, f in enumerate(checked.findings))
    rows["commitments"] += [*map(promise_row, entry.promises), *map(event_row, entry.events)]
    rows["sketches"] += ((document.id, h) for h in entry.sketch)
    for one in filter(is_storable, entry.observations):
        full = observation_row(one, None, _NEVER)
        rows["observations"].append(tuple(full[n] for n in _OBSERVED))


def _document_row(document: Document) -> Row:
    source = storable(document.source)
    outlet = None if document.outlet is None else storable(document.outlet)
    return *document_row(document), source, site_of(source), outlet, storable(document.remark)
