"""How the server is set up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hmac import compare_digest
from ipaddress import ip_address

_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Settings:
    """What a server is started with.

    ``names`` are the host names that it answers to besides addresses and ``localhost``. ``workers`` is how many
    processes check; with 0 the checks run in the server itself. Sizes are in bytes, times in seconds, rates in
    requests a minute from one address (0 for no limit). ``ledger`` is the place of the ledger that the pages are made
    from; without one they say so. ``wait`` is how long a
    program waits for an answer, ``soon`` a reader, before it is said how far that is. ``ahead`` is whether what takes long is worked out before anybody asks. ``keys`` are what whoever writes to the ledger must show.
    """

    host: str = "127.0.0.1"
    port: int = 8770
    names: tuple[str, ...] = ()
    packs: tuple[str, ...] | None = None
    workers: int = 2
    fetch: bool = True
    ledger: str | None = None
    ahead: bool = False
    keys: tuple[str, ...] = ()
    largest: int = 2_000_000
    longest: int = 200_000  # code points of an article: some 30,000 words
    patience: float = 120
    wait: float = 10
    soon: float = 2.5
    waiting: int = 32
    kept: int = 500
    kept_bytes: int = 256_000_000
    checks_a_minute: int = 60
    reads_a_minute: int = 3_000

    @property
    def local(self) -> bool:
        """Whether only this machine can reach it."""
        return self.host in _LOCAL

    def answers_to(self, host: str) -> bool:
        """Whether a request for that host name is meant for this server, and not for a name made to point at it.

        An address cannot be made to point elsewhere, so only names are looked at; a server that others can reach
        answers to any name unless some are given.
        """
        bare = host.lower().removeprefix("[").removesuffix("]").removesuffix(".")
        if bare in _LOCAL or bare in self.names or _is_address(bare):
            return True
        return not self.local and not self.names

    def may_write(self, key: str | None) -> bool:
        """Whether a request with that key may write; without keys nobody may."""
        return key is not None and _any_equal(key, self.keys)


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _any_equal(key: str, keys: Sequence[str]) -> bool:
    equal = [compare_digest(key.encode(), known.encode()) for known in keys]  # all are compared: the time tells nothing
    return any(equal)
