"""Errors that no slip of the pen explains: the repair catalogue has none of them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from benchmarks.checking.families.ground import Ground
from benchmarks.checking.numerals import Printed, all_printed, renumbered, rounded
from benchmarks.checking.planting import Plant

_FACTORS = ((0.55, 0.87), (1.15, 1.8))
_TRIES = 8


def free(ground: Ground) -> Iterator[Plant | None]:
    """The figure times any factor of 0.55 to 0.87 or 1.15 to 1.8, with as many digits."""
    for figure in all_printed(ground.article):
        numbers = (_times_any(ground, figure) for _ in range(_TRIES))
        plants = (renumbered(ground.article, figure, n) for n in numbers if _is_far(figure, n))
        yield next((p for p in plants if p is not None), None)


def copied(ground: Ground) -> Iterator[Plant | None]:
    """Another figure of the article, of the same unit, in its place."""
    figures = [f for f in all_printed(ground.article) if len(f.digits) > 1]
    rows = ground.article.rows
    for figure in figures:
        others = [
            f
            for f in figures
            if rows[f.claim]["unit"] == rows[figure.claim]["unit"]
            and (f.scale > 0) == (figure.scale > 0)
            and _is_far(figure, f.number * abs(f.scale / figure.scale))
        ]
        if others:
            other = ground.dice.choice(others)
            yield renumbered(ground.article, figure, other.number * abs(other.scale / figure.scale))


def _times_any(ground: Ground, figure: Printed) -> Decimal:
    low, high = ground.dice.choice(_FACTORS)
    return rounded(figure.number * Decimal(str(ground.dice.uniform(low, high))), figure.step)


def _is_far(figure: Printed, number: Decimal) -> bool:
    """Whether a number of as many digits is no slip of the figure: more than one digit, or two swapped, differ."""
    decimals = len(figure.token.partition(".")[2])
    old, new = figure.digits, str(int(rounded(number.scaleb(decimals), Decimal(1))))
    if len(old) != len(new):
        return False
    apart = [n for n in range(len(old)) if old[n] != new[n]]
    is_swap = len(apart) == 2 and apart[1] - apart[0] == 1 and old[apart[0]] == new[apart[1]]
    return len(apart) > 1 and not (is_swap and sorted(old) == sorted(new))
