"""What is seen of a formula and its figures, as named signals.

Where the figures stand, which fields they share, which words stand beside them, and what else could be meant.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from tachograph.checking.beside import Tie, ties
from tachograph.checking.context import Context
from tachograph.checking.formulas import Formula
from tachograph.checking.operands import SHARE_METRICS, names_exactly
from tachograph.checking.variables import canonical
from tachograph.core.claim import Claim, Kind
from tachograph.core.pack import EntityKind

_CLOSE = 3  # figures apart: further is far
_MANY = 4
_SUREST = 9  # tenths of confidence
_WINDOW = 14  # characters in which the word beside a figure stands
_GAP = 3  # words of the text between two figures
_BESIDE = 26  # characters around a figure in which words say what it is compared as
_WORD = re.compile(r"[A-Za-z'’-]+|[\u4e00-\u9fff]")


_KINDS_OF_WORDS = {
    "against": r"\b(?:from|than|compared|comparison|against|versus|vs|above|below)\b|[较較比从從]",
    "of": r"\b(?:of|out of)\b|[占佔]",
    "whole": r"\b(?:total|all|overall|combined|altogether|whole|group|entire|market)\b|总|總|全部|合计|合計|整体|整體",
    "then": r"\b(?:earlier|ago|before|previous|prior|last)\b|上年|去年|同期|上月|上季|上一|此前|前年",
    "aim": r"\b(?:targets?|goals?|aims?|plan(?:ned)?|guidance|objective)\b|目标|目標|计划|計劃|指引",
    "part": r"\b(?:which|including|alone|these|those|them)\b|其中|当中|當中",
}
_SAID = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _KINDS_OF_WORDS.items()}


def tells(context: Context, claim: Claim, formula: Formula, rivals: Rivals) -> tuple[str, ...]:
    """All that is seen of a formula that a claim may follow from, the claim's other formulas being its rivals."""
    x, y = formula.operands
    seen = rivals.seen
    if ("rate", claim.id) not in seen:
        seen["rate", claim.id] = (*_of_rate(context, claim), *rivals.of_rate())
    if ("part", x.id) not in seen:
        seen["part", x.id] = tuple(_of_part(context, claim, x))
    if ("base", y.id) not in seen:
        seen["base", y.id] = tuple(_of_base(context, claim, y))
    return (
        *seen["rate", claim.id],
        *seen["part", x.id],
        *seen["base", y.id],
        *_of_both(context, claim, formula),
        *_competition(context, claim, formula, rivals),
        *_order(context, claim, x, y),
    )


def _of_rate(context: Context, claim: Claim) -> Iterator[str]:
    yield f"before rate: {_last(context.before(claim, _WINDOW))}"
    yield f"after rate: {_first(context.after(claim, _WINDOW))}"
    sentence = context.sentence_text(claim)
    yield "form: table" if "|" in sentence or "\t" in sentence else "form: prose"


def _of_part(context: Context, claim: Claim, x: Claim) -> Iterator[str]:
    yield f"part {_place(context, x, claim)}"
    for name in ("subject", "metric", "model", "segment"):
        yield f"part {name}: {alike(getattr(x, name), getattr(claim, name))}"
    yield f"part period: {alike(canonical(x.period), canonical(claim.period))}"
    yield f"before part: {_last(context.before(x, _WINDOW))}"
    yield from (f"part told by: {kind}" for kind in _told_by(context, x))
    yield from _gap(context, x, claim, "part to rate")


def _of_base(context: Context, claim: Claim, y: Claim) -> Iterator[str]:
    yield f"base {_place(context, y, claim)}"
    yield f"basis: {_basis(claim, y)}"
    yield f"before base: {_last(context.before(y, _WINDOW))}"
    yield f"after base: {_first(context.after(y, _WINDOW))}"
    yield from (f"base told by: {kind}" for kind in _told_by(context, y))
    yield from _gap(context, claim, y, "rate to base")
    yield from _gap(context, y, claim, "base to rate")


def _of_both(context: Context, claim: Claim, formula: Formula) -> tuple[str, ...]:
    x, y = formula.operands
    larger = y.quantity.value > x.quantity.value
    fields, whose = kinship(context, x, y)
    return _relation(
        formula.op.name.lower(),
        str(claim.kind),
        claim.metric if claim.metric in SHARE_METRICS else "other metric",
        fields,
        whose,
        "same" if y.modality is x.modality else str(y.modality),
        larger,
        None if claim.kind is not Kind.CHANGE else larger == (claim.quantity.value < 0),
        min(int(min(claim.confidence, x.confidence, y.confidence) * 10), _SUREST),
    )


