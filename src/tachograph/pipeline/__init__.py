"""The rooms put together: sources to checked articles, articles to the ledger, the ledger to answers."""

from tachograph.pipeline.articles import (
    Claimed,
    Outcome,
    Progress,
    check_documents,
    check_extracted,
    check_sources,
    check_texts,
    extract_documents,
    extract_sources,
)

__all__ = [
    "Claimed", "Outcome", "Progress", "check_documents", "check_extracted", "check_sources", "check_texts",
    "extract_documents", "extract_sources",
]  # fmt: skip
