"""Train which figures a rate follows from: ``python -m evaluation.links``.

Writes ``packs/links.toml`` and prints, for articles left out, how many made-up errors would be found, and how many rates
called wrong that are not. What follows from what, is said by the articles of ``tied`` and by the annotators' findings;
each rate is learned from as it is, and with errors made up in one of its figures. Rates that nothing is known of are left
out, unless no figures of the text give them: they follow from none. Run it after every change of the reading. The articles
of ``blind``, and those of ``tied`` that are held out, take no part.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import tachograph.packs
from evaluation.articles import ROOT, SETS, articles_of
from evaluation.choice import Choice, fitted
from evaluation.claims import claims_of
from evaluation.errors import erred
from evaluation.ties import TiedArticle, tied_articles
from tachograph.checking.context import Context
from tachograph.checking.derived import linking
from tachograph.checking.fitting import PLAIN, fits
from tachograph.checking.formulas import Formula
from tachograph.checking.linking import chosen, told
from tachograph.checking.nearness import GIVEN
from tachograph.checking.operands import Operands
from tachograph.core.claim import Claim
from tachograph.core.document import Document
from tachograph.core.pack import Pack
from tachograph.core.scorecard import Scorecard
from tachograph.extraction import extract_claims
from tachograph.packs.loader import load_pack, load_rates
from tachograph.pipeline.articles import check_texts
from tachograph.scoring import GoldArticle

PATH = Path(tachograph.packs.__file__).parent / "links.toml"
TRAINING = tuple(name for name in SETS if name != "blind")
FOLDS = 5
ERRORS = 2  # made up in each rate that follows from figures of the text
SURE = (0.99, 0.98, 0.97, 0.95, 0.9, 0.8)
_HEAD = """\
# What each signal adds to the log-odds that a rate follows from two figures; checking/tells.py and nearness.py say what
# they mean. Written by `python -m evaluation.links`, which trains it on articles. Not to be edited by hand.
"""


@dataclass(frozen=True)
class Rate:
    """A rate of an article, ``read`` from it or annotated; of its formulas which are right, and what is seen of each."""

    article: str
    read: bool
    claim: Claim
    formulas: tuple[Formula, ...]
    right: tuple[bool, ...]
    seen: tuple[tuple[str, ...], ...]

    def as_is(self) -> Choice:
        return self._choice(self.claim, self.formulas)

    def with_errors(self) -> Iterator[Choice]:
        """The same with one of the right formula's figures misprinted, some times over; the dice never change."""
        right = next((f for f, r in zip(self.formulas, self.right, strict=True) if r), None)
        if right is None:
            return
        dice = Random(f"{self.article}:{self.claim.span.start}:{self.read}")  # noqa: S311 - no secret
        for _ in range(ERRORS):
            if made := erred(self.claim, self.formulas, right, dice):
                yield self._choice(*made)

    def _choice(self, claim: Claim, formulas: Sequence[Formula]) -> Choice:
        signals = (tuple(told(claim, f, seen)) for f, seen in zip(formulas, self.seen, strict=True))
        return Choice(self.article, tuple(signals), self.right)


@dataclass(frozen=True, slots=True)
class Text:
    """Claims of a text, and what says which figures follow from which, if anything does."""

    article: str
    document: Document
    claims: tuple[Claim, ...]
    tied: TiedArticle | None = None
    gold: GoldArticle | None = None
    read: bool = True


def rates() -> tuple[Rate, ...]:
    """The rates of all articles that are learned from, in a fixed order."""
    pack = load_pack()
    return tuple(rate for text in texts(pack) for rate in rates_of(text, pack))


def texts(pack: Pack) -> Iterator[Text]:
    for gold in (gold for name in TRAINING for gold in articles_of(name)):
        yield Text(gold.id, gold.document, extract_claims(gold.document, pack), gold=gold)
        yield Text(gold.id, gold.document, claims_of(gold.document, gold.claims), gold=gold, read=False)
    for path in sorted((ROOT / "clean").glob("*.txt")):
        (checked,) = check_texts([path.read_text("utf-8")])
        yield Text(path.stem, checked.document, checked.claims)
    yield from tied_texts("train", pack)


def tied_texts(split: str, pack: Pack) -> Iterator[Text]:
    """The articles of ``tied`` that are to learn from, or those held out."""
    for tied in tied_articles(split):
        yield Text(tied.id, tied.document, extract_claims(tied.document, pack), tied=tied)


