"""What is read of a few sentences of news, by the figure as it stands in the text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from tachograph.core.claim import Claim
from tachograph.core.document import Document
from tachograph.core.pack import Pack
from tachograph.extraction import extract_claims
from tachograph.packs.loader import load_pack

WINTER = date(2026, 2, 10)
SPRING = date(2027, 3, 5)
Case = tuple[
    str | None, str, str, dict[str, dict[str, str | None]]
]  # title, day, text, what is to be read of its figures
_CHINESE = re.compile("[一-鿿]")


def read(text: str, published: date | None = WINTER, pack: Pack | None = None) -> dict[str, Claim]:
    """The claims of a text in the language of its characters."""
    document = Document("a.txt", text, lang="zh" if _CHINESE.search(text) else "en", published=published)
    claims = extract_claims(document, pack or load_pack())
    assert all(text[c.span.start : c.span.end] == c.quote for c in claims)
    return {claim.quote: claim for claim in claims}


def told(text: str, pack: Pack, published: date | None = SPRING) -> dict[str, dict[str, Any]]:
    """What each claim says: who, what, when, kind, how, low, unit, basis, segment."""
    return {
        quote: {
            "who": c.subject,
            "what": c.metric,
            "when": c.period,
            "kind": c.kind.value,
            "how": c.modality.value,
            "low": None if c.quantity.low is None else float(c.quantity.low),
            "unit": c.quantity.unit,
            "basis": c.basis,
            "segment": c.segment,
        }
        for quote, c in read(text, published, pack).items()
    }


def holds(text: str, pack: Pack, expected: Mapping[str, Mapping[str, Any]], published: date | None = SPRING) -> None:
    """Assert what is told of some figures, field by field."""
    found = told(text, pack, published)
    for quote, fields in expected.items():
        assert quote in found, (quote, list(found))
        assert {k: found[quote][k] for k in fields} == fields, quote


def read_of(case: Case) -> dict[str, dict[str, str | None]]:
    """What is read of the figures of a case, in the fields that it names."""
    title, day, text, wanted = case
    document = Document("a.txt", text, title=title, published=date.fromisoformat(day))
    claims = {claim.quote: claim for claim in extract_claims(document, load_pack())}
    return {quote: {field: _field(claims[quote], field) for field in fields} for quote, fields in wanted.items()}


def _field(claim: Claim, name: str) -> str | None:
    own = {"low": str(claim.quantity.low), "unit": claim.quantity.unit}
    own |= {"kind": claim.kind.value, "modality": claim.modality.value}
    return own[name] if name in own else getattr(claim, name)
