"""The cells of the tables in evaluation/tables are read right, as many as ever."""

from __future__ import annotations

import pytest
from evaluation.cells import SETS, Table, read_tables, score

from tachograph.core.pack import Pack
from tachograph.packs.loader import load_pack

TABLES = [table for name in SETS for table in read_tables(name)]
# What is not read: a zero, a rank behind a capital ("Share 1"), an estimate's letter at its figure (0.41e).
MISSED = {
    "group and brand in two columns, the group said once": 2,
    "flattened with a rank, share and a dash, prose before and after": 1,
    "unit said after a Markdown table, estimates marked": 1,
}


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(evidence=False)


def test_there_are_enough_tables_and_each_is_named_once() -> None:
    assert len({t.name for t in TABLES}) == len(TABLES) > 40


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.name)
def test_the_cells_of_a_table_are_right_in_every_field(table: Table, pack: Pack) -> None:
    assert score(table, pack)["full"] == len(table.cells) - MISSED.get(table.name, 0)
