"""What gives the time of what follows: headings, short sentences, the items of a list, the sentence before."""

from __future__ import annotations

import re

from tachograph.core.claim import Kind, Modality
from tachograph.core.period import Period
from tachograph.extraction.draft import Draft
from tachograph.extraction.scene import Scene, Sentence
from tachograph.extraction.times.expressions import Sense, TimeMention
from tachograph.extraction.when.clock_signs import ITEM

_WORDS = 12
_WEEK = 7  # days
_SHORT = 12  # characters: "Then came ."
_ENDS = re.compile(r"[.!?:;,…][\"'”’)\]]*$")  # a colon announces a list, and what that is of stands in its items
# "The first eight months of 2025 at a glance:": of this a list is, whatever its items say
_GLANCE = re.compile(
    r"\b(?:at a glance|in (?:brief|figures|numbers|short)|key (?:figures|numbers|data)|overview|highlights|snapshot|summary)\b[^.;]*:$",
    re.IGNORECASE,
)
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
    if scene.sentences[later].block == sentence.block or "|" in line:
        return False
    announces = _GLANCE.search(line) and _ITEM.match(scene.text, scene.sentences[later].span.start)
    if _ENDS.search(line) and not announces:
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


def is_item(scene: Scene, sentence: Sentence) -> bool:
    """Whether an English line opens as an item of a list does: with a name and a colon or dash."""
    english = scene.document.lang == "en" and scene.opens_line(sentence)
    return english and ITEM.match(scene.text, sentence.span.start, sentence.span.end) is not None


def item_time(scene: Scene, sentence: Sentence, told: list[Draft], item: Period | None) -> Period | None:
    """The time of a list's items: that of the first figure of the first, until a line is no item."""
    if not scene.opens_line(sentence):
        return item
    if not is_item(scene, sentence):
        return None
    return item or next((d.period for d in told if d.kind is Kind.LEVEL and d.modality is Modality.ACTUAL), None)


def told_by_unit(told: list[Draft]) -> tuple[tuple[str | None, Period], ...]:
    """When the latest figures in each unit hold, where these are of one time: of December and of the year says neither."""
    periods: dict[str | None, set[Period]] = {}
    for draft in told:
        if draft.kind in (Kind.LEVEL, Kind.SHARE) and draft.modality is Modality.ACTUAL and draft.period is not None:
            periods.setdefault(draft.unit, set()).add(draft.period)
    latest = {unit: [p for p in held if p.end == max(h.end for h in held)] for unit, held in periods.items()}
    return tuple((unit, held[0]) for unit, held in latest.items() if len(held) == 1)
