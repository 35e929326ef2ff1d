"""Who published a page: its host and its site."""

from __future__ import annotations

import re
from functools import lru_cache

_SECOND_LEVEL = frozenset({"com", "co", "net", "org", "gov", "ac", "edu"})  # "com.au", "co.uk"
_HOST = re.compile(r"\s*[A-Za-z][A-Za-z0-9+.-]*://([^/?#\s]*)")


def host_of(source: str) -> str:
    """The host of a URL; empty if it is none."""
    found = _HOST.match(source)
    return found[1].removeprefix("www.") if found else ""


def site_of(source: str) -> str:
    """The site of a page: its host without what stands before the registered name."""
    return _site(host_of(source))


@lru_cache(maxsize=4096)
def _site(host: str) -> str:
    labels = host.split(".")
    kept = 3 if len(labels) > 2 and labels[-2] in _SECOND_LEVEL and len(labels[-1]) == 2 else 2
    return ".".join(labels[-kept:])