_FIELDS = ("subject", "metric", "model", "segment", "region", "period")


def kinship(context: Context, part: Claim, base: Claim) -> tuple[tuple[str, ...], str]:
    """How the fields and the subjects of two figures relate, which many formulas ask."""
    pair = part.id, base.id
    if pair not in context.kinships:
        context.kinships[pair] = _likeness(part, base), owner(context, part, base)
    return context.kinships[pair]


def _likeness(part: Claim, base: Claim) -> tuple[str, ...]:
    """How each field of a base is to that of the part: subject, metric, model, segment, region, period."""
    return (
        alike(base.subject, part.subject),
        alike(base.metric, part.metric),
        alike(base.model, part.model),
        alike(base.segment, part.segment),
        alike(base.region, part.region),
        alike(canonical(base.period), canonical(part.period)),
    )


@lru_cache(maxsize=4096)  # few combinations make up most
def _relation(
    op: str,
    kind: str,
    metric: str,
    fields: tuple[str, ...],
    whose: str,
    modality: str,
    larger: bool,  # noqa: FBT001 - the key of a cache, as the next
    right: bool | None,  # noqa: FBT001
    confidence: int,
) -> tuple[str, ...]:
    return (
        f"formula: {op} as {kind}",
        *(f"base {name}: {how}" for name, how in zip(_FIELDS, fields, strict=True)),
        f"{kind} of {whose}",
        f"{kind} of {whose}, metric {fields[1]}",
        f"{metric} of {whose}",
        f"base modality: {modality}",
        f"base {'larger' if larger else 'smaller'}",
        *(() if right is None else (f"direction: {'right' if right else 'wrong'}",)),
        f"confidence: {confidence}",
    )


@dataclass(frozen=True)
class Rivals:
    """What else a claim could follow from: how far the figures of its formulas stand, and what words tie it to.

    ``seen`` remembers what is seen of each figure alone. ``bases`` are the distances of the bases by the id of the part; all are sorted, of each figure once.
    """

    parts: Sequence[int]
    bases: Mapping[str, Sequence[int]]
    ties: Sequence[Tie]
    formulas: int
    rates: int
    seen: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)

    def of_rate(self) -> Iterator[str]:
        """How many formulas the claim has, and how many rates its sentence."""
        yield f"formulas: {min(self.formulas, _MANY)}"
        yield f"other rates: {min(self.rates, 2)}"

    @classmethod
    def of(cls, context: Context, claim: Claim, formulas: Sequence[Formula]) -> Rivals:
        here = context.position[claim.id]
        parts: dict[str, int] = {}
        bases: dict[str, dict[str, int]] = {}
        for formula in formulas:
            part, base = formula.operands[0].id, formula.operands[-1].id
            parts[part] = abs(context.position[part] - here)
            bases.setdefault(part, {})[base] = abs(context.position[base] - here)
        sentence = context.sentence(claim)
        rates = [
            c for c in context.claims if c.kind is claim.kind and c is not claim and context.sentence(c) == sentence
        ]
        ordered = {part: sorted(found.values()) for part, found in bases.items()}
        return cls(sorted(parts.values()), ordered, tuple(ties(context, here)), len(formulas), len(rates))


def _competition(context: Context, claim: Claim, formula: Formula, rivals: Rivals) -> tuple[str, ...]:
    """What else could be meant: nearer figures, figures between, other rates in the sentence."""
    x, y = formula.operands
    place = context.position
    here, part, base = place[claim.id], place[x.id], place[y.id]
    return _rivalry(
        min(bisect_left(rivals.parts, abs(part - here)), _CLOSE),
        min(bisect_left(rivals.bases[x.id], abs(base - here)), _CLOSE),
        bool(rivals.ties) and any(x in t.parts and y in t.bases for t in rivals.ties),
        _between(context, claim, x, y),
    )


@lru_cache(maxsize=256)
def _rivalry(part: int, base: int, tied: bool, between: int) -> tuple[str, ...]:  # noqa: FBT001 - the key of a cache
    return (
        f"part choice: {part}",
        f"base choice: {base}",
        f"words: {'tied' if tied else 'not tied'}",
        f"figures between: {between}",
    )


