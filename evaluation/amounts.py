"""Train which figures an amount is the sum or difference of: ``python -m evaluation.amounts``.

Writes ``packs/amounts.toml`` and prints, for articles left out, how many made-up errors would be found, and how many amounts
called wrong that are not. It learns from the same articles as :mod:`evaluation.links`. What is seen of an amount is seen
again after each made-up error, since other figures may then come into question. Amounts that follow from nothing teach
that many do. Run it after every change of the reading.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import tachograph.packs
from evaluation.choice import Choice, fitted
from evaluation.errors import misprint
from evaluation.links import FOLDS, Judged, Text, is_doubted, is_found, table, texts, tied_texts
from evaluation.ties import TiedArticle
from tachograph.checking.amounts.linking import GIVEN, AmountLinks, equation, sure, told
from tachograph.checking.context import Context
from tachograph.checking.fitting import PLAIN, fits
from tachograph.checking.formulas import Formula, Op
from tachograph.checking.linking import chosen
from tachograph.core.claim import Claim
from tachograph.core.pack import Pack
from tachograph.core.scorecard import Scorecard
from tachograph.packs.loader import load_pack, load_rates

PATH = Path(tachograph.packs.__file__).parent / "amounts.toml"
ERRORS = 4  # made up in each amount that follows from figures of the text
_TRIES = 6
_HEAD = """\
# What each signal adds to the log-odds that an amount is the sum or difference of others; checking/amounts says what they
# mean. Written by `python -m evaluation.amounts`, which trains it on articles. Not to be edited by hand.
"""


@dataclass(frozen=True)
class Amount:
    """An amount of an article, ``read`` from it or annotated: as it is, and with errors in the figures it follows from.

    ``as_is`` is none if a formula gives it beyond doubt, so that nothing else is asked of it.
    """

    article: str
    read: bool
    as_is: Choice | None
    errors: tuple[Choice, ...]


def amounts() -> tuple[Amount, ...]:
    """The amounts of all articles that are learned from, in a fixed order."""
    pack = load_pack()
    return tuple(amount for text in texts(pack) for amount in amounts_of(text, pack))


def amounts_of(text: Text, pack: Pack) -> Iterator[Amount]:
    """The amounts of a text of which it is known what they are made of, or that it is nothing in the text."""
    linked = _linked(text, text.claims, pack)
    for claim in linked.context.claims:
        formulas = linked.formulas(claim)
        known = _right(text, claim, formulas)
        if not formulas or is_doubted(text.gold, claim, formulas):
            continue
        if not known and any(fits(claim, f) for f in formulas):
            continue  # it may follow from these, or they give it by chance
        as_is = None if linked.given(claim) else _choice(text, linked, claim, known)
        dice = Random(f"{text.article}:{claim.span.start}:{text.read}")  # noqa: S311 - no secret
        yield Amount(text.article, text.read, as_is, tuple(_with_errors(text, claim, known, pack, dice)))


def _linked(text: Text, claims: Sequence[Claim], pack: Pack) -> AmountLinks:
    return AmountLinks(Context.of(text.document, tuple(claims), pack, load_rates()))


_Key = tuple[str, frozenset[str]]


def _right(text: Text, claim: Claim, formulas: Sequence[Formula]) -> frozenset[_Key]:
    """The equations that a text is known to mean: what its author or annotators say, or no accident would give."""
    if text.tied is not None:
        said = {equation(claim, f) for f in formulas if _is_said(text.tied, claim, f)}
    else:
        said = {equation(claim, f) for f in formulas if text.gold is not None and _is_annotated(text, claim, f)}
    given = sure(claim, formulas)
    if not said and len({f.operands for f in given}) == 1:
        said = {equation(claim, given[0])}
    return frozenset(said)


def _is_said(tied: TiedArticle, claim: Claim, formula: Formula) -> bool:
    whole, parts = (
        (formula.operands[0], (formula.operands[1], claim)) if formula.op is Op.LESS else (claim, formula.operands)
    )
    return tied.adds_up(whole, parts)


def _is_annotated(text: Text, claim: Claim, formula: Formula) -> bool:
    plain = all(c.modifier in PLAIN for c in formula.operands)
    return plain and text.gold is not None and fits(claim, formula) and is_found(text.gold, (claim, *formula.operands))


def _with_errors(text: Text, claim: Claim, known: frozenset[_Key], pack: Pack, dice: Random) -> Iterator[Choice]:
    """The amount after one of the figures of its equation was misprinted, some times over; the dice never change."""
    figures = {c.id: c for c in text.claims}
    for whole, parts in sorted(known, key=lambda k: (k[0], sorted(k[1]))):
        involved = sorted((figures[i] for i in (whole, *parts)), key=lambda c: c.span)
        for _ in range(ERRORS):
            for _ in range(_TRIES):
                if choice := _erred(text, claim, known, misprint(dice.choice(involved), dice), pack):
                    yield choice
                    break


def _erred(text: Text, claim: Claim, known: frozenset[_Key], wrong: Claim | None, pack: Pack) -> Choice | None:
    if wrong is None:
        return None
    claims = [wrong if c.id == wrong.id else c for c in text.claims]
    linked = _linked(text, claims, pack)
    after = linked.context.by_id[claim.id]
    formulas = linked.formulas(after)
    right = [f for f in formulas if equation(after, f) in known]
    if not right or any(fits(after, f) for f in right) or linked.given(after):
        return None
    return _choice(text, linked, after, known)


def _choice(text: Text, linked: AmountLinks, claim: Claim, known: frozenset[_Key]) -> Choice:
    formulas = linked.formulas(claim)
    signals = tuple(tuple(told(claim, f, seen)) for f, seen in zip(formulas, linked.seen(claim), strict=True))
    return Choice(text.article, signals, tuple(equation(claim, f) in known for f in formulas))


def choices(known: Sequence[Amount]) -> list[Choice]:
    """Every amount as the regression sees it, with and without errors."""
    return [c for amount in known for c in (*([amount.as_is] if amount.as_is else []), *amount.errors)]


def judgements(amount: Amount, card: Scorecard) -> Iterator[Judged]:
    """What a scorecard says of an amount as it is, and with errors."""
    for choice, error in ((amount.as_is, False), *((c, True) for c in amount.errors)):
        if choice is None:
            continue
        chances = chosen([card.log_odds(signals) for signals in choice.signals])
        best = max(range(len(chances)), key=chances.__getitem__)
        held = not any(GIVEN in signal for signal in choice.signals[best])
        yield Judged(chances[best] if held else 0.0, error, choice.right[best])


def cross_validated(known: Sequence[Amount]) -> list[Judged]:
    """What is said of amounts read from articles left out, as they are and with errors."""
    articles = sorted({amount.article for amount in known})
    fold = {article: n % FOLDS for n, article in enumerate(articles)}
    judged = []
    for left_out in range(FOLDS):
        card = fitted(choices([one for one in known if fold[one.article] != left_out]), closely=False)
        here = [one for one in known if one.read and fold[one.article] == left_out]
        judged += [j for one in here for j in judgements(one, card)]
    return judged


def written(card: Scorecard) -> str:
    """The scorecard as TOML."""
    weights = "".join(f'"{name}" = {weight:+.2f}\n' for name, weight in sorted(card.weights.items()))
    return f"{_HEAD}\nbase = {card.base:+.2f}\n\n[weights]\n{weights}"


def main(path: Path = PATH) -> None:
    known = amounts()
    card = fitted(choices(known))
    path.write_text(written(card), encoding="utf-8", newline="\n")
    print(f"Of articles left out: {table(cross_validated(known), 'amounts')}\n")
    held = [
        judged
        for text in tied_texts("held", load_pack())
        for amount in amounts_of(text, load_pack())
        for judged in judgements(amount, card)
    ]
    print(f"Of the articles of tied that are held out: {table(held, 'amounts')}")


if __name__ == "__main__":
    main()
