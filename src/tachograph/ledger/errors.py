"""What can go wrong with a database, said in one line."""

from __future__ import annotations

from tachograph.core.errors import SourceError


class LedgerError(SourceError):
    """The ledger cannot be opened, read or written: where, what, and how to mend it."""
