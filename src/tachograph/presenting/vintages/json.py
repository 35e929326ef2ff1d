"""Vintages as JSON; the published schema is generated from the types below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, TypedDict

from tachograph import __version__
from tachograph.core.claim import Modality
from tachograph.core.estimate import Cell
from tachograph.core.pack import Pack
from tachograph.pipeline.consulting import Vintage
from tachograph.presenting import figures
from tachograph.presenting.cells.json import SaidRecord, said
from tachograph.presenting.json import written


class VintageRecord(SaidRecord):
    """A figure that was given for a cell at some time."""

    modality: Annotated[Modality, "Target, forecast, estimate (a flash count is one), or actual."]
    claimant: Annotated[str | None, "Who says it, if the page attributes it."]
    known_from: Annotated[str, "The day from which it stood: ISO date."]
    known_to: Annotated[str | None, "The day on which another edition of the page replaced it; null if none did."]


class SeriesRecord(TypedDict):
    """A cell with all that was ever said of it, the earliest first."""

    cell: Annotated[str, "The cell as it can be typed after `tacho explain`."]
    entity: Annotated[str, "Whose figure."]
    metric: Annotated[str, "What is measured."]
    period: Annotated[str, "When it holds: EDTF, with 2025-Q3 and 2025-H1."]
    unit: Annotated[str, "Unit or counted noun, singular."]
    vintages: list[VintageRecord]


class VintagesRecord(TypedDict):
    """What `tacho diff` prints with `--format json`."""

    tachograph: Annotated[str, "Version of Tachograph."]
    cells: list[SeriesRecord]


def render(vintages: Mapping[Cell, Sequence[Vintage]], pack: Pack) -> str:
    """The vintages as JSON text, one cell a line."""
    rows = ",".join(f"\n {written(_series(cell, found, pack))}" for cell, found in vintages.items())
    return f'{{"tachograph": {written(__version__)}, "cells": [{rows}]}}\n'


def _series(cell: Cell, found: Sequence[Vintage], pack: Pack) -> SeriesRecord:
    return {
        "cell": figures.reference(cell),
        "entity": figures.entity(cell.entity, pack),
        "metric": cell.metric,
        "period": cell.period,
        "unit": cell.unit,
        "vintages": [_vintage(v) for v in found],
    }


def _vintage(vintage: Vintage) -> VintageRecord:
    return {
        **said(vintage.observation),
        "modality": vintage.observation.modality,
        "claimant": vintage.observation.claimant,
        "known_from": vintage.known_from.isoformat(),
        "known_to": vintage.known_to.isoformat() if vintage.known_to else None,
    }
