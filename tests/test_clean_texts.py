"""Nothing is doubted in texts that have no error: the product never cries wolf."""

from __future__ import annotations

from pathlib import Path

import pytest

from tachograph.core.claim import Verdict
from tachograph.pipeline.articles import check_texts

CLEAN = sorted((Path(__file__).parent.parent / "evaluation" / "clean").glob("*.txt"))
DOUBTS = (Verdict.CONTRADICTED, Verdict.IMPLAUSIBLE)


def test_there_are_texts_in_both_languages() -> None:
    assert {p.stem[:2] for p in CLEAN} == {"en", "zh"}
    assert len(CLEAN) >= 20


@pytest.mark.parametrize("path", CLEAN, ids=lambda p: p.stem)
def test_nothing_is_doubted_in_a_text_without_errors(path: Path) -> None:
    (checked,) = check_texts([path.read_text("utf-8")])
    assert len(checked.claims) > 2
    assert [f.message for f in checked.findings if f.verdict in DOUBTS] == []
