"""How fast the server answers: ``python -m benchmarks.web --page docs/benchmarks/web.md``.

Starts ``tacho serve``, checks articles of about a thousand words one after the other, and then lets fifty readers ask
for pages without a pause while one more person has articles checked, or adds articles to the ledger that they read.
Readers and server share the machine.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from secrets import token_hex
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from benchmarks.web.client import Client
from tachograph.surfaces.web.work import Part, check, extract

_EXAMPLES = Path(__file__).parents[2] / "examples"
_DENSE = ("january-2026-deliveries.md", "2026-targets.md", "nio-swap-network.md", "2025-exports.md")
_FILLER = (
    "Dealers in several cities say that the mood among buyers has changed since the turn of the year, and that many"
    " people now wait for the next round of models before they decide. Analysts do not expect that to last."
)
_WORDS = 1_000
_READ = (
    *("/", "/rules", "/definitions", "/api/v1/rules", "/board?period=2026-01", "/forecasts", "/forecasts?of=nio"),
    "/ask?q=Who+led+in+January+2026%3F",
)
_SELLERS = ("NIO", "XPeng", "Li Auto", "Leapmotor", "Zeekr", "Voyah", "Avatr", "Denza")
_MONTHS = ("July", "August", "September", "October", "November", "December")
_KEY = token_hex(16)
_RUN = "from tachograph.surfaces.cli import main; main()"
Work = Callable[[Client, int], Awaitable[int]]
"""What a person does time and again while others read: the status of the answer."""

_HEAD = """# The server

Made by `python -m benchmarks.web --page docs/benchmarks/web.md`; do not edit.

"""


def main() -> None:
    """Measure, and print the tables or write them as a page."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.web", description=__doc__)
    parser.add_argument("--page", type=Path, help="write the tables there")
    parser.add_argument("--seconds", type=float, default=60, help="how long the readers ask")
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--repeats", type=int, default=15)
    given = parser.parse_args()
    with _served() as origin:
        host, port = urlsplit(origin).hostname or "", urlsplit(origin).port or 0
        text = "\n".join(
            [
                *asyncio.run(_checks(host, port, given.repeats)),
                "",
                *asyncio.run(_crowd(host, port, given.readers, given.seconds, _checking)),
                "",
                *asyncio.run(_crowd(host, port, given.readers, given.seconds, _adding)),
                "",
            ]
        )
    print(text)
    if given.page:
        given.page.write_text(_HEAD + text, encoding="utf-8")


@contextmanager
def _served() -> Iterator[str]:
    """A server of its own, without limits of rate; its origin."""
    with TemporaryDirectory() as folder:
        ledger = ["--ledger", f"{folder}/ledger.duckdb"]
        with _started([sys.executable, "-c", _RUN, "serve", "--port", "0", "--rates", "0", *ledger]) as origin:
            yield origin


@contextmanager
def _started(command: Sequence[str]) -> Iterator[str]:
    environment = os.environ | {"TACHO_WRITE_KEYS": _KEY}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment) as server:
        assert server.stderr is not None
        try:
            yield server.stderr.readline().split(" at ")[1].split("/ ")[0]
        finally:
            server.terminate()


async def _checks(host: str, port: int, repeats: int) -> list[str]:
    """How long the check of one article takes, with nothing else to do."""
    rows = []
    for name, text in (("usual", _usual()), ("dense", _dense())):
        async with Client(host, port) as client:
            taken, figures = [], 0
            for n in range(repeats + 3):
                since = time.perf_counter()
                status, body = await client.post_json("/api/v1/check", {"text": f"{text}\n\nEdition {'i' * n}."})
                taken.append((time.perf_counter() - since) * 1000)
                assert status == 200, body
                figures = len(json.loads(body)["documents"][0]["claims"])
        taken = taken[3:]  # the first ones warm it up
        words = len(text.split())
        rows.append(
            f"| {name} | {words:,} | {figures} | {_processor(text):.0f} | {median(taken):.0f} | {max(taken):.0f} |"
        )
    load = os.getloadavg()[0]
    return [
        "Checks one after the other, each of another text, in milliseconds: what the processor needs for reading and",
        "checking alone, and what passes from request to report, of which the former is the measure on a busy machine",
        f"(this one had {load:.1f} programs waiting for its {os.cpu_count()} cores).",
        "",
        "| article | words | figures | processor | median | worst |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
        *rows,
    ]


