"""Build the packs' evidence from the reference tables: ``observations.csv`` and ``facts.csv`` of each pack.

    python scripts/build_observations.py [DIRECTORY]

DIRECTORY (``reference`` by default) holds ``observations_*.csv`` and ``facts.csv``, in the names that the packs'
``glossary.toml`` explain. Rows that cannot be placed are left out and counted on the terminal.
"""

from __future__ import annotations

import csv
import io
import re
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from tachograph.core.observation import Observation
from tachograph.core.pack import Pack
from tachograph.packs.loader import load_pack
from tachograph.packs.naming import Names
from tachograph.packs.tables import FACT_COLUMNS, OBSERVATION_COLUMNS, row_of
from tachograph.pipeline.tables import read_observations

ROOT = Path(__file__).parent.parent
PACKS = ROOT / "src" / "tachograph" / "packs"


def read_figures(directory: Path, pack: Pack) -> tuple[list[Observation], Counter[str]]:
    """The figures of all tables of a directory, in order, and what was left out why."""
    found: dict[Observation, None] = {}
    left_out: Counter[str] = Counter()
    for path in sorted(directory.glob("observations_*.csv")):
        observations, problems = read_observations(str(path), pack)
        found.update(dict.fromkeys(observations))
        left_out.update(problem.what for problem in problems)
    return list(found), left_out


def read_facts(directory: Path, pack: Pack) -> tuple[list[tuple[str, ...]], Counter[str]]:
    """The facts whose subject a pack has, and what was left out."""
    names = Names(pack)
    facts: list[tuple[str, ...]] = []
    left_out: Counter[str] = Counter()
    with (directory / "facts.csv").open(encoding="utf-8", newline="") as file:
        for raw in csv.DictReader(file):
            subject = fact_subject(raw["subject"], names, pack)
            if subject is None:
                left_out[f"{raw['subject']}: no entity of the packs"] += 1
            else:
                facts.append((subject, raw["relation"], raw["object"], raw["date"], raw["source_url"]))
    return facts, left_out


def fact_subject(name: str, names: Names, pack: Pack) -> str | None:
    """The entity of a fact, whose subject may carry a year or a remark: "Aito M9 2025", "Rox 01 (Polestone 01)"."""
    for spelling in (name, re.sub(r" \(.*\)$| 20\d\d$", "", name)):
        found = pack.glossary.models.get(spelling) or names.entity(spelling) or _spelt(spelling, pack)
        if found:
            return found
    return None


def _spelt(name: str, pack: Pack) -> str | None:
    return next((e.id for e in pack.entities.values() if name in e.names["en"]), None)


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
    figures, left_out = read_figures(directory, pack)
    facts, more = read_facts(directory, pack)
    files = {}
    for name, entities in homes.items():
        own = [row_of(one) for one in figures if one.entity in entities]
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
