"""The market as subject: "NEV retail in China came to 445,000" is about no maker."""

from __future__ import annotations

import re
from dataclasses import replace

from tachograph.core.claim import Kind
from tachograph.core.pack import Metric, Pack
from tachograph.extraction.draft import Draft, Subject
from tachograph.extraction.numbers.figures import Form
from tachograph.extraction.scene import Scene, Sentence
from tachograph.extraction.text.caseless import Caseless
from tachograph.extraction.vocabulary import Mention, Sort, sells
from tachograph.extraction.whose.in_places import ITS_MARKET
from tachograph.extraction.whose.market_signs import EVERYBODY, NATIONAL, PART_ZH, PENALTY, WHOLE, wholly
from tachograph.extraction.whose.market_turns import Turns
from tachograph.extraction.whose.names import Name, Topic
from tachograph.extraction.whose.networks_zh import equips_nation
from tachograph.extraction.whose.register import GLOBAL, Market, of_markets
from tachograph.extraction.whose.scopes import Scopes, of_people
from tachograph.extraction.whose.segments import is_total, whole_told

_TURN = Caseless(r"[,;，；]|\b(?:while|whereas|but|yet|although)\b")
_WITH = re.compile(r",?\swith\s(?:about |some |around |nearly |over |just |only )?")  # "and Japan, with 4.2 million, …"


