"""Measure error localisation beside brute force and a big-M programme, and write the page.

``python -m benchmarks.network --page docs/benchmarks/network.md``
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from pathlib import Path
from statistics import median

from benchmarks.network.corpus import Printed, mixed, table, with_errors
from benchmarks.network.peers import by_big_m, cheapest_by_force
from tachograph.checking.linear import is_needed, linear_conflict
from tachograph.checking.localisation import Diagnosis, diagnose, hold_together
from tachograph.checking.network import Network
from tachograph.checking.propagation import Propagation, Wiring

_SMALL = tuple(with_errors(mixed(8, 10, seed), 2, seed) for seed in range(40))
_SIZES = ((200, 300, 5, 20), (1000, 1500, 25, 5))  # levels, relations, errors, networks
_LIMIT = 30.0  # seconds for each programme of big M
_FORCE = 4  # statements: as large as the sets that brute force tries
_HEAD = """# Error localisation beside other ways

Made by `python -m benchmarks.network --page docs/benchmarks/network.md`; do not edit. Random networks of figures
(`benchmarks/network/corpus.py`): a quarter of the relations are sums of two to five parts, the others rates of growth;
85% of the levels and all rates are printed, rounded or cut off to steps of 1 to 100 and of 0.01 to 1 point; errors
multiply levels by 10, 1/10, 1.2, 0.8 or 1.5. A false level costs 1, a false rate 0.9. Seconds are of processor time on
one core, median and longest; HiGHS is the solver of all programmes. Big M is one programme of all statements, levels in
thousands, M twice the largest level printed.

"""


@dataclass(frozen=True)
class Timed:
    """What one way found, and how long it took."""

    cost: Fraction
    blamed: frozenset[int]
    seconds: float


def main() -> None:
    """Measure all, print the tables, or write them as a page."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.network", description=__doc__)
    parser.add_argument("--page", type=Path, help="write the tables there")
    arguments = parser.parse_args()
    parts: list[str] = []
    measures: list[Callable[[], str]] = [_against_force]
    measures += [partial(_against_big_m, *size) for size in _SIZES]
    for measure in (*measures, _beyond_propagation):
        parts.append(measure())
        print(parts[-1], flush=True)
    if arguments.page:
        arguments.page.write_text(_HEAD + "\n".join(parts), encoding="utf-8")


def localised(network: Printed) -> tuple[Diagnosis, ...]:
    """The diagnoses of all parts of a network."""
    whole = Network(network.statements, network.relations)
    return tuple(d for part in whole.components() for d in diagnose(whole, *part, cost_in(network)))


def cost_in(network: Printed) -> Callable[[int], Fraction]:
    """What it costs to call a statement false."""
    return lambda n: Fraction(1) if network.statements[n].variable.kind == "level" else Fraction(9, 10)


def cheapest(diagnoses: Iterable[Diagnosis]) -> tuple[Fraction, frozenset[int]]:
    """The cost and the statements of one cheapest explanation of everything."""
    sets = [d.blamed[0] for d in diagnoses]
    return sum((cost for cost, _ in sets), Fraction(0)), frozenset[int]().union(*(s for _, s in sets))


def _ours(network: Printed) -> Timed:
    start = time.process_time()
    cost, blamed = cheapest(localised(network))
    return Timed(cost, blamed, time.process_time() - start)


def _holds(network: Printed, blamed: frozenset[int]) -> bool:
    """Whether the rest holds together, in exact arithmetic."""
    return hold_together([s for n, s in enumerate(network.statements) if n not in blamed], network.relations)


def _against_force() -> str:
    alike, ours, theirs = 0, [], []
    for network in _SMALL:
        start = time.process_time()
        expected = cheapest_by_force(network, cost_in(network), _FORCE)
        theirs.append(time.process_time() - start)
        found = _ours(network)
        ours.append(found.seconds)
        alike += bool(expected) and (found.cost, found.blamed) in expected
    return (
        f"## Beside brute force\n\n{len(_SMALL)} networks of 8 levels and 10 relations with 2 errors, all sets of up to {_FORCE} "
        f"statements tried in turn: the same cost and one of the same sets in {alike} of {len(_SMALL)}.\n\n"
        + _timing([("tachograph", ours), ("brute force", theirs)])
    )


