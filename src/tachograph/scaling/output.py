"""The folder that a batch fills: parts of tables, and beside each part what it was made of, so that a run can go on."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

from tachograph.core.errors import SourceError
from tachograph.scaling.packing import Packed
from tachograph.scaling.tables import COLUMNS

SETTINGS = "batch.json"
_DONE = "done"
_FULL = (errno.ENOSPC, errno.EFBIG, errno.EDQUOT)


@dataclass(frozen=True)
class Output:
    """A folder with a table in each of its folders, a file for each part of it, and ``done``, which says what is whole."""

    folder: Path

    def begin(self, settings: Mapping[str, Any]) -> None:
        """Make the folder, or go on in one that was made with the same settings.

        Raises:
            SourceError: if it holds something else, or cannot be written.
        """
        place = self.folder / SETTINGS
        if place.exists() and _loaded(place) != settings:
            mend = "name another folder, or delete this one"
            raise SourceError(str(self.folder), "holds a batch made with other packs, settings or version", mend)
        if not place.exists() and self.folder.exists() and any(self.folder.iterdir()):
            raise SourceError(str(self.folder), "is not empty, and holds no batch", "name another folder")
        with self._writing():
            for name in (_DONE, *COLUMNS):
                (self.folder / name).mkdir(parents=True, exist_ok=True)
            _replace(place, json.dumps(settings, indent=1, sort_keys=True).encode())

    def holds(self, part: int, made_of: str) -> int | None:
        """How many articles a part has that is there, whole, and made of the same; ``None`` if it is to be made."""
        mark = _loaded(self._mark(part))
        if mark is None or mark.get("input") != made_of:
            return None
        for table in COLUMNS:
            try:
                data = self.file(table, part).read_bytes()
            except OSError:
                return None
            if _hash(data) != mark.get("files", {}).get(table):
                return None
        return int(mark["articles"])

    def write(self, part: int, made_of: str, articles: int, packed: Packed) -> None:
        """Keep a part. What is read as whole is whole: it counts once the file that tells of it is there.

        Raises:
            SourceError: if it cannot be written.
        """
        files = {table: _hash(data) for table, data in packed.items()}
        mark = json.dumps({"articles": articles, "files": files, "input": made_of}, indent=1, sort_keys=True)
        with self._writing():
            for table, data in packed.items():
                _replace(self.file(table, part), data)
            _replace(self._mark(part), mark.encode())

    def keep(self, name: str, data: bytes) -> None:
        """Write a file that belongs to all parts.

        Raises:
            SourceError: if it cannot be written.
        """
        with self._writing():
            _replace(self.folder / name, data)

    def end(self, parts: int) -> None:
        """Delete the parts from a number on, which an earlier run over more articles has left, and halves of files."""
        for number in self.parts():
            if number >= parts:
                for path in (self._mark(number), *(self.file(table, number) for table in COLUMNS)):
                    path.unlink(missing_ok=True)
        for left in self.folder.rglob("*.part"):
            left.unlink(missing_ok=True)

    def parts(self) -> list[int]:
        """The numbers of the parts that are whole, by their marks."""
        return sorted(int(path.stem) for path in (self.folder / _DONE).glob("*.json"))

    def file(self, table: str, part: int) -> Path:
        """Where a part of a table is."""
        return self.folder / table / f"{part:07}.parquet"

    def _mark(self, part: int) -> Path:
        return self.folder / _DONE / f"{part:07}.json"

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            if error.errno in _FULL:
                mend = "make room and run it again: what is done is kept"
                raise SourceError(str(self.folder), "the disk is full", mend) from error
            what = f"cannot be written ({error.strerror})"
            raise SourceError(str(self.folder), what, "name another folder, or check its permissions") from error


def _loaded(path: Path) -> dict[str, Any] | None:
    with suppress(OSError, ValueError):
        found = json.loads(path.read_bytes())
        return found if isinstance(found, dict) else None
    return None


def _replace(path: Path, data: bytes) -> None:
    """Write a file so that it is there whole or not at all."""
    half = path.with_name(f"{path.name}.{os.getpid()}.part")
    half.write_bytes(data)
    half.replace(path)


def _hash(data: bytes) -> str:
    return blake2b(data, digest_size=16).hexdigest()
