"""Every check's cases: a text with its claims, and what must and must not be found."""

from pathlib import Path

import pytest
import yaml
from smallpack import PACK, RATES, claims_of, document

from tachograph.checking import catalogue, check_claims

CASES = Path(__file__).parent / "cases"


def cases():
    return [
        pytest.param(path.stem, case, id=f"{path.stem}: {case['name']}")
        for path in sorted(CASES.glob("*.yaml"))
        for case in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


@pytest.mark.parametrize(("rule", "case"), cases())
def test_case(rule, case):
    doc = document(case["text"], lang=case.get("lang", "en"), published=case.get("published"))
    claims = claims_of(doc, case["claims"])
    checked = check_claims([(doc, claims)], PACK, RATES)[0]
    quotes = {c.id: c.quote for c in claims}
    found = [f for f in checked.findings if f.rule == rule and f.verdict not in ("consistent", "unchecked")]
    if case["verdict"] is None:
        assert not [f.message for f in checked.findings if f.verdict in ("contradicted", "implausible")]
        assert not found
        return
    right = [f for f in found if f.verdict == case["verdict"]]
    touched = {tuple(quotes[c] for c in f.claims)[: len(case["touches"])]: f for f in right}
    assert tuple(case["touches"]) in touched
    finding = touched[tuple(case["touches"])]
    assert finding.derivation
    if "repair" in case:
        repairs = [(r.field, r.before, r.after) for r in finding.repairs]
        assert tuple(str(x) for x in case["repair"]) in repairs
    others = [f for f in checked.findings if f is not finding and f.verdict == "contradicted"]
    assert not others


def test_every_check_has_cases():
    assert {info.code for info in catalogue()} == {path.stem for path in CASES.glob("*.yaml")}


@pytest.mark.parametrize("info", catalogue(), ids=lambda info: info.code)
def test_every_check_explains_itself(info):
    assert info.tier in ("basic", "strict")
    assert info.catches.endswith(".")
    assert info.failing != info.passing
