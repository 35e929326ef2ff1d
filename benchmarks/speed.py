"""How many articles a second one core reads, extracts and checks: ``python -m benchmarks.speed --page docs/benchmarks/speed.md``.

The articles are the annotated ones, no two alike, so that little that is remembered of one helps with the next. Seconds are
of processor time, so that a busy machine counts less. Where they go is sampled at intervals of it.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from statistics import median
from types import FrameType

from evaluation.articles import SETS, articles_of

import tachograph
from benchmarks.extraction.corpus import SIZE, Text, average_articles, text_of, varied
from tachograph.checking import check_claims
from tachograph.core.document import Document
from tachograph.core.pack import Pack, Rates
from tachograph.core.sentences import split_sentences
from tachograph.extraction import extract_claims
from tachograph.packs.loader import load_pack, load_rates
from tachograph.reading import read_text
from tachograph.scaling.process import process
from tachograph.scaling.record import Choices, Record

_WANTED, _AIM = 50, 200  # articles a second
_SHOWN = 24  # modules
_TICK = 0.001  # seconds of processor time between two samples, where the system can measure so finely
_STEPS = (1, 10, 100, 1_000, 10_000)  # articles
_STARTS = 5  # of which the median is taken
_WARM = 5  # articles before the clock runs
_ROOT = Path(tachograph.__file__).parent
_HEAD = """# How fast one core is

Made by `python -m benchmarks.speed --page docs/benchmarks/speed.md`; do not edit. All seconds are of processor time, on one
core.

"""


@dataclass(frozen=True)
class Corpus:
    """Articles of one sort."""

    name: str
    texts: tuple[Text, ...]


@dataclass
class Taken:
    """Seconds that some articles took, and what was in them."""

    articles: int = 0
    characters: int = 0
    sentences: int = 0
    figures: int = 0
    read: float = 0.0
    extract: float = 0.0
    check: float = 0.0

    @property
    def seconds(self) -> float:
        return self.read + self.extract + self.check


@dataclass(frozen=True)
class Tools:
    """What every article is worked on with."""

    pack: Pack
    evidence: Pack
    rates: Rates

    def work(self, text: Text, taken: Taken) -> None:
        """Read, extract and check one article alone."""
        start = time.process_time()
        document = _document(text)
        read = time.process_time()
        claims = extract_claims(document, self.pack)
        extracted = time.process_time()
        check_claims([(document, claims)], self.evidence, self.rates)
        checked = time.process_time()
        taken.articles += 1
        taken.characters += len(text.text)
        taken.figures += len(claims)
        taken.read += read - start
        taken.extract += extracted - read
        taken.check += checked - extracted


def main() -> None:
    """Measure, and print the page or write it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description=__doc__)
    parser.add_argument("--growth", type=int, default=_STEPS[-1], help="the most articles that one process is given")
    parser.add_argument("--page", type=Path, help="write the page there")
    given = parser.parse_args()
    tools = Tools(load_pack(evidence=False), load_pack(), load_rates())
    corpora = _corpora(tools.pack)
    measured = [(corpus, _taken(corpus, tools)) for corpus in corpora]
    average = corpora[1]
    samples = _sampled(lambda: _taken(average, tools))
    grown = list(_growth(average, [step for step in _STEPS if step <= given.growth]))
    text = "\n".join(
        (*_speeds(measured), *_profile(samples, measured[1][1]), *_growing(grown), *_starting(average), "")
    )
    print(text)
    if given.page:
        given.page.write_text(_HEAD + text, encoding="utf-8")


# --- articles ---------------------------------------------------------------------------------------------------------


def _corpora(pack: Pack) -> tuple[Corpus, ...]:
    """The annotated articles as they are, among sentences without figures, with other figures, several joined to one."""
    documents = [one.document for name in SETS if name != "blind" for one in articles_of(name)]
    average = average_articles(pack)
    _, changed = varied(average, 2)
    return (
        Corpus("annotated", tuple(text_of(d.text, d) for d in documents)),
        Corpus("average", tuple(average)),
        Corpus("garbled", tuple(changed)),
        Corpus("dense", tuple(_joined(documents))),
    )


def _document(text: Text) -> Document:
    return read_text(text.text, published=date.fromisoformat(text.day) if text.day else None)


def _joined(documents: Sequence[Document]) -> Iterator[Text]:
    for lang in ("en", "zh"):
        held: list[Document] = []
        for document in (d for d in documents if d.lang == lang):
            held.append(document)
            if sum(len(d.text.encode()) for d in held) >= SIZE:
                yield text_of("\n\n".join(d.text for d in held), held[0])
                held = []


# --- measuring --------------------------------------------------------------------------------------------------------


def _taken(corpus: Corpus, tools: Tools) -> Taken:
    warm, taken = Taken(), Taken()
    for text in corpus.texts[:_WARM]:
        tools.work(text, warm)
    for text in corpus.texts[_WARM:]:
        tools.work(text, taken)
    taken.sentences = sum(len(split_sentences(t.text)) for t in corpus.texts[_WARM:])
    return taken


def _sampled(work: Callable[[], object]) -> Counter[str]:
    """In which module of ours the processor was found, how often."""
    found: Counter[str] = Counter()

    def look(_: int, frame: FrameType | None) -> None:
        while frame is not None and not frame.f_code.co_filename.startswith(str(_ROOT)):
            frame = frame.f_back
        found[str(Path(frame.f_code.co_filename).relative_to(_ROOT)) if frame else "(none)"] += 1

    before = signal.signal(signal.SIGPROF, look)
    signal.setitimer(signal.ITIMER_PROF, _TICK, _TICK)
    try:
        work()
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
    return found


