"""Headings and short sentences that name the time of what follows: "Highlights for the Full Year of 2024"."""

from __future__ import annotations

import re

from tachograph.core.period import Period
from tachograph.extraction.scene import Scene, Sentence
from tachograph.extraction.times.expressions import Sense, TimeMention

_WORDS = 12
_WEEK = 7  # days
_SHORT = 12  # characters: "Then came ."
_ENDS = re.compile(r"[.!?:;,…][\"'”’)\]]*$")  # a colon announces a list, and what that is of stands in its items
_ITEM = re.compile(r"[*•●▪‣·–—-]\s|[(（]?\d{1,2}[.)]\s|>")
_CAPTION = re.compile(r"(?:source|note|photo|image|chart|table|figure|graphic|see|read|related|also)\b", re.IGNORECASE)


def headed_time(scene: Scene, sentence: Sentence, times: list[TimeMention]) -> Period | None:
    """The month, quarter or year that a heading of an English text names, if it names only that one."""
    if scene.document.lang != "en" or not times or not is_heading(scene, sentence):
        return None
    periods = {t.period for t in times}
    plain = all(t.sense is Sense.PERIOD and not t.future and not t.reporting for t in sentence.times)
    period = times[0].period
    months = period.whole_months if period is not None else None
    return period if plain and len(periods) == 1 and months is not None else None


def is_heading(scene: Scene, sentence: Sentence) -> bool:
    """Whether a sentence is a line of its own that ends in no mark, between others."""
    text, later = scene.text, sentence.index + 1
    if not scene.opens_block(sentence) or later >= len(scene.sentences):
        return False
    line = sentence.span.of(text)
    if scene.sentences[later].block == sentence.block or "|" in line or _ENDS.search(line):
        return False
    return len(line.split()) <= _WORDS and _ITEM.match(line) is None and _CAPTION.match(line.lstrip("#* ")) is None


def turned_to(sentence: Sentence, times: list[TimeMention]) -> Period | None:
    """The time that a short sentence only names: "Then came 2021."."""
    if len(times) != 1 or len(sentence.times) != 1 or times[0].sense is not Sense.PERIOD or times[0].future:
        return None
    if times[0].period is None or times[0].period.days == _WEEK:
        return None  # the weeks of a table below are told by their columns
    words = sentence.span.end - sentence.span.start - (times[0].span.end - times[0].span.start)
    return times[0].period if words <= _SHORT and not sentence.mentions else None
