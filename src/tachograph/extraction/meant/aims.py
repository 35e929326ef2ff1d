"""Aims and results beside each other: where a move comes from, what it is out of, what was aimed at before, what goes on."""

from __future__ import annotations

import re
from itertools import pairwise

from tachograph.core.claim import Kind, Modality
from tachograph.extraction.draft import Draft
from tachograph.extraction.scene import Scene, Sentence
from tachograph.extraction.text.caseless import Caseless
from tachograph.extraction.text.cues import AIMED_BEHIND
from tachograph.extraction.times.expressions import Sense
from tachograph.extraction.vocabulary import Sort

_OUT_OF = re.compile(
    r"\s(?:out )?of (?:(?:its|the|their|a|an|some|around|about|original|full-year|annual|full|entire|year's|total|that)\s){0,4}$",
    re.IGNORECASE,
)
FROM_OLD = re.compile(r"\bfrom\s(?:\w+\s){0,2}$", re.IGNORECASE)
_REVISES_ANY = Caseless(
    r"\b(?:cut|rais\w+|lift\w*|lower\w*|revis\w+|trim\w*|slash\w*|targets?|goals?|aims?|guidance|outlook|forecasts?|estimates?|projections?)\b"
)
_MOVING_TO = Caseless(
    r"\b(?:climb|rise|grow|increase|expand|improve|fall|drop|decline|shrink|narrow|slip|widen|reach|go|double|jump)\b[^,;.]{0,30}\bto\s(?:\w+\s){0,2}$"
)
_TO = re.compile(r"\sto\s(?:\w+\s)?")
# "13.1 percent of the 372,000 that the joint venture shifted", "of the 400,000 cars exported": no aim, but all that was sold
_SOLD_IN_ALL = re.compile(
    r"(?:\s(?:cars|vehicles|units))?\s(?:(?:that|which)\s)?(?:(?!wants?\b|aims?\b|plans?\b|hopes?\b|to\b|be\b|and\b|but\b|by\b|in\b)[\w'’&-]+\s){0,6}?(?:sold|shifted|delivered|made|built|exported|shipped|registered|handed over|moved)\b(?! to\b)"
)
_AFTER_A = re.compile(r"\b(?:after|following)\san?\s$")
_DOWN_TO = re.compile(r"\s(?:down|up|back)\sto\s(?:\w+\s)?")
_WENT_FROM = re.compile(r"\b(?:went|came|moved) from\s$")
_REVISES_FROM = re.compile(r"\b(?:trimmed|cut|lowered|raised|lifted|slashed|upped|revised)\s$")
_GOAL_FROM = Caseless(
    r"\b(?:trim|cut|lower|rais|lift|slash|upp|revis|increas|reduc|upgrad)\w*\s(?:[\w’'-]+\s){0,4}(?:(?<!price )targets?(?! prices?\b)|goals?|aims?|plans?|guidance|ambitions?|objectives?)\b"
    r"(?:[^.;]|\.(?=\d)){0,80}\bfrom\s(?:(?:about|around|some|an?|the|original|initial|previous|earlier|former|old)\s){0,3}$"
)
# the time of an aim, between it and what it is set against: "3.45 million this year, up from 3.02 million"
_AIM_TIME = r"(?:\s(?:vehicles|cars|units|deliveries|stores|sales))?(?:\s(?:(?:in|for|by|during)\s(?:the\s)?)?(?:(?:full|whole|this|next|current|end|of|the|year|month|quarter|\d{4})\s?){1,5}(?<=\w))?"
_AFTER = re.compile(rf"(?:{_AIM_TIME}|(?:\s[a-z]+){{0,6}},)?,?\safter\s(?:the\s|a\s|its\s)?(?:\w+\s)?")
# what an aim is set against: "240,000, up from 129,000"; "raised to 3 million, up from 2.7" names an old aim
_UP_FROM = re.compile(
    rf"{_AIM_TIME}\s?[,(]?\s?(?:(?:up|down)\s(?:from|on)|compared\s(?:with|to)|against|versus|vs\.?|from)\s(?:(?:the|a|its|only|just|about|some)\s){{0,2}}"
)
# "twice the 243,894 of 2024", "slightly less than the 48,006 of June": what an aim is measured by
_ITS = r"(?:the|its|their|what\s(?:it|they|he|she)|(?:last|the\s\w+)\s\w+['’]s|[A-Z]\w+['’]s)\s(?:(?:mere|roughly|about|some|record)\s)?$"
_TIMES_ITS = re.compile(rf"\s?(?:times\s|as\s(?:much|many|high|large)\sas\s|of\s)?{_ITS}")
_THAN_ITS = re.compile(rf"\b(?:more|less|fewer|higher|lower|better|greater|smaller)\sthan\s{_ITS}")
_REVISED = Caseless(
    r"\b(?:rais\w+|lift\w*|increas\w+|cut|lower\w*|trim\w*|revis\w+|reduc\w+|upgrad\w*|slash\w*|upp(?:ed|ing))\b"
)
_PAST_ITS = Caseless(
    r"\b(?:past|beyond|short of|beat|beating|missed|met|cleared|exceeded|topped|passed|surpassed) (?:even )?(?:the (?:upper|lower|top|bottom) (?:end|edge) of )?(?:its|their)\s$"
)
_RAISED_FROM = Caseless(
    r"[(,]\s?(?:previously|formerly|originally|initially|(?:before|after) an?\s(?:\w+\s){0,2}(?:cut|reduction|downgrade|increase|rise|revision)\s(?:down |up )?from)\s$"
    r"|\b(?:raised|lifted|increased|cut|lowered|trimmed|revised|reduced|upgraded|slashed|upped)\s(?:(?:up|down)(?:wards?)?\s)?from\s(?:[a-z-]+\s){0,3}$",
    r"(?:[上下][调調]|[调調][高低整升降]|[提降]高?)自$|[由从從](?:原来|原來|此前|年初)?(?:的)?$",
)

