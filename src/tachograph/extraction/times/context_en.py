"""What the English words around a time expression make of it: a comparison, a plan, background, or no time at all."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from tachograph.core.period import Grain
from tachograph.core.span import Span
from tachograph.extraction.text import cues
from tachograph.extraction.text.caseless import Caseless
from tachograph.extraction.times.phrases import Form, Phrase, Unit
from tachograph.extraction.times.words_en import CLASSES, WORDS, Token, compile_rule

# "than in May", "short of April's", "down on September", "from the second quarter"; with a figure between, "than the 43
# of July" and "from 10,000 in August", but not "more than 43 in July".
_COMPARED = re.compile(
    compile_rule(
        "(?:(?:THAN|(?:VS|CMP (?:TO|WITH))|ABOVE|SHORT OF|UP (?:ON|FROM)|FROM) (?:THE|THAT|A)? (?:OF|IN|ON|AT)? (?:THE|POSS)?"
        "|(?:THAN|ABOVE|SHORT OF) THE WORD{0,2} (?:FIG|DIG|NUM) WORD{0,3} (?:OF|IN|FROM) THE?"
        "|(?:FROM|(?:VS|CMP (?:TO|WITH))) (?:THE|A)? WORD{0,2} (?:FIG|DIG|NUM) WORD{0,3} (?:OF|IN|FOR|AT) THE?"
        "|(?:VS|CMP (?:TO|WITH)) (?:THE|A)? (?:FIG|DIG) (?:WORD|EACH){0,2}"  # "as against 11.6 per cent last year"
        # "versus 703,800 in the first quarter and 480,000 in"
        "|(?:VS|CMP (?:TO|WITH)) FIG WORD{0,3} (?:IN|FOR) .{1,6} AND FIG WORD{0,3} (?:IN|FOR) THE?)$"
    )
)
_OUTDONE = re.compile(compile_rule("VERB THE?$"))
_GROWN_OVER = Caseless(
    r"(?:increase|growth|gains?|rise|jump|surge|improvement|advance|decline|drop|decrease|fall|up|down|higher|lower|%"
    r"|percent)"
    r" over (?:the |that of )?$"
)
# "a mixed May after a record April", "three times the 6,568 of November 2024"
_MEASURED_BY = Caseless(
    r"\b(?:after|following|against|versus|compared (?:with|to)) (?:an?|its|their) (?:(?!of\b|in\b|for\b|on\b)[a-z-]+ ){1,3}$"
    r"|\b(?:below|above|than|on|over|from|off|against|versus) (?:the|an?|its|their) (?:[a-z-]+ ){0,3}(?:base|level|peak|low|high) (?:of|in|from|set in|seen in|reached in) (?:the )?$"
    r"|\b(?:times|double|twice|triple|half) (?:the )?\d[\d,.]*(?: [a-z-]+){0,2} (?:of|in|from|for) (?:the )?$"
    r"|\b(?:times|twice) (?:the|its|that|their)(?: [\w-]+){0,3} (?:of|in|from) (?:the )?$"
    r"|\bas (?:many|much|high|large|big) (?:cars |vehicles |units )?as (?:(?:in|for|over|during) (?:the |all of )?)?$"
)
# "2.5 times its 2024 figure", "a fifth above the 2023 level"; "fewer than it managed in the final quarter of last year"
_THAN_ITS = Caseless(
    r"\b(?:doubl(?:e|ed|ing)|tripl(?:e|ed|ing)|match(?:ed|ing)?|repeat(?:ed|ing)?|times|twice|double|triple|half|on|above|below|than|over|from|versus|exceed\w*|match\w*|beat\w*|outdid) (?:its|their|the|his) $"
)
# "doubled its September deliveries on the year": what is doubled is told of, not measured by
_ON_ANOTHER = re.compile(
    r"[^,;.]{0,40}?\s(?:on the (?:year|month)|year[ -]on[ -]year|from a year|over the year|compared with|versus|(?:from|on|over) the (?:year|month) (?:before|earlier))\b"
)
_LEVEL_OF = re.compile(
    r"(?:['’]s)?\s(?:figures?|totals?|levels?|volumes?|tally|number|result|sum|mark|pace|average|record|peak|sales|deliveries|output|production|exports|base)\b"
)
_THAN_IT_DID = Caseless(
    r"\bthan (?:it|they|he|she|the [a-z]+|[\w&-]+)(?: had)? (?:[a-z]+ed|sold|did|made|built|had|was|were|shipped)(?: \w+)? (?:in|during|over) (?:the )?$",
    needs="than ",
)
# "raised its goal in March", "the target was cut from 5.5 to 4.6 million in September"
_AIM = r"(?:targets?|goals?|aims?|guidance|forecasts?|outlook|estimates?|plans?|bar|sights)"
_DECISION = r"(?:raised|lifted|increased|lowered|cut|trimmed|revised|reduced|slashed|set|announced|unveiled|published|scrapped|abandoned)"
_DECIDED = Caseless(
    rf"\b{_DECISION} (?:its|their|the|his|that) (?:[\w-]+ ){{0,3}}{_AIM}(?: (?:again|twice|once|sharply|back))*(?: (?:from|to|by) [^,;:()]{{1,40}}?)? (?:in|on) (?:the )?$"
    rf"|\b{_AIM} (?:that |which |it )?(?:(?:was|were|had|has|been|it|they|mgmt|management) ){{0,3}}{_DECISION}(?: (?:again|up|down))?(?: (?:from|to|by) [^,;:()]{{1,40}}?)? (?:in|on) (?:the )?$"
)
_FORESEEN_THEN = re.compile(rf",?\s(?:[\w&-]+\s){{1,3}}{cues.HAD_FORESEEN}")
_SET_THEN = Caseless(
    rf"\b{_AIM} (?:\w+ ){{0,2}}?(?:was|were|had been|stood at) (?:[^,;:()]|\d,(?=\d)){{1,24}}? (?:in|on) (?:the )?$"
    rf"|\b{_AIM}\b[^.;]{{0,60}}\b{_DECISION} (?:it )?(?:from|to|by|again) (?:[^,;:()]|\d,(?=\d)){{1,40}}? (?:in|on) (?:the )?$"
)
_DONE_IN = Caseless(
    r"\b(?:was|were|had been) (?:\w+ly )?\w+(?:ed|old|uilt|ade) (?:in|during) (?:the )?$"
    r"|(?<!to have )\b(?:sold|delivered|handed over|shipped|exported|posted|recorded|registered) (?:[^,;.]|[.,](?=\d)){1,24} (?:in|during) (?:the )?$"
)
_STILL_TO_COME = re.compile(r"\b(?:leaves?|leaving|left|remains?|remaining|to go|needs?|needed|must)\b", re.IGNORECASE)
# "compared with 2.8 billion a year earlier and 1.1 billion in the second quarter"
_COMPARED_TOO = Caseless(
    r"\b(?:compared (?:with|to)|versus|against|from|than)\b(?:[^.;]|\.\d)*?(?:\d|earlier|ago|before|year|month|quarter)"
    r"\)? and (?:of )?(?:rmb|us\$|[$€£¥])?\s?\d[\d.,]*(?:%| percent| million| billion| trillion| units| vehicles| cars| yuan)* (?:in|for|of) (?:the )?$"
)
# "bettered July by only 2.7% but August 2024 by 168.7%"
_OUTDONE_TOO = Caseless(
    r"\b(?:beat|bettered|topped|exceeded|surpassed|outdid|outstripped)\b[^.;]*?\bby\b(?:[^.;,]|\.\d)*\b(?:but|and) (?:that of )?$"
)
# "a number that has more than quadrupled in twelve months": measured by what it was a year ago
_GROWN_IN = Caseless(
    r"\b(?:doubled|tripled|trebled|quadrupled|quintupled|halved|ris(?:en|ing)|rose|gr(?:ew|own|owing)|f(?:ell|allen|alling)|shrunk|shrank|dropped"
    r"|jumped|climbed|surged|declined|up|down)(?: [\w%.-]+){0,3} $"
)
_YEAR = 12
_POSSESSIVE = CLASSES["POSS"]
_BY = CLASSES["BY"]
_SAME_THEN = re.compile(r"\b(?:last year|a year (?:ago|earlier|before)|the year before) \($")
_AS_OF = re.compile(compile_rule("(?:AS OF|AS AT|BY|THROUGH|UP TO) (?:THE|ON)?$"))
_ON = re.compile(compile_rule("ON THE?$"))
_FAR = 160  # characters
_NEVER_COMPARED = (Form.PAST, Form.AHEAD, Form.COUNTED, Form.TO_DATE, Form.SINCE_START, Form.ENDED, Form.BACK)

_CLAUSE = Caseless(
    r"[;()]|:(?!\d)|,\s(?:while|but|whereas|and|after)\b|\band (?=that\b|it\b|they\b|he\b|she\b)|\b(?:while|whereas|but|although|against|compared)\b"
)
_WILL = Caseless(
    r"\b(?:will|would|shall|due|upcoming|slated|scheduled|set to|going to|looking ahead|and beyond|teased?|to be"
    r"|(?:is|are) to (?:[a-z]+ )?(?:reach|exceed|rise|grow|climb|be|become|make|open|build|sell|deliver|expand|increase|account|contribute|follow)"
    r"|could|takes? effect|expires?|(?:ends?|begins?|starts?|opens?) (?:on|in|from)"
    r"|to (?:resume|begin|start|open|launch|hold|meet|vote|debut|follow|come))\b|'ll\b"
)
_MEANS = Caseless(
    r"\b(?:plan(?:s|ned|ning)?|expect(?:s|ed|ing|ation|ations)?|aim(?:s|ed|ing)?|target(?:s|ed|ing)?|goals?"
    r"|guidance|(?:keep|stick)(?:s|ing)? to|ha(?:s|ve) to|needs?|requires?|must"
    r"|(?:is|are) put at|forecast(?:s|ed|ing)?|outlook|project(?:s|ed|ing|ions?)|predict(?:s|ed|ing)?|hop(?:e|es|ed|ing)|wants?|intend\w*"
    r"|ambitions?|aspir\w+|might|should|estimated to|seek(?:s|ing)?|pledg\w+|vow\w*)\b"
)
_MAY = re.compile(r"\bmay\b")  # not the month
_BACKGROUND = Caseless(
    r"\b(?:founded|established|launched|began|begun|started|entered|entering|debuted|born|formed|incorporated|since)"
    r" (?:\w+ ){0,3}?(?:in|on|from) (?:the )?$|\bhad (?:\w+ ){1,3}(?:in|on) $"
)
_PERFECT = Caseless(
    r"\bhad (?:\w+ly |already |not |never |only |just )?(?:been|sold|built|made|risen|fallen|grown|shown|stood|come|won|lost|hit"
    r"|set|cut"
    r"|taken|gone|come|\w{2,}ed)\b",
    needs="had ",
)
_PARTICIPLE = re.compile(
    r",\s(?:\w+\s)?\w{2,}ed\s(?:\w+\s)?(?:in|on|at|by)\s$"
)  # "the plant, announced in July, will …"
_PLANNED = re.compile(
    r"\s(?:[a-z-]+\s){0,2}(?:strategy|plans?|targets?|goals?|vision|roadmap|guidance|outlook|ambitions?|aims?|budget)\b",
    re.IGNORECASE,
)
_BEST = re.compile(
    r"\b(?:best|highest|lowest|worst|largest|biggest|fastest|slowest|weakest|strongest|first|second|third|only|most|least|record)\b",
    re.IGNORECASE,
)
_SUPERLATIVE = Caseless(_BEST.pattern + r"[^,;]{0,40}$")
_REPORTED = Caseless(
    r"\b(?:said|says|told|announced|reported|published|released|disclosed|filed|posted|stated|wrote|confirmed|revealed"
    r"|statement|report|reporters|data|figures|filing|according to \w+)\b(?:[^.;,]{0,40}|(?:(?! that | on \w)(?:[^.;,]|[.,](?=\d))){0,90})$"
    r"|\b(?:figures|data|numbers|results|statistics)\b[^.;]{0,30}, (?:out|released|published|due|presented|unveiled) (?:on |this )?$"
)
_REPORTING = re.compile(
    r"[’'s]*,? (?:\w+ )?(?:said|says|told|announced|reported|posted|published|released|disclosed|showed)\b",
    re.IGNORECASE,
)

# "SHANGHAI, Dec. 4, 2025 -- SAIC sold", "BEIJING, Dec 3 (Wire) - Tesla sold": the day on which it was written
_PLACE = re.compile(r"^[A-Z][\w.' -]{1,40},\s$")
_WIRE = re.compile(r"\s?(?:/[^/\n]{2,30}/|[(][^()\n]{2,30}[)])?\s?(?:--+|[–—-])\s")
_NOUNS = (
    "units vehicles cars km kilometers kilometres miles yuan dollars euros stores outlets stations people employees "
    "workers evs kwh mwh gwh kg hp kw rmb usd jobs dealers chargers piles swaps points"
)
_UNITS_AFTER = frozenset(_NOUNS.split())
_CODE = re.compile(r"\s+(?:[A-Z]+-?\d+\w*|\d*[A-Z]{1,3}\d\w*|model[- ]year|MY)\b")
# the commonest Chinese surnames, in Latin letters
_SURNAMES = frozenset(
    "Wang Li Zhang Liu Chen Yang Zhao Huang Zhou Wu Xu Sun Hu Zhu Gao Lin He Guo Ma Luo Liang Song Zheng Xie Han Tang Feng "
    "Yu Dong Xiao Cheng Cao Yuan Deng Fu Shen Zeng Peng Lu Su Jiang Cai Jia Ding Wei Xue Ye Yan Pan Du Dai Xia Zhong Tian "
    "Ren Fan Fang Shi Yao Tan Liao Zou Xiong Jin Hao Kong Bai Cui Kang Mao Qiu Qin Gu Hou Shao Meng Lei Qian Yin".split()
)
_DYNASTIES = frozenset({"Han", "Qin", "Song", "Tang", "Yuan"})  # cars that are called like people
_FIRM = re.compile(r"\s(?:Auto|Motors?|Group|Xiang)\b")
_PREPOSITIONS = frozenset({"AT", "BY", "TO", "THROUGH", "OF", "SINCE", "FROM", "IN"})
_STREAK = re.compile(rf"{cues.IN_A_ROW}|(?:consecutive|of (?!20|the|last|this|fiscal)[a-z]+)\b")


def is_figure(text: str, before: Sequence[Token], found: Sequence[Token], after: Sequence[Token]) -> bool:
    """Whether what looks like a time is a count ("2023 units"), a rate ("each month") or a name ("2026 X9")."""
    if len(found) == 1 and found[0].name == "YEAR":
        if after and text[after[0].start : after[0].end].lower() in _UNITS_AFTER:
            return True
        return _CODE.match(text, found[0].end) is not None
    return bool(before) and before[-1].name == "EACH"


def is_given_name(text: str, before: Sequence[Token], found: Sequence[Token], after: Sequence[Token]) -> bool:
    """Whether what looks like a month is half of a person's name: "Wang Jun", "June Zhang"."""
    if len(found) != 1 or found[0].name != "MON" or (after and after[0].name in ("YEAR", "DIG", "POSS")):
        return False
    said = found[0]
    if before and text[said.start : said.end] == "Jun" and text[before[-1].end : said.start] == " ":
        return text[before[-1].start : before[-1].end] in _SURNAMES
    leads = not before or before[-1].name in ("OTHER", "STOP", "COMMA", "AND")
    follows = text[after[0].start : after[0].end] in _SURNAMES - _DYNASTIES if leads and after else False
    return follows and _FIRM.match(text, after[0].end) is None