def rates_of(text: Text, pack: Pack) -> Iterator[Rate]:
    """The rates of a text of which it is known what they follow from, or that it is nothing in the text."""
    linked = linking(Operands(Context.of(text.document, text.claims, pack, load_rates())))
    for claim in linked.context.claims:
        formulas = tuple(linked.formulas.get(claim.id, ()))
        right = tuple(_is_right(text, claim, f) for f in formulas)
        known = any(right) or text.tied is not None or not any(fits(claim, f) for f in formulas)
        if formulas and known and not is_doubted(text.gold, claim, formulas):
            yield Rate(text.article, text.read, claim, formulas, right, linked.seen(claim))


def _is_right(text: Text, claim: Claim, formula: Formula) -> bool:
    if text.tied is not None:
        return text.tied.says(claim, formula.operands)
    plain = all(c.modifier in PLAIN for c in formula.operands)  # "over 10,000" gives nearly any rate
    return text.gold is not None and plain and fits(claim, formula) and is_found(text.gold, (claim, *formula.operands))


def is_found(gold: GoldArticle, figures: Sequence[Claim]) -> bool:
    """Whether the annotators confirmed some figures by one another."""
    found = (f["claims"] for f in gold.findings if f["verdict"] == "confirmed")
    return any(all(any(_overlap(c, gold.claims[i]) for i in places) for c in figures) for places in found)


def is_doubted(gold: GoldArticle | None, claim: Claim, formulas: Sequence[Formula]) -> bool:
    """Whether the annotators doubt one of the figures."""
    if gold is None:
        return False
    doubted = {i for f in gold.findings if f["verdict"] != "confirmed" for i in f["claims"]}
    figures = {c.id: c for c in (claim, *(c for f in formulas for c in f.operands))}
    return any(_overlap(c, gold.claims[i]) for c in figures.values() for i in doubted)


def _overlap(claim: Claim, row: dict[str, object]) -> bool:
    return claim.span.start < int(str(row["end"])) and int(str(row["start"])) < claim.span.end


def choices(known: Sequence[Rate]) -> list[Choice]:
    """Every rate as the regression sees it, with and without errors."""
    return [choice for rate in known for choice in (rate.as_is(), *rate.with_errors())]


@dataclass(frozen=True, slots=True)
class Judged:
    """How surely a rate is held to figures that do not give it, and whether that is right; 0 if it is not held."""

    chance: float
    error: bool
    right: bool


def cross_validated(known: Sequence[Rate]) -> list[Judged]:
    """What is said of rates read from articles left out, as they are and with errors."""
    articles = sorted({rate.article for rate in known})
    fold = {article: n % FOLDS for n, article in enumerate(articles)}
    judged = []
    for left_out in range(FOLDS):
        card = fitted(choices([rate for rate in known if fold[rate.article] != left_out]), closely=False)
        here = [rate for rate in known if rate.read and fold[rate.article] == left_out]
        judged += [one for rate in here for one in judgements(rate, card)]
    return judged


def judgements(rate: Rate, card: Scorecard) -> Iterator[Judged]:
    """What a scorecard says of a rate as it is, and with errors."""
    for choice, error in ((rate.as_is(), False), *((c, True) for c in rate.with_errors())):
        chances = chosen([card.log_odds(signals) for signals in choice.signals])
        best = max(range(len(chances)), key=chances.__getitem__)
        held = not any(signal.startswith(GIVEN) for signal in choice.signals[best])
        yield Judged(chances[best] if held else 0.0, error, choice.right[best])


def table(judged: Sequence[Judged], figures: str = "rates") -> str:
    """How many errors are found at what chance, and how many figures are called wrong that are not."""
    errors, clean = sum(j.error for j in judged), sum(not j.error for j in judged)
    lines = [f"{clean} {figures} as they are, {errors} with an error made up in their figures"]
    for sure in SURE:
        held = [j for j in judged if j.chance >= sure]
        found, elsewhere = sum(j.error and j.right for j in held), sum(j.error and not j.right for j in held)
        alarms = sum(not j.error for j in held)
        lines.append(f"held at {sure}: {found} errors found, {elsewhere} by the wrong figures, {alarms} false alarms")
    return "\n".join(lines)


def written(card: Scorecard) -> str:
    """The scorecard as TOML."""
    weights = "".join(f'"{name}" = {weight:+.2f}\n' for name, weight in sorted(card.weights.items()))
    return f"{_HEAD}\nbase = {card.base:+.2f}\n\n[weights]\n{weights}"


def main(path: Path = PATH) -> None:
    known = rates()
    card = fitted(choices(known))
    path.write_text(written(card), encoding="utf-8", newline="\n")
    print(f"Of articles left out: {table(cross_validated(known))}\n")
    held = [
        one
        for text in tied_texts("held", load_pack())
        for rate in rates_of(text, load_pack())
        for one in judgements(rate, card)
    ]
    print(f"Of the articles of tied that are held out: {table(held)}")


if __name__ == "__main__":
    main()
