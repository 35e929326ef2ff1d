"""What an evaluation measured, as text, JSON and Markdown."""

import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from rich.cells import cell_len

import goldsamples
from tachograph.presenting.evaluation import json as as_json
from tachograph.presenting.evaluation import markdown, readings, text
from tachograph.presenting.evaluation.tables import MOST, headline, remarks, tables
from tachograph.scoring import evaluate

SCHEMA = Path(__file__).parent.parent.parent / "docs" / "schema" / "evaluation.schema.json"


@pytest.fixture
def evaluation():
    return goldsamples.evaluation()


def titled(evaluation, title, **of):
    return next((table for table in tables(evaluation, **of) if table.title.startswith(title)), None)


# --- the tables -------------------------------------------------------------------------------------------------------


def test_headline_says_what_was_compared(evaluation):
    assert headline(evaluation) == "2 articles, 7 figures annotated, 7 predicted; F1 of figures right in full 0.429"


def test_overall_table_has_a_row_per_measure(evaluation):
    rows = {row[0]: row[1:] for row in titled(evaluation, "Measures").rows}
    assert rows["figure"] == ("6", "0.857", "0.857", "0.857", "1", "1", "·", "·")
    assert rows["kind"] == ("3", "0.429", "0.429", "0.429", "·", "·", "2", "1")
    assert rows["full"] == ("3", "0.429", "0.429", "0.429", "", "", "", "")
    assert list(rows) == ["figure", "quantity", "subject", "metric", "period", "kind", "modality", "full"]


def test_groups_have_f1_per_measure(evaluation):
    assert [row[:4] + row[-1:] for row in titled(evaluation, "By language").rows] == [
        ("en", "1", "5", "0.800", "0.200"),
        ("zh", "1", "2", "1.000", "1.000"),
    ]
    assert [row[0] for row in titled(evaluation, "By kind").rows] == ["not said", "press"]


def test_confusions_missed_and_surplus(evaluation):
    rows = titled(evaluation, "Confusions").rows
    assert rows[0] == ("kind", "change", "share", "1", "lumen “60%”")
    assert ("metric", "stores", "null", "1", "lumen “12 stores”") in rows
    assert titled(evaluation, "Missed").rows == (
        ("surplus", "lumen “May”", "5 vehicle · Lumen · sales · 2025-05 · level · actual"),
        ("missed", "lumen “100”", "100 store · Lumen · stores · level · target"),
    )


def test_long_tables_are_cut_and_say_so(evaluation):
    cut = titled(evaluation, "Confusions", most=1)
    assert len(cut.rows) == len(cut.places) == 1
    assert cut.note == "and 3 more kinds, 3 figures"
    assert titled(evaluation, "Missed", most=1).note == "and 1 more"
    assert titled(evaluation, "Confusions").note == ""


def test_confidence_table(evaluation):
    table = titled(evaluation, "Confidence")
    assert table.rows == (("0.90", "3", "1", "0.33", "-0.57"), ("0.50", "2", "0", "0.00", "-0.50"))
    assert table.note == "expected calibration error 0.540"
    assert titled(evaluate([goldsamples.article()], {}), "Confidence") is None


def test_articles_without_predictions_are_named():
    articles = [goldsamples.article(f"a{n}") for n in range(9)]
    evaluation = evaluate(articles, {"a0": (), "b": ()})
    assert remarks(evaluation) == (
        "No predictions for a1, a2, a3, a4, a5, a6, 2 more: all figures there count as missed.",
        "No gold file for b: predictions there count for nothing.",
    )
    assert remarks(goldsamples.evaluation()) == ()


@pytest.mark.parametrize(
    ("low", "high", "unit", "said"),
    [
        (28277, 28277.0, "vehicle", "28,277 vehicle"),
        (-40.5, -40.5, "percent", "−40.5 percent"),
        (0.1, 0.1, "percentage_point", "0.1 percentage point"),
        (400, 450, "GWh", "400 to 450 GWh"),
        (5, None, "store", "at least 5 store"),
        (None, 5, None, "at most 5"),
        (None, None, "store", "no number store"),
    ],
)
def test_quantities_are_said_as_they_are(low, high, unit, said):
    assert readings.quantity({"low": low, "high": high, "unit": unit}) == said


