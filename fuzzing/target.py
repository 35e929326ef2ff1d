"""What a target is."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

HOME = Path(__file__).parent

Mutate = Callable[[bytes, int, int], bytes]
"""Changes an input, to a length at most, with a seed."""


@dataclass(frozen=True, slots=True)
class Target:
    """Something that takes bytes and raises if it is wrong.

    ``longest`` is how many bytes it is given at most; ``mutate`` changes an input where that takes more than changing
    bytes.
    """

    name: str
    run: Callable[[bytes], None]
    longest: int
    mutate: Mutate | None = None

    @property
    def corpus(self) -> Path:
        """The seeds."""
        return HOME / "corpus" / self.name

    @property
    def found(self) -> Path:
        """The inputs that once broke it."""
        return HOME / "found" / self.name


def choice(data: bytes, count: int) -> int:
    """A number below ``count`` that depends on all of an input, for what varies beside the bytes themselves."""
    return zlib.crc32(data) % count
