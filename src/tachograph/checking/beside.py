"""Which figures the words of a text tie to a rate or share: "up 10.1% from 25,681", "to 8,220 from 12,965".

The words themselves say what is compared, so nothing here depends on how periods, metrics or subjects were read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tachograph.checking.confidence import given
from tachograph.checking.context import Context
from tachograph.checking.figures import is_average
from tachograph.checking.prose import OF_WHICH, OF_WHICH_ZH, PART_AFTER
from tachograph.checking.respective import others
from tachograph.checking.variables import canonical
from tachograph.core.claim import Claim, Kind

QUALIFIED = r"(?:the|its|their|a|an|about|around|nearly|over|some|only|just|all|original|total|initial|low|mere|base|of|[\w.'’-]+['’]s|RMB|US\$|\$|[(\s])*"
_YEARLY = r"(?:(?:year|month)[- ]o(?:n|ver)[- ](?:year|month)|on the (?:year|month)|[ym]/?o/?[ym])"
_AGAINST = r"(?:from|than|over|on|above|below|compared (?:with|to)|against|versus|vs\.?)"
_GROWTH = r"(?:up|down|rise|rose|growth|increase|gain|decline|decrease|drop|fall|jump|surge|上升|增长|增長|增加|减少|減少|下降|下滑)"
_FROM = re.compile(
    rf"^\s*(?:(?:more|less|fewer|higher|lower|above|below|{_YEARLY})\s+)?{_AGAINST}\s+{QUALIFIED}$", re.IGNORECASE
)
_TO = re.compile(rf"^\s*(?:{_YEARLY}\s*,?\s*)?to\s+{QUALIFIED}$", re.IGNORECASE)
_FROM_ON = re.compile(rf"^[^.;,，]{{0,24}}?,?\s*\bfrom\s+{QUALIFIED}$", re.IGNORECASE)
_ON_TO = re.compile(rf"^\s*to\s+{QUALIFIED}$", re.IGNORECASE)
_TO_FROM = re.compile(rf"^\s*(?:[a-z-]+\s+){{0,2}}{_AGAINST}\s+{QUALIFIED}$", re.IGNORECASE)
_STARTING = re.compile(rf"(?:\bfrom\s+{QUALIFIED}|[从從由])$", re.IGNORECASE)
_UP_TO = re.compile(rf"^\s*(?:(?:[a-z-]+\s+){{0,4}}to\s+{QUALIFIED}|[增升降减減]?[加长長]?[至到])$", re.IGNORECASE)
_REACH = (
    2  # sentences: "In October 1.68 million changed hands. So far it is 16.6 million. Of these, 149,000, or 8.9%, …"
)
_BEFORE_THAT = r"(?:去年|上年|一年前)(?:同期|同月|\d{1,2}月份?)?[则則]?[为為是]?\s*"
_COMPARED = re.compile(
    rf"^\s*(?:[a-z-]+\s*)?[,，（(]?\s*(?:(?:compared (?:with|to)|against|versus|vs\.?|up from|down from)\s+{QUALIFIED}"
    rf"|[与與较較比][^，,。]{{0,8}}的?|{_BEFORE_THAT})$",
    re.IGNORECASE,
)
_GREW = (
    r"(?:相比|又|还|還|只|则|則|仅|僅|已|同比|环比|環比)*(?:[多少增升降减減跌涨漲高低]|上升|增长|增長|增加|减少|減少|下降|下滑|下跌|回升|回落)"
    r"[了出达達]?(?:差不多|将近|將近|大约|大約|[约約近])?"
)
_THEN = re.compile(
    rf"^\s*[)）]?[，,]?(?:的[^，,。；\d]{{0,8}})?{_GREW}\s*$|^\s*(?:(?:in|a|the|for|during)\s+[\w\s-]{{0,30}}?)?[,，(（]?\s*(?:(?:which|that)\s+(?:is|was|means)|representing|marking"
    rf"|or|相比|同比)?\s*(?:an?\s+)?(?:{_YEARLY}\s+)?{_GROWTH}\s*(?:of|by|了)?\s*$|^\s*[,，(（]?\s*(?:同比|环比|環比)?[增降涨漲跌]幅[为為达達约約近超高]*\s*$",
    re.IGNORECASE,
)
_AFTER = re.compile(rf"^(?:\s(?:cars|vehicles|units))?,?\s+after\s+{QUALIFIED}$", re.IGNORECASE)
_GROWTH_AFTER = re.compile(  # "one million, or 68 percent growth, after 596,555 last year"
    rf"^\s(?:growth|more|increase|higher|rise|gain|jump),?\s+after\s+{QUALIFIED}$", re.IGNORECASE
)
_OR_RATE = re.compile(
    r"^(?:\s(?:cars|vehicles|units))?(?:\s(?:in|for|by)\s(?:20\d\d|this year|the year))?\s?[,(–—]?\s?(?:(?:or|i\.e\.|that is|which is|which means)\s)?(?:an?\s)?(?:about\s)?$",
    re.IGNORECASE,
)
_OF_LAST_YEAR = re.compile(
    r"^(?:\s(?:cars|vehicles|units))?\s(?:last year|(?:in )?the (?:year before|previous year|prior year)|a year earlier|in 20\d\d)\b",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"^[^.;,\d(]{0,20}\($")  # "9,330 after 8,900 (+4.8%)"
_DOWN_TO = re.compile(rf"^\s*[:–—]\s(?:[a-z'’-]+\s){{1,4}}to\s+{QUALIFIED}$", re.IGNORECASE)
_THAN_ZH = re.compile(r"[比较較][^，,。；;\d]{0,6}(?:\d{1,2}月份?)?[^，,。；;\d]{0,2}$")
_THEN_WAS = (  # what a rate is called, and how the figure that it compares with goes on behind it
    (
        re.compile(r"环比[^，,。\d]{0,6}$|環比[^，,。\d]{0,6}$"),
        re.compile(r"^\s*[，,（(]\s*(?:上个?月|上個月|\d{1,2}月份?)[则則]?[为為是]?\s*$"),
    ),
    (
        re.compile(r"同比[^，,。\d]{0,6}$"),
        re.compile(rf"^\s*[，,（(]\s*{_BEFORE_THAT}$"),
    ),
)
_OF = re.compile(
    rf"^\s*of\s+{QUALIFIED}(?:(?:[\w-]+\s+){{0,2}}(?:target|goal|plan|aim|total|sales|deliveries|exports|revenues?)\s+of\s+"
    rf"(?:about\s+|over\s+)?)?$",
    re.IGNORECASE,
)
_IN_TURN = re.compile(r"分别|分別|\brespectively\b", re.IGNORECASE)
_OF_ZH = re.compile(r"^[^，,。；：\d]{0,8}的(?:大?约|大?約|近|逾|超过?|超過?|不到)?$")
_LEAD, _NAMED = 16, 40  # characters
_IS = re.compile(r"^\W*(?:that|this|it|the \w+|these|they)\b[^,;\d]{0,20}$", re.IGNORECASE)
_AGAINST_AIM = re.compile(
    r"\b(?:against|of|out of|compared with|versus|vs\.?)\s+(?:an?|its|the|their)\s(?:[\w-]+\s){0,2}(?:target|goal|plan|aim) of (?:about |some )?$",
    re.IGNORECASE,
)
_OR_SHARE = re.compile(
    r"^(?:\s(?:cars|vehicles|units))?\s*[,(–—-]?\s*(?:or|i\.e\.|that is|which is)\s(?:about |some |just )?$",
    re.IGNORECASE,
)
_GROUP_ZH = re.compile(r"[占佔](?:[整全][个個]?)?集[团團](?:[总總]?[销銷]?量)?的?$")
_GROUP = re.compile(
    r"^\s(?:of|for) the (?:whole |entire )?group(?:['’]s)?(?: (?:total|deliveries|sales|volume|tally))?(?=[.,;)]|$)",
    re.IGNORECASE,
)
_OF_WHICH = re.compile(rf"\b(?:{OF_WHICH}|including\b)|{OF_WHICH_ZH}", re.IGNORECASE)
_OF_THESE = re.compile(rf"^\W*(?:{OF_WHICH}|of (?:this|that)\b|{OF_WHICH_ZH})", re.IGNORECASE)
_OF_THAT = re.compile(r"^\s*(?:[a-z-]+\s+)?of (?:that|those|these|them)\b", re.IGNORECASE)
_MAKES = re.compile(
    r"[^.;:。；：]{0,45}?[\s,，(（]*(?:\bor|accounting for|representing|making up|that is|i\.e\.|[占佔](?:[比到了去据據]|总\w{1,3}的?|(?:[整全][个個]?)?集[团團](?:[总總]?[销銷]?量)?的?)?)?\s*(?:about|约|約|为|為)?\s*",
    re.IGNORECASE,
)
_OR = re.compile(
    r"(?:\bor|accounting for|representing|making up|that is|i\.e\.|[,(，（]|[占佔]\w*)\s*(?:about|约|約)?\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Tie:
    """What the words compare: any of ``parts``, the nearest first, with any of ``bases``."""

    parts: tuple[Claim, ...]
    bases: tuple[Claim, ...]


def ties(context: Context, place: int) -> Iterator[Tie]:
    """The figures that belong to the rate or share in this place, by each form of words that fits."""
    claim = context.claims[place]
    if claim.kind is Kind.CHANGE:
        yield from _change(context, place)
    elif claim.kind is Kind.SHARE:
        yield from _share(context, place)


def _change(context: Context, place: int) -> Iterator[Tie]:
    claim = context.claims[place]
    after, before = _levels(context, claim, place + 1, place + 3), _levels(context, claim, place - 2, place)
    if len(after) == 2 and _FROM_ON.match(context.between(claim, after[0])) and _ON_TO.match(context.between(*after)):
        yield Tie(after[1:], after[:1])
    elif after and (_FROM.match(context.between(claim, after[0])) or _then_was(context, claim, after[0])):
        yield Tie(_parts(context, claim, after[0]), after[:1])
    elif after and _GROWTH_AFTER.match(context.between(claim, after[0])):
        grown = _levels(context, claim, place - 1, place)
        told = grown and _OR_RATE.match(context.between(grown[0], claim))
        if told and _OF_LAST_YEAR.match(context.after(after[0], 30)):
            yield Tie(grown, after[:1])
    elif len(after) == 2 and _leads_to(context.between(claim, after[0])) and _TO_FROM.match(context.between(*after)):
        yield Tie(after[:1], after[1:])
    if len(before) == 2 and _THEN.match(context.between(before[1], claim)):
        words = context.between(*before)
        if _STARTING.search(context.before(before[0], 25)) and _UP_TO.match(words):
            yield Tie(before[1:], before[:1])
        elif _COMPARED.match(words):
            yield Tie(before[:1], before[1:])
    elif len(before) == 2 and _BRACKET.match(context.between(before[1], claim)):
        if _AFTER.match(context.between(*before)):
            yield Tie(before[:1], before[1:])
    elif (base := _levels(context, claim, place - 1, place)) and _is_than(context, base[0], claim):
        parts = tuple(c for c in _parts(context, claim, base[0]) if c.span < base[0].span)
        yield from (Tie(parts, base) for _ in parts[:1])


def _is_than(context: Context, base: Claim, rate: Claim) -> bool:
    """Whether a rate right behind a figure is reckoned from it: 比二季度的63.56亿元回升了23.1%."""
    return bool(_THAN_ZH.search(context.before(base, _LEAD)) and _THEN.match(context.between(base, rate)))


def _leads_to(words: str) -> bool:
    """Whether words lead from a rate to what it led to: "to 39.0 million", ": its tally dipped to 10,150"."""
    return bool(_TO.match(words) or _DOWN_TO.match(words))


def _then_was(context: Context, claim: Claim, base: Claim) -> bool:
    """Whether a rate on the month or year is followed by the figure of the month or year before."""
    called, between = context.before(claim, 12), context.between(claim, base)
    return any(name.search(called) and goes_on.match(between) for name, goes_on in _THEN_WAS)


def _share(context: Context, place: int) -> Iterator[Tie]:
    claim = context.claims[place]
    after = _levels(context, claim, place + 1, place + 2)
    base = context.claims[place - 1] if place else claim
    if after and _OF.match(context.between(claim, after[0])):
        yield Tie(_parts(context, claim, after[0]) or _before(context, claim, after[0]), after)
    elif _is_measure(context, base, claim) and (parts := _parts(context, base, base)):
        yield Tie(parts, (base,))
    elif place and context.claims[place - 1].id not in others(context, claim) and (wholes := _wholes(context, place)):
        yield Tie((context.claims[place - 1],), wholes)


def _is_measure(context: Context, base: Claim, share: Claim) -> bool:
    """Whether a figure right before a share is what it is of: "against a goal of 500,000, or 107%", 占170.6万辆的75.4%."""
    if not exact_level(context, base) or context.sentence(base) != context.sentence(share):
        return False
    if _IN_TURN.search(context.sentence_text(share)):
        return False  # the first of several shares is not of the last of several wholes
    words = context.between(base, share)
    aim = _OR_SHARE.match(words) and _AGAINST_AIM.search(context.before(base, 60))
    return bool(aim or _OF_ZH.match(words))


def _before(context: Context, claim: Claim, base: Claim) -> tuple[Claim, ...]:
    """The levels of the sentence before that a share may be of: "... 3.083 million abroad. That is 19.7% of the 15.653 million"."""
    if not _IS.match(context.before(claim, 60)):
        return ()
    before = (c for c in context.claims if context.sentence(claim) - context.sentence(c) == 1)
    alike = [c for c in before if exact_level(context, c) and _larger(base, c) and c.subject in (claim.subject, None)]
    return tuple(alike[::-1])


def _wholes(context: Context, place: int) -> tuple[Claim, ...]:
    """The wholes of "20,797, of which 15,159, or 72.9%" and of "2,785 stations. Of these, 909, or 32.6% of them"."""
    share, part = context.claims[place], context.claims[place - 1]
    earlier = (c for c in context.claims[: place - 1] if context.sentence(share) - context.sentence(c) <= _REACH)
    levels = tuple(c for c in earlier if exact_level(context, c) and _larger(c, part))
    if not exact_level(context, part) or context.sentence(part) != context.sentence(share):
        return ()
    words = context.between(part, share)
    if not _MAKES.fullmatch(words) or not _OR.search(words):
        return ()
    own = tuple(c for c in levels if context.sentence(c) == context.sentence(share))
    lead = context.between(own[-1], part) if own else ""
    if own and _OF_WHICH.search(lead[m.end() :] if (m := PART_AFTER.match(lead)) else lead):
        return own
    if _GROUP_ZH.search(words) or _GROUP.match(context.after(share, _NAMED)):
        groups = tuple(c for c in own if _is_of_parent(context, part, c))
        return groups if any(canonical(c.period) == canonical(part.period) for c in groups) else ()
    if _OF_THESE.match(context.sentence_text(share)) or _OF_THAT.match(words):
        nearest = sorted(levels, key=lambda c: context.sentence(share) - context.sentence(c))
        beside = any(context.sentence(share) - context.sentence(c) == 1 for c in levels)
        return tuple(c for c in nearest if c not in own) if beside else ()
    return ()


def _is_of_parent(context: Context, part: Claim, whole: Claim) -> bool:
    """Whether a figure is of the group that another one's brand belongs to."""
    brand, group = context.entity(part), context.entity(whole)
    return brand is not None and group is not None and any(m.parent == group.id for m in brand.parents)


