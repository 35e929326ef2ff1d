"""Which figures a text calls the highest there was: "a record 40,000", "above 40,000 for the first time".

Only what is said of the figure itself counts: not a record that it is measured by ("after a record October"), not
another's, not one of another length of time, and not one narrowed to a sort of month, a place or a product.
"""

from __future__ import annotations

import re

from tachograph.checking.context import Context
from tachograph.checking.evidence import UNITS_SOLD
from tachograph.checking.prose import any_of
from tachograph.checking.variables import parsed
from tachograph.core.claim import Claim, Kind
from tachograph.core.pack import EntityKind

_RECORD = re.compile(
    r"\b(?:all-time (?:high|record|best)|record[- ](?:high|breaking|setting|level)"
    r"|(?:a|new|another|its|monthly|single-month|quarterly|annual|delivery|sales) record\b|record (?:of )?(?=[\d.,])"
    r"|best(?:[- ]ever| month ever| quarter ever)"
    r"|high(?:est)?[^.;]{0,25} (?:ever|on record|in (?:its|the company.s) history)"
    r"|record (?:monthly|quarterly|annual|deliver\w+|sales|month|quarter))"
    r"|史上最高|新高|[创創刷].{0,6}[纪紀][录錄]",
    re.IGNORECASE,
)
_PASSED = re.compile(
    r"\b(?:above|over|exceed\w*|top\w*|surpass\w*|pass(?:es|ed|ing)?|cross\w*|br(?:eak|oke)\w*|reach\w*|hit\w*)(?: the)?\s*$",
    re.IGNORECASE,
)
_FIRST_TIME = re.compile(
    r"[^,;]{0,40}\bfor the (?:very )?first time\b(?! (?:this|in (?:\w+ ){1,3}(?:month|quarter|year)s))", re.IGNORECASE
)
_FIRST_PASSED = re.compile(r"首次(?:突破|超过|超過|站上|迈上|邁上|达到|達到)\s*$")
_NOT_ITS_OWN = re.compile(  # what the figure is measured by, what it missed, and what it is not said to be
    r"(?:\b(?:after|from|than|below|short of|off|against|versus|vs|compared (?:with|to)|despite|following|near(?:ly|ing)?"
    r"|almost|close to|not|no|never|without|previous|prior|former|old|last|earlier|beat\w*|br(?:eak|oke)\w* (?:its|the))"
    r"(?: \S+){0,2}[ -]|(?:低于|低於|接近|逼近|距|未|较|較|比|此前|前次|仅次于|僅次於)[^，。；]{0,12})$",
    re.IGNORECASE,
)
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_NARROWED = re.compile(
    rf"\b(?:for|of|in) (?:the|a|any) (?:month of )?(?:{_MONTHS})\b|\bfor (?:this|that) time of|\b(?:{_MONTHS}) record"
    r"|\b(?:first|second|third|fourth)[- ]quarter record|\bfor (?:a|an|any) |overseas|export|model|brand|region"
    r"|growth|\brate|since|week|\bday|daily|同期|同月|年[内內]|今年|本年|[阶階]段|近.{0,4}[年月]|自.{0,8}以[来來]|单日|單日|[单單]周|海外|出口|[车車]型|品牌|增速|增[长長]率",
    re.IGNORECASE,
)
_LENGTHS = (
    (1, re.compile(r"\bmonth(?:ly)?\b(?! on)|[单單]月|月度", re.IGNORECASE)),
    (3, re.compile(r"\bquarter(?:ly)?\b|[单單]季|季度", re.IGNORECASE)),
    (12, re.compile(r"\b(?:annual|yearly|full-year)\b|年度|全年", re.IGNORECASE)),
)
_PART = re.compile(r",(?!\d)|[，;；、—–]|\b(?:and|while|but)\b")
_NEAR = 30  # characters around the words, in which they may be said of another thing


def is_called_record(context: Context, claim: Claim) -> bool:
    """Whether the words beside a level call it the highest there was of its seller, metric and length of time."""
    start, end = _clause(context, claim)
    text = context.text
    if _NARROWED.search(text, start, end):
        return False
    return any(_is_of(context, claim, found, start, end) for found in _RECORD.finditer(text, start, end))


def is_passed_first(context: Context, claim: Claim) -> bool:
    """Whether the words beside a level make it a mark that was passed for the first time."""
    start, end = _clause(context, claim)
    text = context.text
    if _NARROWED.search(text, start, end):
        return False
    before, after = text[start : claim.span.start], text[claim.span.end : end]
    return bool(_FIRST_PASSED.search(before) or (_PASSED.search(before) and _FIRST_TIME.match(after)))


def _clause(context: Context, claim: Claim) -> tuple[int, int]:
    """Where the words about a figure begin and end: its sentence, or its own part of one up to the next level's."""
    start, end = context.sentences[context.sentence(claim)]
    levels = [c for c in context.claims if c.kind is Kind.LEVEL and context.sentence(c) == context.sentence(claim)]
    if len(levels) == 1:
        return start, end
    text = context.text
    parts = [m.end() for m in _PART.finditer(text, start, end)]
    others = [c.span.start for c in levels if c.span.start >= claim.span.end]
    first = max(
        [start, *(p for p in parts if p <= claim.span.start), *(c.span.end for c in levels if c.span < claim.span)]
    )
    if not others:
        return first, end
    return first, max([p for p in parts if claim.span.end <= p <= others[0]], default=others[0])


def _is_of(context: Context, claim: Claim, found: re.Match[str], start: int, end: int) -> bool:
    """Whether words for a record are said of a figure."""
    text = context.text
    if _NOT_ITS_OWN.search(text[start : found.start()]):
        return False
    if found.end() > claim.span.end and not text[found.end() : end].strip() and _is_figure(context, end):
        return False  # "36,000 cars in January against a record 42,013": of the next figure
    around = text[max(start, found.start() - _NEAR) : min(end, found.end() + _NEAR)]
    return not (_of_another_length(claim, around) or _of_another_thing(context, claim, text[start:end], around))


def _is_figure(context: Context, place: int) -> bool:
    return any(c.span.start == place for c in context.claims)


def _of_another_length(claim: Claim, around: str) -> bool:
    when = parsed(claim.period or "")
    told = {months for months, words in _LENGTHS if words.search(around)}
    return bool(told) and (when is None or when.whole_months not in told)


def _of_another_thing(context: Context, claim: Claim, clause: str, around: str) -> bool:
    """Whether another seller is named beside a figure, or another metric beside the words for a record."""
    pack, entity = context.pack, context.entity(claim)
    rest = clause
    for name in sorted((n for ns in entity.names.values() for n in ns) if entity else (), key=len, reverse=True):
        rest = rest.replace(name, " ")
    sellers = (e for e in pack.entities.values() if e is not entity and e.kind is not EntityKind.BODY)
    if any(
        name in rest for e in sellers for ns in e.names.values() for name in ns if len(name) > 2 or not name.isascii()
    ):
        return True
    own = UNITS_SOLD | {claim.metric} if claim.metric in UNITS_SOLD else {claim.metric}
    words = tuple(w for m in pack.metrics.values() if m.id not in own for ws in m.words.values() for w in ws)
    return bool(any_of(words).search(around))
