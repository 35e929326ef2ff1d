"""A sourced figure from outside the text."""

from __future__ import annotations

from dataclasses import dataclass

from tachograph.core.claim import Kind, Modality
from tachograph.core.quantity import Quantity


@dataclass(frozen=True, slots=True)
class Observation:
    """A value of a series (entity, metric, region, segment, model) for a period, as one source printed it.

    ``metric`` and ``period`` are as in a claim; for ``kind`` change ``basis`` is the period compared with.
    ``published`` is an EDTF date of the page, as exact as known. ``quote`` are the words that say it, in ``document``
    as ``claim`` (ids, where it was read by us); ``origin`` is the document that this one repeats, if it is a copy.
    ``claimant`` is who says it, if the page attributes it, and ``confidence`` how sure the reading is, 0 to 1.
    """

    entity: str
    metric: str
    period: str
    quantity: Quantity
    kind: Kind = Kind.LEVEL
    modality: Modality = Modality.ACTUAL
    basis: str | None = None
    region: str | None = None
    segment: str | None = None
    model: str | None = None
    source: str = ""
    published: str | None = None
    quote: str = ""
    document: str = ""
    claim: str = ""
    origin: str = ""
    claimant: str | None = None
    confidence: float = 1.0
