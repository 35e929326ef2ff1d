"""Who published a page: its host and its site."""

from __future__ import annotations

from urllib.parse import urlsplit

_SECOND_LEVEL = frozenset({"com", "co", "net", "org", "gov", "ac", "edu"})  # "com.au", "co.uk"


def host_of(source: str) -> str:
    """The host of a URL; empty if it is none."""
    try:
        return urlsplit(source).netloc.removeprefix("www.")
    except ValueError:  # brackets that are no address
        return ""


def site_of(source: str) -> str:
    """The site of a page: its host without what stands before the registered name."""
    labels = host_of(source).split(".")
    kept = 3 if len(labels) > 2 and labels[-2] in _SECOND_LEVEL and len(labels[-1]) == 2 else 2
    return ".".join(labels[-kept:])
