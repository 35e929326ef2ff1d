"""Tables in CSV and its relatives become lines of cells between tabs."""

import pytest

from tachograph.core.errors import SourceError
from tachograph.reading import read_document


@pytest.fixture
def given(tmp_path):
    def write(content, name="board.csv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(path)

    return write


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_told_by_the_lines(given, delimiter):
    text = "Brand,May,YoY\nNIO,23231,13.1%\nXPeng,33525,\n".replace(",", delimiter)
    assert read_document(given(text)).text == "Brand\tMay\tYoY\nNIO\t23231\t13.1%\nXPeng\t33525"


def test_quoted_cells_keep_their_commas_and_lose_their_line_ends(given):
    text = 'Brand,Units\n"BYD, the\ngroup","382,476"\n"say ""NIO""",5\n'
    assert read_document(given(text)).text == 'Brand\tUnits\nBYD, the group\t382,476\nsay "NIO"\t5'


def test_empty_cells_and_lines_are_kept_and_blanks_that_set_a_label_in(given):
    assert (
        read_document(given("Brand,,Units\n\nHIMA,,5\n  Aito,,3\n")).text == "Brand\t\tUnits\n\nHIMA\t\t5\n  Aito\t\t3"
    )


def test_a_title_stands_alone(given):
    text = "Deliveries in 2025\n\nBrand;Jan;Feb\nNIO;13863;13192\nXPeng;30350;30453\n"
    assert read_document(given(text)).text.startswith("Deliveries in 2025\n\nBrand\tJan\tFeb\n")


def test_decimal_commas_become_points(given):
    text = "Marke;Tsd.;Anteil\nBYD;1.234,5;12,5%\nNIO;31,3;3,25%\n"
    assert read_document(given(text)).text == "Marke\tTsd.\tAnteil\nBYD\t1,234.5\t12.5%\nNIO\t31.3\t3.25%"


def test_commas_between_thousands_stay(given):
    text = "Brand;Units;Share\nBYD;382,476;12.5%\nNIO;23,231;3.2%\n"
    assert "382,476\t12.5%" in read_document(given(text)).text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_encodings_of_spreadsheet_programs(given, encoding):
    document = read_document(given("厂商,销量\n蔚来,23231\n小鹏,33525\n".encode(encoding)))
    assert document.text == "厂商\t销量\n蔚来\t23231\n小鹏\t33525"
    assert document.lang == "zh"


def test_prose_in_a_file_called_csv_is_prose(given):
    text = "NIO sold 5, XPeng 6, Zeekr 7.\nThat is all; more next month.\nOr so it says, in a word.\n"
    assert read_document(given(text)).text == text


def test_a_cell_beyond_all_measure_is_refused(given):
    with pytest.raises(SourceError, match=r"is no table that can be read \(line 3: .*\); check its quotation marks"):
        read_document(given("a,b\nc,d\n" + "x" * 1_100_000 + ",e\n"))
