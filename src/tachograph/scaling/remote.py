"""Files on object storage and the like (``s3://``, ``gs://``, ``memory://`` …), by fsspec."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tachograph.core.errors import SourceError
from tachograph.reading.sources import is_address, shown

_INSTALL = "install what reaches it: pip install 'tachograph[remote]'"
_MEND = "check the address, and that the package for it is installed (s3fs, gcsfs, adlfs, …)"
_FETCHED = ("http", "https")  # pages, which are for tacho add


def is_remote(source: str) -> bool:
    """Whether a source is an address that fsspec may know."""
    return is_address(source) and source.partition("://")[0].lower() not in _FETCHED


def remote_files(address: str, endings: tuple[str, ...]) -> list[str]:
    """The file at an address, or those of some endings in the folder there, as addresses, sorted.

    Raises:
        SourceError: if there is neither, or it cannot be reached.
    """
    system, path = opened(address)
    try:
        found = [path] if not system.isdir(path) else [p for p in system.find(path) if p.lower().endswith(endings)]
        if not found or not system.exists(found[0]):
            raise SourceError(shown(address), "holds no article", _MEND)
        return sorted(str(system.unstrip_protocol(one)) for one in found)
    except (OSError, ValueError, ImportError) as error:
        raise _unreachable(address, error) from error


@contextmanager
def here(address: str) -> Iterator[str]:
    """The path of a copy of the file at an address, until the end of the block.

    Raises:
        SourceError: if it cannot be had.
    """
    system, path = opened(address)
    with TemporaryDirectory(prefix="tachograph-") as folder:
        copy = Path(folder, path.rstrip("/").rpartition("/")[2])
        try:
            with system.open(path, "rb") as source, copy.open("wb") as target:
                shutil.copyfileobj(source, target, 1 << 20)
        except (OSError, ValueError, ImportError) as error:
            raise _unreachable(address, error) from error
        yield str(copy)


def opened(address: str) -> tuple[Any, str]:
    """The file system behind an address, and the path there.

    Raises:
        SourceError: if it is not known, or what reaches it is not installed.
    """
    try:
        from fsspec.core import url_to_fs  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise SourceError(shown(address), "is on another file system", _INSTALL) from error
    try:
        system, path = url_to_fs(address)
    except (OSError, ValueError, ImportError) as error:
        raise _unreachable(address, error) from error
    return system, str(path)


def _unreachable(address: str, error: Exception) -> SourceError:
    return SourceError(shown(address), f"cannot be read ({reason(error)})", _MEND)


def reason(error: Exception) -> str:
    """What an error of a package says, in a line without passwords."""
    return shown(" ".join(str(error).split())[:160]) or type(error).__name__
