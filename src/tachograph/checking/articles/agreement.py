"""A figure that another article has as well, from another source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tachograph.checking.articles.corpus import Corpus, Said
from tachograph.checking.evidence import same_figure
from tachograph.checking.rules.cross_source import INFO
from tachograph.core.claim import Verdict
from tachograph.core.finding import Finding, Step
from tachograph.core.quantity import Quantity

_SHOWN = 4


def findings(corpus: Corpus, doubted: frozenset[tuple[int, str]]) -> Iterator[tuple[int, Finding]]:
    """The confirmations, each with the place of its document; of what is ``doubted`` (by place and id) there are none."""
    for given in corpus.cells.values():
        trusted = {q: [one for one in said if (one.place, one.claim.id) not in doubted] for q, said in given.items()}
        for quantity in trusted:
            yield from _confirmed(corpus, quantity, trusted)


def _confirmed(
    corpus: Corpus, quantity: Quantity, given: Mapping[Quantity, Sequence[Said]]
) -> Iterator[tuple[int, Finding]]:
    same = [one for other, said in given.items() if same_figure(quantity, other) for one in said]
    sources = corpus.sources(same) if len({one.place for one in same}) > 1 else ()
    for place in dict.fromkeys(one.place for one in given[quantity]):
        own = [one for one in given[quantity] if one.place == place]
        others = [source[0] for source in sources if not any(one.place == place for one in source)]
        if others:
            yield place, _finding(corpus, own, others)


def _finding(corpus: Corpus, own: Sequence[Said], others: Sequence[Said]) -> Finding:
    claim, ids = own[0].claim, tuple(one.claim.id for one in own)
    message = f"{claim.quote} also stands in {corpus.names(others, claim.quantity)}"
    evidence = tuple(corpus.evidence(one) for one in others[:_SHOWN])
    step = Step(message, claim.quantity.interval(), ids)
    return Finding(INFO.code, Verdict.CONFIRMED, ids, message, (step,), evidence)
