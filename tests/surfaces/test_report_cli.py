"""Reports as they are typed: on a month, a quarter and a year, in every form."""

import re
import shutil
import subprocess
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest
from openpyxl import load_workbook

from ledgers import kept, stocked
from tachograph.core.period import Period
from tachograph.pipeline import reporting
from tachograph.presenting.monthly import html, markdown, xlsx
from tachograph.surfaces.cli import run

_CELL = re.compile(r"\$?([A-Z]+)\$?(\d+)")


@pytest.fixture(scope="module")
def january(tmp_path_factory):
    return reporting.report(kept(tmp_path_factory.mktemp("month")), Period.parse("2026-01"))


@pytest.fixture(scope="module")
def autumn(tmp_path_factory):
    return reporting.report(kept(tmp_path_factory.mktemp("quarter")), Period.parse("2025-Q4"))


def computed(formula, sheet):
    """What a formula of the few kinds that reports use comes to, from the cells that it names."""

    def cell(match):
        return repr(value(sheet, match[0].replace("$", "")))

    def spread(match):
        return "[" + ",".join(repr(value(sheet, c.coordinate)) for row in sheet[match[1]] for c in row) + "]"

    text = re.sub(r"SUM\(([A-Z]+\d+:[A-Z]+\d+)\)", lambda m: f"sum({spread(m)})", formula.removeprefix("="))
    text = re.sub(r"SUM\(([^:()]+)\)", r"sum([\1])", text)
    text = text.replace("=0,", "==0,")
    text = re.sub(r'(?<!")\$?[A-Z]+\$?\d+(?!")', cell, text)
    return eval(
        text, {"sum": sum, "MAX": max, "IF": lambda test, then, other: then if test else other}
    )  # formulas of our own


def value(sheet, name):
    found = sheet[name].value
    return computed(found, sheet) if isinstance(found, str) and found.startswith("=") else 0 if found is None else found


def checked_formulas(report, tmp_path):
    """The formulas of a workbook by sheet, once all of them give the value that is kept with them."""
    place = tmp_path / "report.xlsx"
    place.write_bytes(xlsx.render(report))
    live, values = load_workbook(place), load_workbook(place, data_only=True)
    found = {}
    for sheet in live:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    found.setdefault(sheet.title, []).append(cell.value)
                    told = values[sheet.title][cell.coordinate].value
                    expected = computed(cell.value, sheet)
                    if isinstance(expected, str):
                        assert told == expected
                    else:
                        assert told == pytest.approx(expected, abs=1e-6), (sheet.title, cell.coordinate, cell.value)
    return found, values


def test_the_findings_say_what_an_analyst_asks_first(january):
    text = markdown.render(january)
    assert (
        "HIMA led the deliveries of the Chinese EV start-ups with 57,915, +65.5% on Jan 2025, first for 3 months"
        in text
    )
    assert "NIO (23 months)" in text
    assert re.search(r"Steepest fall on the year before: .*XPeng −34.1%", text)
    assert "XPeng 20,011 (since Aug 2024)" in text
    assert re.search(
        r"Leapmotor: deliveries of 32,059 against \d\d,\d{3} expected \(−\d\d%\), below the 80% interval", text
    )
    assert "28,364 vehicles" in text or "28,364 (" in text
    assert "NaN" not in text


def test_every_number_in_brackets_is_a_listed_source(january):
    text = markdown.render(january)
    body, _, listed = text.partition("## Sources")
    numbers = {int(n) for run_ in re.findall(r"\\\[([\d ]+)(?: \+\d+)?\\\]", body) for n in run_.split()}
    assert numbers == {int(n) for n in re.findall(r"^(\d+)\. ", listed, re.MULTILINE)}


def test_a_report_knows_nothing_of_what_came_later(january):
    assert all(Period.parse(e.cell.period).end <= january.period.end for e in january.table.estimates)
    assert {s.last_known for s in january.surprises} == {"2025-12"}


def test_the_page_allows_its_own_style_and_nothing_else(january):
    page = html.render(january)
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)[1]
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1]
    assert f"style-src 'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'" in policy
    assert policy.startswith("default-src 'none'")
    assert "<script" not in page
    assert not re.search(r'\b(src|style|on\w+)="', page)
    anchors = set(re.findall(r'id="([^"]+)"', page))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= anchors


def test_formulas_give_what_is_kept_with_them(january, tmp_path):
    found, values = checked_formulas(january, tmp_path)
    assert len(found["Board"]) > 40
    assert any("SUM" in f for f in found["Board"])
    assert any(f.startswith("=MAX") for f in found["Targets"])
    assert any(f.startswith("=IF") for f in found["Against forecasts"])
    hima = next(row for row in values["Board"].iter_rows(values_only=True) if row[1] == "HIMA")
    assert (hima[3], hima[6]) == (57915, 34987)
    assert hima[7] == pytest.approx(57915 / 34987 - 1)


def test_a_quarter_is_the_sum_of_its_months(autumn, tmp_path):
    found, values = checked_formulas(autumn, tmp_path)
    nio = next(row for row in values["Board"].iter_rows(values_only=True) if row[1] == "NIO")
    assert nio[3] == 124807
    assert sum("SUM" in f for f in found["Board"]) > 5
    text = markdown.render(autumn)
    assert "NIO reached its target of 120,000–125,000 for Q4 2025 with 124,807" in text
    assert "XPeng missed its target of 125,000–132,000 for Q4 2025 with 116,249" in text


def test_an_office_program_reckons_the_same(january, tmp_path):
    office = shutil.which("soffice")
    assert office, "no LibreOffice here: install it (make office) for this test"
    place, opened = tmp_path / "report.xlsx", tmp_path / "opened"
    place.write_bytes(xlsx.render(january))
    live, told = load_workbook(place), load_workbook(place, data_only=True)
    live.save(place)  # without what the formulas come to, so that the program must work it out
    command = [office, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", "xlsx"]
    subprocess.run([*command, "--outdir", opened, place], check=True, capture_output=True, timeout=180)
    found = load_workbook(opened / "report.xlsx", data_only=True)
    cells = [cell for sheet in told for row in sheet.iter_rows() for cell in row if cell.value is not None]
    numbers = [cell for cell in cells if isinstance(cell.value, (int, float))]
    assert len(numbers) > 500
    for cell in cells:
        there = found[cell.parent.title][cell.coordinate].value
        assert there == (pytest.approx(cell.value, abs=1e-6) if cell in numbers else cell.value), cell


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("month", "2025-Q4"), "2025-Q4: is no month; write 2026-01"),
        (("year", "soon"), "write 2025"),
        (("month", "2026-01", "-f", "xlsx"), "name a file: --output FILE"),
        (("month", "2026-01", "-o", "report.csv"), "there is no csv of reports"),
        (("month", "1950-01"), "no figures that sellers could be ranked by"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line(arguments, said, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("TACHO_LEDGER", stocked(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert run(("report", *arguments)) == 2
    assert said in capsys.readouterr().err


def test_written_to_a_file(january, tmp_path, monkeypatch):
    monkeypatch.setenv("TACHO_LEDGER", stocked(tmp_path))
    monkeypatch.setattr(reporting, "report", lambda *_: january)
    for name, start in (("r.xlsx", b"PK"), ("r.html", b"<!doctype html>"), ("r.md", b"# Report, Jan 2026")):
        assert run(("report", "month", "2026-01", "-o", str(tmp_path / name))) == 0
        assert Path(tmp_path, name).read_bytes().startswith(start)
