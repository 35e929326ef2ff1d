"""Write the page of hostile inputs and faults from the values that the tests hold to.

``python scripts/build_hostile.py`` writes ``docs/hostile.md``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "docs" / "hostile.md"
sys.path.insert(0, str(ROOT))

HEAD = """# Hostile inputs and faults

Every article is untrusted, disks fill and machines stop. This page says what then happens; it is made by
`python scripts/build_hostile.py` from the values that the tests run, so that it holds.

## What bounds there are
| what | at most |
| --- | --- |
| a file, a page, an article of an archive | 10 MB, packed or unpacked |
| a workbook, unpacked | 200 MB |
| a part of a PDF, unpacked | 300 MB, and 1 GB for all parts |
| numbers in a text | 100,000 |
| figures that are compared with one another | 400: a longer text is checked in stretches of so many |
| the size of a figure that is checked | 10<sup>-40</sup> to 10<sup>40</sup> |
| dates | articles from 1900 to 2199, periods from 1000 to 2999 |

Time and memory grow with the length of a text and no faster. The slowest texts that were found by fuzzing are those that say
nothing but figures and times, without a full stop: 1 kB of them takes half a second. `tacho batch --limit` and `tacho serve` put an
end to what takes longer than they allow; `tacho check` and `tacho add` do not.

## Inputs
What `tacho check` makes of them, in one process that has 3 GB of addresses and 30 seconds of processor time for each. *Read* says how
many figures it finds; most texts hold one true sentence beside what is wrong with them.

| input | what happens |
| --- | --- |
"""
NETWORK_HEAD = """
## From the network, and to others
| what is done | what happens | test |
| --- | --- | --- |
"""
FAULTS_HEAD = """
## Faults
| what is done | what happens | test |
| --- | --- | --- |
"""
FUZZING = """
## Fuzzing
Every reader, extraction and checking are searched by [atheris](https://github.com/google/atheris), which changes inputs and keeps
those that reach new branches:

    pip install --group fuzz                   # once; Linux, Python 3.11 to 3.13
    make fuzz MINUTES=30                       # each target for 30 minutes
    python -m fuzzing article --minutes 30     # one of them

| target | searches |
| --- | --- |
"""
TAIL = """
An input that raises anything but a line, takes 2 seconds of processor time, 120 by the clock or 2 GB of memory is written to
`out/fuzzing/TARGET`. What was found so far is mended, and kept in `fuzzing/found`; the tests replay it, and the seeds, in every run.
How long each target was searched is in [decisions.md](decisions.md).
"""


def page() -> str:
    """The text of the page."""
    from fuzzing.targets import NAMES, named  # noqa: PLC0415 - from the root of the repository
    from tests.hostile.faults import FAULTS, NETWORK  # noqa: PLC0415
    from tests.hostile.inputs import INPUTS  # noqa: PLC0415

    inputs = "".join(f"| {one.words} | {one.happens} |\n" for one in INPUTS)
    targets = "".join(f"| `{name}` | {_about(named(name))} |\n" for name in NAMES)
    return "".join((HEAD, inputs, NETWORK_HEAD, *_rows(NETWORK), FAULTS_HEAD, *_rows(FAULTS), FUZZING, targets, TAIL))


def _rows(shown: Iterable[Any]) -> Iterator[str]:
    return (f"| {one.done} | {one.happens} | `{one.file}` |\n" for one in shown)


def _about(target: Any) -> str:
    """The first sentence of what a target's module says of itself."""
    text = " ".join((sys.modules[target.run.__module__].__doc__ or "").split())
    return text.partition(". ")[0].rstrip(".")


if __name__ == "__main__":
    TARGET.write_text(page(), encoding="utf-8")
