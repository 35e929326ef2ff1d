"""What a site's robots.txt asks of programs (RFC 9309)."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from protego import Protego

from tachograph.reading.web.client import PROGRAM

LARGEST = 500_000  # bytes: what comes after them counts for nothing
_A_DAY = 86_400.0  # seconds


@dataclass(frozen=True, slots=True)
class _Kept:
    rules: Protego
    until: float


class Robots:
    """The rules of sites, each asked for once a day; threads may share them."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._kept: dict[str, _Kept] = {}
        self._lock = Lock()

    def rules(self, origin: str, ask: Callable[[str], bytes]) -> Protego:
        """The rules of a site; ``ask`` fetches its robots.txt, and gives nothing if there is none."""
        with self._lock:
            kept = self._kept.get(origin)
        if kept is None or kept.until < self._clock():
            rules = Protego.parse(ask(f"{origin}/robots.txt")[:LARGEST].decode("utf-8", "replace"))
            kept = _Kept(rules, self._clock() + _A_DAY)
            with self._lock:
                self._kept[origin] = kept
        return kept.rules

    def forget(self) -> None:
        """Ask every site again."""
        with self._lock:
            self._kept.clear()


def may_fetch(rules: Protego, url: str) -> bool:
    """Whether the rules let this program fetch an address."""
    return bool(rules.can_fetch(url, PROGRAM))


def crawl_delay(rules: Protego) -> float | None:
    """The seconds that the site wants between requests, if it says so."""
    delay = rules.crawl_delay(PROGRAM)
    return None if delay is None else float(delay)
