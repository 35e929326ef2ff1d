"""Marks that a figure is said to have passed: whether words make a mark one of the figure, or of something else.

"40,169 cars, its third month above 40,000", "passed 20,000 with 20,462", 交付50129辆，首次突破5万辆: here it is the figure
that has passed the mark. "Down from more than 50,000 in December", "together with Onvo the company passed 35,000", "over
30,000 cars, 27,100 of them SU7s", 未能突破5万辆: what these marks are of is not the figure beside them, whatever fields both
were read to have. Where words tell neither, it stays open.
"""

from __future__ import annotations

import re

from tachograph.checking.context import Context
from tachograph.checking.prose import ABROAD, AT_HOME, OF_WHICH, OF_WHICH_ZH, PART_AFTER, is_of_ended_run
from tachograph.core.claim import Claim

_WORDS, _RUN = 40, 100  # characters
_CLAUSES = re.compile(r"[.;:。；：，\n]|, ")
_LED = re.compile(r"[;:。；：，\n(（–—]|, |\b(?:but|and)\b")
_COMPARED = re.compile(  # with what the mark is compared, or that it was not passed
    r"\b(?:from|than|against|versus|compared|after|before|below|under|short|close to|near|not|n['’]t|never|yet to|without|fail\w*|miss\w*|hop\w+|instead|unlike|previous\w*|prior|earlier|peak\w*|would|could)\b"
    r"|巅峰|巔峰|高峰|[若曾]|如果|(?<![同环環])[较較比]|[从從由离離距未不没沒]|低于|低於|目[标標]|此前|先前",
    re.IGNORECASE,
)
_AIMED = re.compile(  # 超過原定的35萬輛: what was aimed at or expected
    r"\b(?:original(?:ly)?|planned|target\w*|goals?|aims?|guid(?:ed|ance)|expect\w*|forecast\w*|estimate\w*)\b|原[定订訂本]|[预預][定订訂计計期]|计划|計劃|目[标標]|指引",
    re.IGNORECASE,
)
_TOGETHER = re.compile(
    r"\b(?:together|combined|with (?:its|their)|including|counting|whole|group|overall|quarter\w*|half|full[- ]year|annual(?:ly)?|months of|total(?:led|s)?|cumulative\w*|so far|to[- ]date|since|(?:in|within) \w+ (?:days|weeks|months|years)(?! (?:in a row|running)))\b"
    r"|加上|包括|季度|上半年|下半年|全年|累[计計]|合[计計]|前\w{0,2}[个個]?月|\d月?[-—–至到]\d+月|[总總]",
    re.IGNORECASE,
)
_STAYING = r"(?:stand|stay|remain|hold|keep|sitt)ing(?: (?:firmly|well|comfortably|safely|steadily|just))? (?:above|over|past|beyond)"
_PASSING = rf"(?:(?:pass|topp|clear|exceed|surpass|cross|break|breach|reach|climb|mov|stepp|push)ing|{_STAYING})"
_WENT = r"(?:passed|topped|cleared|exceeded|surpassed|crossed|broke|(?:stayed|remained|kept|held|climbed|rose|went|moved|stepped) (?:above|over|past|beyond))"
_ABOVE = rf"(?:above|over|past|beyond|more than|onto|into|(?:to )?(?:pass|top|clear|exceed|surpass|cross|break|reach)|{_PASSING})"
_NTH = r"(?:first|second|third|(?:four|fif|six|seven|eigh|nin|\w*te?n|eleven|twelf|\d+)th|\d+(?:st|nd|rd))"
_RUN_OF = rf"(?:{_NTH}|again|once more|straight|consecutive|in a row|running|in succession)\b(?! (?:quarter|half))"
_PASSED_AFTER = re.compile(  # in the clause that leads from a figure to a mark
    rf"^\s*(?:(?:thus|again|easily|just|comfortably) )*(?:{_PASSING}|{_WENT})\b[^\d]{{0,16}}$"
    rf"|^\s*(?:[\w-]+ ){{0,5}}{_RUN_OF}.*\b{_ABOVE}\b[^\d]{{0,16}}$"
    r"|^(?:又?[连連][续續着著]\S{1,3}[个個]?月|第\S{1,3}[个個次度]月?|[首再][次度]|头一回|頭一回|一举|一舉|成功|顺利|順利|重[新返]|[历歷]史性|正式|[单單]月|[也已又再并並仍均都])*"
    r"(?:突破|[超越跨迈邁][过過越上]?|站上|站[稳穩]|[冲衝]?破|守住|[高多][于於]|在)了?$",
    re.IGNORECASE,
)
_REACHED_WITH = re.compile(  # what leads from a mark to a figure
    r"^[^\d;:.,]{0,40},?\s(?:with|delivering|selling|handing over|shipping)(?: exactly| a total of)?\s$"
    r"|^[辆輛台部]?(?:大[关關]|[关關]口|门槛|門檻)?[，,：:]?(?:[共实實]|[实實][际際]|最[终終])?(?:交付|交出|售出|[达達]到?|[为為]|以|[录錄]得)了?$",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"\b(?:last|previous|prior|ago|earlier|year|peak|january|february|march|april|may|june|july|august|september|october|november|december)\b"
    r"|\d月|[去上]年|同期|上月",
    re.IGNORECASE,
)
_NAMED_AFTER = re.compile(r"^ [A-Z][\w-]*s\b")  # "8,005 Taishans"
_PART_BEFORE = re.compile(rf"(?:\b{OF_WHICH}|\bamong them\b|{OF_WHICH_ZH})", re.IGNORECASE)
_WITHOUT_AFTER = re.compile(
    r"^(?:\s[a-z]+)?,?\s(?:without|excluding|ex|not counting|not including|net of|leaving out)\b", re.IGNORECASE
)
_WITHOUT_BEFORE = re.compile(
    r"\b(?:without|excluding|not counting|not including|leaving out)\b|不[含计計]|剔除|扣除", re.IGNORECASE
)


