"""What if: changes as people write them, and a forecast with them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

from tachograph.analysis.forecasting import HORIZON, Chance, Series, chance, forecast
from tachograph.analysis.forecasting.scenario import Assumption, applied, assumptions
from tachograph.core.errors import SourceError
from tachograph.core.forecast import Forecast
from tachograph.core.pack import Pack
from tachograph.core.scenario import Change, LostMonth, Ramp, TaxStep
from tachograph.pipeline.forecasting import Learned, chances_of, together

_KINDS: Mapping[str, type[Change]] = {"tax-step": TaxStep, "lost-month": LostMonth, "ramp": Ramp}


@dataclass(frozen=True, slots=True)
class Chosen:
    """A change, and the names of those of its numbers that somebody gave; the others are defaults."""

    change: Change
    given: frozenset[str]


@dataclass(frozen=True, slots=True)
class Supposed:
    """A forecast as it is and as it would be, with the targets in both cases."""

    series: Series
    before: Forecast
    after: Forecast
    chances: tuple[tuple[Chance, Chance], ...]


@dataclass(frozen=True, slots=True)
class Scenario:
    """What would be different, and every number that this rests on."""

    supposed: tuple[Supposed, ...]
    assumptions: tuple[Assumption, ...]
    pack: Pack


def what_if(known: Learned, made_on: date, asked: Sequence[Series], chosen: Sequence[Chosen]) -> Scenario:
    """Some forecasts under some assumptions.

    Raises:
        SourceError: if a series cannot be forecast, or a change is impossible.
    """
    if not chosen:
        raise SourceError("scenario", "nothing is supposed", "give --tax-step, --lost-month, --ramp or --file")
    changes = [one.change for one in chosen]
    found = []
    for series in asked:
        paths = together(known, series)[0]
        changed = applied(paths, changes)
        before, after = (forecast(p, made_on, known.study.method, HORIZON) for p in (paths, changed))
        pairs = [
            (told, other) for told in chances_of(known, paths) if (other := chance(changed, told.goal)) is not None
        ]
        found.append(Supposed(series, before, after, tuple(pairs)))
    rests_on = assumptions(changes, [one.given for one in chosen])
    return Scenario(tuple(found), rests_on, known.figures.pack)


def change_from(kind: str, text: str) -> Chosen:
    """A change as it is typed: ``2027-01:pulled=0.3,reach=1``.

    Raises:
        SourceError: if it cannot be read.
    """
    at, _, rest = text.partition(":")
    values: dict[str, Any] = {"at": at.strip()}
    for part in filter(None, (p.strip() for p in rest.split(","))):
        name, _, value = part.partition("=")
        values[name.strip()] = value.strip()
    return _made(kind, values, f"--{kind} {text}")


def read_changes(path: Path) -> list[Chosen]:
    """The changes of a TOML file: tables ``[[tax-step]]``, ``[[lost-month]]`` and ``[[ramp]]``, each with ``at``.

    Raises:
        SourceError: if it cannot be read.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SourceError(str(path), f"cannot be read ({error.strerror})", "name a TOML file") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SourceError(str(path), f"is no TOML ({error})", "mend that line") from None
    return [
        _made(kind.replace("_", "-"), table, f"{path}, {kind}")
        for kind, tables in content.items()
        for table in _all(tables)
    ]


def _all(tables: Any) -> Iterator[Mapping[str, Any]]:
    for table in tables if isinstance(tables, list) else [tables]:
        yield table if isinstance(table, dict) else {}


def _made(kind: str, values: Mapping[str, Any], where: str) -> Chosen:
    home = _KINDS.get(kind)
    if home is None:
        raise SourceError(where, "there is no such change", f"write {', '.join(_KINDS)}")
    types = {f.name: str(f.type) for f in fields(home)}
    needed = {"at", "peak"} & types.keys()
    if unknown := sorted(values.keys() - types.keys()):
        raise SourceError(where, f"has no {unknown[0]}", f"write {', '.join(types)}")
    if missing := sorted(needed - values.keys()):
        raise SourceError(where, f"{missing[0]} is missing", f"add {missing[0]}")
    try:
        read: dict[str, Any] = {name: _value(types[name], value) for name, value in values.items()}
    except (TypeError, ValueError):
        raise SourceError(where, "a number of it cannot be read", "write numbers such as 0.2") from None
    return Chosen(home(**read), frozenset(values) - {"at"})


def _value(type_: str, value: Any) -> str | float | int:
    return str(value) if type_ == "str" else int(value) if type_ == "int" else float(value)
