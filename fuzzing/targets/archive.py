"""Web archives, packed or not."""

from __future__ import annotations

import atexit
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from fuzzing import expect
from fuzzing.target import Target
from tachograph.core.errors import SourceError
from tachograph.reading.items import find_items

_FOLDER = mkdtemp(prefix="tachograph-fuzzed-")
_PLACE = Path(_FOLDER, "crawl.warc")
atexit.register(rmtree, _FOLDER, ignore_errors=True)


def run(data: bytes) -> None:
    """The bytes as an archive, and the articles in it."""
    _PLACE.write_bytes(data)
    for item in find_items(str(_PLACE)):
        if isinstance(item, SourceError):
            expect.line(item)
            continue
        assert item.name.isprintable(), repr(item.name)
        try:
            expect.document(item.read())
        except SourceError as error:
            expect.line(error)


TARGET = Target("archive", run, 8192)
