"""The page of results, made of what was measured."""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.extraction.corpus import Text
from benchmarks.extraction.peers import System
from benchmarks.extraction.scoring import Result
from tachograph.core.sentences import split_sentences


@dataclass(frozen=True)
class Measured:
    """One system's results; times are seconds of processor time, memory is in MB."""

    system: System
    version: str
    result: Result
    speed: dict[str, float]  # sentences per second, by corpus
    start: float
    rss: float


@dataclass(frozen=True)
class Size:
    """How much is in the texts of a corpus."""

    texts: int
    sentences: int
    characters: int

    @classmethod
    def of(cls, texts: Sequence[Text]) -> Size:
        """What some texts have."""
        return cls(len(texts), sum(len(split_sentences(t.text)) for t in texts), sum(len(t.text) for t in texts))

    @property
    def sentences_each(self) -> float:
        return self.sentences / self.texts


_CORPORA = {"average": "average articles", "articles": "annotated articles", "sentences": "their sentences alone"}
_HEAD = """# Extraction beside other systems

Made by `make benchmark` (`python -m benchmarks.extraction`); do not edit. All figures are of one run on one machine, each
system in a process of its own on one core. Ratios come first: they say more than seconds, which are another machine's.

"""
_NOTES = """
## How it is measured

**Speed.** Sentences per second of processor time, after the first sentence, everything included: for Tachograph from
the text to linked claims (`extract_claims`), for the others all that they give. The annotated articles are the English ones
of `evaluation/gold/dev`, once whole and once sentence by sentence: each says in a few sentences what an average article
says in twenty, with a figure every thirty-odd characters. The average articles are all annotated ones in English but `blind`
among sentences without figures, of the size of a news article. All are read again and again with other numbers of the same
length, so that nothing remembered helps. A sentence is what Tachograph's splitter says.

**How well.** The sentences of `evaluation/gold/sentences.jsonl`: {quantities} quantities, {times} periods, {empty} sentences whose
figures are no quantities (models, ordinals, telephone numbers, regulations); each system is told the date of writing.
They are public and the rules of Tachograph were written with them in view; the peers were not. The figures and times
that Tachograph's claims are made of are compared, not the claims, because a claim is more than the peers give.

- A found quantity pairs with the annotated one that it overlaps, in order; `value` is right if the bounds agree (a third
  is 0.333 or 33.3 percent; doubled is 2 times or 100 percent more; signs do not count), `value + unit` if the unit does
  too. F1 is over annotated and found quantities. "Measures" leaves out what is counted ("916,000 units"), for which no
  peer has units.
- Units of the peers are mapped generously in `benchmarks/extraction/units.py`: any dollar is USD, any pound GBP, "ton"
  is any of them, "minute of arc" is a minute, no unit is right for a part or multiple, a rate may lack what it is per.
- Of what Recognizers-Text's models find, the longest of those that overlap is taken, no number inside a date counts, and
  durations are quantities; its ordinals are not asked for, nor are Tachograph's ranks counted. An ambiguous time of its
  is right if one of its readings is. quantulum3 knows no dates: numbers in them count as found.
- A false hit is a quantity found in a sentence that has none.

**Memory** is the most that the process ever held, after all texts. **Start** is the processor time of a process that
reads one sentence and ends, the interpreter included; the median of five.

quantulum3 is measured without its classifier, which is how it installs, and with it. The Python packages of
Recognizers-Text are alpha versions and need an `emoji` below 2.
"""


def write(measured: Sequence[Measured], sizes: Mapping[str, Size]) -> str:
    """The page; ``sizes`` are those of the corpora. The first system is the one compared with."""
    own = measured[0]
    gold = own.result
    return "".join(
        (
            _HEAD,
            _ratios(measured),
            "\n## In figures\n\n",
            _figures(measured),
            f"\n{_sizes(sizes)} {_machine()}\n",
            _NOTES.format(quantities=gold.quantities.gold, times=gold.periods.gold, empty=gold.empty),
        )
    )


def _ratios(measured: Sequence[Measured]) -> str:
    own = measured[0]
    titles = ("Tachograph against", *_CORPORA.values(), "memory", "start")
    lines = ["| " + " | ".join(titles) + " |", "| --- |" + " ---: |" * (len(titles) - 1)]
    for other in measured[1:]:
        faster = (f"{own.speed[name] / other.speed[name]:.1f} times as fast" for name in _CORPORA)
        rest = (f"{own.rss / other.rss:.2f} of it", f"{own.start / other.start:.2f} of it")
        lines.append(f"| {other.system.name} | " + " | ".join((*faster, *rest)) + " |")
    return "\n".join(lines) + "\n"


def _figures(measured: Sequence[Measured]) -> str:
    titles = (
        "system", "value F1", "value + unit F1", "measures, right with unit", "period F1", "false hits",
        *(f"sentences/s, {corpus}" for corpus in _CORPORA.values()), "memory, MB", "start, s",
    )  # fmt: skip
    lines = ["| " + " | ".join(titles) + " |", "| --- |" + " ---: |" * (len(titles) - 1)]
    for m in measured:
        r = m.result
        cells = (
            f"{m.system.name} {m.version}",
            f"{r.quantities.f1('value'):.2f}",
            f"{r.quantities.f1('unit'):.2f}",
            f"{r.measures.right.get('unit', 0)} of {r.measures.gold}",
            f"{r.periods.f1('period'):.2f}" if r.periods.found else "none given",
            str(r.false_hits),
            *(f"{m.speed[name]:,.0f}" for name in _CORPORA),
            f"{m.rss:.0f}",
            f"{m.start:.2f}",
        )
        lines.append("| " + " | ".join(cells) + " |")
    notes = "\n".join(f"- {m.system.name}: {m.system.note}." for m in measured)
    return "\n".join(lines) + f"\n\nWhat each gives:\n\n{notes}\n"


def _sizes(sizes: Mapping[str, Size]) -> str:
    """How much is in the corpora of whole articles."""
    whole = (f"{sizes[name].texts} {_CORPORA[name]} of {sizes[name].sentences_each:.0f} sentences and "
             f"{sizes[name].characters / sizes[name].texts:,.0f} characters" for name in ("average", "articles"))  # fmt: skip
    return f"{', '.join(whole)}."


def _machine() -> str:
    """The machine in words."""
    system = f"{platform.system()} on {platform.machine()}"
    return f"Measured with Python {platform.python_version()}, {system}, {_processor()}, {os.cpu_count()} cores, one of them used."


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text("utf-8").splitlines() if info.exists() else []
    return next(
        (line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.processor()
    )
