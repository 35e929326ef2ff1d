"""The edition of the tables, and how an older ledger becomes one of today."""

from __future__ import annotations

from importlib.resources import files

from tachograph.ledger.backend import Backend
from tachograph.ledger.errors import LedgerError


def steps() -> list[str]:
    """The names of all migrations, in order."""
    names = [f.name for f in files(__package__).joinpath("migrations").iterdir() if f.name.endswith(".sql")]
    return sorted(name.removesuffix(".sql") for name in names if name.count(".") == 1)


def done(backend: Backend) -> list[str]:
    """The names of the migrations that a database has had; none if it is empty."""
    known = backend.query(
        "SELECT table_name FROM information_schema.tables WHERE table_name = 'migrations' "
        "AND table_schema = current_schema()"
    )
    return [str(row[0]) for row in backend.query("SELECT name FROM migrations ORDER BY name")] if known else []


def migrate(backend: Backend) -> None:
    """Bring a database to today's tables, all or nothing.

    Raises:
        LedgerError: if a newer version of this program made it.
    """
    had = done(backend)
    check(had, backend.place)
    missing = [name for name in steps() if name not in had]
    if not missing:
        return
    with backend.transaction():
        backend.execute("CREATE TABLE IF NOT EXISTS migrations (name VARCHAR NOT NULL)")
        for name in missing:
            for statement in _statements(name, backend.name):
                backend.execute(statement)
            backend.execute("INSERT INTO migrations VALUES (?)", [name])


def check(had: list[str], place: str) -> None:
    """That a database is none of a later version.

    Raises:
        LedgerError: if it is.
    """
    if unknown := sorted(set(had) - set(steps())):
        what = f"a newer version of tacho wrote it ({unknown[-1]})"
        raise LedgerError(place, what, "update tacho, or name another ledger")


def _statements(name: str, dialect: str) -> list[str]:
    folder = files(__package__).joinpath("migrations")
    own = folder.joinpath(f"{name}.{dialect}.sql")
    text = folder.joinpath(f"{name}.sql").read_text(encoding="utf-8")
    if own.is_file():
        text += own.read_text(encoding="utf-8")
    bare = "\n".join(line.partition("--")[0] for line in text.splitlines())
    return [s for statement in bare.split(";") if (s := statement.strip())]
