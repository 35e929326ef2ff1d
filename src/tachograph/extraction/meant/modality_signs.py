"""Which words that announce an aim or forecast do not, and constructions that say a modality by themselves."""

from __future__ import annotations

import re
from datetime import date

from tachograph.core.claim import Kind, Modality
from tachograph.core.period import Grain, Period
from tachograph.core.span import Span
from tachograph.extraction.draft import Draft
from tachograph.extraction.recalls import recalled_by
from tachograph.extraction.scene import Scene, Sentence
from tachograph.extraction.text.caseless import Caseless
from tachograph.extraction.times.expressions import Sense, TimeMention
from tachograph.extraction.what.measures import MISSING

# an aim that replaces the one before it: "from 5.5 to 4.6 million", "was cut to 640,000"; and what nobody aims at
REVISED = Caseless(
    r"\b(?:from|by)\s[^.;]*\bto\s(?:\w+\s)?$"
    r"|\b(?:cut|lowered|reduced|trimmed|slashed|raised|lifted|increased|revised|changed)\s(?:(?:up|down|back|further|later)\s)?to\s(?:\w+\s)?$",
    r"[由从從][^。；]*[至到][约約近超]?$",
    needs="to",
)
SINKS = Caseless(
    r"\b(?:will|should|would)\s(?:[a-z]+ly\s|still\s|then\s|probably\s)?(?:sink|fall|drop|decline|shrink|slide|slip|deteriorate|worsen|lose|contract)\b[^;.]{0,40}$"
)

