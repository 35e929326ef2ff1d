"""Runs ``tacho check`` on every hostile input in one process that may use little: its bounds are the test's.

``python -m tests.hostile.bounded`` prints a line of JSON for each: its name, and what happened. Beyond the bounds the
system ends the process.
"""

from __future__ import annotations

import io
import json
import resource
import sys
import tempfile
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

from tests.hostile.inputs import INPUTS, Input, figures, refused

MEMORY = 3_000_000_000  # bytes of addresses, of which the libraries take a third before anything is read
SECONDS = 90  # of the processor, for all together
ONE = 30  # for one of them


class _Terminal(io.StringIO):
    def reconfigure(self, **_):
        """As the command does with the real one."""


def observed(given: Input, folder: Path) -> str:
    """What the command makes of an input."""
    from tachograph.surfaces.cli import run

    path = folder / given.name
    made = given.made()
    path.write_bytes(made if isinstance(made, bytes) else made.encode())
    out, err = _Terminal(), _Terminal()
    with redirect_stdout(out), redirect_stderr(err):
        status = run(("check", str(path), "--format", "json", *given.options))
    said = err.getvalue().strip()
    if status == 2:
        assert said.isprintable(), said
        return refused(said.removeprefix("tacho: ").partition(": ")[2].replace(str(path), given.name))
    return figures(sum(len(one["claims"]) for one in json.loads(out.getvalue())["documents"]))


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    with tempfile.TemporaryDirectory() as folder:
        for given in INPUTS:
            spent = resource.getrusage(resource.RUSAGE_SELF)
            used = int(spent.ru_utime + spent.ru_stime)
            resource.setrlimit(resource.RLIMIT_CPU, (min(used + ONE, SECONDS), resource.RLIM_INFINITY))
            happened = observed(given, Path(folder))
            now = resource.getrusage(resource.RUSAGE_SELF)
            took = now.ru_utime + now.ru_stime - spent.ru_utime - spent.ru_stime
            line = {"name": given.name, "happened": happened, "seconds": round(took, 2), "peak": now.ru_maxrss // 1024}
            sys.__stdout__.write(json.dumps(line) + "\n")
            sys.__stdout__.flush()


if __name__ == "__main__":
    main()
