"""Annotated promises beside those that are found."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import floor as rounded_down
from pathlib import Path
from typing import Any

from tachograph.core.document import Document
from tachograph.core.promise import Promise
from tachograph.extraction import extract_promises
from tachograph.packs.loader import load_pack
from tachograph.reading import read_document

HOME = Path(__file__).parent
FLOORS = HOME / "floors.toml"
SETS = ("tuned", "held_out", "fresh", "unseen")
"""The errors on all but ``unseen`` have been looked at, on ``tuned`` from the start, on the others after measuring once."""
_MARGIN = 0.01
_HEAD = """\
# F1 of promises (subject, deadline and kind right): the highest that was measured, and the floor that no change may fall
# below. Written by `python -m evaluation.promises --raise`, which only raises them.
"""

Key = tuple[str | None, str, str]
"""Subject, deadline and kind."""


@dataclass(frozen=True)
class Row:
    """One annotated article."""

    name: str
    document: Document
    expected: tuple[Key, ...]


@dataclass(frozen=True)
class Score:
    """How many promises were found, and which were missed or wrong."""

    right: int
    wrong: int
    missed: int
    errors: tuple[str, ...] = field(default=(), repr=False)

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        total = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / total if total else 1.0


def rows(path: Path, home: Path | None = None) -> tuple[Row, ...]:
    """The annotated articles of a file; those that are named only lie in ``home``."""
    return tuple(_row(json.loads(line), home) for line in path.read_text("utf-8").splitlines())


def _row(raw: Mapping[str, Any], home: Path | None) -> Row:
    expected = tuple((p["subject"], p["deadline"], p["kind"]) for p in raw["promises"])
    if "document" in raw:
        assert home is not None
        return Row(raw["document"], read_document(str(home / f"{raw['document']}.txt")), expected)
    gold = raw
    if "article" in raw:
        gold = json.loads((HOME.parent / f"{raw['article']}.json").read_text("utf-8"))
    published = date.fromisoformat(gold["published"]) if gold.get("published") else None
    document = Document(raw["id"], gold["text"], title=gold.get("title"), published=published, lang=gold["lang"])
    return Row(raw["id"], document, expected)


def score(articles: Sequence[Row]) -> Score:
    """The promises found in the articles against those that are annotated; one said twice counts once."""
    right = wrong = missed = 0
    errors: list[str] = []
    for row in articles:
        found = {_key(p): p for p in extract_promises(row.document, load_pack(evidence=False))}
        wanted = dict.fromkeys(row.expected)
        right += len(wanted.keys() & found.keys())
        extra = [p for key, p in found.items() if key not in wanted]
        lacking = [key for key in wanted if key not in found]
        wrong, missed = wrong + len(extra), missed + len(lacking)
        errors += [f"{row.name}: not a promise: {_key(p)} {p.what!r} in {p.quote!r}" for p in extra]
        errors += [f"{row.name}: missed: {key}" for key in lacking]
    return Score(right, wrong, missed, tuple(errors))


def _key(promise: Promise) -> Key:
    return promise.subject, promise.deadline, str(promise.kind)


def measured() -> dict[str, dict[str, Score]]:
    """The scores by set, and by language in it."""
    return {name: dict(_by_language(rows(HOME / f"{name}.jsonl"))) for name in SETS}


def _by_language(articles: Sequence[Row]) -> Iterator[tuple[str, Score]]:
    for language in ("en", "zh"):
        yield language, score([a for a in articles if a.document.lang == language])


def read_floors(path: Path = FLOORS) -> Mapping[str, Mapping[str, Mapping[str, float]]]:
    """The floors by set and language; none if there is no such file."""
    return tomllib.loads(path.read_text("utf-8")) if path.exists() else {}


def raised(
    before: Mapping[str, Mapping[str, Mapping[str, float]]], scores: Mapping[str, Mapping[str, Score]]
) -> dict[str, dict[str, dict[str, float]]]:
    """The floors after a measurement; none is lower than before."""
    out: dict[str, dict[str, dict[str, float]]] = {}
    for name in SETS:
        for language, one in scores[name].items():
            old = before.get(name, {}).get(language, {"floor": 0.0, "highest": 0.0})
            highest = max(old["highest"], _cut(one.f1))
            out.setdefault(name, {})[language] = {
                "floor": max(old["floor"], _cut(highest - _MARGIN)),
                "highest": highest,
            }
    return out


def written(floors: Mapping[str, Mapping[str, Mapping[str, float]]]) -> str:
    """The floors as TOML."""
    return _HEAD + "".join(
        f"\n[{name}]\n"
        + "".join(f"{lang} = {{floor = {f['floor']:.4f}, highest = {f['highest']:.4f}}}\n" for lang, f in found.items())
        for name, found in floors.items()
    )


def _cut(value: float) -> float:
    """Four decimals, cut off, so that what was measured is never above itself."""
    return max(0.0, rounded_down(value * 10_000 + 1e-6) / 10_000)
