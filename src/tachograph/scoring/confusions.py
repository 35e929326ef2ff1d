"""What is taken for what: where figures are lost, and which confusions cost most."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tachograph.scoring.comparing import Figure
from tachograph.scoring.measures import ScoredArticle
from tachograph.scoring.rows import FIELDS, Row, quoted, same_name, same_number

_ANOTHER = "another"
_POWERS = 15  # of ten that still are a slip of scale


@dataclass(frozen=True, slots=True)
class Loss:
    """How figures are lost for one measure.

    ``left_out``: annotated, and not predicted; ``invented``: predicted, and not annotated; ``other``: another value.
    ``alone``: how many would be right in full if this alone were right.
    """

    measure: str
    left_out: int
    invented: int
    other: int
    alone: int


@dataclass(frozen=True, slots=True)
class Place:
    """A figure of an article, by its start in the text."""

    article: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Confusion:
    """One value taken for another, with the places where it was. Null is a field left empty.

    The fields are those of a claim; for ``value`` gold and predicted are the forms of the number, in words.
    """

    field: str
    gold: str | None
    predicted: str | None
    places: tuple[Place, ...]

    @property
    def count(self) -> int:
        return len(self.places)


def losses(articles: Iterable[ScoredArticle]) -> tuple[Loss, ...]:
    """Where figures are lost: those not found or surplus, then of those found the quantity, and with it each field."""
    figures = [figure for one in articles for figure in one.figures]
    alone = Counter(figure.wrong[0] for figure in figures if len(figure.wrong) == 1)
    missed, surplus = (sum(figure.status == status for figure in figures) for status in ("missed", "surplus"))
    quantities = sum("quantity" in figure.wrong for figure in figures)
    found = [Loss("figure", missed, surplus, 0, 0), Loss("quantity", 0, 0, quantities, alone["quantity"])]
    return (*found, *(_loss(field, figures, alone[field]) for field in FIELDS))


def confusions(articles: Iterable[ScoredArticle]) -> tuple[Confusion, ...]:
    """Every confusion, the most frequent first. A field counts as confused only where the quantity is right."""
    found: dict[tuple[str, str | None, str | None], list[Place]] = {}
    for one in articles:
        text = one.article.document.text
        for figure in one.figures:
            if figure.gold is None or figure.predicted is None:
                continue
            place = Place(one.article.id, figure.gold["start"], figure.gold["end"], quoted(figure.gold, text))
            for kind in _confused(figure, figure.gold, figure.predicted):
                found.setdefault(kind, []).append(place)
    made = (Confusion(*kind, tuple(places)) for kind, places in found.items())
    return tuple(sorted(made, key=lambda c: (-c.count, c.field, c.gold or "", c.predicted or "")))


def astray(articles: Iterable[ScoredArticle]) -> tuple[tuple[str, Place, Row], ...]:
    """The missed and the surplus figures as (``missed`` or ``surplus``, where, the claim), in the order of the texts."""
    return tuple(
        (figure.status, Place(one.article.id, row["start"], row["end"], quoted(row, one.article.document.text)), row)
        for one in articles
        for figure in one.figures
        for row in [figure.gold or figure.predicted]
        if row is not None and figure.status in ("missed", "surplus")
    )


def _loss(field: str, figures: Iterable[Figure], alone: int) -> Loss:
    kinds: Counter[str] = Counter()
    for figure in figures:
        if figure.gold and figure.predicted and field in figure.wrong and "quantity" not in figure.wrong:
            gold, predicted = figure.gold.get(field), figure.predicted.get(field)
            kinds["other" if gold and predicted else "left out" if gold else "invented"] += 1
    return Loss(field, kinds["left out"], kinds["invented"], kinds["other"], alone)


def _confused(figure: Figure, gold: Row, predicted: Row) -> Iterator[tuple[str, str | None, str | None]]:
    if "quantity" not in figure.wrong:
        yield from ((field, gold.get(field), predicted.get(field)) for field in figure.wrong)
        return
    if not same_name(gold.get("unit"), predicted.get("unit")):
        yield "unit", gold.get("unit"), predicted.get("unit")
    if not all(same_number(gold.get(side), predicted.get(side)) for side in ("low", "high")):
        yield "value", *_slip(gold, predicted)


def _slip(gold: Row, predicted: Row) -> tuple[str, str]:
    """How a value was misread: as another form of number, of the other sign, by powers of ten, or as another number."""
    wanted, given = _form(gold), _form(predicted)
    if wanted != given:
        return wanted, given
    factors = {_factor(gold[side], predicted[side]) for side in ("low", "high") if gold[side] is not None}
    return wanted, factors.pop() if len(factors) == 1 else _ANOTHER


def _form(row: Row) -> str:
    low, high = row.get("low"), row.get("high")
    if low is None or high is None:
        return "at least" if low is not None else "at most" if high is not None else "no number"
    return "number" if same_number(low, high) else "range"


def _factor(gold: float, predicted: float) -> str:
    ratio = float(predicted) / float(gold) if gold else 0.0
    power = round(math.log10(abs(ratio))) if ratio and math.isfinite(ratio) else math.inf
    if abs(power) > _POWERS or not same_number(abs(ratio) / 10.0**power, 1.0):
        return _ANOTHER
    sign = "other sign" if ratio < 0 else ""
    scale = f"10^{power} times" if power else ""
    return ", ".join(part for part in (sign, scale) if part)
