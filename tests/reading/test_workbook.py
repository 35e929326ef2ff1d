"""Excel workbooks become text, or one line that says why not."""

import io
import subprocess
import sys
import zipfile
from datetime import date

import openpyxl
import pytest

from tachograph.core.errors import SourceError
from tachograph.extraction import extract_claims
from tachograph.packs.loader import load_pack
from tachograph.reading import read_document, workbook


@pytest.fixture
def board(tmp_path):
    """A workbook with two tables, a hidden sheet and a sheet without anything."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "January 2026"
    for row in (
        ["Deliveries of January 2026"],
        [],
        [],
        [None, "Deliveries", None, "Revenue (RMB bn)"],
        ["Brand", date(2026, 1, 1), "YoY", "Q4 2025"],
        ["NIO", 27182, 0.961, 32.5],
        ["XPeng", 20011, -0.341, None],
    ):
        sheet.append(row)
    sheet.merge_cells("A1:D1")
    sheet["B5"].number_format = "mmm-yy"
    for row in sheet.iter_rows(min_row=6):
        for cell, form in zip(row[1:], ("#,##0", "0.0%", "0.0"), strict=True):
            cell.number_format = form
    months = book.create_sheet("NIO by month")
    for row in (["Month", "Deliveries"], ["2025-12", 48135], ["2026-01", 27182]):
        months.append(row)
    book.create_sheet("secret")["A1"] = 99999
    book["secret"].sheet_state = "hidden"
    book.create_sheet("empty")
    path = tmp_path / "board.xlsx"
    book.save(path)
    return path


def test_visible_sheets_are_lines_under_their_names(board):
    assert read_document(str(board)).text == (
        "January 2026\n\nDeliveries of January 2026\n\n\tDeliveries\t\tRevenue (RMB bn)\n"
        "Brand\t2026-01\tYoY\tQ4 2025\nNIO\t27,182\t96.1%\t32.5\nXPeng\t20,011\t-34.1%\n\n"
        "NIO by month\n\nMonth\tDeliveries\n2025-12\t48135\n2026-01\t27182"
    )


def test_the_cells_are_read_as_claims(board):
    document = read_document(str(board), published=date(2026, 2, 3))
    claims = extract_claims(document, load_pack(evidence=False))
    said = [(c.quote, c.subject, c.metric, str(c.period), c.basis) for c in claims]
    assert said == [
        ("27,182", "NIO", "deliveries", "2026-01", None),
        ("96.1%", "NIO", "deliveries", "2026-01", "2025-01"),
        ("32.5", "NIO", "revenue", "2025-Q4", None),
        ("20,011", "XPeng", "deliveries", "2026-01", None),
        ("-34.1%", "XPeng", "deliveries", "2026-01", "2025-01"),
        ("48135", "NIO", "deliveries", "2025-12", None),
        ("27182", "NIO", "deliveries", "2026-01", None),
    ]
    assert all(c.span.of(document.text) == c.quote for c in claims)


def test_a_workbook_is_known_by_its_bytes(board, tmp_path):
    other = tmp_path / "download"
    other.write_bytes(board.read_bytes())
    assert read_document(str(other)).text == read_document(str(board)).text


def _zipped(**parts):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return data.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (OLE, r"is an old Excel or Word file \(\.xls, \.doc\); open it in .* and save it as \.xlsx"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "is protected by a password; save it without one"),
        (_zipped(xl__workbook_dot_bin=b""), r"is a binary Excel file \(\.xlsb\)"),
        (_zipped(xl__workbook_dot_xml=b"<broken"), r"is a broken Excel file \(\w+\); open it"),
        (_zipped(word__document_dot_xml=b"<a/>"), "is a zip or Word file"),
        (b"PK\x03\x04" + b"\0" * 50, "is a zip or Word file"),
    ],
)
def test_what_is_no_readable_workbook_is_refused_in_a_line(tmp_path, content, what):
    path = tmp_path / "board.xlsx"
    path.write_bytes(content)
    with pytest.raises(SourceError, match=what) as refused:
        read_document(str(path))
    assert "\n" not in str(refused.value)


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path):
    path = tmp_path / "board.xlsx"
    path.write_bytes(_zipped(xl__workbook_dot_xml=b"<a/>", bomb=b"0" * 210_000_000))
    assert path.stat().st_size < 1_000_000
    with pytest.raises(SourceError, match="unpacks to more than 200 MB; split it"):
        read_document(str(path))


def test_a_sheet_of_very_many_cells_is_refused(board, monkeypatch):
    monkeypatch.setattr(workbook, "_CELLS", 20)
    with pytest.raises(SourceError, match="has more than 20 cells in a sheet; split it"):
        read_document(str(board))


def test_the_library_is_loaded_only_for_workbooks(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("a,b\nNIO,5\n")
    code = "import sys; from tachograph.reading import read_document; read_document(sys.argv[1]); print(*sys.modules)"
    out = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    assert "tachograph.reading.workbook" in out.stdout.split()
    assert "openpyxl" not in out.stdout.split()
