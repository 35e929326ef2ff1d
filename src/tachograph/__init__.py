"""Reads news about a market, writes down every figure with its source, and shows which figures can be true.

>>> import tachograph
>>> outcome = tachograph.check_sources(["article.html"])  # doctest: +SKIP
>>> [finding.message for one in outcome.documents for finding in one.findings]  # doctest: +SKIP
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tachograph.core.claim import Claim as Claim
    from tachograph.core.claim import Verdict as Verdict
    from tachograph.core.document import Document as Document
    from tachograph.core.errors import SourceError as SourceError
    from tachograph.core.finding import CheckedDocument as CheckedDocument
    from tachograph.core.finding import Finding as Finding
    from tachograph.core.interval import Interval as Interval
    from tachograph.core.pack import Pack as Pack
    from tachograph.core.period import Period as Period
    from tachograph.core.quantity import Quantity as Quantity
    from tachograph.packs.loader import load_pack as load_pack
    from tachograph.pipeline import Outcome as Outcome
    from tachograph.pipeline import check_sources as check_sources
    from tachograph.pipeline import extract_sources as extract_sources
    from tachograph.reading import read_document as read_document

__version__ = "0.1.0"

# Imported when first used, so that the command starts fast.
_HOMES = {
    "CheckedDocument": "core.finding",
    "Claim": "core.claim",
    "Document": "core.document",
    "Finding": "core.finding",
    "Interval": "core.interval",
    "Outcome": "pipeline",
    "Pack": "core.pack",
    "Period": "core.period",
    "Quantity": "core.quantity",
    "SourceError": "core.errors",
    "Verdict": "core.claim",
    "check_sources": "pipeline",
    "extract_sources": "pipeline",
    "load_pack": "packs.loader",
    "read_document": "reading",
}
__all__ = [
    "CheckedDocument",
    "Claim",
    "Document",
    "Finding",
    "Interval",
    "Outcome",
    "Pack",
    "Period",
    "Quantity",
    "SourceError",
    "Verdict",
    "__version__",
    "check_sources",
    "extract_sources",
    "load_pack",
    "read_document",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'tachograph' has no attribute {name!r}")
    return getattr(import_module(f"tachograph.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
