"""Marks that a figure is said to have passed: whether words make a mark that of something else.

"Down from more than 50,000 in December", "together with Onvo the company passed 35,000", "over 30,000 cars, 27,100 of them
SU7s", 未能突破5万辆: what these marks are of is not the figure beside them, whatever fields both were read to have.
"""

from __future__ import annotations

import re

from tachograph.checking.context import Context
from tachograph.checking.prose import OF_WHICH, OF_WHICH_ZH, PART_AFTER, is_of_ended_run
from tachograph.core.claim import Claim

_WORDS, _RUN = 40, 100  # characters
_CLAUSES = re.compile(r"[.;:。；：，\n]|, ")
_COMPARED = re.compile(  # with what the mark is compared, or that it was not passed
    r"\b(?:from|than|against|versus|compared|after|before|below|under|short|close to|near|not|n['’]t|never|yet to|without|fail\w*|miss\w*|hop\w+|instead|unlike|previous\w*|prior|earlier)\b"
    r"|(?<![同环環])[较較比]|[从從由离離距未不没沒]|低于|低於|目[标標]|此前|先前",
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
_PART_BEFORE = re.compile(rf"(?:\b{OF_WHICH}|\bamong them\b|{OF_WHICH_ZH})", re.IGNORECASE)
_WITHOUT_AFTER = re.compile(
    r"^(?:\s[a-z]+)?,?\s(?:without|excluding|ex|not counting|not including|net of|leaving out)\b", re.IGNORECASE
)
_WITHOUT_BEFORE = re.compile(
    r"\b(?:without|excluding|not counting|not including|leaving out)\b|不[含计計]|剔除|扣除", re.IGNORECASE
)


def is_of_another(context: Context, mark: Claim, exact: Claim) -> bool:
    """Whether the words in a mark's clause make it a mark of something else than the figure beside it."""
    if _AIMED.search(_CLAUSES.split(context.before(exact, _WORDS))[-1]):
        return True
    if is_of_ended_run(context.before(mark, _RUN)):
        return True
    before = _CLAUSES.split(context.before(mark, _WORDS))[-1]
    after = _CLAUSES.split(context.after(mark, _WORDS))[0]
    if _COMPARED.search(before) or _TOGETHER.search(before) or _TOGETHER.search(after):
        return True
    return is_told_as_part(context, exact)


def is_told_as_part(context: Context, claim: Claim) -> bool:
    """Whether the words next to a figure single it out of what stands before it, or leave something out of that."""
    clause, after = _CLAUSES.split(context.before(claim, _WORDS))[-1], context.after(claim, _WORDS)
    part = PART_AFTER.match(after) or _PART_BEFORE.search(clause)
    return bool(part or _WITHOUT_AFTER.match(after) or _WITHOUT_BEFORE.search(clause))
