"""Whether a figure has happened: actual, estimate, forecast or target."""

from __future__ import annotations

import re

from tachograph.core.claim import Kind, Modality
from tachograph.core.period import Period
from tachograph.core.span import Span
from tachograph.extraction.draft import Draft
from tachograph.extraction.meant.aims import (
    FROM_OLD,
    foretold_on,
    is_measure,
    is_promised,
    set_origins,
    set_wholes_aimed_at,
)
from tachograph.extraction.meant.modality_signs import (
    REVISED,
    SINKS,
    is_denied,
    is_only_compared,
    is_over,
    is_reached_by_then,
    is_research,
    is_yardstick_of,
    looks_back,
    said_by_construction,
)
from tachograph.extraction.meant.onward import Carried
from tachograph.extraction.recalls import BASED, recalled_by
from tachograph.extraction.scene import Scene, Sentence
from tachograph.extraction.text import cues
from tachograph.extraction.text.caseless import Caseless
from tachograph.extraction.text.distances import distance

_REACH = 5.0
_WE = re.compile(
    r"\b(?:[Ww]e|[Aa]nalysts?|[Ee]conomists?|[Bb]anks?|[Bb]rokers?|[Ff]orecasters?|[Aa]ssociation|[Ff]ederation|[Cc]onsultancy|(?:trade|industry) body)\s[^.;]*$"
)
_OF_TARGET = Caseless(r"\bof\b[^,;.]{0,40}\b(?:target|goal|plan|aim|planned|objective)", needs="of")
_BASE = re.compile(
    r"\s*(?:more |higher |up |fewer |less |lower |down |below )?(?:than|on|from|above|over)\s+(?:its |the |a )?$",
    re.IGNORECASE,
)
_DONE = Caseless(
    r"\b(?:complet|achiev|fulfil|reach|equal|met\b|meets?\b|exceed)\w*\s+(?:to the tune of |to |by )?(?:at least |about |only |nearly |over |just )*$",
    r"(?:目标|目標|计划|計劃|指标|指標)的?(?:完成|达成|達成)?(?:率|度)?[为為是达達至到仅僅只约約近逾超]*$"
    r"|(?:完成|达成|達成|拿下|兑现|兌現|走完|跑完|进度|進度)(?:率|度)?[为為是达達至到仅僅只约約近逾超了不足将將大过過]*$",
)
_AGAINST_AIM = Caseless(
    r"(?:\b(?:above|below|over|under|exceed\w*|beat\w*|miss\w*|short of|than|past)\s|[比较較距离離])[^,;.，。；]{0,24}$"
)
_CLOSES = re.compile(r"(?:\s(?:for|at|to))?\s*[,;.)]")
_CLOSE = 0.7
_BESIDE = 0.1  # 44万辆目标: what stands right behind the figure outweighs any verb
_SOON = 20  # characters
_WINDOW = 600  # characters
_FROM_TO = Caseless(
    r"\bfrom\s+(?:about |around |some |the |its |its current |last year's )*$", r"[从從由]$", needs="from"
)
_ON_TO = re.compile(r"[^,;.，。；\d]{0,20}(?:\bto\b|至|到)", re.IGNORECASE)
_REVISES = Caseless(
    r"\b(?:targets?|goals?|plans?|aims?|guidance|forecasts?|outlook|sights|bar|itself|which)\b[^.;]{0,40}$",
    r"目标|目標|指引|预期|預期",
)
# What may stand between the word for an aim and its figure, and between the figures of several aims.
_NAMES = re.compile(
    r"(?:\s(?:of|for|at|to|is|was|in|from|between|\d{4}|[a-z-]+)){0,5}\s*(?:[\w'’]+\s){0,2}|[^，。；\d]{0,6}",
    re.IGNORECASE,
)
_LISTS = re.compile(
    r"\s?(?:[a-z]+\s)?(?:,|,? and|to|、|和|及|至|到)\s?(?:[A-Za-z&'’-]+\s){0,4}|[^，。；\d]{0,6}[至到]", re.IGNORECASE
)
_HELD_AGAINST = re.compile(
    r"\b(?:beats?|beating|exceed(?:s|ed|ing)|surpass(?:es|ed|ing)|miss(?:es|ed|ing)|topp(?:ed|ing)|undershot|overshot|after (?:an?|the)|met)\b",
    re.IGNORECASE,
)
_REVISES_AIM = Caseless(
    r"\b(?:cut|reduc\w+|lower\w*|rais\w+|lift\w*|revis\w+|trimm?\w*|slash\w*)\s(?:its|their|the|his|a)\s(?:[\w-]+\s){0,3}$"
)
_PART = Caseless(r"\b(?:including|of which|of them|among them)\b", r"其中|包括")
_COMPARED_AIM = Caseless(
    r"\b(?:against|versus|vs\.?|than|exceed\w*|beat\w*|miss\w*|above|below|past|met|reached)\s(?:an?|the|its|their)\s(?:[\w-]+\s){0,2}$"
)
_ATTAINS = re.compile(
    r",?\s(?:or|i\.e\.|that is|which is|meaning)\s(?:\w+\s){0,2}|\s?[(（]|,\s(?:a|an) (?:\w+\s){0,2}(?:rate|ratio) of\s",
    re.IGNORECASE,
)
_DETERMINED = Caseless(
    r"(?:\b(?:an?|the|its|their|his|this|that|sales|delivery|annual|[a-z]+-year)|['’]s)\s(?:[\w-]+\s){0,3}$"
)
_POSSESSED = re.compile(
    r"\s(?:volume|level|figure|total|tally|sales|deliveries|output|result|record|mark)\sof\s(?:\w+\s)?|['’]s\s(?:(?:(?!targets?\b|goals?\b|aims?\b|plans?\b)\w+\s){1,2}of\s)?"
)
_FOR_FIGURE = re.compile(
    r"(?:planned|aimed|targeted|hoped|wanted)\s(?:for|at|to (?:sell|deliver|make|build))?\s?(?:\w+\s){0,2}"
    r"|[\u4e00-\u9fff]{2,4}的[约約近超]{0,1}",  # 年初喊出的44万辆
    re.IGNORECASE,
)
_NOW = re.compile(r"\s(?:now|at present|currently|today|so far)\b")
_AIM_BEHIND = re.compile(
    r"的(?:[上下]限|底[线線]|及格[线線])|的?(?:年度|全年|[全整]年|年|销量|銷量|交付|销售|銷售|原定){0,3}目[标標](?!完成率|价|價)"
)
_UP_TO = ("至", "到", "为", "為")  # a verb that ends so opens its figure: 上调至, 砍到
_HAD_BEEN = re.compile(r"had\sbeen\s(?:an?\s)?(?:[\w-]+\s){0,4}(?:of\s)?(?:[A-Z]{2,3}\s?)?")
# "The new one will help: it has a range of 530 km": what is so already
_STATED = re.compile(
    r":\s(?:it|they|he|she|this|that|the\s(?:[\w-]+\s){0,2}[\w-]+)\s(?:\w+ly\s)?(?:has|have|is|are|costs?|comes|goes|offers?|runs?|weighs?|was|were|had|lost|fell|rose"
    r"|dropped|gained|slid|sank|climbed|jumped|grew|sold|delivered)\b(?!\sto\b)"
)
# "NIO has fewer than 60", "there are 37": what is there
_STATES = Caseless(
    r"\b(?:has|have|counts?|runs?|operates?|owns?|employs?|boasts?|there (?:is|are))\s(?!to\b)(?:(?:now|only|just|about|around|some|fewer|more|less|than|over|nearly"
    r"|almost|already|still|upwards of|at least|got|an?|its|their)\s){0,4}\d"
)
_BARE = re.compile(r"\s?[(（]?")
_CUES = (
    (Modality.ESTIMATE, cues.REQUIRED),
    (Modality.TARGET, cues.TARGET),
    (Modality.FORECAST, cues.FORECAST),
    (Modality.FORECAST, cues.MAY),
    (Modality.FORECAST, cues.WILL),
    (Modality.ESTIMATE, cues.ESTIMATE),
    (Modality.ACTUAL, cues.PAST),
)


