"""Measure the ledger: a million observations, a cell, a leaderboard, the claims of many articles; and write the page.

``python -m benchmarks.ledger --page docs/benchmarks/ledger.md``
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from tachograph.checking import reconcile
from tachograph.core.claim import Claim
from tachograph.core.document import Document, digest
from tachograph.core.estimate import Cell, Estimate, Status
from tachograph.core.finding import CheckedDocument
from tachograph.core.interval import Interval
from tachograph.core.observation import Observation
from tachograph.core.period import Period
from tachograph.core.quantity import Modifier, Quantity
from tachograph.core.span import Span
from tachograph.ledger import Entry, Wanted, open_ledger
from tachograph.ledger.records import estimate_row
from tachograph.ledger.tables import ESTIMATES
from tachograph.packs.loader import load_pack
from tachograph.pipeline.articles import check_texts

NOW = datetime(2027, 1, 1)  # noqa: DTZ001 - as the ledger keeps it
_CHUNK = 50_000
_MONTHS = [f"{year}-{month:02}" for year in range(2018, 2027) for month in range(1, 13)]
_SITES = 40
_ASKED = 20  # times that a question is asked; the first, on a cold file, is told apart
_HEAD = """# The ledger's speed

Made by `python -m benchmarks.ledger --page docs/benchmarks/ledger.md`; do not edit. Made-up sellers with deliveries of 108
months, each given by some of 40 sites, one figure in 200 with a wrong digit; a DuckDB file. Some of the sellers
are reconciled; for the others the table of estimates holds what most sites say, so that it has its full size. Seconds of the
clock on one core, so compare the rows of a table rather than machines. Questions are asked 20 times: the median, and the first time.

"""


def observations(count: int) -> Iterator[Observation]:
    """So many observations: the months of made-up sellers, each by five sites."""
    chance = random.Random(1)  # noqa: S311 - the same in every run
    made = 0
    while made < count:
        seller = f"Seller {made // (5 * len(_MONTHS)):05}"
        for month in _MONTHS:
            value = chance.randrange(1_000, 9_000_000)  # so wide that two sellers rarely have the same figure
            for site in chance.sample(range(_SITES), 5):
                said = value + 10 ** chance.randrange(4) if chance.random() < 1 / 200 else value
                quantity = Quantity(Decimal(said), Decimal(said), Modifier.EXACTLY, "vehicle", Decimal(1))
                page = f"https://site{site}.example/{month}/{seller[-5:]}"
                yield Observation(seller, "deliveries", month, quantity, source=page, published=f"{month}-28")
                made += 1
                if made == count:
                    return


def by_majority(rows: Iterable[Observation]) -> Iterator[Estimate]:
    """What most sites say of each month."""
    said: dict[tuple[str, str], Counter[Decimal]] = {}
    for o in rows:
        said.setdefault((o.entity, o.period), Counter())[o.quantity.value] += 1
    for (seller, month), values in said.items():
        value = Fraction(values.most_common(1)[0][0])
        yield Estimate(Cell(seller, "deliveries", month, "vehicle"), value, Interval.exactly(value), Status.AGREED)


def articles(count: int) -> Iterator[Entry]:
    """The claims of so many articles: those of one, as long as press releases are, under other ids."""
    (checked,) = check_texts([Path("examples/nio-december-2025.md").read_text(encoding="utf-8")])
    said = [c for c in checked.claims if c.subject_id and c.metric and c.period]
    for number in range(count):
        text = f"{checked.document.text}\n{number}"
        document = Document(f"https://site{number % _SITES}.example/{number}", text)
        claims = tuple(_moved(claim, document) for claim in checked.claims)
        made = tuple(
            Observation(
                f"Seller {number % 5000:05}", str(c.metric), str(c.period), c.quantity, c.kind, c.modality, c.basis,
                document=document.id, claim=digest(document.id, c.span.start, c.span.end), quote=c.quote * 8,
            )
            for c in said
        )  # fmt: skip
        yield Entry(
            CheckedDocument(document, claims, checked.findings), made, tuple(range(number * 40, number * 40 + 40))
        )


def _moved(claim: Claim, document: Document) -> Claim:
    return replace(claim, document=document.id, span=Span(claim.span.start, claim.span.end), id="")


def main() -> None:
    """Measure all, print the tables, or write them as a page."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.ledger", description=__doc__)
    parser.add_argument("--page", type=Path, help="write the tables there")
    parser.add_argument("--observations", type=int, default=1_000_000)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--estimated", type=int, default=50, help="sellers whose figures are reconciled")
    given = parser.parse_args()
    with TemporaryDirectory(prefix="tachograph-") as folder:
        parts = [_figures(Path(folder, "figures.duckdb"), given.observations, given.estimated)]
        print(parts[-1], flush=True)
        parts.append(_texts(Path(folder, "texts.duckdb"), given.articles))
        print(parts[-1], flush=True)
    if given.page:
        given.page.write_text(_HEAD + "\n".join(parts), encoding="utf-8")


