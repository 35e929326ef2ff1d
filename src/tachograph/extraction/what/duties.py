"""Rates of duty that no noun stands beside: "battery cars pay an extra 35.3% if SAIC made them, on top of the usual 10%"."""

from __future__ import annotations

from tachograph.core.claim import Kind
from tachograph.core.pack import Pack
from tachograph.extraction.draft import Draft
from tachograph.extraction.numbers.figures import Form
from tachograph.extraction.scene import Scene, Sentence
from tachograph.extraction.text import cues
from tachograph.extraction.text.caseless import Caseless
from tachograph.extraction.vocabulary import Sort

_TARIFF = "tariff"
_NEAR = 2  # sentences back that may have named the duty
_RATE = Caseless(
    r"\b(?:(?:extra|additional|standard|regular|usual|normal|base|ordinary|basic|full|flat|special|old|general|uniform)\s(?:rate\s(?:of\s)?|duty\s(?:of\s)?)?"
    r"|(?:pay(?:s|ing)?|paid|fac(?:es?|ed|ing)|charg(?:es?|ed|ing)|lev(?:y|ies|ied)|impos(?:es?|ed|ing)|slap(?:s|ped)?|taxed|hit with|subject to|instead of)\s"
    r"(?:[\w-]+\s){0,3}?(?:at\s|with\s)?)"
    r"(?:(?:an?|the|of|up to|as much as|another|about|around|at least|just|only|at|rate)\s){0,3}$"
)
# What only duties are: "charges an extra 17% …, on top of the standard 10%".
_TOPPED = Caseless(
    r"\b(?:charg(?:es?|ed|ing)|lev(?:y|ies|ied|ying)|impos(?:es?|ed|ing)|slap(?:s|ped|ping)?)\s(?:an? )?(?:(?:extra|additional|further|another)\s)?(?:(?:up to|as much as)\s)?"
    r"[\d.]+\s?(?:%|per ?cent)(?:\s(?:duty|tariff))?\son\s(?:[\w'’-]+\s){0,6}(?:cars|vehicles|evs|imports|models|batteries)\b"
    r"|\b(?:on top of|over and above|in addition to) (?:the|its|a|their) (?:usual|standard|regular|normal|base|basic|existing|general|ordinary)\s(?:rate of\s)?[\d.]+\s?(?:%|per ?cent)"
)
_AFTER_RATE = Caseless(r"\b(?:share|margin|sales|deliveries|exports|growth|revenue|profit|stake|market|penetration)\b")


def settle_duties(scene: Scene, sentence: Sentence, drafts: list[Draft], pack: Pack) -> None:
    """Make percentages levels of a duty, where one was spoken of and the words say that it is paid."""
    if _TARIFF not in pack.metrics or not any(d.figure.form is Form.PERCENT for d in drafts):
        return
    if not _spoken_of(scene, sentence) and not _TOPPED.search(scene.text, sentence.span.start, sentence.span.end):
        return
    text, before = scene.text, sentence.span.start
    taxed = False
    for draft in drafts:
        lead = text[before : draft.figure.full.start]
        before = draft.span.end
        if draft.figure.form is not Form.PERCENT or draft.figure.signed or draft.metric or "table" in draft.fixed:
            taxed = False
            continue
        goes_on = taxed and not _AFTER_RATE.search(lead) and not (cues.UP.search(lead) or cues.DOWN.search(lead))
        if goes_on or _RATE.search(lead):
            draft.metric, draft.kind, taxed = _TARIFF, Kind.LEVEL, True
        else:
            taxed = False


def _spoken_of(scene: Scene, sentence: Sentence) -> bool:
    """Whether the sentence, or one shortly before, names a duty."""
    near = scene.sentences[max(0, sentence.index - _NEAR) : sentence.index + 1]
    return any(m.key == _TARIFF for s in near for m in s.of_sort(Sort.METRIC))