def set_modalities(
    scene: Scene,
    sentence: Sentence,
    drafts: list[Draft],
    carried: Carried,
    ahead: Period | None = None,
    aimed: str | None = None,
    announced: Modality | None = None,
) -> None:
    """Give every draft of a sentence its modality, from the nearest word that says it.

    ``carried`` is that of the sentence before: a text about targets goes on about them until a verb says that something
    has happened, or a time that lies before ``ahead``, what the text aims at. ``aimed`` is the unit of the aims that
    the whole text is about, ``announced`` what the line above a list says of its items.
    """
    if not drafts:
        return
    found = _cues_in(scene, sentence)
    figures = [f.span for f in sentence.figures if f.dimension != "time"]
    leading = [(s, m) for s, m in found if not _is_of(scene.text, s, figures)]
    timeless = not cues.HAPPENED.search(scene.text, sentence.span.start, sentence.span.end)
    timeless = timeless and not _STATES.search(scene.text, sentence.span.start, sentence.span.end)
    timeless = timeless and not looks_back(scene, sentence, ahead)
    for draft in sorted(drafts, key=lambda d: d.host is not None):
        if "modality" not in draft.fixed and is_reached_by_then(scene, sentence, draft):
            draft.modality, draft.happened = Modality.ACTUAL, True
            draft.fixed.add("modality")
        if "modality" in draft.fixed:
            continue
        modality, cost = _nearest(scene, draft, found, leading)
        if draft.kind is Kind.RANK and draft.host is not None and draft.host.modality is Modality.TARGET:
            draft.host = next((d for d in drafts if d.kind is Kind.LEVEL and d.modality is Modality.ACTUAL), draft.host)
        draft.happened = modality is Modality.ACTUAL and cost < _REACH
        draft.own_aim = modality is Modality.TARGET and _has_own_aim(scene, draft, found)
        draft.willed = modality is Modality.FORECAST and _is_willed(scene, draft)
        host = draft.host
        if draft.kind is Kind.SHARE and _is_reached(scene, sentence, draft, drafts, modality):
            modality, cost = Modality.ACTUAL, 0.0
        if host is not None and host.modality is Modality.TARGET and modality is Modality.FORECAST:
            modality, cost = Modality.TARGET, 0.0  # "aims for 550,000, which would be 28% more"
        if host is not None and distance(scene.text, host.span, draft.span) < cost:
            modality = host.modality
        base = _is_base(scene, draft, drafts) or _is_past(scene, sentence, draft) or _is_start(scene, draft)
        draft.past = base
        if base or _beyond_aim(scene, draft):
            modality = Modality.ACTUAL
        if modality is Modality.ACTUAL and announced is not None and not found and not base:
            draft.modality = announced
            continue
        onward = foretold_on(scene, sentence, frozenset(carried.values())) if not found and not base else None
        if modality is Modality.ACTUAL and onward is not None:
            draft.modality = onward
            continue
        if modality is Modality.ACTUAL and timeless and not found and not base:
            theme = aimed is not None and draft.kind is Kind.LEVEL and draft.unit in (aimed, None)
            modality = carried.get((draft.unit, draft.metric), Modality.TARGET if theme else modality)
        draft.modality = modality
    for draft in drafts:
        said = None if "modality" in draft.fixed else said_by_construction(scene.text, draft, drafts)
        if said is not None:
            draft.modality, draft.own_aim, draft.happened = said, said is Modality.TARGET, said is Modality.ACTUAL
            draft.fixed.add("modality")
    set_origins(scene.text, drafts)
    set_wholes_aimed_at(
        scene,
        drafts,
        aims=aimed is not None or ahead is not None or Modality.TARGET in {m for _, m in found} | set(carried.values()),
    )