def _between(context: Context, claim: Claim, x: Claim, y: Claim) -> int:
    """How many figures in the unit of two stand between the first and the last of three, up to a few."""
    place, places = context.position, context.places(x.unit)
    part, base = place[x.id], place[y.id]
    first, middle, last = sorted((place[claim.id], part, base))
    between = bisect_left(places, last) - bisect_right(places, first)
    own = (part == middle) + (base == middle and y.unit == x.unit)
    return min(between - own, _CLOSE)


def _place(context: Context, figure: Claim, claim: Claim) -> str:
    """Where a figure stands from a claim: how many figures before or after it, or in which sentence."""
    apart = context.sentence(figure) - context.sentence(claim)
    if apart == 0:
        steps = context.position[figure.id] - context.position[claim.id]
        return f"{'before' if steps < 0 else 'after'} by {min(abs(steps), _CLOSE)}"
    return f"{'sentences before' if apart < 0 else 'sentences after'}: {'one' if abs(apart) == 1 else 'more'}"


def alike(a: str | None, b: str | None) -> str:
    if not a and not b:
        return "neither"
    return "one" if not a or not b else "same" if a == b else "differs"


def _basis(claim: Claim, base: Claim) -> str:
    when, own = canonical(claim.basis), canonical(base.period)
    if when:
        return "its time" if when == own else "another time" if own else "base undated"
    if not claim.basis:
        return "none"
    return "named" if names_exactly(claim.basis, base) else "other words"


def owner(context: Context, part: Claim, base: Claim) -> str:
    """How the two subjects of a formula relate."""
    a, b = context.entity(part), context.entity(base)
    if part.subject == base.subject:
        return "same"
    if b is not None and b.kind is EntityKind.MARKET:
        return "a market"
    related = a is not None and b is not None and any(m.parent == b.id for m in a.parents)
    return "its parent" if related else "another"


def side(context: Context, figure: Claim, claim: Claim) -> str:
    if context.sentence(figure) != context.sentence(claim):
        return "elsewhere"
    return "before" if figure.span < claim.span else "after"


# --- words ------------------------------------------------------------------------------------------------------------


def _order(context: Context, claim: Claim, x: Claim, y: Claim) -> Iterator[str]:
    """In which order the three figures stand, and the last words between them."""
    place = context.position
    (first, r, a), (_, s, b), (last, t, c) = sorted(
        ((place[claim.id], "r", claim), (place[x.id], "x", x), (place[y.id], "y", y))
    )
    order, tight = r + s + t, last - first == 2
    together = context.sentence(claim) == context.sentence(x) == context.sentence(y)
    yield f"{claim.kind} order {order} in {'one' if together else 'several'}, {'tight' if tight else 'wide'}"
    if together:
        yield f"order {order}, first gap: {_last(context.between(a, b)[-_WINDOW:])}"
        yield f"order {order}, second gap: {_last(context.between(b, c)[-_WINDOW:])}"


def _gap(context: Context, first: Claim, second: Claim, name: str) -> Iterator[str]:
    """The first words between neighbours."""
    if context.position[second.id] - context.position[first.id] == 1:
        words = _WORD.findall(context.between(first, second).casefold())
        yield f"{name}: {' '.join(words[:_GAP])}"


def _told_by(context: Context, figure: Claim) -> tuple[str, ...]:
    """The kinds of words beside a figure, as far as its neighbours."""
    place = context.position[figure.id]
    before, after = context.before(figure, _BESIDE), context.after(figure, _BESIDE)
    if place:
        before = before[-max(0, figure.span.start - context.claims[place - 1].span.end) :]
    if place + 1 < len(context.claims):
        after = after[: max(0, context.claims[place + 1].span.start - figure.span.end)]
    sides = ("before", _said(before)), ("after", _said(after))
    return tuple(f"{kind}, {side} it" for kind in _SAID for side, said in sides if kind in said)


@lru_cache(maxsize=1024)  # of some articles: the same figures may be part or base of many rates
def _said(words: str) -> tuple[str, ...]:
    return tuple(kind for kind, pattern in _SAID.items() if pattern.search(words))


@lru_cache(maxsize=1024)
def _last(text: str) -> str:
    """The last word, or the last two Chinese characters; a dash if there is none."""
    words = _WORD.findall(text)
    if not words:
        return "-"
    return "".join(words[-2:]) if not words[-1].isascii() else words[-1].casefold()


@lru_cache(maxsize=1024)
def _first(text: str) -> str:
    words = _WORD.findall(text)
    if not words:
        return "-"
    return "".join(words[:2]) if not words[0].isascii() else words[0].casefold()
