"""Files and the standard input."""

from __future__ import annotations

import sys
from pathlib import Path, PurePath
from typing import BinaryIO

from tachograph.core.errors import SourceError
from tachograph.reading.raw import LIMIT, SPLIT_IT, TOO_LARGE, Raw
from tachograph.reading.sources import FORMS, LEADING, STDIN, shown


def read_file(source: str) -> Raw:
    """The bytes of a file, or of the standard input for ``-``; never more than the limit is read.

    Raises:
        SourceError: if it cannot be read or is too large.
    """
    if source == STDIN:
        return Raw(_bounded(sys.stdin.buffer, source))
    if not source:
        raise SourceError("''", "names no source", "give a path, an address or - for the standard input")
    path = Path(source)
    try:
        with path.open("rb") as file:
            return Raw(_bounded(file, source), (FORMS | LEADING).get(path.suffix.lower()))
    except (OSError, ValueError) as error:
        raise unreadable(source, error) from error


def given_file(data: bytes, name: str) -> Raw:
    """The bytes of a file that somebody has given, written as its name says."""
    return Raw(data, FORMS.get(PurePath(name).suffix.lower()))


def _bounded(file: BinaryIO, source: str) -> bytes:
    data = file.read(LIMIT + 1)
    if len(data) > LIMIT:
        raise SourceError(shown(source), TOO_LARGE, SPLIT_IT)
    return data


def unreadable(source: str, error: Exception) -> SourceError:
    match error:
        case FileNotFoundError() | NotADirectoryError():
            what, mend = "no such file", "check the path; an address begins with https://"
        case IsADirectoryError():
            what, mend = "is a directory", "name the files in it"
        case PermissionError():
            what, mend = "no permission to read it", "make it readable (chmod u+r), or copy it"
        case OSError():
            what, mend = f"cannot be read ({error.strerror})", "check the path"
        case _:
            what, mend = "is not a file name", "check the path"
    return SourceError(shown(source), what, mend)
