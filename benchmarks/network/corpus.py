"""Random networks of figures that hold together, printed as a text prints them, and errors planted in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction
from random import Random

from tachograph.checking.relations import Product, Relation, Sum
from tachograph.checking.variables import Scope, Statement, Variable
from tachograph.core.interval import Interval
from tachograph.core.quantity import Modifier, Quantity

_LEVEL, _RATE = Scope("maker", "deliveries", "vehicle"), Scope("maker", "deliveries", "percent")
_STEPS = (Decimal(1), Decimal(1), Decimal(10), Decimal(100))
_RATE_STEPS = (Decimal("0.1"), Decimal("0.1"), Decimal("0.01"), Decimal(1))
_FACTORS = (Fraction(10), Fraction(1, 10), Fraction(6, 5), Fraction(4, 5), Fraction(3, 2))
_NEAR = 40  # figures are compared with, and added to, others that are not far


@dataclass(frozen=True)
class Printed:
    """A network of figures, and which of its statements are wrong."""

    statements: tuple[Statement, ...]
    relations: tuple[Relation, ...]
    wrong: frozenset[int] = frozenset()


def mixed(levels: int, relations: int, seed: int, *, stated: float = 0.85) -> Printed:
    """Levels of which a quarter of the relations are sums, the others rates of growth or shares; all is true."""
    random = Random(seed)  # noqa: S311 - no secret
    sums = min(relations // 4, levels - 3)
    values = [Fraction(random.randint(2_000, 60_000)) for _ in range(levels - sums)]
    ties: list[Relation] = []
    known = len(values)
    for n in range(sums):
        if n == sums // 2:
            known = len(values)  # first come sums of levels, then sums that may be of those
        start = random.randrange(max(1, known - _NEAR))
        near = range(start, min(known, start + _NEAR))
        parts = random.sample(near, min(len(near), random.randint(2, 5)))
        ties.append(Sum("sum_of_parts", level(str(len(values))), tuple(level(str(p)) for p in parts)))
        values.append(sum((values[p] for p in parts), Fraction(0)))
    rounding = random.choice((ROUND_HALF_UP, ROUND_DOWN))
    statements = []
    for n in range(relations - sums):
        a = random.randrange(levels)
        b = random.choice([x for x in range(max(0, a - _NEAR), min(levels, a + _NEAR)) if x != a])
        ties.append(Product("growth", level(str(a)), rate(str(n)), level(str(b))))
        statements.append(printed_rate(rate(str(n)), values[a] / values[b], random.choice(_RATE_STEPS), rounding))
    for n, value in enumerate(values):
        if random.random() < stated:
            statements.append(printed(level(str(n)), value, random.choice(_STEPS), rounding))
    return Printed(tuple(statements), tuple(ties))


def table(rows: int, columns: int, seed: int, *, stated: float = 0.6, grown: float = 0.6) -> Printed:
    """Two years of a table with its totals, of which some cells and some rates of growth are printed; all is true."""
    random = Random(seed)  # noqa: S311 - no secret
    rounding = random.choice((ROUND_HALF_UP, ROUND_DOWN))
    statements: list[Statement] = []
    ties: list[Relation] = []
    years = [_cells(rows, columns, random) for _ in range(2)]
    for year, cells in enumerate(years):
        for (row, column), value in cells.items():
            if random.random() < stated:
                statements.append(printed(level(f"{year}.{row}.{column}"), value, random.choice(_STEPS), rounding))
        ties += [_total(year, (r, columns), [(r, c) for c in range(columns)]) for r in range(rows + 1)]
        ties += [_total(year, (rows, c), [(r, c) for r in range(rows)]) for c in range(columns + 1)]
    for row, column in years[0]:
        if random.random() < grown:
            name = f"{row}.{column}"
            factor = years[1][row, column] / years[0][row, column]
            statements.append(printed_rate(rate(name), factor, random.choice(_RATE_STEPS), rounding))
            ties.append(Product("growth", level(f"1.{name}"), rate(name), level(f"0.{name}")))
    return Printed(tuple(statements), tuple(ties))


def with_errors(true: Printed, errors: int, seed: int, factors: Sequence[Fraction] = _FACTORS) -> Printed:
    """The network with some of its levels multiplied."""
    random = Random(seed)  # noqa: S311 - no secret
    levels = [n for n, s in enumerate(true.statements) if s.variable.kind == "level"]
    wrong = frozenset(random.sample(levels, min(errors, len(levels))))
    statements = [_multiplied(s, random.choice(factors)) if n in wrong else s for n, s in enumerate(true.statements)]
    return Printed(tuple(statements), true.relations, wrong)


def level(name: str) -> Variable:
    return Variable("level", _LEVEL, name)


def rate(name: str) -> Variable:
    return Variable("change", _RATE, name, basis="before " + name)


def printed(variable: Variable, value: Fraction, step: Decimal, rounding: str) -> Statement:
    """A level as a text prints it: rounded or cut off to ``step``."""
    shown = _rounded(value, step, rounding)
    quantity = Quantity(shown, shown, Modifier.EXACTLY, "vehicle", step)
    return Statement(variable, quantity.tolerant(), Fraction(shown), (variable.period,))


def printed_rate(variable: Variable, factor: Fraction, step: Decimal, rounding: str) -> Statement:
    """A quotient as the rate of growth that a text prints, in percent."""
    shown = _rounded((factor - 1) * 100, step, rounding)
    interval = Quantity(shown, shown, Modifier.EXACTLY, "percent", step).tolerant()
    factors = interval.scale(Fraction(1, 100)) + Interval.exactly(1)
    low = max(factors.low or Fraction(0), Fraction(0))
    return Statement(variable, Interval(low, factors.high), Fraction(shown) / 100 + 1, ("rate " + variable.period,))


def _rounded(value: Fraction, step: Decimal, rounding: str) -> Decimal:
    return (Decimal(value.numerator) / Decimal(value.denominator) / step).quantize(Decimal(1), rounding) * step


def _multiplied(statement: Statement, factor: Fraction) -> Statement:
    return replace(statement, interval=statement.interval.scale(factor), nominal=statement.nominal * factor)


def _cells(rows: int, columns: int, random: Random) -> dict[tuple[int, int], Fraction]:
    """A table with its totals in the last row and column."""
    cells = {(r, c): Fraction(random.randint(500, 60_000)) for r in range(rows) for c in range(columns)}
    for r in range(rows):
        cells[r, columns] = sum((cells[r, c] for c in range(columns)), Fraction(0))
    for c in range(columns + 1):
        cells[rows, c] = sum((cells[r, c] for r in range(rows)), Fraction(0))
    return cells


def _total(year: int, whole: tuple[int, int], parts: Sequence[tuple[int, int]]) -> Sum:
    names = [f"{year}.{r}.{c}" for r, c in (whole, *parts)]
    return Sum("sum_of_parts", level(names[0]), tuple(level(n) for n in names[1:]))
