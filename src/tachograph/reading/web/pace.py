"""Pauses between requests to one host."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from threading import Lock

PAUSE = "TACHOGRAPH_PAUSE"
"""Seconds between two requests to one host; a longer ``Crawl-delay`` of the site counts more."""

_USUAL = 1.0
_LONGEST = 30.0


class Pace:
    """When each host may be asked next; threads may share it."""

    def __init__(
        self, clock: Callable[[], float] = time.monotonic, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._clock, self._sleep = clock, sleep
        self._next: dict[str, float] = {}
        self._lock = Lock()

    def wait(self, host: str, delay: float) -> None:
        """Wait until ``host`` may be asked, and keep others from asking it for ``delay`` seconds."""
        with self._lock:
            now = self._clock()
            start = max(now, self._next.get(host, now))
            self._next[host] = start + delay
        if start > now:
            self._sleep(start - now)

    def forget(self) -> None:
        """Let every host be asked at once."""
        with self._lock:
            self._next.clear()


def delay_for(crawl_delay: float | None) -> float:
    """The seconds to keep between requests: what the user sets, or what the site asks for up to half a minute."""
    try:
        usual = max(0.0, float(os.environ.get(PAUSE, _USUAL)))
    except ValueError:
        usual = _USUAL
    return min(max(usual, crawl_delay or 0.0), max(usual, _LONGEST))
