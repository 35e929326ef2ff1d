"""A document laid out in sentences with what stands in them: figures, names, times."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from tachograph.core.cached import kept_with_owner
from tachograph.core.document import Document
from tachograph.core.pack import EntityKind, Pack
from tachograph.core.sentences import split_blocks, split_sentences
from tachograph.extraction.numbers.figures import UnitLexicon, find_figures
from tachograph.extraction.scene import Scene, lay_out, marked
from tachograph.extraction.text.datelines import is_written_in
from tachograph.extraction.text.paragraphs import paragraphs
from tachograph.extraction.times.expressions import find_times
from tachograph.extraction.vocabulary import Sort, Vocabulary
from tachograph.extraction.whose.lists import share_units
from tachograph.extraction.whose.strangers import acquainted, mentions_of, strangers_in

_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(?:[^\n]*\n){0,40}?---[ \t]*\r?\n")


class Layout(NamedTuple):
    """A document laid out, the words of the pack, and the pack with the sellers that only this document names."""

    scene: Scene
    vocabulary: Vocabulary
    pack: Pack


@lru_cache(maxsize=1)  # claims, promises and events are read from a document in turn
def laid_out(document: Document, pack: Pack) -> Layout:
    """A document in plain writing, laid out in sentences with what stands in them."""
    vocabulary, lexicon = _compiled(pack)
    if document.lang == "zh":
        document = marked(document)
    start = _body_start(document.text)
    spans = tuple(s for s in split_sentences(document.text) if s.start >= start)
    figures = share_units(document.text, [f for f in find_figures(document.text, lexicon) if f.span.start >= start])
    mentions = tuple(m for m in vocabulary.find(document.text) if m.span.start >= start)
    mentions = tuple(m for m in mentions if m.sort is not Sort.REGION or not is_written_in(document.text, m.span))
    strangers = strangers_in(document.text, document.lang, mentions)
    if strangers:
        pack, mentions = acquainted(pack, strangers), mentions_of(document.text, strangers, mentions)
    blocks = paragraphs(document.text, spans) if document.lang == "en" else split_blocks(document.text)
    times = find_times(document, spans)
    return Layout(lay_out(document, spans, blocks, figures, mentions, times), vocabulary, pack)


def _body_start(text: str) -> int:
    """Where the text begins behind the front matter of a Markdown file, which is about the file."""
    match = _FRONT_MATTER.match(text)
    return match.end() if match else 0


@kept_with_owner
def _compiled(pack: Pack) -> tuple[Vocabulary, UnitLexicon]:
    """The pack's words, compiled once per pack: a pure cache."""
    models = (e for e in pack.entities.values() if e.kind is EntityKind.MODEL)
    names = (name for model in models for name in model.names.get("en", ()))
    return Vocabulary(pack), UnitLexicon(pack.units, names)