def test_an_empty_field_is_said_only_where_it_is_wrong():
    row = {"low": 1, "high": 1, "unit": "store", "kind": "level"}
    assert [part.text for part in readings.parts(row)] == ["1 store", "level"]
    wrong = readings.parts(row, ("metric", "kind"))
    assert [(part.text, part.wrong) for part in wrong] == [("1 store", False), ("no metric", True), ("level", True)]


# --- the forms --------------------------------------------------------------------------------------------------------


def test_text_fits_100_columns(evaluation):
    for rendered in (text.render(evaluation), text.render(goldsamples.hostile())):
        assert max(cell_len(line) for line in rendered.split("\n")) <= 100
        assert not any(line.endswith(" ") for line in rendered.split("\n"))
    printed = text.render(evaluation)
    assert re.search(r"^kind +3 +0\.429 +0\.429 +0\.429 +· +· +2 +1$", printed, re.MULTILINE)
    assert "By kind of article: F1" in printed
    assert "\x1b" not in printed
    assert "\x1b[1m" in text.render(evaluation, colour=True)


def test_nothing_measured_is_still_a_page_of_its_own():
    empty = evaluate([goldsamples.article(claims=[])], {})
    assert text.render(empty).startswith("1 article, 0 figures annotated, 0 predicted")
    assert "By language" in text.render(empty)
    assert json.loads(as_json.render(empty))["overall"]["measures"]["full"]["f1"] == 0
    assert json.loads(as_json.render(evaluate([], {})))["articles"] == []


def test_markdown_tables(evaluation):
    rendered = markdown.render(evaluation)
    assert rendered.startswith("**2 articles, 7 figures annotated")
    assert "| kind | change | share | 1 | lumen “60%” |" in rendered
    assert "| --- | ---: | ---: |" in rendered


def test_hostile_text_neither_formats_nor_drives_the_terminal():
    hostile = goldsamples.hostile()
    for rendered in (text.render(hostile), markdown.render(hostile)):
        assert "\x1b" not in rendered
        assert "\u202e" not in rendered
    assert "<script" not in markdown.render(hostile)
    rows = [line for line in markdown.render(hostile).split("\n") if "alert" in line and line.startswith("|")]
    assert rows
    assert all(len(re.findall(r"(?<!\\)\|", row)) in (4, 6, 12) for row in rows)


def test_json_conforms_to_the_schema(evaluation):
    validator = Draft202012Validator(json.loads(SCHEMA.read_text()))
    for one in (evaluation, goldsamples.hostile(), evaluate([goldsamples.article()], {}), evaluate([], {})):
        assert not list(validator.iter_errors(json.loads(as_json.render(one))))


def test_json_carries_everything(evaluation):
    whole = json.loads(as_json.render(evaluation))
    assert list(whole) == list(json.loads(SCHEMA.read_text())["$defs"]["evaluation"]["required"])
    assert whole["overall"]["measures"]["full"] == {"right": 3, "precision": 0.4286, "recall": 0.4286, "f1": 0.4286}
    assert [one["name"] for one in whole["languages"] + whole["kinds"]] == ["en", "zh", "", "press"]
    first = whole["confusions"][0]
    assert first["places"] == [{"article": "lumen", "start": 34, "end": 37, "quote": "60%"}]
    assert goldsamples.TEXT[34:37] == "60%"
    figures = whole["articles"][0]["figures"]
    assert [one["status"] for one in figures] == ["right", "surplus", "differs", "differs", "differs", "missed"]
    assert figures[4]["wrong"] == ["metric", "kind"]
    assert figures[4]["predicted"]["metric"] is None
    assert figures[5]["predicted"] is None
    assert whole["reliability"]["error"] == 0.54


def test_same_evaluation_gives_the_same_bytes(evaluation):
    assert as_json.render(evaluation) == as_json.render(goldsamples.evaluation())
    assert MOST == 20