def _against_big_m(levels: int, relations: int, errors: int, count: int) -> str:
    networks = [with_errors(mixed(levels, relations, seed), errors, seed) for seed in range(count)]
    ours, theirs = [_ours(n) for n in networks], [_big_m(n) for n in networks]
    proved = [n for n, t in enumerate(theirs) if t.cost >= 0]
    same = sum(ours[n].cost == theirs[n].cost for n in proved)
    return (
        f"## {levels:,} levels, {relations:,} relations, {errors} errors\n\n{count} networks. Big M proves an optimum within "
        f"{_LIMIT:g} seconds in {len(proved)} of them, of the same cost in {same}. An error that no relation sees cannot be "
        "found.\n\n| | errors blamed | blamed | holds together in fractions |\n| --- | ---: | ---: | ---: |\n"
        + _rightness("tachograph", networks, ours, range(count))
        + _rightness("big M, where it proves an optimum", networks, theirs, proved)
        + "\n"
        + _timing([("tachograph", [t.seconds for t in ours]), ("big M", [t.seconds for t in theirs])])
    )


def _big_m(network: Printed) -> Timed:
    start = time.process_time()
    cost, blamed = by_big_m(network, cost_in(network), _LIMIT) or (Fraction(-1), frozenset())
    return Timed(cost, blamed, time.process_time() - start)


def _rightness(name: str, networks: Sequence[Printed], found: Sequence[Timed], chosen: Sequence[int]) -> str:
    hit = sum(len(networks[n].wrong & found[n].blamed) for n in chosen)
    planted, named = sum(len(networks[n].wrong) for n in chosen), sum(len(found[n].blamed) for n in chosen)
    held = sum(_holds(networks[n], found[n].blamed) for n in chosen)
    return f"| {name} | {hit} of {planted} | {named} | {held} of {len(chosen)} |\n"


def _beyond_propagation() -> str:
    """How often the linear test finds what propagation does not, for one error."""
    rows = []
    kinds: tuple[tuple[str, Callable[[int], Printed]], ...] = (
        ("mixed, 40 levels, 60 relations", lambda seed: mixed(40, 60, seed, stated=0.6)),
        ("table of 3 by 3, 60% printed", lambda seed: table(3, 3, seed)),
        ("table of 6 by 12, 60% printed", lambda seed: table(6, 12, seed)),
        ("table of 4 by 6, 40% printed", lambda seed: table(4, 6, seed, stated=0.4)),
    )
    for name, make in kinds:
        found = [_seen(with_errors(make(seed), 1, seed)) for seed in range(60)]
        rows.append(f"| {name} | {found.count('propagation')} | {found.count('linear test')} | {found.count('')} |")
    return (
        "## What the linear test adds\n\nNetworks with one error, 60 of each kind.\n\n"
        "| networks | propagation finds it | only the linear test | neither |\n| --- | ---: | ---: | ---: |\n"
        + "\n".join(rows)
        + "\n"
    )


def _seen(network: Printed) -> str:
    wiring = Wiring(network.statements, network.relations)
    statements, relations = range(len(network.statements)), range(len(network.relations))
    if Propagation(wiring, statements, relations).run():
        return "propagation"
    needed = is_needed(wiring, statements, relations)
    return "linear test" if needed and linear_conflict(wiring, statements, relations) else ""


def _timing(rows: Sequence[tuple[str, Sequence[float]]]) -> str:
    least = median(rows[0][1])
    lines = [f"| {name} | {median(t):.3f} | {max(t):.3f} | {median(t) / least:.1f} |" for name, t in rows]
    return "| | median | longest | times ours |\n| --- | ---: | ---: | ---: |\n" + "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