def _has_own_aim(scene: Scene, draft: Draft, found: list[tuple[Span, Modality]]) -> bool:
    """Whether the aim is said of this figure alone: "a goal of 500,000", "the 3 million it wants"."""
    before = [s for s, m in found if s.end <= draft.span.start and m is Modality.TARGET]
    if not before or _is_named(scene.text, before[-1]):
        return True
    return _FOR_FIGURE.fullmatch(scene.text, before[-1].start, draft.figure.full.start) is not None


def _is_willed(scene: Scene, draft: Draft) -> bool:
    """Whether only "will" says that the figure lies ahead: of a company that is an aim."""
    before = scene.text[draft.sentence.span.start : draft.span.start]
    if SINKS.search(before):
        return False  # nobody aims for less: "gross margin should sink to 18.5 percent"
    return bool(cues.WILL.search(before)) and not (cues.FORECAST.search(before) or cues.MAY.search(before))


def _beyond_aim(scene: Scene, draft: Draft) -> bool:
    """Whether the change is the distance from an aim: "a tenth above its target of 500,000"."""
    host = draft.host
    if host is None or host.modality is not Modality.TARGET or draft.kind is not Kind.CHANGE:
        return False
    return bool(_AGAINST_AIM.search(scene.text, draft.sentence.span.start, host.figure.full.start))


def _is_reached(scene: Scene, sentence: Sentence, draft: Draft, drafts: list[Draft], modality: Modality) -> bool:
    """Whether the share is so much of a target as has been reached."""
    before = [d for d in drafts if d.span.end <= draft.span.start and d.kind is Kind.LEVEL][-2:]
    if before and _ATTAINS.fullmatch(scene.text, before[-1].span.end, draft.figure.full.start):
        said = [d.modality for d in before]
        if Modality.TARGET in said and Modality.ACTUAL in said:
            return True  # "536,132 against a goal of 500,000, or 107.2%"
    ahead = modality is Modality.FORECAST and draft.metric in ("penetration", "market_share")
    if not ahead and _DONE.search(scene.text, sentence.span.start, draft.span.start):
        return True
    return modality is Modality.TARGET and bool(_OF_TARGET.search(scene.text, draft.span.end, draft.span.end + 60))


