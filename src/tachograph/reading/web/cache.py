"""Pages kept on disk, so that a server need not send again what has not changed."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from contextlib import suppress
from dataclasses import asdict, dataclass
from hashlib import blake2b
from pathlib import Path

CACHE = "TACHOGRAPH_CACHE"
"""The directory to keep pages in, or ``off`` to keep none."""

_LARGEST = 500_000_000  # bytes of the whole directory
_PRUNED_EVERY = 100  # pages that are kept
_ENDING = ".page"


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer as it was sent, and what tells whether it is still the same."""

    url: str
    etag: str
    modified: str
    content_type: str
    encoding: str
    body: bytes

    def conditions(self) -> dict[str, str]:
        """The headers that ask for the page only if it has changed."""
        stated = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {header: value for header, value in stated.items() if value}


class Cache:
    """A directory of pages. Any number of processes may use it; a page that is broken or unreadable is none."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._count = 0

    def get(self, url: str) -> Kept | None:
        path = self._path(url)
        try:
            head, _, body = path.read_bytes().partition(b"\n")
            stated = json.loads(head)
            if stated.pop("digest") == _digest(body) and stated["url"] == url:
                return Kept(**stated, body=body)
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            pass
        with suppress(OSError):
            path.unlink()
        return None

    def put(self, page: Kept) -> None:
        """Keep a page, whole or not at all; where that cannot be done it is simply not kept."""
        stated = {key: value for key, value in asdict(page).items() if key != "body"}
        head = json.dumps({**stated, "digest": _digest(page.body)}).encode()
        path = self._path(page.url)
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(head + b"\n" + page.body)
                Path(name).replace(path)
            except OSError:
                Path(name).unlink(missing_ok=True)
                raise
            self._prune_sometimes()

    def _path(self, url: str) -> Path:
        name = blake2b(url.encode("utf-8", "surrogatepass"), digest_size=20).hexdigest()
        return self._directory / name[:2] / f"{name}{_ENDING}"

    def _prune_sometimes(self) -> None:
        """Remove the pages that were kept first, once there are too many."""
        self._count += 1
        if self._count % _PRUNED_EVERY != 1:
            return
        pages = [(path, path.stat()) for path in self._directory.glob(f"*/*{_ENDING}")]
        pages.sort(key=lambda page: page[1].st_mtime)
        excess = sum(stat.st_size for _, stat in pages) - _LARGEST
        for path, stat in pages:
            if excess <= 0:
                return
            path.unlink(missing_ok=True)
            excess -= stat.st_size


def user_cache() -> Cache | None:
    """The cache that the user sets, else one in the platform's directory of caches; ``None`` if it is off."""
    stated = os.environ.get(CACHE, "").strip()
    if stated.lower() == "off":
        return None
    try:
        return Cache(Path(stated) if stated else _platform_directory() / "tachograph" / "pages")
    except RuntimeError:  # there is no home
        return None


def _platform_directory() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")


def _digest(body: bytes) -> str:
    return blake2b(body, digest_size=20).hexdigest()
