"""How far a figure is from another, told in so many words: "5.3 million, 700,000 short of 6 million", 离600万辆还差70万辆.

The words say what is taken from what, so nothing here depends on how periods, metrics or subjects were read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tachograph.checking import held
from tachograph.checking.beside import QUALIFIED, exact_level
from tachograph.checking.confidence import given
from tachograph.checking.context import Context
from tachograph.checking.figures import Figures
from tachograph.checking.fitting import PLAIN, fits
from tachograph.checking.formulas import Formula, Op
from tachograph.checking.telling import is_told_by
from tachograph.core.claim import Claim, Kind
from tachograph.core.finding import Finding
from tachograph.core.quantity import Modifier

_AWAY = (
    r"(?:short of|shy of|ahead of|clear of|behind|beyond|past|above|below|over|under|more than|less than|fewer than)"
)
_AND = re.compile(
    r"^(?:\s*(?:cars|vehicles|units))?\s*[,(（—–-]?\s*(?:or|already|some|about|nearly|still|just|only|and|that is|which is|\s)*$"
)
_FROM = re.compile(
    rf"^\s*(?:cars |vehicles |units )?{_AWAY}\s+{QUALIFIED}(?:(?:target|goal|aim|plan|mark) of )?$", re.IGNORECASE
)
_PAST = re.compile(
    rf"^(?:\s*(?:cars|vehicles|units))?\s*,?\s*(?:\w+ )?{_AWAY}\s+{QUALIFIED}(?:(?:target|goal|aim|plan|mark) of )?$",
    re.IGNORECASE,
)
_BY = re.compile(rf"^[^.;,\d]{{0,20}}\bby\s+{QUALIFIED}$", re.IGNORECASE)
_CHINESE = (  # what leads to the second figure, and from there to how far it is
    (re.compile(r"^[，,、]?[^，。；\d]{0,3}(?:距离?|距離|离|離)[^，。；\d]{0,8}$"), re.compile(r"^[^，。；\d]{0,8}(?:还|還|尚|仅|僅|只)?(?:差|缺)[^，。；\d]{0,3}$")),
    (re.compile(r"^[，,、]?[^，。；\d]{0,3}(?:比|较|較)[^，。；\d]{0,8}$"), re.compile(r"^[^，。；\d]{0,8}[多少高低][出了]?[^，。；\d]{0,2}$")),
    (re.compile(r"^[，,、]?[^，。；\d]{0,3}(?:超出|超过|超過|高于|高於|高出|低于|低於)[^，。；\d]{0,8}$"), re.compile(r"^的?[^，。；\d]{0,6}$")),
)  # fmt: skip
_MEANT = 0.97  # how likely the words mean it


def findings(figures: Figures) -> Iterator[Finding]:
    """Every such distance that the two figures give, or give but for a slip."""
    context = figures.context
    for distance, one, other in _told(context):
        mark = _as_exact(other, distance, one)
        formula = Formula(Op.LESS, tuple(sorted((one, mark), key=lambda c: -c.quantity.value)))
        if fits(distance, formula):
            yield held.confirmation(distance, formula)
        elif given((distance, one, other)) or is_told_by(_MEANT, distance, formula):
            yield held.contradiction(distance, formula)


def _as_exact(mark: Claim, distance: Claim, figure: Claim) -> Claim:
    """The figure that the distance leads to as the round number that it is, if the others are given to a finer step."""
    step = distance.quantity.precision
    if figure.quantity.precision > step or mark.quantity.precision <= step:
        return mark
    return replace(mark, quantity=replace(mark.quantity, precision=step))


def _told(context: Context) -> Iterator[tuple[Claim, Claim, Claim]]:
    """A distance and the two figures that lie so far apart."""
    for first, second, third in zip(context.claims, context.claims[1:], context.claims[2:], strict=False):
        if not _alike(context, first, second, third):
            continue
        to_second, to_third = context.between(first, second), context.between(second, third)
        if _AND.match(to_second) and _FROM.match(to_third):
            yield second, first, third
        elif (_PAST.match(to_second) and _BY.match(to_third)) or any(
            lead.match(to_second) and goes_on.match(to_third) for lead, goes_on in _CHINESE
        ):
            yield third, first, second


def _alike(context: Context, *claims: Claim) -> bool:
    """Whether three figures of one sentence count the same, and are exact."""
    one_sentence = len({context.sentence(c) for c in claims}) == 1
    exact = all(exact_level(context, c) or _is_distance(c) for c in claims)
    return one_sentence and exact and len({c.unit for c in claims}) == 1 and claims[0].unit not in ("percent", "times")


def _is_distance(claim: Claim) -> bool:
    """Whether it may be how far two figures are apart, roughly or nearly as well: 离600万还差近70万."""
    if claim.kind is Kind.CHANGE:
        return claim.low == claim.high or claim.modifier in PLAIN
    return claim.kind is Kind.LEVEL and claim.modifier is Modifier.NEARLY
