"""Tables of figures from outside become observations: read a file, and place its rows by the names of a pack."""

from __future__ import annotations

from collections.abc import Iterator

from tachograph.core.errors import SourceError
from tachograph.core.observation import Observation
from tachograph.core.pack import Pack
from tachograph.packs.reference import observations_in
from tachograph.reading.rows import read_rows
from tachograph.reading.sources import shown


def read_observations(path: str, pack: Pack) -> tuple[tuple[Observation, ...], tuple[SourceError, ...]]:
    """The observations in a CSV file or an Excel workbook, each once, and one error for each row that gives none.

    The first line names the columns: ``entity,metric,period,value,qualifier,unit,source_url,published``, or those of a
    pack's ``observations.csv``.

    Raises:
        SourceError: if the file cannot be read, or its first line names other columns.
    """
    found: dict[Observation, None] = {}
    problems: list[SourceError] = []
    for one in each_observation(path, pack):
        if isinstance(one, SourceError):
            problems.append(one)
        else:
            found[one] = None
    return tuple(found), tuple(problems)


def each_observation(path: str, pack: Pack, *, strangers: bool = False) -> Iterator[Observation | SourceError]:
    """As :func:`read_observations`, one after another, for tables that are too long to be held; one may come twice.

    With ``strangers`` names of entities that no pack knows are taken as written.

    Raises:
        SourceError: if the file cannot be read, or its first line names other columns.
    """
    return observations_in(read_rows(path), shown(path), pack, strangers=strangers)
