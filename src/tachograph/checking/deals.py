"""What the price of a thing allows: so many shares at a price, and a version beside the range of all versions.

"It sold 109 million shares at HK$131.50 and raised HK$14.28 billion": the words say what is multiplied by what. Of a
model whose prices are told from the lowest to the highest, no version costs less or more, but for offers of another kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from tachograph.checking import held
from tachograph.checking.acquittal import UNTOLD
from tachograph.checking.beside import exact_level
from tachograph.checking.confidence import given, sure
from tachograph.checking.context import Context
from tachograph.checking.figures import Figures
from tachograph.checking.fitting import PLAIN
from tachograph.checking.formulas import Formula, Op
from tachograph.checking.named import is_money
from tachograph.checking.variables import canonical, parsed
from tachograph.core.claim import Claim, Kind, Verdict
from tachograph.core.finding import Finding, Step
from tachograph.core.interval import Interval
from tachograph.core.quantity import Modifier

_AT = re.compile(
    r"\s*(?:new |of its )?(?:\w+ )?(?:each )?(?:at|priced at|for)\s(?:an? (?:average |issue |offer )?price of |about )?$", re.IGNORECASE
)  # fmt: skip
_RAISED = re.compile(
    r"\b(?:rais(?:ed|ing|es)|worth|proceeds of|totall?ing|in total|for a total of|brought in|comes? to|came to|amount\w* to)\s(?:about |roughly |some |nearly |a total of |gross |an? )*$"
    r"|(?:募集资金|募資|募资|集资|集資|总额|總額|合计|合計|共计|共計)[^，。；\d]{0,6}$",
    re.IGNORECASE,
)
_PER_SHARE = re.compile(r"(?:每股|以每股)[^，。；\d]{0,6}$")
_APART = Fraction(1, 5)  # of an amount: costs, taxes and options make up less
_VERSIONS = 8  # figures between the range of a model's prices and that of a version
_ROOM = 60  # characters
_OTHER_OFFER = re.compile(
    r"\b(?:pre-?sale|presale|rent\w*|leas\w*|battery|subscription|subsid\w*|discount\w*|rebate|after|limited|trade-in|deposit|down payment|option\w*|previous\w*|old|used|from its|was)\b"
    r"|预售|預售|租|补贴|補貼|优惠|優惠|权益|權益|限时|限時|定金|订金|首付|选装|選裝|置换|置換|原价|原價|此前|老款|上一代|下调|降|涨|漲",
    re.IGNORECASE,
)


def findings(figures: Figures, settled: frozenset[str]) -> Iterator[Finding]:
    """Every such amount or price that cannot be; none of what is ``settled`` already."""
    context = figures.context
    for place, claim in enumerate(context.claims):
        if claim.id in settled or not is_money(claim):
            continue
        if formula := _multiplied(context, place):
            yield from _amounts(claim, formula)
        elif range_ := _range(context, place):
            yield from _outside(context, claim, range_)


def _multiplied(context: Context, place: int) -> Formula | None:
    """The number of shares and the price of one that the words before an amount give."""
    amount = context.claims[place]
    if place < 2 or not exact_level(context, amount) or not _RAISED.search(context.before(amount, _ROOM)):
        return None
    number, price = context.claims[place - 2 : place]
    if number.unit not in ("share", price.unit):
        number, price = price, number
    plain = number.unit == "share" and price.unit == amount.unit
    plain = plain and all(exact_level(context, c) and c.modifier in PLAIN for c in (number, price))
    one = len({context.sentence(c) for c in (number, price, amount)}) == 1
    told = (
        _AT.match(context.between(number, price))
        if number.span < price.span
        else _PER_SHARE.search(context.before(price, 12))
    )
    return Formula(Op.PRODUCT, (number, price)) if plain and one and told else None


def _amounts(amount: Claim, formula: Formula) -> Iterator[Finding]:
    """An amount that the shares at their price miss by more than what a sale costs."""
    low, high = amount.quantity.tolerant().ends
    least, most = formula.interval.ends
    room = float(1 + _APART)
    if least > high * room or most * room < low:
        yield held.contradiction(amount, formula)


def _range(context: Context, place: int) -> Claim | None:
    """The range of a model's prices that stands in the sentence of a price of a version of it, before it."""
    price = context.claims[place]
    if price.metric != "price" or not price.model or price.modifier not in PLAIN or price.kind is not Kind.LEVEL:
        return None
    if _OTHER_OFFER.search(context.sentence_text(price)):
        return None
    near = context.claims[max(0, place - _VERSIONS) : place]
    alike = (c for c in near if context.sentence(c) == context.sentence(price))
    ranges = [
        c
        for c in alike
        if c.modifier is Modifier.BETWEEN
        and (c.metric, c.model, c.subject, canonical(c.period)) == ("price", price.model, price.subject, canonical(price.period))
    ]  # fmt: skip
    return ranges[0] if len(ranges) == 1 and (given((price, ranges[0])) or sure((price, ranges[0]))) else None


def _outside(context: Context, price: Claim, range_: Claim) -> Iterator[Finding]:
    rate = Interval.exactly(1)
    if price.unit != range_.unit:
        when = parsed(price.period or "")
        found = context.rates.per(price.unit, range_.unit, when) if when else None
        if found is None:
            return
        rate = Interval(Fraction(found[0]), Fraction(found[1]))
    own = price.quantity.tolerant() * rate
    if not own.meets(range_.quantity.tolerant()):
        message = f"{price.quote} is the price of a version of what is told to cost {range_.quote}{UNTOLD}"
        ids = (price.id, range_.id)
        step = Step(f"stated: {range_.quote}", range_.quantity.interval(), (range_.id,))
        yield Finding("bounds", Verdict.CONTRADICTED, ids, message, (step,))
