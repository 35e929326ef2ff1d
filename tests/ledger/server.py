"""A PostgreSQL server of its own for the tests, on a socket in a temporary directory."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_HOMES = "/usr/lib/postgresql", "/usr/local/pgsql", "/opt/homebrew/opt"


def _program(name: str) -> str:
    found = shutil.which(name) or next(
        (str(p) for home in _HOMES for p in sorted(Path(home).glob(f"*/bin/{name}"), reverse=True)), None
    )
    assert found, f"no {name} here: install PostgreSQL for the tests of the ledger (make test does, as root)"
    return found


def _run(folder: str, *command: str) -> None:
    """Run a program of PostgreSQL, which refuses to work for root."""
    owner = {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.STDOUT}
    subprocess.run(command, cwd=folder, check=True, **quiet, **owner)


@contextmanager
def postgresql() -> Iterator[str]:
    """The address of an empty server."""
    folder = tempfile.mkdtemp(prefix="tacho-pg-")
    data = f"{folder}/data"
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        _run(folder, _program("initdb"), "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync")
        options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off"
        _run(folder, _program("pg_ctl"), "-D", data, "-o", options, "-l", f"{folder}/log", "-w", "start")
        try:
            yield f"postgresql://postgres@/postgres?host={folder}"
        finally:
            _run(folder, _program("pg_ctl"), "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def stopped(address: str) -> Iterator[None]:
    """The server of an address stands still, as after a crash, until the end of the block."""
    folder = address.rpartition("host=")[2]
    control = (_program("pg_ctl"), "-D", f"{folder}/data", "-w")
    _run(folder, *control, "-m", "immediate", "stop")
    try:
        yield
    finally:
        options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off"
        _run(folder, *control, "-o", options, "-l", f"{folder}/log", "start")
