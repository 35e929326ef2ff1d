"""Which segment of a market a figure is of: said, carried on, or what the counting body counts."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from tachograph.core.claim import Kind
from tachograph.core.pack import Entity, EntityKind, Metric, Pack
from tachograph.extraction.draft import Draft, Subject
from tachograph.extraction.scene import Scene, Sentence
from tachograph.extraction.text.caseless import Caseless
from tachograph.extraction.vocabulary import Mention, Sort, sells
from tachograph.extraction.what.spoken import counts_by_country
from tachograph.extraction.whose.register import Market, plain_words
from tachograph.extraction.whose.scopes import TOTAL, Scopes, ScopeWord

_PART_ZH = re.compile("其中[^，。；\\d]{0,8}$")
_AT_HOME = "domestic_sales"
# 汽车销量, 汽车新车总产量: of all cars, where no word for a sort of them stands before
_PLAIN_ZH = re.compile(
    "(?<!新能源)(?<!电动)(?<!燃油)(?<!混动)(?<!混合动力)(?<!乘用)(?<!智能)(?<!二手)汽车(?:新车)?总?(?:产销|产量|销量|销售|出口|[产销])$"
)
_THEIRS = re.compile(r"\W*(?:Their|Its|These|They)\b")
_WERE = re.compile(
    r"(?:\s(?:of|in)\s[^,.;\d]{2,40}?)?(?:,\s(?:or\s)?[\d.,]+(?:\s\w+)?)?,?\s(?:were|was|are|is)\s(?:\w+\s){0,2}"
)
_COUNTED = {"retail": ("retail", "零售"), "wholesale": ("wholesale", "批发")}
_BEFORE = 12  # how far before what is measured a "total" of it stands
_ALL = Caseless(r"\b(?:all|total) (?:vehicles|cars|autos)\b,?[^.;\d]{0,12}$")
# "in a total market of 31.4 million", "when the total was 25.3 million"
_TOTAL_OF = Caseless(
    r"\b(?:total|whole|overall|entire) (?:car |vehicle |auto )?market of\s(?:\w+\s)?$|\bwhen the total (?:was|stood at|came to)\s(?:\w+\s)?$"
)
_STOCKED = "inventory"
_AS_A_WHOLE = (" as a whole", " overall ")
_INCLUDES = Caseless(
    r"\b(?:including|of which|of (?:them|those|these)|among (?:them|those|which))\b", r"其中|包括|[（(]含"
)


class Segments:
    """Finds the segments of the markets that a text speaks of."""

    def __init__(self, scene: Scene, pack: Pack) -> None:
        self.scene, self.pack = scene, pack
        self.customs = counts_by_country(scene)  # as customs do, which count whatever has wheels
        self.plain = plain_words(pack)
        self.wider = {term.id: term.within for term in pack.segments if term.within is not None}
        self.bodies = [
            m for s in scene.sentences for m in s.of_sort(Sort.ENTITY) if pack.entities[m.key].kind is EntityKind.BODY
        ]
        self.counting = [m for m in self.bodies if pack.entities[m.key].home]
        self._starts = [m.span.start for m in self.counting]
        self.about: str | None = None  # the segment of the widest market that the text has told of

    def of(
        self,
        sentence: Sentence,
        scopes: Scopes,
        index: int,
        metric: Metric,
        carried: Market | None,
        family: list[Market],
        *,
        industry: bool,
        region: str | None,
    ) -> str | None:
        """The segment of the market that the draft at ``index`` is of.

        ``carried`` is the market spoken of before, ``family`` those that count the same; ``industry`` says that the
        figure is what the whole market did.
        """
        segments = {m.segment for m in family if m.segment}
        said, word = self.said(scopes, index), scopes.segment(index)
        wider = self.wider.get(said or "")
        if wider in segments and carried is not None and carried.region == self.pack.home:
            said = wider  # what has a plug is counted among the new energy vehicles at home
        trucks = carried is not None and carried.segment not in (None, "passenger", *self.wider.values())
        if metric.id == "penetration" and trucks and carried is not None and self._is_own(said):
            return carried.segment  # 重卡…，新能源渗透率升至34.9%: of the trucks that are sold
        if said in segments:
            parts = {w.mention.key for w in scopes.segments}  # of several, each is only a part of what is broken down
            divides = (
                carried is not None
                and (len(parts) > 1 or not self._is_own(said))
                and self._splits(word, said, metric, carried)
            )
            return carried.segment if divides and carried is not None else said
        stocked = metric.id == _STOCKED and said is None and region in (None, self.pack.home)
        if stocked and "passenger" in segments and (carried is None or carried.segment is None):
            return "passenger"  # what dealers hold are the cars that people buy
        other = said is not None and carried is not None and carried.segment not in (None, said)
        if carried is not None and carried.segment in self.wider.values():
            alien = self._alien(sentence, scopes, index, segments)
            if alien and self.about in segments:
                return self.about
            other = other or alien
        reporter = self._reporter(sentence, metric) if carried is not None and said is None else None
        if (
            carried is not None
            and reporter in segments
            and carried.segment is None
            and carried.region == self.pack.home
        ):
            return reporter  # retail is counted by those who count passenger cars
        opened = index == 0 and carried is not None and said is None and self._opens_with_another(sentence, carried)
        if carried is not None and not other and not opened and not self._resets(sentence, scopes, index, carried):
            return carried.segment
        maker = scopes.drafts[index].subject
        makers = maker.entity.segment if maker and maker.entity and sells(maker.entity) else None
        makers = makers if region == self.pack.home else None  # abroad all cars are counted, whoever is spoken of
        named = any(map(self.is_body, sentence.mentions))
        if makers in segments and not named and industry:
            return makers
        if carried is None and self.is_plain(sentence, scopes, index):
            return None
        body = None if metric.basis == "export" and self.customs else self.body(sentence)
        usual = body.segment if body else None

        only = next(iter(segments)) if len(segments) == 1 and all(m.segment for m in family) else None
        return usual if usual in segments else only

    def said(self, scopes: Scopes, index: int) -> str | None:
        """The segment that the text says of the draft at ``index``."""
        word = scopes.segment(index)
        return scopes.drafts[index].segment or (word.mention.key if word else self._were(scopes, index))

    def _reporter(self, sentence: Sentence, metric: Metric) -> str | None:
        """The segment counted by the one body of the text that reports what a sentence says is measured."""
        words = _COUNTED.get(metric.basis or "", ())
        if not any(word in sentence.span.of(self.scene.text).lower() for word in words):
            return None
        found = {
            self.pack.entities[m.key].segment for m in self.counting if metric.id in self.pack.entities[m.key].tags
        }
        return found.pop() if len(found) == 1 else None

    def _were(self, scopes: Scopes, index: int) -> str | None:
        """The segment that a part is said to be of behind it: "half of those, 1.241 million, were NEVs"."""
        draft = scopes.drafts[index]
        end = draft.span.end
        words = (w.mention for w in scopes.segments if w.mention.span.start > end)
        return next((m.key for m in words if _WERE.fullmatch(self.scene.text, end, m.span.start)), None)

    def _alien(self, sentence: Sentence, scopes: Scopes, index: int, segments: set[str]) -> bool:
        """Whether a kind of vehicle without a market of its own is named since the last figure: "petrol models fell 22%"."""
        start = scopes.drafts[index - 1].span.end if index else sentence.span.start
        figure = scopes.drafts[index].span.start
        named = {m.key for m in sentence.of_sort(Sort.SEGMENT) if start <= m.span.start < figure}
        return bool(named) and not named & (segments | self.wider.keys())

    def _is_own(self, segment: str | None) -> bool:
        """Whether a text on all that is exported speaks of a segment as of a market of its own: one of kinds of drive."""
        return segment in self.wider or segment in self.wider.values()

    def _splits(self, word: ScopeWord | None, said: str | None, metric: Metric, carried: Market) -> bool:
        """Whether the segment divides the carried market's total: "Passenger cars were 4.2 million, 84% of exports".

        What is itself a part of another metric is divided; of what is sold, a segment is a market of its own.
        """
        return (
            bool(metric.within)
            and carried.segment is None
            and said is not None
            and not (word is not None and word.attached)
        )

    def _resets(self, sentence: Sentence, scopes: Scopes, index: int, carried: Market) -> bool:
        """Whether the figure is of a wider market than the carried one: a total, or what includes its segment."""
        text, draft = self.scene.text, scopes.drafts[index]
        start = scopes.drafts[index - 1].span.end if index else sentence.span.start

        metrics = [m.span for m in sentence.of_sort(Sort.METRIC) if start <= m.span.start < draft.span.start]
        if draft.kind is not Kind.SHARE and any(
            TOTAL.search(text, max(start, m.start - _BEFORE), m.end)
            or self.plain.search(text, max(start, m.start - _BEFORE), m.end)
            or _PLAIN_ZH.search(text, max(sentence.span.start, m.start - _BEFORE), m.end)
            or text.startswith(_AS_A_WHOLE, m.end)
            for m in metrics
            if not any(w.attached and start <= w.mention.span.start < m.start for w in scopes.segments)
        ):
            return True

        if _ALL.search(text, start, draft.figure.full.start) or is_total(text, sentence, draft):
            return True
        before = scopes.drafts[index - 1].metric if index else None
        if (
            carried.segment is not None
            and draft.kind is not Kind.SHARE
            and metrics
            and self._turns_to(scopes, draft, before)
        ):
            return True
        later = (w for w in scopes.segments if w.mention.span.start > draft.span.end and w.attached)
        if metrics and draft.kind is Kind.LEVEL and any(w.mention.key == carried.segment for w in later):
            return True  # "retail sales came to 13.5 million …, and NEV sales to 6.0 million"
        if index + 1 >= len(scopes.drafts) or carried.segment is None:
            return False
        following = scopes.drafts[index + 1]
        return bool(_INCLUDES.search(text, draft.span.end, following.span.start)) and carried.segment in {
            self.said(scopes, i) for i in range(index + 1, len(scopes.drafts))
        }

    def is_plain(self, sentence: Sentence, scopes: Scopes, index: int) -> bool:
        """Whether the words before a Chinese figure say that it is of all cars."""
        text, end = self.scene.text, scopes.drafts[index].span.start
        start = scopes.drafts[index - 1].span.end if index else sentence.span.start
        said = (m.span for m in sentence.of_sort(Sort.METRIC) if start <= m.span.start < end)
        return any(_PLAIN_ZH.search(text, max(start, m.start - _BEFORE), m.end) for m in said)

    def _turns_to(self, scopes: Scopes, draft: Draft, before: str | None) -> bool:
        """Whether the figure goes on to exports, or from them, and names no segment: "… NEVs. Exports were 585,900"."""
        if self.said(scopes, scopes.drafts.index(draft)) is not None:
            return False
        if _THEIRS.match(self.scene.text, draft.sentence.span.start):
            return False  # "Their exports doubled"
        here, there = (self.pack.metrics.get(key or "") for key in (draft.metric, before))
        if here is not None and here.id == _AT_HOME and before is None and self.scene.opens_block(draft.sentence):
            return True  # 11月国内销量270.1万辆: a paragraph that divides all that is sold into home and abroad
        return (here is not None and here.basis == "export") != (there is not None and there.basis == "export")

    def body(self, sentence: Sentence) -> Entity | None:
        """The counting body that the figures of a sentence come from: the last named up to it, else the text's first."""
        if not self.counting:
            return None
        before = bisect_left(self._starts, sentence.span.end)
        return self.pack.entities[self.counting[max(0, before - 1)].key]

    def _opens_with_another(self, sentence: Sentence, carried: Market) -> bool:
        """Whether a paragraph begins with a body that counts another segment than the carried one: "CAAM expects …"."""
        first = sentence.mentions[0] if sentence.mentions else None
        if first is None or not self.is_body(first) or first.span.start - sentence.span.start > _BEFORE:
            return False
        body = self.pack.entities[first.key]
        return self.scene.opens_block(sentence) and body.home == carried.region and body.segment != carried.segment

    def is_body(self, mention: Mention) -> bool:
        """Whether a mention is of an association, authority or other source."""
        return mention.sort is Sort.ENTITY and self.pack.entities[mention.key].kind is EntityKind.BODY


def whole_told(text: str, drafts: Sequence[Draft]) -> Subject | None:
    """Whose figures a sentence leaves the next one with: not those of a part that Chinese tells behind 其中."""
    for before, draft in zip(reversed(drafts[:-1]), reversed(drafts), strict=False):
        if draft.kind is Kind.LEVEL and _PART_ZH.search(text, draft.sentence.span.start, draft.figure.full.start):
            return before.subject
    return drafts[-1].subject


def is_total(text: str, sentence: Sentence, draft: Draft) -> bool:
    """Whether a figure is the total told beside that of a part: "12.9 million in a total market of 31.4 million"."""
    return _TOTAL_OF.search(text, sentence.span.start, draft.figure.full.start) is not None
