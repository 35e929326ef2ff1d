"""Where a batch is kept: a folder of this machine, or one on object storage and the like."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from tachograph.core.errors import SourceError
from tachograph.reading.sources import shown
from tachograph.scaling.remote import is_remote, opened, reason

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


class Place(Protocol):
    """A folder; paths within it are written with slashes. What goes wrong is an ``OSError``."""

    @property
    def name(self) -> str:
        """As it is shown."""

    def begin(self, folders: list[str]) -> None:
        """Make it and folders in it, where they are not there yet."""

    def read(self, path: str) -> bytes:
        """A file."""

    def write(self, path: str, data: bytes) -> None:
        """Write a file."""

    def delete(self, path: str) -> None:
        """Delete a file, if it is there."""

    def files(self, folder: str = "") -> list[str]:
        """The names of what is in a folder, sorted; nothing if there is none."""

    def tidy(self) -> None:
        """Delete what a process that was killed has left half written."""

    def rows(self, database: DuckDBPyConnection, path: str) -> str:
        """Where the database finds a file, or those of a pattern."""


def place_of(where: Path | str) -> Place:
    """The folder at a path or an address.

    Raises:
        SourceError: if it is at an address, and what reaches it is not installed.
    """
    return Remote(str(where)) if is_remote(str(where)) else Local(Path(where))


class Local:
    """A folder of this machine. Its files are there whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def name(self) -> str:
        return str(self._folder)

    def begin(self, folders: list[str]) -> None:
        for one in folders:
            (self._folder / one).mkdir(parents=True, exist_ok=True)

    def read(self, path: str) -> bytes:
        return (self._folder / path).read_bytes()

    def write(self, path: str, data: bytes) -> None:
        target = self._folder / path
        half = target.with_name(f"{target.name}.{os.getpid()}.part")
        half.write_bytes(data)
        half.replace(target)

    def delete(self, path: str) -> None:
        (self._folder / path).unlink(missing_ok=True)

    def files(self, folder: str = "") -> list[str]:
        place = self._folder / folder
        return sorted(one.name for one in place.iterdir()) if place.exists() else []

    def tidy(self) -> None:
        for left in self._folder.rglob("*.part"):
            left.unlink(missing_ok=True)

    def rows(self, _: DuckDBPyConnection, path: str) -> str:
        return str(self._folder / path)


class Remote:
    """A folder behind an address that fsspec knows.

    A file may be there in part where the system does not write files whole: what reads it knows it by its hash.
    """

    def __init__(self, address: str) -> None:
        self._address = address.rstrip("/")
        self._system, self._root = opened(address)
        self._root = self._root.rstrip("/")

    @property
    def name(self) -> str:
        return shown(self._address)

    def begin(self, folders: list[str]) -> None:
        for one in folders:
            self._try(self._system.makedirs, self._at(one), exist_ok=True)

    def read(self, path: str) -> bytes:
        data: bytes = self._try(self._system.cat_file, self._at(path))
        return data

    def write(self, path: str, data: bytes) -> None:
        self._try(self._system.pipe_file, self._at(path), data)

    def delete(self, path: str) -> None:
        if self._try(self._system.exists, self._at(path)):
            self._try(self._system.rm_file, self._at(path))

    def files(self, folder: str = "") -> list[str]:
        self._system.invalidate_cache()  # others may have written
        place = self._at(folder)
        if not self._try(self._system.exists, place):
            return []
        found = self._try(self._system.ls, place, detail=False)
        return sorted(str(one).rstrip("/").rpartition("/")[2] for one in found)

    def tidy(self) -> None:
        """Nothing is left: files are written under their names."""

    def rows(self, database: DuckDBPyConnection, path: str) -> str:
        kinds = self._system.protocol
        kind = kinds if isinstance(kinds, str) else kinds[0]
        if not database.filesystem_is_registered(kind):
            database.register_filesystem(self._system)
        return f"{kind}://{self._at(path).removeprefix(f'{kind}://')}"

    def _at(self, path: str) -> str:
        return f"{self._root}/{path}" if path else self._root

    def _try(self, does: Callable[..., Any], *given: object, **named: object) -> Any:
        """What fails in a package for a storage fails as it would on a disk, whatever the package raises."""
        try:
            return does(*given, **named)
        except OSError:
            raise
        except Exception as error:  # packages have errors of their own
            raise OSError(None, reason(error)) from error


def unwritten(name: str, error: OSError) -> SourceError:
    """Why a place cannot be written."""
    said = error.strerror or reason(error)
    return SourceError(name, f"cannot be written ({said})", "name another folder, or check its permissions")
