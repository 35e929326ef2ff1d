"""The comparison with other systems: its scoring, its units and its texts. Nothing is installed or timed here."""

from itertools import islice

import pytest
from benchmarks.extraction.corpus import Text, articles, gold_sentences, varied
from benchmarks.extraction.page import Measured, Size, write
from benchmarks.extraction.peers import System
from benchmarks.extraction.readers import tacho
from benchmarks.extraction.scoring import Result, score
from benchmarks.extraction.units import names

ROW = {
    "text": "Sales fell 26 percent to 32,195 cars, a third of them in May.",
    "quantities": [
        {"text": "26 percent", "value": 26, "unit": "percent", "class": "measure"},
        {"text": "32,195 cars", "value": 32195, "unit": "vehicle", "class": "noun"},
        {"text": "a third", "value": 1 / 3, "unit": "fraction", "class": "ratio"},
    ],
    "times": [{"text": "May", "start": "2025-05-01", "end": "2025-05-31"}],
}
EMPTY = {"text": "The Model 3 stays.", "quantities": [], "times": []}
MAY = [["2025-05-01", "2025-05-31"], ["2026-05-01", "2026-05-31"]]


def scored(quantities: list, periods: list | None = None) -> Result:
    return score([ROW], [(quantities, periods or [])])


def test_all_right_is_one():
    result = scored(
        [[11, 21, 26, 26, "percent"], [25, 36, 32195, 32195, "vehicle"], [38, 45, 100 / 3, 100 / 3, "percent"]],
        [[57, 60, MAY]],
    )
    assert result.quantities.f1("value") == result.quantities.f1("unit") == 1
    assert result.periods.f1("period") == 1
    assert (result.measures.right["unit"], result.nouns.right["unit"]) == (1, 1)


def test_a_number_without_its_unit_is_right_in_value_only():
    result = scored([[11, 13, 26, 26, ""], [25, 31, 32195, 32195, "dimensionless"], [38, 45, 1 / 3, 1 / 3, ""]])
    assert result.quantities.f1("value") == 1
    assert result.quantities.f1("unit") == pytest.approx(1 / 3)  # the part needs none


def test_what_is_missed_and_what_is_too_much_both_count():
    result = scored([[11, 21, -26, -26, "percent"], [0, 5, 1, 1, ""], [36, 37, 2, 2, ""]])
    assert result.quantities.f1("value") == pytest.approx(2 * 1 / (3 + 3))  # the sign of a fall does not count


def test_one_found_quantity_serves_one_annotated():
    assert scored([[11, 60, 26, 26, "percent"]]).quantities.right["value"] == 1


def test_another_month_is_wrong_and_any_reading_will_do():
    assert scored([], [[57, 60, MAY[1:]]]).periods.f1("period") == 0
    assert scored([], [[57, 60, MAY]]).periods.f1("period") == 1


def test_bounds_of_a_range_are_both_needed():
    row = {
        **EMPTY,
        "text": "2% to 3%",
        "quantities": [{"text": "2% to 3%", "value": [2, 3], "unit": "percent", "class": "measure"}],
    }
    assert score([row], [([[0, 8, 2, 3, "percent"]], [])]).quantities.f1("unit") == 1
    assert score([row], [([[0, 2, 2, 2, "percent"], [6, 8, 3, 3, "percent"]], [])]).quantities.f1("value") == 0


def test_false_hits_are_those_of_sentences_without_a_quantity():
    result = score([ROW, EMPTY], [([[0, 5, 1, 1, ""]], []), ([[10, 11, 3, 3, ""]], [])])
    assert (result.empty, result.false_hits) == (1, 1)


@pytest.mark.parametrize(
    ("unit", "name"),
    [
        ("percentage", "percent"),
        ("dollar per kilowatt hour", "USD/kWh"),
        ("Kilometer", "km"),
        ("minute of arc", "minute"),
        ("CNY", "CNY"),
        ("Pound", "GBP"),
        ("", "none"),
        ("vehicle/year", "vehicle"),
    ],
)
def test_units_of_other_systems_have_the_names_of_the_annotation(unit: str, name: str):
    assert name in names(unit)


def test_one_currency_is_not_another():
    assert not names("chinese yuan") & names("japanese yen")


def test_numbers_change_from_round_to_round_and_nothing_else_does():
    text = Text("On 3 May 2025 BYD's 12,345 sales (+7.25%) beat 1.2 million; the Q3 9.", None)
    first, second, third = (r[0].text for r in islice(varied([text], 3), 3))
    assert first == text.text
    assert len({first, second, third}) == 3
    assert len(first) == len(second)
    assert "3 May 2025" in second
    assert "Q3 9." in second


def test_tachograph_reads_the_sentences_as_its_own_tests_say():
    rows = gold_sentences()
    result = score(rows, [tacho.read(r["text"], r["doc_date"]) for r in rows])
    assert result.quantities.f1("value") >= 0.99
    assert result.quantities.f1("unit") >= 0.94
    assert result.periods.f1("period") >= 0.9
    assert result.false_hits == 0


def test_the_page_puts_ratios_first():
    speed = {"average": 2000.0, "articles": 1000.0, "sentences": 900.0}
    own = Measured(System("Tachograph", "tacho"), "1", scored([]), speed, 0.4, 40.0)
    slower = {name: s / 4 for name, s in speed.items()}
    other = Measured(System("Other", "other"), "2", scored([]), slower, 0.8, 80.0)
    sizes = {"average": Size(2, 40, 6000), "articles": Size.of(articles())}
    page = write([own, other], sizes)
    assert "| Other | 4.0 times as fast | 4.0 times as fast | 4.0 times as fast | 0.50 of it | 0.50 of it |" in page
    assert "2 average articles of 20 sentences and 3,000 characters" in page
    assert page.index("| Other |") < page.index("| Tachograph 1 |")
    assert "none given" in page