def _figures(place: Path, count: int, estimated: int) -> str:
    """Loading, estimating, and the questions that are asked most."""
    pack = load_pack(evidence=False)
    rows = list(observations(count))
    with open_ledger(str(place), write=True) as ledger:
        started = time.perf_counter()
        for first in range(0, count, _CHUNK):
            ledger.observe(rows[first : first + _CHUNK], NOW)
        loaded = time.perf_counter() - started
        sellers = sorted({o.entity for o in rows})
        some = sellers[len(sellers) // 2 :][:estimated]
        started = time.perf_counter()
        for seller in some:
            ledger.estimate(frozenset({seller}), partial(reconcile, pack=pack))
        took = time.perf_counter() - started
        with ledger._backend.transaction():  # noqa: SLF001 - what would take an hour
            rest = by_majority(o for o in rows if o.entity not in set(some))
            ledger._append(ESTIMATES, map(estimate_row, rest))  # noqa: SLF001
    seller, month = sellers[len(sellers) // 2], _MONTHS[60]
    days = Period.parse(month)
    one = Wanted(frozenset({seller}), frozenset({"deliveries"}), days.start, days.end)
    all_of_month = Wanted(None, frozenset({"deliveries"}), days.start, days.end)
    with open_ledger(str(place), write=False) as ledger:
        questions: dict[str, Callable[[], object]] = {
            "a cell with its sources": lambda: ledger.estimates(one),
            "a cell as of a past day, reconciled anew": lambda: reconcile(
                ledger.observations(Wanted(frozenset({seller})), NOW.date()), pack, elsewhere=()
            ),
            f"a leaderboard of {len(sellers):,} sellers": lambda: ledger.ranking(all_of_month),
            "the same with all sources": lambda: ledger.estimates(all_of_month),
            "the leaderboard as SQL by hand": lambda: ledger.query(
                "SELECT entity, value FROM estimates WHERE metric = 'deliveries' AND period = ? ORDER BY value DESC",
                [month],
            ),
        }
        asked = "".join(f"| {name} | {_asked(question)} |\n" for name, question in questions.items())
    lines = [
        f"| {count:,} observations | seconds |", "| --- | ---: |", f"| loaded | {loaded:.1f} |",
        f"| reconciled, {len(some):,} of {len(sellers):,} sellers, {len(some) * 540:,} observations | {took:.0f} |", "",
        f"The file has {place.stat().st_size / 1e6:.0f} MB.", "",
        "| question | milliseconds, median | first |", "| --- | ---: | ---: |", asked,
    ]  # fmt: skip
    return "\n".join(lines)


def _asked(question: Callable[[], object]) -> str:
    times = []
    for _ in range(_ASKED):
        started = time.perf_counter()
        question()
        times.append((time.perf_counter() - started) * 1000)
    return f"{median(times):.0f} | {times[0]:.0f}"


def _texts(place: Path, count: int) -> str:
    """What the claims of many articles take."""
    claims = figures = 0
    started = time.perf_counter()
    batch: list[Entry] = []
    with open_ledger(str(place), write=True) as ledger:
        for entry in articles(count):
            batch.append(entry)
            if len(batch) == 1000:
                ledger.record(batch, NOW)
                claims += sum(len(e.checked.claims) for e in batch)
                figures += sum(len(e.observations) for e in batch)
                batch = []
    seconds = time.perf_counter() - started
    lines = [
        f"| {count:,} articles | |", "| --- | ---: |", f"| claims | {claims:,} |", f"| observations | {figures:,} |",
        f"| recorded in | {seconds:.0f} s |", f"| the file | {place.stat().st_size / 1e6:.0f} MB |", "",
    ]  # fmt: skip
    return "\n".join(lines)


if __name__ == "__main__":
    main()
