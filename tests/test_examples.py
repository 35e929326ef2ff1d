"""The example texts that ``tacho explain`` prints behave as it says, from text to verdict."""

import pytest

from tachograph.checking import catalogue, check_claims
from tachograph.core.claim import Verdict
from tachograph.core.document import Document
from tachograph.extraction import extract_claims
from tachograph.packs.loader import load_pack, load_rates

PACK, RATES = load_pack(), load_rates()
FAULTS = (Verdict.CONTRADICTED, Verdict.IMPLAUSIBLE)


def faults(text):
    document = Document("example", text)
    (checked,) = check_claims([(document, extract_claims(document, PACK))], PACK, RATES)
    return [f.rule for f in checked.findings if f.verdict in FAULTS]


@pytest.mark.parametrize("info", catalogue(), ids=lambda info: info.code)
def test_failing_example_is_caught_by_its_own_check(info):
    assert info.code in faults(info.failing)


@pytest.mark.parametrize("info", catalogue(), ids=lambda info: info.code)
def test_passing_example_is_left_alone(info):
    assert faults(info.passing) == []
