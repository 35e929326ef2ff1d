"""Where a claim comes from as JSON; the published schema is generated from the types below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, TypedDict

from tachograph import __version__
from tachograph.core.estimate import Estimate
from tachograph.core.pack import Pack
from tachograph.ledger import Appearance
from tachograph.pipeline.consulting import Lineage
from tachograph.presenting.cells.json import CellRecord, cell
from tachograph.presenting.json import ClaimRecord, FindingRecord, claim_record, finding_record, written


class PlaceRecord(TypedDict):
    """A place where the document stood."""

    source: Annotated[str, "The page."]
    outlet: Annotated[str | None, "Who published it."]
    known_from: Annotated[str, "The day from which it stood: ISO date."]
    known_to: Annotated[str | None, "The day on which another edition replaced it; null if none did."]


class CopiedRecord(TypedDict):
    """A document that repeats another."""

    copy: Annotated[str, "Id of the document that repeats."]
    origin: Annotated[str, "Id of the one that it repeats."]
    shared: Annotated[float, "Part of the wording around its figures that they share, 0 to 1."]


class LineageRecord(TypedDict):
    """Where a claim comes from."""

    claim: ClaimRecord
    document: Annotated[str, "Id of the document."]
    sentence: Annotated[str, "The sentence that says it; empty if it is not kept."]
    places: Annotated[list[PlaceRecord], "Where the document stood, the earliest first."]
    findings: Annotated[list[FindingRecord], "What checking says of it."]
    copies: Annotated[list[CopiedRecord], "Which documents repeat this one, or which one it repeats."]


class ExplainedRecord(TypedDict):
    """Where a claim comes from and the cells that it speaks of, or a cell."""

    tachograph: Annotated[str, "Version of Tachograph."]
    lineage: Annotated[LineageRecord | None, "Null if a cell is asked for."]
    cells: list[CellRecord]


def render(lineage: Lineage | None, cells: Sequence[Estimate], pack: Pack) -> str:
    """The claim and its cells as JSON text, or cells alone."""
    return written(record(lineage, cells, pack)) + "\n"


def record(lineage: Lineage | None, cells: Sequence[Estimate], pack: Pack) -> ExplainedRecord:
    """The same as values for a JSON writer."""
    return {
        "tachograph": __version__,
        "lineage": _lineage(lineage) if lineage else None,
        "cells": [cell(estimate, pack) for estimate in cells],
    }


def _lineage(found: Lineage) -> LineageRecord:
    return {
        "claim": claim_record(found.claim),
        "document": found.document.id,
        "sentence": found.sentence,
        "places": [_place(place) for place in found.places],
        "findings": [finding_record(finding) for finding in found.findings],
        "copies": [{"copy": copy, "origin": origin, "shared": shared} for copy, origin, shared in found.copies],
    }


def _place(place: Appearance) -> PlaceRecord:
    return {
        "source": place.source,
        "outlet": place.outlet,
        "known_from": place.known_from.isoformat(),
        "known_to": place.known_to.isoformat() if place.known_to else None,
    }
