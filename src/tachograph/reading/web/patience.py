"""How long to wait, and how often to try."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Patience:
    """How long and how often to try: seconds per connection, silence and fetch, tries, pause before the second.

    ``longest`` is how many seconds a server may ask to be left alone, by ``Retry-After`` or ``Crawl-delay``.
    """

    connect: float = 10
    silence: float = 20
    whole: float = 60
    tries: int = 3
    pause: float = 0.5
    redirects: int = 5
    longest: float = 60


PATIENCE = Patience()
