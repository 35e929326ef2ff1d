"""Nothing that an article says becomes a formula in a spreadsheet."""

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tachograph.presenting.inert import inert
from tachograph.reading.rows import read_rows
from tachograph.surfaces.cli import run

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
NAMES = ("=HYPERLINK(1)", "+1+cmd|calc", "-2+3", "@SUM(1)", "'=already", "O'Brien", "-", "2025")


def test_nothing_exported_is_a_formula(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    head = "entity,metric,period,value,qualifier,unit,source_url,published\n"
    rows = [
        f'"{inert(name)}",revenue,2027-0{n + 1},{n}5,,CNY,https://a.example/{n},2027-09-01\n'
        for n, name in enumerate(NAMES)
    ]
    (tmp_path / "figures.csv").write_text(head + "".join(rows), encoding="utf-8")
    ledger = ("--ledger", "formulas.duckdb", "--pack", "wearables")
    assert run(("add", "--reference", "figures.csv", *ledger)) == 0, capsys.readouterr().err
    for form in ("csv", "sdmx-csv"):
        assert run(("export", "observations", "--metric", "revenue", "--format", form, "-o", form, *ledger)) == 0
        cells = [cell for row in csv.reader((tmp_path / form).read_text("utf-8").splitlines()) for cell in row]
        assert not [cell for cell in cells if cell.startswith(DANGEROUS) and cell != "-"]
    back = {row[0] for _, row in read_rows("csv")}
    assert set(NAMES) <= back


@given(st.text(alphabet="'=+-@5.,%ab\t", max_size=8))
def test_it_is_taken_back_as_it_was(tmp_path_factory, text):
    path = tmp_path_factory.getbasetemp() / "one.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["a", "b"], ["x", inert(text)]])
    assert [row for _, row in read_rows(str(path))][1][1] == text
    assert not inert(text).startswith(("=", "@", "\t", "\r"))


@pytest.mark.parametrize("number", ["-5", "+5.2%", "-1,234.5", "-"])
def test_numbers_stay_numbers(number):
    assert inert(number) == number
