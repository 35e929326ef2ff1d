"""Which way a change goes, told by the words around its figure."""

from __future__ import annotations

import re

from tachograph.core.claim import Kind
from tachograph.core.span import Span
from tachograph.extraction.draft import Draft
from tachograph.extraction.numbers.figures import Form
from tachograph.extraction.scene import Sentence
from tachograph.extraction.text import cues
from tachograph.extraction.text.caseless import Caseless

_NEAR = 4  # words: how far a direction word reaches over an adverb or an article
_AFTER_CUT = re.compile(r"[,;.:|)，。；）]|\b(?:and|but|to|from|in|at|while|with)\b")
# What loosens the number says nothing of the way: "shrank by more than a third".
LOOSENED = re.compile(
    r"\b(?:(?:more|less|better|fewer|little more|no more|no less) than|over|under|above|below|at least|up to)\s$|不?[低高少多大小][于於]$|不[超足到][过過]?$",
    re.IGNORECASE,
)
_GROWTH_STILL = re.compile(
    r"\bgrowth\b[^.;\d]*\b(?:slower|weaker|lower|softer|smaller|more modest)\b[^.;\d]*$"
    r"|\b(?:growth(?: rate)?|(?:cumulative|annual|growth|monthly) (?:rate|pace))\s(?:was|is|had been|stood at|came to)\s(?:[a-z]+\s)?$",
    re.IGNORECASE,
)
GONE = re.compile(
    r"\s(?:of (?:it|that|them|those) )?(?:was |were |is |are |has |have )?(?:gone|lost|wiped out|evaporated|vanished|disappeared)\b"
)
_OF_A_RIVAL = re.compile(  # "a hair behind Chery's 7.8%" compares two rates
    r"\b(?:behind|below|under|short of|shy of|above|ahead of|than)\s(?:[\w&.-]+\s){0,2}[\w&.-]+['’]s\s(?:own\s)?$",
    re.IGNORECASE,
)
_SIDE = re.compile(r"\s(?:of\s)?(?:potential\s|further\s)?(?P<way>up|down)side\b")
_OFF_A_BASE = re.compile(r" off (?:an? |the |last |its |that )?(?:\w+ ){0,2}(?:base|level|year|month|quarter)\b")
_AHEAD = re.compile(
    r"\b(?:ahead|beat\w*|met|won|wins?|leads?|led|top(?:s|ped)|exceed\w*|clear(?:s|ed)?|outsold|outsells|overtook|surpass\w*)\b[^.;\d]{0,30}\bby\s(?:[a-z]+\s){0,4}$",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"\b(?:behind|trail\w*|lag\w*|short|miss(?:ed|es)?|adrift)\b[^.;\d]{0,30}\bby\s(?:[a-z]+\s){0,4}$", re.IGNORECASE
)
_WORDS = re.compile(r"[A-Za-z0-9_%'’-]+|[\u4e00-\u9fff]")
# "growth slowed to 6.1%", 降幅收窄至3%: the rate has moved, what it is of still grows or falls
_RATE_MOVED = Caseless(
    r"\b(?:growth|(?:increases?|gains?|rises?)|(?P<fall>declines?|drops?|falls?|decreases?))(?: rates?)?\s(?:[a-z]+\s){0,3}?"
    r"(?:slow|narrow|eas|cool|moderat|slip|widen|accelerat|quicken|weaken|shr[aiu]nk)\w*\s(?:[a-z]+\s){0,2}(?:to|from)\s(?:[a-z]+\s){0,2}$",
    r"(?:[增涨漲升]幅|增速|(?P<fall_zh>[降跌减減]幅))[^，。；\d]{0,6}(?:收窄|放缓|放緩|回落|扩大|擴大|加快|缩小|縮小|提高|下降|降|升)[^，。；\d]{0,3}[至到为為][^，。；\d]{0,2}$",
)


class Window:
    """The text around a figure: ``lead`` back to the previous figure, ``tail`` on to the next, and all before it."""

    __slots__ = ("before", "inserted", "lead", "tail")

    def __init__(self, before: str, lead: str, tail: str, inserted: tuple[Span, ...]) -> None:
        self.before, self.lead, self.tail, self.inserted = before, lead, tail, inserted

    @classmethod
    def around(cls, text: str, sentence: Sentence, drafts: list[Draft], i: int, inserted: tuple[Span, ...]) -> Window:
        figure = drafts[i].figure
        previous = drafts[i - 1].span.end if i else sentence.span.start
        following = drafts[i + 1].span.start if i + 1 < len(drafts) else sentence.span.end
        return cls(
            text[sentence.span.start : figure.span.start],
            text[min(previous, figure.span.start) : figure.span.start],
            text[figure.span.end : max(following, figure.span.end)],
            inserted and tuple(a for a in inserted if not a.contains(figure.span)),
        )


