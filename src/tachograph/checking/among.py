"""Whether the figures around one show of which time it is told: "Nio 20,498, Xpeng 10,668" in a list of July's.

Where sources have the figures next to it to the unit, of the times that these were read to be of, the times of this place were
read rightly; and where no words speak of another time or compare, the figure is told of the same time as they are.
"""

from __future__ import annotations

import re

from tachograph.checking.context import Context
from tachograph.checking.evidence import agreed_level, supports
from tachograph.checking.misplaced import counts, is_telling
from tachograph.checking.variables import canonical, parsed
from tachograph.core.claim import Claim
from tachograph.core.period import Period

_APART = 3  # sentences, or clauses between semicolons, between figures that stand together
_CLAUSE, _LEAD = 60, 200  # characters
_BORNE_OUT = 2  # figures around it
_DIGITS = 4  # of a figure that bears out a time
_PARTED = re.compile(r"[\s|/／,，、;；]*")  # in a bare row
_MONTHS = "january february march april may june july august september october november december".split()
_MONTH_ZH = re.compile(r"(?<!\d)(\d{1,2}|十[一二]?|[一二三四五六七八九])月")
_ZH = "零 一 二 三 四 五 六 七 八 九 十 十一 十二".split()
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_EARLIER = re.compile(  # words before a figure that make it another time's, a mark or something measured by
    r"\b(?:from|than|against|versus|vs|compared|after|before|below|under|unlike|prior|previous(?:ly)?|earlier|ago|last|once|would|had (?:been|handed|sold|\w+ed)|record|peak|best|highest|high|low|lowest|worst|high-water|beat\w*|(?:over|out)t\w+|short|fell|fall\w*|fail\w*|miss\w*|repeat\w*|return\w*|back|regain\w*|recover\w*|match\w*|exceed\w*|surpass\w*|of which|including|cumulative\w*|total\w*|so far|to date|since|average\w*|target\w*|aim\w*|goal|forecast\w*|expect\w*|originally|revised|corrected)\b"
    r"|[较較比从從由超过過仅僅]|上[个個]?月|[去上前]年|同期|此前|之前|先前|曾|纪录|紀錄|[记記][录錄]|[新最]高|巅峰|巔峰|峰值|[最新]低|其中|累[计計]|合[计計]|共|目[标標]|平均|月均|预|預|原|修[正订訂]|追平|持平|不及|不如|未能|没能|沒能|低[于於]|回[到落升]|重[回返]",
    re.IGNORECASE,
)
_BEHIND = re.compile(  # words right behind a figure that make it another time's
    r"\b(?:ago|before|earlier|previous\w*|prior|last (?:year|month)|back then|at the time|in (?:the )?(?:same|corresponding)|(?:its|their|the|a) (?:former|old|previous|best|peak|all-time))\b"
    r"|[的之](?:纪录|紀錄|高|水平|成[绩績])|上[个個]?月|[去上前]年|同期",
    re.IGNORECASE,
)


def is_told_by_others(context: Context, claim: Claim, other: Period) -> bool:
    """Whether the figures around one bear out its time, and no words tell that it is of the ``other`` one."""
    if _is_in_bare_row(context, claim):
        return True
    return _is_in_list(context, claim) and not _is_of_other(context, claim, other)


def _is_in_bare_row(context: Context, claim: Claim) -> bool:
    """Whether it stands between two figures with nothing but bars and blanks between, each borne out for its own time."""
    place = context.position[claim.id]
    if not 0 < place < len(context.claims) - 1:
        return False
    sides = context.claims[place - 1], context.claims[place + 1]
    bare = all(_PARTED.fullmatch(context.between(claim, c)) for c in sides)
    return bare and all(_is_borne_out(context, c) for c in sides)


def _is_in_list(context: Context, claim: Claim) -> bool:
    """Whether figures of other series beside it are borne out for its time, none that sources speak of is denied."""
    here, when = context.sentence(claim), canonical(claim.period)
    near = [c for c in context.claims if is_telling(c, _DIGITS) and abs(context.sentence(c) - here) <= _APART]
    same = [c for c in near if c is not claim and c.id in context.scopes and canonical(c.period) == when]
    borne_out = [c for c in same if _is_borne_out(context, c)]
    if any(_is_denied(context, c) for c in same if c not in borne_out):
        return False
    own = claim.subject, claim.unit
    series = {(c.subject, c.unit) for c in borne_out} - {own}
    return len(series) >= _BORNE_OUT and not _is_compared(context, claim)


def _is_borne_out(context: Context, claim: Claim) -> bool:
    """Whether sources have the very figure for what it was read to be, and when."""
    scope = context.scopes.get(claim.id)
    if scope is None or not is_telling(claim, _DIGITS):
        return False
    rows = context.records(scope.subject).at(canonical(claim.period))
    return any(counts(claim, scope, r) and supports(claim.quantity, r) for r in rows)


def _is_denied(context: Context, claim: Claim) -> bool:
    """Whether sources agree on another figure for what it was read to be."""
    scope = context.scopes[claim.id]
    return bool(agreed_level(context.records(scope.subject), scope, canonical(claim.period)))


def _is_compared(context: Context, claim: Claim) -> bool:
    """Whether the words from the figure before to the next one make it another time's, or no plain figure of its seller."""
    place = context.position[claim.id]
    lead, tail = context.before(claim, _LEAD), context.after(claim, _CLAUSE)
    if place and (gap := context.between(context.claims[place - 1], claim)) and len(gap) < len(lead):
        lead = gap
    if place + 1 < len(context.claims):
        tail = tail[: context.claims[place + 1].span.start - claim.span.end]
    return _EARLIER.search(lead) is not None or _BEHIND.search(tail) is not None


def _is_of_other(context: Context, claim: Claim, other: Period) -> bool:
    """Whether the sentence of a figure names the month or the year of the other time."""
    when, text = parsed(claim.period or ""), context.sentence_text(claim)
    if when is None:
        return True
    moved = other.end.month != when.end.month
    later = other.end.year != when.end.year and str(other.end.year) in _YEAR.findall(text)
    return later or (moved and _names(text, other.end.month))


def _names(text: str, month: int) -> bool:
    name = _MONTHS[month - 1]
    english = re.search(rf"\b{name}\b|\b{name[:3]}t?\b", text, re.IGNORECASE)
    return english is not None or any(_number(m) == month for m in _MONTH_ZH.findall(text))


def _number(written: str) -> int:
    return int(written) if written.isdigit() else _ZH.index(written)
