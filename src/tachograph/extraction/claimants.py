"""Who says a figure."""

from __future__ import annotations

import re

from tachograph.core.pack import EntityKind, Pack
from tachograph.extraction import cues
from tachograph.extraction.names import NOT_NAMES
from tachograph.extraction.scene import Scene, Sentence
from tachograph.extraction.vocabulary import Sort

_PERSON_SAYS = re.compile(
    r"(?:(?<=\W)|^)(?P<name>[A-Z][a-z'’-]+ [A-Z][a-z'’-]+(?: [A-Z][a-z'’-]+)?)(?:, [^,.;]{3,60},)?\s+(?:also |has |had )?"
    r"(?:said|says|told|commented|predicted|mentioned|stated|noted|announced|added)\b"
    r"|(?:according to|,? said|,? says)\s+(?:[\w-]+\s){0,4}?(?P<name2>[A-Z][a-z'’-]+ [A-Z][a-z'’-]+)\b"
)


def claimant_of(scene: Scene, sentence: Sentence, pack: Pack) -> str | None:
    """Who the sentence attributes its figures to: a body, firm or person that says, reports, forecasts or counts."""
    text = scene.text
    mentions = sentence.of_sort(Sort.ENTITY)
    for mention in mentions:
        entity = pack.entities[mention.key]
        before = text[sentence.span.start : mention.span.start]
        after = text[mention.span.end : sentence.span.end]
        if entity.kind is EntityKind.BODY and (
            cues.SAY_AFTER.match(after) or cues.SAY_BEFORE.search(before) or _offers(after)
        ):
            return entity.name
    person = _PERSON_SAYS.search(text, sentence.span.start, sentence.span.end)
    if person:
        name = person["name"] or person["name2"]
        if name.split()[0] not in NOT_NAMES:
            known = next((m for m in mentions if text[m.span.start : m.span.end] in name), None)
            return name if known is None or pack.entities[known.key].kind is not EntityKind.MODEL else None
    return None


def _offers(after: str) -> bool:
    return bool(
        re.match(r"(?:\s*\([^)]*\))?\s*(?:offers|gives|'s (?:count|forecast|estimate|figures)|put|sees)\b", after)
    )
