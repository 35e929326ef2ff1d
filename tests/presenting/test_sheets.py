"""Tables with their sources, whatever they are about."""

from fractions import Fraction

from tachograph.presenting.sheets import csv, figures, text
from tachograph.presenting.sheets.sheet import Column, Page, Row, Section, Sheet

COLUMNS = (Column("", words=True), Column("units"))


def shown(*rows, columns=COLUMNS, width=100, **more):
    return text.render(Sheet("Title", sections=[Section("Table", columns, rows, **more)]), width=width)


def test_numbers_stand_right_and_words_left():
    assert "  Aurora      5\n  Bo      1,200\n" in shown(Row(("Aurora", "5")), Row(("Bo", "1,200")))


def test_a_part_is_indented():
    assert "  League      9\n    Dawn      4\n" in shown(Row(("League", "9")), Row(("Dawn", "4"), indented=True))


def test_sources_are_numbered_once_and_the_shared_ones_come_first():
    shared, other, third = (Page(f"https://{name}.example", "2026-02-01") for name in ("shared", "other", "third"))
    page = shown(Row(("A", "1"), (other, shared, third)), Row(("B", "2"), (shared,)))
    assert "A      1  [1 2 +1]" in page
    assert "B      2  [1]" in page
    assert page.endswith("Sources\n[1] 1 Feb 2026, https://shared.example\n[2] 1 Feb 2026, https://other.example\n")


def test_kept_words_are_cited_first_and_quoted():
    told = Page("https://told.example", None, "They delivered five cars.")
    page = shown(Row(("A", "5"), (Page("https://a.example"), Page("https://b.example"), told)), Row(("B", "2"), ()))
    assert "A      5  [1 2 +1]" in page
    assert "B      2  -" in page
    assert "[1] https://told.example\n    “They delivered five cars.”\n" in page


def test_what_a_source_smuggles_in_cannot_break_the_line():
    page = shown(Row(("A\n9", "5\x1b[31m"), (Page("https://a.example/\nx", None, "a\n\x1bb"),)))
    assert "\x1b" not in page
    assert sum(line.startswith("  A") for line in page.splitlines()) == 1


def test_prose_wraps_where_a_table_is_too_wide():
    columns = (Column("", words=True), Column("", words=True, wraps=True))
    page = shown(Row(("2026", "word " * 30)), columns=columns, width=60)
    assert max(map(len, page.splitlines())) <= 60
    assert page.count("word") == 30


def test_csv_is_safe_in_a_spreadsheet():
    rows = [{"name": "=HYPERLINK(1)", "value": None, "sources": [{"source": "https://a"}, {"source": "https://a"}]}]
    assert csv.render(rows, ("name", "value", "sources")) == "name,value,sources\n'=HYPERLINK(1),,https://a\n"


def test_sparklines():
    assert figures.sparkline([Fraction(1), None, Fraction(8)]) == "▂·█"
    assert figures.sparkline([None, None]) == "··"
    assert figures.sparkline([Fraction(0), Fraction(0)]) == "··"
    assert figures.sparkline([Fraction(0), Fraction(5)]) == "▁█"


def test_percentages():
    assert figures.percent(Fraction(655, 1000), signed=True) == "+65.5%"
    assert figures.percent(Fraction(-75, 1000), signed=True) == "−7.5%"
    assert figures.percent(Fraction(0), signed=True) == "0.0%"
    assert figures.percent(Fraction(-1, 10000), signed=True) == "0.0%"
    assert figures.points(Fraction(12, 1000)) == "+1.2"


def test_the_legend_explains_what_occurs_only():
    assert figures.legend(["57,915", ">39,000", "-"]) == "> over, - not known"
    assert "provisional" in figures.legend(["≈1,489,000p"])
    assert "provisional" not in figures.legend(["XPeng", "p"])
