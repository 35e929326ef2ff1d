"""Archives in a batch: ``python -m benchmarks.scaling_out --page docs/benchmarks/scaling_out.md``.

The annotated articles, again and again, each time with a line of its own after them, go through one process, pools of
one and two workers, and two Dask workers; memory is watched while many made-up briefs go through two workers. Seconds of processor time are those of the workers and of what drives them, so
they hold on a busy machine too; those of the clock do not, and are given beside how busy it was.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import resource
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread
from typing import Self

from evaluation.articles import SETS, articles_of

from tachograph.core.document import Document
from tachograph.scaling import run_batch
from tachograph.scaling.cluster import Cluster
from tachograph.scaling.pool import Pool
from tachograph.scaling.process import process, tools_of
from tachograph.scaling.record import Choices, Record
from tachograph.scaling.task import Engine

_PART = 20  # articles, so that two workers end at about the same time
_MAKERS = ("Nova", "Lumen", "Orsa", "Teral", "Vesta Motors", "Kanto", "Miro Auto", "NIO", "XPeng", "Leapmotor")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_SYLLABLES = tuple(a + b for a in "bdfgklmnprstvz" for b in "aeiou")
_ARCHIVES = (1_000_000, 10_000_000, 100_000_000)
_HOURS = 3600
_KEPT = 0.9  # of the time that workers are taken to be busy on a cluster
_HEAD = """# Archives in a batch

Made by `python -m benchmarks.scaling_out --page docs/benchmarks/scaling_out.md`; do not edit.

"""


@dataclass(frozen=True)
class Run:
    """What a run took: seconds of the clock and of processors, and the most memory (MB) of its processes over time."""

    name: str
    clock: float
    processor: float
    memory: tuple[tuple[float, float], ...]
    size: int


def main() -> None:
    """Measure, and print the page or write it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scaling_out", description=__doc__)
    parser.add_argument("--articles", type=int, default=300, help="articles for each engine")
    parser.add_argument("--many", type=int, default=100_000, help="briefs for the run that memory is watched in")
    parser.add_argument("--page", type=Path, help="write the page there")
    given = parser.parse_args()
    documents = [one.document for name in SETS if name != "blind" for one in articles_of(name)]
    choices = Choices()
    alone = _alone(documents, given.articles)
    with TemporaryDirectory(prefix="tachograph-") as place:
        archive = _archive(documents, given.articles, Path(place, "some.jsonl"))
        engines: list[tuple[str, Callable[[], Engine]]] = [
            ("1 worker", partial(Pool, 1, choices)),
            ("2 workers", partial(Pool, 2, choices)),
            ("Dask, 2 workers", partial(Cluster, None, 2, choices)),
        ]
        runs = [_run(name, engine, archive, Path(place, name), _PART) for name, engine in engines]
        many = _written(_briefs(given.many), Path(place, "many.jsonl"))
        long = _run("memory", partial(Pool, 2, choices), many, Path(place, "memory"), 200)
    text = "\n".join(_page(documents, given.articles, given.many, alone, runs, long))
    print(text)
    if given.page:
        given.page.write_text(_HEAD + text, encoding="utf-8")


# --- measuring --------------------------------------------------------------------------------------------------------


def _texts(documents: Sequence[Document], count: int) -> Iterator[tuple[Document, str]]:
    for n in range(count):
        one = documents[n % len(documents)]
        yield one, f"{one.text}\n\nNo. {n // len(documents)} of an archive.\n"


def _alone(documents: Sequence[Document], count: int) -> float:
    """Processor seconds in this process, without loading packs or writing tables."""
    tools_of(None)
    records = [Record(one.source, text=text, published=one.published) for one, text in _texts(documents, count)]
    start = time.process_time()
    process(records, Choices())
    return time.process_time() - start


def _archive(documents: Sequence[Document], count: int, place: Path) -> Path:
    return _written(((text, str(one.published or "")) for one, text in _texts(documents, count)), place)


def _briefs(count: int) -> Iterator[tuple[str, str]]:
    """Made-up briefs of three figures among words that no other has, so that none is a copy, with the day of each."""
    chance = random.Random(1)  # noqa: S311 - the same articles every time
    for _ in range(count):
        maker, month, level = chance.choice(_MAKERS), chance.randrange(12), chance.randrange(1_000, 90_000)
        rate = chance.randrange(-400, 900)
        before = round(level * 1000 / (1000 + rate))
        words = ["".join(chance.choice(_SYLLABLES) for _ in range(3)) for _ in range(30)]
        moved = f"{'up' if rate >= 0 else 'down'} {abs(rate) / 10:.1f}%"
        said = f"{maker} sold {level:,} cars in {_MONTHS[month]} 2024, {moved} from {before:,} a year earlier."
        yield f"{' '.join(words[:15]).capitalize()}. {said} {' '.join(words[15:]).capitalize()}.", "2025-01-20"


