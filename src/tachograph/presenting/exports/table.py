"""A table that any form can be written from, and what the ledger's figures are as one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from tachograph.core.claim import Claim
from tachograph.core.document import Document
from tachograph.core.estimate import Estimate
from tachograph.core.observation import Observation
from tachograph.core.pack import Pack
from tachograph.presenting import figures
from tachograph.presenting.json import decimal

Cell = str | int | Decimal | date | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: ``kind`` is ``text``, ``number``, ``integer`` or ``date``."""

    name: str
    meaning: str
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class Definition:
    """What a metric means, for readers of the file."""

    metric: str
    name: str
    basis: str
    unit: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under columns, with the definitions of the metrics in them and the pages that they come from."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    definitions: tuple[Definition, ...]
    sources: tuple[str, ...]


def _table(
    name: str,
    columns: Sequence[tuple[Column, Callable[..., Cell]]],
    rows: Iterable[tuple[object, ...]],
    metrics: Iterable[str],
    sources: Iterable[str],
    pack: Pack,
) -> Table:
    return Table(
        name,
        tuple(column for column, _ in columns),
        tuple(tuple(value(*row) for _, value in columns) for row in rows),
        tuple(_definition(metric, pack) for metric in sorted(set(metrics))),
        tuple(sorted(set(filter(None, sources)))),
    )


def _definition(metric: str, pack: Pack) -> Definition:
    known = pack.metrics.get(metric)
    if known is None:
        return Definition(metric, metric.replace("_", " "), "", "", "as the sources use the word")
    return Definition(metric, known.name, known.basis or "", known.unit, known.definition)


# --- estimates --------------------------------------------------------------------------------------------------------


def of_estimates(estimates: Sequence[Estimate], pack: Pack) -> Table:
    """Best estimates, a row for each cell."""

    def basis(e: Estimate) -> str | None:
        known = pack.metrics.get(e.cell.metric)
        return known.basis if known else None

    columns: list[tuple[Column, Callable[[Estimate], Cell]]] = [
        (Column("cell", "The cell as it can be typed after tacho explain."), lambda e: figures.reference(e.cell)),
        (Column("entity", "Whose figure: canonical English name."), lambda e: figures.entity(e.cell.entity, pack)),
        (Column("entity_id", "Its id in the pack."), lambda e: e.cell.entity),
        (Column("metric", "What is measured; see the definitions."), lambda e: e.cell.metric),
        (Column("basis", "Retail, wholesale, production, registration or export, where it is one."), basis),
        (Column("region", "The region that it is narrowed to."), lambda e: e.cell.region or None),
        (Column("segment", "The segment that it is narrowed to."), lambda e: e.cell.segment or None),
        (Column("model", "The model that it is narrowed to."), lambda e: e.cell.model or None),
        (Column("share_of", "What a share is of."), lambda e: e.cell.basis or None),
        (Column("period", "When it holds: EDTF, with 2025-Q3 and 2025-H1."), lambda e: e.cell.period),
        (Column("unit", "Unit or counted noun, singular."), lambda e: e.cell.unit),
        (Column("value", "The single best figure.", "number"), lambda e: decimal(Fraction(e.value))),
        (Column("low", "Nine times in ten the true value is at least this.", "number"), lambda e: decimal(e.interval.low)),
        (Column("high", "Nine times in ten the true value is at most this.", "number"), lambda e: decimal(e.interval.high)),
        (Column("status", "agreed, reported, derived, provisional or disputed."), lambda e: str(e.status)),
        (Column("sources", "Pages that say so, primary ones first."), lambda e: _joined(o.source for o in figures.best_first(e.support, pack))),
        (Column("dissent", "Other figures with their pages, and why they are not followed."), _dissent),
        (Column("calculation", "Where the value follows from other cells."), lambda e: "; ".join(s.text for s in e.derivation) or None),
    ]  # fmt: skip
    return _table(
        "estimates",
        columns,
        ((e,) for e in estimates),
        (e.cell.metric for e in estimates),
        (o.source for e in estimates for o in (*e.support, *(d.observation for d in e.dissent), *e.vintages)),
        pack,
    )


def _joined(texts: Iterable[str]) -> str | None:
    return " ".join(dict.fromkeys(texts)) or None


def _dissent(e: Estimate) -> str | None:
    said = [f"{figures.quantity(d.observation.quantity)} ({d.observation.source}): {d.reason}" for d in e.dissent]
    return "; ".join(said) or None


# --- observations -----------------------------------------------------------------------------------------------------


