"""The tables that a batch makes: their columns in order, and what they hold where it is not text."""

from __future__ import annotations

from tachograph.ledger import tables as ledger

_TYPES = {
    "published": "DATE", "span_start": "INTEGER", "span_end": "INTEGER", "confidence": "DOUBLE", "number": "INTEGER",
    "period_start": "DATE", "period_end": "DATE", "hash": "BIGINT", "shared": "DOUBLE",
}  # fmt: skip
_NUMBERS = dict.fromkeys(("low", "high", "precision"), "DOUBLE")
_OBSERVED = tuple(c for c in ledger.OBSERVATIONS.columns if c not in {"known_from", "recorded"})

COLUMNS: dict[str, tuple[str, ...]] = {
    "documents": (*ledger.DOCUMENTS.columns, "source", "site", "outlet", "remark"),
    "claims": ledger.CLAIMS.columns,
    "findings": ledger.FINDINGS.columns,
    "observations": _OBSERVED,
    "commitments": ledger.COMMITMENTS.columns,
    "sketches": ledger.SKETCHES.columns,
    "errors": ("source", "what", "mend"),
}
"""Each table by its name; but for ``errors`` they are those of the ledger, without when anything was recorded."""

COPIES = ledger.COPIES.columns


def types_of(table: str) -> dict[str, str]:
    """The type of each column of a table, in order."""
    observed = _NUMBERS | {"published": "VARCHAR"}  # a date as exact as is known
    known = _TYPES | (observed if table == "observations" else {})
    columns = COPIES if table == "copies" else COLUMNS[table]
    return {column: known.get(column, "VARCHAR") for column in columns}
