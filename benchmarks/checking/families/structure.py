"""Errors in what is computed from other figures of the text: totals, shares, counts, ranks, what is needed a month."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from benchmarks.checking.families.ground import Ground
from benchmarks.checking.numerals import printed, renumbered
from benchmarks.checking.planting import Edit, Plant

_COUNTS = (
    ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    ("一", "两", "三", "四", "五", "六", "七", "八", "九", "十", "十一"),
    ("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11"),
)
_RANKS = (
    ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh"),
    ("第一", "第二", "第三", "第四", "第五", "第六", "第七", "第八", "第九", "第十", "第十一"),
)
_MONTHS_OFF = (-1, 1)
_LEAST_SHARE, _LARGEST_SHARE = 2, 130  # percent: what an author might still let pass


def total(ground: Ground) -> Iterator[Plant | None]:
    """A total without one of its smaller parts, or with a carry forgotten."""
    claims = ground.article.claims
    for equation in ground.tied("sum"):
        figure = printed(ground.article, equation.claims[0])
        if figure is None:
            continue
        parts = [claims[i].quantity.value / figure.scale for i in equation.claims[1:]]
        carry = figure.step.scaleb(ground.dice.randrange(1, 3)) * ground.dice.choice((-1, 1))
        wrong = [figure.number + carry, *(figure.number - p for p in parts if p * 2 < figure.number)]
        yield renumbered(ground.article, figure, ground.dice.choice(wrong))


def share(ground: Ground) -> Iterator[Plant | None]:
    """A share of another whole of the text."""
    claims = ground.article.claims
    for equation in ground.tied("share"):
        figure = printed(ground.article, equation.claims[0])
        part, whole = (claims[i] for i in equation.claims[1:])
        others = {c.quantity.value for c in claims if (c.unit, c.kind) == (whole.unit, whole.kind) and c.quantity.value}
        shares = [
            abs(part.quantity.value / w) * 100 for w in sorted(others - {part.quantity.value, whole.quantity.value})
        ]
        likely = [s for s in shares if _LEAST_SHARE <= s <= _LARGEST_SHARE]
        if figure is not None and likely and claims[figure.claim].unit == "percent":
            yield renumbered(ground.article, figure, ground.dice.choice(likely))


def wrong_base(ground: Ground) -> Iterator[Plant | None]:
    """A rate of the later figure instead of the earlier one: the cut that undoes a growth given as the growth."""
    claims = ground.article.claims
    for equation in ground.tied("growth"):
        figure = printed(ground.article, equation.claims[0])
        now, then = (claims[i].quantity.value for i in equation.claims[1:])
        if figure is not None and now > 0 and claims[figure.claim].unit == "percent":
            yield renumbered(ground.article, figure, abs(1 - then / now) * 100)


def run_rate(ground: Ground) -> Iterator[Plant | None]:
    """What is needed a month, for a month more or less."""
    claims = ground.article.claims
    for equation in ground.tied("run_rate"):
        figure = printed(ground.article, equation.claims[0])
        aim, done = (claims[i].quantity.value for i in equation.claims[1:3])
        if figure is not None:
            months = round((aim - done) / claims[figure.claim].quantity.value) + ground.dice.choice(_MONTHS_OFF)
            if months > 0:
                yield renumbered(ground.article, figure, (aim - done) / months / figure.scale)


def count(ground: Ground) -> Iterator[Plant | None]:
    """One more or one less than are listed."""
    yield from _in_words(ground, "count", _COUNTS)


def rank(ground: Ground) -> Iterator[Plant | None]:
    """A place higher or lower."""
    yield from _in_words(ground, "rank", _RANKS)


def streak(ground: Ground) -> Iterator[Plant | None]:
    """A month more or less in a row."""
    yield from _in_words(ground, "duration", (*_RANKS, *_COUNTS))


def _in_words(ground: Ground, kind: str, series: tuple[tuple[str, ...], ...]) -> Iterator[Plant | None]:
    for index, row in enumerate(ground.article.rows):
        if row["kind"] == kind and row["low"] == row["high"]:
            yield _one_off(ground, index, series)


def _one_off(ground: Ground, index: int, series: tuple[tuple[str, ...], ...]) -> Plant | None:
    """The number word at the beginning of a figure, one further or one back."""
    quote, start = ground.article.quote(index), ground.article.rows[index]["start"]
    for words in series:
        for n in range(len(words) - 1, -1, -1):
            if quote.casefold().startswith(words[n]) and Decimal(str(ground.article.rows[index]["low"])) == n + 1:
                new = ground.dice.choice([m for m in (n - 1, n + 1) if 0 <= m < len(words)])
                written = words[new].capitalize() if quote[0].isupper() else words[new]
                edit = Edit(start, start + len(words[n]), written)
                return Plant((edit,), {index: {"low": new + 1, "high": new + 1}})
    return None
