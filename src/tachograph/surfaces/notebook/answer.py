"""What the functions for notebooks give back: a value, its rows, and how a notebook shows it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Any, Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, eq=False, repr=False)
class Answer(Generic[T]):
    """An answer of the ledger or of checking.

    ``value`` is what the analysis gives, as typed values; ``rows`` are its figures, a mapping each, numbers as
    ``Decimal``, unknown as ``None``. Printed it is the text of the command, in a notebook a table.
    """

    value: T
    rows: Sequence[Mapping[str, Any]]
    columns: Sequence[str]
    text: Callable[[], str]
    html: Callable[[], str]

    def __repr__(self) -> str:
        return self.text().rstrip("\n")

    def _repr_html_(self) -> str:
        return self.html()

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Mapping[str, Any]]:
        return iter(self.rows)

    def to_pandas(self) -> Any:
        """The rows as a ``pandas.DataFrame``, numbers as floats; who states them as lists.

        Raises:
            ImportError: if pandas is not installed.
        """
        try:
            import pandas as pd  # type: ignore[import-untyped,unused-ignore]  # noqa: PLC0415 - only where it is asked for
        except ImportError as error:
            raise _missing("pandas") from error
        return pd.DataFrame(self._plain(), columns=list(self.columns))

    def to_polars(self) -> Any:
        """The rows as a ``polars.DataFrame``, numbers as floats; who states them as lists.

        Raises:
            ImportError: if polars is not installed.
        """
        try:
            import polars as pl  # noqa: PLC0415 - only where it is asked for
        except ImportError as error:
            raise _missing("polars") from error
        return pl.DataFrame(self._plain(), schema=list(self.columns), infer_schema_length=None)

    def _plain(self) -> list[dict[str, Any]]:
        return [{column: _plain(row.get(column)) for column in self.columns} for row in self.rows]


def _plain(value: Any) -> Any:
    match value:
        case Decimal():
            return float(value)
        case Enum():
            return str(value.value)
        case list():
            return list(dict.fromkeys(str(one["source"]) if isinstance(one, dict) else str(one) for one in value))
        case _:
            return value


def _missing(library: str) -> ImportError:
    return ImportError(f"{library} is not installed; pip install {library}, or use the rows: list(answer)")
