"""Tables of figures from files: CSV in its kinds, Excel workbooks, a pack's own tables."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook

from tachograph.core.errors import SourceError
from tachograph.packs.loader import load_pack
from tachograph.packs.tables import OBSERVATION_COLUMNS
from tachograph.pipeline.tables import read_observations

PACKS = Path(__file__).parent.parent.parent / "src" / "tachograph" / "packs"
HEADER = "entity,metric,period,value,qualifier,unit,source_url,published"
ROW = "NIO,deliveries,2025-01,13863,,vehicles,https://example.org/a,2025-02-01"


@pytest.fixture(scope="module")
def pack():
    return load_pack()


@pytest.fixture
def given(tmp_path):
    def write(content, name="figures.csv"):
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return str(path)

    return write


@pytest.mark.parametrize("name", ["cars", "wearables"])
def test_a_pack_s_own_table_gives_its_observations(pack, name):
    observations, problems = read_observations(str(PACKS / name / "observations.csv"), pack)
    assert problems == ()
    assert observations == load_pack([name]).observations


@pytest.mark.parametrize(
    "content",
    [
        f"{HEADER}\n{ROW}\n",
        f"\ufeff{HEADER}\r\n{ROW}\r\n\r\n",
        f"{HEADER}\n{ROW}".replace(",", ";"),
        f"{HEADER}\n{ROW}".replace(",", "\t"),
        f"{HEADER}\n{ROW}".replace("13863", '"13,863"'),
        f"{HEADER}\n{ROW}\n{ROW}\n".encode("utf-16"),
        f"{HEADER},note\n{ROW.replace('NIO', '蔚来')},交付量".encode("gb18030"),
        "source_url,Value,unit,metric,entity,period,published\nhttps://example.org/a,13863,vehicles,deliveries,NIO,2025-01,2025-02-01",
    ],
)
def test_csv_in_its_kinds(pack, given, content):
    observations, problems = read_observations(given(content), pack)
    assert problems == ()
    (one,) = observations
    assert (one.entity, one.metric, one.period, one.quantity.low) == ("nio", "deliveries", "2025-01", 13863)
    assert one.published == "2025-02-01"


def test_one_bad_row_does_not_stop_the_rest(pack, given):
    path = given(f'{HEADER}\n"a\nb",x\n{ROW.replace("2025-01,", "2025-1,")}\n{ROW},,,\n\n,,,,,,,\n{ROW}\n')
    observations, problems = read_observations(path, pack)
    assert [one.entity for one in observations] == ["nio"]
    assert [str(p).removeprefix(path) for p in problems][1:] == [
        ", line 4: not an EDTF period: '2025-1' (write 2026, 2026-02, 2026-02-01, 2025-Q3, 2025-H1 or a/b); mend that line",
        ", line 5: has 11 cells, but there are 8 columns; quote the values that hold the delimiter",
    ]
    assert str(problems[0]).startswith(f"{path}, line 3: ")


def test_a_workbook_gives_its_numbers_in_full(pack, tmp_path):
    book = Workbook()
    sheet = book.active
    sheet.append(HEADER.split(","))
    sheet.append(
        ["NIO", "deliveries", date(2025, 1, 1), 13863, None, "vehicles", "https://example.org/a", date(2025, 2, 1)]
    )
    sheet.append(["NIO", "vehicle_margin", "2025-Q1", 0.102, None, "percent", "https://example.org/b", None])
    sheet.append(["NIO", "revenue", 2024, 65731600000.0, None, "CNY", "https://example.org/c", "2025-03"])
    sheet.append(["NIO", "deliveries", "soon", 5, None, "vehicles", "https://example.org/d", None])
    sheet["C2"].number_format = "mmm-yy"
    sheet["D2"].number_format = '0.0,"k"'
    sheet["D3"].number_format = "0%"
    path = tmp_path / "figures.xlsx"
    book.save(path)
    observations, problems = read_observations(str(path), pack)
    assert [(o.metric, o.period, o.quantity.low, o.published) for o in observations] == [
        ("deliveries", "2025-01", 13863, "2025-02-01"),
        ("vehicle_margin", "2025-Q1", Decimal("10.2"), None),
        ("revenue", "2024", 65731600000, "2025-03"),
    ]
    assert [str(p).startswith(f"{path}, line 5: not an EDTF period: 'soon'") for p in problems] == [True]


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("", "its first line names no column entity, metric, period, value, unit, source_url; write there: entity,"),
        ("entity,metric,period,value,unit\n", "its first line names no column source_url; write there: "),
        (b"%PDF-1.7\n", "is a PDF"),
        (b"a,b\n\xff\xfe\xfd", "is not text in UTF-8 or GB18030"),
        (f'{HEADER}\n"open', "no table that can be read"),
        (b"PK\x03\x04broken", "is no workbook"),
        (f"{HEADER}\n{'x' * 200_000}", "no table that can be read (line 2: field larger than field limit"),
    ],
)
def test_a_file_that_is_no_such_table_is_refused(pack, given, content, line):
    path = given(content)
    if isinstance(content, str) and content.endswith("open"):
        _, problems = read_observations(path, pack)
        assert len(problems) == 1
        return
    with pytest.raises(SourceError) as caught:
        read_observations(path, pack)
    assert line in str(caught.value)


@pytest.mark.parametrize(
    ("column", "value", "line"),
    [
        ("entity", "nobody", "unknown entity 'nobody'"),
        ("metric", "zebras", "unknown metric 'zebras'"),
        ("unit", "bushel", "unknown unit 'bushel'"),
        ("region", "Atlantis", "unknown region 'Atlantis'"),
        ("segment", "zebra", "unknown segment 'zebra'"),
        ("low", "many", ""),
        ("kind", "zebra", "'zebra'"),
        ("period", "soon", "not an EDTF period: 'soon'"),
    ],
)
def test_what_is_wrong_in_a_pack_s_own_columns_is_said(pack, given, column, value, line):
    good = (
        "nio,deliveries,2025-01,13863,13863,exactly,vehicle,1,level,actual,,,,,https://example.org/a,2025-02-01".split(
            ","
        )
    )
    bad = [value if name == column else cell for name, cell in zip(OBSERVATION_COLUMNS, good, strict=True)]
    path = given("\n".join(",".join(row) for row in (OBSERVATION_COLUMNS, bad, good)))
    observations, problems = read_observations(path, pack)
    assert len(observations) == 1
    assert [str(p).startswith(f"{path}, line 2: {line}") for p in problems] == [True]