def is_told_of(context: Context, mark: Claim, exact: Claim) -> bool:
    """Whether the words between a figure and a mark tell that this figure has passed it."""
    words = context.between(mark, exact)
    behind = _TIME.search(_clause(context, max(mark, exact, key=lambda c: c.span))[1])
    if mark.span < exact.span:
        ahead = _TIME.search(f"{_clause(context, mark)[0]} {words}")
        return _REACHED_WITH.search(words) is not None and not (behind and ahead)
    *own, clause = _LED.split(words)
    return _PASSED_AFTER.search(clause) is not None and not behind and not (own and _TIME.search(clause))


def is_of_another(context: Context, mark: Claim, exact: Claim) -> bool:
    """Whether the words around a mark and a figure make the mark one of something else than the figure."""
    if is_of_ended_run(context.before(mark, _RUN)):
        return True
    before, after = _clause(context, mark)
    if _TOGETHER.search(f"{before}|{after}") or any(
        told.search(_clause(context, c)[0]) for told in (_COMPARED, _AIMED) for c in (mark, exact)
    ):
        return True
    return is_told_as_part(context, exact) or _is_narrowed(context, *sorted((mark, exact), key=lambda c: c.span))


def _is_narrowed(context: Context, first: Claim, then: Claim) -> bool:
    """Whether the latter of two figures is one of sales at home or abroad, and the former is not said to be."""
    clauses = ["|".join(_clause(context, c)) for c in (first, then)]
    return any(told.search(clauses[1]) and not told.search(clauses[0]) for told in (AT_HOME, ABROAD))


def _clause(context: Context, claim: Claim) -> tuple[str, str]:
    """The words before and behind a figure in its clause."""
    before, after = context.before(claim, _WORDS), context.after(claim, _WORDS)
    return _CLAUSES.split(before)[-1], _CLAUSES.split(after)[0]


def is_told_as_part(context: Context, claim: Claim) -> bool:
    """Whether the words next to a figure single it out of what stands before it, or leave something out of that."""
    (clause, _), after = _clause(context, claim), context.after(claim, _WORDS)
    part = PART_AFTER.match(after) or _NAMED_AFTER.match(after) or _PART_BEFORE.search(clause)
    return bool(part or _WITHOUT_AFTER.match(after) or _WITHOUT_BEFORE.search(clause))