class Markets(Turns):
    """Finds which market a figure without a maker is of.

    ``counted`` is the unit that the text counts, ``titled`` the pack's words in its title.
    """

    def __init__(self, scene: Scene, pack: Pack, counted: str | None = None, titled: tuple[Mention, ...] = ()) -> None:
        super().__init__(scene, pack, counted, titled)
        self.home = next((m.key for m in titled if m.sort is Sort.REGION and m.key in self.places), None)
        self.place: str | None = None  # the last one named, in ``block``
        self.opened = False
        self.block = -1
        self.last: Subject | None = None  # the market that the last figure is of, in ``last_block``
        self.last_block = -1
        self.detour: Subject | None = None  # the maker spoken of before a paragraph about the market
        self.sold = False  # the paragraph has named a seller
        self.abroad: str | None = None  # the region of the foreign market spoken of
        self.national = False  # the sentence before spoke of the whole country
        self.bodies = self.segments.bodies
        self.divided: tuple[int, tuple[str, str] | None] = (-1, None)  # the last sentence with shares, what it divides

    def subject(
        self,
        sentence: Sentence,
        scopes: Scopes,
        index: int,
        names: tuple[Name, ...],
        topic: Topic,
        earlier: Subject | None,
    ) -> Subject | None:
        """The market that the draft at ``index`` is of; ``None`` where a maker is spoken of.

        ``earlier`` is the subject of the figure before in the sentence.
        """
        draft = scopes.drafts[index]
        metric = self.pack.metrics.get(draft.metric or "")
        if metric is None or (self._priced(metric) and not self._of_industry(sentence, scopes, index)):
            bodies = sentence.of_sort(Sort.ENTITY)
            if draft.unit == "percent" and bodies and all(map(self._counts_for, bodies)) and draft.carried:
                return self._whole()  # 据流通协会调查，平均优惠幅度为17%: of all dealers
            return self._goes_on_pricing(sentence, draft, earlier)
        divided = self._dividing(sentence, names) if draft.kind is Kind.SHARE else None
        if divided is not None:
            return self._divide(draft, *divided)
        if metric.id == "market_share":
            if not self._part_of_all(sentence, names):
                return earlier if self._told_behind_market(scopes, index, names, earlier) else None
            metric = self.pack.metrics["penetration"]
            draft.metric = metric.id
        if index and is_total(self.scene.text, sentence, scopes.drafts[index - 1]):
            earlier = scopes.drafts[index - 2].subject if index > 1 else None  # a total is told in passing
        industry = self._of_industry(sentence, scopes, index)
        known = self.register.known(earlier) or self.register.known(topic.subject)
        family = self.register.family(draft, metric, known)
        if industry and draft.figure.form is Form.PERCENT:
            family = family or self._counted()  # "the profit margin of the whole industry"
        if not family:
            return self._goes_on_pricing(sentence, draft, earlier) or self._place(sentence, scopes, index, names, topic)
        if earlier is None and self._goes_on(sentence, scopes, index, names):
            earlier = self.last
        industry = industry or self._of_segment(sentence, names)
        goes_on = self.register.known(earlier) is not None
        if not industry and not (
            self._free(sentence, draft, names, topic)
            and (goes_on or self._of_market(sentence, scopes, index, metric, names, topic, family))
        ):
            return None
        carried = self.register.known(earlier)
        if carried is None or carried not in family:
            foreseen = self.foreseen(sentence, draft, names)
            about = self.register.known(self.about if foreseen else topic.subject)
            carried = about if about in family else None
        region = self._region(sentence, scopes, index, metric, carried)
        segment = self.segments.of(sentence, scopes, index, metric, carried, family, industry=industry, region=region)
        return self.register.named(family, region, segment)

    def narrowed(self, draft: Draft, scopes: Scopes, index: int) -> Subject | None:
        """The market of the segment that "其中" or the like names behind a wider market: 乘用车市场…，其中新能源90.5万辆."""
        market, word = self.register.known(draft.subject), scopes.segment(index)
        hosted = draft.kind in (Kind.SHARE, Kind.CHANGE) and (draft.paired or draft.carried is False)
        part = draft.host.subject if hosted and draft.host is not None else None
        if market is not None and self.register.known(part) is not None:
            return part
        if market is None or word is None or draft.kind is not Kind.LEVEL or market.region != self.pack.home:
            return None
        if not PART_ZH.search(self.scene.text, draft.sentence.span.start, draft.span.start):
            return None
        family = [m for m in self.register.markets if m.units & market.units and m.region == market.region]
        segment = self.segments.wider.get(word.mention.key, word.mention.key)
        return self.register.named(family, market.region, segment) if segment in {m.segment for m in family} else None

    def tallied(self, sentence: Sentence) -> Subject | None:
        """The market of which a sentence counts the sellers: the one that the text is about, or its segment's that it names."""
        about = self.register.known(self.about)
        if about is None:
            return None
        family = [m for m in self.register.markets if m.units & about.units and m.region == about.region]
        segments = {m.segment for m in family}
        named = [self.segments.wider.get(m.key, m.key) for m in sentence.of_sort(Sort.SEGMENT)]
        segment = next((s for s in named if s in segments), about.segment)
        return self.register.named(family, about.region, segment)

    def _divide(self, draft: Draft, place: str, counted: str) -> Subject | None:
        """The market of a place that ``counted`` is of; the draft becomes the share of it that a segment has."""
        draft.metric = "penetration"
        parts = [m.key for m in draft.sentence.of_sort(Sort.SEGMENT) if m.span.start < draft.span.start]
        draft.segment = draft.segment or (parts[-1] if parts else None)
        body = self.segments.body(draft.sentence)
        family = self.register.family(draft, self.pack.metrics[draft.metric], None)
        market = self.register.named(family, place, body.segment if body is not None else None)
        draft.basis = f"{market.name} {counted}" if market is not None else draft.basis
        return market

    def _dividing(self, sentence: Sentence, names: tuple[Name, ...]) -> tuple[str, str] | None:
        """The place whose market a sentence divides by segments, and what is counted: "… of EU registrations".

        The next sentence may go on with it: "Hybrids had 34.7%".
        """
        if "penetration" not in self.pack.metrics:
            return None
        index, place = self.divided
        if index != sentence.index:
            onward = index == sentence.index - 1 and self.last_block == sentence.block
            carried = place if onward and not names and self._opens_with_segment(sentence) else None
            self.divided = sentence.index, self._divided(sentence, names) or carried
        return self.divided[1]

    def _told_behind_market(self, scopes: Scopes, index: int, names: tuple[Name, ...], earlier: Subject | None) -> bool:
        """Whether a share without a name of its own follows a market's figure: "… rose to 72,779, for a share of 23.3%"."""
        draft = scopes.drafts[index]
        if not draft.carried or self.register.known(earlier) is None:
            return False
        start = scopes.drafts[index - 1].span.end if index else draft.span.start
        return not any(start <= n.span.start < draft.span.start for n in names)

    def leave(self, sentence: Sentence, drafts: list[Draft]) -> None:
        """Give the makers' figures the region of the market spoken of, and remember the places that the sentence names.

        What makers sell in a text about a foreign market they sell there: "European registrations fell 4 percent …
        BYD sold 41,300".
        """
        self.foretell(sentence, drafts)
        regions = (m for m in sentence.of_sort(Sort.REGION) if not of_people(self.scene.text, m, self.pack))
        places = [m.key for m in regions]
        sellers = any(sells(self.pack.entities[m.key]) for m in sentence.of_sort(Sort.ENTITY))
        nation = NATIONAL.search(self.scene.text, sentence.span.start, sentence.span.end)
        self.national = not sellers and (self.national or nation is not None)
        if {self.pack.home, GLOBAL} & set(places):
            self.abroad = None
        named = [p for p in places if p in self.places]
        if named:
            self.place, self.block = named[-1], sentence.block
        if named and not drafts and not self.opened:
            self.home = self.home or named[0]  # a heading: "UK new car market"
        for draft in drafts:
            self.set_camp(draft)
            self.measure(sentence, draft)
        told = [d for d in drafts if "table" not in d.fixed]  # a text opens after its tables
        if self.about is None and not self.opened and told:
            first = next((d.subject for d in told if d.subject is not None), None)
            self.about = first if self.register.known(first) else None
        self.led(sentence, told)
        if not self.opened:
            self.sent_to(told)
        if self.about is None and not self.opened and self.opens_with_nation(sentence):
            self.about = self._whole()
        self.opened = self.opened or any(d.subject is not None for d in told)
        if drafts:
            self.last = last if self.register.known(last := whole_told(self.scene.text, drafts)) else None
            self.last_block = sentence.block
        for draft in drafts:
            market = self.register.known(draft.subject)
            if market is not None and market.segment not in (*self.segments.wider, *self.segments.wider.values()):
                self.segments.about = market.segment
            if market is not None:
                draft.segment = draft.segment or market.segment
                self.abroad = market.region if market.region not in (self.pack.home, GLOBAL) else None
            elif draft.region is None and draft.kind is not Kind.COUNT and draft.metric is not None:
                draft.region = self.sold_in(self.pack.metrics.get(draft.metric), sentence)

    def returned(self, sentence: Sentence, topic: Topic) -> Topic:
        """The topic at the start of a sentence: behind a paragraph about the market, the maker spoken of before."""
        opens = self.scene.opens_block(sentence)
        self.sold = self.names_sellers(sentence) or (self.sold and not opens)
        topic = self.at_table(sentence, (self.widened if opens else self.back_from_part)(sentence, topic))
        if self.detour is None or not opens:
            return topic
        subject, self.detour = self.detour, None
        return replace(topic, subject=subject) if self.register.known(topic.subject) is not None else topic

    def resume(self, sentence: Sentence, drafts: list[Draft], before: Topic, after: Topic) -> Topic:
        """The topic after a sentence, held to what the text is about.

        A text about a maker is not led away by a word on the market, nor one about a market by a row of makers.
        """
        self.note_part(sentence, drafts, before)
        whole = WHOLE.match(self.scene.text, sentence.span.start) or self._of_everybody(sentence)
        if not drafts and (whole or self.turns_to_whole(sentence)):
            return replace(after, subject=self._whole() or after.subject, block=sentence.block)
        if not drafts and (market := self.announced(sentence, before)) is not None:
            return replace(after, subject=market, block=sentence.block)
        if after.subject is None:
            return after
        sellers = {d.subject.name for d in drafts if d.subject and d.subject.entity and sells(d.subject.entity)}
        groups = {d.subject.name for d in drafts if d.subject and self._sellers(d.subject)}
        if self.about is not None and len(sellers | groups) > 1:
            return replace(after, subject=self.about)
        if self._sellers(after.subject) and drafts and all(self.register.known(d.subject) for d in drafts):
            return replace(after, subject=drafts[-1].subject)  # "Chinese carmakers exported …, according to the CAAM"
        if self.about is None and self.register.known(after.subject) and before.subject is not None:
            if self.leads_with_market(drafts) or self.is_anecdote(before.subject):
                self.about = after.subject
                return after
            if not self.sold:
                self.detour = before.subject if self.register.known(before.subject) is None else self.detour
                return after  # a paragraph about the market, in a text about makers
            return replace(after, subject=before.subject)
        return after

    def _of_everybody(self, sentence: Sentence) -> bool:
        """Whether an English paragraph turns to what all dealers do, and to no seller's."""
        opens = self.scene.opens_block(sentence) and not self.names_sellers(sentence)
        return opens and EVERYBODY.match(self.scene.text, sentence.span.start) is not None

    def _whole(self) -> Subject | None:
        """The market of all that the text counts, where it speaks of: "The whole market shrank"."""
        return self.about or self.register.named(
            self._counted(), self.home or self.abroad or self.place or self.pack.home, None
        )

    def _counted(self) -> list[Market]:
        """The markets of what the text counts."""
        counted = self.register.counted or self.pack.main_unit
        return [m for m in self.register.markets if counted in m.units]

    # --- whether it is a market's -----------------------------------------------------------------------------------

    def _free(self, sentence: Sentence, draft: Draft, names: tuple[Name, ...], topic: Topic) -> bool:
        """Whether no maker that the sentence names has the figure."""
        if draft.subject is not None and not draft.carried and not draft.behind and self._sellers(draft.subject):
            metric = self.pack.metrics.get(draft.metric or "")
            return metric is not None and self._cited(sentence, metric)
        if draft.subject is not None and not draft.carried:
            behind = [n for n in names if n.subject is draft.subject and n.span.start > draft.span.start]
            between = self.scene.text[draft.span.end : behind[0].span.start] if behind and draft.behind else ""
            group = self.scene.document.lang == "zh" and self._sellers(draft.subject)  # …128万辆，自主品牌份额再升
            if not (_TURN.search(between) and (group or self._opens_with_market(sentence, strict=False))):
                return False
        return not any(
            n.penalty < PENALTY
            and n.span.start < draft.span.start
            and n.subject is not topic.subject
            and not self._is_market(n.subject)
            for n in names
        )

    def _goes_on(self, sentence: Sentence, scopes: Scopes, index: int, names: tuple[Name, ...]) -> bool:
        """Whether a sentence that names a segment or place, and no seller, is still of the market spoken of before."""
        narrowed = scopes.segment(index) is not None or scopes.region(index) is not None
        return self.last is not None and self.last_block == sentence.block and not names and narrowed

    def _of_market(
        self,
        sentence: Sentence,
        scopes: Scopes,
        index: int,
        metric: Metric,
        names: tuple[Name, ...],
        topic: Topic,
        family: list[Market],
    ) -> bool:
        draft = scopes.drafts[index]
        if of_markets(metric) or self.foreseen(sentence, draft, names) or self.sums_segment(sentence, draft, metric):
            return True
        if self.register.known(topic.subject) is not None:
            return True
        segmented = self.segments.said(scopes, index) in {m.segment for m in family if m.segment}
        counted = self._counted_by_body(sentence, draft, metric, segmented=segmented) or self._of_nation(scopes, index)
        counted = counted and not self._told_of_topic(sentence, draft, names, topic)
        counted = counted or self._measured_in_place(sentence, draft, metric, names)
        own = any(n.subject is topic.subject and n.span.start < draft.span.start for n in names)
        if topic.subject is not None and self._sellers(topic.subject):
            return (
                counted
                or (metric.basis in ("retail", "wholesale", "production", "registration", "export") and not own)
                or self._opens_with_market(sentence, strict=True)
            )
        if topic.subject is not None and topic.subject.name not in self.places:
            word = scopes.region(index)
            returns = (
                self.about is not None
                and not own
                and word is not None
                and (word.opening or word.attached)
                and not word.outward
            )
            worldwide = word is not None and word.mention.key == GLOBAL and not names and self._sourced(sentence)
            owned = word is not None and word.attached and not own and self._possesses(word)
            fresh = (
                self.about is not None
                and topic.block != sentence.block
                and not names
                and wholly(sentence, draft, self.pack)
            )
            return counted or returns or worldwide or owned or fresh or self._opens_with_market(sentence, strict=True)
        evident = (
            bool(self.bodies)
            or self.home is not None
            or any(w.mention.key in self.places for w in scopes.regions)
            or NATIONAL.search(self.scene.text, sentence.span.start, draft.span.start) is not None
        )
        return evident or segmented or (not names and self.segments.is_plain(sentence, scopes, index))

    def _place(
        self, sentence: Sentence, scopes: Scopes, index: int, names: tuple[Name, ...], topic: Topic
    ) -> Subject | None:
        """The region that has what no market sells, in a text about no maker: China's chargers."""
        draft = scopes.drafts[index]
        unit = self.pack.units.get(draft.unit or "")
        about = self.register.known(topic.subject)
        whole = draft.host.subject if draft.host is not None and draft.carried else None
        if whole is not None and whole.entity is None and whole.name in self.places:
            return whole
        if draft.kind is not Kind.LEVEL or unit is None or unit.dimension not in ("count", "mass"):
            return None
        equips = equips_nation(self.scene.text, sentence, draft)
        if topic.subject and not about and not equips and not self._opens_with_place(sentence):
            return None
        word = scopes.region(index)
        region = word.mention.key if word is not None and not word.outward else about.region if about else None
        if region is None and (
            equips or self.national or NATIONAL.search(self.scene.text, sentence.span.start, draft.span.start)
        ):
            region = self.pack.home
        return Subject(region) if region and self._free(sentence, draft, names, topic) else None

    # --- which market -----------------------------------------------------------------------------------------------

    def _market_of(self, sentence: Sentence, draft: Draft) -> str | None:
        """The place whose market the words right before a figure name: "The German market shrank 3%"."""
        places = [m for m in sentence.of_sort(Sort.REGION) if m.key in self.places and m.span.end <= draft.span.start]
        return next((m.key for m in reversed(places) if ITS_MARKET.match(self.scene.text, m.span.end)), None)

    def _region(
        self, sentence: Sentence, scopes: Scopes, index: int, metric: Metric, carried: Market | None
    ) -> str | None:
        draft = scopes.drafts[index]
        before = [m for m in sentence.of_sort(Sort.REGION) if m.key in self.places and m.span.end <= draft.span.start]
        if (
            metric.basis == "export"
            and self.home is None
            and before
            and _WITH.fullmatch(self.scene.text, before[-1].span.end, draft.figure.full.start)
        ):
            return before[-1].key
        if self.exporting and not self.national and carried is not None and carried.region == self.pack.home:
            return carried.region  # "Mexico took 625,200": where they went
        word = scopes.region(index)
        if metric.basis == "export":  # a country in a text on exports is where they go
            return carried.region if carried is not None else self.pack.home
        if word is not None and not word.outward:
            return word.mention.key
        if (own := self._market_of(sentence, draft)) is not None:
            return own
        inside = [w for w in scopes.regions if not w.outward and w.mention.span.start < scopes.drafts[index].span.start]
        if inside:
            return inside[-1].mention.key
        if carried is not None:
            return carried.region
        body = self.segments.body(sentence)
        if of_markets(metric) and self.place:
            return self.place
        return self.abroad or (body.home if body else None) or self.home or self.pack.home
