"""A question as a query: whose figure, of what, for when, and what is asked of it. Pure; today is given."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from tachograph.core.document import Document
from tachograph.core.pack import Entity, EntityKind, Metric, Nature, Pack
from tachograph.core.plain import plain
from tachograph.core.query import Asked, Query, QuestionWords, Wording
from tachograph.core.span import Span
from tachograph.extraction.layout import laid_out
from tachograph.extraction.scene import Scene
from tachograph.extraction.times.expressions import Sense, TimeMention
from tachograph.extraction.vocabulary import Mention, Sort, Vocabulary, sells
from tachograph.extraction.whose.names import NOT_NAMES, maker_of

_SHORT = 3  # letters: a shorter name in small letters is rather a word ("im", "id")
_NEAR = 4  # characters between the words for knowledge and the day
_SMALL = 1000  # a smaller number is no target
_SEVERAL = 2
_CODE = re.compile(
    r"(?<![A-Za-z0-9])(?![QH][1-4](?![A-Za-z0-9])|FY\d)[A-Z]{1,3}-?\d{1,3}[A-Za-z]?(?![A-Za-z0-9])", re.IGNORECASE
)  # what a model is called: SU9
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][\w-]+")
_PLURAL = re.compile(r"(?<=[A-Z0-9])s\b")  # "YU7s"
_WITHOUT_SELLER = (Asked.VALUE, Asked.VINTAGES, Asked.GROWTH, Asked.CONFLICT)


def parse_question(text: str, lang: str, pack: Pack, words: QuestionWords, today: date) -> Query:
    """What a question asks for; relative times count from ``today``. Figures, names and times are read as in articles."""
    scene, vocabulary, _ = laid_out(plain(Document("question", text, published=today, lang=lang)).document, pack)
    asked = _Question(scene, vocabulary, pack, words, lang)
    return asked.query()


class _Question:
    """A question laid out, with what is found in it."""

    def __init__(self, scene: Scene, vocabulary: Vocabulary, pack: Pack, words: QuestionWords, lang: str) -> None:
        self.text, self.pack, self.words, self.lang = scene.text, pack, words, lang
        self.mentions = _mentions(scene, vocabulary, lang)
        said = [t for s in scene.sentences for t in s.times]
        self.times = [t for t in said if t.period is not None]
        self.compared = [t for t in said if t.sense is Sense.COMPARISON]
        self.untimed = _blanked(scene.text, [t.span for t in said])
        self.numbers = [
            f.low
            for s in scene.sentences
            for f in s.figures
            if f.low is not None and f.low >= _SMALL and f.unit in (None, pack.main_unit)
        ]

    def query(self) -> Query:
        entities, model = self._entities()
        sellers = [e for e in entities if e.kind is not EntityKind.MARKET]
        known_on = self._known_on()
        wording = self._kind(len(sellers))
        kind = Asked(wording.id) if wording else Asked.VALUE
        region, metric = self._metric(kind, entities)
        segment = self._segment(sellers)
        if kind is Asked.VALUE and metric is None and not (self._says("counted") and (entities or segment)):
            kind = Asked.NONE
        reason = (wording.reason if wording else "") or ("metric" if kind is Asked.NONE else "")
        if not reason and (reason := self._unclear(kind, entities, segment, metric)):
            kind = Asked.NONE
        if not entities and segment and kind in _WITHOUT_SELLER and (market := self._market(segment)):
            entities, segment = [market], None
        if kind is Asked.LEADER and not sellers:
            entities = [e for e in entities if "sellers" in e.tags]
        return Query(
            kind,
            tuple(e.id for e in entities),
            metric.id if metric else None,
            next(iter(self._periods(known_on, metric)), None),
            segment,
            region,
            model,
            self._found(self.words.levels) if kind is Asked.LEADER else None,
            self._body(),
            self.numbers[0] if self.numbers and kind is Asked.TARGET else None,
            known_on.period.end if known_on and known_on.period else None,
            self._says("sequential"),
            kind is Asked.LEADER and self._says("growing"),
            reason,
            self.lang,
            tuple(self._periods(known_on, metric)[1:]),
            next((str(t.named) for t in self.compared if t.period is not None), None),
            not self._periods(known_on, metric) and self._says("cumulative"),
            self._basis() if kind is Asked.SHARE else None,
        )

    # --- what is asked ------------------------------------------------------------------------------------------------

    def _kind(self, sellers: int) -> Wording | None:
        """The first kind whose words stand in the question, not in its times ("the first quarter").

        Who is compared must be two at least; one that is compared with another time has changed.
        """
        for one in self.words.kinds:
            if self._matches(one, self.untimed) and (one.id != Asked.COMPARE or sellers >= _SEVERAL):
                return one
        return next((one for one in self.words.kinds if one.id == Asked.GROWTH and self.compared), None)

    def _found(self, wordings: Sequence[Wording]) -> str | None:
        return next((one.id for one in wordings if self._matches(one, self.untimed)), None)

    def _says(self, mark: str) -> bool:
        return self._matches(self.words.marks[mark])

    def _matches(self, wording: Wording, text: str | None = None) -> bool:
        return _pattern(wording.patterns[self.lang], self.lang).search(self.text if text is None else text) is not None

    def _unclear(self, kind: Asked, entities: Sequence[Entity], segment: str | None, metric: Metric | None) -> str:
        """Why the question cannot be trusted to mean what was understood: a name that no pack knows, or none at all."""
        taken = [m.span for m in self.mentions] + [t.span for t in self.times]
        codes = (Span(*c.span()) for c in _CODE.finditer(self.text))
        if any(not any(code.overlaps(span) for span in taken) for code in codes):
            return "name"
        if entities or segment or kind not in _WITHOUT_SELLER:
            return ""
        if self.lang == "en" and any(
            not any(Span(*c.span()).overlaps(span) for span in taken) and c.group() not in NOT_NAMES
            for c in _NAME.finditer(self.text)
        ):
            return "name"
        body = self._body()
        home = any(m.key == self.pack.home for m in self._of(Sort.REGION)) or (
            body is not None and self.pack.entities[body].home == self.pack.home
        )
        return "whose" if metric is not None and self._plain(metric) and not home else ""

    # --- whose --------------------------------------------------------------------------------------------------------

    def _entities(self) -> tuple[list[Entity], str | None]:
        """Who the question is about, in its order, a model by its maker; and the model. Bodies only say things."""
        found: dict[str, Entity] = {}
        model = None
        named = frozenset(m.key for m in self._of(Sort.ENTITY))
        for mention in self._of(Sort.ENTITY):
            entity = self.pack.entities[mention.key]
            if entity.kind is EntityKind.MODEL:
                maker = maker_of(entity, self.pack, named)
                if maker is not None:
                    found.setdefault(maker.id, maker)
                    model = model or entity.name
            elif entity.kind is not EntityKind.BODY:
                found.setdefault(entity.id, entity)
        sellers = [e for e in found.values() if sells(e)]
        return (sellers or list(found.values())), model

    def _body(self) -> str | None:
        """Who is to have said it."""
        return next((m.key for m in self._of(Sort.ENTITY) if self._kind_of(m) is EntityKind.BODY), None)

    def _market(self, segment: str) -> Entity | None:
        """The pack's own market for a segment."""
        own = (m for m in self.pack.markets if m.home == self.pack.home and "sellers" not in m.tags)
        return next((m for m in own if m.segment == segment and (not m.tags)), None)

    def _segment(self, sellers: Sequence[Entity]) -> str | None:
        """What narrows the figure, unless those it is about sell nothing else."""
        said = [m.key for m in self._of(Sort.SEGMENT)]
        return next((s for s in said if not any(e.segment == s for e in sellers)), None)

    # --- of what ------------------------------------------------------------------------------------------------------

    def _metric(self, kind: Asked, entities: Sequence[Entity]) -> tuple[str | None, Metric | None]:
        """The region and the metric. What is sold abroad is a metric of its own where the pack has one."""
        metrics = self.pack.metrics
        said = [metrics[m.key] for m in self._of(Sort.METRIC)]
        region = next((m.key for m in self._of(Sort.REGION) if m.key != self.pack.home), None)
        if kind is Asked.SHARE:
            part = not any(sells(e) for e in entities)
            wanted = "penetration" if part and "penetration" in metrics else "market_share"
            return region, metrics.get(wanted)
        metric = next((m for m in said if not self._plain(m)), said[0] if said else None)
        metric = metric or metrics.get(self._found(self.words.metrics) or "")
        metric = self._counted_by_body(metric) if not any(sells(e) for e in entities) else metric
        if metric is not None and self._plain(metric) and region is not None:
            own = next((metrics[i] for i in (f"{region}_{metric.id}", f"{region}_sales") if i in metrics), None)
            if own is not None:
                return None, own
        return region, metric

    def _basis(self) -> str | None:
        """The metric on some basis that is named."""
        return next((m.key for m in self._of(Sort.METRIC) if self.pack.metrics[m.key].basis), None)

    def _counted_by_body(self, metric: Metric | None) -> Metric | None:
        """What an association means: it counts what is sold, and knows no revenue ("vehicle sales")."""
        body = self._body()
        unit = self.pack.units.get(metric.unit) if metric else None
        if body is None or unit is None or unit.dimension != "money":
            return metric
        counted = [self.pack.metrics[m] for m in sorted(self.pack.entities[body].tags) if m in self.pack.metrics]
        return next((m for m in counted if self._plain(m)), next((m for m in counted if m.basis == "retail"), metric))

    def _plain(self, metric: Metric) -> bool:
        """Whether it is what a maker sells, on no basis: any other word for what is measured says more."""
        return (
            metric.nature is Nature.FLOW and metric.unit == self.pack.main_unit and not (metric.basis or metric.within)
        )

    # --- when ---------------------------------------------------------------------------------------------------------

    def _known_on(self) -> TimeMention | None:
        """The day on which it is to have been known: "as known on 3 February"."""
        found = _pattern(self.words.marks["known"].patterns[self.lang], self.lang).search(self.text)
        if found is None:
            return None
        return next((t for t in self.times if -_NEAR <= t.span.start - found.end() < _NEAR), None)

    def _periods(self, known_on: TimeMention | None, metric: Metric | None) -> list[str]:
        """The times that are no comparison; of a stock the day itself, of anything else the whole that is named."""
        stock = metric is not None and metric.nature is Nature.STOCK
        meant = (t for t in self.times if t is not known_on and t.sense is not Sense.COMPARISON)
        return list(dict.fromkeys(str(t.period if stock else t.named) for t in meant))

    def _of(self, sort: Sort) -> Iterator[Mention]:
        return (m for m in self.mentions if m.sort is sort)

    def _kind_of(self, mention: Mention) -> EntityKind:
        return self.pack.entities[mention.key].kind