def _processor(text: str) -> float:
    """Milliseconds of the processor for the check itself: the least of five."""
    taken = []
    for _ in range(5):
        since = time.process_time()
        check(extract((Part(text),), len(text), None).documents, None)
        taken.append((time.process_time() - since) * 1000)
    return min(taken)


async def _crowd(host: str, port: int, readers: int, seconds: float, does: Work) -> list[str]:
    """How long pages take while so many readers ask for them without a pause and one person works."""
    async with Client(host, port) as client:
        await client.post_json("/api/v1/check", {"text": _usual()})
        place = client.said("content-location").rpartition("/")[2]
    paths = (*_READ, f"/check/{place}", f"/check/{place}")
    async with Client(host, port) as client:
        for path in paths:  # what is worked out once is waited for
            for _ in range(240):
                if (await client.get(path))[0] == 200:
                    break
                await asyncio.sleep(0.5)
    until = time.monotonic() + seconds
    asked = [_reader(host, port, paths, n, until) for n in range(readers)]
    work, *reads = await asyncio.gather(_worker(host, port, does, until), *asked)
    read = [one for reader in reads for one in reader]
    wrong = sum(status >= 400 for status, _ in [*read, *work])
    later = sum(status == 202 for status, _ in read)
    what = does.__name__.strip("_")
    said = f"{readers} readers without a pause and one person {what} articles, for {seconds:.0f} seconds, on {os.cpu_count()} cores"
    return [
        f"{said} that they share with the server: {wrong} errors, {later} pages that said that they were being worked out; milliseconds:",
        "",
        "| what | answers | a second | median | p95 | p99 |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
        _row("pages", [taken for _, taken in read], seconds),
        _row(what, [taken for _, taken in work], seconds),
    ]


async def _checking(client: Client, number: int) -> int:
    status, _ = await client.post_json("/api/v1/check", {"text": f"{_usual()}\n\nNumber {'i' * (number + 50)}."})
    return status


async def _adding(client: Client, number: int) -> int:
    """Add a short article that says something new."""
    seller, month = _SELLERS[number % len(_SELLERS)], _MONTHS[number // len(_SELLERS) % len(_MONTHS)]
    text = f"{seller} told suppliers that it built {10_000 + 37 * number:,} cars in {month} 2025, and {number + 20} shops were opened."
    status, _ = await client.post_json("/api/v1/add", {"text": text, "published": "2026-01-15"}, key=_KEY)
    return status


def _row(name: str, taken: Sequence[float], seconds: float) -> str:
    parts = quantiles(taken, n=100) if len(taken) > 1 else [taken[0]] * 99
    return f"| {name} | {len(taken):,} | {len(taken) / seconds:,.0f} | {median(taken):.0f} | {parts[94]:.0f} | {parts[98]:.0f} |"


async def _reader(host: str, port: int, paths: Sequence[str], start: int, until: float) -> list[tuple[int, float]]:
    done: list[tuple[int, float]] = []
    async with Client(host, port) as client:
        for n in count(start):
            if time.monotonic() > until:
                return done
            since = time.perf_counter()
            status, _ = await client.get(paths[n % len(paths)])
            done.append((status, (time.perf_counter() - since) * 1000))
    return done


async def _worker(host: str, port: int, does: Work, until: float) -> list[tuple[int, float]]:
    done: list[tuple[int, float]] = []
    async with Client(host, port) as client:
        for n in count():
            if time.monotonic() > until:
                return done
            since = time.perf_counter()
            status = await does(client, n)
            done.append((status, (time.perf_counter() - since) * 1000))
    return done


def _usual() -> str:
    """An article of the examples with as much prose without figures as makes it a thousand words."""
    text = _body(_DENSE[0])
    paragraphs = text.split("\n\n")
    while sum(len(one.split()) for one in paragraphs) < _WORDS:
        paragraphs.append(_FILLER)
    return "\n\n".join(paragraphs)


def _dense() -> str:
    """Four articles of the examples in one: a figure in every eight words."""
    return "\n\n".join(map(_body, _DENSE))


def _body(name: str) -> str:
    return (_EXAMPLES / name).read_text(encoding="utf-8").split("---\n", 2)[-1].strip()


if __name__ == "__main__":
    main()
