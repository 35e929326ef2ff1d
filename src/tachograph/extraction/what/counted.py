"""Whether what is counted or paid is a level, a change, a count or so many per thing."""

from __future__ import annotations

import re

from tachograph.core.claim import Kind
from tachograph.core.pack import Pack, Unit
from tachograph.extraction.draft import Draft
from tachograph.extraction.numbers.figures import Form
from tachograph.extraction.text.caseless import Caseless
from tachograph.extraction.what.contrasts_zh import difference, is_listed
from tachograph.extraction.what.directions import Window

# "cut its price by 20,000 yuan", "… and that of the C16 by 28,000": how far something moves
_MOVED_BY = Caseless(
    r"\b(?:cut|slash\w*|trim\w*|lower\w*|reduc\w*|drop\w*|discount\w*|mark\w* down|rais\w*|lift\w*|increas\w*|r[io]se\w*|fell|falls?|fallen"
    r"|declin\w*|gr[eo]w\w*|climb\w*|shr[aiu]nk\w*|swell\w*|swollen|jump\w*|expand\w*|exten[ds]\w*|widen\w*|narrow\w*|short\w*|up|down)\b[^.;]{0,80}(?<!followed )(?<!joined )(?<!driven )(?<!helped )(?<!sold )\bby\s"
    r"(?:an? |another |around |about |some |almost |nearly |over |more than |just |up to |as much as )*$"
)
# 比6月少了711辆, 相比少了近两万辆, 按季多5700元: how much more or less it is than something else
_DIFFERS = re.compile(
    r"(?:[比较較][^，。；]{0,30}|相比[^，。；\d]{0,6}|按[年季月週周])(?:少|多|低|高|增[长長]?|减|減|升|降)[了出加]?(?:近|约|約|逾|超过|超|差不多|大约|将近)?$"
)
_MOVED_ZH = re.compile(
    r"(?:增加|减少|減少|下降|上升|下調|下调|上调|上調|下探|调降|調降|[多少](?=[了出]))[了出]?(?:近|约|約|逾|超过|超|大约|将近)?$"
)
_LEADS_BY = Caseless(
    r"\b(?:leads?|led|ahead|behind|trail\w*|beat\w*|margin|clear|adrift|first|second|third|fourth|fifth|last|smaller|larger|bigger|wins?|won|miss(?:ed|es)?|met"
    r"|short|outsold|outsells?|overtook|overtaken|surpassed|top(?:s|ped)|exceed\w*|cleared|lags?|lagged|lagging)\b[^.;\d]{0,30}(?<!followed )(?<!joined )(?<!driven )(?<!helped )(?<!sold )\bby\s"
    r"(?:(?:just|only|about|some|around|nearly|almost|over|more than|less than|fewer than|little more than|no more than|a mere|barely)\s)*$"
)
# "separated by little more than 1,600", "an upgrade of 300,000", "added 241,700 cars": how far two levels are apart
_APART_BY = Caseless(
    r"\b(?:separat\w+|divid\w+|apart|differ\w*|revis\w+|upgrad\w+|downgrad\w+|outnumber\w*)\s(?:[a-z]+\s){0,3}by\s(?:[a-z]+\s){0,4}$"
    r"|\b(?:an?|the|its|their|with an?)\s(?:[a-z-]+\s){0,2}(?:increases?|rises?|gains?|jumps?|drops?|falls?|declines?|decreases?|reductions?|upgrades?|downgrades?"
    r"|surplus|excess|leads?|gaps?|advantages?|shortfalls?|deficits?|improvements?|revisions?)\sof\s(?:(?:just|only|about|some|around|nearly|almost|over|more than|less than|at least)\s)*$",
    needs=" ",
)
# "the steepest reduction, 53,000 yuan, brings it to …"
_CUT_SIZED = Caseless(
    r"\b(?:steepest|biggest|largest|deepest|smallest|highest|average|maximum|price)\s(?:price\s)?(?:reduction|cut|discount|increase|rise|drop|fall|gain|decline)s?"
    r"(?:,|:|\s(?:of|at|was|is))?\s(?:about\s|some\s|up to\s)?$"
)
_SCORE = re.compile(r"(?:\s[\w-]+){0,3}\sto\s$")  # "leads by 286 A320neos to 243"
_STILL_APART = Caseless(
    r"\b(?:now|then|today|since|before)\b[^.;\d]{0,12}\b(?:it|that|this)(?:['’]s|\s(?:is|was|had been))\s(?:(?:just|only|down to|about|some)\s)*$"
)
_AND_BY = re.compile(  # "led by 30,931, in summer by 57,845 and, at last, by 84,790"
    r"^\s?(?:(?:,\s?)?(?:and,?\s)?(?:in\s(?:[a-z-]+\s){1,3}|(?:on|by)\s[A-Z]\w+\s)?|[^.;\d]{0,20},\s)by\s(?:(?:just|only|about|some|nearly|over)\s)*$"
)
_LEAD_OVER = re.compile(
    r"\s*(?:(?:more|fewer|less|higher|lower|better|worse|stronger|weaker)\s+than|behind|ahead of|short of|clear of|adrift|above|below|apart|short|cheaper|dearer|pricier)\b",
    re.IGNORECASE,
)
# "263,500 yuan, 10,000 yuan higher", "242 km further than"
_BEYOND = re.compile(
    r"\s(?:(?:higher|lower|dearer|cheaper)(?=[.,;)]|$|\sat\b|\sin\b)|(?:further|farther|longer|shorter)(?=[.,;)]|$|\sthan\b))"
)
_MULTIPLIED = re.compile(r"\s*more than (?:\w+ly )?(?:doubl|tripl|trebl|quadrupl|quintupl)\w+", re.IGNORECASE)
_GAP = Caseless(
    r"\b(?:gap|lead|difference|margin|distance|shortfall)\b[^.;,]{0,40}\b(?:to|of|is|was|at|by)\s+(?:\w+\s)?$"
)
ABSOLUTE = re.compile(
    r"^\s*(?:units?|cars?|vehicles?)?\s*(?:more|fewer|less|higher|lower|ahead|short|behind|above|below)\b",
    re.IGNORECASE,
)
_FOR_EVERY = Caseless(r"\b(?:for|to) every\s$", r"每[站座家辆輛店台](?:车|車)?(?:配|拥有|服务|服務)?[约約]?$")
_SEPARATE = Caseless(r"\bseparate\b")


