"""A document's figures as claims: numbers, units, periods, names, linking. Pure and deterministic."""

from tachograph.extraction.events import extract_events
from tachograph.extraction.extract import claims_with_signals, extract_claims
from tachograph.extraction.promises import extract_promises

__all__ = ["claims_with_signals", "extract_claims", "extract_events", "extract_promises"]
