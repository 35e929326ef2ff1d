"""Train which figures a rate follows from on the annotated articles: ``python -m evaluation.links``.

Writes ``packs/links.toml`` and prints how many of the rates of articles left out would be held to the right figures, and
how many to wrong ones; and the highest odds, by the weights written, at which a slip mends a rate that was let stand. It learns from the figures as read and as annotated: a formula that holds was meant; where the
annotators doubt a figure, nothing is learned. Run it after every change of the reading. The articles of ``blind`` take
no part.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import tachograph.packs
from evaluation.articles import SETS, articles_of
from evaluation.claims import claims_of
from evaluation.logistic import Case, fitted
from tachograph.checking.context import Context
from tachograph.checking.derived import fits, linking
from tachograph.checking.linking import Link
from tachograph.checking.operands import Operands
from tachograph.checking.slipped import is_telling, weighed
from tachograph.core.claim import Claim
from tachograph.core.pack import Pack
from tachograph.core.scorecard import Scorecard
from tachograph.extraction import extract_claims
from tachograph.packs.loader import load_pack, load_rates
from tachograph.scoring import GoldArticle

PATH = Path(tachograph.packs.__file__).parent / "links.toml"
TRAINING = tuple(name for name in SETS if name != "blind")
FOLDS = 10
SURE = (0.97, 0.95, 0.9, 0.8)
_HEAD = """\
# What each signal adds to the log-odds that a rate follows from two figures; checking/linking.py says what they mean.
# Written by `python -m evaluation.links`, which trains it on the annotated articles. Not to be edited by hand.
"""


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate of an article, ``read`` from it or annotated; for every formula what is seen of it and whether it holds."""

    article: str
    read: bool
    formulas: tuple[tuple[tuple[str, ...], bool], ...]


def rates() -> tuple[Rate, ...]:
    """The rates of the annotated articles but those of ``blind``, in a fixed order."""
    return tuple(
        rate
        for name in TRAINING
        for gold in articles_of(name)
        for read in (True, False)
        for rate in _rates(gold, read=read)
    )


def _rates(gold: GoldArticle, *, read: bool) -> Iterator[Rate]:
    for claim, found in _linked(gold, load_pack(), read=read):
        yield Rate(gold.id, read, tuple((link.signals, fits(claim, link.formula)) for link in found))


def _linked(gold: GoldArticle, pack: Pack, *, read: bool) -> Iterator[tuple[Claim, tuple[Link, ...]]]:
    """The rates of an article with their formulas, none of whose figures the annotators doubt."""
    claims = extract_claims(gold.document, pack) if read else claims_of(gold.document, gold.claims)
    context = Context.of(gold.document, claims, pack, load_rates())
    linked = linking(Operands(context))
    doubted = [gold.claims[i] for f in gold.findings if f["verdict"] != "confirmed" for i in f["claims"]]
    for claim in context.claims:
        found = linked.links(claim)
        touched = (claim, *(c for link in found for c in link.formula.operands))
        if found and not any(_overlap(c, row) for c in touched for row in doubted):
            yield claim, found


def slip_odds(card: Scorecard) -> tuple[float, float]:
    """The highest odds of a slip in a rate that no formula gives and nobody doubts: of a telling one, of any digit."""
    pack, telling, any_digit = replace(load_pack(), links=card), 0.0, 0.0
    golds = [(gold, read) for name in TRAINING for gold in articles_of(name) for read in (True, False)]
    for gold, read in golds:
        for claim, found in _linked(gold, pack, read=read):
            if any(fits(claim, link.formula) for link in found):
                continue
            for hits, odds in (weighed(claim, link) for link in found):
                if hits and is_telling(hits):
                    telling = max(telling, odds)
                elif hits:
                    any_digit = max(any_digit, odds)
    return telling, any_digit


def _overlap(claim: Claim, row: dict[str, object]) -> bool:
    return claim.span.start < int(str(row["end"])) and int(str(row["start"])) < claim.span.end


def cases(seen: Sequence[Rate]) -> list[Case]:
    """Every formula of every rate as the regression sees it."""
    return [Case(rate.article, signals, holds) for rate in seen for signals, holds in rate.formulas]


def cross_validated(seen: Sequence[Rate]) -> list[tuple[float, bool, bool]]:
    """For every rate read from articles left out: how likely its best formula is, whether it holds, whether any does."""
    articles = sorted({rate.article for rate in seen})
    fold = {article: n % FOLDS for n, article in enumerate(articles)}
    judged = []
    for left_out in range(FOLDS):
        card = fitted(cases([rate for rate in seen if fold[rate.article] != left_out]))
        for rate in (r for r in seen if r.read and fold[r.article] == left_out):
            chance, holds = max((card.probability(signals), holds) for signals, holds in rate.formulas)
            judged.append((chance, holds, any(h for _, h in rate.formulas)))
    return judged


def written(card: Scorecard) -> str:
    """The scorecard as TOML."""
    weights = "".join(f'"{name}" = {weight:+.2f}\n' for name, weight in sorted(card.weights.items()))
    return f"{_HEAD}\nbase = {card.base:+.2f}\n\n[weights]\n{weights}"


def main(path: Path = PATH) -> None:
    seen = rates()
    path.write_text(written(fitted(cases(seen))), encoding="utf-8", newline="\n")
    judged = cross_validated(seen)
    known = sum(any_holds for *_, any_holds in judged)
    print(f"{len(judged)} rates as read, of which {known} follow from figures of the text. Of articles left out:\n")
    for sure in SURE:
        held = [j for j in judged if j[0] >= sure]
        right, none = sum(h for _, h, _ in held), sum(not a for *_, a in held)
        print(f"held at {sure}: {right} to the right figures, {none} though none fits")
    telling, any_digit = slip_odds(fitted(cases(seen)))
    print(f"\nhighest odds of a slip that nobody doubts: {telling:.1f}, of any digit {any_digit:.1f}")


if __name__ == "__main__":
    main()
