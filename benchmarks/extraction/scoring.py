"""How well quantities and periods are found in single sentences, the same for every system.

A found quantity pairs with the annotated one that it overlaps, one to one in the order of the text. ``value`` counts
the pairs whose bounds agree, ``unit`` those whose unit agrees too. Signs do not count: the annotation has the size of
a change apart from its direction. A period pairs in the same way, and is right if one of its readings is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from benchmarks.extraction.units import names

_TOLERANCE = 1e-4  # a third is written 0.3333… or 33.3333


@dataclass
class Tally:
    """Annotated and found things, and how many pairs are right by each measure."""

    gold: int = 0
    found: int = 0
    right: dict[str, int] = field(default_factory=dict)

    def add(self, measure: str, *, right: bool = True) -> None:
        """Count a pair."""
        self.right[measure] = self.right.get(measure, 0) + right

    def f1(self, measure: str) -> float:
        """Of annotated and found together; 0 if there is nothing."""
        total = self.gold + self.found
        return 2 * self.right.get(measure, 0) / total if total else 0.0


@dataclass
class Result:
    """The tallies of one system over the sentences."""

    quantities: Tally = field(default_factory=Tally)
    periods: Tally = field(default_factory=Tally)
    measures: Tally = field(default_factory=Tally)  # the annotated quantities with a unit of measure; found: paired
    nouns: Tally = field(default_factory=Tally)  # those that count things: "916,000 units"
    empty: int = 0  # sentences without a quantity
    false_hits: int = 0  # quantities found in those


def score(rows: Sequence[Mapping[str, Any]], found: Sequence[tuple[list[Any], list[Any]]]) -> Result:
    """Compare what a system found in each sentence with its annotation."""
    result = Result()
    for row, (quantities, periods) in zip(rows, found, strict=True):
        _add_quantities(result, row, quantities)
        _add_periods(result.periods, row, periods)
    return result


def _add_quantities(result: Result, row: Mapping[str, Any], found: list[Any]) -> None:
    result.quantities.gold += len(row["quantities"])
    result.quantities.found += len(found)
    result.empty += not row["quantities"]
    result.false_hits += len(found) * (not row["quantities"])
    left = sorted(found)
    for gold in row["quantities"]:
        kind = {"measure": result.measures, "noun": result.nouns}.get(gold["class"], Tally())
        kind.gold += 1
        hit = _overlapping(row["text"], gold["text"], left)
        if hit is None:
            continue
        left.remove(hit)
        kind.found += 1
        if _same_value(gold, hit):
            united = names(hit[4]) & _wanted(gold) != set()
            for tally in (result.quantities, kind):
                tally.add("value")
                tally.add("unit", right=united)


def _add_periods(tally: Tally, row: Mapping[str, Any], found: list[Any]) -> None:
    tally.gold += len(row["times"])
    tally.found += len(found)
    left = sorted(found)
    for gold in row["times"]:
        hit = _overlapping(row["text"], gold["text"], left)
        if hit is not None:
            left.remove(hit)
            tally.add("period", right=[gold["start"], gold["end"]] in hit[2])


def _overlapping(text: str, quote: str, found: list[Any]) -> Any:
    """The first found thing that shares a character with the quote."""
    start = text.index(quote)
    return next((f for f in found if f[0] < start + len(quote) and start < f[1]), None)


def _same_value(gold: Mapping[str, Any], found: Sequence[Any]) -> bool:
    """Whether the bounds agree; "a third" is 0.333 or 33.3 percent, "doubled" 2 times or 100 percent more."""
    given = gold["value"] if isinstance(gold["value"], list) else [gold["value"]]
    bounds = sorted({abs(b) for b in found[2:4] if b is not None})
    readings = [given]
    if "percent" in names(found[4]):
        readings += {"fraction": [[v * 100 for v in given]], "times": [[(v - 1) * 100 for v in given]]}.get(
            gold["unit"], []
        )
    return any(_close(bounds, sorted(abs(v) for v in reading)) for reading in readings)


def _close(a: Sequence[float], b: Sequence[float]) -> bool:
    return len(a) == len(b) and all(abs(x - y) <= _TOLERANCE * max(1.0, abs(y)) for x, y in zip(a, b, strict=True))


def _wanted(gold: Mapping[str, Any]) -> set[str]:
    """The units that are right: a part needs none, and a part or multiple may be said in percent."""
    wanted = {gold["unit"], *gold.get("alt", ())}
    if gold["unit"] in ("fraction", "times"):
        wanted |= {"percent", "none"}
    return wanted
