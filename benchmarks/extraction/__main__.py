"""Extraction beside quantulum3 and Recognizers-Text, in one run on one machine: ``python -m benchmarks.extraction``.

The first run installs the peers below ``--peers`` (from the package index; nothing of it is a dependency of this
project). Each system reads the same texts in a process of its own, pinned to one core where the system can do that.
The page of results is written to ``docs/benchmarks/extraction.md``.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from benchmarks.extraction.corpus import Text, articles, average_articles, gold_sentences, sentences, varied
from benchmarks.extraction.page import Measured, Size, write
from benchmarks.extraction.peers import SYSTEMS, System, python_of, version_of
from benchmarks.extraction.scoring import score
from tachograph.packs.loader import load_pack

_ROOT = Path(__file__).parents[2]
_WORKER = Path(__file__).parent / "worker.py"
_ROUNDS = 60
_STARTS = 5


def main() -> None:
    """Compare all systems and write the page."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.extraction", description=__doc__)
    parser.add_argument("--peers", type=Path, default=_ROOT / "build" / "peers", help="where the peers are installed")
    parser.add_argument("--seconds", type=float, default=10.0, help="processor time per system and corpus, at least")
    parser.add_argument("--page", type=Path, default=_ROOT / "docs" / "benchmarks" / "extraction.md")
    arguments = parser.parse_args()
    average, whole = average_articles(load_pack(evidence=False)), articles()
    texts = {"average": average, "articles": whole, "sentences": sentences(whole)}
    measured = []
    for system in SYSTEMS:
        print(f"{system.name} …", file=sys.stderr)
        measured.append(measure(system, python_of(system, arguments.peers), texts, arguments.seconds))
    sizes = {name: Size.of(held) for name, held in texts.items()}
    arguments.page.parent.mkdir(parents=True, exist_ok=True)
    arguments.page.write_text(write(measured, sizes), encoding="utf-8")


def measure(system: System, python: Path, texts: dict[str, list[Text]], seconds: float) -> Measured:
    """Run one system over the annotated sentences and the texts."""
    rows = gold_sentences()
    asked = {
        "read": [[r["text"], r["doc_date"]] for r in rows],
        "rounds": {name: [_plain(r) for r in varied(held, _ROUNDS)] for name, held in texts.items()},
        "seconds": seconds,
    }
    with tempfile.TemporaryDirectory() as directory:
        source = Path(directory) / "asked.json"
        source.write_text(json.dumps(asked), encoding="utf-8")
        answer = json.loads(_run(system, python, str(source)))
    return Measured(
        system,
        version_of(system, python),
        score(rows, answer["found"]),
        {name: s["texts"] / s["seconds"] * Size.of(texts[name]).sentences_each for name, s in answer["speed"].items()},
        statistics.median(_start(system, python) for _ in range(_STARTS)),
        answer["rss"],
    )


def _plain(texts: Iterable[Text]) -> list[list[Any]]:
    return [[t.text, t.day] for t in texts]


def _run(system: System, python: Path, source: str) -> str:
    """What the worker prints, with one core to itself and no threads."""
    pinned = ["taskset", "-c", "0"] if sys.platform == "linux" else []
    command = [*pinned, str(python), str(_WORKER), system.reader, source]
    alone = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONPATH": str(_ROOT / "src")}
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env={**os.environ, **alone})
    return done.stdout


def _start(system: System, python: Path) -> float:
    """Processor seconds from nothing to the first sentence read, the interpreter's own start included."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    _run(system, python, "-")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    started = time.monotonic()
    main()
    print(f"done in {time.monotonic() - started:.0f} s", file=sys.stderr)
