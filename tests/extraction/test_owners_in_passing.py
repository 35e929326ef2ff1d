"""Whose a figure is, what it measures and of what kind it is, as ordinary press articles say it in passing."""

from __future__ import annotations

from datetime import date

import pytest

from tachograph.core.claim import Claim, Kind, Modality
from tachograph.core.document import Document
from tachograph.extraction import extract_claims
from tachograph.packs.loader import load_pack


def read(text: str) -> dict[str, Claim]:
    document = Document("a.txt", text, lang="en" if text.isascii() else "zh", published=date(2026, 2, 10))
    return {claim.quote: claim for claim in extract_claims(document, load_pack())}


def test_no_model_is_named_inside_a_number() -> None:
    claim = read("Zeekr sold cars. Geely reported fourth-quarter sales of 861,009 units.")["861,009 units"]
    assert (claim.subject, claim.model) == ("Geely", None)
