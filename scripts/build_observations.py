"""Build the packs' evidence from the reference tables: ``observations.csv`` and ``facts.csv`` of each pack.

    python scripts/build_observations.py [DIRECTORY]

DIRECTORY (``reference`` by default) holds ``observations_*.csv``, ``facts.csv`` and ``mapping.toml``. Rows that the
mapping cannot place are left out and counted on the terminal.
"""

from __future__ import annotations

import csv
import io
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from tachograph.core.claim import Kind, Modality
from tachograph.core.pack import Pack
from tachograph.core.period import Period
from tachograph.core.quantity import Modifier, stated_precision
from tachograph.packs.loader import load_pack
from tachograph.packs.tables import FACT_COLUMNS, OBSERVATION_COLUMNS

ROOT = Path(__file__).parent.parent
PACKS = ROOT / "src" / "tachograph" / "packs"
_MODIFIERS = {"": Modifier.EXACTLY, "~": Modifier.ABOUT, ">": Modifier.OVER, "<": Modifier.UNDER}
_CHANGES = ("yoy", "mom", "qoq")
# What the ending of a raw metric says of the figure; CPCA's flash ("prelim") is an estimate that the final replaces.
_ENDINGS = {
    "prelim": Modality.ESTIMATE,
    "forecast": Modality.FORECAST,
    "forecast_low": Modality.FORECAST,
    "forecast_high": Modality.FORECAST,
    "target": Modality.TARGET,
    "target_pct": Modality.TARGET,
    "target_low": Modality.TARGET,
    "target_high": Modality.TARGET,
    "target_initial": Modality.TARGET,
    "target_previous": Modality.TARGET,
    "target_2021_plan": Modality.TARGET,
    "guidance_low": Modality.TARGET,
    "guidance_high": Modality.TARGET,
    "low": Modality.ESTIMATE,
    "high": Modality.ESTIMATE,
}
_ALL_ELECTRIC = {"byd": "2022-04"}  # from this month on all its vehicles are new energy vehicles


@dataclass(frozen=True)
class Row:
    """One figure on its way into a pack; the fields are the columns of ``observations.csv``."""

    entity: str
    metric: str
    period: str
    low: str
    high: str
    modifier: Modifier
    unit: str
    precision: Decimal
    kind: Kind = Kind.LEVEL
    modality: Modality = Modality.ACTUAL
    basis: str = ""
    region: str = ""
    segment: str = ""
    model: str = ""
    source: str = ""
    published: str = ""
    end: str = ""  # "low" or "high" of a range, until both are joined

    def written(self) -> tuple[str, ...]:
        return tuple(str(getattr(self, column)) for column in OBSERVATION_COLUMNS)


class Mapping:
    """``mapping.toml`` with the canonical names of a pack."""

    def __init__(self, directory: Path, pack: Pack) -> None:
        self.tables: dict[str, dict[str, Any]] = tomllib.loads((directory / "mapping.toml").read_text(encoding="utf-8"))
        self.pack = pack

    def entity(self, name: str) -> str | None:
        """The entity's id, ``market`` for a body that counts one, ``None`` if nobody is called so."""
        found = self.tables["entity"].get(name) or self.tables["brand"].get(name)
        entity = self.pack.entity_named(name)
        return found or (entity.id if entity else None)

    def fact_subject(self, name: str) -> str | None:
        """The entity of a fact, whose subject may carry a year or a remark: "Aito M9 2025", "Rox 01 (Polestone 01)"."""
        for spelling in (name, re.sub(r" \(.*\)$| 20\d\d$", "", name)):
            found = self.tables["model"].get(spelling) or self.entity(spelling) or self._spelt(spelling)
            if found:
                return str(found)
        return None

    def _spelt(self, name: str) -> str | None:
        return next((e.id for e in self.pack.entities.values() if name in e.names["en"]), None)

    def row(self, raw: dict[str, str]) -> Row | str:
        """The figure of a raw row, or why it is left out."""
        if not raw["source_url"]:
            return "no source: nobody could look it up"
        base, ending = split_metric(raw["metric"], self.tables["metric"], self.tables["left_out"])
        if base in self.tables["left_out"]:
            return f"{raw['metric']}: {self.tables['left_out'][base]}"
        spec = self.tables["metric"].get(base)
        unit = self.tables["unit"].get(raw["unit"])
        if spec is None or unit is None:
            return f"{raw['metric']}: unknown {'metric' if spec is None else 'unit ' + raw['unit']}"
        if "not_of_markets" in spec and self.entity(raw["entity"]) == "market":
            return f"{raw['metric']} of {raw['entity']}: {spec['not_of_markets']}"
        entity, model = self._subject(raw["entity"], spec)
        if entity is None:
            return f"{raw['entity']}: unknown entity with {raw['metric']}"
        change = next((c for c in _CHANGES if c in ending.split("_")), None)
        ending = "_".join(part for part in ending.split("_") if part not in _CHANGES)
        period, basis = _times(raw["period"], spec, change)
        row = Row(
            entity=entity, metric=spec["metric"], period=period, low=raw["value"], high=raw["value"],
            modifier=_MODIFIERS[raw["qualifier"]], unit=unit, precision=stated_precision(raw["value"]),
            kind=Kind.CHANGE if change else Kind(spec.get("kind", "level")),
            modality=Modality(spec["modality"]) if "modality" in spec else _ENDINGS.get(ending, Modality.ACTUAL),
            basis=basis or ("" if change else spec.get("basis", "")), region=spec.get("region", ""),
            segment=spec.get("segment", ""), model=model or spec.get("model", ""), source=raw["source_url"],
            published=raw["published"], end=ending.rpartition("_")[2] if ending.endswith(("low", "high")) else "",
        )  # fmt: skip
        return _bounded(row)

    def _subject(self, name: str, spec: dict[str, Any]) -> tuple[str | None, str]:
        if name in self.tables["model"]:
            model = self.pack.entities[self.tables["model"][name]]
            return model.parents[0].parent, model.name
        entity = spec.get("entity_of", {}).get(name) or self.entity(name)
        return (spec.get("entity") if entity == "market" else entity), ""


