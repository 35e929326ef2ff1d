"""Train which figures an amount is the sum or difference of: ``python -m evaluation.amounts``.

Writes ``packs/amounts.toml`` and prints, for articles left out, how many made-up errors would be found, and how many amounts
called wrong that are not. It learns from the same articles as :mod:`evaluation.links`. What is seen of an amount is seen
again after each made-up error, since other figures may then come into question. Amounts that follow from nothing teach
that many do. Run it after every change of the reading.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

from evaluation.choice import Choice
from evaluation.errors import misprint
from evaluation.learning import Known, Lesson
from evaluation.texts import Text, is_doubted, is_found
from evaluation.ties import TiedArticle
from tachograph.checking.amounts.linking import GIVEN, AmountLinks, equation, sure, told
from tachograph.checking.context import Context
from tachograph.checking.fitting import PLAIN, fits
from tachograph.checking.formulas import Formula, Op
from tachograph.core.claim import Claim
from tachograph.core.pack import Pack
from tachograph.packs.loader import load_rates

ERRORS = 4  # made up in each amount that follows from figures of the text
_TRIES = 6
_MEANS = """\
What each signal adds to the log-odds that an amount is the sum or difference of others; checking/amounts says what they
mean."""


def amounts_of(text: Text, pack: Pack) -> Iterator[Known]:
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
        yield Known(text.article, text.read, as_is, tuple(_with_errors(text, claim, known, pack, dice)))


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


LESSON = Lesson("amounts", "evaluation.amounts", _MEANS, amounts_of, lambda signal: GIVEN in signal)

if __name__ == "__main__":
    LESSON.teach()
