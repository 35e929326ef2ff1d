"""The verbs of the ledger as they are typed."""

import csv
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import validate
from openpyxl import load_workbook

from ledgers import stocked
from tachograph.surfaces.cli import run

SCHEMAS = Path(__file__).parents[2] / "docs" / "schema"
ARTICLE = """NIO, February 2027

NIO delivered 60,123 vehicles in February 2027, up 50.0% from 20,797 a year earlier.
"""
TABLE = """entity,metric,period,value,qualifier,unit,source_url,published
NIO,deliveries,2027-02,60123,,vehicles,https://nio.example/feb,2027-03-01
"""


@pytest.fixture
def place(tmp_path, monkeypatch):
    place = stocked(tmp_path)
    monkeypatch.setenv("TACHO_LEDGER", place)
    monkeypatch.chdir(tmp_path)
    return place


@pytest.fixture
def tacho(place, capsys):
    del place  # the environment names it

    def tacho(*arguments, status=0):
        assert run(arguments) == status
        told = capsys.readouterr()
        return told.err if status == 2 else told.out

    return tacho


def matches(text, schema):
    whole = json.loads(text)
    validate(whole, json.loads((SCHEMAS / f"{schema}.schema.json").read_text("utf-8")))
    return whole


def test_show_answers_right_after_installing(tacho):
    text = tacho("show", "NIO", "--metric", "deliveries", "--period", "2025-12")
    assert "Dec 2025: 48,135, agreed" in text
    assert text.count("https://") >= 4
    whole = matches(tacho("show", "NIO", "--metric", "deliveries", "--period", "2025-12", "-f", "json"), "cells")
    (cell,) = whole["cells"]
    assert (cell["entity"], cell["metric"], cell["period"], cell["unit"]) == ("NIO", "deliveries", "2025-12", "vehicle")
    assert (cell["low"], cell["value"], cell["high"], cell["status"]) == (48135, 48135, 48135, "agreed")
    assert {"source", "value", "published", "quote"} <= cell["support"][0].keys()


def test_a_year_of_cells_is_a_table(tacho):
    text = tacho("show", "蔚来", "--metric", "deliveries", "--period", "2025")
    assert re.search(r"Dec 2025 +48,135", text)
    assert re.search(r"Q4 2025 +124,807", text)
    assert max(map(len, text.splitlines())) <= 100


def test_add_tells_what_it_did_and_what_cannot_be_true(tacho):
    Path("feb.txt").write_text(ARTICLE, encoding="utf-8")
    told = tacho("add", "feb.txt", "--published", "2027-03-01", status=1)
    assert told.startswith("1 new article, ")
    assert "189" in told
    assert tacho("add", "feb.txt", "--published", "2027-03-01").startswith("0 new articles, 1 known already, 0 figures")
    claims = json.loads(tacho("show", "NIO", "--metric", "deliveries", "--period", "2027-02", "-f", "json"))
    claim = claims["cells"][0]["support"][0]["claim"]
    lineage = tacho("explain", claim)
    assert "60,123 vehicles" in lineage
    assert "feb.txt" in lineage
    assert "nio:deliveries:2027-02" in lineage
    assert "60,123" in tacho("explain", "nio:deliveries:2027-02")


def test_tables_are_added_and_compared(tacho):
    Path("table.csv").write_text(TABLE, encoding="utf-8")
    assert "1 figure recorded" in tacho("add", "--reference", "table.csv")
    assert "60,123" in tacho("diff", "NIO", "--metric", "deliveries", "--period", "2027-02")
    whole = matches(
        tacho("diff", "china nev", "--metric", "retail_sales", "--period", "2025-09", "-f", "json"), "vintages"
    )
    stages = [(v["modality"], v["value"]) for v in whole["cells"][0]["vintages"]]
    assert {("forecast", 1250000), ("estimate", 1307000), ("actual", 1296000)} <= set(stages)


def test_as_of_a_day_later_figures_are_not_known(tacho):
    arguments = ("show", "NIO", "--metric", "deliveries", "--period", "2025-12")
    assert "Nothing is known of it" in tacho(*arguments, "--as-of", "2025-12-15")
    assert "48,135" in tacho(*arguments, "--as-of", "2026-01-05")


def test_conflicts_have_their_shape(tacho):
    whole = matches(tacho("conflicts", "-f", "json"), "conflicts")
    assert whole["conflicts"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("show", "NIOO"), "nobody in the ledger or its packs is called so; perhaps NIO"),
        (("show", "NIO", "--metric", "deliverys"), "no such metric; perhaps deliveries"),
        (("show", "NIO", "--period", "spring"), "--period spring"),
        (("add",), "no source given"),
        (("add", "--referenc"), "there is no such option"),
        (("export", "-f", "parquet"), "is not for the terminal; name a file"),
        (("explain", "0123456789abcdef"), "there is no such claim in the ledger"),
        (("explain", "nio:deliveries"), "is no cell"),
        (("show", "NIO", "--ledger", "."), "is a directory; name a file in it"),
        (("show", "NIO", "--ledger", "mysql://x"), "is no place for a ledger"),
        (("show", "NIO", "--ledger", "notes.duckdb"), "is damaged, or no ledger"),
    ],
)
def test_what_is_wrong_is_told_in_a_line(tacho, arguments, told):
    Path("notes.duckdb").write_text("my notes " * 1000, encoding="utf-8")
    message = tacho(*arguments, status=2)
    assert told in message
    assert message.count("\n") == 1


