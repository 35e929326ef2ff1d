"""A figure and those of its parts that a sentence gives, by what all of them are about.

Parts are told apart by one thing only (brands, models, segments or regions) and never overlap, so they are never more than
their whole; whether they are all of it is said by words, or known of the names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields

from tachograph.checking.context import Context
from tachograph.checking.evidence import UNITS_SOLD
from tachograph.checking.figures import is_average
from tachograph.checking.lists import PARTIAL
from tachograph.checking.variables import Scope, canonical, parsed
from tachograph.core.claim import Claim, Kind, Modality
from tachograph.core.pack import Entity, EntityKind, Nature
from tachograph.core.quantity import Modifier

_ABROAD, _ALL_SOLD = ("exports", "overseas_sales"), ("sales", "wholesale")
_KINDS = ("public", "private")
_HALVES = (
    frozenset({"passenger", "commercial"}),
    frozenset({"nev", "ice"}),
    frozenset({"China", "overseas"}),
    frozenset(_KINDS),
)
_PLUGS = frozenset({"bev", "phev", "erev", "fcev"})
_APART = (*_HALVES, _PLUGS, frozenset({"bev", "phev", "ice"}))
_DIMENSIONS = tuple(f.name for f in fields(Scope) if f.name not in ("metric", "unit"))
_NEAR = 24  # characters
_SO_FAR = re.compile(
    r"\b(?:cumulative\w*|since|so far|to date|in total)\b|累[计計]|[历歷]史|前\w{1,2}个?月|\d月?[-—–至到]\d+月|今年|全年|年内",
    re.IGNORECASE,
)
_SPLIT = re.compile(
    r"\b(?:consist\w*|compris\w*|made up of|split (?:between|into)|breaks? down|broken down|divided into)\b|构成|構成|组成|組成",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Divided:
    """A whole and parts of it; ``complete`` says why there can be no others, and is empty if there may be."""

    whole: Claim
    parts: tuple[Claim, ...]
    complete: str


def divided(context: Context) -> Iterator[Divided]:
    """Every figure of a text with the parts of it that stand in one sentence, and with the two halves of it."""
    for whole, alike in _alike(context):
        by_sentence: dict[tuple[int, str], list[Claim]] = {}
        for part in alike:
            dimension = _divides(context, part, whole)
            if dimension and _reaches(context, part, whole):
                by_sentence.setdefault((context.sentence(part), dimension), []).append(part)
        by_sentence |= {(-1, d): halves for d in ("segment", "metric") if (halves := _halves(context, by_sentence, d))}
        if members := _members(context, whole, by_sentence):
            by_sentence[-1, "subject"] = members
        for (_, dimension), parts in by_sentence.items():
            if len(parts) > 1 and _apart(context, parts, dimension):
                yield Divided(whole, tuple(parts), _complete(context, whole, parts, dimension))


def larger(context: Context) -> Iterator[Divided]:
    """Every figure of a text that is larger than another which by all fields includes it."""
    for whole, alike in _alike(context):
        for part in alike:
            more = part.quantity.ends[0] > whole.quantity.ends[1]
            if more and _reaches(context, part, whole) and _divides(context, part, whole, abroad=True):
                yield Divided(whole, (part,), "")


def _alike(context: Context) -> Iterator[tuple[Claim, Sequence[Claim]]]:
    """Every level with those of its unit, time and modality."""
    groups: dict[tuple[str, str, Modality], list[Claim]] = {}
    for claim in context.claims:
        if _is_level(context, claim):
            groups.setdefault((claim.unit, canonical(claim.period), claim.modality), []).append(claim)
    yield from ((whole, group) for group in groups.values() if len(group) > 1 for whole in group)


def _halves(context: Context, found: dict[tuple[int, str], list[Claim]], dimension: str) -> list[Claim]:
    """Two halves that a text gives apart from one another; empty if either is given twice."""
    parts = [p for (_, d), some in found.items() if d == dimension for p in some]
    names = {_name(context, p, dimension) for p in parts}
    apart = len({context.sentence(p) for p in parts}) > 1 and all(canonical(p.period) for p in parts)
    return parts if apart and names in _HALVES and len(parts) == len(names) else []


def _members(context: Context, whole: Claim, found: dict[tuple[int, str], list[Claim]]) -> list[Claim]:
    """All brands or members, each in a sentence or clause of its own, one after the other; empty if any is missing."""
    parts = [p for (_, d), some in found.items() if d == "subject" for p in some]
    places = sorted({context.sentence(p) for p in parts})
    apart = len(places) > 1 and places[-1] - places[0] == len(places) - 1
    return parts if apart and _complete(context, whole, parts, "subject") == "members" else []


def _is_level(context: Context, claim: Claim) -> bool:
    plain = claim.kind in (Kind.LEVEL, Kind.COUNT) and claim.modifier is not Modifier.BETWEEN
    counted = claim.unit not in ("percent", "percentage_point", "times") and claim.quantity.value > 0
    adds = context.nature(claim.metric or "") is not Nature.RATIO
    return plain and counted and adds and claim.id in context.scopes and not is_average(context, claim)


def _reaches(context: Context, part: Claim, whole: Claim) -> bool:
    """Whether a whole without a date stands in the sentence of its parts or the one before, and is of the same time.

    What is counted from the beginning on is not, where no date tells the two apart.
    """
    if canonical(whole.period):
        return True
    near = 0 <= context.sentence(part) - context.sentence(whole) <= 1
    return near and not any(_SO_FAR.search(context.before(c, _NEAR)) for c in (part, whole))


def _divides(context: Context, part: Claim, whole: Claim, *, abroad: bool = False) -> str:
    """The one dimension in which a part is narrower than its whole, all else being the same; empty if there is none."""
    if part is whole or (part.claimant or whole.claimant) != (whole.claimant or part.claimant):
        return ""
    a, b = context.scopes[part.id], context.scopes[whole.id]
    kind = _kind(a.metric, b.metric) or (abroad and a.metric in _ABROAD and b.metric in _ALL_SOLD)
    if a.metric != b.metric and not kind and not {a.metric, b.metric} <= UNITS_SOLD:
        return ""
    other = [d for d in _DIMENSIONS if getattr(a, d) != getattr(b, d)]
    if kind:
        return "" if other else "metric"
    if len(other) != 1:
        return ""
    (dimension,) = other
    if dimension == "subject" and _is_of_market(context, a, b):
        return "segment"
    if dimension == "subject":
        return dimension if _is_child(context, a.subject, b.subject, part.period) else ""
    outer, inner = getattr(b, dimension), getattr(a, dimension)
    narrower = inner and (not outer or (dimension == "segment" and outer == "nev" and inner in _PLUGS))
    return dimension if narrower else ""


def _is_of_market(context: Context, part: Scope, whole: Scope) -> bool:
    """Whether one market is a segment of another of the same place; only retail sales leave buses and trucks out."""
    a, b = (context.pack.entities.get(s.subject) for s in (part, whole))
    if a is None or b is None or not a.kind is b.kind is EntityKind.MARKET or a.home != b.home or not a.segment:
        return False
    if "sellers" in b.tags or "commercial" in b.id:
        return False
    return b.segment is None or (b.segment == "passenger" and whole.metric == "retail_sales" and a.segment == "nev")


def _kind(part: str, whole: str) -> str:
    return next((k for k in _KINDS if part == f"{k}_{whole}"), "")


def _is_child(context: Context, part: str, whole: str, period: str | None) -> bool:
    entity = context.pack.entities.get(part)
    if entity is None or all(m.parent != whole for m in entity.parents):
        return False
    return any(part == e.id for e in _children(context, whole, period))


def _children(context: Context, whole: str, period: str | None) -> list[Entity]:
    when = parsed(period or "")
    pack = context.pack
    return [e for relation in ("brand_of", "member_of") for e in pack.children(whole, relation, when)]


def _name(context: Context, part: Claim, dimension: str) -> str:
    scope = context.scopes[part.id]
    if dimension == "metric":
        return scope.metric.partition("_")[0]
    entity = context.pack.entities.get(scope.subject)
    own = entity.segment if entity and dimension == "segment" and not scope.segment else None
    return own or str(getattr(scope, dimension))


def _apart(context: Context, parts: Sequence[Claim], dimension: str) -> bool:
    """Whether parts do not overlap: each has its own name, none of which is a kind of another."""
    names = [_name(context, p, dimension) for p in parts]
    if len(set(names)) < len(names):
        return False
    if dimension == "model":
        return not any(a != b and a.startswith(b) for a in names for b in names)
    if dimension in ("segment", "metric"):
        return any(set(names) <= known for known in _APART)
    if dimension == "region":
        return set(names) <= {"China", "overseas"} or not {"overseas", "China", "Europe", "global"} & set(names)
    return True


def _complete(context: Context, whole: Claim, parts: Sequence[Claim], dimension: str) -> str:
    names = {_name(context, p, dimension) for p in parts}
    if names in _HALVES:
        return "halves"
    if dimension == "subject":
        everyone = {e.id for e in _children(context, context.scopes[whole.id].subject, whole.period)}
        if names == everyone:
            return "members"
    first = min(parts, key=lambda c: c.span)
    lead = context.before(first, 80)
    return "words" if _SPLIT.search(lead) and not PARTIAL.search(lead) else ""
