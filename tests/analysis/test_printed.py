"""What the verbs print: JSON that holds to its published schema, CSV, and the same bytes each time."""

import csv
import io
import json
from importlib import import_module
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from lxml import etree
from tests.analysis.reference import reference
from tests.ledgers import stocked

from tachograph.analysis.board import boards
from tachograph.analysis.leader import leading
from tachograph.analysis.maker import maker
from tachograph.analysis.market import market
from tachograph.analysis.targets import targets
from tachograph.core.period import Period
from tachograph.surfaces.cli import run

SVG = "{http://www.w3.org/2000/svg}"
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


@pytest.mark.parametrize("verb", WORKED_OUT)
def test_the_chart_is_a_drawing_whose_bars_lead_to_who_says_so(verb):
    render = import_module(f"tachograph.presenting.{verb}.chart").render
    drawn = render(WORKED_OUT[verb](reference()), reference())
    root = etree.fromstring(drawn.encode())
    assert root.tag == f"{SVG}svg"
    assert len(root.findall(f"{SVG}g")) > 1
    linked = [a.get("href") for a in root.iter(f"{SVG}a")]
    assert len(linked) > 3
    assert all(href.startswith("http") for href in linked)
    assert render(WORKED_OUT[verb](reference()), reference()) == drawn


def test_nothing_to_draw_is_a_drawing_of_its_title():
    drawn = import_module("tachograph.presenting.board.chart").render((), reference())
    assert "Board, nothing is known" in "".join(etree.fromstring(drawn.encode()).itertext())


@pytest.mark.parametrize("verb", ["board", "leader", "market", "maker"])
def test_json_and_csv_say_who_states_what_changes_are_against(verb):
    text = import_module(f"tachograph.presenting.{verb}.csv").render(WORKED_OUT[verb](reference()), reference())
    rows = list(csv.DictReader(io.StringIO(text)))
    changed = [row for row in rows if row["yoy"]]
    assert changed
    assert all(row["yoy_sources"] for row in changed)
    whole = import_module(f"tachograph.presenting.{verb}.json").render(WORKED_OUT[verb](reference()), reference())
    assert not list(_unsourced(json.loads(whole)))


def _unsourced(value):
    """The records of figures that name no source, wherever they are."""
    match value:
        case dict():
            if "value" in value and value.get("sources") == []:
                yield value
            for key, inside in value.items():
                if key in ("mom", "yoy", "before") and inside is not None and not value[f"{key}_sources"]:
                    yield value
                yield from _unsourced(inside)
        case list():
            for one in value:
                yield from _unsourced(one)


def test_text_says_how_any_figure_is_followed(tmp_path, capsys):
    ledger = stocked(tmp_path)
    assert run(["board", "2025-11", "--metric", "deliveries", "--ledger", ledger]) == 0
    said = " ".join(capsys.readouterr().out.split())
    reference_ = said.partition("such as tacho explain ")[2].split()[0]
    assert run(["explain", reference_, "--ledger", ledger]) == 0
    assert "http" in capsys.readouterr().out
    assert run(["explain", "xiaomi_auto:deliveries:2025-Q4", "--ledger", ledger]) == 0
    summed = capsys.readouterr().out
    assert "130,000" in summed
    assert "from Nov 2025: over 40,000" in summed


def test_a_chart_beside_the_table(tmp_path, capsys):
    out, ledger = tmp_path / "nio.svg", stocked(tmp_path)
    assert run(["maker", "NIO", "--chart", str(out), "--ledger", ledger]) == 0
    assert capsys.readouterr().out.startswith("NIO\n")
    assert etree.fromstring(out.read_bytes()).tag == f"{SVG}svg"
    assert run(["maker", "NIO", "--chart", str(tmp_path / "nio.png"), "--ledger", ledger]) == 2
    assert "charts are drawn as SVG only" in capsys.readouterr().err


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
