"""Words beside an amount that ask for others: "3,120 more than", "a gap of", "the remaining", "in total", 缺口, 其余, 合计."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tachograph.checking.context import Context
from tachograph.checking.figures import is_average
from tachograph.checking.fitting import PLAIN
from tachograph.core.claim import Claim, Kind

BESIDE = 34  # characters around a figure in which such words stand, as far as its neighbours
_RATES = ("percent", "percentage_point", "basis_point", "times", "rank")
_KINDS = (Kind.LEVEL, Kind.COUNT, Kind.CHANGE, Kind.DURATION)
_BEFORE = {
    "gap": r"\b(?:gap|lead|difference|shortfall|deficit|surplus|improvement|short|ahead|behind|beat\w*|miss\w*|lost|gained|added|plus"
    r"|minus|net|increase[ds]?|decrease[ds]?|rise|rose|fell|fall|drop\w*|grew|up|down|by|widen\w*|shr[aiu]nk|narrow\w*)\b"
    r"|差|缺口|距|多|少|增|减|減|高|低|领先|領先|落后|落後|超|降|升|优势|優勢",
    "rest": r"\b(?:rest|remain\w*|others?|another|balance|leav\w+|left)\b|其余|其餘|其他|其它|余下|餘下|剩|另外|另有|另",
    "need": r"\b(?:needs?|needed|requir\w+|still|must|have to|has to)\b|还需|還需|尚需|还有|還有|再",
    "total": r"\b(?:total\w*|altogether|combined|together|in all|sum|overall|(?:comes?|came|adds?|added|amount\w*) (?:up )?to|between them)\b"
    r"|合计|合計|共|总|總|加起来|加起來|加在一起|之和",
}
_AFTER = {
    "more": r"\b(?:more|fewer|less|higher|lower|better|worse|above|below|ahead|behind|short|increase|decrease|gain|shortfall)\b|之差|差距|缺口",
    "left": r"\b(?:left|remain\w*|still|to go|missing)\b|没有|未",
    "total": r"\b(?:combined|together|in all|in total|altogether|overall)\b",
}
_WORDS: Mapping[str, Mapping[str, re.Pattern[str]]] = {
    side: {name: re.compile(pattern, re.IGNORECASE) for name, pattern in words.items()}
    for side, words in (("before", _BEFORE), ("after", _AFTER))
}


_TO = re.compile(
    r"(?:\b(?:to|from|at|than)|[至到从從为為])\s*(?:about|around|some|nearly|over|约|約|近|[$€£¥]|US\$|HK\$)?\s*$",
    re.IGNORECASE,
)
_NOUN = re.compile(
    r"\b(?:gap|lead|difference|shortfall|deficit|surplus|margin|total\w*|sum|(?:comes?|came|adds?|added|amount\w*) (?:up )?to)\b"
    r"|差|缺口|优势|優勢|领先|領先|合计|合計|共|总|總",
    re.IGNORECASE,
)


def is_level(context: Context, claim: Claim) -> bool:
    """Whether words say that something stood at a figure, not by how much it differed: "down to 4.6 million"."""
    before, _ = beside(context, claim)
    return bool(_TO.search(before)) and not _NOUN.search(before)


def asked(context: Context, claim: Claim) -> tuple[str, ...]:
    """What the words beside a figure ask for, by the side on which they stand; a change asks by itself."""
    before, after = beside(context, claim)
    found = [f"{name} before" for name, words in _WORDS["before"].items() if words.search(before)]
    found += [f"{name} after" for name, words in _WORDS["after"].items() if words.search(after)]
    if claim.kind is Kind.CHANGE:
        found.append("change")
    return tuple(found)


def beside(context: Context, claim: Claim, width: int = BESIDE) -> tuple[str, str]:
    """The words before and after a figure in its sentence, as far as the next figures."""
    place = context.position[claim.id]
    before, after = context.before(claim, width), context.after(claim, width)
    if place:
        before = before[-room:] if (room := claim.span.start - context.claims[place - 1].span.end) > 0 else ""
    if place + 1 < len(context.claims):
        after = after[: max(0, context.claims[place + 1].span.start - claim.span.end)]
    return before, after


def is_amount(claim: Claim) -> bool:
    """Whether a figure is so much of something, neither a rate nor a range nor a bound."""
    return (
        claim.kind in _KINDS
        and claim.unit not in _RATES
        and claim.modifier in PLAIN
        and claim.low == claim.high
        and bool(claim.quantity.value)
    )


def is_total(context: Context, claim: Claim) -> bool:
    """Whether an amount may have parts: one that happened or was counted, not by the month."""
    return is_amount(claim) and claim.kind in (Kind.LEVEL, Kind.COUNT) and not is_average(context, claim)
