"""Whether a ledger is sound: every hash, every place in a text, every reference."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tachograph.core.document import digest
from tachograph.ledger import records
from tachograph.ledger.reader import Reader, chunks

_MANY = 200  # documents that are looked at together
_REPLACED = "\N{REPLACEMENT CHARACTER}"  # where it stands, the text that was hashed may have held something else
_KEYED = ("documents", "appearances", "claims", "findings", "commitments", "observations", "estimates")
_REFERENCES = (
    ("appearances", "document", "documents", ""),
    ("claims", "document", "documents", ""),
    ("findings", "document", "documents", ""),
    ("commitments", "document", "documents", ""),
    ("observations", "document", "documents", "t.document <> ''"),
    ("observations", "claim", "claims", "t.claim <> ''"),
    ("grounds", "observation", "observations", ""),
    ("grounds", "estimate", "estimates", ""),
    ("copies", "origin", "documents", ""),
)


def problems(ledger: Reader) -> Iterator[str]:
    """What is wrong with what is recorded, a line each."""
    for table in _KEYED:
        for row in ledger.query(f"SELECT id, count(*) FROM {table} GROUP BY id HAVING count(*) > 1 ORDER BY id"):
            yield f"{table}: {row[0]} is there {row[1]} times"
    for table, column, target, condition in _REFERENCES:
        sql = (
            f"SELECT DISTINCT t.{column} FROM {table} t LEFT JOIN {target} r ON r.id = t.{column} "
            f"WHERE r.id IS NULL {condition and 'AND ' + condition} ORDER BY 1"
        )
        for row in ledger.query(sql):
            yield f"{table}: {column} {row[0]} is not among the {target}"
    for place in ledger.query(
        "SELECT id FROM documents WHERE id NOT IN (SELECT document FROM appearances) ORDER BY id"
    ):
        yield f"documents: {place[0]} stands nowhere"
    yield from _documents(ledger)
    yield from _observations(ledger)


def _documents(ledger: Reader) -> Iterator[str]:
    """Texts that are not what was read, and figures that are not where they are said to be."""
    for ids in chunks(records.texts(ledger.query("SELECT id FROM documents ORDER BY id")), _MANY):
        for document in ledger.documents(ids).values():
            if _REPLACED not in document.text and digest(document.text, document.published or "") != document.id:
                yield f"documents: the text of {document.id} is not the one that was read"
            for claim, start, end, quote in _places(ledger, document.id):
                if document.text[start:end] != quote:
                    yield f"claims: {claim} is not at {start} to {end} of {document.id}"


def _places(ledger: Reader, document: str) -> list[tuple[str, int, int, str]]:
    rows: list[Any] = ledger.query(
        "SELECT id, span_start, span_end, quote FROM claims WHERE document = ? ORDER BY id", [document]
    )
    return [tuple(row) for row in rows]


def _observations(ledger: Reader) -> Iterator[str]:
    """Observations that do not say what they said when they were recorded."""
    for row in ledger.query(f"SELECT id, {records.OBSERVED} FROM history ORDER BY id"):
        try:
            id_ = records.observation_id(records.to_observation(row[1:]))
        except (ValueError, KeyError):  # no figure at all any more
            id_ = ""
        if id_ != row[0]:
            yield f"observations: {row[0]} is not what was recorded"