def set_sign(draft: Draft, window: Window, earlier: list[Draft]) -> None:
    """Make a change negative where its words say a fall; what has a sign of its own keeps it."""
    if draft.figure.signed or draft.figure.form is Form.VAGUE:
        return
    if draft.figure.form is Form.MULTIPLE:
        return
    if _direction(window, earlier) < 0:
        negate(draft)


def negate(draft: Draft) -> None:
    """Turn a size into a fall of that size."""
    low, high = draft.low, draft.high
    if low is not None and low < 0:
        return
    # "fell more than 20%" is -20 or lower; a lower bound on the size is an upper bound on the value
    draft.low = None if high is None else -high
    draft.high = None if low is None else -low


def _direction(window: Window, earlier: list[Draft]) -> int:
    lead = window.lead
    if _OF_A_RIVAL.search(lead):
        return _as_before(earlier) or 1
    if rate := _RATE_MOVED.search(lead):
        return -1 if any(rate.groupdict().values()) else 1
    if _GROWTH_STILL.search(lead):
        return 1  # "growth, if a slower one: 4.3%"
    if GONE.match(window.tail) or _BEHIND.search(lead):
        return -1  # "another 2.3 percent gone", "trailed by 259,100"
    if _AHEAD.search(lead):
        return 1
    lead = LOOSENED.sub("", lead)
    if window.tail.startswith(" off ") and not _OFF_A_BASE.match(window.tail):
        return -1  # "up to 34% off the price"
    tail = _past_more(window.tail)
    cut = _AFTER_CUT.search(tail)
    if sign := _last_direction(" ".join(_WORDS.findall(tail[: cut.start()] if cut else tail)[:1])):
        return sign
    near = " ".join(_WORDS.findall(lead)[-_NEAR:])
    if (sign := _last_direction(near)) and not _blocked(lead):
        return sign
    if sign := direction_after(window.tail):
        return sign
    if sign := _last_direction(lead):
        return sign
    if earlier and earlier[-1].kind in (Kind.RANK, Kind.DURATION):  # "Tesla's decline, its seventh in a row, at 40.2%"
        moved = max((d.span.end - d.sentence.span.start for d in earlier if d.kind is Kind.CHANGE), default=0)
        if sign := _last_direction(LOOSENED.sub("", window.before[moved:])):
            return sign
    return _as_before(earlier) or _last_direction(LOOSENED.sub("", window.before)) or 1


def _as_before(earlier: list[Draft]) -> int:
    """The direction of the last change before; 0 if there is none."""
    for other in reversed(earlier):
        if other.kind is Kind.CHANGE:
            value = other.low if other.low is not None else other.high
            return -1 if value is not None and value < 0 else 1
    return 0


def _blocked(lead: str) -> bool:
    """Whether the words just before the figure close an earlier statement, as in "up 5% on the year, 3%"."""
    return bool(re.search(r"[,;]\s*(?:a|an|the)?\s*$", lead))


# 毛利率17.3%见新高: a record is no move
_RECORD_ZH = re.compile("(?:新|最|历史|歷史)[高低]|[高低][位点點]")


def direction_after(tail: str) -> int:
    """The direction said within a few words after the figure, before any break: "40% YoY decline", "12.4% fewer"."""
    tail = _RECORD_ZH.sub("", _past_more(tail))
    cut = _AFTER_CUT.search(tail)
    if (side := _SIDE.match(tail)) is not None:
        return 1 if side["way"] == "up" else -1  # "26% of upside from last night's close"
    words = _WORDS.findall(tail[: cut.start()] if cut else tail)[:_NEAR]
    phrase = " ".join(words)
    down, up = cues.DOWN.search(phrase), cues.UP.search(phrase)
    if down and (not up or down.start() < up.start()):
        return -1
    return 1 if up else 0


def _past_more(tail: str) -> str:
    """What follows a figure without the word that only loosens it: 六成多 is a little more than 60 percent."""
    return tail[1:] if tail.startswith(("多", "余", "餘")) else tail


def _last_direction(text: str) -> int:
    down, up = last_of(cues.DOWN, text), last_of(cues.UP, text)
    if down < 0 and up < 0:
        return 0
    return -1 if down > up else 1


def last_of(pattern: Caseless, text: str) -> int:
    """Where the last match begins; -1 if there is none."""
    position = -1
    for match in pattern.finditer(text):
        position = match.start()
    return position
