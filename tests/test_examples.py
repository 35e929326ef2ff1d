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


# What ``make demo`` shows of each article alone: the rules of its doubts, and a figure that each is about.
SHOWN = {
    "2025-exports.md": {("cross_source", "5.85 million vehicles"), ("sum_of_parts", "86,700 vehicles")},
    "2026-targets.md": {("enumeration", "Nine Chinese carmakers"), ("growth", "16.4%"), ("share", "63.5%")},
    "february-2026-deliveries-zh.md": {
        ("share", "27.1%"),
        ("cross_source", "20,011辆"),
        ("before_launch", "7,000辆"),
        ("unit_conversion", "384亿美元"),
    },
    "january-2026-deliveries.md": {("growth", "37.5%"), ("sum_of_parts", "198,687")},
    "nio-december-2025.md": set(),
    "nio-swap-network.md": {("run_rate", "5.9 seconds"), ("share", "40%")},
    "xpeng-third-quarter-2025.md": {("unit_conversion", "US$3.54 billion"), ("unit_conversion", "RMB483.3 billion")},
    YOUNG[0]: {("cross_source", "67,915 vehicles")},
    YOUNG[1]: {("cross_source", "67,915 vehicles")},
}


@pytest.mark.parametrize("name", sorted(p.name for p in EXAMPLES.glob("*-*.md")))
def test_an_example_is_doubted_for_its_planted_errors_and_nothing_else(name):
    (one,) = check_sources([str(EXAMPLES / name)]).documents
    quotes = {c.id: c.quote for c in one.claims}
    doubts = [(f.rule, {quotes[c] for c in f.claims}) for f in one.findings if f.verdict in FAULTS]
    assert len(doubts) == len(SHOWN[name])
    assert all(any(rule == r and quote in about for r, about in doubts) for rule, quote in SHOWN[name])
