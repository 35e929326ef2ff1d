"""Who "we" and "you" are in an interview: the company of the one who answers, which the text is about."""

from __future__ import annotations

from itertools import groupby

from tachograph.core.cached import cached_property
from tachograph.core.pack import Entity, EntityKind, Pack
from tachograph.core.span import Span
from tachograph.extraction.draft import Subject
from tachograph.extraction.scene import Scene, Sentence
from tachograph.extraction.text.caseless import Caseless
from tachograph.extraction.vocabulary import Sort, sells

# Those who only watch speak of others: "we expect", "our estimate".
_WE = Caseless(
    r"\b(?:we|our)\b(?! (?:\w+ly |now |still |do not |don't )?(?:expect|estimat|forecast|project|model|see\b|think|believ|reckon|assum|predict"
    r"|guess|suspect|calculat|count\b|counted|view|tally|analys|survey|sample|data\b|figures))"
)
_YOU = Caseless(r"\byour?\b")
_ASKED = ("?", "？")
_OFTEN = 2  # questions make an interview
_LONGEST = 3  # sentences of a question


class Interview:
    """What a text is by its paragraphs: questions to somebody, and what is answered.

    A text with a few paragraphs that end by asking, one of which says "you", is an interview.
    """

    def __init__(self, scene: Scene, pack: Pack) -> None:
        self.scene, self.pack = scene, pack

    @cached_property
    def questions(self) -> frozenset[int]:
        """The blocks in which somebody is asked; none in a text that is no interview."""
        text, asked, addressed = self.scene.text, set[int](), set[int]()
        for block, held in groupby(self.scene.sentences, key=lambda s: s.block):
            said = list(held)
            start, end = said[0].span.start, said[-1].span.end
            you = len(said) <= _LONGEST and _YOU.search(text, start, end) is not None
            if len(said) <= _LONGEST and text[start:end].rstrip(' *_”"').endswith(_ASKED):
                asked.add(block)
                addressed |= {block} if you else set()
            elif you and len(said) == 1 and not said[0].figures and not self.scene.is_quoted(said[0]):
                addressed.add(block)  # "Some would say you are dumping."
        return frozenset(asked | addressed) if len(asked) >= _OFTEN and asked & addressed else frozenset()

    @cached_property
    def company(self) -> Subject | None:
        """The seller that is named first before any question: for which somebody answers."""
        first = min(self.questions, default=-1)
        told = (m for s in self.scene.sentences if s.block < first for m in s.of_sort(Sort.ENTITY))
        entities = [self.pack.entities[m.key] for m in told]
        sellers = [Subject(e.name, e) for e in entities if sells(e) and "sellers" not in e.tags]
        known = (s for s in sellers if s.id is not None)  # a name that only the text has may be that of who answers
        return next(known, sellers[0] if sellers else None)

    def asks(self, sentence: Sentence) -> bool:
        """Whether a question begins with a sentence: what was said before it holds no longer."""
        return sentence.block in self.questions and self.scene.opens_block(sentence)

    def asked_of(self, sentence: Sentence) -> Subject | None:
        """The one seller other than the own company that a question names: it is answered of that."""
        if sentence.block not in self.questions or sentence.figures:
            return None
        named = [self._maker(self.pack.entities[m.key]) for m in sentence.of_sort(Sort.ENTITY)]
        own = self.company.entity if self.company is not None else None
        others = {e.name: e for e in named if sells(e) and e is not own and "sellers" not in e.tags}
        return Subject(*others.popitem()) if len(others) == 1 else None

    def _maker(self, entity: Entity) -> Entity:
        """The brand or maker of a model."""
        above = [m.parent for m in entity.parents if m.parent in self.pack.entities]
        return self.pack.entities[above[0]] if entity.kind is EntityKind.MODEL and above else entity

    def answers(self, sentence: Sentence) -> bool:
        """Whether a sentence stands in an answer."""
        return bool(self.questions) and sentence.block > min(self.questions) and sentence.block not in self.questions

    def own_voice(self, sentence: Sentence, end: int) -> Span | None:
        """The "we" of an answer, or the "your" of a question, before ``end`` in a sentence of an interview."""
        scene = self.scene
        said = _WE.search(scene.text, sentence.span.start, end)
        if said is not None:
            return Span(*said.span()) if scene.is_quoted(sentence) or self.answers(sentence) else None
        said = _YOU.search(scene.text, sentence.span.start, end)
        if said is None:
            return None
        if self.answers(sentence) and self.company is not None:
            return Span(*said.span())  # "add those and you're at 59,500"
        if self.questions and self.asked_of(sentence) is not None:
            return None  # "What went through your head when Xiaomi launched the YU7?"
        following = next((s for s in scene.sentences[sentence.index + 1 :] if s.block != sentence.block), None)
        if following is None or scene.is_quoted(sentence):
            return None
        return Span(*said.span()) if scene.is_quoted(following) else None