def is_epithet(text: str, before: Sequence[Token], found: Sequence[Token], after: Sequence[Token]) -> bool:
    """Whether the time only colours a noun: "the year's largest listing", "the year-end sprint"."""
    if after and after[0].name == "POSS":
        return found[0].name == "THE" and _BEST.match(text, after[0].end + 1) is not None
    names = [t.name for t in found]
    if names[0] == "THE" and len(names) > 1:
        names, before = names[1:], found[:1]
    return names in (["YEARS", "HY", "END"], ["MONTH", "HY", "END"], ["QUARTER", "HY", "END"]) and not (
        before and before[-1].name in _PREPOSITIONS
    )


def is_streak(text: str, found: Sequence[Token], after: Sequence[Token]) -> bool:
    """Whether an ordinal counts a run: "the fourth quarter in a row", "its third quarter of growth"."""
    names = {t.name for t in found}
    return (
        bool(after)
        and "ORD" in names
        and not names & {"YEAR", "MON"}
        and _STREAK.match(text, after[0].start) is not None
    )


class Surroundings:
    """The words of one sentence as they bear on the times in it; each clause is looked through once."""

    def __init__(self, text: str, sentence: Span) -> None:
        self._text = text
        self._sentence = sentence
        self._breaks = [sentence.start]
        for mark in _CLAUSE.finditer(text, sentence.start, sentence.end):
            self._breaks.append(mark.end())
        self._breaks.append(sentence.end)
        self._outlooks: dict[int, tuple[int, bool]] = {}

    def outlook(self, span: Span) -> tuple[int, bool]:
        """How the clause of ``span`` looks ahead (see :class:`Phrase`), and whether it looks back (``had sold``)."""
        index = bisect_right(self._breaks, span.start) - 1
        index = max(0, min(index, len(self._breaks) - 2))
        if index not in self._outlooks:
            start, end = self._breaks[index], self._breaks[index + 1]
            perfect = _PERFECT.search(self._text, start, end) is not None
            self._outlooks[index] = _outlook(self._text, start, end), perfect
        return self._outlooks[index]

    def placed(self, phrase: Phrase, before: str, after: str) -> Phrase:
        """The phrase with what the words around it say; ``before`` and ``after`` are classes of tokens."""
        left = self._text[max(self._sentence.start, phrase.span.start - 60) : phrase.span.start]
        compared = phrase.compared or self._is_compared(phrase, left, before, after)
        if phrase.form is Form.SINCE and (found := _SUPERLATIVE.search(left)):
            phrase, compared = _best_since(phrase, left[found.start() :]), True
        ahead, looking_back = self.outlook(phrase.span)
        if _PLANNED.match(self._text, phrase.span.end):
            ahead = max(ahead, 1)
        if phrase.unit is not None and phrase.unit.year is None and _SAME_THEN.search(left):
            phrase, compared = _year_before(phrase), True
        here = self._text, self._near(phrase), phrase.span.start
        decided = ahead < 2 and (_DECIDED.search(*here) or _SET_THEN.search(*here)) is not None
        decided = decided or (ahead < 2 and _FORESEEN_THEN.match(self._text, phrase.span.end) is not None)
        if _PARTICIPLE.search(left) or phrase.form is Form.SINCE or decided or (ahead < 2 and _DONE_IN.search(left)):
            ahead = 0
        if phrase.form is Form.COUNTED and phrase.months == _YEAR and _GROWN_IN.search(left):
            return replace(phrase, form=Form.SHIFT, shift="year", compared=True)
        if phrase.form is Form.PAST and phrase.months and self._is_to_come(phrase):
            phrase = replace(phrase, form=Form.FINAL, unit=phrase.unit or Unit(Grain.YEAR, offset=0))
        as_of = _AS_OF.search(before) is not None
        return replace(
            phrase,
            compared=compared,
            as_of=as_of,
            on=_ON.search(before) is not None,
            future=ahead,
            background=phrase.form is Form.SINCE
            or _BACKGROUND.search(left) is not None
            or decided
            or (looking_back and not as_of and phrase.form is not Form.FIRST),
            leads=phrase.span.start - self._sentence.start <= 12,
            reporting=_is_reporting(self._text, phrase, self._text[self._near(phrase) : phrase.span.start]),
        )

    def _is_outdone_level(self, phrase: Phrase, left: str) -> bool:
        """Whether it is the time of a level that is outdone: "2.5 times its 2024 figure"."""
        if _THAN_ITS.search(left) is None or _LEVEL_OF.match(self._text, phrase.span.end) is None:
            return False
        return _ON_ANOTHER.match(self._text, phrase.span.end, self._sentence.end) is None

    def _is_outdone_too(self, phrase: Phrase) -> bool:
        return _OUTDONE_TOO.search(self._text, self._near(phrase), phrase.span.start) is not None

    def _near(self, phrase: Phrase) -> int:
        return max(self._sentence.start, phrase.span.start - _FAR)

    def _is_to_come(self, phrase: Phrase) -> bool:
        """Whether "the last two months" are those that are left of the year: "that leaves 109,603 for the last two months"."""
        before = self._text[self._near(phrase) : phrase.span.start]
        return before.endswith(("for ", "in ")) and _STILL_TO_COME.search(before) is not None

    def _is_compared(self, phrase: Phrase, left: str, before: str, after: str) -> bool:
        if phrase.form in _NEVER_COMPARED or left.strip().lower() == "from":
            return False
        return (
            _COMPARED.search(before) is not None
            or (after.startswith((_POSSESSIVE, _BY)) and _OUTDONE.search(before) is not None)
            or (after.startswith(_BY) and self._is_outdone_too(phrase))
            or _GROWN_OVER.search(left) is not None
            or _MEASURED_BY.search(left) is not None
            or _THAN_IT_DID.search(left) is not None
            or self._is_outdone_level(phrase, left)
            or _COMPARED_TOO.search(self._text, max(self._sentence.start, phrase.span.start - _FAR), phrase.span.start)
            is not None
        )


