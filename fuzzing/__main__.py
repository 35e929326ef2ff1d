"""The command: ``python -m fuzzing [TARGET...] --minutes 30``; all targets, one after the other, if none is named.

What is found lies in ``out/fuzzing/TARGET``, with what the search has learnt, from which the next one goes on. The status
is 1 if something was found.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path

from fuzzing.target import HOME, Target
from fuzzing.targets import NAMES, named

_OUT = Path("out/fuzzing")
_MEMORY = 2048  # MB
_STUCK = 120  # seconds by the clock on the wall, after which even a busy machine is no excuse
_PULSE = re.compile(r"#(\d+)\s.*?cov: (\d+) ft: (\d+) corp: (\d+)/.*?rss: (\d+)Mb")
_NOISE = ("INFO:", "WARNING:", "MS:", "Base64:", "0x", "\\", "\n", "artifact_prefix")
_LINES = 12  # that are told of what happened
_TIMES = 20  # something is found before it is time to mend it
_FOUND = re.compile(r"Test unit written to (\S+)")


@dataclass
class Search:
    """How a search went: its minutes, inputs tried, branches met, inputs kept, megabytes at the start and the end."""

    target: str
    minutes: float = 0.0
    executions: int = 0
    coverage: int = 0
    features: int = 0
    corpus: int = 0
    memory: list[int] = field(default_factory=list)
    found: list[str] = field(default_factory=list)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m fuzzing", description="Search for inputs that break a target.")
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=f"{', '.join(NAMES)}; all by default")
    parser.add_argument("--minutes", type=float, default=30.0, help="for each target (30)")
    given = parser.parse_args()
    unknown = [name for name in given.targets if name not in NAMES]
    if unknown:
        parser.error(f"no target {', '.join(unknown)}; there are {', '.join(NAMES)}")
    done = [_search(named(name), given.minutes) for name in given.targets or NAMES]
    for one in done:
        print(json.dumps(asdict(one)))
    return int(any(one.found for one in done))


def _search(target: Target, minutes: float) -> Search:
    """Search until the time is over: after each input that breaks the target, on from there."""
    learnt = _OUT / target.name / "corpus"
    learnt.mkdir(parents=True, exist_ok=True)
    search = Search(target.name)
    start = time.monotonic()
    while (left := 60 * minutes - (time.monotonic() - start)) > 1:
        options = [
            f"-max_total_time={int(left)}", f"-timeout={_STUCK}", f"-rss_limit_mb={_MEMORY}", "-print_final_stats=0",
            f"-artifact_prefix={_OUT / target.name}/", str(learnt),
            *(str(place) for place in (target.corpus, target.found) if place.is_dir()),
        ]  # fmt: skip
        if len(search.found) >= _TIMES or _run([sys.executable, "-m", "fuzzing.search", target.name, *options], search):
            break
    search.minutes = round((time.monotonic() - start) / 60, 1)
    return search


def _run(command: list[str], search: Search) -> bool:
    """Run a process of the search and note how it goes; whether it ended by itself, its time over."""
    before = search.executions
    said: list[str] = []
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, errors="replace", cwd=HOME.parent) as process:  # noqa: S603
        assert process.stderr is not None
        for line in process.stderr:
            if pulse := _PULSE.search(line):
                done, coverage, features, corpus, memory = map(int, pulse.groups())
                search.executions = before + done
                search.coverage, search.features = max(search.coverage, coverage), max(search.features, features)
                search.corpus = corpus
                search.memory = [*search.memory[:1], memory]
            elif found := _FOUND.search(line):
                search.found.append(found[1])
            elif not line.startswith(_NOISE):
                said = [*said, line][-_LINES:]
    if process.returncode:
        print(search.target, *search.found[-1:], "".join(said), file=sys.stderr, flush=True)
    return process.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