def counted_kind(draft: Draft, window: Window, pack: Pack, *, earlier_gap: bool) -> Kind:
    """The kind of a number of things or an amount; ``earlier_gap`` says that an earlier figure of the sentence was a difference."""
    unit = pack.units.get(draft.unit or "")
    things = unit is not None and unit.dimension in ("count", "money")
    measured = things or (unit is not None and unit.dimension == "energy")
    moved = _MOVED_BY.search(window.before) or _MOVED_ZH.search(window.lead)
    if unit is not None and unit.id == "model" and is_listed(window.lead):
        return Kind.COUNT
    if things and difference(window.lead, window.tail, money=unit is not None and unit.dimension == "money"):
        return Kind.CHANGE
    if things and _CUT_SIZED.search(window.lead):
        return Kind.CHANGE
    apart = _APART_BY.search(window.lead) or (_LEADS_BY.search(window.before) and not _SCORE.match(window.tail))
    if apart and (things or unit is None):
        return Kind.CHANGE
    still = earlier_gap and (_STILL_APART.search(window.lead) or _AND_BY.match(window.lead))
    if still:
        return Kind.CHANGE
    if moved and unit is None and draft.figure.form is Form.NUMBER:
        return Kind.CHANGE
    if measured and (moved or _GAP.search(window.lead) or _DIFFERS.search(window.before)):
        return Kind.CHANGE
    if unit is None:
        return (
            Kind.CHANGE
            if (_LEAD_OVER.match(window.tail) and not _MULTIPLIED.match(window.tail))
            or (ABSOLUTE.match(window.tail) and re.match(r"\s*\w+ than", window.tail))
            else Kind.LEVEL
        )
    if unit.dimension == "time":
        return Kind.COUNT if _SEPARATE.search(draft.figure.noun or "") else Kind.DURATION
    if unit.id in ("maker", "company", "brand", "model", "product", "investor", "market", "record"):
        return Kind.COUNT
    if unit.dimension in ("count", "money", "energy", "length", "power", "mass") and (
        _LEAD_OVER.match(window.tail)
        or (unit.dimension in ("money", "length") and _BEYOND.match(window.tail))
        or _LEADS_BY.search(window.lead)
    ):
        return Kind.CHANGE
    if unit.id == "times" or _is_per_thing(draft, window, unit, pack):
        return Kind.RATIO
    return Kind.LEVEL


def _is_per_thing(draft: Draft, window: Window, unit: Unit, pack: Pack) -> bool:
    """Whether so many come on one thing of another sort: "118 cars per store", "one outlet for every 1.9 stores"."""
    other = pack.units.get(draft.figure.per or "")
    each = other is not None and other.dimension == "count" and other.id != unit.id
    return unit.dimension == "count" and (each or bool(_FOR_EVERY.search(window.lead)))
