"""Slips in the digits of a figure."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from benchmarks.checking.families.ground import Ground
from benchmarks.checking.numerals import Printed, all_printed, renumbered
from benchmarks.checking.planting import Edit, Plant

_FEWEST = 2  # digits: of one alone, any other is another figure rather than a slip


def digit(ground: Ground) -> Iterator[Plant | None]:
    """One digit is another."""
    for figure in _long(ground):
        place = ground.dice.randrange(len(figure.digits))
        others = [d for d in "0123456789" if d != figure.digits[place] and (d != "0" or place > 0)]
        new = ground.dice.choice(others)
        yield _with_digits(ground, figure, figure.digits[:place] + new + figure.digits[place + 1 :])


def swapped(ground: Ground) -> Iterator[Plant | None]:
    """Two neighbouring digits changed places."""
    for figure in _long(ground):
        old = figure.digits
        places = [n for n in range(len(old) - 1) if old[n] != old[n + 1] and (n > 0 or old[1] != "0")]
        if places:
            n = ground.dice.choice(places)
            yield _with_digits(ground, figure, old[:n] + old[n + 1] + old[n] + old[n + 2 :])


def power(ground: Ground) -> Iterator[Plant | None]:
    """The decimal point a place off, or a zero too many or too few."""
    for figure in all_printed(ground.article):
        whole, point, decimals = figure.token.partition(".")
        plain = whole.replace(",", "")
        shifted = []
        if point:
            shifted.append(f"{plain}{decimals[0]}{'.' + decimals[1:] if decimals[1:] else ''}")
            shifted += [f"{plain[:-1]}.{plain[-1]}{decimals}"] if len(plain) > 1 else []
        else:
            shifted.append(f"{plain}0")
            shifted += [plain[:-1]] if plain.endswith("0") and len(plain) > 1 else []
        yield _as_written(ground, figure, ground.dice.choice(shifted))


def _long(ground: Ground) -> Iterator[Printed]:
    return (figure for figure in all_printed(ground.article) if len(figure.digits) >= _FEWEST)


def _with_digits(ground: Ground, figure: Printed, digits: str) -> Plant | None:
    decimals = len(figure.token.partition(".")[2])
    return renumbered(ground.article, figure, Decimal(digits).scaleb(-decimals))


def _as_written(ground: Ground, figure: Printed, number: str) -> Plant:
    """A figure with its number in other digits, however many decimals they have."""
    row = ground.article.rows[figure.claim]
    value = Decimal(number)
    whole, point, decimals = number.partition(".")
    token = (f"{int(whole):,}" if "," in figure.token or _is_english(ground) else str(int(whole))) + point + decimals
    bounds = {k: value * figure.scale for k in ("low", "high") if row[k] is not None}
    return Plant((Edit(figure.start, figure.start + len(figure.token), token),), {figure.claim: bounds})


def _is_english(ground: Ground) -> bool:
    return ground.article.document.lang == "en"
