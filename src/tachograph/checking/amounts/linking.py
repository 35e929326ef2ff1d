"""Which figures an amount was computed from, as a sum or difference, by how texts tell such figures.

Of all sums and differences that an amount may be at most one was meant. What is seen of each says how likely it is that
one, rather than another or none, as with rates (:mod:`tachograph.checking.linking`); the weights are trained on articles
(``python -m evaluation.amounts``).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log

from tachograph.checking.amounts.asked import asked
from tachograph.checking.amounts.candidates import Parts, differences, sums
from tachograph.checking.amounts.tells import tells_of_sum
from tachograph.checking.context import Context
from tachograph.checking.fitting import fits
from tachograph.checking.formulas import Formula, Op
from tachograph.checking.linking import chosen
from tachograph.checking.nearness import VALUES
from tachograph.checking.slipped import accidents, hits
from tachograph.checking.tells import Rivals, alike, tells
from tachograph.core.cached import cached_property
from tachograph.core.claim import Claim
from tachograph.core.pack import Pack
from tachograph.core.scorecard import Scorecard

GIVEN = "value: given"
_SURELY = 0.05  # where some formula gives a figure by chance no more often than this, it was meant
_STEPS = ((0.003, "hardly"), (0.02, "a little"), (0.15, "some"), (0.5, "half"), (1.5, "double"))
_CHANCES = ((0.003, "hardly"), (0.02, "rarely"), (0.1, "at times"))
_SAME = 1e-9
_MANY = 3
_HOPELESS = -7.0  # log-odds that no value of a formula lifts to anything


@dataclass(frozen=True, slots=True)
class Way:
    """A formula that an amount may follow from, how likely it is meant, and whether it gives the amount."""

    formula: Formula
    probability: float
    given: bool


@dataclass(frozen=True)
class AmountLinks:
    """The amounts of a text, with the sums and differences that each may be."""

    context: Context

    def formulas(self, claim: Claim) -> tuple[Formula, ...]:
        """The formulas of an amount that words or the order of figures hold to others."""
        return tuple(p.formula for p in self._candidates(claim))

    def given(self, claim: Claim) -> bool:
        """Whether a formula gives an amount that hardly any would by chance: then it was meant, and nothing else."""
        return claim.id in self._given

    def ways(self, claim: Claim) -> tuple[Way, ...]:
        """The formulas of an amount, the likeliest first; none if one gives it beyond doubt."""
        if claim.id not in self._ways:
            self._ways[claim.id] = () if self.given(claim) else tuple(self._weighed(claim))
        return self._ways[claim.id]

    @cached_property
    def _ways(self) -> dict[str, tuple[Way, ...]]:
        return {}

    def _weighed(self, claim: Claim) -> list[Way]:
        formulas = self.formulas(claim)
        if not formulas:
            return []
        cards = _cards(self.context.pack)
        odds = []
        for formula, seen in zip(formulas, self.seen(claim), strict=True):
            card, most = cards[formula.op]
            at = card.log_odds(seen)
            odds.append(
                at + sum(card.weights.get(s, 0.0) for s in _nearness(claim, formula)) if at + most > _HOPELESS else at
            )
        chances = chosen(odds)
        found = [
            Way(f, _shared(f, formulas, chances), fits(claim, f)) for f, chance in zip(formulas, chances, strict=True)
        ]
        return sorted(found, key=lambda w: (-w.probability, [c.span for c in w.formula.operands]))

    def taken(self, formula: Formula) -> bool:
        """Whether the figures of a difference give another amount beyond doubt."""
        pair = {c.id for c in formula.operands}
        return any(pair < equation and len(equation) == len(pair) + 1 for equation in self._equations)

    def seen(self, claim: Claim) -> tuple[tuple[str, ...], ...]:
        """What is seen of each formula of an amount, in their order, its value aside."""
        all_parts = self._candidates(claim)
        asks = self._asks[claim.id]
        pairs = [p.formula for p in all_parts if p.formula.op is Op.LESS]
        rivals = Rivals.of(self.context, claim, pairs)
        runs = len(all_parts) - len(pairs)
        return tuple(
            (
                *(
                    self._of_difference(claim, p.formula, asks, rivals, runs)
                    if p.formula.op is Op.LESS
                    else tells_of_sum(self.context, claim, p, self._asks, runs - 1)
                ),
                *self._of_others(claim, p.formula),
            )
            for p in all_parts
        )

    def _of_difference(
        self, claim: Claim, formula: Formula, asks: Sequence[str], rivals: Rivals, runs: int
    ) -> Iterator[str]:
        yield from tells(self.context, claim, formula, rivals)
        x, y = formula.operands
        order = "".join(
            n for _, n in sorted((self.context.position[c.id], n) for c, n in ((claim, "d"), (x, "x"), (y, "y")))
        )
        for name in asks:
            yield f"asked {name}"
            yield f"asked {name}, order {order}"
        yield f"units: {'one' if len({c.unit for c in (claim, x, y)}) == 1 else 'several'}"
        yield f"claim and base: {alike(claim.subject, y.subject)}, {alike(claim.metric, y.metric)}"
        yield f"operands told as differences: {sum(bool(_DIFFERENT.intersection(self._asks[c.id])) for c in (x, y))}"
        yield f"may be a sum: {bool(runs)}"

    def _of_others(self, claim: Claim, formula: Formula) -> Iterator[str]:
        """What the other amounts of the text say: whether the figures are borne out, and whether some relate alike."""
        vouched = self._vouched
        borne_out = sum(c.id in vouched for c in formula.operands)
        yield f"borne out: {claim.id in vouched}"
        yield f"operands borne out: {'all' if borne_out == len(formula.operands) else 'some' if borne_out else 'none'}"
        like_it = self._patterns[pattern(self.context, claim, formula)]
        yield f"others like it: {min(like_it, _MANY)}"

    def _candidates(self, claim: Claim) -> tuple[Parts, ...]:
        """The formulas of an amount, but those whose figures are all among those of one that holds beyond doubt."""
        found = self._tried.get(claim.id, ())
        if claim.id in self._given:
            return found
        sets = self._equations
        return tuple(p for p in found if not any({claim.id, *(c.id for c in p.formula.operands)} < s for s in sets))

    @cached_property
    def _asks(self) -> Mapping[str, tuple[str, ...]]:
        return {c.id: asked(self.context, c) for c in self.context.claims}

    @cached_property
    def _tried(self) -> Mapping[str, tuple[Parts, ...]]:
        found = {}
        for claim in self.context.claims:
            pairs = (
                Parts(f, after=False, skipped=0, dated=False)
                for f in differences(self.context, claim, self._asks[claim.id])
            )
            found[claim.id] = (*pairs, *sums(self.context, claim))
        return {claim: parts for claim, parts in found.items() if parts}

    @cached_property
    def _given(self) -> Mapping[str, tuple[Formula, ...]]:
        """The formulas that hold beyond doubt, by the amount that they give."""
        by_id = self.context.by_id
        found = {c: sure(by_id[c], [p.formula for p in parts]) for c, parts in self._tried.items()}
        return {claim: formulas for claim, formulas in found.items() if formulas}

    @cached_property
    def _equations(self) -> tuple[frozenset[str], ...]:
        """The figures of each equation that holds beyond doubt."""
        return tuple(
            dict.fromkeys(
                frozenset((claim, *(c.id for c in f.operands))) for claim, found in self._given.items() for f in found
            )
        )

    @cached_property
    def _vouched(self) -> frozenset[str]:
        return frozenset(c for equation in self._equations for c in equation)

    @cached_property
    def _patterns(self) -> Counter[tuple[str, ...]]:
        by_id = self.context.by_id
        return Counter(
            pattern(self.context, by_id[claim], f) for claim, found in self._given.items() for f in found[:1]
        )


_DIFFERENT = {"gap before", "more after", "change"}


def equation(claim: Claim, formula: Formula) -> tuple[str, frozenset[str]]:
    """What equation a formula of an amount is: the whole, and its parts, whichever of them it is solved for."""
    if formula.op is Op.LESS:
        larger, smaller = formula.operands
        return larger.id, frozenset((smaller.id, claim.id))
    return claim.id, frozenset(c.id for c in formula.operands)


def pattern(context: Context, claim: Claim, formula: Formula) -> tuple[str, ...]:
    """Where the figures of a formula stand, seen from the amount: the same in all rows of a table, and in like sentences."""
    amounts, place = context.places(claim.unit), context.position
    here, sentence = bisect_left(amounts, place[claim.id]), context.sentence(claim)
    steps = (
        f"{bisect_left(amounts, place[c.id]) - here if c.unit == claim.unit else '?'} in {context.sentence(c) - sentence}"
        for c in formula.operands
    )
    return (formula.op.name, *steps)


def sure(claim: Claim, formulas: Sequence[Formula]) -> tuple[Formula, ...]:
    """The formulas that give a figure, where so many would hardly do so by chance."""
    found = [f for f in formulas if fits(claim, f)]
    return tuple(f for f in found if len(formulas) * _odds(claim, f) <= _SURELY)


def _odds(claim: Claim, formula: Formula) -> float:
    """The share of all likely values of a figure that a formula's value cannot be told from."""
    width = sum(high - low for low, high in (c.quantity.ends for c in (claim, *formula.operands)))
    return width / abs(float(claim.quantity.value)) / log(10)


