"""A document's figures as claims: numbers, units, periods, names, linking. Pure and deterministic."""

from tachograph.extraction.deeds.events import extract_events
from tachograph.extraction.deeds.promises import extract_promises
from tachograph.extraction.extract import claims_with_signals, extract_claims

__all__ = ["claims_with_signals", "extract_claims", "extract_events", "extract_promises"]
