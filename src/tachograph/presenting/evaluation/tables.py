"""An evaluation as tables of words, which each form sets in its own way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tachograph.presenting.evaluation import readings
from tachograph.scoring import (
    MEASURES,
    Confusion,
    Evaluation,
    Loss,
    Place,
    Reliability,
    Score,
    astray,
    by_kind,
    by_language,
    confusions,
    losses,
    reliability,
    score,
)

MOST = 20
"""Rows of confusions, and of missed and surplus figures, where space is short."""

_NAMED = 6  # articles that a sentence names


@dataclass(frozen=True, slots=True)
class Table:
    """Cells of plain text under a head.

    ``align`` has l or r for each column, ``note`` is what stands beneath. ``places`` has for each row the figure that
    the cell in column ``linked`` is about, if the rows are about figures.
    """

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    align: str
    note: str = ""
    places: tuple[Place, ...] = ()
    linked: int = 0


def headline(evaluation: Evaluation) -> str:
    """What was compared and how it went, in one line."""
    all_of = score(evaluation.articles)
    counts = ", ".join(
        [_many(all_of.articles, "article"), f"{_many(all_of.gold, 'figure')} annotated, {all_of.predicted:,} predicted"]
    )
    return f"{counts}; F1 of figures right in full {all_of.f1('full'):.3f}"


def remarks(evaluation: Evaluation) -> tuple[str, ...]:
    """A line each on articles without predictions and on predictions without article."""
    lines = []
    if evaluation.unpredicted:
        lines.append(f"No predictions for {_names(evaluation.unpredicted)}: all figures there count as missed.")
    if evaluation.unmatched:
        lines.append(f"No gold file for {_names(evaluation.unmatched)}: predictions there count for nothing.")
    return tuple(lines)


def tables(evaluation: Evaluation, most: int | None = MOST) -> tuple[Table, ...]:
    """All tables that have rows, the overall one first; of long ones the first ``most`` rows."""
    articles = evaluation.articles
    reliable = reliability(articles)
    given = (
        _overall(score(articles), losses(articles)),
        *([_reliability(reliable)] if reliable else []),
        groups("By language", "language", by_language(articles)),
        groups("By kind of article", "kind", by_kind(articles)),
        _confusions(confusions(articles), most),
        _astray(evaluation, most),
    )
    return tuple(table for table in given if table.rows)


def groups(title: str, name: str, scores: Mapping[str, Score]) -> Table:
    """F1 per measure for groups of articles."""
    rows = tuple(
        (group or "not said", f"{s.articles:,}", f"{s.gold:,}", *(f"{s.f1(measure):.3f}" for measure in MEASURES))
        for group, s in scores.items()
    )
    return Table(f"{title}: F1", (name, "texts", "figures", *MEASURES), rows, "lrr" + "r" * len(MEASURES))


def _overall(all_of: Score, lost: Sequence[Loss]) -> Table:
    by_measure = {loss.measure: loss for loss in lost}
    head = ("measure", "right", "precision", "recall", "F1", "left out", "invented", "other", "alone")
    rows = tuple(
        (
            measure,
            f"{all_of.right[measure]:,}",
            *(f"{share:.3f}" for share in (all_of.precision(measure), all_of.recall(measure), all_of.f1(measure))),
            *_lost(by_measure.get(measure)),
        )
        for measure in MEASURES
    )
    note = "left out: annotated only; invented: predicted only; alone: right in full if this alone were right"
    return Table(
        "Measures, and how figures are lost", head, rows if all_of.gold or all_of.predicted else (), "l" + "r" * 8, note
    )


def _lost(loss: Loss | None) -> tuple[str, ...]:
    if loss is None:
        return ("", "", "", "")
    return tuple(f"{count:,}" if count else "·" for count in (loss.left_out, loss.invented, loss.other, loss.alone))


def _confusions(found: Sequence[Confusion], most: int | None) -> Table:
    rows = tuple(
        (c.field, c.gold or "null", c.predicted or "null", f"{c.count:,}", place(c.places[0])) for c in found[:most]
    )
    rest = found[len(rows) :]
    note = f"and {len(rest):,} more kinds, {sum(c.count for c in rest):,} figures" if rest else ""
    places = tuple(c.places[0] for c in found[:most])
    return Table("Confusions", ("field", "gold", "predicted", "count", "first"), rows, "lllrl", note, places, 4)


def _astray(evaluation: Evaluation, most: int | None) -> Table:
    found = astray(evaluation.articles)
    rows = tuple((status, place(where), readings.reading(row)) for status, where, row in found[:most])
    note = f"and {len(found) - len(rows):,} more" if len(found) > len(rows) else ""
    places = tuple(where for _, where, _ in found[:most])
    return Table("Missed and surplus figures", ("", "figure", "as"), rows, "lll", note, places, 1)


def _reliability(reliable: Reliability) -> Table:
    rows = tuple(
        (f"{b.stated:.2f}", f"{b.count:,}", f"{b.right:,}", f"{b.share:.2f}", f"{b.share - b.stated:+.2f}")
        for b in reliable.bins
    )
    head = ("stated", "figures", "right in full", "share", "off by")
    return Table("Confidence", head, rows, "rrrrr", f"expected calibration error {reliable.error:.3f}")


def place(where: Place) -> str:
    """``a003 “28,277”``."""
    return f"{where.article} “{where.quote}”"


def _names(names: Sequence[str]) -> str:
    return ", ".join(_named(names))


def _named(names: Sequence[str]) -> Iterator[str]:
    yield from names[:_NAMED]
    if len(names) > _NAMED:
        yield f"{len(names) - _NAMED:,} more"


def _many(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
