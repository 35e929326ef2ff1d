import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from tests.ledgers import stocked

from tachograph.surfaces.cli import run

SCHEMA = Path(__file__).parents[2] / "docs" / "schema" / "ask.schema.json"


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    return stocked(tmp_path_factory.mktemp("ask"))


def test_the_json_is_by_its_schema(ledger, capsys):
    question = ["ask", "上个月蔚来和小鹏谁交付得多?", "--today", "2026-02-10", "--format", "json", "--ledger", ledger]
    assert run(question) == 0
    found = json.loads(capsys.readouterr().out)
    Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate(found)
    assert found["query"]["kind"] == "compare"
    assert found["answer"].startswith("蔚来2026年1月交付:27,182。")


def test_the_status_is_1_where_there_is_no_answer(ledger, capsys):
    assert run(["ask", "Why", "did", "NIO", "fall?", "--ledger", ledger]) == 1
    assert "Cannot answer, because" in capsys.readouterr().out


def test_without_a_question_it_is_bad_usage(ledger, capsys):
    assert run(["ask", "--ledger", ledger]) == 2
    assert capsys.readouterr().err.count("\n") == 1
