"""Where the ledger is if nobody says."""

from __future__ import annotations

import os
from pathlib import Path

from tachograph.ledger.errors import LedgerError

VARIABLE = "TACHO_LEDGER"
_SCHEMES = ("postgresql://", "postgres://")


def is_server(location: str) -> bool:
    """Whether a location is that of a PostgreSQL database."""
    return location.startswith(_SCHEMES)


def default_location() -> str:
    """The ledger named in the environment, else a file in the platform's directory for data."""
    if named := os.environ.get(VARIABLE):
        return named
    from platformdirs import user_data_path  # noqa: PLC0415 - only needed here

    return str(user_data_path("tachograph", appauthor=False) / "ledger.duckdb")


def ledger_file(location: str) -> Path:
    """The file of a DuckDB ledger, whose directory is made if it is missing.

    Raises:
        LedgerError: if the location can be no file.
    """
    if "://" in location or "\0" in location:
        raise LedgerError(location, "is no place for a ledger", "name a file, or postgresql://USER@HOST/DATABASE")
    path = Path(location).expanduser()
    if path.is_dir():
        raise LedgerError(location, "is a directory", f"name a file in it: {path / 'ledger.duckdb'}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LedgerError(location, f"its directory cannot be made ({error.strerror})", "name another file") from None
    return path
