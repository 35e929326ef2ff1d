"""A preliminary count is no proof against the final figure that lies near it."""

from __future__ import annotations

import pytest

from tachograph.core.claim import Verdict
from tachograph.pipeline.articles import check_texts

_TEXT = "2026年1月9日，乘联分会公布，2025年12月新能源乘用车零售{value}万辆。"


def _contradicted(value: str) -> list[str]:
    (checked,) = check_texts([_TEXT.format(value=value)])
    return [f.message for f in checked.findings if f.verdict is Verdict.CONTRADICTED]


@pytest.mark.parametrize("value", ["138.7", "133.7", "130.2"])
def test_what_a_preliminary_count_may_have_become_stands(value: str) -> None:
    assert not _contradicted(value)


def test_what_it_cannot_have_become_does_not() -> None:
    assert _contradicted("1387")