def _written(articles: Iterable[tuple[str, str]], place: Path) -> Path:
    with place.open("w", encoding="utf-8") as file:
        for number, (text, published) in enumerate(articles):
            fields = {"url": f"https://archive.example/{number}", "text": text, "published": published}
            file.write(json.dumps(fields, ensure_ascii=False) + "\n")
    return place


def _run(name: str, engine: Callable[[], Engine], archive: Path, output: Path, articles: int) -> Run:
    with _Watched() as memory:
        start, before = time.monotonic(), _processor_seconds()
        run_batch([str(archive)], output, Choices(), engine, articles=articles)
        taken, used = time.monotonic() - start, _processor_seconds() - before
    size = sum(path.stat().st_size for path in output.rglob("*.parquet"))
    print(f"{name}: {taken:.1f} s, {used:.1f} s of processors", flush=True)
    return Run(name, taken, used, tuple(memory), size)


def _processor_seconds() -> float:
    """Of this process and of those that it has started and seen end."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


class _Watched(list[tuple[float, float]]):
    """Looks every second at how much memory (MB) this process has, and all that it has started."""

    def __enter__(self) -> Self:
        self._end = Event()
        self._thread = Thread(target=self._look, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._end.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._end.wait(1):
            here = _resident(os.getpid())
            self.append((here, sum(map(_resident, _started(os.getpid())))))


def _started(process: int) -> list[int]:
    listed = [Path(task, "children") for task in Path(f"/proc/{process}/task").glob("*")]
    try:
        return [int(one) for path in listed for one in path.read_text("ascii").split()]
    except OSError:
        return []


def _resident(process: int) -> float:
    try:
        lines = Path(f"/proc/{process}/status").read_text("ascii").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS")), 0.0)


# --- the page ---------------------------------------------------------------------------------------------------------


def _page(
    documents: Sequence[Document], count: int, many: int, alone: float, runs: Sequence[Run], long: Run
) -> Iterator[str]:
    size = sum(len(one.text) for one in documents) / len(documents)
    one, two, dask = runs
    busy = os.getloadavg()[2] / (os.cpu_count() or 1)
    yield f"Measured with Python {platform.python_version()} on {os.cpu_count()} cores that had {busy:.1f} times the work they can do"
    yield "(others used the machine too), so seconds of the clock are worth little here and seconds of processors more."
    yield f"Articles: {count} made of the {len(documents)} annotated ones, {size:,.0f} characters on average, dense with figures."
    yield "\n## Engines\n"
    yield "| | articles a second of processor time | processor time against one process | clock against 1 worker |"
    yield "| --- | ---: | ---: | ---: |"
    yield f"| one process, the function alone | {count / alone:.1f} | 1 | |"
    for run in runs:
        yield f"| {run.name} | {count / run.processor:.1f} | {run.processor / alone:.2f} | {run.clock / one.clock:.2f} |"
    yield "\nThe processor time of a run holds starting Python and loading the packs in each worker, reading the archive, writing"
    yield f"the tables and grouping the copies. Two workers took {one.clock / two.clock:.2f} times less of the clock than one; Dask took"
    yield f"{dask.clock / two.clock - 1:+.0%} of the clock and {dask.processor / two.processor - 1:+.0%} of processor time against the pool, start and end included."
    yield "\n## Memory\n"
    yield f"{many:,} made-up briefs of three figures, no two alike, in two workers: {many / long.processor:.0f} a second of processor time,"
    yield f"{long.clock / 60:.0f} minutes of the clock. MB in use at most in each tenth of the run.\n"
    yield "| tenth | what drives it | the workers together |\n| ---: | ---: | ---: |"
    for tenth, (driver, workers) in enumerate(_tenths(long.memory), 1):
        yield f"| {tenth} | {driver:.0f} | {workers:.0f} |"
    yield "\nThe driver began with the benchmark's own packs and articles in memory; its last tenth holds grouping the copies."
    yield "\n## What an archive takes\n"
    yield "Extrapolated from the processor time above: hours of one core, hours on a machine of 16 cores and on 10 of them, when"
    yield f"workers are busy {_KEPT:.0%} of the time; GB of tables. Nobody has run these.\n"
    yield "| articles | core hours | one machine | ten machines | GB |\n| ---: | ---: | ---: | ---: | ---: |"
    each, space = alone / count, two.size / count
    for archive in _ARCHIVES:
        hours = archive * each / _HOURS
        gigabytes = archive * space / 1e9
        yield f"| {archive:,} | {hours:,.0f} | {hours / 16 / _KEPT:,.1f} | {hours / 160 / _KEPT:,.1f} | {gigabytes:,.1f} |"
    yield ""


def _tenths(memory: Sequence[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    step = max(1, len(memory) // 10)
    for n in range(10):
        some = memory[n * step : (n + 1) * step if n < 9 else None]
        if some:
            yield max(driver for driver, _ in some), max(workers for _, workers in some)


if __name__ == "__main__":
    main()
