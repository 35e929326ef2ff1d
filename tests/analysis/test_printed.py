"""What the verbs print: JSON that holds to its published schema, CSV, and the same bytes each time."""

import csv
import io
import json
from importlib import import_module
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from tests.analysis.reference import reference
from tests.ledgers import stocked

from tachograph.analysis.board import boards
from tachograph.analysis.leader import leading
from tachograph.analysis.maker import maker
from tachograph.analysis.market import market
from tachograph.analysis.targets import targets
from tachograph.core.period import Period
from tachograph.surfaces.cli import run

SCHEMAS = Path(__file__).parents[2] / "docs" / "schema"
WORKED_OUT = {
    "board": lambda t: boards(t, Period.parse("2025-11")),
    "leader": lambda t: leading(t, Period.parse("2025-11")),
    "targets": lambda t: targets(t, 2025),
    "market": lambda t: market(t, Period.parse("2025-09")),
    "maker": lambda t: maker(t, "nio"),
}


@pytest.mark.parametrize("verb", WORKED_OUT)
def test_json_holds_to_the_schema(verb):
    found = WORKED_OUT[verb](reference())
    render = import_module(f"tachograph.presenting.{verb}.json").render
    whole = json.loads(render(found, reference()))
    Draft202012Validator(json.loads((SCHEMAS / f"{verb}.schema.json").read_text("utf-8"))).validate(whole)
    assert render(WORKED_OUT[verb](reference()), reference()) == render(found, reference())


@pytest.mark.parametrize("verb", WORKED_OUT)
def test_csv_has_its_columns_in_every_row(verb):
    text = import_module(f"tachograph.presenting.{verb}.csv").render(WORKED_OUT[verb](reference()), reference())
    head, *rows = csv.reader(io.StringIO(text))
    assert rows
    assert {len(row) for row in rows} == {len(head)}
    assert head[-1] == "sources"


@pytest.mark.parametrize("verb", WORKED_OUT)
def test_text_ends_with_its_sources(verb):
    shown = import_module(f"tachograph.presenting.{verb}.text").render(
        WORKED_OUT[verb](reference()), reference(), width=100
    )
    _, _, listed = shown.partition("\nSources\n")
    assert "[1] " in listed


def test_the_commands(tmp_path, capsys):
    ledger = stocked(tmp_path)
    assert run(["leader", "2026-01", "--format", "json", "--ledger", ledger]) == 0
    whole = json.loads(capsys.readouterr().out)
    first = whole["rankings"][0]
    assert (first["metric"], [row["entity"] for row in first["rows"][:3]]) == (
        "deliveries",
        ["HIMA", "Xiaomi Auto", "Leapmotor"],
    )
    assert (first["rows"][1]["low"], first["rows"][0]["low"]) == (39000, 57915)
    assert "Xiaomi Auto is not the leader" in whole["answer"]
    assert run(["targets", "--year", "2026", "-f", "json", "--ledger", ledger]) == 0
    rows = {r["entity"]: r for r in json.loads(capsys.readouterr().out)["targets"]}
    assert (rows["Leapmotor"]["low"], rows["Leapmotor"]["implied_growth"]) == (1000000, 67.63)
    assert run(["board", "2026-02", "--pool", "--metric", "deliveries", "--ledger", ledger]) == 0
    assert "Board, Jan–Feb 2026" in capsys.readouterr().out
    out = tmp_path / "market.csv"
    assert run(["market", "2025-09", "-o", str(out), "--ledger", ledger]) == 0
    assert out.read_text("utf-8").startswith("period,market,metric,body,value")
    assert run(["maker", "蔚来", "--ledger", ledger]) == 0
    assert capsys.readouterr().out.startswith("NIO\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["leader", "January"], "tacho: January: not an EDTF period"),
        (["board", "2026-13"], "tacho: 2026-13: no such month"),
        (
            ["board", "2026-01", "--metric", "deliverys"],
            "tacho: --metric deliverys: no such metric; perhaps deliveries",
        ),
        (["maker", "Leapmoter"], "tacho: Leapmoter: nobody in the ledger or its packs is called so; perhaps Leapmotor"),
        (["targets", "--year", "99999"], "tacho: --year"),
    ],
)
def test_what_cannot_be_answered_is_one_line(tmp_path, capsys, arguments, message):
    assert run([*arguments, "--ledger", stocked(tmp_path)]) == 2
    err = capsys.readouterr().err
    assert err.startswith(message)
    assert err.count("\n") == 1


def test_what_was_known_on_a_day(tmp_path, capsys):
    assert run(["leader", "2026-01", "--as-of", "2000-01-01", "--ledger", stocked(tmp_path)]) == 0
    assert "Nothing is known of Jan 2026" in capsys.readouterr().out
