"""Differences between two sellers, which are from no other time: "about 108,000 behind BYD", 领先小鹏约16.7万辆."""

from __future__ import annotations

import re
from itertools import pairwise

from tachograph.core.claim import Kind
from tachograph.core.span import Span
from tachograph.extraction.draft import Draft
from tachograph.extraction.scene import Scene, Sentence
from tachograph.extraction.text import cues
from tachograph.extraction.vocabulary import Sort
from tachograph.extraction.whose.names import PROPER, Name, Topic

_TIMES = r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Q\d|H\d)\b"
# also from an aim: "410,893 short of its million"
_APART = re.compile(
    rf"\s(?:(?:units|cars|vehicles)\s)?(?:(?:behind|ahead of|clear of|adrift of|short of|shy of|above|beyond|over)\s(?:(?!{_TIMES})[A-Z]"
    r"|(?:its|their|the|that)\s(?:[\w-]+\s){0,2}?(?:target|goal|aim|plan|guidance|forecast|promise|million)\b)"
    rf"|(?:more|fewer)\sthan\s(?:(?:the\s)?\d[\d,.]*(?:\s(?:cars|units|vehicles))?\s(?:of|at|by|for|from)\s)?(?!{_TIMES})[A-Z][\w&-]*(?=[\s.,;)]))"
)
_APART_BY = re.compile(
    r"\b(?:trail|lag|beat|outsold|outsell|outdid|led|lead|overtook|surpass|topp?|pass|ahead of|behind|clear of)(?:e?d|s|en|ing)?\s"
    rf"(?:it|them|(?!{_TIMES})[A-Z][\w&’'-]*(?:\s[A-Z][\w&-]*)?),?\sby\s(?:[a-z]+\s){{0,3}}$"
)
_APART_ZH = re.compile("(?:领先|領先|反超|赶超|甩开|拉开|高过|胜过|落后|落後|输给)[^，。；\\d]{0,12}$")
_MARGIN_ZH = re.compile("的?(?:微弱|明显|巨大|较大|绝对|小幅)?(?:优势|差距|之差)")
_THAN_ZH = re.compile("(?<![同环環])(?:比(?!亚迪|亞迪)|[较較])[^，。；\\d]{0,12}$")
_MORE_ZH = re.compile("[^，。；]{0,6}?[多少高低][^，。；\\d]{0,4}$")
# "，是特斯拉全球交付量（163.6万辆）的1.38倍": what stands before the rival's figure and behind it
_IS_SO_MUCH = re.compile(r"(?:是|为|為|达到?|達到?|相当于|相當於|抵得上|接近|超过|超過)$")
_TIMES_ZH = re.compile(r"\s?[)）]?的(?:[约約近逾超]|将近|不到|超过)?")
_BARE_ZH = re.compile(r"[^，。；：、\d]{0,10}")
_ONE_OF_TWO = re.compile(
    "(?P<one>[前后後])者[^，。；前后後\\d]{0,8}(?!(?P=one))[前后後]者[^，。；\\d]{0,8}的[^，。；\\d]{0,4}$"
)
_NEAR = 24  # characters
_RIVAL = re.compile(
    r"\b(?:its|their)\s(?:[\w-]+\s){0,2}(?:rival|competitor|challenger|adversary)\b(?!['’]s\s(?:own\s)?[A-Z])"
)
_OBJECT = 3.0  # "than its rival"
_CLAUSE = 60


def is_from_rival(text: str, sentence: Sentence, draft: Draft) -> bool:
    """Whether a counted difference is from another seller's figure."""
    start = draft.figure.full.start
    lead = text[max(sentence.span.start, start - _NEAR) : start]
    if _APART.match(text, draft.span.end) or _APART_ZH.search(lead) or _MARGIN_ZH.match(text, draft.span.end):
        return True
    if _APART_BY.search(text, max(sentence.span.start, start - _CLAUSE), start):
        return True
    for name in sentence.of_sort(Sort.ENTITY):
        if name.span.end > start or start - name.span.end > _NEAR:
            continue
        if _MORE_ZH.fullmatch(text, name.span.end, start) and _THAN_ZH.search(
            text, sentence.span.start, name.span.start
        ):
            return True  # 比宝马X5多4000辆
    return False


def settle_multiples(text: str, drafts: list[Draft], names: tuple[Name, ...]) -> None:
    """Give a Chinese multiple to whom its sentence tells of, and the figure that it is a multiple of to the rival named before that."""
    told: Draft | None = None
    for level, multiple in pairwise(drafts):
        told = level if level.kind is Kind.LEVEL and level.metric is not None and told is None else told
        if multiple.kind is not Kind.RATIO or level.kind is not Kind.LEVEL or told is None or told is level:
            continue
        start = level.figure.full.start
        rival = next((n for n in reversed(names) if n.span.end <= start), None)
        if rival is None or rival.span.start < told.span.end:
            continue
        tied = _TIMES_ZH.fullmatch(text, level.span.end, multiple.figure.full.start)
        held = _BARE_ZH.fullmatch(text, rival.span.end, start)
        if tied and held and _IS_SO_MUCH.search(text, told.span.end, rival.span.start):
            level.subject = rival.subject
            multiple.subject, multiple.metric, multiple.segment = told.subject, told.metric, told.segment
            level.fixed.add("subject")
            multiple.fixed.add("subject")


def settle_two_compared(text: str, drafts: list[Draft]) -> None:
    """Give a Chinese multiple between the two told last to the one that it is said of: 前者是后者的2.8倍."""
    for i, draft in enumerate(drafts):
        if draft.kind is not Kind.RATIO or "table" in draft.fixed:
            continue
        levels = [d for d in drafts[:i] if d.kind is Kind.LEVEL and d.unit != "percent" and d.subject is not None][-2:]
        start = levels[-1].span.end if len(levels) > 1 else draft.span.start
        said = _ONE_OF_TWO.search(text, start, draft.figure.full.start)
        if said is None or levels[0].unit != levels[1].unit:
            continue
        one, other = levels if said["one"] == "前" else levels[::-1]
        draft.host, draft.subject, draft.metric, draft.period = one, one.subject, one.metric, one.period
        draft.segment, draft.model, draft.region = one.segment, one.model, one.region
        if one.subject is not None and other.subject is not None and one.subject.name != other.subject.name:
            draft.basis = f"{other.subject.name} {other.metric}"
        draft.fixed.add("subject")


def with_rivals(scene: Scene, sentence: Sentence, names: tuple[Name, ...], topic: Topic) -> tuple[Name, ...]:
    """The names of a sentence and whom "its rival" stands for: the other of the two sellers told of last."""
    if topic.pair is None:
        return names
    found = list(names)
    for match in _RIVAL.finditer(scene.text, sentence.span.start, sentence.span.end):
        before = [n.subject for n in names if n.span.end <= match.start() and n.penalty < PROPER]
        owner = before[-1] if before else topic.subject
        others = [n for n in topic.pair if owner is not None and n.subject.name != owner.name]
        named = any(match.end() <= n.span.start <= match.end() + 2 for n in names)  # "its rival BYD"
        if len(others) != 1 or named:
            continue
        against = cues.COMPARED.search(scene.text, sentence.span.start, match.start())
        penalty = _OBJECT if against else 0.0
        found.append(Name(Span(match.start(), match.end()), others[0].subject, penalty, others[0].model))
    return tuple(sorted(found, key=lambda n: n.span))
