"""Whose figure, of what and of which time a row of a table gives, by the names that it uses."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from tachograph.core.claim import Kind, Modality
from tachograph.core.glossary import MARKET, Series
from tachograph.core.pack import EntityKind, Pack
from tachograph.core.period import Period

_CHANGES = ("yoy", "mom", "qoq")


class MisnamedError(ValueError):
    """A name in a table that stands for nothing, or for what no series can hold: what is wrong, how to mend it."""

    def __init__(self, what: str, mend: str) -> None:
        super().__init__(what)
        self.mend = mend


@dataclass(frozen=True, slots=True)
class Column:
    """What a name of a metric says: the series, the change that it is (``yoy``), what its ending makes of it.

    ``end`` is ``low`` or ``high`` if it is one end of a range.
    """

    series: Series
    change: str | None
    modality: Modality
    end: str


@dataclass(frozen=True, slots=True)
class Subject:
    """The entity of a figure, and the model if it is one's."""

    entity: str
    model: str | None = None


class Names:
    """The names that a pack understands in tables: those of its glossary, then its own.

    With ``strangers`` a name that it does not know is somebody's too, under the name as written.
    """

    def __init__(self, pack: Pack, *, strangers: bool = False) -> None:
        self._pack = pack
        self._strangers = strangers
        self._said = pack.glossary

    def entity(self, name: str) -> str | None:
        """The entity's id, ``market`` for a body that counts one, ``None`` if nobody is called so."""
        if name in self._said.entities:
            return self._said.entities[name]
        entity = self._pack.entity_named(name)
        found = entity.id if entity else name if name in self._pack.entities else self._spellings.get(name.casefold())
        if found is not None and self._pack.entities[found].kind is EntityKind.BODY:
            return MARKET
        return found

    def unit(self, name: str) -> str:
        """The unit's id.

        Raises:
            MisnamedError: if there is none.
        """
        found = self._said.units.get(name) or (name if name in self._pack.units else None)
        if found is None:
            known = ", ".join((*self._said.units, "or an id of the pack's units"))
            raise MisnamedError(f"unknown unit {name!r}", f"use one of {known}")
        return found

    def column(self, raw: str) -> Column:
        """The series that a name of a metric stands for.

        Raises:
            MisnamedError: if there is none, or it is left out.
        """
        base, ending = self._split(raw)
        if base in self._said.left_out:
            raise MisnamedError(f"{raw}: {self._said.left_out[base]}", "leave the row out")
        series = self._said.metrics.get(base) or (Series(base) if base in self._pack.metrics else None)
        if series is None:
            raise MisnamedError(
                f"unknown metric {raw!r}", "use an id of the pack's metrics, or add it to a glossary.toml"
            )
        change = next((c for c in _CHANGES if c in ending.split("_")), None)
        plain = _without_change(ending)
        modality = series.modality or self._said.endings.get(plain, Modality.ACTUAL)
        return Column(series, change, modality, plain.rpartition("_")[2] if plain.endswith(("low", "high")) else "")

    def subject(self, name: str, metric: str, series: Series) -> Subject:
        """Whose figure it is.

        Raises:
            MisnamedError: if nobody is called so, or the figure is none that a market has.
        """
        known = self.entity(name)
        if name in self._said.models or (known in self._pack.entities and self._is_model(known)):
            return self._of_model(self._said.models.get(name) or known or "")
        if known == MARKET and series.not_of_markets:
            raise MisnamedError(f"{metric} of {name}: {series.not_of_markets}", "leave the row out")
        entity = series.entity_of.get(name) or (series.entity if known == MARKET else known)
        if entity is None and self._strangers and name.strip():
            return Subject(" ".join(name.split()), series.model)
        if entity is None:
            mend = "use an entity's name or id, or add the name to a glossary.toml"
            raise MisnamedError(f"unknown entity {name!r} with {metric}", mend)
        return Subject(entity, series.model)

    def _is_model(self, entity: str | None) -> bool:
        found = self._pack.entities.get(entity or "")
        return found is not None and found.kind is EntityKind.MODEL and bool(found.parents)

    def _of_model(self, entity: str) -> Subject:
        model = self._pack.entities[entity]
        return Subject(model.parents[0].parent, model.name)

    def _split(self, raw: str) -> tuple[str, str]:
        """A name of a metric as its longest known beginning and the ending that is left."""
        parts = raw.split("_")
        for count in range(len(parts), 0, -1):
            base, ending = "_".join(parts[:count]), "_".join(parts[count:])
            known = base in self._said.metrics or base in self._said.left_out or base in self._pack.metrics
            if known and (not ending or ending in _CHANGES or _without_change(ending) in self._said.endings):
                return base, ending
        return raw, ""

    @cached_property
    def _spellings(self) -> dict[str, str]:
        return {
            name.casefold(): entity.id
            for entity in self._pack.entities.values()
            if not entity.ambiguous
            for names in entity.names.values()
            for name in names
        }


def times(period: str, column: Column) -> tuple[str, str | None]:
    """The period of a figure and, for a change, the one compared with.

    Raises:
        ValueError: if ``period`` is no EDTF period.
    """
    value = Period.parse(period)
    if column.series.since_inception:
        month = Period.month(value.end.year, value.end.month)
        return str(Period.until(month if month.end == value.end else value)), None
    if column.change in ("mom", "qoq"):
        return period, str(value.previous())
    if column.change == "yoy" or column.series.kind is Kind.CHANGE:
        return period, str(value.years_earlier())
    return period, None


def _without_change(ending: str) -> str:
    return "_".join(part for part in ending.split("_") if part not in _CHANGES)
