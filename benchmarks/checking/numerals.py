"""A figure as printed, and another value printed in its way: as many decimals, the same separators."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from benchmarks.checking.articles import Article
from benchmarks.checking.planting import Edit, Plant
from tachograph.core.quantity import stated_precision

_TOKEN = re.compile(r"\d[\d,]*(?:\.\d+)?")
_THOUSAND = 1000


@dataclass(frozen=True)
class Printed:
    """The one number in the figure of a claim: where its digits stand, what they say, and the worth of a one."""

    claim: int
    start: int
    token: str
    scale: Decimal  # negative for the figure of a fall

    @property
    def number(self) -> Decimal:
        return Decimal(self.token.replace(",", ""))

    @property
    def digits(self) -> str:
        """The digits alone."""
        return re.sub(r"\D", "", self.token)

    @property
    def step(self) -> Decimal:
        """The step of the last digit that is meant."""
        return stated_precision(self.token)


def printed(article: Article, index: int) -> Printed | None:
    """The number of a claim; none where it is a range, or in words."""
    row = article.rows[index]
    tokens = list(_TOKEN.finditer(article.quote(index)))
    bounds = {Decimal(str(row[k])) for k in ("low", "high") if row[k] is not None}
    if len(tokens) != 1 or len(bounds) != 1 or row["modifier"] == "between":
        return None
    number, (value,) = Decimal(tokens[0][0].replace(",", "")), bounds
    if not number or not value:
        return None
    return Printed(index, row["start"] + tokens[0].start(), tokens[0][0], value / number)


def all_printed(article: Article) -> Iterator[Printed]:
    """The numbers of all claims that have one, but for ranks and small counts."""
    for index, row in enumerate(article.rows):
        figure = printed(article, index)
        if figure is not None and row["kind"] not in ("rank", "count", "duration"):
            yield figure


def renumbered(article: Article, figure: Printed, number: Decimal) -> Plant | None:
    """The error that another number stands there; none if it would be printed the same."""
    token = written_like(figure.token, number, grouped=article.document.lang == "en")
    value = Decimal(token.replace(",", ""))
    if token == figure.token or value <= 0:
        return None
    row = article.rows[figure.claim]
    bounds = {k: value * figure.scale for k in ("low", "high") if row[k] is not None}
    edit = Edit(figure.start, figure.start + len(figure.token), token)
    return Plant((edit,), {figure.claim: bounds})


def written_like(token: str, number: Decimal, *, grouped: bool) -> str:
    """A number with as many decimals as another, and with its separators.

    ``grouped`` says whether separators are usual where the other is too short to show it.
    """
    whole, _, decimals = token.partition(".")
    commas = "," in whole or (grouped and Decimal(whole.replace(",", "")) < _THOUSAND)
    return f"{rounded(number, Decimal(1).scaleb(-len(decimals))):{',' if commas else ''}.{len(decimals)}f}"


def rounded(number: Decimal, step: Decimal) -> Decimal:
    """A number to the nearest multiple of a step, halves away from zero."""
    return (number / step).quantize(Decimal(1), ROUND_HALF_UP) * step
