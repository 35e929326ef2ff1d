"""The tables of the ledger: their columns in order, and what makes a row the same as another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

Value = str | int | float | bool | date | datetime | None
Row = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table that rows are appended to; ``key`` are the columns by which a row is known again."""

    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...] = ("id",)


DOCUMENTS = Table("documents", ("id", "title", "published", "lang", "text"))
APPEARANCES = Table("appearances", ("id", "document", "source", "site", "outlet", "known_from", "recorded"))
CLAIMS = Table("claims", (
    "id", "document", "span_start", "span_end", "quote", "low", "high", "modifier", "unit", "precision", "kind",
    "subject", "subject_id", "metric", "period", "basis", "modality", "claimant", "model", "region", "segment",
    "confidence", "verdict", "extractor",
))  # fmt: skip
FINDINGS = Table("findings", ("id", "document", "number", "rule", "verdict", "message", "details"))
COMMITMENTS = Table("commitments", ("id", "document", "noun", "details"))
OBSERVATIONS = Table("observations", (
    "id", "entity", "metric", "region", "segment", "model", "period", "period_start", "period_end", "kind", "basis",
    "modality", "claimant", "low", "high", "modifier", "unit", "precision", "source", "site", "published", "known_from",
    "recorded", "quote", "document", "claim", "confidence",
))  # fmt: skip
RETRACTIONS = Table("retractions", ("observation", "known_from", "why"), ("observation",))
SKETCHES = Table("sketches", ("document", "hash"), ("document", "hash"))
COPIES = Table("copies", ("document", "origin", "shared"), ("document",))
ESTIMATES = Table("estimates", (
    "id", "entity", "metric", "region", "segment", "model", "basis", "period", "period_start", "period_end", "unit",
    "value", "low", "high", "status", "derivation",
))  # fmt: skip
GROUNDS = Table("grounds", ("estimate", "observation", "number", "side", "reason"), ("estimate", "number"))
STALE = Table("stale", ("entity",), ("entity",))
UNSORTED = Table("unsorted", ("document",), ("document",))
LOADS = Table("loads", ("pack", "edition", "recorded"), ("pack",))
LOADED = Table("loaded", ("pack", "observation"), ("pack", "observation"))
FORECASTS = Table("forecasts", (
    "id", "entity", "metric", "unit", "region", "segment", "model", "made_on", "last_known", "method", "scale",
))  # fmt: skip
EXPECTATIONS = Table("expectations", (
    "forecast", "number", "period", "is_total", "point", "q10", "q25", "q50", "q75", "q90",
), ("forecast", "number"))  # fmt: skip

TABLES = (
    DOCUMENTS, APPEARANCES, CLAIMS, FINDINGS, COMMITMENTS, OBSERVATIONS, RETRACTIONS, SKETCHES, COPIES, ESTIMATES, GROUNDS, STALE,
    UNSORTED, LOADS, LOADED, FORECASTS, EXPECTATIONS,
)  # fmt: skip