def _growth(corpus: Corpus, steps: Sequence[int]) -> Iterator[tuple[int, float, float]]:
    """Articles, seconds for each of them, and the most memory of the process so far (MB): the function of `tacho batch`."""
    texts = list(corpus.texts)
    rounds = varied(texts, steps[-1] // len(texts) + 1)  # the first as they are, then with other figures
    articles = (Record(f"{n}", text=t.text, published=date.fromisoformat(t.day) if t.day else None)
                for n, t in enumerate(text for one in rounds for text in one))  # fmt: skip
    process([], Choices())
    done, spent = 0, 0.0
    for step in steps:
        for record in islice(articles, step - done):
            start = time.process_time()
            process([record], Choices())
            spent += time.process_time() - start
        done = step
        yield step, spent / step, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _start_of(command: Sequence[str], text: str = "") -> float:
    """Processor seconds of a command from its start to its end, the median of some."""
    taken = []
    for _ in range(_STARTS):
        before = _children()
        subprocess.run([sys.executable, *command], input=text, capture_output=True, text=True, check=False)
        taken.append(_children() - before)
    return median(taken)


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


# --- the page ---------------------------------------------------------------------------------------------------------


def _speeds(measured: Sequence[tuple[Corpus, Taken]]) -> Iterator[str]:
    busy = os.getloadavg()[2] / (os.cpu_count() or 1)
    yield f"Measured with Python {platform.python_version()} on {platform.system()}, {platform.machine()}, {os.cpu_count()} cores that had"
    yield f"{busy:.1f} times the work they can do; others' work costs processor time as well, so ratios say more than seconds."
    yield "\n## Articles a second\n"
    yield "| articles | characters | sentences | figures | a second | read | extract | check | sentences a second, extracted |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
    for corpus, t in measured:
        sizes = " | ".join(f"{total / t.articles:,.0f}" for total in (t.characters, t.sentences, t.figures))
        parts = " | ".join(f"{part / t.seconds:.0%}" for part in (t.read, t.extract, t.check))
        yield f"| {corpus.name} | {sizes} | {t.articles / t.seconds:.1f} | {parts} | {t.sentences / t.extract:,.0f} |"
    yield "\n*annotated*: the articles of `evaluation` but `blind`, which say in a few sentences what an average article says in"
    yield f"twenty. *average*: the English ones of them among sentences without figures, {SIZE:,} characters in all. *garbled*: these with"
    yield "other figures throughout, so that next to nothing in them agrees. *dense*: several annotated ones joined to that size, with as"
    yield "many figures as a round-up or a report has."
    average = measured[1][1]
    each = average.seconds / average.articles
    yield f"\nAn average article takes {1000 * each:.1f} ms: {_times(each * _WANTED)} what {_WANTED} a second leave it, {_times(each * _AIM)} what {_AIM} leave."


def _times(factor: float) -> str:
    return f"{factor:.2f} times"


def _profile(samples: Counter[str], average: Taken) -> Iterator[str]:
    total = samples.total()
    rooms: Counter[str] = Counter()
    for module, count in samples.items():
        rooms[module.split("/")[0]] += count
    yield "\n## Where the time of an average article goes\n"
    yield "Samples of processor time by the innermost module of ours that was at work; what the standard library does is counted"
    yield f"to the module that asked for it. By rooms: {', '.join(f'{room} {count / total:.0%}' for room, count in rooms.most_common(4))}.\n"
    yield "| module | of the time | ms of an article |\n| --- | ---: | ---: |"
    each = 1000 * average.seconds / average.articles
    for module, count in samples.most_common(_SHOWN):
        yield f"| `{module}` | {count / total:.1%} | {each * count / total:.2f} |"
    rest = total - sum(count for _, count in samples.most_common(_SHOWN))
    yield f"| {len(samples) - _SHOWN} others | {rest / total:.1%} | {each * rest / total:.2f} |"


def _growing(grown: Sequence[tuple[int, float, float]]) -> Iterator[str]:
    yield "\n## From one article to many\n"
    yield "One process, average articles, each with other figures, by the function that `tacho batch` runs: what is recorded of an"
    yield "article is made as well. Memory is the most that the benchmark held until then.\n"
    yield "| articles | ms each | against 100 | memory, MB |\n| ---: | ---: | ---: | ---: |"
    usual = next((each for step, each, _ in grown if step == 100), grown[-1][1])
    for step, each, memory in grown:
        yield f"| {step:,} | {1000 * each:.1f} | {each / usual:.2f} | {memory:.0f} |"


def _starting(corpus: Corpus) -> Iterator[str]:
    python = _start_of(["-c", "pass"])
    command = ["-c", "from tachograph.surfaces.cli import main; main()"]
    starts = (
        ("Python alone", ["-c", "pass"], ""),
        ("`tacho --version`", [*command, "--version"], ""),
        ("`tacho explain growth`", [*command, "explain", "growth"], ""),
        ("`tacho extract -`, one sentence", [*command, "extract", "-"], "BYD sold 1,234 cars in May 2025."),
        ("`tacho check -`, one sentence", [*command, "check", "-"], "BYD sold 1,234 cars in May 2025."),
        ("`tacho check -`, an average article", [*command, "check", "-"], corpus.texts[0].text),
    )
    yield "\n## Cold start\n"
    yield f"Seconds of processor time of the command from its start to its end, the median of {_STARTS}.\n"
    yield "| command | seconds | times Python alone |\n| --- | ---: | ---: |"
    for name, line, text in starts:
        taken = _start_of(line, text)
        yield f"| {name} | {taken:.2f} | {taken / python:.0f} |"


if __name__ == "__main__":
    main()
