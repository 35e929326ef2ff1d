"""The tutorial does what it says: its article is checked, mended and added, and its commands print what stands there."""

import re
import shlex
from pathlib import Path

import pytest

from ledgers import stocked
from tachograph.pipeline import forecasting
from tachograph.surfaces.cli import run

PAGE = (Path(__file__).parent.parent / "docs" / "tutorial.md").read_text(encoding="utf-8")
ARTICLE = re.search(r"```text\n(.*?)```", PAGE, re.DOTALL)[1]
BLOCKS = re.findall(r"```console\n(.*?)```", PAGE, re.DOTALL)


def commands():
    """Every command with the lines that it is said to print."""
    for block in BLOCKS:
        for command, said in re.findall(r"\$ tacho (.*)\n((?:(?!\$).*\n)*)", block):
            yield command, [line for line in said.splitlines() if line.strip() not in ("", "…")]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr(forecasting, "best_method", lambda: "pooled")  # the quicker one: nothing of it is printed
    (tmp_path / "first.md").write_text(ARTICLE, encoding="utf-8")
    Path(stocked(tmp_path)).rename("first.duckdb")  # as the first command would make it
    return tmp_path


def test_the_commands_print_what_the_page_says(folder, capsys):
    checks = 0
    for command, lines in commands():
        if command == "check first.md":
            checks += 1
            if checks == 2:  # the page has had it mended by now
                (folder / "first.md").write_text(ARTICLE.replace("174,835", "164,835"), encoding="utf-8")
        status = run(shlex.split(command))
        out, err = capsys.readouterr()
        printed = squeezed(out + err)
        assert status == ("check" in command and checks == 1), command
        assert [line for line in lines if squeezed(line) not in printed] == [], command
    assert checks == 2
    assert {"report.html", "first.duckdb", "january.xlsx"} <= {path.name for path in folder.iterdir()}


def squeezed(text):
    return " ".join(text.split())
