"""``tacho eval``, from gold files to what is printed."""

import json
from pathlib import Path

import pytest

import goldsamples
from goldsamples import gold_file, write
from tachograph.core.errors import SourceError
from tachograph.pipeline import Outcome, extract_documents
from tachograph.surfaces import verbs
from tachograph.surfaces.cli import run

DEV = Path(__file__).parent.parent.parent / "evaluation" / "gold" / "dev"


@pytest.fixture
def gold(tmp_path):
    (tmp_path / "gold").mkdir()
    write(tmp_path / "gold" / "lumen.json", gold_file())
    return tmp_path / "gold"


@pytest.fixture
def predictions(tmp_path):
    claims = [dict(one) for one in goldsamples.misread()]
    return write(tmp_path / "predictions.json", {"documents": [{"source": "x/lumen.txt", "claims": claims}]})


def test_articles_are_extracted_and_scored(gold, capsys):
    assert run(["eval", str(gold)]) == 0
    done = capsys.readouterr()
    assert done.out.startswith("1 article, 5 figures annotated, ")
    assert "By kind of article: F1" in done.out
    assert done.err == ""


def test_given_predictions_are_scored_instead(gold, predictions, capsys):
    assert run(["eval", str(gold), "--predictions", str(predictions), "--format", "json"]) == 0
    whole = json.loads(capsys.readouterr().out)
    assert whole["overall"]["measures"]["full"]["f1"] == 0.2
    assert whole["confusions"][0]["gold"] == "change"


def test_what_extract_prints_scores_as_what_eval_extracts(gold, tmp_path, capsys):
    """The date and title of the gold file count, so the text is given with both."""
    source = write(tmp_path / "lumen.txt", goldsamples.TEXT)
    run(["extract", str(source), "--format", "json", "--published", "2025-06-02"])
    printed = write(tmp_path / "p.json", capsys.readouterr().out)
    run(["eval", str(gold), "--predictions", str(printed), "-f", "json"])
    given = capsys.readouterr().out
    run(["eval", str(gold), "-f", "json"])
    assert capsys.readouterr().out == given


@pytest.mark.parametrize(
    ("name", "begins"),
    [("r.html", "<!doctype html>"), ("r.md", "**1 article, "), ("r.json", '{"tachograph"'), ("r", "1 article, ")],
)
def test_file_is_written_in_the_form_of_its_name(gold, tmp_path, name, begins, capsys):
    assert run(["eval", str(gold), "-o", str(tmp_path / name)]) == 0
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(begins)
    assert capsys.readouterr() == ("", "")


def test_a_bad_file_is_a_line_and_the_rest_is_scored(gold, capsys):
    write(gold / "bad.json", gold_file(text="short"))
    write(gold / "worse.json", "{")
    assert run(["eval", str(gold)]) == 2
    done = capsys.readouterr()
    assert done.out.startswith("1 article, ")
    first, second = done.err.splitlines()
    assert first.startswith(f"tacho: {gold / 'bad.json'}: claim 1 ends at 22, outside of the text of 5 characters; ")
    assert second.startswith(f"tacho: {gold / 'worse.json'}: is not JSON")


def test_only_bad_files_print_nothing(gold, capsys):
    write(gold / "lumen.json", [])
    assert run(["eval", str(gold), "--format", "json"]) == 2
    done = capsys.readouterr()
    assert done.out == ""
    assert done.err.count("\n") == 1


def test_an_article_on_which_extraction_breaks_is_a_line(gold, capsys, monkeypatch):
    write(gold / "other.json", gold_file(id="other"))

    def half(documents, **options):
        done = extract_documents(documents[:1], **options)
        return Outcome(done.documents, (SourceError("other.txt", "cannot read it", "report it"),))

    monkeypatch.setattr(verbs, "extract_documents", half)
    assert run(["eval", str(gold)]) == 2
    done = capsys.readouterr()
    assert "No predictions for other: all figures there count as missed." in done.out
    assert done.err == "tacho: other.txt: cannot read it; report it\n"


def test_below_a_floor_is_a_line_each_and_status_1(gold, predictions, tmp_path, capsys):
    floors = write(tmp_path / "floors.toml", "[en]\nfigure = 0.8\nkind = {floor = 0.7, highest = 0.71}\nfull = 0.9\n")
    arguments = ["eval", str(gold), "--predictions", str(predictions), "--floors", str(floors)]
    assert run(arguments) == 1
    assert capsys.readouterr().err == (
        "tacho: en kind: F1 0.2000 is below its floor 0.7000\ntacho: en full: F1 0.2000 is below its floor 0.9000\n"
    )
    write(floors, "[en]\nfigure = 0.8\nfull = 0.2\n")
    assert run(arguments) == 0
    assert capsys.readouterr().err == ""


def test_unreadable_input_weighs_more_than_a_floor(gold, tmp_path, capsys):
    write(gold / "bad.json", "{")
    floors = write(tmp_path / "floors.toml", "[en]\nfull = 1\n[zh]\nfull = 0\n")
    assert run(["eval", str(gold), "--floors", str(floors)]) == 2
    assert "zh: there is no article to measure its floors on" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "GOLD_DIR"),
        (["lost"], "lost: there is no such directory"),
        (["."], "the directory holds no gold file"),
        (["gold", "--predictions", "lost.json"], "lost.json: cannot be read"),
        (["gold", "--predictions", "gold/lumen.json"], "gold/lumen.json: holds no list of documents"),
        (["gold", "--floors", "lost.toml"], "lost.toml: cannot be read"),
        (["gold", "--floors", "gold/lumen.json"], "gold/lumen.json: "),
        (["gold", "--pack", "boats"], "boats"),
        (["gold", "--format", "yaml"], 'Invalid value "yaml" for --format'),
        (["gold", "--fromat", "json"], "--fromat"),
        (["gold", "-o", "/no/such/folder/r.html"], "/no/such/folder/r.html: cannot be written"),
    ],
)
@pytest.mark.usefixtures("gold")
def test_bad_usage_is_one_line_and_status_2(tmp_path, monkeypatch, capsys, arguments, says):
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty" if arguments == ["."] else tmp_path)
    assert run(["eval", *arguments]) == 2
    done = capsys.readouterr()
    assert done.out == ""
    assert says in done.err
    assert done.err.startswith("tacho: ")
    assert done.err.count("\n") == 1


def test_the_projects_own_articles_are_all_usable(capsys):
    assert run(["eval", str(DEV), "--format", "markdown"]) == 0
    done = capsys.readouterr()
    assert done.out.startswith("**45 articles, 876 figures annotated, ")
    assert done.err == ""
