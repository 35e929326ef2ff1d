"""Figures of one seller or market that differ because they count different things: retail sales and wholesale, say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations

from tachograph.checking.articles.corpus import Cell, Corpus, Said, told
from tachograph.checking.evidence import same_figure
from tachograph.checking.rules.cross_source import INFO
from tachograph.checking.variables import Scope
from tachograph.checking.wording import series_words
from tachograph.core.claim import Kind, Modality, Verdict
from tachograph.core.finding import Finding, Step
from tachograph.core.pack import Nature

_ALIKE = Fraction(4, 5)  # of the larger figure: nobody takes a smaller one for it


def findings(corpus: Corpus) -> Iterator[tuple[int, Finding]]:
    """A word on each pair of figures that may be taken for one another, with the place of each article's document."""
    for counts in _counts(corpus):
        for said, others in combinations(counts, 2):
            one, other = _finest(said), _finest(others)
            if not {s.place for s in said} & {s.place for s in others} and _may_be_confused(one[0], other[0]):
                yield from _told(corpus, one, other)


def _counts(corpus: Corpus) -> Iterator[tuple[tuple[Said, ...], ...]]:
    """What was counted of one seller in one period, by what was counted."""
    found: dict[tuple[Scope, str], dict[str, list[Said]]] = {}
    for one in corpus.said:
        cell = Cell.of(one)
        flow = corpus.figures[one.place].context.nature(one.scope.metric) is Nature.FLOW
        if flow and cell.kind is Kind.LEVEL and cell.modality is Modality.ACTUAL and corpus.is_settled(one):
            of = replace(one.scope, metric=""), cell.period
            found.setdefault(of, {}).setdefault(cell.metric, []).append(one)
    for of in sorted(found):
        yield tuple(tuple(found[of][metric]) for metric in sorted(found[of]))


def _finest(said: Sequence[Said]) -> tuple[Said, ...]:
    """The finest figure, with those that fit it."""
    best = min(said, key=lambda one: one.claim.quantity.precision)
    fitting = (one for one in said if same_figure(one.claim.quantity, best.claim.quantity))
    return (best, *(one for one in fitting if one is not best))


def _may_be_confused(one: Said, other: Said) -> bool:
    low, high = sorted(abs(Fraction(said.claim.quantity.value)) for said in (one, other))
    return low >= _ALIKE * high and not one.claim.quantity.tolerant().meets(other.claim.quantity.tolerant())


def _told(corpus: Corpus, one: Sequence[Said], other: Sequence[Said]) -> Iterator[tuple[int, Finding]]:
    steps = tuple(_step(corpus, said) for said in (one, other))
    message = f"{'; '.join(step.text for step in steps)}: these are two counts, and both may hold"
    ids = tuple(c for step in steps for c in step.claims)
    for own in (one, other):
        rest = other if own is one else one
        for place in dict.fromkeys(said.place for said in own):
            first = [said.claim.id for said in own if said.place == place]
            claims = tuple(dict.fromkeys((*first, *ids)))
            evidence = tuple(corpus.evidence(said) for said in rest)
            yield place, Finding(INFO.code, Verdict.CONSISTENT, claims, message, steps, evidence)


def _step(corpus: Corpus, said: Sequence[Said]) -> Step:
    claim, pack = said[0].claim, corpus.figures[0].context.pack
    words = f"{series_words(claim, pack)}: {claim.quote} in {corpus.names(said, claim.quantity)}"
    return Step(words, told(claim), tuple(dict.fromkeys(one.claim.id for one in said)))
