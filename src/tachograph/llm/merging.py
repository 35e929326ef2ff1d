"""The rules' claims and a model's as one list: figures paired by overlap, and what the two differ in. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from tachograph.core.claim import Claim, Kind
from tachograph.core.difference import Difference

# Fields that the rules may leave open, which a model may then fill.
_OPEN = ("subject", "metric", "period", "basis", "claimant", "model", "region", "segment")
_DATED = frozenset({Kind.CHANGE})
FIGURE = "figure"
"""The field of a difference about where a figure begins and ends."""


def merge(rules: Sequence[Claim], model: Sequence[Claim]) -> tuple[tuple[Claim, ...], tuple[Difference, ...]]:
    """One claim for each figure of two readings of one document, in the order of the text, and the differences.

    Of a figure that both read the rules' values stand; where the rules left a field open, the model's value is taken.
    Both are told as differences; that a model left a field open is not. A figure that only one of them read is kept as
    it is. A model's claim that overlaps a figure which is paired already is left out and told as a difference.
    """
    pairs = _paired(rules, model)
    paired = set(pairs.values())
    merged = list(rules)
    differences: list[Difference] = []
    for i, j in pairs.items():
        merged[i] = _filled(rules[i], model[j])
        differences.extend(_compared(rules[i], model[j]))
    for j, claim in enumerate(model):
        if j in paired:
            continue
        over = next((r for r in rules if r.span.overlaps(claim.span)), None)
        if over is None:
            merged.append(claim)
        else:
            differences.append(Difference(over.id, FIGURE, over.quote, claim.quote))
    order = {claim.id: n for n, claim in enumerate(sorted(merged, key=lambda claim: claim.span))}
    differences.sort(key=lambda one: order[one.claim])
    return tuple(sorted(merged, key=lambda claim: claim.span)), tuple(differences)


def _paired(rules: Sequence[Claim], model: Sequence[Claim]) -> dict[int, int]:
    """One to one by the largest overlap, ties by position."""
    overlaps = sorted(
        (-_overlap(a, b), i, j) for i, a in enumerate(rules) for j, b in enumerate(model) if a.span.overlaps(b.span)
    )
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in overlaps:
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def _overlap(a: Claim, b: Claim) -> int:
    return min(a.span.end, b.span.end) - max(a.span.start, b.span.start)


def _filled(rules: Claim, model: Claim) -> Claim:
    """The rules' claim with what only the model read; its confidence is then no more than the model's."""
    found: dict[str, Any] = {
        name: getattr(model, name)
        for name in _comparable(rules, model)
        if getattr(rules, name) is None and getattr(model, name) is not None
    }
    if "subject" in found:
        found["subject_id"] = model.subject_id
    confidence = min(rules.confidence, model.confidence) if found else rules.confidence
    return replace(rules, **found, confidence=confidence, extractor=f"{rules.extractor}+{model.extractor}")


def _compared(rules: Claim, model: Claim) -> Iterator[Difference]:
    for name in ("low", "high", "modifier", "unit", "kind", "modality", *_comparable(rules, model)):
        ours, theirs = getattr(rules, name), getattr(model, name)
        bound = name in ("low", "high")
        if (theirs is not None or bound) and not _same(ours, theirs):
            yield Difference(rules.id, name, _written(ours), _written(theirs))


def _comparable(rules: Claim, model: Claim) -> tuple[str, ...]:
    """The open fields; a basis only where it means the same kind of thing."""
    same_basis = (rules.kind in _DATED) == (model.kind in _DATED)
    return tuple(name for name in _OPEN if name != "basis" or same_basis)


def _same(ours: object, theirs: object) -> bool:
    if isinstance(ours, str) and isinstance(theirs, str):
        return ours.casefold() == theirs.casefold()
    return ours == theirs


def _written(value: object) -> str | None:
    if isinstance(value, Decimal):
        return f"{value:f}" if value == value.to_integral_value() else f"{value.normalize():f}"
    return None if value is None else str(value)
