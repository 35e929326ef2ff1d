"""Questions with the query that each one means, and how many are understood."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tachograph.core.query import Query
from tachograph.extraction.questions import parse_question
from tachograph.packs.loader import load_pack
from tachograph.packs.questions import question_words
from tachograph.reading.language import language_of

HOME = Path(__file__).parent
FLOORS = HOME / "floors.toml"
FIELDS = ("kind", "entities", "metric", "period", "segment", "level", "number", "as_of")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, the query that is expected and the one that was made of it, by field; what is unlike."""

    text: str
    expected: dict[str, Any]
    found: dict[str, Any]

    @property
    def wrong(self) -> list[str]:
        """The fields that differ."""
        return [field for field in FIELDS if self.expected[field] != self.found[field]]


def sets() -> list[str]:
    """The names of the sets of questions."""
    return sorted(path.stem for path in HOME.glob("*_*.toml"))


def asked(name: str) -> list[Asked]:
    """The questions of a set, each with what is made of it."""
    return list(_asked(tomllib.loads((HOME / f"{name}.toml").read_text(encoding="utf-8"))))


def floors() -> dict[str, int]:
    """How many of each set must be understood."""
    return {name: int(n) for name, n in tomllib.loads(FLOORS.read_text(encoding="utf-8")).items()}


def _asked(raw: dict[str, Any]) -> Iterator[Asked]:
    pack, words, today = load_pack(evidence=False), question_words(), raw["today"]
    assert isinstance(today, date)
    for one in raw["question"]:
        query = parse_question(one["text"], language_of(one["text"]), pack, words, today)
        yield Asked(one["text"], {field: one.get(field, _empty(field)) for field in FIELDS}, _plain(query))


def _plain(query: Query) -> dict[str, Any]:
    return {
        "kind": str(query.kind),
        "entities": list(query.entities),
        "metric": query.metric or "",
        "period": query.period or "",
        "segment": query.segment or "",
        "level": query.level or "",
        "number": int(query.number or 0),
        "as_of": str(query.as_of or ""),
    }


def _empty(field: str) -> Any:
    return [] if field == "entities" else 0 if field == "number" else ""
