"""A total and the two halves that its sentence gives of it: "12.8 million, of these 3.6 million public and 9.2 million private".

Words that name two opposites beside two figures, and "of which", "of these", 其中 or a colon before them, say that these are all
of the figure before; so nothing here depends on how fields were read but the times, which must be one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tachograph.checking import held
from tachograph.checking.beside import exact_level
from tachograph.checking.confidence import given
from tachograph.checking.context import Context
from tachograph.checking.figures import Figures
from tachograph.checking.formulas import Formula, Op
from tachograph.checking.prose import OF_WHICH, OF_WHICH_ZH
from tachograph.checking.variables import canonical
from tachograph.core.claim import Claim
from tachograph.core.finding import Finding
from tachograph.core.pack import Nature

_OPPOSITES = tuple(
    (re.compile(a, re.IGNORECASE), re.compile(b, re.IGNORECASE))
    for a, b in (
        (r"\bpublic\b|公共", r"\bprivate\b|私人"),
        (r"\bpassenger (?:cars?|vehicles?)\b|乘用车|乘用車", r"\bcommercial\b|商用车|商用車"),
        (
            r"\b(?:at home|domestic\w*|in China)\b|国内|國內|内销|內銷",
            r"\b(?:abroad|overseas|export\w*)\b|海外|国外|國外|出口",
        ),
    )
)
_NARROWER = re.compile(  # a part of a half, or another count
    r"\b(?:new[- ]energy|NEVs?|B?EVs?|electric|plug-ins?|hybrids?|petrol|brands?|models?|retail\w*|registr\w*|insur\w*|stocks?)\b|新能源|纯电|純電|混动|混動|插混|燃油|品牌|车型|車型|零售|上险|上險|终端|終端|上牌|库存|庫存",
    re.IGNORECASE,
)
_OF_WHICH = re.compile(rf"\b{OF_WHICH}|{OF_WHICH_ZH}", re.IGNORECASE)
_OPENS = re.compile(rf"\b{OF_WHICH}|{OF_WHICH_ZH}|[:：]", re.IGNORECASE)
_REST = re.compile(
    r"\b(?:including|includes?|other|others|rest|remain\w*|so far|cumulative|average|month\w*|quarter\w*|week\w*|year)\b|包括|其他|其余|其餘|累计|累計|平均|[月年]",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[.,;:，。；、\d]|\b(?:and|while|whereas|but)\b")
_MEAN = re.compile(r"\baverag\w+|\bper\b|\beach\b|均|单车|單車|每", re.IGNORECASE)
_LEAD = 60  # characters before a figure, with the rate that leads to it
_NAMED = 28  # characters after a figure in which a word names it
_RATES = ("percent", "percentage_point")


def findings(figures: Figures, settled: frozenset[str]) -> Iterator[Finding]:
    """Every total that is not what its halves add up to; none of what is ``settled`` already."""
    context = figures.context
    counted = [c for c in context.claims if c.unit not in _RATES]
    for total, first, second in zip(counted, counted[1:], counted[2:], strict=False):
        figures_ = (total, first, second)
        if settled & {c.id for c in figures_} or not _are_one_thing(context, figures_):
            continue
        if _is_split(context, total, first) and _are_opposite(context, *figures_):
            formula = Formula(Op.SUM, (first, second))
            if not formula.interval.meets(total.quantity.tolerant()) and not _is_of_another(context, figures_):
                yield held.contradiction(total, formula)


def _are_one_thing(context: Context, claims: Sequence[Claim]) -> bool:
    """Whether figures are plain ones of one unit and time, the parts in one sentence and their total in it or before."""
    total, first, second = (context.sentence(c) for c in claims)
    plain = all(exact_level(context, c) and _adds_up(context, c) for c in claims) and len({c.unit for c in claims}) == 1
    fields = {(canonical(c.period), c.modality) for c in claims}
    return plain and len(fields) == 1 and first == second and first - total in (0, 1)


def _adds_up(context: Context, claim: Claim) -> bool:
    """Whether it is counted, or an amount of something: what a car costs at home and abroad are no halves."""
    ratio = context.nature(claim.metric or "") is Nature.RATIO or "price" in (claim.metric or "")
    return not ratio and not _MEAN.search(context.before(claim, _NAMED))


def _is_split(context: Context, total: Claim, first: Claim) -> bool:
    """Whether the words after a total open a list of its parts, and nothing between them speaks of something else."""
    opening = context.between(total, first)
    opened = _OPENS.search(opening)
    return opened is not None and not _REST.search(opening[opened.start() :])


def _are_opposite(context: Context, total: Claim, first: Claim, second: Claim) -> bool:
    """Whether the words beside two figures name two opposites, one each, and the list ends with the second."""
    one, other = _names(context, total, first), _names(context, first, second)
    between = context.between(first, second)
    if _REST.search(between) or _OF_WHICH.search(between) or _NARROWER.search(f"{one}|{other}"):
        return False
    return any((a.search(one) and b.search(other)) or (b.search(one) and a.search(other)) for a, b in _OPPOSITES)


def _names(context: Context, before: Claim, claim: Claim) -> str:
    """The words beside a figure, from the one before on; rates may stand between."""
    return f"{context.between(before, claim)[-_LEAD:]}|{_ENDS.split(context.after(claim, _NAMED))[0]}"


def _is_of_another(context: Context, claims: Sequence[Claim]) -> bool:
    """Whether the halves make up another figure of the text, or what is missing is one: then one was read as something else."""
    if given(claims):
        return False
    total, *halves = claims
    added = Formula(Op.SUM, tuple(halves)).interval
    missing = total.quantity.tolerant() - added
    others = [c for c in context.claims if exact_level(context, c) and c.unit == total.unit and c not in claims]
    return any(added.meets(c.quantity.tolerant()) or missing.meets(c.quantity.tolerant()) for c in others)
