"""Nouns as rows, and rows as nouns again."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from tachograph.core.claim import Claim, Kind, Modality, Verdict
from tachograph.core.document import Document, digest
from tachograph.core.estimate import Cell, Estimate, Status
from tachograph.core.finding import Evidence, Finding, Repair, Step
from tachograph.core.interval import Interval
from tachograph.core.observation import Observation
from tachograph.core.period import Period
from tachograph.core.quantity import Modifier, Quantity
from tachograph.core.site import site_of
from tachograph.core.span import Span
from tachograph.ledger.tables import Row

_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


def storable(text: str) -> str:
    """The text without what no database keeps, NUL and halves of surrogate pairs; every offset stays."""
    return _UNSTORABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def _stored(text: str | None) -> str | None:
    return None if text is None else storable(text)


# --- documents --------------------------------------------------------------------------------------------------------


def document_row(document: Document) -> Row:
    return document.id, _stored(document.title), document.published, document.lang, storable(document.text)


def appearance_row(document: Document, recorded: datetime) -> Row:
    source = storable(document.source)
    known_from = document.published or recorded.date()
    place = digest(document.id, source), document.id, source, site_of(source)
    return *place, _stored(document.outlet), known_from, recorded


def to_document(row: Row, source: str, outlet: str | None) -> Document:
    id_, title, published, lang, text = row
    return Document(source, text, title, outlet, published, lang, id_)  # type: ignore[arg-type]


# --- claims -----------------------------------------------------------------------------------------------------------


def claim_row(claim: Claim) -> Row:
    q = claim.quantity
    return (
        claim.id, claim.document, claim.span.start, claim.span.end, storable(claim.quote), _written(q.low),
        _written(q.high), str(q.modifier), storable(q.unit), str(q.precision), str(claim.kind), _stored(claim.subject),
        claim.subject_id, claim.metric, claim.period, _stored(claim.basis), str(claim.modality),
        _stored(claim.claimant), _stored(claim.model), claim.region, claim.segment, claim.confidence,
        str(claim.verdict), claim.extractor,
    )  # fmt: skip


def to_claim(row: Row) -> Claim:
    cells: tuple[Any, ...] = row
    (id_, document, start, end, quote, low, high, modifier, unit, precision, kind, subject, subject_id, metric, period,
     basis, modality, claimant, model, region, segment, confidence, verdict, extractor) = cells  # fmt: skip
    quantity = Quantity(_decimal(low), _decimal(high), Modifier(modifier), unit, Decimal(precision))
    return Claim(
        document, Span(start, end), quote, quantity, Kind(kind), subject, subject_id, metric, period, basis,
        Modality(modality), claimant, model, region, segment, confidence, Verdict(verdict), extractor, id_,
    )  # fmt: skip


def _written(value: Decimal | None) -> str | None:
    return None if value is None else str(value)


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


# --- findings ---------------------------------------------------------------------------------------------------------


def finding_row(document: str, number: int, finding: Finding) -> Row:
    details = {
        "claims": finding.claims,
        "derivation": steps_json(finding.derivation),
        "evidence": [[e.source, e.value, e.published, e.fact] for e in finding.evidence],
        "repairs": [[r.claim, r.field, r.before, r.after, r.explains] for r in finding.repairs],
        "blamed": finding.blamed,
    }
    written = json.dumps(details)
    return (
        digest(document, number), document, number, finding.rule, str(finding.verdict), storable(finding.message),
        written,
    )  # fmt: skip


def to_finding(row: Row) -> Finding:
    _, _, _, rule, verdict, message, details = row
    d = json.loads(str(details))
    return Finding(
        str(rule), Verdict(str(verdict)), tuple(d["claims"]), str(message), to_steps(d["derivation"]),
        tuple(Evidence(*e) for e in d["evidence"]), tuple(Repair(*r) for r in d["repairs"]), tuple(d["blamed"]),
    )  # fmt: skip


def steps_json(steps: Iterable[Step]) -> list[list[Any]]:
    """Steps for JSON; bounds are exact fractions as text."""
    return [[s.text, _bounds(s.interval), list(s.claims)] for s in steps]


def to_steps(written: Iterable[list[Any]]) -> tuple[Step, ...]:
    return tuple(Step(text, _interval(bounds), tuple(claims)) for text, bounds, claims in written)


def _bounds(interval: Interval | None) -> list[str | None] | None:
    return None if interval is None else [None if b is None else str(b) for b in (interval.low, interval.high)]


def _interval(bounds: list[str | None] | None) -> Interval | None:
    return None if bounds is None else Interval(*(None if b is None else Fraction(b) for b in bounds))


# --- observations -----------------------------------------------------------------------------------------------------


def observation_id(o: Observation) -> str:
    """A hash of all that an observation says and of where it stands: the page of a table's, the claim of a document's."""
    q = o.quantity
    return digest(
        o.entity, o.metric, o.region, o.segment, o.model, o.period, o.kind, o.basis, o.modality, o.claimant,
        _number(q.low), _number(q.high), q.modifier, q.unit, _number(q.precision), "" if o.document else o.source, o.published,
        o.claim,
        size=12,
    )  # fmt: skip


def observation_row(o: Observation, known_from: date | None, recorded: datetime) -> Row:
    """An observation; ``known_from`` is that of a table's page, since a document's is known where documents are."""
    q, period = o.quantity, Period.parse(o.period)
    source = None if o.document else storable(o.source)
    return (
        observation_id(o), storable(o.entity), o.metric, o.region, o.segment, _stored(o.model), o.period, period.start,
        period.end, str(o.kind), _stored(o.basis), str(o.modality), _stored(o.claimant), _number(q.low),
        _number(q.high), str(q.modifier), storable(q.unit), _number(q.precision), source,
        None if source is None else site_of(source), o.published,
        known_from, recorded, storable(o.quote), o.document, o.claim, o.confidence,
    )  # fmt: skip


OBSERVED = (
    'entity, metric, period, low, high, modifier, unit, "precision", kind, modality, basis, region, segment, model, '
    "source, published, quote, document, claim, origin, claimant, confidence"
)
"""The columns of ``history`` that :func:`to_observation` takes."""


def to_observation(row: Row) -> Observation:
    cells: tuple[Any, ...] = row
    (entity, metric, period, low, high, modifier, unit, precision, kind, modality, basis, region, segment, model,
     source, published, quote, document, claim, origin, claimant, confidence) = cells  # fmt: skip
    quantity = Quantity(_exact(low), _exact(high), _MODIFIERS[modifier], unit, _exact(precision) or Decimal(1))
    return Observation(
        entity, metric, period, quantity, _KINDS[kind], _MODALITIES[modality], basis, region, segment, model, source,
        published, quote, document, claim, origin or "", claimant, confidence,
    )  # fmt: skip


_MODIFIERS = {m.value: m for m in Modifier}
_KINDS = {k.value: k for k in Kind}
_MODALITIES = {m.value: m for m in Modality}


def is_storable(o: Observation) -> bool:
    """Whether its numbers have a place in a column of doubles."""
    bounds = [b for b in (o.quantity.low, o.quantity.high) if b is not None]
    return all(b == 0 or -300 < b.adjusted() < 300 for b in (*bounds, o.quantity.precision))


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _exact(value: float | None) -> Decimal | None:
    """The decimal that a double stands for: the shortest that is nearest to it, which is the one stored."""
    if value is None:
        return None
    return Decimal(int(value)) if value.is_integer() and abs(value) < 1e15 else Decimal(repr(value))


# --- estimates --------------------------------------------------------------------------------------------------------


SUPPORT, DISSENT, VINTAGE = "support", "dissent", "vintage"


def cell_id(cell: Cell) -> str:
    """A hash of what a cell is about."""
    return digest(
        cell.entity, cell.metric, cell.period, cell.unit, cell.region, cell.segment, cell.model, cell.basis, size=12
    )


def estimate_row(estimate: Estimate) -> Row:
    cell = estimate.cell
    period = Period.parse(cell.period)
    low, high = estimate.interval.low, estimate.interval.high
    return (
        cell_id(cell), cell.entity, cell.metric, cell.region, cell.segment, cell.model, storable(cell.basis),
        cell.period, period.start,
        period.end, cell.unit, float(estimate.value), None if low is None else float(low),
        None if high is None else float(high), str(estimate.status), json.dumps(steps_json(estimate.derivation)),
    )  # fmt: skip


def ground_rows(estimate: Estimate) -> list[Row]:
    """What an estimate rests on, in order, and then what it does not follow."""
    key = cell_id(estimate.cell)
    sides = [(o, SUPPORT, "") for o in estimate.support]
    sides += [(d.observation, DISSENT, d.reason) for d in estimate.dissent]
    sides += [(o, VINTAGE, "") for o in estimate.vintages]
    return [(key, observation_id(o), n, side, storable(why)) for n, (o, side, why) in enumerate(sides)]


ESTIMATED = "entity, metric, period, unit, region, segment, model, basis, value, low, high, status, derivation"
"""The columns of ``estimates`` that :func:`to_estimate` takes."""


def to_estimate(row: Row) -> Estimate:
    """An estimate without its grounds."""
    cells: tuple[Any, ...] = row
    *cell, value, low, high, status, derivation = cells
    bounds = Interval(_fraction(low), _fraction(high))
    return Estimate(
        Cell(*cell), Fraction(_exact(value) or 0), bounds, Status(status), derivation=to_steps(json.loads(derivation))
    )


def _fraction(value: float | None) -> Fraction | None:
    exact = _exact(value)
    return None if exact is None else Fraction(exact)


def texts(rows: Iterable[Row]) -> list[str]:
    """The first column of rows, as text."""
    return [str(row[0]) for row in rows]
