"""The words that make a commitment of a clause, and those that take it back."""

from __future__ import annotations

import re

from tachograph.core.span import Span
from tachograph.extraction.text.caseless import Caseless
from tachograph.extraction.text.cues import MAY

# What somebody means to do, or has set a date for.
COMMITS = Caseless(
    r"\b(?<!had )(?<!was )(?<!were )(?:will|shall|should|would|plans?|planned|planning|aims?|aiming|aimed|intends?|intended|hopes?|wants?|expects?|expected"
    r"|pledg(?:es|ed|ing)|vow(?:s|ed)?|promis(?:es|ed|ing)|commit(?:s|ted)|target(?:s|ing|ed)|schedul(?:ed|es)|slated|due|set to|on track"
    r"|on course|is to|are to|to be|to (?:begin|start|follow|come|open|launch|arrive)|going to|ready to|about to|teas(?:es|ed)|preview(?:s|ed)"
    r"|goals? (?:is|of)|eyes|eyeing|seeks?|prepar(?:es|ing) to|gearing up|predict(?:s|ed)|will focus|confirm(?:s|ed)|announc(?:es|ed) plans?"
    r"|(?:postpon|delay)(?:s|ed|ing)(?:\s[\w'’-]+){0,8}?\s(?:to|until)(?=\s(?:the |early |late |mid)?[\w-]*\s?(?:\d|half|quarter|year|month|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))"
    r"|brought forward|reiterat(?:es|ed))\b|['’]ll\b",
    r"将|將|[会會](?![议議])|拟|擬|计划|計劃|预计|預計|预期|預期|有望|力争|力爭|争取|爭取|目标|目標|(?<![主需重首必紧緊只])要(?![求点點素])|打算|准备|準備|规划|規劃|承诺|承諾|推迟至|推遲至|推迟到"
    r"|提前至|重申|定于|定於|即将|即將|或(?=[于於在将將年])|[确確]保|力[拼爭]",
)
# "expects Xpeng to enter": who expects is not who acts, so nobody has promised anything.
OTHERS_EXPECT = Caseless(
    r"\b(?:expect(?:s|ed|ing)?|forecasts?|predicts?|sees?|anticipates?|estimates?) (?!to\b|that\b|its?\b|the\b|a\b|an\b)(?:[\w&'’-]+ ){1,4}?to\b"
    r"|\b(?:analysts?|brokers?|economists?|observers?|we) (?:\w+ ){0,4}?(?:expects?|think|believe|predict|forecast|see|estimate)\b",
    r"(?:分析师|分析師|券商|机构|機構|研报|研報|投行|业内|業內)[^，。；]{0,10}(?:预计|預計|预测|預測|认为|認為|预期|預期)",
)
# Taken back, never meant, or not for certain.
DENIED = Caseless(
    r"\b(?:does|do|did|will|would|is|are|has|have|was|were|can|could|should)(?: ?not\b|n['’]t\b)|\b(?:never|neither|nor|no longer|cannot)\b"
    r"|\bno (?:\w+ )?(?:plans?|intentions?|timetable|date|schedule|decision)\b|\brul(?:es|ed|ing) out\b|\bden(?:y|ies|ied)\b",
    r"不(?![仅僅只少断斷超同])|没有|沒有|并无|並無|暂无|暫無|尚未|未(?!来|來)|否认|否認|无意|無意",
)
DROPPED = Caseless(
    r"\b(?:scrap(?:s|ped)|cancel(?:s|led|ed|ling)?|shelv(?:es|ed)|abandon(?:s|ed)|axed|called off|dropped (?:its|the|a) plan\w*|halted"
    r"|suspended|put on hold)\b",
    r"取消|搁置|擱置|放弃|放棄|叫停|暂停|暫停",
)
PUT_OFF = Caseless(
    r"\b(?:postpon(?:es|ed)|delay(?:s|ed)(?! from)|pushed back|put off)\b",
    r"推迟|推遲|延期|跳票|延后|延後",
)
CONDITIONAL = Caseless(
    r"\b(?:if|unless|provided|assuming|subject to|depending on|in case|as long as)\b",
    r"若|如果|倘若|一旦|假如|假设|假設|除非|视[^，。]{0,6}情况而定",
)
MAYBE = Caseless(
    r"\b(?:could|might|considering|mulling|weighing|exploring|floated|in talks)\b",
    r"可能|或许|或許|考虑|考慮|不排除|或有",
)
HEARSAY = Caseless(
    r"\b(?:reportedly|rumou?r(?:s|ed)?|allegedly|unconfirmed|people familiar|sources? (?:said|say|told|close)|anonymous sources?|(?:is|are) (?:said|understood|believed) to|speculat\w+)\b",
    r"有消息[称稱]|据传|據傳|传闻|傳聞|网传|網傳|爆料|知情人士|消息人士|据媒体|據媒體|坊间|疑似",
)
# A count of what comes on top.
ADDED = Caseless(r"\b(?:more|new|additional|further|another|extra)\b", r"新增|新建|新开|新開|再|增加")
# The Chinese signs that a thing is done; English has its tenses.
DONE = re.compile(r"(?:已[经經]?|早已|刚刚|剛剛|曾|均已|成功)[^，。；]{0,14}$")
DONE_AFTER = re.compile(r"[了过過](?![\u4e00-\u9fff]?年)")
_OPENING = 3  # characters
_NEAR = 12  # characters that a denial stands behind what it denies at most
# In front of a participle: what is still to be done.
TO_BE_DONE = re.compile(
    r"\b(?:to|will|would|shall|should|could|can|may|must|might)\s(?:\w+\s)?(?:be|have|get)\s(?:\w+\s)?$", re.IGNORECASE
)