def _mentions(scene: Scene, vocabulary: Vocabulary, lang: str) -> list[Mention]:
    """The pack's words; names also in small letters, as people type them, where there is no other."""
    found = [m for s in scene.sentences for m in s.mentions]
    if (singular := _PLURAL.sub(" ", scene.text)) != scene.text:
        found = list(vocabulary.find(singular))
    if one_of := list(_one_of(scene.text, vocabulary.pack)):
        found = sorted([*one_of, *(m for m in found if not any(m.span.overlaps(o.span) for o in one_of))], key=_place)
    codes = [Span(*c.span()) for c in _CODE.finditer(scene.text)]
    if any(not any(code.overlaps(m.span) for m in found) for code in codes):  # "su7"
        typed = vocabulary.find(scene.text.upper())
        models = [m for m in typed if any(code.overlaps(m.span) for code in codes)]
        found = sorted([*models, *(m for m in found if not any(m.span.overlaps(o.span) for o in models))], key=_place)
    if lang == "en" and not any(m.sort is Sort.ENTITY for m in found):
        names = (m for m in vocabulary.find(scene.text.upper()) if m.sort is Sort.ENTITY)
        small = [m for m in names if len(m.quote) >= _SHORT and not any(m.span.overlaps(f.span) for f in found)]
        found = sorted([*found, *small], key=_place)
    return found


