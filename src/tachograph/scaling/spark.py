"""For those who have a Spark cluster: the articles of a DataFrame to the tables of a batch, as DataFrames.

Each Spark task keeps a process of its own that does the work, so that an article which hangs or kills it costs only
itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING, Any

from tachograph.core.errors import SourceError
from tachograph.scaling.inputs import FIELDS, record_of
from tachograph.scaling.pool import Pool
from tachograph.scaling.process import Rows, fatal
from tachograph.scaling.record import Choices, Record
from tachograph.scaling.tables import COLUMNS, types_of
from tachograph.scaling.task import Task

if TYPE_CHECKING:
    from pyarrow import RecordBatch
    from pyspark.sql import DataFrame

_SPARK = {"VARCHAR": "STRING", "INTEGER": "INT"}  # names of types that Spark has others for
_LINES = "`table` STRING, `row` STRING"


def results(articles: DataFrame, choices: Choices | None = None) -> DataFrame:
    """Everything that is found in articles, a row of any table in each row: its ``table``, and itself as JSON.

    Keep it (``persist`` or as Parquet) before several tables are asked of it: the work is done for each otherwise.

    Args:
        articles: has a column ``text`` or ``html``, and ``url``, ``title``, ``published`` if they are known.
        choices: as of ``tacho batch``.

    Raises:
        SourceError: if there is neither column.
    """
    there = [name for name in FIELDS if name in articles.columns]
    if not {"text", "html"} & set(there):
        raise SourceError("articles", "has no column text or html", "name one so")
    texts = articles.selectExpr(*(f"CAST(`{name}` AS STRING) AS `{name}`" for name in there))
    return texts.mapInArrow(partial(_mapped, choices or Choices()), _LINES)


def table(found: DataFrame, name: str) -> DataFrame:
    """One table of the results, with the columns that ``tacho batch`` writes.

    Raises:
        SourceError: if there is no such table.
    """
    if name not in COLUMNS:
        raise SourceError(name, f"is no table; there are {', '.join(COLUMNS)}", "name one of these")
    columns = ", ".join(f"`{column}` {_SPARK.get(kind, kind)}" for column, kind in types_of(name).items())
    wanted = found.where(found["table"] == name)
    return wanted.selectExpr(f"from_json(`row`, '{columns}', map('mode', 'FAILFAST')) AS `of`").select("of.*")


def _mapped(choices: Choices, batches: Iterator[RecordBatch]) -> Iterator[RecordBatch]:
    import pyarrow as pa  # noqa: PLC0415 - comes with Spark

    with closing(Pool(1, choices)) as pool:
        for batch in batches:
            records = [record_of(fields, "an article without an address") for fields in batch.to_pylist()]
            rows = _rows(records, pool, choices)
            names = [name for name, of in rows.items() for _ in of]
            lines = [_line(name, row) for name, of in rows.items() for row in of]
            yield pa.RecordBatch.from_pydict({"table": names, "row": lines})


def _rows(records: list[Record], pool: Pool, choices: Choices) -> Rows:
    """The rows of some articles; where the process dies, those of either half."""
    pool.submit(Task(0, 0, tuple(records), whole=False))
    made: Any = pool.wait()[1]
    if made is not None:
        found: Rows = made
        return found
    if len(records) == 1:
        return fatal(records[0], choices.limit)
    half = len(records) // 2
    first, second = _rows(records[:half], pool, choices), _rows(records[half:], pool, choices)
    return {name: of + second[name] for name, of in first.items()}


def _line(name: str, row: tuple[object, ...]) -> str:
    return json.dumps(dict(zip(COLUMNS[name], row, strict=True)), default=str, ensure_ascii=False)