def _outlook(text: str, start: int, end: int) -> int:
    if _WILL.search(text, start, end):
        return 2
    return 1 if _MEANS.search(text, start, end) or _MAY.search(text, start, end) else 0


def _best_since(phrase: Phrase, before: str) -> Phrase:
    """Read "since" after a superlative: "the best July since 2017" is compared with July 2017."""
    assert phrase.unit is not None
    words = (w for w in re.findall(r"[A-Z][a-z]+", before))
    months = [WORDS[w.lower()][1] for w in words if WORDS.get(w.lower(), ("",))[0] == "MON"]
    if months and phrase.unit.grain is Grain.YEAR:
        return replace(phrase, form=Form.UNIT, unit=Unit(Grain.MONTH, months[-1], year=phrase.unit.year))
    return replace(phrase, form=Form.UNIT)


def _year_before(phrase: Phrase) -> Phrase:
    """The days that explain a time of the year before: "the same week last year (October 14-20)"."""
    assert phrase.unit is not None
    last = None if phrase.last is None else replace(phrase.last, year_offset=-1)
    return replace(phrase, unit=replace(phrase.unit, year_offset=-1), last=last)


def _is_reporting(text: str, phrase: Phrase, left: str) -> bool:
    if phrase.unit is None or phrase.unit.grain is not Grain.DAY or phrase.form is not Form.UNIT:
        return False
    opens = _PLACE.search(left) is not None and _WIRE.match(text, phrase.span.end) is not None
    return opens or _REPORTED.search(left) is not None or _REPORTING.match(text, phrase.span.end) is not None
