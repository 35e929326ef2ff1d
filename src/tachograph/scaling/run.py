"""A whole run: inputs are cut into parts, an engine makes them, and each is kept as soon as it is made."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import cast

from tachograph import __version__
from tachograph.core.document import digest
from tachograph.core.errors import SourceError
from tachograph.packs.loader import edition
from tachograph.scaling.copies import write_copies
from tachograph.scaling.inputs import find_inputs, records_of
from tachograph.scaling.output import Output
from tachograph.scaling.packing import Packed, pack
from tachograph.scaling.places import place_of
from tachograph.scaling.process import Rows, fatal, no_rows, tools_of
from tachograph.scaling.record import Choices, Record
from tachograph.scaling.remote import is_remote
from tachograph.scaling.task import Engine, Made, Task

ARTICLES = 200  # of a part
_BYTES = 8_000_000  # of a part, about
_PIECES = 8  # that a part is cut into to find the article that its worker died of
_FORMAT = 1  # of the folder

Told = Callable[[str, int], None]
"""Told what was worked on last, and how many articles are done."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What a run has done: how many articles went in, of how many parts, how many were there already; and the copies."""

    output: Output
    articles: int
    parts: int
    kept: int
    copies: int


def run_batch(
    inputs: Sequence[str],
    output: Path | str,
    choices: Choices,
    engine: Callable[[], Engine],
    *,
    articles: int = ARTICLES,
    told: Told | None = None,
) -> Batch:
    """Process all articles of the inputs and keep the tables in a folder or at an address, going on where an earlier run was stopped.

    What cannot be read, breaks, takes too long or kills its process is a row of ``errors``. The files depend on the
    inputs and choices only, not on the engine or on how often the run was stopped.

    Raises:
        SourceError: if the inputs, a pack, the engine or the folder cannot be used.
    """
    tools_of(choices.packs)
    paths = find_inputs(inputs)
    kept = Output(place_of(output if is_remote(str(output)) else Path(output).resolve()))
    if any(_within(str(output), one) for one in inputs):
        raise SourceError(kept.place.name, "lies within an input", "name a folder outside of it")
    kept.begin(_settings(choices, articles))
    with closing(engine()) as running:
        work = _Work(kept, choices, running, told)
        work.all(_parts(records_of(paths), articles))
    kept.end(work.parts)
    if not work.parts:
        raise SourceError(" ".join(inputs), "holds no article", "name files with articles")
    return Batch(kept, work.articles, work.parts, work.kept, write_copies(kept, choices.packs))


def _within(output: str, source: str) -> bool:
    """Whether an output lies in the folder of an input."""
    if is_remote(output) or is_remote(source):
        return f"{output.rstrip('/')}/".startswith(f"{source.rstrip('/')}/")
    return Path(source).is_dir() and Path(output).resolve().is_relative_to(Path(source).resolve())


def _settings(choices: Choices, articles: int) -> dict[str, object]:
    return {
        "articles_per_part": articles,
        "edition": edition(choices.packs),
        "format": _FORMAT,
        "limit": choices.limit,
        "packs": None if choices.packs is None else list(choices.packs),
        "published": str(choices.published) if choices.published else None,
        "tachograph": __version__,
    }


def _parts(records: Iterable[Record], articles: int) -> Iterator[Task]:
    """The parts, one after the other: so many articles, or fewer that are large."""
    number, size = 0, 0
    some: list[Record] = []
    for record in records:
        if some and (len(some) == articles or size + record.size > _BYTES):
            yield Task(number, 0, tuple(some))
            number, size, some = number + 1, 0, []
        some.append(record)
        size += record.size
    if some:
        yield Task(number, 0, tuple(some))


@dataclass
class _Broken:
    """A part whose worker died: its rows by the places of its pieces, and how many articles are not done."""

    left: int
    rows: dict[int, Rows] = field(default_factory=dict)


@dataclass
class _Work:
    output: Output
    choices: Choices
    engine: Engine
    told: Told | None
    articles: int = 0
    parts: int = 0
    kept: int = 0
    _made_of: dict[int, tuple[str, int]] = field(default_factory=dict)
    _pieces: deque[Task] = field(default_factory=deque)
    _broken: dict[int, _Broken] = field(default_factory=dict)

    def all(self, tasks: Iterator[Task]) -> None:
        """Make the parts that are not there. No more are held at once than the engine works on."""
        waiting = chain.from_iterable(map(self._unless_kept, tasks))
        more = True
        while more or self._pieces or self.engine.busy:
            while self.engine.busy < self.engine.width:
                task = self._pieces.popleft() if self._pieces else next(waiting, None)
                if task is None:
                    more = False
                    break
                self.engine.submit(task)
            if self.engine.busy:
                self._over(*self.engine.wait())

    def _unless_kept(self, task: Task) -> Iterator[Task]:
        self.parts += 1
        made_of = digest(*(record.digest for record in task.records), size=16)
        if self.output.holds(task.part, made_of) is None:
            self._made_of[task.part] = made_of, len(task.records)
            yield task
        else:
            self.kept += 1
            self._count(task.records[-1].name, len(task.records))

    def _over(self, task: Task, made: Made) -> None:
        if made is None:
            self._cut(task)
        elif task.whole:
            self._keep(task.part, cast("Packed", made), task.records[-1].name)
        else:
            self._add(task, cast("Rows", made))

    def _cut(self, task: Task) -> None:
        """Find out what the worker died of: try it in pieces, and tell of the one article that is left in the end."""
        if task.whole:
            self._broken[task.part] = _Broken(len(task.records))
        elif len(task.records) == 1:
            self._add(task, fatal(task.records[0], self.choices.limit))
            return
        size = -(-len(task.records) // _PIECES)
        for n in range(0, len(task.records), size):
            self._pieces.append(Task(task.part, task.start + n, task.records[n : n + size], whole=False))

    def _add(self, task: Task, rows: Rows) -> None:
        broken = self._broken[task.part]
        broken.rows[task.start] = rows
        broken.left -= len(task.records)
        if not broken.left:
            del self._broken[task.part]
            whole = no_rows()
            for _, some in sorted(broken.rows.items()):
                for table, of in some.items():
                    whole[table] += of
            self._keep(task.part, pack(whole), task.records[-1].name)

    def _keep(self, part: int, packed: Packed, name: str) -> None:
        made_of, count = self._made_of.pop(part)
        self.output.write(part, made_of, count, packed)
        self._count(name, count)

    def _count(self, name: str, count: int) -> None:
        self.articles += count
        if self.told:
            self.told(name, self.articles)
