import itertools

import pytest
from tests.ledger.server import postgresql


@pytest.fixture(scope="session")
def server():
    with postgresql() as address:
        yield address


_NUMBERS = itertools.count()


@pytest.fixture(params=["duckdb", "postgresql"])
def place(request, tmp_path):
    """Where an empty ledger may be: the same tests hold for both databases."""
    if request.param == "duckdb":
        return str(tmp_path / "ledger.duckdb")
    import psycopg

    name = f"ledger{next(_NUMBERS)}"
    address = request.getfixturevalue("server")
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return address.replace("/postgres?", f"/{name}?")
