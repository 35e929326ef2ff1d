"""The script for the Recognizers-Text specs, on a file of the same form with expressions of our own."""

import json
from collections import Counter
from datetime import date

import pytest
from benchmarks.extraction.datetime_specs import FILES, Case, group, is_right, left_out, mentions, read


def case(text: str, words: str, timex: str, first: str, last: str, written: date | None = date(2025, 11, 20)) -> Case:
    start = text.index(words)
    return Case(text, written, start, start + len(words), timex, ((first, last),))


@pytest.mark.parametrize(
    ("words", "timex", "first", "last"),
    [
        ("March 2025", "2025-03", "2025-03-01", "2025-04-01"),  # the specs leave the last day out
        ("March 4, 2025", "2025-03-04", "2025-03-04", "2025-03-04"),
        ("January to May 2025", "(2025-01-01,2025-05-01,P4M)", "2025-01-01", "2025-05-01"),  # and the last unit
        ("the third quarter of 2025", "(2025-07-01,2025-10-01,P3M)", "2025-07-01", "2025-10-01"),
        ("the end of 2026", "2026", "2026-09-01", "2027-01-01"),  # and halve what is not said
        ("the past three months", "(2025-08-20,2025-11-20,P3M)", "2025-08-20", "2025-11-20"),
        ("since May 2025", "2025-05", "2025-05-01", ""),
    ],
)
def test_the_conventions_of_the_specs_are_taken_into_account(words: str, timex: str, first: str, last: str):
    expected = case(f"It sold them in {words}.", words, timex, first, last)
    assert left_out(expected) is None
    assert any(is_right(expected, m) for m in mentions(expected))


def test_another_period_is_wrong():
    expected = case("It sold them in March 2025.", "March 2025", "2025-04", "2025-04-01", "2025-05-01")
    assert [is_right(expected, m) for m in mentions(expected)] == [False]


def test_what_is_left_out_has_a_reason():
    reasons = {
        "next Monday": "weekdays",
        "two weeks ago": "distances",
        "the weekend": "holidays",
        "after 2018": "bounds",
        "4/22": "numbers",
        "the 18th": "days without a month",
        "last month": None,
    }
    for words, start in reasons.items():
        why = left_out(case(f"It came {words}.", words, "", "", ""))
        assert (why is None) if start is None else (why or "").startswith(start)
    assert group(case("It came in Q3.", "Q3", "", "", "")) == "quarters and halves"


def test_each_expression_counts_once(tmp_path):
    day = {"timex": "2025-05", "type": "daterange", "start": "2025-05-01", "end": "2025-06-01"}
    results = [
        {
            "Text": "may 2025",
            "Start": 11,
            "End": 18,
            "TypeName": "datetimeV2.daterange",
            "Resolution": {"values": [day]},
        },
        {"Text": "at noon", "Start": 21, "End": 27, "TypeName": "datetimeV2.time", "Resolution": {"values": []}},
    ]
    entry = {"Input": "It came in may 2025, at noon", "Context": {"ReferenceDateTime": "2025-11-20T00:00:00"}}
    for name in FILES:
        (tmp_path / name).write_text(json.dumps([entry | {"Results": results}]), encoding="utf-8-sig")
    counts: Counter[str] = Counter()
    (only,) = read(tmp_path, counts)
    assert (only.words, only.written, only.values) == ("may 2025", date(2025, 11, 20), (("2025-05-01", "2025-06-01"),))
    assert "May 2025" in only.text
    assert counts == {"time": 1}
