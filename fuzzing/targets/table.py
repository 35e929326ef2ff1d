"""Tables: CSV and its relatives, and Excel workbooks.

A workbook is a zip, of which a changed byte leaves nothing to read. So an input that begins as a sheet or as the styles
of a workbook is put into one that is whole but for it.
"""

from __future__ import annotations

import atexit
import io
import zipfile
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from fuzzing import expect
from fuzzing.target import Target
from fuzzing.targets.reading import read
from tachograph.core.errors import SourceError
from tachograph.reading.raw import Form
from tachograph.reading.rows import read_rows

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_OFFICE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_OFFICE}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_OFFICE}.styles+xml"/></Types>'
)
_WORKBOOK = f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>'
_RELS = f'<Relationships xmlns="{_PACKAGE}/relationships">%s</Relationships>'
_TO_BOOK = f'<Relationship Id="rId1" Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/>'
_TO_SHEET = (
    f'<Relationship Id="rId1" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_RELATIONS}/styles" Target="styles.xml"/>'
)
SHEET = (
    f'<worksheet xmlns="{_MAIN}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>NIO</t></is></c>'
    '<c r="B1" s="1"><v>48135.5</v></c><c r="C1" s="1" t="d"><v>2025-12-01</v></c><c r="D1" s="1"><v>-0.546</v></c></row>'
    "</sheetData></worksheet>"
).encode()
STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="[Red][&lt;1]0.0%;#,##0.0,&quot; k&quot;"/>'
    '</numFmts><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>'
).encode()
_FOLDER = mkdtemp(prefix="tachograph-fuzzed-")
_PLACE = Path(_FOLDER, "table")
atexit.register(rmtree, _FOLDER, ignore_errors=True)


def run(data: bytes) -> None:
    """The bytes as a table for reading, and as one of figures."""
    if data.startswith(b"<worksheet"):
        data = _workbook(data, STYLES)
    elif data.startswith(b"<styleSheet"):
        data = _workbook(SHEET, data)
    read(data, Form.WORKBOOK if data.startswith(b"PK") else Form.TABLE)
    _PLACE.write_bytes(data)
    try:
        for number, cells in read_rows(str(_PLACE)):
            assert number > 0
            assert all(isinstance(cell, str) for cell in cells)
    except SourceError as error:
        expect.line(error)


def _workbook(sheet: bytes, styles: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as parts:
        for name, part in (
            ("[Content_Types].xml", _TYPES), ("_rels/.rels", _RELS % _TO_BOOK), ("xl/workbook.xml", _WORKBOOK),
            ("xl/_rels/workbook.xml.rels", _RELS % _TO_SHEET), ("xl/worksheets/sheet1.xml", sheet), ("xl/styles.xml", styles),
        ):  # fmt: skip
            parts.writestr(zipfile.ZipInfo(name), part)
    return packed.getvalue()


TARGET = Target("table", run, 4096)
