"""A share of what its sentence says: how much of an aim was reached, or what the figure right before it makes up of a whole.

"391,937 were 112% of its 350,000", 完成44万辆目标的48%: a sentence that gives an aim, what came of it and one share has it of
these. "1.027 million, or 53.9% of the total": the share is of the figure before it, and its fields name one whole. Unless
another figure of the same seller and time gives the share, one of the three is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from tachograph.checking import held
from tachograph.checking.alike import is_of_its_time, told_of_another
from tachograph.checking.beside import exact_level
from tachograph.checking.confidence import given
from tachograph.checking.context import Context
from tachograph.checking.figures import Figures
from tachograph.checking.fitting import PLAIN, fits
from tachograph.checking.formulas import Formula, Op
from tachograph.checking.named import Compared, compared
from tachograph.checking.variables import canonical, parsed
from tachograph.core.claim import Claim, Kind, Modality
from tachograph.core.finding import Finding

_OR = re.compile(
    r"^[^.;。；]{0,24}(?:\bor|\bi\.e\.|equal to|accounting for|representing|making up|[占佔](?:比|到|总\w{1,3}|了)?|即|相当于)\s*(?:about |[约約])?[^\d]{0,12}$",
    re.IGNORECASE,
)
_TIME = re.compile(r"\b(?:months?|quarters?|half|years?|full-year|annual)\b|[月季年]", re.IGNORECASE)
_OWN = re.compile(
    r"\b(?:its|their|his|total|overall|all|company|group|brand|whole|sales|deliveries|revenue|volume|of (?:that|this|which|them|those))\b|[其总總]|公司|集团|集團|全部|整体|整體|销量|銷量|营收|營收|收入",
    re.IGNORECASE,
)  # what a share of one's own figure is of
_CLAUSE = re.compile(r"[.,;，。；]")
_WHOLE = 40  # characters in which words say of what a share is
_READ = 0.7  # how surely each figure must have been read
_REVISED = Fraction(1, 100)  # of a share: reckoned from figures before they were rounded or revised


def findings(figures: Figures, settled: frozenset[str]) -> Iterator[Finding]:
    """Every share that none of the wholes it may be of yields with the figure beside it; none of what is ``settled`` already."""
    context = figures.context
    for share in context.claims:
        if share.kind is not Kind.SHARE or share.unit != "percent" or share.modifier not in PLAIN:
            continue
        if share.id in settled or _has_another(context, share):
            continue
        pairs = _pairs(context, share)
        formulas = [Formula(Op.QUOTIENT, (p.part, p.base)) for p in pairs]
        if not pairs or not _is_read(share, pairs) or any(_yields(share, f) for f in formulas):
            continue
        if not _is_given(context, share, pairs):
            yield held.part_first(told_of_another(context, share, formulas[-1]), formulas[-1])


def _pairs(context: Context, share: Claim) -> Sequence[Compared]:
    """The aims of its sentence that a share may be of, or the one figure that it names, of what stands right before it."""
    found, part = compared(context, share), _beside(context, share)
    if aims := [p for p in found if p.part is part and _is_aim(context, p, share)]:
        return aims
    joined = [p for p in found if _is_joined(context, p.part, share) and _is_of_its_whole(context, p, share)]
    again = any(p.part.quantity.tolerant().meets(p.base.quantity.tolerant()) and not given((p.part,)) for p in joined)
    return joined if len(joined) == 1 and not again and joined[0].base.modality is Modality.ACTUAL else ()


def _is_joined(context: Context, part: Claim, share: Claim) -> bool:
    """Whether words make a figure the share's own: "1.027 million, or 53.9% of the total", 13.19万辆，占37.9%."""
    neighbours = context.position[share.id] - context.position[part.id] == 1
    one = neighbours and context.sentence(part) == context.sentence(share)
    words = context.between(part, share)
    whole = f"{words} {_CLAUSE.split(context.after(share, _WHOLE))[0]}"
    return one and _OR.match(words) is not None and not _TIME.search(whole)


def _is_of_its_whole(context: Context, pair: Compared, share: Claim) -> bool:
    """Whether words name the whole where it is the seller's own: 三元装车11.8GWh，占71.5% may be of what all sellers installed."""
    if pair.part.subject != pair.base.subject:
        return True
    words = f"{context.between(pair.part, share)} {_CLAUSE.split(context.after(share, _WHOLE))[0]}"
    return _OWN.search(words) is not None


def _beside(context: Context, share: Claim) -> Claim | None:
    """The one level of the share's sentence that is of the share's own thing and time; an aim is none."""
    scope = context.scopes.get(share.id)
    own = [
        c
        for c in context.claims
        if exact_level(context, c)
        and context.sentence(c) == context.sentence(share)
        and c.modality is share.modality is Modality.ACTUAL
        and (other := context.scopes.get(c.id)) is not None
        and scope is not None
        and (other.subject, other.segment, other.model) == (scope.subject, scope.segment, scope.model)
    ]
    alike = [c for c in own if canonical(c.period) == canonical(share.period)]
    return alike[0] if len(alike) == 1 and len({c.unit for c in own}) == 1 else None


def _has_another(context: Context, share: Claim) -> bool:
    """Whether its sentence has another share of the same seller: each may be of the other's figures."""
    others = (c for c in context.claims if c is not share and c.kind is Kind.SHARE and c.modifier in PLAIN)
    return any(context.sentence(c) == context.sentence(share) and c.subject == share.subject for c in others)


def _is_read(share: Claim, pairs: Sequence[Compared]) -> bool:
    return all(c.confidence >= _READ for c in (share, *(c for p in pairs for c in (p.part, p.base))))


def _yields(share: Claim, formula: Formula) -> bool:
    value = formula.value * 100
    return fits(share, formula) or abs(value - Fraction(share.quantity.value)) <= value * _REVISED


def _is_aim(context: Context, pair: Compared, share: Claim) -> bool:
    """Whether a share is of an aim of its sentence, and of more than a month's figure, as aims are of years."""
    aim = pair.base.modality is Modality.TARGET and context.sentence(pair.base) == context.sentence(share)
    when = parsed(pair.part.period or "")
    return aim and (when is None or when.whole_months != 1)


def _is_given(context: Context, share: Claim, pairs: Sequence[Compared]) -> bool:
    """Whether the figure beside it yields it with another of its time: the share is rather of that one, if that is no aim's.

    An aim is always the seller's own.
    """
    part, aims = pairs[0].part, any(p.base.modality is Modality.TARGET for p in pairs)
    others = (c for c in context.claims if exact_level(context, c) and c.unit == part.unit and c is not part)
    alike = (c for c in others if is_of_its_time(c, part) and c is not pairs[0].base)
    own = (c for c in alike if c.subject == part.subject or not aims)
    return any(fits(share, Formula(Op.QUOTIENT, (part, c))) for c in own)
