"""``tacho batch`` and ``tacho add --batch`` as they are typed."""

import json

from ledgers import stocked
from tachograph.surfaces.cli import run

RIGHT = "NIO delivered 60,123 vehicles in February 2027.\n"
WRONG = "NIO delivered 60,123 vehicles in February 2027, up 100% from 50,000 a year earlier.\n"


def lines(tmp_path, *texts):
    path = tmp_path / "some.jsonl"
    rows = ({"url": f"https://a.example/{n}", "text": t, "published": "2027-03-01"} for n, t in enumerate(texts))
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return str(path)


def test_an_archive_goes_into_tables_and_these_into_the_ledger(tmp_path, capsys):
    out = str(tmp_path / "out")
    assert run(["batch", lines(tmp_path, RIGHT, WRONG), "-o", out, "--workers", "1"]) == 1
    told = capsys.readouterr().out
    assert told.startswith("2 articles: 2 texts, 4 figures")
    assert "1 with a contradiction, 0 copies, 0 could not be read" in told
    ledger = stocked(tmp_path)
    assert run(["add", "--batch", out, "--ledger", ledger]) == 0
    assert "2 new articles, " in capsys.readouterr().out
    assert run(["show", "NIO", "--metric", "deliveries", "--period", "2027-02", "--ledger", ledger]) == 0
    assert "60,123" in capsys.readouterr().out


def test_what_could_not_be_read_is_told_and_is_the_status(tmp_path, capsys):
    out = str(tmp_path / "out")
    assert run(["batch", lines(tmp_path, RIGHT, ""), "-o", out, "--workers", "1"]) == 2
    told = capsys.readouterr()
    assert "https://a.example/1: holds no text" in told.err
    assert "1 could not be read" in told.out
    assert run(["batch", lines(tmp_path, RIGHT, ""), "-o", out, "--workers", "1"]) == 2
    assert "(1 of 1 parts were there already)" in capsys.readouterr().out


def test_what_cannot_be_done_is_a_line(tmp_path, capsys):
    source = lines(tmp_path, RIGHT)
    assert run(["batch", source, "-o", str(tmp_path / "out"), "--workers", "0"]) == 2
    assert run(["batch", source, "-o", str(tmp_path / "out"), "--scheduler", "tcp://localhost:1"]) == 2
    assert run(["batch", "-o", str(tmp_path / "out")]) == 2
    assert run(["add", "--batch", str(tmp_path), "--ledger", stocked(tmp_path)]) == 2
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 4
    assert all("Traceback" not in line for line in told)
