"""Spark finds in a DataFrame of articles what a batch finds in their files."""

import json
import os
import sys
from functools import partial
from pathlib import Path

import duckdb
import pytest
from pyspark.sql import SparkSession

from tachograph.core.errors import SourceError
from tachograph.scaling import run_batch
from tachograph.scaling.pool import Pool
from tachograph.scaling.record import Choices
from tachograph.scaling.spark import results, table
from tachograph.scaling.tables import COLUMNS

CHOICES = Choices(limit=8)


def article(n):
    said = f"NIO delivered {20000 + n:,} vehicles in February 2027, up 10% from {18000 + n:,} a year earlier."
    return {"url": f"https://n.example/{n}", "text": said, "published": "2027-03-01", "title": None}


@pytest.fixture(scope="module")
def spark():
    traps = str(Path(__file__).parent / "traps")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        patch.setenv("PYTHONPATH", os.pathsep.join([traps, os.environ.get("PYTHONPATH", "")]))
        session = (
            SparkSession.builder.master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.execution.arrow.maxRecordsPerBatch", "8")
            .getOrCreate()
        )
        yield session
        session.stop()


def rows_of(found, name):
    return sorted(map(repr, map(tuple, table(found, name).collect())))


def test_the_tables_are_those_of_a_batch(spark, tmp_path):
    articles = [article(n) for n in range(30)]
    (tmp_path / "news.jsonl").write_text("\n".join(map(json.dumps, articles)), encoding="utf-8")
    run_batch([str(tmp_path / "news.jsonl")], tmp_path / "out", CHOICES, partial(Pool, 1, CHOICES))
    found = results(spark.createDataFrame(articles, "url STRING, text STRING, published STRING, title STRING"), CHOICES)
    found = found.persist()
    for name in COLUMNS:
        ours = duckdb.sql(f"SELECT * FROM read_parquet('{tmp_path}/out/{name}/*.parquet')")
        assert table(found, name).columns == ours.columns
        assert rows_of(found, name) == sorted(map(repr, ours.fetchall())), name
    assert table(found, "documents").count() == 30
    assert table(found, "claims").count() >= 90


def test_an_article_that_hangs_or_kills_costs_only_itself(spark):
    texts = ["BYD sold 5,000 cars in May 2026.", None, "NIO sold 6,000 cars in May 2026.", None, "", None]
    pages = [None, "DIE-HERE", None, "HANG-HERE", None, None]
    articles = spark.createDataFrame(list(zip(texts, pages, strict=True)), "text STRING, html STRING").coalesce(1)
    found = results(articles, Choices(limit=4)).persist()
    assert table(found, "documents").count() == 2
    said = [row.what for row in table(found, "errors").collect()]
    assert (
        sorted(what.partition(":")[0] for what in said)
        == ["holds no text"] * 2 + ["stopped the process that read it"] * 2
    )


def test_what_cannot_be_used_is_said(spark):
    with pytest.raises(SourceError, match="has no column text or html"):
        results(spark.createDataFrame([(1,)], "id INT"))
    with pytest.raises(SourceError, match="is no table; there are documents"):
        table(spark.createDataFrame([("errors", "{}")], "`table` STRING, `row` STRING"), "nothing")