# "made its number only after cutting it from 5.5 million"
_REVISING_FROM = Caseless(
    r"\b(?:targets?|goals?|aims?|number|guidance|bar|plan|promise)\b[^.;]{0,160}\b(?:cutting|lowering|raising|lifting|trimming|slashing|reducing|cut|lowered|raised|lifted|trimmed|slashed)"
    r"\s(?:it|them|that|this)\s(?:down |up |back )?from\s(?:[a-z-]+\s){0,2}$"
)

# what stands between an aim and the one that replaces it: 从70万辆下调至64万辆, 550万辆，后调整为460万辆
_REVISED_TO = re.compile(
    "(?:的目标)?[，,]?(?:后来?|又|再|随后|之后|现|[春夏秋冬][天季]|年中|\\d{1,2}月份?|[悄默]+[悄默地]*|最终)*(?:已|被)?(?:[下上][调調修]|调整|調整|[调調提][低高升]?|修正|砍|降|改|下修|收[窄缩縮])[至到为為成][约約近]?"
)


_ESTIMATES = re.compile(r"\b(?:FY)?(?:20)?\d\dE\b")
_AIM_ZH = re.compile("(?:目[标標]|任[务務]|[计計][划劃]|指[标標])[^，。；\\d]{0,4}$")
_OF_AIM_ZH = re.compile("的[约約近超逾不到大足仅僅才将將]{0,3}")
# 若按最初的80万辆计, 以年初喊出的50万辆衡量, 50万辆是下修后的数字
_BY_AIM = re.compile(
    "(?:按照?|以|照|用)(?:[最当當]初|原[定先来來本]?|年初|此前|起初|[上下][调調修]前)[^，。；\\d]{0,6}$"
)
_RECKONED = re.compile("(?:的?目[标標])?[来來]?(?:[计計]|[计計]?算|衡量|[对對]照|[为為][准準基])")
_REVISED_ONE = re.compile(
    "[，]?(?:已?[经經]?是|只是|乃|[属屬][于於])[^，。；\\d]{0,4}(?:[上下][调調修]|[调調][整高低降升]|修正|加[码碼]|[缩縮]水)[过過]?[之以]?[后後]的"
)
_SIGNS = ("+", "-", "−", "–")