@lru_cache(maxsize=2)  # packs
def _cards(pack: Pack) -> dict[Op, tuple[Scorecard, float]]:
    """What signals add up to for sums and for differences, and how much a formula's value can add at most."""
    found = {}
    for op in (Op.SUM, Op.LESS):
        start = _prefix(op)
        weights = {n.removeprefix(start): w for n, w in pack.amounts.weights.items() if n.startswith(start)}
        most = sum(w for n, w in weights.items() if w > 0 and n.startswith(VALUES))
        found[op] = Scorecard(pack.amounts.base, weights), most
    return found


def _prefix(op: Op) -> str:
    return f"{op.name.lower()}: "


def told(claim: Claim, formula: Formula, seen: Iterable[str]) -> Iterator[str]:
    """All signals of a formula: what is seen of it and its value, those of sums and differences apart."""
    for signal in (*seen, *_nearness(claim, formula)):
        yield _prefix(formula.op) + signal


def _nearness(claim: Claim, formula: Formula) -> Iterator[str]:
    """Whether a formula gives an amount; if not, how far off it is, and whether a slip explains that."""
    if fits(claim, formula):
        yield GIVEN
        return
    said = abs(float(claim.quantity.value))
    off = abs(abs(formula.rough) - said) / said
    words = next((name for step, name in _STEPS if off <= step), "more")
    yield f"value: off by {words}"
    yield f"value: {'less' if abs(formula.rough) < said else 'more'}"
    found = hits(claim, formula)
    if not found:
        yield "slip: none"
        return
    chance = accidents(claim, formula)
    kind = "telling" if found[0].telling else "any digit"
    yield f"slip: {kind}, {next((name for most, name in _CHANCES if chance <= most), 'often')} by chance"


def _shared(formula: Formula, formulas: Sequence[Formula], chances: Sequence[float]) -> float:
    """The chance of all formulas of a kind that give the same value, of a figure told twice."""
    same = _SAME * max(1.0, abs(formula.rough))
    return sum(
        c for f, c in zip(formulas, chances, strict=True) if f.op is formula.op and abs(f.rough - formula.rough) <= same
    )
