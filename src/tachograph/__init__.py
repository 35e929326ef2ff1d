"""Reads news about a market, writes down every figure with its source, and shows which figures can be true.

>>> import tachograph as ta
>>> ta.check("article.html").to_pandas()  # doctest: +SKIP
>>> ta.leader("2026-01")  # doctest: +SKIP
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
    from tachograph.core.period import Period as Period
    from tachograph.packs.loader import load_pack as load_pack
    from tachograph.pipeline import Outcome as Outcome
    from tachograph.pipeline import check_sources as check_sources
    from tachograph.pipeline import extract_sources as extract_sources
    from tachograph.reading import read_document as read_document
    from tachograph.surfaces.notebook import add as add
    from tachograph.surfaces.notebook import board as board
    from tachograph.surfaces.notebook import check as check
    from tachograph.surfaces.notebook import forecast as forecast
    from tachograph.surfaces.notebook import leader as leader
    from tachograph.surfaces.notebook import show as show
    from tachograph.surfaces.notebook import targets as targets

__version__ = "0.1.0"

# Imported when first used, so that the command starts fast.
_HOMES = {
    "CheckedDocument": "core.finding",
    "Claim": "core.claim",
    "Document": "core.document",
    "Finding": "core.finding",
    "Outcome": "pipeline",
    "Period": "core.period",
    "SourceError": "core.errors",
    "Verdict": "core.claim",
    "add": "surfaces.notebook",
    "board": "surfaces.notebook",
    "check": "surfaces.notebook",
    "check_sources": "pipeline",
    "extract_sources": "pipeline",
    "forecast": "surfaces.notebook",
    "leader": "surfaces.notebook",
    "load_pack": "packs.loader",
    "read_document": "reading",
    "show": "surfaces.notebook",
    "targets": "surfaces.notebook",
}
__all__ = [
    "CheckedDocument",
    "Claim",
    "Document",
    "Finding",
    "Outcome",
    "Period",
    "SourceError",
    "Verdict",
    "__version__",
    "add",
    "board",
    "check",
    "check_sources",
    "extract_sources",
    "forecast",
    "leader",
    "load_pack",
    "read_document",
    "show",
    "targets",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'tachograph' has no attribute {name!r}")
    return getattr(import_module(f"tachograph.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
