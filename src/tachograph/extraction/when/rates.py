"""Rates of growth that are told only to be compared with: "faster than the 212% of a month earlier", "July's 2.8%"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tachograph.core.claim import Kind
from tachograph.core.period import Period
from tachograph.extraction.draft import Draft
from tachograph.extraction.numbers.figures import Form
from tachograph.extraction.scene import Sentence
from tachograph.extraction.text.caseless import Caseless
from tachograph.extraction.times.calendar import shifted

_MOVE = r"(?:declines?|drops?|falls?|dips?|slides?|slumps?|decreases?|gains?|rises?|increases?|jumps?|surges?|growth|pace|contraction)"
_OBJECT = Caseless(
    rf"\b(?:than|from|against|after|following|follows|followed|versus|vs\.?|compared (?:with|to)|topp(?:ed|ing)|exceed(?:ed|ing)|beat(?:ing)?|outpac(?:ed|ing))"
    rf"\s(?:(?:the|an?|falling|dropping|declining|slipping|rising|growing|climbing|gaining)\s)?(?:(?:\w+\s)?{_MOVE} of\s)?(?:just |only |about |some |around |over |nearly )?$"
)
_RATES = Caseless(rf"\b(?:{_MOVE}|rate|slow(?:er|ed|ing)?|fast(?:er)?|eas(?:ed|ing)|accelerat\w+|quicken\w+)\b")
_AT = re.compile(rf"(?:\s{_MOVE})?\s(?:(?:of|in|for|during|seen in|recorded in)\s)?(?:the\s)?")


def rate_then(
    text: str, sentence: Sentence, draft: Draft, drafts: Sequence[Draft], now: Period | None
) -> Period | None:
    """The earlier period of a rate that another is compared with; ``now`` is what the text tells of."""
    if draft.kind is not Kind.CHANGE or draft.figure.form is not Form.PERCENT:
        return None
    start = draft.figure.full.start
    before = [t for t in sentence.times if t.span.end <= start]
    possessed = before[-1] if before and text[before[-1].span.end : start] in ("'s ", "’s ") else None
    compared = _OBJECT.search(text, sentence.span.start, possessed.span.start if possessed else start)
    if compared is None:
        return None
    rates = [d for d in drafts if d.span.end <= compared.start() and d.kind is Kind.CHANGE]
    if not rates and not _RATES.search(text, sentence.span.start, compared.end()):
        return None
    behind = (t for t in sentence.times if _AT.fullmatch(text, draft.span.end, max(draft.span.end, t.span.start)))
    time = possessed or next(behind, None)
    if time is None:
        return None
    then = time.period or shifted(rates[-1].period if rates and rates[-1].period else now, time.shift)
    current = rates[-1].period if rates else now
    earlier = then is not None and (current is None or then.end < current.end)
    return then if earlier else None
