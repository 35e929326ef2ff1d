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
