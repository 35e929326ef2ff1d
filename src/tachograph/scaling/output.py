"""The folder that a batch fills: parts of tables, and beside each part what it was made of, so that a run can go on."""

from __future__ import annotations

import errno
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from tachograph.core.errors import SourceError
from tachograph.scaling.packing import Packed
from tachograph.scaling.places import Place, unwritten
from tachograph.scaling.tables import COLUMNS

SETTINGS = "batch.json"
_DONE = "done"
_FULL = (errno.ENOSPC, errno.EFBIG, errno.EDQUOT)


@dataclass(frozen=True)
class Output:
    """A folder with a table in each of its folders, a file for each part of it, and ``done``, which says what is whole."""

    place: Place

    def begin(self, settings: Mapping[str, Any]) -> None:
        """Make the folder, or go on in one that was made with the same settings.

        Raises:
            SourceError: if it holds something else, or cannot be written.
        """
        with self._writing():
            there = self.place.files()
            if SETTINGS in there and self._loaded(SETTINGS) != settings:
                mend = "name another folder, or delete this one"
                raise SourceError(self.place.name, "holds a batch made with other packs, settings or version", mend)
            if there and SETTINGS not in there:
                raise SourceError(self.place.name, "is not empty, and holds no batch", "name another folder")
            self.place.begin([_DONE, *COLUMNS])
            self.place.write(SETTINGS, json.dumps(settings, indent=1, sort_keys=True).encode())

    @property
    def settings(self) -> Mapping[str, Any] | None:
        """What it was made with; ``None`` if it holds no batch."""
        return self._loaded(SETTINGS)

    def holds(self, part: int, made_of: str) -> int | None:
        """How many articles a part has that is there, whole, and made of the same; ``None`` if it is to be made."""
        mark = self._loaded(self._mark(part))
        if mark is None or mark.get("input") != made_of:
            return None
        for table in COLUMNS:
            try:
                data = self.place.read(self.file(table, part))
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
                self.place.write(self.file(table, part), data)
            self.place.write(self._mark(part), mark.encode())

    def keep(self, name: str, data: bytes) -> None:
        """Write a file that belongs to all parts.

        Raises:
            SourceError: if it cannot be written.
        """
        with self._writing():
            self.place.write(name, data)

    def end(self, parts: int) -> None:
        """Delete the parts from a number on, which an earlier run over more articles has left, and halves of files.

        Raises:
            SourceError: if that cannot be done.
        """
        with self._writing():
            for number in self.parts():
                if number >= parts:
                    for path in (self._mark(number), *(self.file(table, number) for table in COLUMNS)):
                        self.place.delete(path)
            self.place.tidy()

    def parts(self) -> list[int]:
        """The numbers of the parts that are whole, by their marks."""
        names = (name.removesuffix(".json") for name in self.place.files(_DONE) if name.endswith(".json"))
        return sorted(map(int, names))

    def file(self, table: str, part: int) -> str:
        """Where in the folder a part of a table is."""
        return f"{table}/{part:07}.parquet"

    def _mark(self, part: int) -> str:
        return f"{_DONE}/{part:07}.json"

    def _loaded(self, path: str) -> dict[str, Any] | None:
        with suppress(OSError, ValueError):
            found = json.loads(self.place.read(path))
            return found if isinstance(found, dict) else None
        return None

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            if error.errno in _FULL:
                mend = "make room and run it again: what is done is kept"
                raise SourceError(self.place.name, "the disk is full", mend) from error
            raise unwritten(self.place.name, error) from error


def _hash(data: bytes) -> str:
    return blake2b(data, digest_size=16).hexdigest()
