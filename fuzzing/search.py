"""One process that searches: libFuzzer, by atheris, until it finds something or its time is over.

Run by :mod:`fuzzing.__main__`: ``python -m fuzzing.search TARGET`` and what libFuzzer is to be told.
"""

from __future__ import annotations

import sys
import time
from typing import Any

import atheris  # type: ignore[import-not-found]

SLOW = 2.0  # seconds of this process's own time, so that a busy machine makes nobody slow
_SHUFFLED = 0.3  # of the changes to a text are to its bytes


class SlowError(Exception):
    """An input took longer than any may."""


def main() -> None:
    name, *options = sys.argv[1:]
    with atheris.instrument_imports(include=_watched(name)):
        from fuzzing.targets import named  # noqa: PLC0415 - what is loaded here is watched

        target = named(name)

    def one(data: bytes) -> None:
        before = time.process_time()
        target.run(data)
        if (took := time.process_time() - before) > SLOW:
            raise SlowError(f"{took:.1f} s")

    def mutated(data: bytes, longest: int, seed: int) -> bytes:
        if target.mutate is None or seed % 100 < 100 * _SHUFFLED:
            changed: bytes = atheris.Mutate(data, longest)
            return changed
        return target.mutate(data, longest, seed)

    own: dict[str, Any] = {} if target.mutate is None else {"custom_mutator": mutated}
    atheris.Setup([sys.argv[0], f"-max_len={target.longest}", *options], one, **own)
    atheris.Fuzz()


def _watched(name: str) -> list[str]:
    """The packages whose branches lead the search; they must be known before the target is loaded."""
    more = {"page": ["trafilatura"], "table": ["openpyxl"], "feed": ["feedparser"]}
    return ["tachograph", *more.get(name, [])]


if __name__ == "__main__":
    main()
