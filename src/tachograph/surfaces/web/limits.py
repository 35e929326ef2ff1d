"""How often one address may ask."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from time import monotonic

_ADDRESSES = 10_000  # that are remembered
_MINUTE = 60.0


class Limit:
    """A bucket for each address that holds a minute's requests and fills evenly; 0 is no limit."""

    def __init__(self, a_minute: int, clock: Callable[[], float] = monotonic) -> None:
        self._a_minute = a_minute
        self._clock = clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, address: str) -> float:
        """Seconds until the address may ask again; 0 if it may now, which is then counted."""
        if not self._a_minute:
            return 0
        now = self._clock()
        left, since = self._buckets.pop(address, (float(self._a_minute), now))
        left = min(float(self._a_minute), left + (now - since) * self._a_minute / _MINUTE)
        waits = 0.0 if left >= 1 else (1 - left) * _MINUTE / self._a_minute
        self._buckets[address] = (left if waits else left - 1), now
        if len(self._buckets) > _ADDRESSES:
            self._buckets.popitem(last=False)
        return waits
