"""Archives in parts: the same files whoever makes them, however often they are stopped, and whatever is in them."""

import gzip
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import duckdb
import pytest
from distributed import LocalCluster

from tachograph.core.errors import SourceError
from tachograph.scaling import run_batch
from tachograph.scaling.cluster import Cluster
from tachograph.scaling.inputs import find_inputs, records_of
from tachograph.scaling.pool import Pool
from tachograph.scaling.record import Choices
from tachograph.scaling.task import Task

CHOICES = Choices(limit=30)
FEW = 4  # articles of a part


def text(n, maker="NIO"):
    return (
        f"{maker} delivers {20000 + n:,} vehicles in February 2027\n\n"
        f"SHANGHAI, March 1, 2027 - {maker} delivered {20000 + n:,} vehicles in February 2027, "
        f"up 10% from {18000 + n:,} a year earlier.\n"
    )


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "articles"
    made.mkdir()
    for n in range(10):
        (made / f"{n}.txt").write_text(text(n), encoding="utf-8")
    return made


def pool(width=2):
    return lambda choices: partial(Pool, width, choices)


def dask(choices):
    return partial(Cluster, None, 2, choices)


def run(inputs, output, engine=None, choices=CHOICES, articles=FEW):
    return run_batch([str(one) for one in inputs], output, choices, (engine or pool())(choices), articles=articles)


def files(output):
    return {str(p.relative_to(output)): p.read_bytes() for p in Path(output).rglob("*") if p.is_file()}


def rows(output, table, columns="*"):
    return duckdb.sql(f"SELECT {columns} FROM read_parquet('{output}/{table}/*.parquet')").fetchall()


@pytest.fixture(params=["pool", "dask"])
def engine(request):
    return {"pool": pool(), "dask": dask}[request.param]


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """Fifty articles, and the folder that one worker makes of them."""
    place = tmp_path_factory.mktemp("archive")
    (place / "articles").mkdir()
    for n in range(50):
        (place / "articles" / f"{n}.txt").write_text(text(n), encoding="utf-8")
    run([place / "articles"], place / "reference", pool(1))
    return place


@pytest.fixture
def made(archive, tmp_path):
    """A copy of that folder, to be spoilt."""
    return Path(shutil.copytree(archive / "reference", tmp_path / "made"))


def test_the_files_are_the_same_whoever_makes_them(archive, tmp_path, engine):
    done = run([archive / "articles"], tmp_path / "out", engine)
    assert (done.articles, done.parts, done.kept) == (50, 13, 0)
    assert files(tmp_path / "out") == files(archive / "reference")
    assert len(rows(tmp_path / "out", "documents")) == 50
    assert {float(low) for (low,) in rows(tmp_path / "out", "observations", "low")} >= {20000.0, 20009.0, 18000.0}


def test_workers_that_do_not_come_back_are_replaced(folder):
    engine = Cluster(None, 1, CHOICES)
    try:
        (worker,) = engine._local.workers.values()
        engine._local.sync(worker.close)
        record = next(iter(records_of(find_inputs([str(folder)]))))
        engine.submit(Task(0, 0, (record,), whole=False))
        _, made = engine.wait()
    finally:
        engine.close()
    assert len(made["documents"]) == 1


def test_a_cluster_without_workers_is_said(monkeypatch):
    monkeypatch.setattr("tachograph.scaling.cluster._LOOK", 0.2)
    monkeypatch.setattr("tachograph.scaling.cluster._START", 1)
    with LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None, host="127.0.0.1") as theirs:
        engine = Cluster(theirs.scheduler_address, None, CHOICES)
        try:
            theirs.scale(0)
            theirs.sync(theirs._correct_state)
            engine.submit(Task(0, 0, (), whole=False))
            with pytest.raises(SourceError, match="no Dask worker is left; start workers and run it again"):
                engine.wait()
        finally:
            engine.close()


def test_an_article_that_kills_or_hangs_costs_only_itself(folder, tmp_path, engine, monkeypatch):
    monkeypatch.setenv(
        "PYTHONPATH", os.pathsep.join([str(Path(__file__).parent / "traps"), os.environ.get("PYTHONPATH", "")])
    )
    (folder / "5.txt").write_text("DIE-HERE", encoding="utf-8")
    (folder / "7.txt").write_text("HANG-HERE", encoding="utf-8")
    choices = Choices(limit=20)  # seconds: a worker that takes over must load everything, on a busy machine as well
    done = run([folder], tmp_path / "out", engine, choices)
    assert done.articles == 10
    failed = rows(tmp_path / "out", "errors", "source, what")
    assert [Path(source).name for source, _ in failed] == ["5.txt", "7.txt"]
    assert all("stopped the process that read it" in what for _, what in failed)
    assert len(rows(tmp_path / "out", "documents")) == 8


