"""A document's figures as claims: numbers, units, periods, names, linking. Pure and deterministic."""

from tachograph.extraction.extract import claims_with_signals, extract_claims

__all__ = ["claims_with_signals", "extract_claims"]
