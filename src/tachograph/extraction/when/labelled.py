"""Times that stand before a figure in brackets as its label: "52,300 (prior week: 49,300)", "480,186 (October: 441,706)"."""

from __future__ import annotations

import re

from tachograph.core.period import Period
from tachograph.extraction.numbers.figures import Figure
from tachograph.extraction.scene import Sentence
from tachograph.extraction.times.calendar import shifted
from tachograph.extraction.times.expressions import TimeMention

_OPENS = re.compile(r"(?:[(\[]|[;,]\s)(?:(?:and|vs\.?|versus|against|after|from|in|for|the|a|one)\s){0,2}$")
_LABELS = re.compile(r"\s?[:=]?\s?(?:about |around |some |only |just |roughly |nearly |almost )?")
# what is before what was told, not before the day on which it is read
_BEFORE_IT = re.compile(
    r"(?:(?:the|a|one)\s)?(?:(?:prior|previous|preceding|last)\s(?P<unit>week|month|quarter|half|year|period)|(?P<ago>week|month|quarter|year)\s(?:before|earlier|ago))$",
    re.IGNORECASE,
)
_NEAR = 16  # characters


def labelled_by(text: str, sentence: Sentence, figure: Figure) -> TimeMention | None:
    """The time that is the label of a figure in brackets."""
    start = figure.full.start
    for time in sentence.times:
        if time.span.end > start or _LABELS.fullmatch(text, time.span.end, start) is None:
            continue
        lead = text[max(sentence.span.start, time.span.start - _NEAR) : time.span.start]
        inside = text.rfind("(", sentence.span.start, start) > text.rfind(")", sentence.span.start, start)
        if inside and _OPENS.search(lead):
            return time
    return None


def labels_another(text: str, sentence: Sentence, time: TimeMention, figure: Figure) -> bool:
    """Whether a time is the label of another figure than the one at hand."""
    following = sentence.figure_after(time.span.end)
    return following is not None and following is not figure and labelled_by(text, sentence, following) is time


def meant_by(text: str, time: TimeMention, now: Period | None) -> Period | None:
    """The period that a label names; ``now`` is that of the figure before the brackets."""
    said = _BEFORE_IT.fullmatch(time.span.of(text))
    if said is None:
        return time.period or shifted(now, time.shift)
    unit = said["unit"] or said["ago"]
    return shifted(now, "year" if unit.lower() == "year" else "previous")
