"""Where a figure that is wrong appeared first, and who repeats it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tachograph.checking.articles.corpus import Cell, Corpus, Said, listed, named
from tachograph.core.claim import Verdict
from tachograph.core.finding import Finding, Step

_DOUBTS = (Verdict.CONTRADICTED, Verdict.IMPLAUSIBLE)


def traced(corpus: Corpus, place: int, finding: Finding) -> Finding:
    """The finding with the way of its wrong figure through the articles, if it can be told and more than one has it."""
    if finding.verdict not in _DOUBTS:
        return finding
    wrong = finding.blamed or (finding.claims if len(finding.claims) == 1 else ())
    steps = []
    for said in _at(corpus, place, wrong):
        carrying = corpus.cells[Cell.of(said)][said.claim.quantity]
        if len({one.place for one in carrying}) > 1:
            steps.append(
                Step(f"{said.claim.quote}: {_way(corpus, carrying)}", None, tuple(o.claim.id for o in carrying))
            )
    return replace(finding, derivation=(*finding.derivation, *dict.fromkeys(steps)))


def _at(corpus: Corpus, place: int, claims: Sequence[str]) -> list[Said]:
    return [one for one in corpus.said_at(place) if one.claim.id in claims]


def _way(corpus: Corpus, carrying: Sequence[Said]) -> str:
    """``first in A (1 Feb 2026); repeated by B (2 Feb 2026) in the words of A and C (no date)``."""
    first, *others = list({one.place: one for one in reversed(carrying)}.values())[::-1]
    days = [corpus.document(one).published for one in (first, *others)]
    if days[0] is None or days[0] == days[1]:
        names = listed([corpus.name(one) for one in (first, *others)])
        return f"stands in {names}; who had it first cannot be told from their dates"
    repeating = [corpus.name(one) + _copied(corpus, one, carrying) for one in others]
    undated = "; what has no date may be older" if None in days else ""
    return f"first in {corpus.name(first)}; repeated by {listed(repeating)}{undated}"


def _copied(corpus: Corpus, one: Said, carrying: Sequence[Said]) -> str:
    source = next(group for group in corpus.sources(carrying) if one in group)
    origin = next(o for o in source if o.place != one.place or o is one)
    return "" if origin.place == one.place else f" in the words of {named(corpus.document(origin))}"
