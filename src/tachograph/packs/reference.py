"""Figures in tables from elsewhere become observations; a row that cannot be placed is said, and never stops the rest."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import TypeVar

from tachograph.core.claim import Kind
from tachograph.core.errors import SourceError
from tachograph.core.observation import Observation
from tachograph.core.pack import Pack
from tachograph.core.period import Period
from tachograph.core.quantity import Modifier, Quantity, stated_precision
from tachograph.packs.naming import Column, MisnamedError, Names, Subject, times
from tachograph.packs.tables import OBSERVATION_COLUMNS, observation_from

COLUMNS = ("entity", "metric", "period", "value", "qualifier", "unit", "source_url", "published")
_OPTIONAL = ("qualifier", "published")
_MODIFIERS = {"": Modifier.EXACTLY, "~": Modifier.ABOUT, ">": Modifier.OVER, "<": Modifier.UNDER}
_NUMBER = re.compile(r"[-+−]?\d{1,24}(?:\.\d{1,24})?|[-+−]?\d{1,3}(?:,\d{3}){1,8}(?:\.\d{1,24})?")

_Made = TypeVar("_Made")

Line = tuple[int, Sequence[str]]
"""The number of a line in its file, and its cells."""


def observations_in(
    lines: Iterable[Line], name: str, pack: Pack, *, strangers: bool = False
) -> Iterator[Observation | SourceError]:
    """The observations in the lines of a table, in order, and what is wrong with each line that gives none.

    The first line names the columns, in any order: :data:`COLUMNS`, under the names that pages use, or those of a
    pack's own ``observations.csv``. Others are not looked at. The two ends of a range (``target_low``,
    ``target_high``) become one figure; where one is missing, the other is a bound. With ``strangers`` names of entities
    that no pack knows are taken as written.

    Raises:
        SourceError: if the first line names neither set of columns.
    """
    rest = iter(lines)
    _, header = next(rest, (0, ()))
    columns = [cell.strip().lower() for cell in header]
    if set(OBSERVATION_COLUMNS) <= set(columns):
        known = _Known(pack, strangers=strangers)
        for row in _rows(rest, columns, OBSERVATION_COLUMNS, name):
            yield row if isinstance(row, SourceError) else _attempt(known.observation, row, name)
        return
    if missing := [c for c in COLUMNS if c not in columns and c not in _OPTIONAL]:
        what = f"its first line names no column {', '.join(missing)}"
        raise SourceError(name, what, f"write there: {','.join(COLUMNS)}")
    placing = _Placing(pack, strangers=strangers)
    for one in _joined(_figures(_rows(rest, columns, COLUMNS, name), placing, name)):
        yield one
        if isinstance(one, Observation) and (whole := placing.whole(one)):
            yield whole


@dataclass(frozen=True, slots=True)
class _Row:
    number: int
    cells: tuple[str, ...]  # in the order that is asked for


@dataclass(frozen=True, slots=True)
class _Figure:
    """An observation on its way, the end of a range (``low``, ``high``) that it is, if any, and its line."""

    observation: Observation
    end: str
    line: str = ""


def _rows(
    lines: Iterable[Line], columns: list[str], wanted: tuple[str, ...], name: str
) -> Iterator[_Row | SourceError]:
    """The lines that hold anything, with the wanted cells; columns that a table need not have are empty."""
    places = [columns.index(column) if column in columns else len(columns) for column in wanted]
    empty = [""] * (len(columns) + 1)
    for number, cells in lines:
        if len(cells) > len(columns):
            what = f"has {len(cells)} cells, but there are {len(columns)} columns"
            yield SourceError(f"{name}, line {number}", what, "quote the values that hold the delimiter")
        elif any(cells):
            row = [*cells, *empty[len(cells) :]]
            yield _Row(number, tuple(row[place].strip() for place in places))


def _attempt(make: Callable[[tuple[str, ...]], _Made], row: _Row, name: str) -> _Made | SourceError:
    try:
        return make(row.cells)
    except MisnamedError as error:
        return SourceError(_line(name, row), str(error), error.mend)
    except (ValueError, InvalidOperation, KeyError) as error:
        return SourceError(_line(name, row), " ".join(str(error).split()), "mend that line")


def _line(name: str, row: _Row) -> str:
    return f"{name}, line {row.number}"


@lru_cache(maxsize=65536)
def _parsed(period: str) -> Period:
    return Period.parse(period)


class _Known:
    """Rows in the columns of a pack's own tables."""

    def __init__(self, pack: Pack, *, strangers: bool) -> None:
        self._entities, self._metrics, self._units = pack.entities, pack.metrics, pack.units
        self._regions = {None, *(term.id for term in pack.regions)}
        self._segments = {None, *(term.id for term in pack.segments)}
        self._strangers = strangers

    def observation(self, row: tuple[str, ...]) -> Observation:
        one = observation_from(row)
        _parsed(one.period)
        if self._strangers:
            return one
        for what, value, known in (
            ("entity", one.entity, self._entities), ("metric", one.metric, self._metrics),
            ("unit", one.quantity.unit, self._units), ("region", one.region, self._regions),
            ("segment", one.segment, self._segments),
        ):  # fmt: skip
            if value not in known:
                raise MisnamedError(f"unknown {what} {value!r}", f"use an id of the pack, or add the {what} to one")
        return one


