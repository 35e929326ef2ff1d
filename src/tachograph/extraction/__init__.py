"""A document's figures as claims: numbers, units, periods, names, linking. Pure and deterministic."""

from tachograph.extraction.extract import extract_claims

__all__ = ["extract_claims"]
