"""What an aim or forecast says of the figures around it: it is only a yardstick, is revised, or goes on behind a semicolon."""

from __future__ import annotations

import re

from tachograph.core.claim import Kind, Modality
from tachograph.extraction.draft import Draft
from tachograph.extraction.scene import Sentence
from tachograph.extraction.vocabulary import Sort

# what stands between an aim and the one that replaces it: 从70万辆下调至64万辆, 550万辆，后调整为460万辆
REVISED_TO = re.compile(
    "(?:的目标)?[，,]?(?:后来?|又|再|随后|之后|现)?(?:已|被)?(?:[下上][调調修]|调整|調整|[调調][低高]|修正)[至到为為][约約近]?"
)


def measures(aim: Draft, drafts: list[Draft]) -> bool:
    """Whether an aim only says how far its sentence's figures have come: "135,000 so far, of the 440,000 it promised"."""
    if aim.modality not in (Modality.TARGET, Modality.FORECAST) or aim.period is None:
        return False
    done = (d for d in drafts if d.modality is Modality.ACTUAL and d.kind is Kind.LEVEL and d.unit == aim.unit)
    return any(d.period is not None and aim.period.contains(d.period) for d in done)


def goes_on(text: str, sentence: Sentence, said: frozenset[Modality]) -> Modality | None:
    """What a Chinese clause goes on with behind a semicolon: 四季度交付12万至12.5万台；营收327.6亿至340.4亿元."""
    before = text[max(0, sentence.span.start - 2) : sentence.span.start].rstrip()
    forecast = before.endswith("；") and said == {Modality.FORECAST} and not sentence.times
    return Modality.FORECAST if forecast and not sentence.of_sort(Sort.ENTITY) else None