def _is_base(scene: Scene, draft: Draft, drafts: list[Draft]) -> bool:
    """Whether the figure is what an aim starts from: "wants 28% more than its 429,450"."""
    if draft.kind is not Kind.LEVEL:
        return False
    if BASED.match(scene.text, draft.span.end):
        return True
    before = [d for d in drafts if d.span.end <= draft.span.start]
    between = scene.text[before[-1].span.end if before else draft.sentence.span.start : draft.figure.full.start]
    change = before and before[-1].kind is Kind.CHANGE and _BASE.match(between)
    if not (change or is_measure(before[-1].kind if before else None, between)):
        return False
    soon = scene.text[draft.span.end : min(draft.sentence.span.end, draft.span.end + _SOON)]
    return not (cues.TARGET.search(soon) or cues.FORECAST.search(soon))


def _is_past(scene: Scene, sentence: Sentence, draft: Draft) -> bool:
    """Whether a time beside a level looks back: "596,555 last year", "August's 28,529"."""
    if draft.kind not in (Kind.LEVEL, Kind.SHARE):
        return False
    end, start = draft.span.end, draft.figure.full.start
    if _NOW.match(scene.text, end):
        return True
    if recalled_by(scene.text, sentence, draft.figure) is not None:
        return True
    behind = (
        t for t in sentence.times if 0 <= t.span.start - end <= 2 and _BARE.fullmatch(scene.text, end, t.span.start)
    )
    before = (t for t in sentence.times if t.span.end < start and _POSSESSED.fullmatch(scene.text, t.span.end, start))
    first = next(behind, None)
    beside = first is not None and first.shift is not None
    return beside or any(not t.future or is_over(scene.text[t.span.start : end]) for t in before)


def _is_start(scene: Scene, draft: Draft) -> bool:
    """Whether the figure is where a move starts that ends at an aim: "from 2.8 million to 3 million"; not an old aim."""
    text, start = scene.text, draft.sentence.span.start
    lead = text[start : draft.figure.full.start]
    if draft.kind is not Kind.LEVEL or not _FROM_TO.search(lead) or _REVISES.search(lead):
        return False
    following = [f for f in draft.sentence.figures if f.span.start >= draft.span.end]
    return bool(following) and bool(_ON_TO.match(text[draft.span.end : following[0].full.start] + " "))


def _is_of(text: str, cue: Span, figures: list[Span]) -> bool:
    """Whether a cue closes what is said of a figure before it: "the 380,000 it was aiming for, …"."""
    said = cue.of(text)
    closes = _CLOSES.match(text[cue.end : cue.end + 8]) or not said.isascii()  # 35万辆目标: the noun follows
    if said.endswith(_UP_TO):
        return False  # 550万辆砍到460万辆: it opens the next
    return bool(closes) and any(0 <= cue.start - f.end <= _WINDOW and distance(text, f, cue) < _CLOSE for f in figures)


def _cues_in(scene: Scene, sentence: Sentence) -> list[tuple[Span, Modality]]:
    """The words that say a modality, in order; a participle behind its noun ("550,000 vehicles sold") says none."""
    start, end = sentence.span.start, sentence.span.end
    found = [
        (Span(m.start(), m.end()), modality)
        for modality, pattern in _CUES
        for m in pattern.finditer(scene.text, start, end)
        if m.end() > m.start()
    ]
    nouns = {f.full.end for f in sentence.figures}
    nouns |= {end + 1 for end in nouns if scene.text[end : end + 1] == " "}
    found = [(s, m) for s, m in found if m is not Modality.ACTUAL or s.start not in nouns]
    found = [(s, _meant(scene, s, m)) for s, m in found if not _is_void(scene.text, s, m, sentence.span)]
    return sorted(found)


def _is_void(text: str, cue: Span, modality: Modality, sentence: Span) -> bool:
    """Whether a cue says nothing of the figures: an aim that there is not, a deed that others are compared with."""
    if modality in (Modality.TARGET, Modality.FORECAST) and is_yardstick_of(text, cue, sentence):
        return True
    if modality is Modality.TARGET:
        return is_denied(text, cue, sentence)
    return modality is Modality.ACTUAL and is_only_compared(text, cue, sentence)