def of_observations(observations: Sequence[Observation], pack: Pack) -> Table:
    """All that was said, a row for each figure of each page; ``tacho add --reference`` reads it back."""
    columns: list[tuple[Column, Callable[[Observation], Cell]]] = [
        (Column("entity", "Id of whose figure it is, or the name as written."), lambda o: o.entity),
        (Column("metric", "What is measured; see the definitions."), lambda o: o.metric),
        (Column("period", "When it holds: EDTF, with 2025-Q3 and 2025-H1."), lambda o: o.period),
        (Column("low", "Lower bound as stated.", "number"), lambda o: o.quantity.low),
        (Column("high", "Upper bound as stated.", "number"), lambda o: o.quantity.high),
        (Column("modifier", "The word that loosens the figure."), lambda o: str(o.quantity.modifier)),
        (Column("unit", "Unit or counted noun, singular."), lambda o: o.quantity.unit),
        (Column("precision", "One step of the last digit that is meant.", "number"), lambda o: o.quantity.precision),
        (Column("kind", "level, change or share."), lambda o: str(o.kind)),
        (Column("modality", "actual, estimate, forecast or target."), lambda o: str(o.modality)),
        (Column("basis", "Change: the period compared with; share: the whole."), lambda o: o.basis),
        (Column("region", "The region that it is narrowed to."), lambda o: o.region),
        (Column("segment", "The segment that it is narrowed to."), lambda o: o.segment),
        (Column("model", "The model that it is narrowed to."), lambda o: o.model),
        (Column("source", "The page it was read on."), lambda o: o.source),
        (Column("published", "When the page appeared: EDTF."), lambda o: o.published),
        (Column("quote", "The sentence; empty for a figure from a table."), lambda o: o.quote or None),
        (Column("claimant", "Who says it, if the page attributes it."), lambda o: o.claimant),
        (Column("claim", "Id of the claim; tacho explain shows where it comes from."), lambda o: o.claim or None),
        (Column("document", "Id of the document."), lambda o: o.document or None),
    ]
    return _table(
        "observations",
        columns,
        ((o,) for o in observations),
        (o.metric for o in observations),
        (o.source for o in observations),
        pack,
    )


# --- claims -----------------------------------------------------------------------------------------------------------


def of_claims(claims: Sequence[tuple[Document, Claim]], pack: Pack) -> Table:
    """Every figure of every document, with its verdict."""
    columns: list[tuple[Column, Callable[[Document, Claim], Cell]]] = [
        (Column("id", "Stable hash of the document and the place in it."), lambda _, c: c.id),
        (Column("document", "Id of the document."), lambda d, _: d.id),
        (Column("source", "Where it was read."), lambda d, _: d.source),
        (Column("published", "ISO date of publication.", "date"), lambda d, _: d.published),
        (Column("start", "First code point of the quote in the text.", "integer"), lambda _, c: c.span.start),
        (Column("end", "One past the last code point of the quote.", "integer"), lambda _, c: c.span.end),
        (Column("quote", "The figure as written."), lambda _, c: c.quote),
        (Column("low", "Lower bound as stated.", "number"), lambda _, c: c.low),
        (Column("high", "Upper bound as stated.", "number"), lambda _, c: c.high),
        (Column("modifier", "The word that loosens the figure."), lambda _, c: str(c.modifier)),
        (Column("unit", "Unit or counted noun, singular."), lambda _, c: c.unit),
        (Column("kind", "What the figure measures."), lambda _, c: str(c.kind)),
        (Column("subject", "Whose figure."), lambda _, c: c.subject),
        (Column("subject_id", "Its id in the pack."), lambda _, c: c.subject_id),
        (Column("metric", "What is measured; see the definitions."), lambda _, c: c.metric),
        (Column("period", "When it holds: EDTF, with 2025-Q3 and 2025-H1."), lambda _, c: c.period),
        (Column("basis", "Change: the period compared with; share: the whole."), lambda _, c: c.basis),
        (Column("modality", "actual, estimate, forecast or target."), lambda _, c: str(c.modality)),
        (Column("claimant", "Who says it, if the text attributes it."), lambda _, c: c.claimant),
        (Column("model", "The model that it is narrowed to."), lambda _, c: c.model),
        (Column("region", "The region that it is narrowed to."), lambda _, c: c.region),
        (Column("segment", "The segment that it is narrowed to."), lambda _, c: c.segment),
        (Column("confidence", "How sure the reading is, 0 to 1.", "number"), lambda _, c: Decimal(str(c.confidence))),
        (Column("verdict", "What checking says of it."), lambda _, c: str(c.verdict)),
    ]
    return _table(
        "claims", columns, claims, (c.metric for _, c in claims if c.metric), (d.source for d, _ in claims), pack
    )
