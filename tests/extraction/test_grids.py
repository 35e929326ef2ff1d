"""Where tables are found, and where there are none."""

import pytest

from tachograph.core.sentences import split_sentences
from tachograph.core.span import Span
from tachograph.extraction.numbers.figures import UnitLexicon, find_figures
from tachograph.extraction.tables.grids import Grid, find_grids
from tachograph.packs.loader import load_pack


@pytest.fixture(scope="module")
def lexicon() -> UnitLexicon:
    return UnitLexicon(load_pack(evidence=False).units)


def grids(text: str, lexicon: UnitLexicon) -> tuple[Grid, ...]:
    return find_grids(text, find_figures(text, lexicon), split_sentences(text))


def words(text: str, spans: tuple[Span | None, ...]) -> list[str | None]:
    return [s.of(text) if s else None for s in spans]


def test_markdown_keeps_columns_apart_where_cells_are_empty(lexicon: UnitLexicon) -> None:
    text = "Deliveries:\n\n| Brand | May | YoY |\n|:--|--:|--:|\n| **Nio** | 23,231 | – |\n| Zeekr | | 1.6% |\n"
    (grid,) = grids(text, lexicon)
    assert words(text, (*grid.captions, grid.corner, *grid.header)) == ["Deliveries:", "Brand", "May", "YoY"]
    assert [words(text, r.labels) for r in grid.rows] == [["**Nio**"], ["Zeekr"]]
    assert [words(text, r.cells) for r in grid.rows] == [["23,231", None], [None, "1.6%"]]


def test_every_column_without_figures_labels_the_row(lexicon: UnitLexicon) -> None:
    text = "Rank\tModel\tMaker\tUnits\n1\tModel Y\tTesla\t39,985\n2\tSU7\tXiaomi\t8,646\n3\tET5\tNIO\t7,023\n"
    (grid,) = grids(text, lexicon)
    assert words(text, grid.header) == ["Rank", "Units"]
    assert words(text, grid.rows[1].labels) == ["SU7", "Xiaomi"]
    assert words(text, grid.rows[1].cells) == ["2", "8,646"]


def test_bars_on_one_line_leave_out_the_prose_around(lexicon: UnitLexicon) -> None:
    text = "Sales are in. Brand | Units | YoY | Nio | 23,231 | 13% | Zeekr | 18,908 | 1.6% | Prices fell."
    (grid,) = grids(text, lexicon)
    assert words(text, (grid.corner, *grid.header)) == ["Brand", "Units", "YoY"]
    assert words(text, grid.rows[-1].cells) == ["18,908", "1.6%"]


def test_bars_on_one_line_with_a_rule(lexicon: UnitLexicon) -> None:
    text = "| Brand | Units | | --- | --- | | Nio | 23,231 | | Zeekr | 18,908 | | Voyah | 10,022 |"
    (grid,) = grids(text, lexicon)
    assert [words(text, r.labels) for r in grid.rows] == [["Nio"], ["Zeekr"], ["Voyah"]]


def test_flattened_rows_with_dashes_and_ranks_before_the_labels(lexicon: UnitLexicon) -> None:
    text = "Rank Brand Units YoY 1 Nio 23,231 – 2 Zeekr 18,908 1.6% 3 Great Wall 9,920 -2%"
    (grid,) = grids(text, lexicon)
    assert [words(text, r.labels) for r in grid.rows] == [["Nio"], ["Zeekr"], ["Great Wall"]]
    assert [words(text, r.cells) for r in grid.rows] == [
        ["1", "23,231", None],
        ["2", "18,908", "1.6%"],
        ["3", "9,920", "-2%"],
    ]
    assert grid.opening is not None
    assert grid.opening.of(text) == "Rank Brand Units YoY"


@pytest.mark.parametrize(
    "text",
    [
        "Nio sold 23,231 cars, Zeekr 18,908, Voyah 10,022 and Avatr 12,767.",
        "Sales rose 5% to 23,231. Zeekr fell 4% to 18,908. Voyah gained 3% to 10,022.",
        "It has 5 seats | A range of 605 km | And 3 screens",
        "Read more | About us | Contact | Imprint | 2025 | Jobs | Press | Shop",
        "Revenue was 5 billion yuan\nProfit was 1 billion yuan\nCash was 9 billion yuan",
    ],
)
def test_prose_is_no_table(text: str, lexicon: UnitLexicon) -> None:
    assert grids(text, lexicon) == ()


def test_spaces_line_up_columns_with_cells_left_empty_and_labels_set_in(lexicon: UnitLexicon) -> None:
    text = "Brand           Units    YoY\nBYD           382,476  15.3%\n  Denza        15,806\n  比亚迪海洋    9,999   1.0%\n"
    (grid,) = grids(text, lexicon)
    assert [words(text, r.cells) for r in grid.rows] == [["382,476", "15.3%"], ["15,806", None], ["9,999", "1.0%"]]
    assert [r.indent for r in grid.rows] == [0, 2, 2]


def test_headers_over_headers_cover_the_empty_cells_beside_them(lexicon: UnitLexicon) -> None:
    text = "Year 2025\n\n\tSales\t\tExports\t\nMaker\tMay\tJune\tMay\tJune\nBYD\t1,000\t2,000\t3,000\t4,000\nGeely\t5,000\t6,000\t7,000\t8,000\n"
    (grid,) = grids(text, lexicon)
    assert words(text, grid.header) == ["May", "June", "May", "June"]
    assert [words(text, row) for row in grid.upper] == [["Sales", "Sales", "Exports", "Exports"]]
    assert words(text, grid.captions) == ["Year 2025"]


def test_a_row_of_a_label_alone_is_a_section_and_a_row_of_dashes_is_not(lexicon: UnitLexicon) -> None:
    text = "| Brand | May | June |\n|---|---|---|\n| **Cars** | | |\n| NIO | 1,000 | 2,000 |\n| Xiaomi | - | n/a |\n| XPeng | 3,000 | |\n"
    (grid,) = grids(text, lexicon)
    assert [r.section for r in grid.rows] == [True, False, False, False]


def test_a_label_said_once_holds_for_the_rows_below(lexicon: UnitLexicon) -> None:
    text = "Group\tBrand\tMay\nHIMA\tAito\t40,010\n\tLuxeed\t2,016\nNIO\tOnvo\t6,434\n"
    (grid,) = grids(text, lexicon)
    assert [words(text, r.labels) for r in grid.rows] == [["HIMA", "Aito"], ["HIMA", "Luxeed"], ["NIO", "Onvo"]]


def test_the_line_above_rows_on_lines_is_their_header(lexicon: UnitLexicon) -> None:
    text = "Sales are in.\n\nBrand Units YoY\nNio 23,231 13%\nZeekr 18,908 1.6%\nVoyah 10,022 122%\n"
    (grid,) = grids(text, lexicon)
    assert grid.opening is not None
    assert grid.opening.of(text) == "Brand Units YoY\nNio"


@pytest.mark.parametrize("line", ["|" * 60_000, "| " * 60_000, "\t" * 60_000, "-" * 60_000 + "a", "a  " * 30_000])
def test_lines_of_marks_are_no_tables(line: str, lexicon: UnitLexicon) -> None:
    assert grids(f"{line}\n{line}\nNIO sold 5,000 cars.", lexicon) == ()
