"""Tachograph: the whole extraction, from the text to linked claims."""

from __future__ import annotations

from datetime import date
from typing import Any

from tachograph.core.document import Document
from tachograph.core.sentences import split_sentences
from tachograph.extraction import extract_claims
from tachograph.extraction.numbers.figures import Form, UnitLexicon, find_figures
from tachograph.extraction.times.expressions import find_times
from tachograph.packs.loader import load_pack

_PACK = load_pack(evidence=False)
_LEXICON = UnitLexicon(_PACK.units)


def work(text: str, day: str | None) -> None:
    """Extract the claims: what is timed."""
    extract_claims(_document(text, day), _PACK)


def read(text: str, day: str | None) -> tuple[list[Any], list[Any]]:
    """Quantities as ``[start, end, low, high, unit]`` and periods as ``[start, end, [[first day, last day], …]]``.

    They are the figures and times that the claims are made of; ranks, which the annotation leaves out, are left out.
    """
    document = _document(text, day)
    figures = [f for f in find_figures(text, _LEXICON) if f.form is not Form.ORDINAL]
    quantities = [
        [f.span.start, f.span.end, *(None if v is None else float(v) for v in (f.low, f.high)), _unit(f.unit, f.per)]
        for f in figures
    ]
    times = [t for t in find_times(document, split_sentences(text)) if t.named is not None]
    readings = [[t.span.start, t.span.end, [[str(p.start), str(p.end)] for p in (t.named,) if p]] for t in times]
    return quantities, readings


def _document(text: str, day: str | None) -> Document:
    return Document("text", text, published=date.fromisoformat(day) if day else None, lang="en")


def _unit(unit: str | None, per: str | None) -> str:
    return f"{unit or ''}/{per}" if per else unit or ""
