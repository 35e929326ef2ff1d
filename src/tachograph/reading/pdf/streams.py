"""What the parts of a PDF unpack to, looked at before anything is made of them: a few kilobytes may stand for gigabytes."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator
from itertools import chain

from tachograph.core.errors import SourceError

_STREAM = re.compile(rb"\bstream\r?\n?")
_LARGEST = 300_000_000  # bytes of a part: a picture of 100 megapixels
_WHOLE = 1_000_000_000  # bytes of all parts
_DEEPEST = 3  # times that a part is packed
_PIECE = 1 << 16
_OUT = 1 << 20
_ZLIB = b"x"  # the first byte of what zlib has packed


def refuse_bomb(data: bytes, name: str) -> None:
    """Stop at a file of which a part unpacks to more than any page needs.

    Only what zlib packs is looked into; other packings grow by little, and pdfium bounds them itself.

    Raises:
        SourceError: if there is such a part.
    """
    view, whole = memoryview(data), 0
    for found in _STREAM.finditer(data):
        size = _size(_pieces(view[found.end() :]), _DEEPEST)
        whole += size
        if size > _LARGEST or whole > _WHOLE:
            what = f"has parts that unpack to more than {_LARGEST // 1_000_000} MB"
            raise SourceError(name, what, "open it in a viewer and print it to PDF again")


def _pieces(packed: memoryview) -> Iterator[bytes]:
    return (bytes(packed[start : start + _PIECE]) for start in range(0, len(packed), _PIECE))


def _size(packed: Iterator[bytes], depth: int) -> int:
    """How large it is at the most on the way to what is not packed any more; 0 if it is not packed."""
    first = next(packed, b"")
    if not depth or not first.startswith(_ZLIB):
        return 0
    layer = _Layer()
    unpacked = layer.unpacked(chain([first], packed))
    within = _size(unpacked, depth - 1)
    for _ in unpacked:  # the rest of what is not packed again
        pass
    return max(within, layer.size)


class _Layer:
    """One packing: what comes out of it piece by piece, to a little more than may, and how much that was."""

    def __init__(self) -> None:
        self.size = 0

    def unpacked(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        inflater = zlib.decompressobj()
        for piece in pieces:
            rest = piece
            while rest:
                try:
                    out = inflater.decompress(rest, _OUT)
                except zlib.error:  # it is broken from here on, or was no packing
                    return
                rest = inflater.unconsumed_tail
                self.size += len(out)
                if out:
                    yield out
                if inflater.eof or self.size > _LARGEST:
                    return