def _larger(whole: Claim, part: Claim) -> bool:
    return whole.unit == part.unit and whole.quantity.value > part.quantity.value


def _levels(context: Context, claim: Claim, start: int, end: int) -> tuple[Claim, ...]:
    """The claims from ``start`` to ``end``, if they are levels of one unit in the claim's sentence.

    Where a difference is an amount of money they may be in two currencies: one of the words may be wrong.
    """
    found = context.claims[max(0, start) : end]
    alike = all(exact_level(context, c) and context.sentence(c) == context.sentence(claim) for c in found)
    if alike and (len({c.unit for c in found}) == 1 or all(_is_amount(c) for c in (claim, *found))):
        return found
    return _levels(context, claim, start, end - 1) if start > context.position[claim.id] and end - start > 1 else ()


def _is_amount(claim: Claim) -> bool:
    return len(claim.unit) == 3 and claim.unit.isupper()


def exact_level(context: Context, claim: Claim) -> bool:
    """Whether a claim is one positive level that rates and shares can be computed from."""
    return (
        claim.kind is Kind.LEVEL
        and claim.unit not in ("percent", "percentage_point")
        and claim.low == claim.high
        and claim.low is not None
        and claim.low > 0
        and not is_average(context, claim)
    )


def _parts(context: Context, claim: Claim, base: Claim) -> tuple[Claim, ...]:
    """The figures that may have grown or be a share: the levels before the rate in its sentence, the nearest first."""
    before = [
        c
        for c in context.claims
        if c.span < claim.span
        and context.sentence(c) == context.sentence(claim)
        and c.unit == base.unit
        and exact_level(context, c)
        and c.subject in (claim.subject, None)
        and (claim.kind is Kind.CHANGE or c.modality is claim.modality or not given((c, claim)))
        and (not _is_base(context, c) if claim.kind is Kind.CHANGE else c.quantity.value < base.quantity.value)
    ]
    return tuple(before[::-1])


def _is_base(context: Context, level: Claim) -> bool:
    """Whether a figure is what the rate before it is reckoned from: "grew 5% from 40,000", 同比增5%（上年同期4万辆）."""
    place = context.position[level.id]
    earlier = context.claims[place - 1] if place else level
    words = context.between(earlier, level)
    told = _FROM.match(words) or _FROM_ON.match(words) or _then_was(context, earlier, level)
    return earlier.kind is Kind.CHANGE and bool(told)
