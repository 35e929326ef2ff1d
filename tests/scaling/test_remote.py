"""Inputs on other file systems are those of this one, under their addresses."""

import json
import sys
from functools import partial

import duckdb
import fsspec
import pytest

from tachograph.core.errors import SourceError
from tachograph.scaling import run_batch
from tachograph.scaling.inputs import find_inputs, records_of
from tachograph.scaling.pool import Pool
from tachograph.scaling.record import Choices
from tachograph.scaling.summary import summary
from tachograph.scaling.tables import COLUMNS


@pytest.fixture
def folder(tmp_path):
    inside = tmp_path / "in"
    inside.mkdir()
    (inside / "a.txt").write_text("NIO delivered 60,123 vehicles.", encoding="utf-8")
    (inside / "b.jsonl").write_text(json.dumps({"text": "BYD sold 5 cars."}) + "\nbroken\n", encoding="utf-8")
    (inside / "notes.log").write_text("none", encoding="utf-8")
    duckdb.sql(
        f"COPY (SELECT 'https://c.example/' || n AS url, 'It sold ' || n || ' cars.' AS text FROM range(3) t(n)) TO '{inside / 'c.parquet'}'"
    )
    (inside / "d.parquet").write_bytes(b"no table")
    memory = fsspec.filesystem("memory")
    memory.put(str(inside), "/archive", recursive=True)
    yield inside
    memory.rm("/archive", recursive=True)


def read(source):
    return list(records_of(find_inputs([source])))


def test_another_file_system_gives_the_same_articles(folder):
    ours, theirs = read(str(folder)), read("memory://archive")
    assert [(r.text, r.raw, r.problem and r.problem.what[:30]) for r in theirs] == [
        (r.text, r.raw, r.problem and r.problem.what[:30]) for r in ours
    ]
    assert [r.name for r in theirs] == [
        "memory:///archive/a.txt", "memory:///archive/b.jsonl:1", "memory:///archive/b.jsonl:2",
        "https://c.example/0", "https://c.example/1", "https://c.example/2", "memory:///archive/d.parquet",
    ]  # fmt: skip
    assert [r.text for r in read(f"file://{folder}/c.parquet")] == [f"It sold {n} cars." for n in range(3)]


@pytest.mark.usefixtures("folder")
def test_a_run_over_another_file_system(tmp_path):
    choices = Choices(packs=("wearables",))
    done = run_batch(["memory://archive"], tmp_path / "out", choices, partial(Pool, 1, choices))
    assert (done.articles, done.parts) == (7, 1)


def contents(place):
    return {
        f"{table}/{name}": place.read(f"{table}/{name}") for table in [*COLUMNS, "done"] for name in place.files(table)
    }


@pytest.fixture
def elsewhere():
    memory = fsspec.filesystem("memory")
    yield "memory://results/of/january"
    if memory.exists("/results"):
        memory.rm("/results", recursive=True)


def test_what_comes_out_is_the_same_bytes_elsewhere(folder, elsewhere, tmp_path):
    choices = Choices(packs=("wearables",))
    ours = run_batch([str(folder)], tmp_path / "out", choices, partial(Pool, 1, choices), articles=2)
    theirs = run_batch([str(folder)], elsewhere, choices, partial(Pool, 1, choices), articles=2)
    assert contents(theirs.output.place) == contents(ours.output.place)
    assert len(contents(ours.output.place)) == ours.parts * (len(COLUMNS) + 1) > len(COLUMNS) + 1
    assert summary(theirs.output, theirs.copies).told() == summary(ours.output, ours.copies).told()


def test_a_run_elsewhere_goes_on_where_it_was_and_makes_what_is_damaged_anew(folder, elsewhere):
    choices = Choices(packs=("wearables",))
    first = run_batch([str(folder)], elsewhere, choices, partial(Pool, 1, choices), articles=2)
    whole = contents(first.output.place)
    first.output.place.write("claims/0000001.parquet", b"half")
    first.output.place.delete("done/0000002.json")
    again = run_batch([str(folder)], elsewhere, choices, partial(Pool, 1, choices), articles=2)
    assert (again.parts, again.kept) == (first.parts, first.parts - 2)
    assert contents(again.output.place) == whole


def test_a_folder_elsewhere_is_refused_for_what_is_in_it(folder, elsewhere):
    choices = Choices(packs=("wearables",))
    fsspec.filesystem("memory").pipe_file("/results/of/january/letter.txt", b"Dear")
    with pytest.raises(SourceError, match="is not empty, and holds no batch"):
        run_batch([str(folder)], elsewhere, choices, partial(Pool, 1, choices))
    with pytest.raises(SourceError, match="lies within an input"):
        run_batch(["memory://archive"], "memory://archive/out", choices, partial(Pool, 1, choices))


def test_a_place_that_cannot_be_written_is_said(folder, elsewhere, monkeypatch):
    class RefusedError(Exception):
        """As packages for storages have them."""

    def refuse(*_, **__):
        raise RefusedError("403 key=sesame")

    choices = Choices(packs=("wearables",))
    monkeypatch.setattr(fsspec.filesystem("memory"), "pipe_file", refuse)
    with pytest.raises(SourceError, match=r"memory://results/of/january: cannot be written \(403"):
        run_batch([str(folder)], elsewhere, choices, partial(Pool, 1, choices))


@pytest.mark.parametrize(
    ("address", "what"),
    [
        ("memory://nothing", "holds no article"),
        ("nosuch://x/y", "Protocol not known: nosuch"),
    ],
)
def test_what_cannot_be_reached_is_said(address, what):
    with pytest.raises(SourceError, match=what):
        find_inputs([address])


def test_without_the_extra_it_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    with pytest.raises(SourceError, match=r"pip install 'tachograph\[remote\]'"):
        find_inputs(["memory://x"])
