"""The company that a text is about by its title, to which its paragraphs return."""

from __future__ import annotations

from dataclasses import replace

from tachograph.extraction.draft import Subject
from tachograph.extraction.scene import Scene, Sentence
from tachograph.extraction.text.caseless import Caseless
from tachograph.extraction.vocabulary import Sort, sells
from tachograph.extraction.whose.names import Topic

_SEVERAL = 3  # sellers
_THEY = Caseless(
    r"\b(?:it|its|they|their|he|she|the (?:[\w-]+ )?(?:company|group|firm|brand|maker|carmaker|automaker|start-?up|alliance))\b"
)


class Theme:
    """Remembers what each paragraph began with; give it the sentences in order."""

    def __init__(self, scene: Scene, about: Subject | None) -> None:
        self.scene, self.about = scene, about
        self._began = about

    def back(self, sentence: Sentence, topic: Topic, market: Subject | None = None) -> Topic:
        """The topic at the start of a sentence: at a paragraph that names nobody, the company of the title.

        Only where the paragraph before began with that company and strayed to another.
        """
        last = self.scene.sentences[sentence.index - 1] if sentence.index else None
        if last is None or last.block == sentence.block:
            return topic
        strayed = topic.subject.entity if topic.subject is not None else None
        if market is not None and strayed is not None and sells(strayed) and self._told_of_several(sentence, last):
            return replace(topic, subject=market)
        if self.about is None and not last.index and (not last.figures or self._is_title(last)):
            self.about = self._began = topic.subject  # a headline
        if self.about is None:
            return topic
        began, self._began = self._began, topic.subject
        if began is None or began.name != self.about.name or strayed is None or not sells(strayed):
            return topic
        asked = last.span.of(self.scene.text).rstrip().endswith("?")
        if asked or topic.block != last.block or sentence.of_sort(Sort.ENTITY) or self.scene.document.lang != "en":
            return topic
        self._began = self.about
        return replace(topic, subject=self.about)

    def _is_title(self, sentence: Sentence) -> bool:
        """Whether a sentence is the title of the document, which is about the one seller that it names."""
        named = {m.key for m in sentence.of_sort(Sort.ENTITY)}
        return len(named) == 1 and sentence.span.of(self.scene.text) == (self.scene.document.title or "").strip()

    def _told_of_several(self, sentence: Sentence, last: Sentence) -> bool:
        """Whether a paragraph that names nobody follows one that went through several sellers."""
        if sentence.of_sort(Sort.ENTITY) or self.scene.document.lang != "en":
            return False
        if _THEY.search(self.scene.text, sentence.span.start, sentence.span.end):
            return False
        told = {
            m.key
            for s in self.scene.sentences[: last.index + 1]
            if s.block == last.block
            for m in s.of_sort(Sort.ENTITY)
        }
        return len(told) >= _SEVERAL