def words_of(text: str, clause: Span) -> tuple[Span, ...]:
    """The words in a clause that make a commitment of it, in order."""
    return tuple(
        Span(m.start(), m.end()) for m in COMMITS.finditer(text, clause.start, clause.end) if m.end() > m.start()
    )


def is_denied(text: str, clause: Span, act: Span) -> bool:
    """Whether a clause denies its act: "will not launch", "a launch is not planned"; not what is said behind it."""
    match = DENIED.search(text, clause.start, clause.end)
    return match is not None and match.start() <= act.end + _NEAR


def is_left_open(text: str, clause: Span) -> bool:
    """Whether a clause only speaks of what may be, or calls it off."""
    return any(p.search(text, clause.start, clause.end) for p in (MAYBE, MAY)) or is_called_off(text, clause)


def is_called_off(text: str, clause: Span) -> bool:
    """Whether something is dropped, or put off without a new date ("postponed to March" is a promise again)."""
    if DROPPED.search(text, clause.start, clause.end):
        return True
    match = PUT_OFF.search(text, clause.start, clause.end)
    return match is not None and not COMMITS.search(text, match.start(), clause.end)


def is_put_off(text: str, clause: Span) -> bool:
    """Whether a clause says that something is dropped or put off, with a new date or without."""
    return any(p.search(text, clause.start, clause.end) for p in (DROPPED, PUT_OFF))


def is_conditional(text: str, clause: Span) -> bool:
    """Whether a clause makes its words depend on something."""
    return CONDITIONAL.search(text, clause.start, clause.end) is not None


def opens_condition(text: str, clause: Span) -> bool:
    """Whether a clause is the condition of the next: "若审批顺利，…"."""
    match = CONDITIONAL.search(text, clause.start, clause.end)
    return match is not None and match.start() - clause.start <= _OPENING


def is_others(text: str, sentence: Span) -> bool:
    """Whether a sentence says what others expect."""
    return OTHERS_EXPECT.search(text, sentence.start, sentence.end) is not None


def is_hearsay(text: str, sentence: Span) -> bool:
    return HEARSAY.search(text, sentence.start, sentence.end) is not None
