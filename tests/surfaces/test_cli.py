import json
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

import samples
from tachograph import __version__
from tachograph.core.errors import SourceError
from tachograph.pipeline import Outcome
from tachograph.surfaces import verbs
from tachograph.surfaces.cli import run

LOST = SourceError("lost.txt", "there is no such file", "check the name")


@pytest.fixture
def tacho(monkeypatch, capsys):
    """Run the command on what the pipeline is said to return; gives status, output and messages."""

    def tacho(*arguments, documents=(), errors=()):
        asked = []

        def pipeline(sources, **options):
            asked.append((tuple(sources), options))
            return Outcome(tuple(documents), tuple(errors))

        monkeypatch.setattr(verbs, "check_sources", pipeline)
        monkeypatch.setattr(verbs, "extract_sources", pipeline)
        status = run(arguments)
        out, err = capsys.readouterr()
        return SimpleNamespace(status=status, out=out, err=err, asked=asked)

    return tacho


def test_status_says_whether_anything_is_contradicted(tacho):
    assert tacho("check", "a", documents=[samples.chinese()]).status == 0
    assert tacho("check", "a", documents=[samples.lumen()]).status == 1
    assert tacho("extract", "a", documents=[samples.lumen()]).status == 0


def test_what_can_be_read_is_printed_although_something_cannot(tacho):
    done = tacho("check", "a", "lost.txt", documents=[samples.lumen()], errors=[LOST])
    assert done.status == 2
    assert "60%[✗1]" in done.out
    assert done.err == "tacho: lost.txt: there is no such file; check the name\n"


def test_json_alone_goes_to_standard_output(tacho):
    done = tacho("check", "a", "--format", "json", documents=[samples.lumen()], errors=[LOST])
    assert [len(one["findings"]) for one in json.loads(done.out)["documents"]] == [3]
    assert done.err.count("\n") == 1
    done = tacho("extract", "a", "-f", "json", documents=[samples.lumen()])
    assert [len(one["findings"]) for one in json.loads(done.out)["documents"]] == [0]
    assert done.err == ""


def test_json_is_printed_even_if_nothing_could_be_read(tacho):
    done = tacho("check", "lost.txt", "-f", "json", errors=[LOST])
    assert json.loads(done.out) == {"tachograph": __version__, "documents": []}
    assert done.status == 2
    assert tacho("check", "lost.txt", errors=[LOST]).out == ""


def test_options_reach_the_pipeline(tacho):
    done = tacho("check", "a", "-", "--published", "2026-02-01", "--separately", "--pack", "cars", "b", "--pack", "x")
    ((sources, options),) = done.asked
    assert sources == ("a", "-", "b")
    assert str(options["published"]) == "2026-02-01"
    assert (options["separately"], options["packs"]) == (True, ["cars", "x"])


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("r.html", "<!doctype html>"),
        ("r.md", "## Lumen"),
        ("r.json", '{"tachograph"'),
        ("r.txt", "Lumen grows again\n"),
    ],
)
def test_file_is_written_in_the_form_of_its_name(tacho, tmp_path, name, begins):
    target = tmp_path / name
    done = tacho("check", "a", "-o", str(target), documents=[samples.lumen()])
    assert (done.status, done.out, done.err) == (1, "", "")
    assert target.read_text(encoding="utf-8").startswith(begins)


def test_form_asked_for_beats_the_name(tacho, tmp_path):
    target = tmp_path / "r.txt"
    tacho("check", "a", "-o", str(target), "--format", "markdown", documents=[samples.lumen()])
    assert target.read_text(encoding="utf-8").startswith("## Lumen")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["chek", "a"], "chek"),
        (["check"], "no source given"),
        (["extract"], "no source given"),
        (["check", "a", "--fromat", "json"], "--fromat: there is no such option"),
        (["check", "a", "--format", "yaml"], 'Invalid value "yaml" for --format'),
        (["check", "a", "--published", "soon"], '"soon"'),
        (["check", "a", "--published", "2026-02-30"], '"2026-02-30"'),
        (["check", "a", "--published"], "--published requires an argument"),
        (["check", "a", "-o", "/no/such/folder/r.html"], "/no/such/folder/r.html: cannot be written"),
        (["explain", "no_such_rule"], "no_such_rule: there is no such rule"),
    ],
)
def test_bad_usage_is_one_line_and_status_2(tacho, arguments, says):
    done = tacho(*arguments)
    assert done.status == 2
    assert done.out == ""
    assert says in done.err
    assert done.err.startswith("tacho: ")
    assert done.err.count("\n") == 1


def test_unusable_pack_is_one_line(tacho, monkeypatch):
    def unusable(_sources, **_options):
        raise SourceError("pack x", "line 3 has\nno name", "add one")

    run_as_usual = tacho("check", "a")
    monkeypatch.setattr(verbs, "check_sources", unusable)
    assert (run_as_usual.status, run(["check", "a", "--pack", "x"])) == (0, 2)


def test_a_defect_is_one_line_and_no_traceback(tacho, monkeypatch, capsys):
    monkeypatch.setattr(verbs, "_present", lambda *_args, **_options: {}["gone"])
    assert tacho("check", "a").err == "tacho: it broke (KeyError: 'gone'); please report it\n"
    assert capsys.readouterr().out == ""


