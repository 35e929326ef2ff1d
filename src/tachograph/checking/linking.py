"""Which two figures a rate, share or multiple was computed from, by how texts tie figures together.

What is seen of a formula and its figures (where they stand, which fields they share, whether words tie them) says how
likely the formula is meant; the weights are trained on the annotated articles (``python -m evaluation.links``), where a
formula that holds was meant.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from tachograph.checking.beside import Tie, ties
from tachograph.checking.context import Context
from tachograph.checking.formulas import Formula
from tachograph.checking.operands import SHARE_METRICS, names_exactly
from tachograph.checking.variables import canonical
from tachograph.core.claim import Claim
from tachograph.core.pack import EntityKind

_CLOSE = 3  # figures apart: further is far
_MANY = 4
_SUREST = 9  # tenths of confidence


@dataclass(frozen=True, slots=True)
class Link:
    """A formula that a claim may follow from, what is seen of it, and how likely it is meant."""

    formula: Formula
    signals: tuple[str, ...]
    probability: float


@dataclass(frozen=True)
class Linking:
    """The rates of a text with the formulas that each may follow from; ``fits`` says whether one gives a claim."""

    context: Context
    formulas: Mapping[str, Sequence[Formula]]
    fits: Callable[[Claim, Formula], bool]

    def links(self, claim: Claim) -> tuple[Link, ...]:
        """The formulas of a rate, the likeliest first."""
        if claim.id not in self._known:
            self._known[claim.id] = self._links(claim)
        return self._known[claim.id]

    @cached_property
    def _known(self) -> dict[str, tuple[Link, ...]]:
        return {}

    def _links(self, claim: Claim) -> tuple[Link, ...]:
        found, card = [], self.context.pack.links
        own = self.formulas.get(claim.id, ())
        rivals = _Rivals.of(self.context, claim, own)
        for formula in own:
            seen = (*_signals(self.context, claim, formula, rivals), *self._precedents(claim, formula))
            found.append(Link(formula, seen, card.probability(seen)))
        return tuple(sorted(found, key=lambda link: (-link.probability, [c.span for c in link.formula.operands])))

    def _precedents(self, claim: Claim, formula: Formula) -> Iterator[str]:
        """Whether other rates of the text follow from the same base, or from figures that relate in the same way."""
        everybody, own = self._fitting[""], self._fitting.get(claim.id, Counter())
        base = ("base", formula.operands[-1].id)
        yield f"other rates of this base: {min(everybody[base] - own[base], 2)}"
        pattern = self._pattern(claim, formula)
        yield f"other rates like it: {min(everybody[pattern] - own[pattern], _CLOSE)}"
        sides = " and ".join(_side(self.context, c, claim) for c in formula.operands)
        yield f"{claim.kind}, figures {sides}"

    @cached_property
    def _fitting(self) -> Mapping[str, Counter[tuple[str, ...]]]:
        """How often formulas that give their claim have a base, and a pattern: of each claim, and under "" of all."""
        found: dict[str, Counter[tuple[str, ...]]] = {"": Counter()}
        for id_, formulas in self.formulas.items():
            claim = self.context.by_id[id_]
            own = found.setdefault(id_, Counter())
            for formula in (f for f in formulas if self.fits(claim, f)):
                own.update((("base", formula.operands[-1].id), self._pattern(claim, formula)))
            found[""].update(own)
        return found

    def _pattern(self, claim: Claim, formula: Formula) -> tuple[str, ...]:
        x, y = formula.operands
        return (
            formula.op.name,
            _owner(self.context, x, y),
            *(_alike(getattr(y, f), getattr(x, f)) for f in ("metric", "model", "segment", "modality")),
            _alike(canonical(y.period), canonical(x.period)),
            _side(self.context, x, claim),
            _side(self.context, y, claim),
        )


def _owner(context: Context, part: Claim, base: Claim) -> str:
    """How the two subjects of a formula relate."""
    a, b = context.entity(part), context.entity(base)
    if part.subject == base.subject:
        return "same"
    if b is not None and b.kind is EntityKind.MARKET:
        return "a market"
    related = a is not None and b is not None and any(m.parent == b.id for m in a.parents)
    return "its parent" if related else "another"


def _side(context: Context, figure: Claim, claim: Claim) -> str:
    if context.sentence(figure) != context.sentence(claim):
        return "elsewhere"
    return "before" if figure.span < claim.span else "after"


def _signals(context: Context, claim: Claim, formula: Formula, rivals: _Rivals) -> Iterator[str]:
    x, y = formula.operands
    yield f"formula: {formula.op.name.lower()} as {claim.kind}"
    yield f"part {_place(context, x, claim)}"
    yield f"base {_place(context, y, claim)}"
    for field in ("subject", "metric", "model", "segment"):
        yield f"part {field}: {_alike(getattr(x, field), getattr(claim, field))}"
    yield f"part period: {_alike(canonical(x.period), canonical(claim.period))}"
    for field in ("subject", "metric", "model", "segment", "region"):
        yield f"base {field}: {_alike(getattr(y, field), getattr(x, field))}"
    yield f"base period: {_alike(canonical(y.period), canonical(x.period))}"
    owner, counts = _owner(context, x, y), _alike(y.metric, x.metric)
    yield f"{claim.kind} of {owner}"
    yield f"{claim.kind} of {owner}, metric {counts}"
    yield f"{claim.metric if claim.metric in SHARE_METRICS else 'other metric'} of {owner}"
    yield f"basis: {_basis(claim, y)}"
    yield f"base modality: {'same' if y.modality is x.modality else y.modality}"
    yield f"base {'larger' if y.quantity.value > x.quantity.value else 'smaller'}"
    yield f"confidence: {min(int(min(c.confidence for c in (claim, x, y)) * 10), _SUREST)}"
    yield from _competition(context, claim, formula, rivals)


@dataclass(frozen=True)
class _Rivals:
    """What else a claim could follow from: how far the figures of its formulas stand, and what words tie it to.

    ``bases`` are the distances of the bases by the id of the part; all are sorted, of each figure once.
    """

    parts: Sequence[int]
    bases: Mapping[str, Sequence[int]]
    ties: Sequence[Tie]
    formulas: int
    rates: int

    @classmethod
    def of(cls, context: Context, claim: Claim, formulas: Sequence[Formula]) -> _Rivals:
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


def _competition(context: Context, claim: Claim, formula: Formula, rivals: _Rivals) -> Iterator[str]:
    """What else could be meant: nearer figures, figures between, other rates in the sentence."""
    x, y = formula.operands
    here = context.position[claim.id]
    part, base = (abs(context.position[c.id] - here) for c in (x, y))
    yield f"part choice: {min(bisect_left(rivals.parts, part), _CLOSE)}"
    yield f"base choice: {min(bisect_left(rivals.bases[x.id], base), _CLOSE)}"
    yield f"formulas: {min(rivals.formulas, _MANY)}"
    tied = any(x in t.parts and y in t.bases for t in rivals.ties)
    yield f"words: {'tied' if tied else 'not tied'}"
    places = sorted(context.position[c.id] for c in (claim, x, y))
    yield f"figures between: {_between(context, places[0], places[-1], x, y)}"
    yield f"other rates: {min(rivals.rates, 2)}"
    yield (
        "form: table" if "|" in context.sentence_text(claim) or "\t" in context.sentence_text(claim) else "form: prose"
    )


def _between(context: Context, first: int, last: int, x: Claim, y: Claim) -> int:
    """How many figures in the unit of two stand between places of a text, up to a few."""
    inner = (context.claims[n] for n in range(first + 1, last))
    between = (c for c in inner if c.unit == x.unit and c not in (x, y))
    return sum(1 for _ in islice(between, _CLOSE))


def _place(context: Context, figure: Claim, claim: Claim) -> str:
    """Where a figure stands from a claim: how many figures before or after it, or in which sentence."""
    apart = context.sentence(figure) - context.sentence(claim)
    if apart == 0:
        steps = context.position[figure.id] - context.position[claim.id]
        return f"{'before' if steps < 0 else 'after'} by {min(abs(steps), _CLOSE)}"
    return f"{'sentences before' if apart < 0 else 'sentences after'}: {'one' if abs(apart) == 1 else 'more'}"


def _alike(a: str | None, b: str | None) -> str:
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
