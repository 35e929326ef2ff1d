"""Who "we" and "you" are in an interview: the company of the one who answers, which the text is about."""

from __future__ import annotations

from tachograph.core.span import Span
from tachograph.extraction.scene import Scene, Sentence
from tachograph.extraction.text.caseless import Caseless

# Those who only watch speak of others: "we expect", "our estimate".
_WE = Caseless(
    r"\b(?:we|our)\b(?! (?:\w+ly |now |still |do not |don't )?(?:expect|estimat|forecast|project|model|see\b|think|believ|reckon|assum|predict"
    r"|guess|suspect|calculat|count\b|counted|view|tally|analys|survey|sample|data\b|figures))"
)
_YOU = Caseless(r"\byour?\b")


def own_voice(scene: Scene, sentence: Sentence, end: int) -> Span | None:
    """The "we" of an answer, or the "your" of a question, before ``end`` in a sentence of an interview."""
    said = _WE.search(scene.text, sentence.span.start, end)
    if said is not None:
        return Span(*said.span()) if scene.is_quoted(sentence) else None
    said = _YOU.search(scene.text, sentence.span.start, end)
    following = next((s for s in scene.sentences[sentence.index + 1 :] if s.block != sentence.block), None)
    if said is None or following is None or scene.is_quoted(sentence):
        return None
    return Span(*said.span()) if scene.is_quoted(following) else None
