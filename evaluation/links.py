"""Train which figures a rate follows from: ``python -m evaluation.links``.

Writes ``packs/links.toml`` and prints, for articles left out, how many made-up errors would be found, and how many rates
called wrong that are not. What follows from what, is said by the articles of ``tied`` and by the annotators' findings;
each rate is learned from as it is, and with errors made up in one of its figures. Rates that nothing is known of are left
out, unless no figures of the text give them: they follow from none. Run it after every change of the reading.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from evaluation.choice import Choice
from evaluation.errors import erred
from evaluation.learning import Known, Lesson
from evaluation.texts import Text, is_doubted, is_found
from tachograph.checking.context import Context
from tachograph.checking.derived import linking
from tachograph.checking.fitting import PLAIN, fits
from tachograph.checking.formulas import Formula, Op
from tachograph.checking.linking import told
from tachograph.checking.nearness import GIVEN
from tachograph.checking.operands import Operands
from tachograph.core.claim import Claim
from tachograph.core.pack import Pack
from tachograph.packs.loader import load_rates

ERRORS = 2  # made up in each rate that follows from figures of the text
_MEANS = """\
What each signal adds to the log-odds that a rate follows from two figures; checking/tells.py and nearness.py say what
they mean."""


@dataclass(frozen=True)
class Rate:
    """A rate of a text; of its formulas which are right, and what is seen of each."""

    claim: Claim
    formulas: tuple[Formula, ...]
    right: tuple[bool, ...]
    seen: tuple[tuple[str, ...], ...]

    def choice(self, article: str, claim: Claim, formulas: Sequence[Formula]) -> Choice:
        """What it is chosen from, with these figures."""
        signals = (tuple(told(claim, f, seen)) for f, seen in zip(formulas, self.seen, strict=True))
        return Choice(article, tuple(signals), self.right)

    def errors(self, dice: Random) -> Iterator[tuple[Claim, Sequence[Formula]]]:
        """Its figures after one of the right formula's was misprinted, some times over."""
        right = next((f for f, r in zip(self.formulas, self.right, strict=True) if r), None)
        if right is None:
            return
        for _ in range(ERRORS):
            if made := erred(self.claim, self.formulas, right, dice):
                yield made


def known_of(text: Text, pack: Pack) -> Iterator[Known]:
    """What is known of the rates of a text; the dice never change."""
    for rate in rates_of(text, pack):
        dice = Random(f"{text.article}:{rate.claim.span.start}:{text.read}")  # noqa: S311 - no secret
        errors = (rate.choice(text.article, *made) for made in rate.errors(dice))
        yield Known(text.article, text.read, rate.choice(text.article, rate.claim, rate.formulas), tuple(errors))


def rates_of(text: Text, pack: Pack) -> Iterator[Rate]:
    """The rates of a text of which it is known what they follow from, or that it is nothing in the text."""
    linked = linking(Operands(Context.of(text.document, text.claims, pack, load_rates())))
    for claim in linked.context.claims:
        formulas = tuple(linked.formulas.get(claim.id, ()))
        right = tuple(_is_right(text, claim, f) for f in formulas)
        known = any(right) or text.tied is not None or not any(fits(claim, f) for f in formulas)
        if formulas and known and not is_doubted(text.gold, claim, formulas):
            yield Rate(claim, formulas, right, linked.seen(claim))


def _is_right(text: Text, claim: Claim, formula: Formula) -> bool:
    if text.tied is not None:
        # "2.1 points lower" is marked as so much of a difference, whichever of the two is written first
        lower = formula.op is Op.LESS and claim.quantity.value < 0 and formula.value < 0
        orders = (formula.operands, formula.operands[::-1]) if lower else (formula.operands,)
        return any(text.tied.says(claim, order) for order in orders)
    plain = all(c.modifier in PLAIN for c in formula.operands)  # "over 10,000" gives nearly any rate
    return text.gold is not None and plain and fits(claim, formula) and is_found(text.gold, (claim, *formula.operands))


LESSON = Lesson("rates", "evaluation.links", _MEANS, known_of, lambda signal: signal.startswith(GIVEN))

if __name__ == "__main__":
    LESSON.teach()
