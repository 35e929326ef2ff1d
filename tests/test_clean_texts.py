"""Nothing is doubted in texts that have no error: the product never cries wolf."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tachograph.checking import check_claims
from tachograph.core.claim import Verdict
from tachograph.extraction import extract_claims
from tachograph.packs.loader import load_pack, load_rates
from tachograph.pipeline.articles import check_texts
from tachograph.reading import read_text

EVALUATION = Path(__file__).parent.parent / "evaluation"
CLEAN = sorted((EVALUATION / "clean").glob("*.txt"))
TRAPS = [json.loads(line) for line in (EVALUATION / "traps.jsonl").read_text("utf-8").splitlines()]
DOUBTS = (Verdict.CONTRADICTED, Verdict.IMPLAUSIBLE)


def test_there_are_texts_in_both_languages() -> None:
    assert {p.stem[:2] for p in CLEAN} == {"en", "zh"}
    assert len(CLEAN) >= 20


@pytest.mark.parametrize("path", CLEAN, ids=lambda p: p.stem)
def test_nothing_is_doubted_in_a_text_without_errors(path: Path) -> None:
    (checked,) = check_texts([path.read_text("utf-8")])
    assert len(checked.claims) > 2
    assert [f.message for f in checked.findings if f.verdict in DOUBTS] == []


@pytest.mark.parametrize("trap", TRAPS, ids=lambda t: t["id"])
def test_nothing_is_doubted_where_words_tempt_to(trap: dict[str, Any]) -> None:
    published = date.fromisoformat(trap["published"]) if trap["published"] else None
    document = replace(read_text(trap["text"]), lang=trap["lang"], published=published)
    pack = load_pack()
    (checked,) = check_claims([(document, extract_claims(document, pack))], pack, load_rates())
    assert [f.message for f in checked.findings if f.verdict in DOUBTS] == []


def test_traps_are_read() -> None:
    read = [extract_claims(read_text(trap["text"]), load_pack()) for trap in TRAPS]
    assert sum(map(bool, read)) >= 0.95 * len(TRAPS)
