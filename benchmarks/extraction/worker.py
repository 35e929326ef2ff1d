"""One system in a process of its own: ``python worker.py READER INPUT``; the answer is JSON on the standard output.

It runs in the system's own environment, so it uses nothing but Python and the reader, a module of ``readers``. The
input is ``{"read": [[text, day], …], "rounds": {name: [[[text, day], …], …]}, "seconds": …}``; with nothing in it the
process only starts, which is what a cold start is. Seconds are of processor time, so a busy machine does not count.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

_FIRST = ("Tesla delivered 497,099 vehicles in the third quarter, up 7.4 percent.", "2025-11-05")


def answered(reader: str, source: str) -> dict[str, Any]:
    """What was found in the texts of ``source``, how long it took, and the memory."""
    system = importlib.import_module(reader)
    work: Callable[..., Any] = getattr(system, "work", system.read)
    work(*_FIRST)
    answer: dict[str, Any] = {}
    if source != "-":
        asked = json.loads(Path(source).read_text("utf-8"))
        answer["speed"] = {name: _speed(work, rounds, asked["seconds"]) for name, rounds in asked["rounds"].items()}
        answer["rss"] = _peak()
        answer["found"] = [system.read(text, day) for text, day in asked["read"]]
    return answer


def _speed(work: Callable[..., Any], rounds: list[list[list[Any]]], seconds: float) -> dict[str, float]:
    """Texts and processor seconds of whole rounds, until enough seconds are over or no round is left."""
    spent, texts = 0.0, 0
    for held in rounds:
        start = time.process_time()
        for text, day in held:
            work(text, day)
        spent += time.process_time() - start
        texts += len(held)
        if spent >= seconds:
            break
    return {"texts": texts, "seconds": spent}


def _peak() -> float:
    """The most memory held so far, in MB; Linux counts what the parent held before it began as well, but not here."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text("utf-8").splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1e3
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1e6 if sys.platform == "darwin" else 1e3)


if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).parent / "readers")
    with contextlib.redirect_stdout(sys.stderr):  # what the systems themselves print
        found = answered(*sys.argv[1:3])
    json.dump(found, sys.stdout)
