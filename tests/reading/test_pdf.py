"""The text of PDFs: paragraphs, tables, columns, pages, and files that cannot be read."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reading.pdfs import chinese, paragraph, pdf, table

from tachograph.core.document import Document
from tachograph.core.errors import SourceError
from tachograph.reading import read_document
from tachograph.reading.pdf import read_pdf
from tachograph.reading.pdf.columns import blocks
from tachograph.reading.pdf.glyphs import Glyph
from tachograph.reading.pdf.lines import rows_of
from tachograph.reading.pdf.prose import text_of as text_of_block

HEADLINE = "NIO Inc. Provides November 2025 Delivery Update and Other News of the Month for its Three Brands"
LEAD = (
    "SHANGHAI, China, Dec. 01, 2025 (GLOBE NEWSWIRE) -- NIO Inc. today announced its November 2025 delivery results. The "
    "Company delivered 36,275 vehicles in November 2025, representing an increase of 76.3% year-over-year."
)
SHORT = "Cumulative deliveries reached 949,457 as of November 30, 2025."
BRANDS = [
    ("Brand", "November 2025", "October 2025", "Change"),
    ("NIO", "18,393", "17,143", "7.3%"),
    ("ONVO", "11,794", "", "(32.0%)"),
    ("FIREFLY", "6,088", "5,912", ""),
]


def text_of(data):
    return read_pdf(data, "a.pdf").text


def release(page):
    paragraph(page, HEADLINE, 18, "B", align="C")
    paragraph(page, LEAD)
    paragraph(page, SHORT)
    table(page, BRANDS)


def test_a_press_release(tmp_path):
    path = tmp_path / "release.pdf"
    path.write_bytes(pdf(release))
    document = read_document(str(path))
    rows = ["\t".join(row).rstrip("\t") for row in BRANDS]
    assert document.text == "\n\n".join((HEADLINE, LEAD, SHORT, "\n".join(rows)))
    assert (document.title, document.published, document.lang) == (HEADLINE, date(2025, 12, 1), "en")
    assert document.page_at(len(document.text)) is None


def test_the_standard_input_and_a_name_without_an_ending(tmp_path):
    path = tmp_path / "release"
    path.write_bytes(pdf(release))
    assert SHORT in read_document(str(path)).text


def test_a_statement_has_a_line_per_row_with_the_heads_of_each_column():
    def draw(page):
        page.set_font("Helvetica", "", 10)
        lines = [
            (40, [(95, "Three Months Ended"), (145, "Nine Months Ended")]),
            (45, [(90, "Sep 30, 2024"), (115, "Sep 30, 2025"), (140, "Sep 30, 2024"), (165, "Sep 30, 2025")]),
            (52, [(25, "Vehicle sales"), (92, "16,697.6"), (117, "19,202.3"), (142, "40,759.5"), (167, "45,303.3")]),
            (57, [(25, "Other sales"), (92, "1,975.9"), (142, "5,256.4"), (167, "7,534.9")]),
            (62, [(25, "Net loss attributable to the")]),
            (67, [(25, "shareholders of the company")]),
            (
                67,
                [(92, "("), (96, "5,141.4"), (109, ")"), (117, "(3,660.5)"), (142, "(15,553.1)"), (167, "(15,657.0)")],
            ),
            (72, [(25, "Gross margin"), (92, "10.7"), (101, "%"), (117, "13.9%"), (142, "8.7%"), (167, "11.0%")]),
        ]
        for y, cells in lines:
            for x, text in cells:
                page.text(x, y, text)

    assert text_of(pdf(draw)).split("\n") == [
        (
            "\tThree Months Ended Sep 30, 2024\tThree Months Ended Sep 30, 2025"
            "\tNine Months Ended Sep 30, 2024\tNine Months Ended Sep 30, 2025"
        ),
        "Vehicle sales\t16,697.6\t19,202.3\t40,759.5\t45,303.3",
        "Other sales\t1,975.9\t\t5,256.4\t7,534.9",
        "Net loss attributable to the shareholders of the company\t(5,141.4)\t(3,660.5)\t(15,553.1)\t(15,657.0)",
        "Gross margin\t10.7%\t13.9%\t8.7%\t11.0%",
    ]


def test_columns_are_read_one_after_the_other():
    left = [f"The first column says in line {n} that the maker" for n in range(8)]
    right = [f"The second column in its line {n} says nothing" for n in range(8)]

    def draw(page):
        page.text(
            25, 30, "A heading that stands over both of the columns and is as wide as they are together, and more"
        )
        for n in range(8):
            page.text(25, 40 + 5 * n, left[n])
            page.text(112, 42 + 5 * n, right[n])

    heading, first, second = text_of(pdf(draw)).split("\n\n")
    assert heading.startswith("A heading")
    assert first == " ".join(left)
    assert second == " ".join(right)


def test_raised_digits_are_not_run_together_with_a_figure():
    def draw(page):
        page.text(25, 30, "Deliveries were 87,071")
        page.set_font("Helvetica", "", 7)
        page.text(25 + 41.2, 28.6, "1")
        page.set_font("Helvetica", "", 11)
        page.text(25 + 44, 30, "in the quarter.")

    assert text_of(pdf(draw)) == "Deliveries were 87,071¹ in the quarter."


def test_pages_are_parted_and_what_recurs_on_them_is_left_out():
    def draw(page):
        for n in range(1, 5):
            if n > 1:
                page.add_page()
            page.set_font("Helvetica", "", 9)
            page.text(25, 15, "NIO Inc. - Interim report 2025")
            page.text(100, 285, f"- {n} -")
            page.set_xy(25, 40)
            paragraph(page, f"On page {n} the company says that it delivered {n}6,275 vehicles.")

    text = text_of(pdf(draw))
    pages = [f"On page {n} the company says that it delivered {n}6,275 vehicles." for n in range(1, 5)]
    assert text == "\n\f\n".join(pages)
    document = Document("a.pdf", text)
    assert [document.page_at(text.index(page)) for page in pages] == [1, 2, 3, 4]


def test_a_sentence_that_runs_over_the_edge_of_a_page_stays_one():
    def draw(page):
        paragraph(page, "In the month the company delivered")
        page.add_page()
        paragraph(page, "exactly 36,275 vehicles.")

    assert text_of(pdf(draw)) == "In the month the company delivered\fexactly 36,275 vehicles."


def test_bullets_and_short_lines_stay_apart():
    def draw(page):
        for line in (
            "Highlights",
            "- Deliveries were 36,275.",
            "- Revenue was RMB21.8 billion.",
            "Shanghai",
            "December 1, 2025",
        ):
            page.cell(0, 5.5, line, new_x="LMARGIN", new_y="NEXT")

    assert text_of(pdf(draw)).split("\n") == [
        "Highlights",
        "- Deliveries were 36,275.",
        "- Revenue was RMB21.8 billion.",
        "Shanghai",
        "December 1, 2025",
    ]


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("the company announced that its deliv-", "eries rose", "its deliveries rose"),
        ("an increase of 76.3% over the year-", "earlier month", "over the year-earlier month"),
        ("compared with the month year-over-", "year again", "year-over-year again"),
    ],
)
def test_words_that_are_parted_at_the_end_of_a_line(first, second, joined):
    def draw(page):
        page.text(25, 30, f"This is a line that is as long as the column of the page is, {first}")
        page.text(25, 35, second)

    assert joined in text_of(pdf(draw))


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_page_that_lies_on_its_side(angle):
    def draw(page):
        with page.rotation(angle, 105, 148):
            page.text(60, 120, "The company delivered 36,275 vehicles")
            page.text(60, 126, "in November 2025, and 40,397 in October.")

    assert text_of(pdf(draw)).split() == (
        "The company delivered 36,275 vehicles in November 2025, and 40,397 in October.".split()
    )


def test_a_watermark_is_left_out():
    def draw(page):
        paragraph(page, LEAD)
        with page.rotation(45, 105, 148):
            page.text(60, 120, "DRAFT")

    assert text_of(pdf(draw)) == LEAD


def test_chinese_lines_are_joined_without_blanks():
    lines = [
        "蔚来公布二零二五年十一月交付量",
        "上海二零二五年十二月一日，蔚来公司今天公布了十一月份的交付成绩，公司在当月共",
        "交付新车三万六千二百七十五台，同比增长百分之七十六点三，其中蔚来品牌交付了一",
        "万八千台。",
    ]
    text = text_of(chinese(lines))
    assert text.replace("\n\n", "\n").split("\n") == [lines[0], "".join(lines[1:])]
    assert text.isprintable() or "\n" in text


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"%PDF-1.7\n", "is a broken PDF; open it in a viewer"),
        (pdf(release)[:500], "is a broken PDF"),
        (pdf(lambda page: page.rect(30, 30, 50, 50)), "is pictures of pages, without text; recognise the text first"),
        (
            pdf(lambda page: (release(page), page.set_encryption("a", "b"))),
            "is protected by a password; save it without",
        ),
    ],
)
def test_what_cannot_be_read_is_said(data, line, tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(data)
    with pytest.raises(SourceError) as caught:
        read_document(str(path))
    assert str(caught.value).startswith(f"{path}: {line}")


def test_no_pdf_though_it_is_named_so(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_text("BYD sold 5 cars.")
    with pytest.raises(SourceError, match="is no PDF, though it is named so"):
        read_document(str(path))


def test_too_many_pages_are_refused(monkeypatch):
    monkeypatch.setattr("tachograph.reading.pdf.glyphs._PAGES", 1)
    with pytest.raises(SourceError, match="has more than 1 pages; split it"):
        text_of(pdf(lambda page: page.add_page()))


def test_the_same_file_gives_the_same_text():
    data = pdf(release)
    assert read_pdf(data, "a.pdf") == read_pdf(data, "b.pdf")


PLACES = st.sampled_from([0, 5, 11, 40, 41, 100, 103, 200, 300.5, -20, 1e7])
SIZES = st.sampled_from([1, 8, 12, 12, 12, 30])
GLYPHS = st.builds(
    lambda char, x, y, size: Glyph(char, x, x + size / 2, y, y + size),
    st.sampled_from("aB9,$(车 "),
    PLACES,
    PLACES,
    SIZES,
)
WORDS = st.builds(
    lambda text, x, y: [Glyph(c, x + 6 * i, x + 6 * i + 6, y, y + 12) for i, c in enumerate(text)],
    st.sampled_from(["delivered", "36,275", "the company said that it", "(5.2", "比亚迪", "%"]),
    PLACES,
    PLACES,
)


@settings(max_examples=300)
@given(st.lists(st.one_of(GLYPHS.map(lambda one: [one]), WORDS), max_size=60))
def test_no_character_of_a_page_is_lost_however_it_is_laid_out(drawn):
    glyphs = [glyph for word in drawn for glyph in word]
    text = "".join(text_of_block(block) for block in blocks(rows_of(glyphs), 500))
    lowered = text.translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789"))
    assert Counter(lowered) >= Counter(glyph.char for glyph in glyphs if glyph.char != " ")


def test_a_page_of_nothing_but_characters_far_apart_takes_bounded_work():
    glyphs = [Glyph("9", 30.0 * i, 30.0 * i + 5, 0, 12) for i in range(20_000)]
    rows = rows_of(glyphs)
    assert max(len(row.runs) for row in rows) <= 200
    text = "".join(text_of_block(block) for block in blocks(rows, 500))
    assert text.count("9") == 20_000
