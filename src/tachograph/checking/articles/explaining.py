"""Why two articles may give different figures for one thing without either being wrong."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tachograph.checking.articles.corpus import Cell, Corpus, Said
from tachograph.checking.articles.versions import Version
from tachograph.checking.denied import relatives
from tachograph.checking.evidence import same_figure
from tachograph.checking.wording import series_words
from tachograph.core.claim import Modality
from tachograph.core.pack import EntityKind

_PRELIMINARY = re.compile(
    r"\b(?:preliminary|provisional|flash|initial (?:count|data|figures?)|estimate[sd]?|advance figures?)\b|初步|初值|快报|快報|预估|預估|估算",
    re.IGNORECASE,
)
_DIGITS = 3  # significant ones: a rounder figure is found elsewhere by chance


def explanation(corpus: Corpus, given: Sequence[Version]) -> str:
    """What may explain that the figures differ; empty if nothing does."""
    first = given[0]
    if first.claim.modality is Modality.TARGET:
        return "an aim may have been changed in between"
    early = [v for v in given if any(_preliminary(corpus, one) for one in v.said)]
    if early and len(early) < len(given):
        return f"{' and '.join(v.claim.quote for v in early)} is a preliminary count"
    days = {corpus.document(one).published for v in given for one in v.said}
    context = corpus.figures[first.said[0].place].context
    entity = context.entity(first.claim)
    if entity is not None and entity.kind is EntityKind.MARKET and len(days - {None}) > 1:
        return "a market's figures are revised, and these appeared on different days"
    return ""


def _preliminary(corpus: Corpus, said: Said) -> bool:
    context = corpus.figures[said.place].context
    words = f"{context.document.title or ''}\n{context.sentence_text(said.claim)}"
    return said.claim.modality is Modality.ESTIMATE or bool(_PRELIMINARY.search(words))


def meant_elsewhere(corpus: Corpus, version: Version) -> str:
    """What another article gives this very figure for, of the same subject or a relative; empty if none does."""
    claim, first = version.claim, version.said[0]
    if len(claim.quantity.value.normalize().as_tuple().digits) < _DIGITS:
        return ""
    context = corpus.figures[first.place].context
    entity = context.entity(claim)
    subjects = (first.scope.subject, *(relatives(entity, context.pack) if entity else ()))
    own = {said.place for said in version.said}
    for other in (said for subject in subjects for said in corpus.by_subject.get(subject, ())):
        alike = other.claim.kind is claim.kind and other.scope.unit == first.scope.unit and other.place not in own
        fine = other.claim.quantity.precision <= claim.quantity.precision
        if alike and fine and same_figure(other.claim.quantity, claim.quantity) and Cell.of(other) != Cell.of(first):
            return f"{claim.quote} is what {corpus.name(other)} gives for {series_words(other.claim, context.pack)}"
    return ""