# "they never gave me a clean target", "has not set a goal": there is no aim
_NO_AIM = Caseless(
    r"(?:\b(?:no|never (?:\w+ ){1,4}?an?|without(?: an?)?|neither|nor"
    r"|(?:not|yet to) (?:yet )?(?:set|given?|have|had|publish(?:ed)?|announced?|disclosed?|named?)(?: (?:me|us|out))?(?: an?| any)?)"
    r"|n['’]t (?:yet )?(?:set|given?|have|had|publish(?:ed)?|announced?|disclosed?|named?)(?: (?:me|us))?(?: an?| any)?) (?:[\w-]+ ){0,3}$"
)
_AIM_NOUN = re.compile(r"(?:targets?|goals?|aims?|plans?|objective|ambition\w*)$")
# "more than it sold last year": what was done is only compared with
_THAN_DONE = Caseless(r"\bthan (?:it|they|he|she|we|the [a-z]+|in [\w ]{3,20})(?: had)? $")
# "inside its own range of 90,000 to 95,000", "within the outlook for"
_IN_RANGE = Caseless(
    r"\b(?:inside|within|above|below|outside|end of|top of|bottom of|middle of|half of|in line with|at odds with|short of|past|beat|beating|missed|exceeded) "
    r"(?:(?:the|its|their|own|guided|company['’]s|group['’]s|firm['’]s|management['’]s|previous|guidance|earlier|forecast|original|[\w-]+['’]s) ){1,4}"
    r"(?:range|guidance|outlook|forecasts?)(?: range)?,?(?: of| for| at|,? which (?:was|is|had been)(?: for)?)? (?:between )?$"
)
# "its guidance for the quarter had been 113,000 to 118,000"
_GUIDANCE = Caseless(
    r"\b(?:guidance|outlook)(?: range)?(?: for [^,;.]{2,40}?)?,?(?: (?:which|that))? (?:was|is|had been|has been|stood|remains)(?: for| at| to \w+)?(?: between)? $"
)
# "aims at 150,000 by 2029 and now employs 1,050 people": what is so beside an aim
_HAS_NOW = Caseless(
    r"\b(?:now|currently|already|at present|today|so far)\s(?:(?:it|they)\s)?(?:employs?|runs?|operates?|has|have|counts?|owns?|sells?|boasts?|covers?|makes?|delivers?)"
    r"\s(?:(?:about|some|around|more than|over|nearly|almost|only|just|a|at least)\s){0,2}$"
)
# "the margin would have come to 19.8%"
_WOULD_HAVE = Caseless(
    r"\bwould (?:otherwise )?have (?:been|come|stood|risen|fallen|grown|reached|amounted)\b[^,;.]{0,24}$"
)
# "0.8% ahead of its target"
# "I have 70,000 in my model"
_MODELLED = re.compile(
    r"\s(?:\w+\s){0,3}in (?:my|our|his|her|its|their) (?:own )?(?:model|forecasts?|estimates?|projections?|spreadsheet|base case)\b"
)
_FROM_AIM = re.compile(
    r"\s(?:ahead of|above|below|short of|over|shy of|under|past|more than|less than|off|from)\s(?:its|the|a|an|their|his|last year's|the company's)\s"
    r"(?:[\w-]+\s){0,3}?(?:targets?|goals?|plan|aim|guidance|forecast)\b"
)
# "needs 212,000 more to get to 3 million"
_TO_GET_TO = Caseless(
    r"\b(?:needs?|must|has to|have to|required)\b[^.;]*\bto (?:get|reach|hit|meet|make|arrive|climb|achieve)(?: from [\d.,]+(?: \w+)?)?(?: to)? (?:its |the |that )?$"
)
# "last year's 221,970": what is over
_LAST = re.compile(r"(?:the\s)?(?:last|previous|prior)\s\w+(?:'s|’s)\s", re.IGNORECASE)
_HELD = re.compile(
    r"[,;]\s(?:\w+\s){0,2}(?:inside|within|above|below|in line with|at|near|past|short of|beating|topping)\s"
)
_ONWARD = re.compile(r",?\s(?:and\s)?(?:up|down|rising|falling|growing)\s(?:by\s)?")
# 以460.24万辆的销量收官: what it ended with
_WITH_ZH = re.compile(r"(?:^|[，；。、])[^，；。、\d]{0,6}以(?:约|約|近|超|逾|超过|超過)?$")
_FINALLY_ZH = re.compile(
    r"(?:最[终終后後]|[结結]果|到[头頭]来|到[头頭]來|[终終]究)[^，。；、\d]{0,4}以(?:约|約|近|超|逾|超过|超過)?$"
)
_RESULT_ZH = re.compile("的(?:[总總]?[销銷]量|成[绩績]|交付量|[业業][绩績]|[总總]量|[规規]模)")
# 交付109,194辆，落在10万至11万辆的指引之内，但比上年同期低31.2%
_HELD_ZH = re.compile(
    "[，；][^，。；\\d]{0,6}(?:落[在入]|[处處][于在]|符合|[达達]到|[触觸]及|超[出过過]|[高低][于於]|好[于於]|不及|[逊遜][于於]|[贴貼]近)"
)
_ONWARD_ZH = re.compile("[^。；]{0,24}?(?:[同环環]比|[较較比])[^，。；]{0,14}")
# 前11个月交了, 10月单月已做到, 上半年只跑出: what was done then; not 4月上调到, 8月定下, 前10个月要卖
_THEN_AIMED_ZH = re.compile(
    "[^，。；：、\\d调調改定设設提喊立给給说說宣划劃目想望计計预預测測估料冲衝争爭要需应應将將达達比较較砍降升为為]{0,10}"
)
_AIM_ZH = re.compile("目[标標]|[计計][划劃]|指[标標引]|任[务務]|[预預][测測期计計]")
_BREAK_ZH = re.compile("[，。；、]")
_BEHIND_ZH = 8  # characters
_TWO = 2
# what a plant is to be able to make once it runs or has been extended: "150,000 a year at first and 300,000 later"
_STARTED_ZH = re.compile(
    "(?:的?(?:年?[产產]能)?)已[经經]?[^，。；]{0,8}?(?:投[产產用]|[达達][产產]|建成|[释釋]放|量[产產])"
)
_IN_TIME = re.compile(
    r"(?:\s(?:cars|vehicles|units|evs))?(?:\s(?:(?:a|per|each|every)\s(?:year|month)|annually|yearly))?,?\s"
    r"(?:at first|initially|to (?:begin|start) with|in (?:the|a|its) (?:first|second|third|initial|final|next) (?:phase|stage|step)|later|eventually|in the long run"
    r"|ultimately|when (?:complete|finished|fully)|once (?:complete|finished|fully))\b"
    r"|\s(?:(?:that|which)\s)?it (?:will|is to|should) (?:eventually|later|one day|ultimately|then)?",
    re.IGNORECASE,
)
# "the target had stood at 2.71 million", "the original was 5.5 million"
_OLD_AIM = Caseless(
    r"\b(?<!price )(?:targets?|goals?|aims?|objectives?)\b(?:(?!\band\b|\bbut\b)[^.;:]|\.(?=\d)){0,60}?\b(?:had (?:originally |first |initially )?been|had (?:\w+ )?stood at"
    r"|was (?:originally|first|initially))\s(?:[a-z]+\s){0,2}$"
    r"|\bthe (?:original|initial|old|previous|first)(?: one| target| goal)? (?:was|had been|stood at)\s(?:[a-z]+\s){0,2}$"
)
_TO_BE_ABLE = Caseless(
    r"\b(?:an? initial|later|eventually|ultimately|rising to|growing to|expandable to|extendable to|in the long run|under construction|is (?:also )?building|is being built)\b"
    r"(?:\s(?!and\b|but\b|while\b)[\w-]+){0,12}\s$",
    r"(?:[开開动動][工建]|在建|[拟擬新筹籌]建|建[设設])[^，。；\d]{0,8}$",
)
# an analyst's note: what it says of the time to come are its own forecasts
_RESEARCH = re.compile(
    r"\b(?:[Tt]arget price|TARGET PRICE|[Pp]rice target)\b|\b[Ww]e (?:model|pencil in|look for|reiterate)\b|\b[Oo]ur (?:TP|target price|price target|estimates)\b"
    r"|\b(?:Buy|Hold|Sell|Outperform|Overweight|Underweight|Neutral|Reduce|Accumulate) \((?:maintained|reiterated|unchanged|initiated|upgraded|downgraded)\)"
)