def test_interrupt_is_quiet(monkeypatch, capsys):
    def interrupted(_sources, **_options):
        raise KeyboardInterrupt

    monkeypatch.setattr(verbs, "check_sources", interrupted)
    assert run(["check", "a"]) == 130
    assert capsys.readouterr() == ("", "")


def test_help_and_version(tacho):
    alone = tacho()
    assert alone.status == 0
    assert all(verb in alone.out for verb in ("check", "extract", "explain", "Example: tacho check"))
    assert tacho("--help").out == alone.out
    assert tacho("--version").out == f"tacho {__version__}\n"
    assert "SOURCE..." in tacho("check", "--help").out


def test_explain_says_what_every_rule_catches(tacho):
    listed = tacho("explain")
    assert listed.status == 0
    codes = [line.split()[0] for line in listed.out.splitlines() if not line.startswith(" ")]
    assert {"growth", "sum_of_parts", "period_membership"} <= set(codes)
    for code in codes:
        told = tacho("explain", code)
        assert told.status == 0
        assert told.out.startswith(code)
        assert "Caught" in told.out
        assert "Fine" in told.out
        assert "How:" in told.out
        assert any(sign in told.out for sign in ("✗ 1", "? 1"))  # what checking says of the failing example
    assert "28,277 / 25,681 - 1 = +10.11%" in tacho("explain", "growth").out
    assert "did you mean growth?" in tacho("explain", "grwth").err


# --- the command itself, in a process of its own ----------------------------------------------------------------------

TACHO = Path(sys.executable).with_name("tacho")
WRONG = "Lumen delivered 30,000 vehicles in May 2025, up 60 percent from 25,000 vehicles in May 2024.\n"
RIGHT = "Lumen delivered 30,000 vehicles in May 2025, up 20 percent from 25,000 vehicles in May 2024.\n"


def command(*arguments, given="", **options):
    environment = {**os.environ, "COLUMNS": "80"}
    return subprocess.run(
        [TACHO, *arguments],
        input=given,
        capture_output=True,
        text=True,
        env=environment,
        timeout=60,
        check=False,
        **options,
    )


def test_a_false_growth_rate_is_contradicted():
    done = command("check", "-", given=WRONG)
    assert (done.returncode, done.stderr) == (1, "")
    assert "✗ 1   contradicted  growth" in done.stdout
    assert "\x1b" not in done.stdout


def test_a_true_growth_rate_is_not(tmp_path):
    article = tmp_path / "article.md"
    article.write_text(RIGHT)
    done = command("check", article, "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    (document,) = json.loads(done.stdout)["documents"]
    assert [RIGHT[claim["start"] : claim["end"]] for claim in document["claims"]] == [
        claim["quote"] for claim in document["claims"]
    ]
    assert command("check", article, "--format", "json").stdout == done.stdout


def test_unreadable_sources_do_not_stop_the_others(tmp_path):
    article = tmp_path / "article.txt"
    article.write_text(WRONG)
    done = command("check", tmp_path / "lost.txt", article, "-f", "json")
    assert done.returncode == 2
    assert len(json.loads(done.stdout)["documents"]) == 1
    assert done.stderr.count("\n") == 1
    assert "lost.txt" in done.stderr


def test_output_is_utf_8_whatever_the_locale(tmp_path):
    article = tmp_path / "article.txt"
    article.write_text("小鹏汽车5月交付30,000辆，同比增长20%。", encoding="utf-8")
    for locale in ("C", "POSIX"):
        environment = {**os.environ, "LC_ALL": locale, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
        done = subprocess.run([TACHO, "check", article], capture_output=True, env=environment, timeout=60, check=False)
        assert "小鹏汽车" in done.stdout.decode("utf-8")
        assert done.stderr == b""


def test_a_reader_who_stops_reading_is_no_error(tmp_path):
    article = tmp_path / "article.txt"
    article.write_text(RIGHT * 300)
    shell = f'"{TACHO}" extract "{article}" -f json | head -c 10; echo "${{PIPESTATUS[0]}}"'
    done = subprocess.run(["bash", "-c", shell], capture_output=True, text=True, timeout=60, check=False)
    assert done.stderr == ""
    assert done.stdout == '{"tachogra0\n'


# --- conflicts --------------------------------------------------------------------------------------------------------


def test_conflicts_of_the_packs_are_listed(capsys, tmp_path):
    assert run(["conflicts", "--pack", "wearables"]) == 0
    shown = capsys.readouterr().out
    assert "SKG’s revenue in 2024" in shown
    assert "likely wrong: 10.45 billion yuan" in shown
    target = tmp_path / "conflicts.json"
    assert run(["conflicts", "--pack", "wearables", "-o", str(target)]) == 0
    assert json.loads(target.read_text("utf-8"))["conflicts"]
    assert capsys.readouterr().out == ""


def test_conflicts_without_a_pack_or_in_a_form_that_there_is_not(capsys, tmp_path):
    assert run(["conflicts", "--pack", str(tmp_path)]) == 2
    assert "is no pack" in capsys.readouterr().err
    assert run(["conflicts", "-o", str(tmp_path / "conflicts.html")]) == 2
    assert "there is no html of conflicts; write text or json" in capsys.readouterr().err
