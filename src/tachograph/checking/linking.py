"""Which two figures a rate, share, multiple or difference in points was computed from, by how texts tie figures together.

Of all formulas that a figure may follow from at most one was meant. What is seen of each (:mod:`tells`) says how likely
it is that one, rather than another or none; the weights are trained on articles (``python -m evaluation.links``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp

from tachograph.checking.context import Context
from tachograph.checking.fitting import fits
from tachograph.checking.formulas import Formula
from tachograph.checking.nearness import VALUES, nearness
from tachograph.checking.tells import Rivals, alike, kinship, side, tells
from tachograph.core.cached import cached_property
from tachograph.core.claim import Claim
from tachograph.core.pack import Pack
from tachograph.core.scorecard import Scorecard

_CLOSE = 3  # so many precedents are many
_NOTABLE = 0.02  # formulas less likely than this do not speak for one another
_HOPELESS = -7.0  # log-odds that no value of a formula lifts to anything
_KINDS = ("change", "share", "ratio", "points", "level")  # of rates
_PREFIXES = tuple(f"{kind}: " for kind in _KINDS)
_Pattern = tuple[str | int, ...]
_NO_ONE: Mapping[_Pattern, int] = {}
_LIKE = 2  # the place of how figures relate among the patterns of a formula; it ends with the side of each
_UTMOST = 30.0  # log-odds beyond which all is the same


@dataclass(frozen=True, slots=True)
class Link:
    """A formula that a claim may follow from, and how likely it is meant.

    ``probability`` is that of its value: formulas that give the same, of a figure told twice, share it. ``named`` says
    that by their fields the figures go together.
    """

    formula: Formula
    probability: float
    named: bool


@dataclass(frozen=True)
class Linking:
    """The rates of a text with the formulas that each may follow from.

    ``named`` are the formulas whose figures go together by their fields, by the ids of the figures; ``formulas`` are
    these and others.
    """

    context: Context
    formulas: Mapping[str, Sequence[Formula]]
    named: Mapping[str, frozenset[tuple[str, ...]]]

    def links(self, claim: Claim) -> tuple[Link, ...]:
        """The formulas of a rate, the likeliest first."""
        if claim.id not in self._known:
            self._known[claim.id] = self._links(claim)
        return self._known[claim.id]

    def named_fits(self, claim: Claim) -> bool:
        """Whether a formula gives the rate whose figures go together by their fields, and the words do not speak against it."""
        return any(k.named and k.probability >= _NOTABLE and fits(claim, k.formula) for k in self.links(claim))

    def taken(self, claim: Claim, formula: Formula) -> bool:
        """Whether the figures of a formula give another rate of the text."""
        return self._others(claim, [_pair(formula)])[0] > 0

    def seen(self, claim: Claim) -> tuple[tuple[str, ...], ...]:
        """What is seen of each formula of a rate, in their order, its value aside."""
        own = self.formulas.get(claim.id, ())
        rivals = Rivals.of(self.context, claim, own)
        return tuple(tells(self.context, claim, formula, rivals) + self._precedents(claim, formula) for formula in own)

    @cached_property
    def _known(self) -> dict[str, tuple[Link, ...]]:
        return {}

    def _links(self, claim: Claim) -> tuple[Link, ...]:
        formulas = self.formulas.get(claim.id, ())
        if not formulas:
            return ()
        card, most = _cards(self.context.pack)[kind_of(claim)]
        seen = [card.log_odds(signals) for signals in self.seen(claim)]
        odds = [
            at + sum(card.weights.get(s, 0.0) for s in nearness(claim, f)) if at + most > _HOPELESS else at
            for f, at in zip(formulas, seen, strict=True)
        ]
        chances = chosen(odds)
        found = [
            Link(formula, self._shared(formula, chance, formulas, chances), self._is_named(claim, formula))
            for formula, chance in zip(formulas, chances, strict=True)
        ]
        return tuple(sorted(found, key=lambda link: (-link.probability, [c.span for c in link.formula.operands])))

    def _shared(self, formula: Formula, own: float, formulas: Sequence[Formula], chances: Sequence[float]) -> float:
        """The chance of all formulas that give the same value."""
        if own < _NOTABLE:
            return own
        least, most = formula.reach
        others = ((f, c) for f, c in zip(formulas, chances, strict=True) if c >= _NOTABLE)
        return sum(c for f, c in others if f.reach[0] <= most and least <= f.reach[1])

    def _is_named(self, claim: Claim, formula: Formula) -> bool:
        x, y = formula.operands
        return (x.id, y.id) in self.named.get(claim.id, ())

    def _precedents(self, claim: Claim, formula: Formula) -> tuple[str, ...]:
        """Whether other rates of the text follow from the same base, or from figures that relate in the same way."""
        patterns = self._patterns(claim, formula)
        base, pair, like, placed = self._others(claim, patterns)
        part_at, base_at = patterns[_LIKE][-2:]
        return _preceded(
            str(claim.kind),
            min(base, 2),
            min(like, _CLOSE),
            min(placed, _CLOSE),
            pair > 0,
            str(part_at),
            str(base_at),
            self._is_named(claim, formula),
        )

    def _others(self, claim: Claim, patterns: Sequence[_Pattern]) -> list[int]:
        """How many formulas that give other rates of the text have each of some patterns."""
        all_, own = self._fitting[""], self._fitting.get(claim.id, _NO_ONE)
        return [all_.get(pattern, 0) - own.get(pattern, 0) for pattern in patterns]

    def _patterns(self, claim: Claim, formula: Formula) -> tuple[_Pattern, ...]:
        """What formulas have in common: the base, both figures, how these relate, and where they stand."""
        base = ("base", formula.operands[-1].id)
        return base, _pair(formula), self._pattern(claim, formula), self._places(claim, formula)

    @cached_property
    def _fitting(self) -> Mapping[str, Counter[_Pattern]]:
        """How often formulas that give their claim have a base, and a pattern: of each claim, and under "" of all."""
        found: dict[str, Counter[_Pattern]] = {"": Counter()}
        for id_, formulas in self.formulas.items():
            claim = self.context.by_id[id_]
            own = found.setdefault(id_, Counter())
            for formula in (f for f in formulas if fits(claim, f)):
                own.update(self._patterns(claim, formula))
            found[""].update(own)
        return found

    def _pattern(self, claim: Claim, formula: Formula) -> _Pattern:
        x, y = formula.operands
        (_, metric, model, segment, _, period), whose = kinship(self.context, x, y)
        return (
            formula.op.name,
            whose,
            metric,
            model,
            segment,
            alike(y.modality, x.modality),
            period,
            side(self.context, x, claim),
            side(self.context, y, claim),
        )

    def _places(self, claim: Claim, formula: Formula) -> _Pattern:
        """Where the figures of a formula stand, seen from the claim: the same in all rows of a table."""
        place, context = self.context.position, self.context
        here, sentence = place[claim.id], context.sentence(claim)
        x, y = formula.operands
        steps = (place[x.id] - here, context.sentence(x) - sentence, place[y.id] - here, context.sentence(y) - sentence)
        return (formula.op.name, *steps)


@lru_cache(maxsize=4096)  # few combinations make up most
def _preceded(
    kind: str,
    bases: int,
    like: int,
    placed: int,
    taken: bool,  # noqa: FBT001 - the key of a cache
    part: str,
    base: str,
    named: bool,  # noqa: FBT001
) -> tuple[str, ...]:
    return (
        f"other rates of this base: {bases}",
        f"other rates like it: {like}",
        f"other rates placed like it: {placed}",
        f"gives another rate: {taken}",
        f"{kind}, figures {part} and {base}",
        f"by fields: {named}",
    )


@lru_cache(maxsize=2)  # packs
def _cards(pack: Pack) -> dict[str, tuple[Scorecard, float]]:
    """What signals add up to for rates of a kind: what they say of all, and what of these; and how much a value can add."""
    found = {}
    for kind in _KINDS:
        weights, own = pack.links.weights, f"{kind}: "
        names = {n.removeprefix(own) for n in weights if n.startswith(own) or not n.startswith(_PREFIXES)}
        both = {n: weights.get(n, 0.0) + weights.get(own + n, 0.0) for n in sorted(names)}
        most = sum(w for name, w in both.items() if w > 0 and name.startswith(VALUES))
        found[kind] = Scorecard(pack.links.base, both), most
    return found


def _pair(formula: Formula) -> tuple[str, ...]:
    return ("pair", *(c.id for c in formula.operands))


def told(claim: Claim, formula: Formula, seen: Iterable[str]) -> Iterator[str]:
    """All signals of a formula: what is seen of it and its value, for all rates and for those of the claim's kind."""
    for signal in (*seen, *nearness(claim, formula)):
        yield signal
        yield f"{kind_of(claim)}: {signal}"


def kind_of(claim: Claim) -> str:
    """How rates are told apart for which signals may weigh differently."""
    return "points" if claim.unit == "percentage_point" else str(claim.kind)


def chosen(log_odds: Sequence[float]) -> list[float]:
    """How likely each of some formulas is the one that was meant; what is missing to 1 is that none was."""
    weights = [exp(max(-_UTMOST, min(_UTMOST, odds))) for odds in log_odds]
    return [weight / (1 + sum(weights)) for weight in weights]