def is_research(text: str) -> bool:
    """Whether a text is an analyst's note, whose "we" and "should" forecast what others aim at."""
    return _RESEARCH.search(text) is not None


def is_over(words: str) -> bool:
    """Whether a time that possesses a figure is over by its words: "last year's 221,970"."""
    return _LAST.match(words) is not None


_THAN_MEANT = Caseless(
    r"\b(?:than|as|like|what) (?:(?:we|it|they|he|she|i|anyone|analysts|the market|had|has|have|was|were|been|is|originally|initially|first|previously|once|all|ever) ){0,4}"
    r"(?:planned|expected|forecast(?:ed)?|projected|anticipated|predicted|hoped(?: for)?|targeted|intended|foreseen|feared|guided)$"
)


def is_denied(text: str, cue: Span, sentence: Span) -> bool:
    """Whether the word for an aim says that there is none: "they never gave me a clean target"."""
    if _AIM_NOUN.fullmatch(text[cue.start : cue.end].lower()) is None:
        return False
    return _NO_AIM.search(text, max(sentence.start, cue.start - 70), cue.start) is not None


def is_yardstick_of(text: str, cue: Span, sentence: Span) -> bool:
    """Whether what was planned or expected only measures what came: "Better than planned: 9,300 cars", "as forecast"."""
    return _THAN_MEANT.search(text, max(sentence.start, cue.start - 40), cue.end) is not None


def is_only_compared(text: str, cue: Span, sentence: Span) -> bool:
    """Whether what has happened is told as a measure of something else: "more than it sold last year"."""
    return _THAN_DONE.search(text, max(sentence.start, cue.start - 40), cue.start) is not None


def looks_back(scene: Scene, sentence: Sentence, ahead: Period | None) -> bool:
    """Whether the sentence has a time of its own before the one that is aimed at, or a part of a year that is over."""
    recalled = [recalled_by(scene.text, sentence, f) for f in sentence.figures]
    own = [t for t in sentence.times if t.period and t.sense is not Sense.COMPARISON and t not in recalled]
    if any(_is_past_part(t, scene.document.published) for t in own):
        return True
    return any(t.period and ahead and ahead.start is not None and t.period.end < ahead.start for t in own)


def _is_past_part(time: TimeMention, published: date | None) -> bool:
    """Whether a time is a month or the like that was over when the text came out: 岚图11月17241辆."""
    part = time.period if time.period is not None and time.period.grain in (Grain.MONTH, Grain.QUARTER) else None
    return part is not None and published is not None and part.end < published and not time.future


def is_reached_by_then(scene: Scene, sentence: Sentence, draft: Draft) -> bool:
    """Whether a Chinese level stands behind a time that is over, with no word of aiming between: 目标64万，前十个月32.9万辆."""
    published = scene.document.published
    if scene.document.lang != "zh" or draft.kind is not Kind.LEVEL or published is None:
        return False
    start = draft.figure.full.start
    time = next((t for t in reversed(sentence.times) if t.span.end <= start), None)
    if time is None or time.period is None or time.future or time.sense is Sense.COMPARISON:
        return False
    over = time.period.days != 1 and time.period.start is not None and time.period.end < published
    if not over or _THEN_AIMED_ZH.fullmatch(scene.text, time.span.end, start) is None:
        return False
    before = _BREAK_ZH.split(scene.text[sentence.span.start : time.span.start])[-1]
    behind = scene.text[draft.figure.full.end : min(draft.figure.full.end + _BEHIND_ZH, sentence.span.end)]
    return not behind.startswith("的") and not _AIM_ZH.search(before) and not _AIM_ZH.search(_BREAK_ZH.split(behind)[0])