class _Placing:
    """Rows under the names that pages use."""

    def __init__(self, pack: Pack, *, strangers: bool) -> None:
        self._names = Names(pack, strangers=strangers)
        self._wholes = {
            entity: (whole.segment, Period.parse(whole.since).start) for entity, whole in pack.glossary.wholes.items()
        }
        self._columns: dict[str, Column] = {}
        self._subjects: dict[tuple[str, str], Subject] = {}
        self._units: dict[str, str] = {}
        self._times: dict[tuple[str, str], tuple[str, str | None]] = {}

    def figure(self, row: tuple[str, ...]) -> _Figure:
        entity, metric, period, value, qualifier, unit, source, published = row
        if not source:
            raise MisnamedError("no source: nobody could look it up", "write in source_url where it can be read")
        column = self._column(metric)
        subject = self._subject(entity, metric, column)
        when, basis = self._time(period, metric, column)
        if published:
            _parsed(published)
        series = column.series
        observation = Observation(
            entity=subject.entity, metric=series.metric, period=when, quantity=_quantity(value, qualifier, self._unit(unit)),
            kind=Kind.CHANGE if column.change else series.kind, modality=column.modality,
            basis=basis or (None if column.change else series.basis), region=series.region, segment=series.segment,
            model=subject.model, source=source, published=published or None,
        )  # fmt: skip
        return _Figure(observation, column.end)

    def whole(self, one: Observation) -> Observation | None:
        """The figure once more, without its segment, where that is all that the entity sells."""
        segment, since = self._wholes.get(one.entity, (None, None))
        start = _parsed(one.period).start if segment and segment == one.segment else None
        return replace(one, segment=None) if start and since and start >= since else None

    def _time(self, period: str, metric: str, column: Column) -> tuple[str, str | None]:
        if (period, metric) not in self._times:
            self._times[period, metric] = times(period, column)
        return self._times[period, metric]

    def _column(self, metric: str) -> Column:
        if metric not in self._columns:
            self._columns[metric] = self._names.column(metric)
        return self._columns[metric]

    def _subject(self, entity: str, metric: str, column: Column) -> Subject:
        if (entity, metric) not in self._subjects:
            self._subjects[entity, metric] = self._names.subject(entity, metric, column.series)
        return self._subjects[entity, metric]

    def _unit(self, unit: str) -> str:
        if unit not in self._units:
            self._units[unit] = self._names.unit(unit)
        return self._units[unit]


def _quantity(value: str, qualifier: str, unit: str) -> Quantity:
    """A lower or upper bound leaves its other side open; that of a fall looks towards zero or away as it is written."""
    if qualifier not in _MODIFIERS:
        raise MisnamedError(f"unknown qualifier {qualifier!r}", "leave it empty, or write ~ (about), > or <")
    bare = value.removesuffix("%").rstrip() if unit == "percent" else value
    if not _NUMBER.fullmatch(bare):
        raise MisnamedError(f"{value!r} is no number", "write digits, as in 36275 or 5.25")
    plain = bare.replace(",", "").replace("−", "-")
    number, modifier = Decimal(plain), _MODIFIERS[qualifier]
    upward = plain.startswith("-") == (modifier is Modifier.UNDER)
    bound = modifier in (Modifier.OVER, Modifier.UNDER)
    return Quantity(
        None if bound and not upward else number,
        None if bound and upward else number,
        modifier,
        unit,
        stated_precision(plain),
    )


def _figures(rows: Iterable[_Row | SourceError], placing: _Placing, name: str) -> Iterator[_Figure | SourceError]:
    for row in rows:
        if isinstance(row, SourceError):
            yield row
            continue
        figure = _attempt(placing.figure, row, name)
        if isinstance(figure, _Figure) and figure.end:
            figure = replace(figure, line=_line(name, row))
        yield figure


def _joined(figures: Iterable[_Figure | SourceError]) -> Iterator[Observation | SourceError]:
    """Figures with the two ends of a range made one; an end without its other stays a bound."""
    waiting: dict[tuple[object, ...], Observation] = {}
    for figure in figures:
        if isinstance(figure, SourceError) or not figure.end:
            yield figure if isinstance(figure, SourceError) else figure.observation
            continue
        one = figure.observation
        key = (one.entity, one.metric, one.period, one.modality, one.source, one.published)
        other = waiting.pop((*key, "high" if figure.end == "low" else "low"), None)
        if other is None:
            waiting[(*key, figure.end)] = one
        else:
            yield _range(*((one, other) if figure.end == "low" else (other, one)), figure.line)
    for (*_, end), one in waiting.items():
        yield replace(one, quantity=_bound(one.quantity, Modifier.OVER if end == "low" else Modifier.UNDER))


def _range(low: Observation, high: Observation, line: str) -> Observation | SourceError:
    least, most = low.quantity, high.quantity
    if least.unit != most.unit or least.value > most.value:
        what = f"the range ends at {most.value} {most.unit}, but begins at {least.value} {least.unit}"
        return SourceError(line, what, "mend that row, or the one of its lower end")
    precision = min(least.precision, most.precision)
    return replace(low, quantity=Quantity(least.value, most.value, Modifier.BETWEEN, least.unit, precision))


def _bound(stated: Quantity, modifier: Modifier) -> Quantity:
    low, high = (stated.value, None) if modifier is Modifier.OVER else (None, stated.value)
    return replace(stated, low=low, high=high, modifier=modifier)
