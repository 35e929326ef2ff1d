"""The company that a text is about by its title, to which its paragraphs return."""

from __future__ import annotations

import re
from dataclasses import replace

from tachograph.extraction.draft import Subject
from tachograph.extraction.scene import Scene, Sentence
from tachograph.extraction.text.caseless import Caseless
from tachograph.extraction.vocabulary import Sort, sells
from tachograph.extraction.whose.names import Topic

_SEVERAL = 2  # sellers
_THEY = Caseless(
    r"\b(?:it|its|they|their|he|she|the (?:[\w-]+ )?(?:company|group|firm|brand|maker|carmaker|automaker|start-?up|alliance))\b",
    r"公司|集[团團]|[该該本][车車][企厂廠]|[该該]品牌|[这這][家间間][^，。；]{0,10}(?:[车車][企厂廠]|[厂廠]商|企[业業]|新[势勢]力|巨[头頭]|品牌)|其(?![他它余餘中实實次间間])|它|他们?|她|我们?|我們?|管理[层層]|旗下",
)

# What a Chinese paragraph calls the company of its text: 公司预计, 截至年底，集团在…, 管理层料; 该公司 is the one just told of.
_ITSELF_ZH = re.compile(
    r"[^。；：]{0,20}?(?:(?<![\u4e00-\u9fff])|(?<=[日月年度底末期来來前后後时時外过過]))"
    r"(?:本?公司|本?集[团團]|管理[层層]|董事[会會])(?![层層]面|[总總]部|[们們])"
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
        if self.about is None and self._is_headline(last):
            self.about = self._began = topic.subject
        if self.about is None:
            return topic
        began, self._began = self._began, topic.subject
        if began is None or began.name != self.about.name or strayed is None or not sells(strayed):
            return topic
        asked = last.span.of(self.scene.text).rstrip().endswith("?")
        if asked or topic.block != last.block or not self._is_of_itself(sentence):
            return topic
        self._began = self.about
        return replace(topic, subject=self.about)

    def _is_title(self, sentence: Sentence) -> bool:
        """Whether a sentence is the title of the document, which is about the one seller that it names."""
        named = {m.key for m in sentence.of_sort(Sort.ENTITY)}
        return len(named) == 1 and sentence.span.of(self.scene.text) == (self.scene.document.title or "").strip()

    def _is_headline(self, last: Sentence) -> bool:
        """Whether the paragraph that ``last`` ends is a headline: without figures or the title itself, in Chinese without a full stop."""
        if self.scene.document.lang != "zh":
            return not last.index and (not last.figures or self._is_title(last))
        opens = last.block == self.scene.sentences[0].block
        return opens and not last.span.of(self.scene.text).rstrip().endswith(("。", "！", "："))

    def _is_of_itself(self, sentence: Sentence) -> bool:
        """Whether a paragraph that begins with ``sentence`` goes back to the company of the title: it names nobody.

        A Chinese one has to say so, for there the subject of the sentence before is left out just as well.
        """
        if self.scene.document.lang == "en":
            return not sentence.of_sort(Sort.ENTITY)
        said = _ITSELF_ZH.match(self.scene.text, sentence.span.start, sentence.span.end)
        return said is not None and not any(m.span.start < said.end() for m in sentence.of_sort(Sort.ENTITY))

    def _told_of_several(self, sentence: Sentence, last: Sentence) -> bool:
        """Whether a paragraph that names nobody follows one that went through several sellers."""
        if sentence.of_sort(Sort.ENTITY):
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
