"""Where the records of a web archive begin, found without reading it: what goes on behind a broken one needs to know."""

from __future__ import annotations

import mmap
import re
import zlib
from typing import BinaryIO

_BEGINNING = re.compile(rb"\x1f\x8b\x08|(?<=\n)WARC/1\.")
_START = b"WARC/1."
_HEAD = 512  # packed bytes of which the first words of a record are unpacked
_GZIP = 31  # zlib's name for data with a gzip header


def next_record(file: BinaryIO, place: int, *, packed: bool = False) -> int | None:
    """The first byte behind ``place`` at which a record begins, packed by itself or not at all; ``None`` if none does.

    ``packed`` ones only are surely records: the text of a page may look like one that is not. Where all records are
    packed into one, or by Zstandard, none is found.
    """
    file.seek(place)
    if not file.read(1):
        return None
    with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        return _following(data, place, packed=packed)


def _following(data: mmap.mmap, place: int, *, packed: bool) -> int | None:
    for match in _BEGINNING.finditer(data, place + 1):
        plain = match.group() == _START
        if not packed if plain else _begins(data[match.start() : match.start() + _HEAD]):
            return match.start()
    return None


def _begins(packed: bytes) -> bool:
    try:
        return zlib.decompressobj(_GZIP).decompress(packed, len(_START)) == _START
    except zlib.error:
        return False
