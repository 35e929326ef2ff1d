"""The different figures that articles give for one thing, each with what speaks for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from tachograph.checking.articles.corpus import Cell, Corpus, Said
from tachograph.checking.evidence import Record, same_definition, same_figure, supports
from tachograph.checking.variables import Scope, canonical
from tachograph.core.cached import cached_property
from tachograph.core.claim import Claim, Kind, Modality, Verdict
from tachograph.core.finding import Finding
from tachograph.core.quantity import Modifier, Quantity
from tachograph.core.site import host_of

_EXACT = Decimal("0.001")  # a step of the last digit below this part of a figure is as good as none


@dataclass(frozen=True)
class Version:
    """One figure for a thing: who gives it (its best form first), and what speaks for and against it.

    ``borne_out`` are the claims that their own text's figures or other sources confirm, ``refuted`` those that these
    contradict.
    """

    corpus: Corpus
    said: tuple[Said, ...]
    borne_out: tuple[Said, ...]
    refuted: tuple[Said, ...]

    @property
    def claim(self) -> Claim:
        return self.said[0].claim

    @cached_property
    def sources(self) -> tuple[tuple[Said, ...], ...]:
        """The articles that give it, by where they have it from; those that only come near it are none."""
        near = (one for one in self.said if same_figure(one.claim.quantity, self.claim.quantity))
        return self.corpus.sources(near)

    @cached_property
    def records(self) -> tuple[Record, ...]:
        """The packaged sources that have it, other than the articles themselves."""
        first = self.said[0]
        own = {host_of(self.corpus.document(one).source) for one in self.said}
        rows = self.corpus.figures[first.place].context.records(first.scope.subject).at(canonical(first.claim.period))
        return tuple(
            r
            for r in rows
            if r.host not in own
            and same_definition(first.claim, first.scope, r)
            and (first.claim.kind is Kind.LEVEL or r.basis == canonical(first.claim.basis))
            and supports(first.claim.quantity, r)
        )

    @property
    def weight(self) -> int:
        """How many independent sources have it."""
        return len(self.sources) + len({r.host for r in self.records})


def things(corpus: Corpus) -> Iterator[tuple[Said, ...]]:
    """What is said of each thing that more than one article speaks of.

    Left out are forecasts, of which every forecaster has another, and claims whose own text says otherwise too.
    """
    found: dict[tuple[Scope, Cell], list[Said]] = {}
    for one in corpus.said:
        if one.claim.modality is Modality.FORECAST or not _bounded(one.claim.quantity):
            continue
        if corpus.is_settled(one):
            found.setdefault(_thing(one), []).append(one)
    for thing in sorted(found):
        if len({one.place for one in found[thing]}) > 1:
            yield tuple(found[thing])


def _thing(said: Said) -> tuple[Scope, Cell]:
    """What a figure is of, to the letter; a count and its estimate are compared, since either may be wrong."""
    cell = Cell.of(said)
    modality = Modality.ACTUAL if cell.modality is Modality.ESTIMATE else cell.modality
    return replace(said.scope, metric=cell.metric), cell._replace(modality=modality)


def versions(corpus: Corpus, said: Sequence[Said], found: Sequence[Sequence[Finding]]) -> tuple[Version, ...]:
    """The figures that exclude one another; what fits several of them, being rounder, is none.

    ``found`` are the findings of each document by itself. What an article says in two versions at once is left out.
    """
    groups = _grouped(said)
    torn = _torn(groups)
    kept = [[one for one in group if one.place not in torn] for group in groups]
    borne_out, refuted = _judged(found, Verdict.CONFIRMED), _judged(found, Verdict.CONTRADICTED)
    return tuple(
        Version(
            corpus,
            _led(group),
            tuple(one for one in group if (one.place, one.claim.id) in borne_out),
            tuple(one for one in group if (one.place, one.claim.id) in refuted),
        )
        for group in kept
        if group
    )


def _led(group: Sequence[Said]) -> tuple[Said, ...]:
    """A version with the form first that most articles give, of those as good as exact; else the finest."""
    times = Counter(one.claim.quantity for one in group)
    best = min(times, key=lambda quantity: (not _exact(quantity), -times[quantity], *_coarseness(quantity)))
    if not _exact(best):
        best = min(times, key=_coarseness)
    return tuple(sorted(group, key=lambda one: one.claim.quantity != best))


def _exact(quantity: Quantity) -> bool:
    return quantity.modifier is Modifier.EXACTLY and quantity.precision <= abs(quantity.value) * _EXACT


def _bounded(quantity: Quantity) -> bool:
    return quantity.interval().bounded and quantity.modifier is not Modifier.BETWEEN


def _grouped(said: Sequence[Said]) -> list[list[Said]]:
    by_quantity: dict[Quantity, list[Said]] = {}
    for one in said:
        by_quantity.setdefault(one.claim.quantity, []).append(one)
    groups: list[tuple[Quantity, list[Said]]] = []
    for quantity in sorted(by_quantity, key=_coarseness):
        fitting = [group for anchor, group in groups if anchor.tolerant().meets(quantity.tolerant())]
        if not fitting:
            groups.append((quantity, by_quantity[quantity]))
        elif len(fitting) == 1:
            fitting[0].extend(by_quantity[quantity])
    return [group for _, group in groups]


def _coarseness(quantity: Quantity) -> tuple[bool, Decimal, Decimal]:
    return quantity.modifier is not Modifier.EXACTLY, quantity.precision, quantity.value


def _torn(groups: Iterable[Sequence[Said]]) -> frozenset[int]:
    """The documents that give more than one of the figures."""
    seen: set[int] = set()
    torn: set[int] = set()
    for group in groups:
        places = {one.place for one in group}
        torn |= places & seen
        seen |= places
    return frozenset(torn)


def _judged(found: Sequence[Sequence[Finding]], verdict: Verdict) -> frozenset[tuple[int, str]]:
    """The claims, by place and id, of which their documents' findings say so."""
    return frozenset((n, c) for n, one in enumerate(found) for f in one if f.verdict is verdict for c in f.judged)
