"""How many annotated figures are found with the right value and unit."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tachograph.extraction.numbers.figures import Figure, Form

_TOLERANCE = Decimal("1e-4")  # a third is written 0.3333… or 33.3333


@dataclass
class Score:
    """Counts over texts; ``f1`` of a count takes ``gold`` and ``found`` figures together."""

    gold: int = 0
    found: int = 0
    valued: int = 0
    united: int = 0

    def f1(self, right: int) -> float:
        return 2 * right / (self.gold + self.found)


@dataclass(frozen=True)
class Expected:
    """An annotated figure: its place, its bounds (one or two values), and the units that are right (empty: any)."""

    start: int
    end: int
    values: tuple[Decimal, ...]
    units: frozenset[str] = frozenset()


def add(score: Score, expected: Sequence[Expected], figures: Iterable[Figure]) -> None:
    """Pair figures with the annotated ones that they overlap, in order, and count."""
    left = list(figures)
    score.gold += len(expected)
    score.found += len(left)
    for want in expected:
        figure = next((f for f in left if f.span.start < want.end and f.span.end > want.start), None)
        if figure is None:
            continue
        left.remove(figure)
        if same(values(figure), want.values):
            score.valued += 1
            score.united += not want.units or bool(want.units & units(figure))


def values(figure: Figure) -> tuple[Decimal, ...]:
    return tuple(sorted({b for b in (figure.low, figure.high) if b is not None}))


def units(figure: Figure) -> set[str]:
    unit = figure.unit or "none"
    return {unit, f"{unit}/{figure.per}"}


def same(mine: Sequence[Decimal], theirs: Sequence[Decimal]) -> bool:
    return len(mine) == len(theirs) and all(
        abs(a - b) <= _TOLERANCE * max(1, abs(b)) for a, b in zip(mine, theirs, strict=True)
    )


def quantity(row: dict, text: str, figures: Sequence[Figure]) -> Expected:
    """A row of ``sentences.jsonl``, whose fractions and multiples are factors, as a figure says it (in percent)."""
    start = text.index(row["text"])
    end = start + len(row["text"])
    given = row["value"] if isinstance(row["value"], list) else [row["value"]]
    wanted = [Decimal(str(v)) for v in given]
    names = {row["unit"], *row.get("alt", ())}
    figure = next((f for f in figures if f.span.start < end and f.span.end > start), None)
    if row["unit"] == "fraction":
        return Expected(start, end, tuple(v * 100 for v in wanted), frozenset({"percent"}))
    if row["unit"] == "times" and figure is not None and figure.form is Form.MULTIPLE and figure.unit == "percent":
        return Expected(start, end, tuple((v - 1) * 100 for v in wanted), frozenset({"percent"}))
    return Expected(start, end, tuple(wanted), frozenset(names))
