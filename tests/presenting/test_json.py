import json
from decimal import Decimal
from fractions import Fraction
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import samples
from tachograph import __version__
from tachograph.core.document import Document
from tachograph.core.finding import CheckedDocument
from tachograph.presenting.json import plain, render, written

ROOT = Path(__file__).parent.parent.parent
SCHEMA = ROOT / "docs" / "schema" / "report.schema.json"


@pytest.mark.parametrize(
    "name", ["report", "evaluation", "conflicts", "promises", "board", "leader", "targets", "market", "maker"]
)
def test_published_schema_is_that_of_the_types(name):
    spec = spec_from_file_location("build_schemas", ROOT / "scripts" / "build_schemas.py")
    script = module_from_spec(spec)
    spec.loader.exec_module(script)
    assert (SCHEMA.parent / f"{name}.schema.json").read_text() == script.written(name)


@pytest.mark.parametrize("checked", [True, False])
def test_output_conforms_to_the_schema(checked):
    validator = Draft202012Validator(json.loads(SCHEMA.read_text()))
    documents = [samples.lumen(), samples.hostile(), samples.chinese()]
    assert not list(validator.iter_errors(json.loads(render(documents, checked=checked))))


def test_schema_rejects_what_is_not_the_contract():
    validator = Draft202012Validator(json.loads(SCHEMA.read_text()))
    report = json.loads(render([samples.lumen()]))
    report["documents"][0]["claims"][0]["verdict"] = "false"
    del report["documents"][0]["findings"][0]["rule"]
    assert len(list(validator.iter_errors(report))) == 2


def test_report_carries_every_field_of_the_contract():
    document = json.loads(render([samples.lumen()]))["documents"][0]
    keys = ["id", "source", "title", "published", "lang", "copy_of", "copies", "claims", "findings", "differences"]
    assert list(document) == keys
    assert document["published"] == "2025-06-02"
    claim = document["claims"][1]
    assert claim["quote"] == "60%" == samples.TEXT[claim["start"] : claim["end"]]
    assert (claim["low"], claim["unit"], claim["kind"], claim["basis"]) == (60, "percent", "change", "2024-05")
    assert list(claim) == [
        "id",
        "start",
        "end",
        "quote",
        "low",
        "high",
        "modifier",
        "unit",
        "kind",
        "subject",
        "subject_id",
        "metric",
        "period",
        "basis",
        "modality",
        "claimant",
        "model",
        "region",
        "segment",
        "confidence",
        "verdict",
        "extractor",
    ]
    growth = document["findings"][1]
    assert growth["claims"][0] == claim["id"]
    assert growth["repairs"][0] == {"claim": claim["id"], "field": "value", "from": "60", "to": "28", "explains": 1}
    assert 27.9 < growth["derivation"][0]["interval"]["low"] < 28 < growth["derivation"][0]["interval"]["high"] < 28.1
    evidence = document["findings"][0]["evidence"][0]
    assert evidence["source"] == "https://example.org/filing.pdf"


def test_version_and_end_of_line():
    text = render([])
    assert json.loads(text) == {"tachograph": __version__, "documents": []}
    assert text.endswith("}\n")


def test_extraction_has_no_findings():
    document = json.loads(render([samples.lumen()], checked=False))["documents"][0]
    assert document["findings"] == []
    assert len(document["claims"]) == 9


def test_same_input_gives_the_same_bytes():
    assert render([samples.lumen(), samples.chinese()]) == render([samples.lumen(), samples.chinese()])


def test_numbers_are_written_plainly():
    written = {
        "4.1e9": "4100000000",
        "67.50": "67.5",
        "-0.10": "-0.1",
        "0E+3": "0",
        "1E-7": "0.0000001",
        "1E+60": "1e+60",
    }
    assert {number: plain(Decimal(number)) for number in written} == written


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_no_digit_of_a_number_is_lost(number):
    assert Decimal(json.loads(plain(number), parse_float=str, parse_int=str)) == number


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(), lambda s: st.lists(s) | st.dictionaries(st.text(), s)
    )
)
def test_any_value_is_read_back(value):
    text = written(value)
    assert json.loads(text) == value
    assert "\n" not in text


def test_half_a_surrogate_pair_can_be_written_to_a_file():
    document = Document("x", "caf\u00e9 \ud83d", title="\ud83d caf\u00e9")
    text = render([CheckedDocument(document, (), ())])
    assert json.loads(text.encode("utf-8"))["documents"][0]["title"] == document.title


def test_no_json_for_what_is_no_part_of_a_report():
    with pytest.raises(TypeError, match="Fraction"):
        written(Fraction(1, 3))