def set_origins(text: str, drafts: list[Draft]) -> None:
    """Where something that has happened comes from has happened too: "swinging to a profit of X from a loss of Y"."""
    for draft in drafts:
        led = draft.kind is Kind.CHANGE and draft.modality in (Modality.TARGET, Modality.FORECAST)
        if led and _AFTER_A.search(text, draft.sentence.span.start, draft.figure.full.start):
            draft.modality, draft.past = Modality.ACTUAL, True  # "at least one million, after a 52.8% jump"
    for before, draft in pairwise(drafts):
        lead = text[draft.sentence.span.start : before.figure.full.start]
        aims = (
            before.modality is Modality.TARGET and draft.kind is before.kind is Kind.LEVEL and draft.unit == before.unit
        )
        if aims and _RAISED_FROM.search(text, before.span.end, draft.figure.full.start):
            draft.modality, draft.own_aim = (
                Modality.TARGET,
                True,
            )  # "3 million, which was raised from 2.71 million in July"
            continue
        ahead = before.modality in (Modality.TARGET, Modality.FORECAST) and draft.kind is before.kind is Kind.LEVEL
        ahead = ahead and draft.unit == before.unit
        based = ahead and _UP_FROM.fullmatch(text, before.span.end, draft.figure.full.start) is not None
        based = based and not _REVISED.search(lead)
        if based or (aims and _AFTER.fullmatch(text, before.span.end, draft.figure.full.start)):
            draft.modality, draft.past = Modality.ACTUAL, True  # "3.2 million after 2,806,393"
            continue
        whole = draft.kind is Kind.LEVEL and draft.modality is Modality.ACTUAL
        if whole and _REVISING_FROM.search(text, draft.sentence.span.start, draft.figure.full.start):
            draft.modality, draft.own_aim = Modality.TARGET, True
            continue
        alike = draft.kind is before.kind is Kind.LEVEL and draft.unit == before.unit
        revised = _REVISED_TO.fullmatch(text, before.span.end, draft.figure.full.start)
        if draft.modality is Modality.TARGET and alike and revised is not None:
            before.modality, before.own_aim = Modality.TARGET, True  # 从70万辆下调至64万辆
            continue
        moves = before.modality in (Modality.FORECAST, Modality.TARGET) and draft.kind is before.kind
        if moves and _ESTIMATES.search(text, before.span.end, draft.figure.full.start):
            draft.modality = before.modality  # "2025E from 40 to 33 and 2026E from 52 to 45": both were foreseen
            continue
        if moves and draft.unit == before.unit and not _REVISES_ANY.search(lead) and _MOVING_TO.search(lead):
            if FROM_OLD.search(text, before.span.end, draft.figure.full.start):
                draft.modality, draft.past = Modality.ACTUAL, True  # "will climb to 60% from 53%"
            continue
        told = before.modality is Modality.ACTUAL and draft.kind is before.kind is Kind.LEVEL
        if told and draft.unit == before.unit and FROM_OLD.search(text, before.span.end, draft.figure.full.start):
            draft.modality = Modality.ACTUAL


def set_wholes_aimed_at(scene: Scene, drafts: list[Draft], *, aims: bool) -> None:
    """What a level or share is said to be out of, in a text about aims, is the aim: "271,615 out of 380,000"."""
    _set_attained(scene.text, drafts)
    for draft in drafts if aims else ():
        lead = scene.text[draft.sentence.span.start : draft.figure.full.start]
        if draft.kind is Kind.LEVEL and draft.modality is Modality.ACTUAL and _PAST_ITS.search(lead):
            draft.modality, draft.own_aim = Modality.TARGET, True
    for draft in drafts if aims and scene.document.lang == "zh" else ():
        if draft.kind is Kind.LEVEL and draft.modality is Modality.ACTUAL and _is_old_aim(scene.text, draft):
            draft.modality, draft.own_aim = Modality.TARGET, True
    for before, whole in pairwise(drafts):
        between = scene.text[before.span.end : whole.figure.full.start]
        levels = before.kind is whole.kind is Kind.LEVEL and before.unit == whole.unit
        lead = scene.text[before.sentence.span.start : before.figure.full.start]
        if aims and levels and _TO.fullmatch(between) and _REVISES_FROM.search(lead):
            before.modality = whole.modality = Modality.TARGET  # "Li Auto trimmed 700,000 to 640,000"
            before.own_aim = whole.own_aim = True
        if levels and whole.modality is Modality.TARGET and _DOWN_TO.fullmatch(between) and _WENT_FROM.search(lead):
            before.modality, before.own_aim = Modality.TARGET, True  # "whereas BYD went from 5.5 million down to 4.6"
        if levels and _TO.fullmatch(between) and _GOAL_FROM.search(lead):
            for aim in (before, whole):  # "raised its goal by 10.7% in the summer, from 2.71 million to 3 million"
                aim.modality, aim.own_aim, aim.past = Modality.TARGET, True, False
        if levels and before.modality is Modality.TARGET and _RAISED_FROM.search(between):
            whole.modality, whole.own_aim = Modality.TARGET, True  # "38% of 550,000 (after a cut from 600,000)"
        told = whole.modality is Modality.ACTUAL and not _SOLD_IN_ALL.match(scene.text, whole.span.end)
        if aims and whole.kind is Kind.LEVEL and told and _OUT_OF.fullmatch(between):
            whole.modality, whole.own_aim = Modality.TARGET, True


