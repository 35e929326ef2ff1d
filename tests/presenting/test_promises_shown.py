"""Promises as text, JSON and CSV."""

import csv
import json
from datetime import date
from pathlib import Path

from jsonschema import Draft202012Validator

from tachograph.core.promise import Evidence, JudgedPromise, Promise, PromiseKind, Standing
from tachograph.core.span import Span
from tachograph.presenting.promises import csv as as_csv
from tachograph.presenting.promises import json as as_json
from tachograph.presenting.promises import text as as_text

SCHEMA = Path(__file__).parents[2] / "docs" / "schema" / "promises.schema.json"
DAY = date(2026, 7, 15)
SOURCES = {"d": "news/corona.md", "e": "evil\x1b.md"}


def promise(document="d", **more):
    fields = {
        "quote": "Corona will open its plant in Lima by the end of June.",
        "what": "open its plant in Lima",
        "kind": PromiseKind.PLANT,
        "deadline": "2026-06",
        "subject": "Corona",
        "subject_id": "corona",
        "claimant": "Ann Smith",
        "words": ("will",),
        "made": "2026-01-05",
        **more,
    }
    return Promise(document, Span(0, 54), what_span=Span(12, 34), **fields)


KEPT = JudgedPromise(
    promise(),
    Standing.KEPT,
    (Evidence("the plant has opened", "2026-05-02", "https://example.org/a", "2026-05-03"),) * 3,
    (promise("e"),),
)
OPEN = JudgedPromise(
    promise(
        quote="=SUM(A1) will follow",
        deadline="2027-H1",
        hearsay=True,
        claimant=None,
        made=None,
        subject=None,
        subject_id=None,
    ),
    Standing.OPEN,
)
SHOWN = """\
2 promises as of 15 July 2026: 1 open, 1 kept

(nobody named)

  · open, by the first half of 2027 (plant): open its plant in Lima
      said: hearsay: “=SUM(A1) will follow” (corona.md)

Corona

  ✓ kept, by June 2026 (plant): open its plant in Lima
      said: Ann Smith: “Corona will open its plant in Lima by the end of June.”
            (corona.md, 5 January 2026)
      also: evil�.md, 5 January 2026
      evidence: 2 May 2026: the plant has opened (https://example.org/a)
      evidence: 2 May 2026: the plant has opened (https://example.org/a)
      evidence: 1 more, in --format json
"""


def test_text():
    assert as_text.render([KEPT, OPEN], SOURCES, DAY) == SHOWN


def test_no_promises():
    assert as_text.render([], {}, DAY) == "No dated promises, as of 15 July 2026\n"
    assert json.loads(as_json.render([], {}, DAY))["promises"] == []
    assert as_csv.render([], {}, DAY) == ",".join(as_csv.COLUMNS) + "\n"


def test_json_is_that_of_the_schema():
    whole = json.loads(as_json.render([KEPT, OPEN], SOURCES, DAY))
    schema = json.loads(SCHEMA.read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(whole)
    first = whole["promises"][0]
    assert (whole["as_of"], first["standing"], first["deadline"]) == ("2026-07-15", "kept", "2026-06")
    assert first["wording"]["source"] == "news/corona.md"
    assert [len(first["evidence"]), len(first["repeats"])] == [3, 1]


def test_csv_holds_no_formulas():
    rows = list(csv.DictReader(as_csv.render([KEPT, OPEN], SOURCES, DAY).splitlines()))
    assert [r["standing"] for r in rows] == ["kept", "open"]
    assert rows[0]["evidence"].startswith("2026-05-02: the plant has opened (https://example.org/a); ")
    assert rows[1]["quote"] == "'=SUM(A1) will follow"
    assert (rows[1]["subject"], rows[1]["hearsay"]) == ("", "true")
