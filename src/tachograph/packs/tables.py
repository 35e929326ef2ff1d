"""The tabulated parts of a pack: facts, observations and exchange rates, from CSV."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from pathlib import Path

from tachograph.core.claim import Kind, Modality
from tachograph.core.errors import SourceError
from tachograph.core.observation import Observation
from tachograph.core.pack import Fact
from tachograph.core.period import Period
from tachograph.core.quantity import Modifier, Quantity

FACT_COLUMNS = ("subject", "relation", "object", "date", "source")
OBSERVATION_COLUMNS = (
    "entity", "metric", "period", "low", "high", "modifier", "unit", "precision", "kind", "modality", "basis", "region",
    "segment", "model", "source", "published",
)  # fmt: skip
RATE_COLUMNS = ("month", "currency", "low", "high")
PEG_COLUMNS = ("currency", "per_usd", "since", "until", "source")


def read_facts(path: Path) -> tuple[Fact, ...]:
    """The facts of a pack; none if it has no such file."""
    facts = []
    for line, row in _rows(path, FACT_COLUMNS):
        if row[3]:
            _period(path, line, row[3])
        facts.append(Fact(*row))
    return tuple(facts)


def read_observations(path: Path) -> tuple[Observation, ...]:
    """The observations of a pack; none if it has no such file."""
    found = []
    periods: set[str] = set()
    for line, row in _rows(path, OBSERVATION_COLUMNS):
        if row[2] not in periods:
            _period(path, line, row[2])
            periods.add(row[2])
        try:
            found.append(observation_from(row))
        except (ValueError, InvalidOperation, KeyError) as error:
            raise SourceError(str(path), f"line {line} is wrong ({error})", "mend that line") from None
    return tuple(found)


def observation_from(row: Sequence[str]) -> Observation:
    """The observation in a row of :data:`OBSERVATION_COLUMNS`; its period and ids are taken as they are.

    Raises:
        ValueError, InvalidOperation, KeyError: if a value is none that its column can have.
    """
    entity, metric, period, low, high, modifier, unit, precision, kind, modality = row[:10]
    basis, region, segment, model, source, published = row[10:]
    quantity = Quantity(_decimal(low), _decimal(high), Modifier(modifier), unit, Decimal(precision))
    return Observation(
        entity, metric, period, quantity, _KINDS[kind], _MODALITIES[modality], basis or None, region or None,
        segment or None, model or None, source, published or None,
    )  # fmt: skip


def row_of(one: Observation) -> tuple[str, ...]:
    """An observation as a row of :data:`OBSERVATION_COLUMNS`."""
    stated = one.quantity
    values = (
        one.entity, one.metric, one.period, stated.low, stated.high, stated.modifier, stated.unit, stated.precision,
        one.kind, one.modality, one.basis, one.region, one.segment, one.model, one.source, one.published,
    )  # fmt: skip
    return tuple("" if value is None else str(value) for value in values)


def read_rates(rates: Path, pegs: Path) -> Mapping[tuple[str, str], tuple[Decimal, Decimal]]:
    """Lowest and highest daily rate per euro of each month and currency; pegged currencies follow the dollar."""
    table: dict[tuple[str, str], tuple[Decimal, Decimal]] = {}
    try:
        for _, (month, currency, low, high) in _rows(rates, RATE_COLUMNS):
            table[month, currency] = (Decimal(low), Decimal(high))
        for _, (currency, per_dollar, since, until, _source) in _rows(pegs, PEG_COLUMNS):
            peg = Decimal(per_dollar)
            dollars = [(m, r) for (m, c), r in table.items() if c == "USD" and since <= m and (not until or m <= until)]
            table.update({(month, currency): (low * peg, high * peg) for month, (low, high) in dollars})
    except (ValueError, InvalidOperation) as error:
        raise SourceError(str(rates), f"is not a table of rates ({error})", "build it again") from None
    return table


_KINDS = {kind.value: kind for kind in Kind}
_MODALITIES = {modality.value: modality for modality in Modality}


@lru_cache(maxsize=65536)
def _decimal(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def _period(path: Path, line: int, text: str) -> None:
    try:
        Period.parse(text)
    except ValueError as error:
        raise SourceError(str(path), f"line {line}: {error}", "mend that line") from None


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, list[str]]]:
    if not path.is_file():
        return
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        if tuple(next(reader, ())) != columns:
            raise SourceError(str(path), "its header is not the expected one", f"write {','.join(columns)}")
        for row in reader:
            if len(row) != len(columns):
                what = f"line {reader.line_num} has {len(row)} columns instead of {len(columns)}"
                raise SourceError(str(path), what, "quote the values that hold commas")
            yield reader.line_num, row