def is_measure(before: Kind | None, between: str) -> bool:
    """Whether the words before a level say that an aim is only measured by it; ``before`` is the kind of the figure there.

    "about twice the 243,894 of 2024", "slightly less than the 48,006 of June".
    """
    times = before is Kind.RATIO and _TIMES_ITS.match(between) is not None
    return times or _THAN_ITS.search(between) is not None


def is_promised(text: str, end: int) -> bool:
    """Whether the words behind a figure that ends there say that it was aimed at: "the 350,000 it had promised"."""
    promised = AIMED_BEHIND.match(text, end)
    return promised is not None and not promised.group().endswith("announced")  # what has been sold is announced too


def measures(aim: Draft, drafts: list[Draft]) -> bool:
    """Whether an aim only says how far its sentence's figures have come: "135,000 so far, of the 440,000 it promised"."""
    if aim.modality not in (Modality.TARGET, Modality.FORECAST) or aim.period is None:
        return False
    done = (d for d in drafts if d.modality is Modality.ACTUAL and d.kind is Kind.LEVEL and d.unit == aim.unit)
    return any(d.period is not None and aim.period.contains(d.period) for d in done)


def foretold_on(scene: Scene, sentence: Sentence, said: frozenset[Modality]) -> Modality | None:
    """What a Chinese clause goes on with behind a semicolon: 四季度交付12万至12.5万台；营收327.6亿至340.4亿元."""
    timed = any(t.sense is not Sense.COMPARISON for t in sentence.times)  # 同比 only says what a change is against
    forecast = scene.goes_on(sentence) and said == {Modality.FORECAST} and not timed
    return Modality.FORECAST if forecast and not sentence.of_sort(Sort.ENTITY) else None


def _set_attained(text: str, drafts: list[Draft]) -> None:
    """How much of a goal is done: 目标70万辆的58%, or the cell behind it in a row that has told its change with a sign."""
    grown = False
    for goal, draft in pairwise(drafts):
        part = goal.kind is Kind.LEVEL and draft.kind is Kind.SHARE and draft.modality is Modality.TARGET
        part = part and _OF_AIM_ZH.fullmatch(text, goal.span.end, draft.figure.full.start) is not None
        if part and _AIM_ZH.search(text, draft.sentence.span.start, goal.figure.full.start):
            draft.modality, draft.basis = Modality.ACTUAL, "target"
        grown = grown or (goal.kind is Kind.CHANGE and text.startswith(_SIGNS, goal.span.start))
        told = "table" in draft.fixed and draft.unit == "percent" and draft.kind is Kind.CHANGE and grown
        if told and goal.modality is Modality.TARGET and not text.startswith(_SIGNS, draft.span.start):
            draft.kind, draft.modality, draft.basis = Kind.SHARE, Modality.ACTUAL, "target"
            draft.fixed |= {"modality"}


def _is_old_aim(text: str, draft: Draft) -> bool:
    """Whether Chinese says that a figure is an aim as it was first, or as it was then revised: 若按最初的80万辆计."""
    if _REVISED_ONE.match(text, draft.span.end):
        return True
    by = _BY_AIM.search(text, draft.sentence.span.start, draft.figure.full.start)
    return by is not None and _RECKONED.match(text, draft.span.end) is not None
