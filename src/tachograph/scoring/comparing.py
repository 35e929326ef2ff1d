"""An article's figures as annotated beside the same figures as predicted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from tachograph.scoring.rows import FIELDS, Row, same_field, same_quantity

Status = Literal["right", "differs", "missed", "surplus"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as annotated and as predicted; without the one it is surplus, without the other missed.

    ``wrong`` names what differs, of ``quantity`` and the fields, each compared by itself.
    """

    gold: Row | None
    predicted: Row | None
    wrong: tuple[str, ...] = ()

    @property
    def status(self) -> Status:
        """``right`` in full, ``differs`` in something, ``missed`` or ``surplus``."""
        if self.gold is None:
            return "surplus"
        if self.predicted is None:
            return "missed"
        return "differs" if self.wrong else "right"

    @property
    def place(self) -> tuple[int, int]:
        """Where it stands: start and end of the annotation, or else of the prediction."""
        row = self.gold or self.predicted
        assert row is not None
        return row["start"], row["end"]

    @property
    def measures(self) -> tuple[str, ...]:
        """The measures that count it as right: a field only counts together with the quantity."""
        if self.gold is None or self.predicted is None:
            return ()
        if "quantity" in self.wrong:
            return ("figure",)
        fields = tuple(field for field in FIELDS if field not in self.wrong)
        return ("figure", "quantity", *fields, *(() if self.wrong else ("full",)))


def compare(gold: Sequence[Row], predicted: Sequence[Row]) -> tuple[Figure, ...]:
    """The figures of one article, in the order of the text."""
    return tuple(sorted(_figures(gold, predicted), key=lambda figure: figure.place))


def paired(gold: Sequence[Row], predicted: Sequence[Row]) -> list[tuple[int, int]]:
    """Indices of the annotated and predicted claims that belong together, one to one.

    Overlapping claims of the same quantity are paired first, then those that overlap most.
    """
    options = []
    for i, wanted in enumerate(gold):
        for j, given in enumerate(predicted):
            shared = min(wanted["end"], given["end"]) - max(wanted["start"], given["start"])
            if shared > 0:
                options.append((not same_quantity(wanted, given), -shared, i, j))
    taken_gold: set[int] = set()
    taken_predicted: set[int] = set()
    pairs = []
    for _, _, i, j in sorted(options):
        if i not in taken_gold and j not in taken_predicted:
            taken_gold.add(i)
            taken_predicted.add(j)
            pairs.append((i, j))
    return pairs


def _figures(gold: Sequence[Row], predicted: Sequence[Row]) -> Iterator[Figure]:
    pairs = paired(gold, predicted)
    for i, j in pairs:
        yield Figure(gold[i], predicted[j], tuple(_wrong(gold[i], predicted[j])))
    found, used = {i for i, _ in pairs}, {j for _, j in pairs}
    yield from (Figure(row, None) for i, row in enumerate(gold) if i not in found)
    yield from (Figure(None, row) for j, row in enumerate(predicted) if j not in used)


def _wrong(gold: Row, predicted: Row) -> Iterator[str]:
    if not same_quantity(gold, predicted):
        yield "quantity"
    yield from (field for field in FIELDS if not same_field(field, gold, predicted))