def _meant(scene: Scene, cue: Span, modality: Modality) -> Modality:
    """What is pencilled in is an analyst's forecast, where one speaks, else somebody's plan."""
    if modality is Modality.TARGET and scene.text[cue.start : cue.start + 6].lower() == "pencil":
        before = scene.text[max(0, cue.start - _WINDOW // 10) : cue.start]
        if is_research(scene.text) or _WE.search(before):
            return Modality.FORECAST
    return modality


def _is_named(text: str, cue: Span) -> bool:
    """Whether the cue is a noun for one aim: "a goal of", "its sales target"."""
    if not cues.NAMED_AIM.search(text, cue.start, cue.end):
        return False
    return not cue.of(text).isascii() or bool(_DETERMINED.search(text, max(0, cue.start - 40), cue.start))


def _is_spent(scene: Scene, draft: Draft, cue: Span) -> bool:
    """Whether a named aim has its figure already: "a goal of 500,000, while deliveries came to 536,132"."""
    text = scene.text
    if draft.host is not None or not _is_named(text, cue):
        return False
    if REVISED.search(text, cue.end, draft.figure.full.start) or _PART.search(text, cue.end, draft.figure.full.start):
        return False
    if FROM_OLD.search(text, cue.end, draft.figure.full.start) and _REVISES_AIM.search(
        text, draft.sentence.span.start, cue.start
    ):
        return False  # "cut its target to 4.6 million, people say, from 5.5 million"
    between = [f for f in draft.sentence.figures if cue.end <= f.span.start and f.span.end <= draft.span.start]
    if not between or not _NAMES.fullmatch(text, cue.end, between[0].full.start):
        return False
    if _COMPARED_AIM.search(text, max(0, cue.start - 40), cue.start):
        return True
    starts = [f.full.start for f in (*between, draft.figure)][1:]
    return not all(_LISTS.fullmatch(text, f.span.end, start) for f, start in zip(between, starts, strict=True))


def _is_elsewhere(text: str, draft: Draft, cue: Span) -> bool:
    """Whether a cue behind a figure is what it is held against, or belongs to the next: "beat its goal of", "after an estimated"."""
    return _HELD_AGAINST.search(text[draft.span.end : cue.start]) is not None


def _nearest(
    scene: Scene, draft: Draft, found: list[tuple[Span, Modality]], leading: list[tuple[Span, Modality]]
) -> tuple[Modality, float]:
    """The last word before the figure that says it, or one right behind it ("the 500,000 planned").

    ``leading`` are the words of ``found`` that close nothing said of a figure before them.
    """
    before = [(s, m) for s, m in leading if s.end <= draft.span.start and not _is_spent(scene, draft, s)]
    if (
        before
        and before[-1][1] is Modality.FORECAST
        and _STATED.search(scene.text, before[-1][0].end, draft.span.start)
    ):
        before = []
    best, price = Modality.ACTUAL, _REACH
    if before:
        span, best = before[-1]
        price = min(_REACH - 1, distance(scene.text, span, draft.span))
        if best is Modality.ACTUAL and len(before) > 1 and distance(scene.text, before[-2][0], span) < _CLOSE:
            best = before[-2][1]  # "is expected to have reached"
        if len(before) > 1 and before[-2][1] is Modality.FORECAST and span.of(scene.text).endswith(_UP_TO):
            best = before[-2][1]  # 预测从400万辆上调至425万辆
    promised = is_promised(scene.text, draft.figure.full.end) or _AIM_BEHIND.match(scene.text, draft.span.end)
    if draft.kind is Kind.LEVEL and promised:
        return Modality.TARGET, 0.0
    following = [f.span.end for f in draft.sentence.figures if f.span.start >= draft.span.end]
    had_been = before and _HAD_BEEN.fullmatch(scene.text, before[-1][0].start, draft.figure.full.start)
    for span, modality in found:
        if following and span.start >= following[0]:
            break  # it is the next figure's
        if (
            span.start >= draft.span.end
            and modality is not Modality.ACTUAL
            and not _is_elsewhere(scene.text, draft, span)
        ):
            cost = distance(scene.text, draft.span, span)
            if best is Modality.FORECAST and span.of(scene.text).endswith(_UP_TO):
                continue
            if best is Modality.ACTUAL and had_been:
                continue  # "What had been a profit of 1.1 billion may turn into a loss"
            if best is Modality.TARGET and price <= 0.0:
                continue  # 交付目标35万辆将于本周完成
            if cost < min(_CLOSE, price) or cost < _BESIDE:
                best, price = modality, cost
    return best, price
