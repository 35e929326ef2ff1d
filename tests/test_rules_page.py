"""The page of the checks is that of the program as it is, and its examples are what it says."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

from tachograph.checking import catalogue
from tachograph.core.claim import Verdict
from tachograph.pipeline import check_texts

ROOT = Path(__file__).parent.parent
FAULTS = (Verdict.CONTRADICTED, Verdict.IMPLAUSIBLE)


@pytest.fixture(scope="module")
def page():
    spec = spec_from_file_location("build_rules", ROOT / "scripts" / "build_rules.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.page()


def test_the_page_is_current(page):
    written = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    assert page == written, "run python scripts/build_rules.py"


@pytest.mark.parametrize("info", catalogue(), ids=lambda info: info.code)
def test_the_examples_on_it_are_found_and_left_alone_with_the_calculation(info, page):
    failing, passing = check_texts([info.failing, info.passing])
    found = [f for f in failing.findings if f.verdict in FAULTS]
    assert [f.rule for f in found] == [info.code]
    assert found[0].derivation
    assert not [f.message for f in passing.findings if f.verdict in FAULTS]
    assert f"## {info.code}\n" in page
    assert info.how.endswith(".")
