"""The example texts that ``tacho explain`` prints behave as it says, from text to verdict."""

from pathlib import Path

import pytest

from tachograph.checking import catalogue
from tachograph.core.claim import Verdict
from tachograph.pipeline import check_sources, check_texts

EXAMPLES = Path(__file__).parent.parent / "examples"
FAULTS = (Verdict.CONTRADICTED, Verdict.IMPLAUSIBLE)


def faults(text):
    (checked,) = check_texts([text])
    return [f.rule for f in checked.findings if f.verdict in FAULTS]


@pytest.mark.parametrize("info", catalogue(), ids=lambda info: info.code)
def test_failing_example_is_caught_by_its_own_check(info):
    assert info.code in faults(info.failing)


@pytest.mark.parametrize("info", catalogue(), ids=lambda info: info.code)
def test_passing_example_is_left_alone(info):
    assert faults(info.passing) == []


YOUNG = ["young-carmakers-january-2026.md", "young-carmakers-january-2026-copy.md"]


def test_the_copied_example_is_found_out_together_and_not_separately():
    sources = [str(EXAMPLES / name) for name in ("january-2026-deliveries.md", *YOUNG)]
    together = {one.document.source: one for one in check_sources(sources).documents}
    copy = together[sources[2]]
    assert copy.copy_of.source == sources[1]
    steps = [s.text for f in copy.findings if f.verdict is Verdict.CONTRADICTED for s in f.derivation]
    assert any("first in Harbour Post (3 Feb 2026); repeated by Valley Wire (4 Feb 2026)" in step for step in steps)
    alone = check_sources(sources, separately=True).documents
    assert not any(one.copy_of or one.copies for one in alone)
