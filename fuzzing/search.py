"""One process that searches: libFuzzer, by atheris, until it finds something or its time is over.

Run by :mod:`fuzzing.__main__`: ``python -m fuzzing.search TARGET`` and what libFuzzer is to be told.
"""

from __future__ import annotations

import sys
import time
from importlib import import_module
from typing import Any

import atheris

SLOW = 2.0  # seconds of this process's own time, so that a busy machine makes nobody slow
_SHUFFLED = 0.3  # of the changes to a text are to its bytes
# Whose branches lead the search besides our own.
_LIBRARIES = {"page": ("trafilatura", "htmldate"), "table": ("openpyxl",), "feed": ("feedparser",)}


class SlowError(Exception):
    """An input took longer than any may."""


def main() -> None:
    name, *options = sys.argv[1:]
    libraries = _LIBRARIES.get(name, ())
    with atheris.instrument_imports(include=["tachograph", *libraries]):
        for library in libraries:  # else they would be loaded later, unwatched
            import_module(library)
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


if __name__ == "__main__":
    main()
