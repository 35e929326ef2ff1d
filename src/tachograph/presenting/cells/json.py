"""Cells as JSON; the published schema is generated from the types below."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, TypedDict

from tachograph import __version__
from tachograph.core.estimate import Estimate, Status
from tachograph.core.observation import Observation
from tachograph.core.pack import Pack
from tachograph.core.quantity import Modifier
from tachograph.presenting import figures
from tachograph.presenting.json import decimal, written


class SaidRecord(TypedDict):
    """A figure as one source gives it."""

    source: Annotated[str, "The page it was read on."]
    value: Annotated[Decimal, "The figure as stated; of a range its lower end."]
    low: Annotated[Decimal | None, "Lower bound as stated; null if open."]
    high: Annotated[Decimal | None, "Upper bound as stated; null if open."]
    modifier: Annotated[Modifier, "The word that loosens the figure."]
    published: Annotated[str | None, "When the page appeared: EDTF."]
    quote: Annotated[str, "The sentence; empty for a figure from a table."]
    claim: Annotated[
        str, "Id of the claim; `tacho explain ID` shows where it comes from. Empty for a figure from a table."
    ]


class DissentRecord(SaidRecord):
    """A figure that the estimate does not follow."""

    reason: Annotated[str, "Why not."]


class CellRecord(TypedDict):
    """The best estimate of one cell."""

    cell: Annotated[str, "The cell as it can be typed after `tacho explain`."]
    entity: Annotated[str, "Whose figure: canonical English name, or as written if no pack knows it."]
    entity_id: Annotated[str | None, "Id of the entity in the pack."]
    metric: Annotated[str, "What is measured."]
    region: Annotated[str | None, "The region that it is narrowed to."]
    segment: Annotated[str | None, "The segment that it is narrowed to."]
    model: Annotated[str | None, "The model that it is narrowed to."]
    basis: Annotated[str | None, "What a share is of."]
    period: Annotated[str, "When it holds: EDTF, with 2025-Q3 and 2025-H1."]
    low: Annotated[Decimal | None, "Nine times in ten the true value is at least this."]
    high: Annotated[Decimal | None, "Nine times in ten the true value is at most this."]
    value: Annotated[Decimal, "The single best figure."]
    unit: Annotated[str, "Unit or counted noun, singular."]
    status: Annotated[Status, "How well it is known."]
    support: Annotated[list[SaidRecord], "Who says so, primary sources first."]
    dissent: Annotated[list[DissentRecord], "Who says something else, and why that is not followed."]
    vintages: Annotated[list[SaidRecord], "Flash counts and estimates that came before the final figure."]
    derivation: Annotated[
        list[str], "The calculation, where the value or part of the trust in it comes from other cells."
    ]


class CellsRecord(TypedDict):
    """What `tacho show` prints with `--format json`."""

    tachograph: Annotated[str, "Version of Tachograph."]
    cells: list[CellRecord]


def render(estimates: Sequence[Estimate], pack: Pack) -> str:
    """The cells as JSON text, one a line."""
    rows = ",".join(f"\n {written(cell(estimate, pack))}" for estimate in estimates)
    return f'{{"tachograph": {written(__version__)}, "cells": [{rows}]}}\n'


def cell(estimate: Estimate, pack: Pack) -> CellRecord:
    """One cell as values for a JSON writer."""
    c = estimate.cell
    return {
        "cell": figures.reference(c),
        "entity": figures.entity(c.entity, pack),
        "entity_id": c.entity if c.entity in pack.entities else None,
        "metric": c.metric,
        "region": c.region or None,
        "segment": c.segment or None,
        "model": c.model or None,
        "basis": c.basis or None,
        "period": c.period,
        "low": decimal(estimate.interval.low),
        "high": decimal(estimate.interval.high),
        "value": decimal(Fraction(estimate.value)) or Decimal(0),
        "unit": c.unit,
        "status": estimate.status,
        "support": [said(o) for o in figures.best_first(estimate.support, pack)],
        "dissent": [{**said(d.observation), "reason": d.reason} for d in estimate.dissent],
        "vintages": [said(o) for o in estimate.vintages],
        "derivation": [step.text for step in estimate.derivation],
    }


def said(o: Observation) -> SaidRecord:
    """One observation as values for a JSON writer."""
    return {
        "source": o.source,
        "value": o.quantity.value,
        "low": o.quantity.low,
        "high": o.quantity.high,
        "modifier": o.quantity.modifier,
        "published": o.published,
        "quote": o.quote,
        "claim": o.claim,
    }