# --- export -----------------------------------------------------------------------------------------------------------


def test_observations_come_back_from_what_was_exported(tacho, capsys):
    tacho("export", "observations", "--entity", "Xiaomi Auto", "-o", "xiaomi.csv")
    other = ("--pack", "wearables", "--ledger", "other.duckdb")
    assert run(["add", "--reference", "xiaomi.csv", *other]) == 0
    capsys.readouterr()
    tacho("export", "observations", "--entity", "xiaomi_auto", *other, "-o", "again.csv")
    ours, again = (
        list(csv.reader(Path(f"{name}.csv").read_text("utf-8").splitlines())) for name in ("xiaomi", "again")
    )
    assert len(ours) > 50
    assert [row[:-1] for row in again] == [row[:-1] for row in ours]  # but the definition, which one pack has


def test_the_forms_hold_the_same_figures_with_sources_and_definitions(tacho):
    for form in ("csv", "jsonl", "parquet", "xlsx"):
        tacho("export", "--entity", "NIO", "--metric", "deliveries", "--period", "2025", "-o", f"nio.{form}")
    lines = Path("nio.jsonl").read_text("utf-8").splitlines()
    head, rows = json.loads(lines[0]), [json.loads(line) for line in lines[1:]]
    assert head["definitions"][0]["metric"] == "deliveries"
    assert len(head["sources"]) > 20
    values = {row["cell"]: row["value"] for row in rows}
    assert values["nio:deliveries:2025-12"] == 48135
    book = load_workbook("nio.xlsx")
    assert book.sheetnames == ["Estimates", "Definitions", "Columns", "Sources"]
    names, *table = book["Estimates"].iter_rows(values_only=True)
    assert {row[0]: row[names.index("value")] for row in table} == values
    import duckdb

    found = duckdb.sql("SELECT cell, value FROM 'nio.parquet'").fetchall()
    assert dict(found) == values
    notes = duckdb.sql("SELECT value FROM parquet_kv_metadata('nio.parquet')").fetchall()
    assert json.loads(notes[0][0])["sources"] == head["sources"]
    lines = Path("nio.csv").read_text("utf-8").splitlines()
    assert len(lines) == len(rows) + 1
    assert "handed over" in lines[1]


def test_sdmx_has_its_columns(tacho):
    head, *rows = tacho(
        "export", "--entity", "NIO", "--metric", "deliveries", "--period", "2025", "-f", "sdmx-csv"
    ).splitlines()
    assert head.startswith("STRUCTURE,STRUCTURE_ID,ACTION,TIME_PERIOD,DURATION,OBS_VALUE,")
    starts = {",".join(row.split(",")[3:6]) for row in rows}
    assert {"2025-12,P1M,48135", "2025-Q4,P3M,124807", "2025,P1Y,326028", "2025-S1,P6M,114150"} <= starts


def test_a_file_that_cannot_be_written_is_told(tacho):
    assert "cannot be written" in tacho("export", "--entity", "NIO", "-o", "no/such/folder/nio.csv", status=2)


# --- faults -----------------------------------------------------------------------------------------------------------


def test_a_second_writer_waits_and_is_told(place):
    holder = "import sys,time; from tachograph.ledger import open_ledger\nwith open_ledger(sys.argv[1], write=True):\n print('open', flush=True); time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", holder, place], stdout=subprocess.PIPE) as process:
        assert process.stdout.readline() == b"open\n"
        try:
            reader = "import sys; from tachograph.ledger import open_ledger\nopen_ledger(sys.argv[1], write=False, patience=0.3)"
            done = subprocess.run([sys.executable, "-c", reader, place], capture_output=True, text=True, check=False)
        finally:
            process.kill()
    assert "another process is writing to it; wait until it has finished" in done.stderr


def test_a_full_disk_is_told_and_what_was_there_stays(place, tmp_path):
    Path(tmp_path, "feb.txt").write_text(ARTICLE, encoding="utf-8")
    before = shutil.copy(place, tmp_path / "before.duckdb")
    program = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({Path(before).stat().st_size + 4096},) * 2)\n"
        "from tachograph.surfaces.cli import run\nsys.exit(run(sys.argv[1:]))"
    )
    big = tmp_path / "big.csv"
    rows = (
        f"NIO,deliveries,2027-02,{n + 1000},,vehicles,https://a{n * 7919}.example/{n},2027-03-01\n"
        for n in range(20_000)
    )
    big.write_text(TABLE.splitlines(keepends=True)[0] + "".join(rows), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", program, "add", "--reference", str(big), "--ledger", place],
        capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert done.returncode == 2
    assert "the disk is full" in done.stderr
    assert "Traceback" not in done.stderr
    main = "from tachograph.surfaces.cli import main; main()"
    asked = ("show", "NIO", "--metric", "deliveries", "--period", "2025-12", "--ledger", place)
    shown = subprocess.run([sys.executable, "-c", main, *asked], capture_output=True, text=True, check=False)
    assert "48,135" in shown.stdout, shown.stderr