def said_by_construction(text: str, draft: Draft, drafts: list[Draft]) -> Modality | None:
    """The modality that the words right around a figure give it whatever else the sentence says."""
    start, lead = draft.sentence.span.start, draft.figure.full.start
    ahead = _IN_RANGE.search(text, start, draft.span.start) or _GUIDANCE.search(text, start, draft.span.start)
    if draft.kind is Kind.LEVEL and ahead:
        return Modality.FORECAST
    if draft.kind is Kind.LEVEL and draft.metric == MISSING and not text[start:lead].isascii():
        return Modality.ACTUAL  # 离全年目标还差2.7万辆
    if draft.kind is Kind.LEVEL and _FINALLY_ZH.search(text, start, lead):
        return Modality.ACTUAL  # 最后以4,602,436辆压线过关
    if text.startswith("的", draft.figure.full.end) and _ends_with(text, draft, start):
        return Modality.ACTUAL
    if draft.kind is Kind.LEVEL and _MODELLED.match(text, draft.figure.full.end):
        return Modality.FORECAST
    if draft.kind in (Kind.LEVEL, Kind.COUNT) and _HAS_NOW.search(text, start, lead):
        return Modality.ACTUAL
    if _WOULD_HAVE.search(text, start, lead):
        return Modality.ESTIMATE
    if draft.kind is Kind.LEVEL and _TO_GET_TO.search(text, start, lead):
        return Modality.TARGET
    if draft.kind is Kind.LEVEL and _OLD_AIM.search(text, start, lead):
        return Modality.TARGET
    if draft.metric == "capacity" and _STARTED_ZH.match(text, draft.figure.full.end):
        return Modality.ACTUAL
    if draft.kind is Kind.LEVEL and draft.metric == "capacity" and draft.modality is not Modality.FORECAST:
        to_be = _IN_TIME.match(text, draft.span.end) or _TO_BE_ABLE.search(text, start, lead)
        return Modality.TARGET if to_be else None
    if draft.kind is Kind.CHANGE and not text[start:lead].isascii() and _is_of_result_zh(text, draft, drafts):
        return Modality.ACTUAL
    if draft.kind is Kind.CHANGE and _is_of_result(text, draft, drafts):
        return Modality.ACTUAL
    if draft.kind is Kind.CHANGE and _FROM_AIM.match(text, draft.span.end):
        told = [d for d in drafts if d.span.end <= draft.span.start and d.kind is Kind.LEVEL]
        return told[-1].modality if told else None
    return None


def _ends_with(text: str, draft: Draft, start: int) -> bool:
    """Whether a Chinese clause tells with what something ended: 以460.24万辆的销量涉险过关."""
    named = _RESULT_ZH.match(text, draft.figure.full.end) is not None
    return named and _WITH_ZH.search(text, start, draft.figure.full.start) is not None


def _is_of_result_zh(text: str, draft: Draft, drafts: list[Draft]) -> bool:
    """Whether a Chinese change is that of what came of an aim: 最后以460万辆收官，只增7.7%, or 落在…指引之内，同比低31.2%."""
    levels = [d for d in drafts if d.span.end <= draft.span.start and d.kind is Kind.LEVEL][-2:]
    if levels and _FINALLY_ZH.search(text, draft.sentence.span.start, levels[-1].figure.full.start):
        return levels[-1].modality is Modality.ACTUAL
    if len(levels) < _TWO or levels[0].modality is not Modality.ACTUAL or levels[1].modality is Modality.ACTUAL:
        return False
    held = _HELD_ZH.search(text, levels[0].span.end, levels[1].figure.full.start)
    return held is not None and _ONWARD_ZH.fullmatch(text, levels[1].span.end, draft.figure.full.start) is not None


def _is_of_result(text: str, draft: Draft, drafts: list[Draft]) -> bool:
    """Whether a change is that of the result, past what it is held against: "72,056, inside the guided 72,000 to 75,000 and up 25.6%"."""
    levels = [d for d in drafts if d.span.end <= draft.span.start and d.kind is Kind.LEVEL][-2:]
    if len(levels) < _TWO or levels[0].modality is not Modality.ACTUAL or levels[1].modality is Modality.ACTUAL:
        return False
    held = _HELD.search(text, levels[0].span.end, levels[1].figure.full.start)
    return held is not None and _ONWARD.fullmatch(text, levels[1].span.end, draft.figure.full.start) is not None
