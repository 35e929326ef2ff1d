"""A batch in the ledger is what adding the articles would have put there."""

from datetime import date
from functools import partial

import duckdb
import fsspec
import pytest

from ledgers import NOW, kept
from tachograph.core.errors import SourceError
from tachograph.ledger import open_ledger
from tachograph.ledger.tables import TABLES
from tachograph.pipeline.recording import add_sources, books
from tachograph.scaling import run_batch
from tachograph.scaling.loading import add_batch
from tachograph.scaling.pool import Pool
from tachograph.scaling.record import Choices

MAKERS = ("NIO", "XPeng", "Li Auto", "BYD", "Leapmotor")


def contents(place):
    """Everything in a ledger but when it was recorded."""
    found = {}
    with open_ledger(place, write=False) as ledger:
        for table in TABLES:
            columns = ", ".join(f'"{c}"' for c in table.columns if c != "recorded")
            found[table.name] = sorted(map(repr, ledger.query(f"SELECT {columns} FROM {table.name}")))
    return found


def article(n):
    """One of thirty: releases of makers and months, each third a copy of the one before, some with a promise."""
    if n % 3 == 2:
        return f"March {n}, 2027 - (Wire) {article(n - 1)}"
    maker, count = MAKERS[n % 5], 20000 + 137 * n
    plan = f" {maker} will open a plant in Hungary by June 2028." if n % 4 == 0 else ""
    return (
        f"{maker} delivers {count:,} vehicles in February 2027\n\n"
        f"SHANGHAI, March 1, 2027 - {maker} delivered {count:,} vehicles in February 2027, up 25% from "
        f"{count * 4 // 5 + (n % 2) * 900:,} a year earlier, and told reporters that it had run {n + 300:,} stores at "
        f"the end of the month in {n + 40} cities of the country.{plan}\n"
    )


def test_thirty_articles_give_the_same_ledger_both_ways(tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    for n in range(30):
        (folder / f"{n:02}.txt").write_text(article(n), encoding="utf-8")
    (folder / "again.txt").write_text(article(3), encoding="utf-8")
    one, other = tmp_path / "one", tmp_path / "other"
    one.mkdir()
    other.mkdir()
    choices = Choices(published=date(2027, 3, 2))
    done = run_batch([str(folder)], tmp_path / "out", choices, partial(Pool, 1, choices), articles=12)
    add_sources(kept(one), [str(folder)], published=date(2027, 3, 2))
    loaded = add_batch(kept(other), tmp_path / "out")
    assert (loaded.documents, loaded.known) == (30, 1)
    by_adding, by_batch = contents(str(one / "stocked.duckdb")), contents(str(other / "stocked.duckdb"))
    assert by_batch == by_adding
    assert by_batch["copies"]
    assert by_batch["commitments"]
    copies = duckdb.sql(f"SELECT * FROM '{tmp_path}/out/copies.parquet'").fetchall()
    assert sorted(map(repr, copies)) == by_adding["copies"]
    assert len(copies) == done.copies
    again = add_batch(books(str(other / "stocked.duckdb"), lambda: NOW), tmp_path / "out")
    assert (again.documents, again.figures) == (0, 0)
    elsewhere = fsspec.filesystem("memory")
    elsewhere.put(str(tmp_path / "out"), "/thirty", recursive=True)
    afar = add_batch(books(str(other / "stocked.duckdb"), lambda: NOW), "memory://thirty")
    elsewhere.rm("/thirty", recursive=True)
    assert (afar.documents, afar.known, afar.figures) == (0, 31, 0)
    assert contents(str(other / "stocked.duckdb")) == by_adding


def test_a_folder_that_is_no_batch_is_refused(tmp_path):
    with pytest.raises(SourceError, match="holds no batch"):
        add_batch(kept(tmp_path), tmp_path)
