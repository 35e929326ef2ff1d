"""How the time of extraction grows with the text: ``python -m benchmarks.extraction.scaling --size 100000``.

Every shape of text is read at the size given and at ten times that, each in a process of its own. Work in step with the
text has a ratio of ten; eleven is the most that is allowed.
"""

from __future__ import annotations

import argparse
import multiprocessing
import time
from collections.abc import Sequence
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path

from benchmarks.extraction.shapes import SHAPES, Shape
from tachograph.core.document import Document
from tachograph.extraction import extract_claims
from tachograph.packs.loader import load_pack

_ALLOWED = 11.0
_WRITTEN = date(2025, 6, 1)
_ARTICLES = ("articles", "Chinese articles")
_HEAD = """# How the time of extraction grows

Made by `make benchmark` (`python -m benchmarks.extraction.scaling`); do not edit. Each shape of text is read once at a
size and once at ten times that size, in a process of its own. A ratio of 10 is work in step with the text, {allowed:g} the most
that is allowed, 100 would be quadratic. Seconds are of processor time on one core.

"""


def main() -> None:
    """Measure the shapes and print the table, or write it as a page."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.extraction.scaling", description=__doc__)
    parser.add_argument("shapes", nargs="*", help="names of shapes; all if none is given")
    parser.add_argument("--size", type=int, default=20_000, help="characters of the shorter text")
    parser.add_argument("--articles", type=int, default=1_000_000, help="the same for articles")
    parser.add_argument("--factor", type=int, default=10, help="how many times longer the other is")
    parser.add_argument("--limit", type=float, default=600.0, help="seconds after which a reading is given up")
    parser.add_argument("--page", type=Path, help="write the table there")
    arguments = parser.parse_args()
    rows = []
    for shape in SHAPES:
        if arguments.shapes and shape.name not in arguments.shapes:
            continue
        size = arguments.articles if shape.name in _ARTICLES else arguments.size
        taken = [seconds(shape, length, arguments.limit) for length in (size, size * arguments.factor)]
        rows.append(_row(shape.name, size, taken, arguments.limit))
        print(rows[-1], flush=True)
    if arguments.page:
        arguments.page.parent.mkdir(parents=True, exist_ok=True)
        arguments.page.write_text(_HEAD.format(allowed=_ALLOWED) + _table(rows, arguments.factor), encoding="utf-8")


def seconds(shape: Shape, size: int, limit: float) -> float | None:
    """Processor seconds to extract the claims of a text of that shape and size; ``None`` beyond ``limit``."""
    here, there = multiprocessing.Pipe()
    process = multiprocessing.Process(target=_extract, args=(shape, size, there))
    process.start()
    taken: float | None = here.recv() if here.poll(limit) else None
    process.kill()
    process.join()
    return taken


def _extract(shape: Shape, size: int, answer: Connection) -> None:
    pack = load_pack(evidence=False)
    extract_claims(Document("first", "BYD sold 1,234 cars in May."), pack)
    document = Document("text", shape.make(size), published=_WRITTEN, lang=shape.lang)
    start = time.process_time()
    extract_claims(document, pack)
    answer.send(time.process_time() - start)


def _row(name: str, size: int, taken: Sequence[float | None], limit: float) -> str:
    short, long = taken
    said = [f"more than {limit:g}" if t is None else f"{t:.2f}" for t in taken]
    ratio = "" if short is None or long is None else f"{long / short:.1f}"
    return f"| {name} | {size:,} | {said[0]} | {said[1]} | {ratio} |"


def _table(rows: Sequence[str], factor: int) -> str:
    head = (
        f"| shape | characters | seconds | seconds at {factor} times | ratio |\n| --- | ---: | ---: | ---: | ---: |\n"
    )
    return head + "\n".join(rows) + "\n"


if __name__ == "__main__":
    main()
