"""Which of all articles of a batch repeat which: candidates by set operations over hashes of their wording, then compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from tachograph.checking import copied
from tachograph.checking.context import Context
from tachograph.core.claim import Claim
from tachograph.core.document import Document
from tachograph.ledger.records import to_claim, to_document
from tachograph.ledger.tables import Row
from tachograph.scaling.output import Output
from tachograph.scaling.packing import packed
from tachograph.scaling.process import tools_of
from tachograph.scaling.query import over

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

COPIES = "copies.parquet"
_AT_ONCE = 1_000  # texts that are held, about

# Each document with the first one that shares a hash with it: enough to join them all.
_LINKS = """
SELECT DISTINCT document, first FROM (SELECT document, min(document) OVER (PARTITION BY hash) AS first FROM sketches)
WHERE document <> first
"""


def write_copies(output: Output, packs: tuple[str, ...] | None) -> int:
    """Find the copies among all articles of a batch, keep them as ``copies.parquet``, and say how many there are.

    The columns are those of the ledger: the copy, the earliest document that it goes back to, and the part of its
    wording that is shared. They are the ones that the ledger would find.

    Raises:
        SourceError: if the batch is not whole, or cannot be written.
    """
    with over(output, "sketches", "documents", "claims") as database:
        groups = _groups(database.execute(_LINKS).fetchall())
        rows = sorted(row for some in _held(groups) for row in _compared(database, some, packs))
    output.keep(COPIES, packed("copies", rows))
    return len(rows)


def _groups(links: Iterable[tuple[str, str]]) -> list[list[str]]:
    """The documents that are linked, directly or through others, together (union-find)."""
    parent: dict[str, str] = {}

    def root(document: str) -> str:
        while (above := parent.setdefault(document, document)) != document:
            parent[document] = parent[above]
            document = above
        return document

    for one, other in links:
        first, second = sorted((root(one), root(other)))
        parent[second] = first
    groups: dict[str, list[str]] = {}
    for document in sorted(parent):
        groups.setdefault(root(document), []).append(document)
    return list(groups.values())


def _held(groups: Iterable[list[str]]) -> Iterator[list[list[str]]]:
    """Some groups at a time, so that few texts are held."""
    some: list[list[str]] = []
    for group in groups:
        some.append(group)
        if sum(map(len, some)) >= _AT_ONCE:
            yield some
            some = []
    if some:
        yield some


def _compared(database: DuckDBPyConnection, groups: list[list[str]], packs: tuple[str, ...] | None) -> Iterator[Row]:
    wanted = [[document for group in groups for document in group]]
    documents, claims = _documents(database, wanted), _claims(database, wanted)
    pack, _, rates = tools_of(packs)
    for group in groups:
        yield from copied([Context.of(documents[d], tuple(claims.get(d, ())), pack, rates) for d in group])


def _documents(database: DuckDBPyConnection, wanted: list[list[str]]) -> dict[str, Document]:
    """Documents by id; one that stood in several places from the first by name, as in the ledger."""
    question = (
        "SELECT source, outlet, id, title, published, lang, text FROM documents WHERE list_contains(?, id) "
        "QUALIFY row_number() OVER (PARTITION BY id ORDER BY source) = 1"
    )
    found: list[Any] = database.execute(question, wanted).fetchall()
    return {row[2]: to_document(row[2:], row[0], row[1]) for row in found}


def _claims(database: DuckDBPyConnection, wanted: list[list[str]]) -> dict[str, list[Claim]]:
    question = "SELECT DISTINCT ON (id) * FROM claims WHERE list_contains(?, document) ORDER BY span_start, span_end"
    claims: dict[str, list[Claim]] = {}
    for row in database.execute(question, wanted).fetchall():
        claims.setdefault(row[1], []).append(to_claim(row))
    return claims
