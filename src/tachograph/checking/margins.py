"""A margin right behind the profit that it is: "gross profit RMB 25.9 billion (+37.4%), gross margin 22.9%", of all revenue.

What profit and revenue of one seller and time, told one after the other, make as a margin needs no words to say. If none of the
amounts told before gives the margin with its profit, and nothing between speaks of a part of the business, one is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from tachograph.checking import held
from tachograph.checking.confidence import likely, sure
from tachograph.checking.context import Context
from tachograph.checking.figures import Figures
from tachograph.checking.fitting import PLAIN, fits, is_margin
from tachograph.checking.formulas import Formula, Op
from tachograph.checking.named import is_money
from tachograph.checking.variables import canonical
from tachograph.core.claim import Claim, Kind
from tachograph.core.finding import Finding

_KINDS = (  # what a profit is called right before it, and the margin that is just of it
    (
        re.compile(r"\bgross profits?\b[^\d.;]{0,24}$|毛利[润潤]?[^\d，。；率]{0,4}$", re.IGNORECASE),
        re.compile(r"\bgross (?:profit )?margins?\b[^\d.;]{0,16}$|毛利率[^\d，。；]{0,4}$", re.IGNORECASE),
    ),
    (
        re.compile(
            r"\boperating (?:profits?|income)\b[^\d.;]{0,24}$|(?:经营|經營)利[润潤][^\d，。；率]{0,4}$", re.IGNORECASE
        ),
        re.compile(r"\boperating margins?\b[^\d.;]{0,16}$|(?:经营|經營)利[润潤]率[^\d，。；]{0,4}$", re.IGNORECASE),
    ),
)
_PART = re.compile(  # words of a part of the business, or of what is left out
    r"\b(?:vehicles?|cars?|auto(?:motive)?|segment|division|business(?:es)?|services?|others?|excluding|overseas|export)\b"
    r"|[车車]|分部|板块|板塊|业务|業務|服[务務]|其他|其它|其中|手机|手機|剔除|海外",
    re.IGNORECASE,
)
_OTHER_TIME = re.compile(
    r"\b(?:previous|earlier|ago|last|prior|compared|versus|against|from|than|quarter|half|full[- ]year|year)\b"
    r"|去年|上年|上季|上半年|下半年|全年|季度|第.季|同期|[较較比由从從]",
    re.IGNORECASE,
)
_ADJUSTED = re.compile(r"\b(?:adjusted|non-gaap|normali[sz]ed|core)\b|[经經][调調]整", re.IGNORECASE)
_LEAD = 40  # characters
_CLAUSE = re.compile(r"[;；。，,]")
_APART = 3  # sentences, or clauses between semicolons, from the revenue to the margin
_REVISED = Fraction(1, 50)  # of a margin: reckoned from figures before they were rounded


def findings(figures: Figures, settled: frozenset[str]) -> Iterator[Finding]:
    """Every margin that its profit does not make of any revenue told; none of what is ``settled`` already."""
    context = figures.context
    for claim in context.claims:
        if claim.id in settled or not is_margin(claim) or claim.modifier not in PLAIN or not likely([claim]):
            continue
        profit = _profit(context, claim)
        revenue = _revenue(context, profit) if profit else None
        if profit is None or revenue is None or {profit.id, revenue.id} & settled:
            continue
        formula = Formula(Op.QUOTIENT, (profit, revenue))
        if not any(_gives(claim, Formula(Op.QUOTIENT, (profit, c))) for c in _above(context, claim, profit)):
            yield held.contradiction(claim, formula)


def _profit(context: Context, margin: Claim) -> Claim | None:
    """The profit told right before a margin, with nothing but its own changes between."""
    place = context.position[margin.id]
    for claim in context.claims[max(0, place - 3) : place][::-1]:
        if claim.kind is Kind.CHANGE:
            continue
        words = context.between(claim, margin)
        plain = _is_amount(claim) and claim.quantity.value > 0 and context.sentence(claim) == context.sentence(margin)
        named = any(
            profit.search(context.before(claim, _LEAD)) and rate.search(context.before(margin, _LEAD))
            for profit, rate in _KINDS
        )
        own = _CLAUSE.split(context.before(claim, _LEAD))[-1]
        other = _PART.search(words) or _OTHER_TIME.search(words) or _ADJUSTED.search(f"{own}{words}")
        return claim if plain and named and not other and _alike(claim, margin) else None
    return None


def is_of_part(context: Context, margin: Claim, profit: Claim, revenue: Claim) -> bool:
    """Whether the words of a margin or its profit speak of a part of the business, or leave something out: 汽车毛利10.1亿元."""
    leads = (_CLAUSE.split(context.before(c, _LEAD)) for c in (margin, profit))
    words = "|".join((*(lead[-1] for lead in leads), context.between(profit, margin)))
    of_all = revenue.metric == "revenue" and not (revenue.segment or revenue.model or revenue.region)
    return of_all and bool(_PART.search(words) or _ADJUSTED.search(words))


def _revenue(context: Context, profit: Claim) -> Claim | None:
    """The one revenue told shortly before a profit, of the same seller and time, with no word of a part of it between."""
    near = [
        c
        for c in context.claims
        if _is_amount(c)
        and c.metric == "revenue"
        and c.span < profit.span
        and context.sentence(profit) - context.sentence(c) <= _APART
        and not (c.segment or c.model or c.region)
    ]
    if len(near) != 1 or not sure(near) or not _alike(near[0], profit) or near[0].unit != profit.unit:
        return None
    words = context.between(near[0], profit)
    part = _PART.search(_CLAUSE.split(context.before(near[0], _LEAD))[-1]) or _PART.search(words)
    return None if part or _OTHER_TIME.search(words) else near[0]


def _above(context: Context, margin: Claim, profit: Claim) -> Iterator[Claim]:
    """The larger amounts told before a margin."""
    before = (c for c in context.claims if _is_amount(c) and c.span < margin.span)
    yield from (c for c in before if c.quantity.value > profit.quantity.value)


def _is_amount(claim: Claim) -> bool:
    return claim.kind is Kind.LEVEL and is_money(claim) and claim.low == claim.high


def _alike(a: Claim, b: Claim) -> bool:
    same = (a.subject, canonical(a.period), a.modality) == (b.subject, canonical(b.period), b.modality)
    return same and not (a.segment or b.segment or a.model or b.model)


def _gives(margin: Claim, formula: Formula) -> bool:
    value = formula.value * 100
    return fits(margin, formula) or abs(value - Fraction(margin.quantity.value)) <= value * _REVISED
