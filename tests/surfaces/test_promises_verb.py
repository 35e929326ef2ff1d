"""``tacho promises``: what it prints, and what it says of wrong usage."""

import json
from datetime import date

import pytest

from tachograph.surfaces.cli import run

EARLY = "---\npublished: 2025-10-20\n---\nBYD plans to open its plant in Hungary by the end of 2025. Xpeng will enter Brazil by March 2026.\n"
LATE = "---\npublished: 2026-01-10\n---\nBYD has postponed the opening of its plant in Hungary to the second quarter of 2026. Xpeng entered Brazil on January 5.\n"


@pytest.fixture
def articles(tmp_path):
    (tmp_path / "early.md").write_text(EARLY, encoding="utf-8")
    (tmp_path / "late.md").write_text(LATE, encoding="utf-8")
    return tmp_path


def standings(capsys, *arguments):
    assert run(["promises", *arguments, "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)["promises"]
    return [(p["subject"], p["deadline"], p["standing"]) for p in found]


def test_articles_are_evidence_for_one_another(articles, capsys):
    assert standings(capsys, str(articles), "--as-of", "2026-02-01") == [
        ("BYD", "2025", "broken"),
        ("XPeng", "2026-03", "kept"),
        ("BYD", "2026-Q2", "open"),
    ]


def test_what_appeared_later_is_not_known_yet(articles, capsys):
    assert standings(capsys, str(articles), "--as-of", "2026-01-02") == [
        ("BYD", "2025", "overdue"),
        ("XPeng", "2026-03", "open"),
    ]


def test_one_company(articles, capsys):
    assert standings(capsys, str(articles), "--as-of", "2026-02-01", "--entity", "小鹏") == [
        ("XPeng", "2026-03", "kept")
    ]
    assert run(["promises", str(articles), "--entity", "xpengg"]) == 2
    assert "xpengg: nobody in the ledger or its packs is called so; perhaps XPeng" in capsys.readouterr().err


def test_by_default_it_is_today(articles, capsys):
    assert run(["promises", str(articles), "-f", "csv"]) == 0
    assert f",{date.today().isoformat()}," in capsys.readouterr().out  # noqa: DTZ011 - the user's own day


def test_a_file_is_written_as_its_name_says(articles, capsys):
    target = articles / "out.csv"
    assert run(["promises", str(articles / "early.md"), "--as-of", "2026-02-01", "-o", str(target)]) == 0
    assert (
        target.read_text("utf-8")
        .splitlines()[1]
        .startswith("BYD,plant,open its plant in Hungary,2025,overdue,2026-02-01,")
    )
    assert run(["promises", str(articles / "early.md"), "-o", str(articles / "out.html")]) == 2
    assert "there is no html of promises; write text, json or csv" in capsys.readouterr().err


def test_without_sources_those_of_the_ledger_are_listed(articles, capsys, tmp_path):
    place = str(tmp_path / "ledger.duckdb")
    common = ("--ledger", place, "--pack", "wearables")
    assert run(["promises", *common]) == 0
    assert "No dated promises" in capsys.readouterr().out
    assert run(["add", str(articles / "early.md"), *common]) == 0
    assert run(["promises", "--as-of", "2026-02-01", *common]) == 0
    assert "2 promises as of 1 February 2026" in capsys.readouterr().out


def test_a_source_that_is_not_there_is_told(articles, capsys):
    assert run(["promises", str(articles / "early.md"), str(articles / "none.md"), "--as-of", "2026-02-01"]) == 2
    shown = capsys.readouterr()
    assert "2 promises as of 1 February 2026" in shown.out
    assert "none.md" in shown.err
