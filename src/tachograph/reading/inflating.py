"""Texts that were packed for the way, unpacked to a limit."""

from __future__ import annotations

import zlib

from tachograph.core.errors import SourceError
from tachograph.reading.raw import LIMIT, SPLIT_IT, TOO_LARGE
from tachograph.reading.sources import shown

_SAVE_IT = "open it in a browser, save the page and give the file"


def inflate(data: bytes, encoding: str, name: str) -> bytes:
    """The bytes that were sent under a ``Content-Encoding``.

    Raises:
        SourceError: if they are broken, packed in a way that is not known, or too large.
    """
    encoding = encoding.strip().lower()
    if encoding in {"", "identity"}:
        return data
    if encoding not in {"gzip", "x-gzip", "deflate"}:
        raise SourceError(name, f"is compressed as {shown(encoding)}", _SAVE_IT)
    try:
        inflater = zlib.decompressobj(zlib.MAX_WBITS | 32)  # tells gzip and zlib apart
        text = inflater.decompress(data, LIMIT + 1)
    except zlib.error:
        try:
            text = zlib.decompressobj(-zlib.MAX_WBITS).decompress(data, LIMIT + 1)  # deflate without its header
        except zlib.error as error:
            raise SourceError(name, "its compressed text is broken", _SAVE_IT) from error
    if len(text) > LIMIT:
        raise SourceError(name, TOO_LARGE, SPLIT_IT)
    return text