def _blanked(text: str, spans: Sequence[Span]) -> str:
    """The text with blanks in place of some of it."""
    for span in spans:
        text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
    return text


def _place(mention: Mention) -> Span:
    return mention.span


def _one_of(text: str, pack: Pack) -> Iterator[Mention]:
    """Sellers that are spoken of together, asked for as one of them: "which EV start-up"."""
    spans: list[Span] = []
    for name, key in _singulars(pack):
        for match in re.finditer(rf"\b{re.escape(name)}\b", text, re.IGNORECASE):
            span = Span(*match.span())
            if not any(span.overlaps(other) for other in spans):
                spans.append(span)
                yield Mention(span, Sort.ENTITY, key, match.group())


@lru_cache(maxsize=4)
def _singulars(pack: Pack) -> tuple[tuple[str, str], ...]:
    """Such names without the plural, the longest first."""
    named = ((n.removesuffix("s"), m.id) for m in pack.markets if "sellers" in m.tags for n in m.names.get("en", ()))
    return tuple(sorted((one for one in named if one[0]), key=lambda one: -len(one[0])))


@lru_cache(maxsize=64)
def _pattern(patterns: tuple[str, ...], lang: str) -> re.Pattern[str]:
    whole = "|".join(patterns)
    return re.compile(rf"(?<!\w)(?:{whole})(?!\w)" if lang == "en" else whole, re.IGNORECASE)