def split_metric(raw: str, known: Iterable[str], left_out: Iterable[str]) -> tuple[str, str]:
    """A raw metric name as its longest known beginning and the ending that is left."""
    names = {*known, *left_out}
    parts = raw.split("_")
    for count in range(len(parts), 0, -1):
        base, ending = "_".join(parts[:count]), "_".join(parts[count:])
        if base in names and (not ending or ending in _CHANGES or _plain(ending) in _ENDINGS):
            return base, ending
    return raw, ""


def _plain(ending: str) -> str:
    return "_".join(part for part in ending.split("_") if part not in _CHANGES)


def _times(period: str, spec: dict[str, Any], change: str | None) -> tuple[str, str]:
    """The period and, for a change, the one compared with."""
    value = Period.parse(period)
    if spec.get("since_inception"):
        month = Period.month(value.end.year, value.end.month)
        return str(Period.until(month if month.end == value.end else value)), ""
    if change in ("mom", "qoq"):
        return period, str(value.previous())
    if change == "yoy" or spec.get("kind") == "change":
        return period, str(value.years_earlier())
    return period, ""


def _bounded(row: Row) -> Row:
    """A lower or upper bound leaves its other side open; that of a fall looks towards zero or away as it is written."""
    if row.modifier is Modifier.OVER:
        return replace(row, high="") if not row.low.startswith("-") else replace(row, low="")
    if row.modifier is Modifier.UNDER:
        return replace(row, low="") if not row.high.startswith("-") else replace(row, high="")
    return row


def join_ranges(rows: Iterable[Row]) -> Iterator[Row]:
    """Rows with the two ends of a range become one; an end without its other stays a bound."""
    waiting: dict[tuple[str, ...], Row] = {}
    for row in rows:
        if not row.end:
            yield row
            continue
        key = (row.entity, row.metric, row.period, row.modality, row.source, row.published)
        other = waiting.pop((*key, "high" if row.end == "low" else "low"), None)
        if other is None:
            waiting[(*key, row.end)] = row
            continue
        low, high = (row, other) if row.end == "low" else (other, row)
        yield replace(low, high=high.high, modifier=Modifier.BETWEEN, precision=min(low.precision, high.precision))
    for row in waiting.values():
        if row.end == "low":
            yield replace(row, high="", modifier=Modifier.OVER)
        else:
            yield replace(row, low="", modifier=Modifier.UNDER)


def all_electric(rows: Iterable[Row]) -> Iterator[Row]:
    """A maker's new energy vehicles are all its vehicles once it builds no others: the figure counts for both."""
    for row in rows:
        yield row
        since = _ALL_ELECTRIC.get(row.entity)
        start = Period.parse(row.period).start
        if since and row.segment == "nev" and start is not None and start.isoformat()[:7] >= since:
            yield replace(row, segment="")


def read_rows(directory: Path, mapping: Mapping) -> tuple[list[Row], Counter[str]]:
    """The figures of all tables of a directory, in order, and what was left out why."""
    rows: list[Row] = []
    left_out: Counter[str] = Counter()
    for path in sorted(directory.glob("observations_*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for raw in csv.DictReader(file):
                row = mapping.row(raw)
                if isinstance(row, str):
                    left_out[row] += 1
                else:
                    rows.append(row)
    return list(dict.fromkeys(all_electric(join_ranges(rows)))), left_out


def read_facts(directory: Path, mapping: Mapping) -> tuple[list[tuple[str, ...]], Counter[str]]:
    """The facts whose subject a pack has, and what was left out."""
    facts: list[tuple[str, ...]] = []
    left_out: Counter[str] = Counter()
    with (directory / "facts.csv").open(encoding="utf-8", newline="") as file:
        for raw in csv.DictReader(file):
            subject = mapping.fact_subject(raw["subject"])
            if subject is None:
                left_out[f"{raw['subject']}: no entity of the packs"] += 1
            else:
                facts.append((subject, raw["relation"], raw["object"], raw["date"], raw["source_url"]))
    return facts, left_out


def as_csv(columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return out.getvalue()


def build(directory: Path) -> tuple[dict[Path, str], Counter[str]]:
    """The text of every file to write, by path, and what was left out."""
    pack = load_pack(evidence=False)
    homes = {name: frozenset(load_pack([name], evidence=False).entities) for name in ("cars", "wearables")}
    mapping = Mapping(directory, pack)
    rows, left_out = read_rows(directory, mapping)
    facts, more = read_facts(directory, mapping)
    files = {}
    for name, entities in homes.items():
        own = [row.written() for row in rows if row.entity in entities]
        files[PACKS / name / "observations.csv"] = as_csv(OBSERVATION_COLUMNS, own)
        files[PACKS / name / "facts.csv"] = as_csv(FACT_COLUMNS, (f for f in facts if f[0] in entities))
    return files, left_out + more


def main() -> None:
    directory = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "reference"
    files, left_out = build(directory)
    for path, text in files.items():
        path.write_text(text, encoding="utf-8")
        print(f"{path.relative_to(ROOT)}: {text.count(chr(10)) - 1} rows")
    print(f"left out: {left_out.total()} rows")
    for reason, count in left_out.most_common():
        print(f"{count:6} {reason}")


if __name__ == "__main__":
    main()