def test_a_run_that_is_killed_goes_on_and_gives_the_same_files(archive, tmp_path):
    out = tmp_path / "out"
    code = (
        "import sys; from functools import partial; from pathlib import Path\n"
        "from tachograph.scaling import run_batch; from tachograph.scaling.pool import Pool\n"
        "from tachograph.scaling.record import Choices\n"
        "if __name__ == '__main__':\n"
        "    c = Choices(limit=30); run_batch([sys.argv[1]], Path(sys.argv[2]), c, partial(Pool, 1, c), articles=4)\n"
    )
    script = tmp_path / "script.py"
    script.write_text(code, encoding="utf-8")
    running = subprocess.Popen([sys.executable, script, archive / "articles", out])
    while running.poll() is None and len(list(out.glob("done/*.json"))) < 3:
        time.sleep(0.01)
    running.send_signal(signal.SIGKILL)
    assert running.wait() == -signal.SIGKILL
    before = len(list(out.glob("done/*.json")))
    assert 3 <= before < 13
    assert run([archive / "articles"], out).kept == before
    assert files(out) == files(archive / "reference")


@pytest.mark.parametrize("table", ["claims", "documents"])
def test_a_damaged_part_is_made_again(archive, made, table):
    damaged = made / table / "0000001.parquet"
    damaged.write_bytes(damaged.read_bytes()[:-20] + b"x" * 20)
    (made / table / "0000002.parquet").unlink()
    done = run([archive / "articles"], made)
    assert (done.parts, done.kept) == (13, 11)
    assert files(made) == files(archive / "reference")


def test_an_article_that_changes_makes_its_part_again_and_what_is_gone_goes(folder, tmp_path):
    out = tmp_path / "out"
    run([folder], out)
    (folder / "5.txt").write_text(text(500), encoding="utf-8")
    assert run([folder], out).kept == 2
    for n in range(4, 10):
        (folder / f"{n}.txt").unlink()
    assert run([folder], out).parts == 1
    run([folder], tmp_path / "fresh")
    assert files(out) == files(tmp_path / "fresh")


def test_lines_tables_pages_and_what_is_wrong_in_them(tmp_path):
    lines = [
        {"url": "https://a.example/1", "text": text(1), "published": "2027-03-01T08:00:00Z", "title": "One"},
        {"url": "https://a.example/2", "html": f"<html><body><article><p>{text(2)}</p></article></body></html>"},
        {"url": "https://a.example/3"},
        "no object",
        {"text": text(4)},
    ]
    source = tmp_path / "some.jsonl"
    source.write_text("".join(json.dumps(one) + "\n" for one in lines) + "{broken\n", encoding="utf-8")
    packed = tmp_path / "more.jsonl.gz"
    packed.write_bytes(gzip.compress(json.dumps({"url": "https://b.example/", "text": text(5)}).encode()))
    table = tmp_path / "table.parquet"
    duckdb.sql(
        f"COPY (SELECT 'https://c.example/' || n AS url, '{text(9)}' || n AS text, DATE '2027-03-02' AS published "
        f"FROM range(250) t(n)) TO '{table}'"
    )
    out = tmp_path / "out"
    run([source, packed, table, tmp_path / "missing.txt"], out, articles=100)
    read = {row[0]: row[1:] for row in rows(out, "documents", "source, title, published::VARCHAR")}
    assert read["https://a.example/1"] == ("One", "2027-03-01")
    assert {"https://a.example/2", f"{source}:5", "https://b.example/", "https://c.example/249"} <= set(read)
    assert len(read) == 254
    failed = dict(rows(out, "errors", "source, what"))
    assert set(failed) == {"https://a.example/3", f"{source}:4", f"{source}:6", str(tmp_path / "missing.txt")}
    assert failed[str(tmp_path / "missing.txt")] == "no such file"


def test_what_cannot_be_begun_is_said(folder, made, tmp_path):
    with pytest.raises(SourceError, match="lies within an input"):
        run([folder], folder / "out")
    with pytest.raises(SourceError, match="is no file"):
        run(["https://a.example/"], tmp_path / "out")
    (tmp_path / "empty.jsonl").write_text("", encoding="utf-8")
    with pytest.raises(SourceError, match="holds no article"):
        run([tmp_path / "empty.jsonl"], tmp_path / "nothing")
    with pytest.raises(SourceError, match="made with other packs, settings or version"):
        run([folder], made, choices=Choices(limit=31))
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("Dear all", encoding="utf-8")
    with pytest.raises(SourceError, match="holds no batch"):
        run([folder], tmp_path / "mine")
