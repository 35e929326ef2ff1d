"""How well claims are read: predicted claims against annotated ones, by the measures of the annotation guide.

A predicted claim pairs with the gold claim whose span it overlaps most, one to one. ``figure`` counts the pairs,
``quantity`` those whose bounds and unit agree, each field those whose quantity and that field agree, ``full`` those
where quantity, subject, metric, period, kind and modality all agree. ``deliveries`` and ``sales`` are one metric; a
gold period of null accepts any.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tachograph.core.claim import Claim
from tachograph.core.document import Document

FIELDS = ("subject", "metric", "period", "kind", "modality")
MEASURES = ("figure", "quantity", *FIELDS, "full")
_ONE_METRIC = {"deliveries": "sales"}

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Gold:
    """An annotated article."""

    id: str
    document: Document
    claims: tuple[Row, ...]
    findings: tuple[Row, ...]


def read_gold(directory: Path) -> tuple[Gold, ...]:
    """The annotated articles of a directory, by file name."""
    return tuple(_gold(json.loads(path.read_text("utf-8"))) for path in sorted(directory.glob("*.json")))


def _gold(raw: Row) -> Gold:
    published = date.fromisoformat(raw["published"]) if raw["published"] else None
    document = Document(f"{raw['id']}.txt", raw["text"], title=raw["title"], published=published, lang=raw["lang"])
    return Gold(raw["id"], document, tuple(raw["claims"]), tuple(raw["findings"]))


def f1_scores(pairs: Iterable[tuple[Iterable[Row], Iterable[Row]]]) -> dict[str, float]:
    """F1 per measure over documents, each as (gold claims, predicted claims in the JSON contract's fields)."""
    right: Counter[str] = Counter()
    gold_count = predicted_count = 0
    for gold_claims, predicted_claims in pairs:
        gold, predicted = list(gold_claims), list(predicted_claims)
        gold_count += len(gold)
        predicted_count += len(predicted)
        for i, j in paired(gold, predicted):
            right.update(agreeing(gold[i], predicted[j]))
    total = gold_count + predicted_count
    return {measure: 2 * right[measure] / total if total else 0.0 for measure in MEASURES}


def predicted_row(claim: Claim) -> Row:
    """A claim in the fields of an annotation."""
    fields = ("low", "high", "unit", "kind", "subject", "metric", "period", "modality")
    return {"start": claim.span.start, "end": claim.span.end, **{f: getattr(claim, f) for f in fields}}


def agreeing(gold: Row, predicted: Row) -> list[str]:
    """The measures that count the pair as right."""
    agreed = ["figure"]
    if _same_quantity(gold, predicted):
        agreed.append("quantity")
        fields = [f for f in FIELDS if _same_field(f, gold.get(f), predicted.get(f))]
        agreed += fields
        if len(fields) == len(FIELDS):
            agreed.append("full")
    return agreed


def paired(gold: list[Row], predicted: list[Row]) -> list[tuple[int, int]]:
    """Indices of gold and predicted claims that overlap most, one to one."""
    options = []
    for i, g in enumerate(gold):
        for j, p in enumerate(predicted):
            shared = min(g["end"], p["end"]) - max(g["start"], p["start"])
            if shared > 0:
                options.append((not _same_quantity(g, p), -shared, i, j))
    used_gold: set[int] = set()
    used_predicted: set[int] = set()
    pairs = []
    for _, _, i, j in sorted(options):
        if i not in used_gold and j not in used_predicted:
            used_gold.add(i)
            used_predicted.add(j)
            pairs.append((i, j))
    return pairs


def _same_quantity(gold: Row, predicted: Row) -> bool:
    bounds = all(_same_number(gold[side], predicted.get(side)) for side in ("low", "high"))
    return bounds and _plain(gold["unit"]) == _plain(predicted.get("unit"))


def _same_number(a: float | None, b: float | None) -> bool:
    if a is None or b is None:
        return a is b
    return abs(float(a) - float(b)) <= 1e-6 * max(1.0, abs(float(a)), abs(float(b)))


def _same_field(field: str, gold: object, predicted: object) -> bool:
    if field == "period":
        return gold is None or (predicted or "") == gold
    if field == "metric":
        gold, predicted = (_ONE_METRIC.get(_plain(v), _plain(v)) for v in (gold, predicted))
    return _plain(gold) == _plain(predicted)


def _plain(value: object) -> str:
    return re.sub(r"[^0-9a-z\u4e00-\u9fff]+", "", str(value or "").lower())
