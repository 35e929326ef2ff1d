"""Where a text turns from one market to another: a body is named, a segment announced, a writer speaks for himself."""

from __future__ import annotations

import re
from dataclasses import replace

from tachograph.core.claim import Kind
from tachograph.core.pack import EntityKind, Metric, Nature
from tachograph.extraction.draft import Draft, Subject
from tachograph.extraction.scene import Sentence
from tachograph.extraction.text import cues
from tachograph.extraction.text.caseless import Caseless
from tachograph.extraction.vocabulary import Mention, Sort, sells
from tachograph.extraction.whose.market_signs import speaks_of_nation, untimed
from tachograph.extraction.whose.names import Name, Topic
from tachograph.extraction.whose.penetrations import Penetrations
from tachograph.extraction.whose.register import GLOBAL, Market

# "We keep our full-year forecast of 24.35 million": an analyst on the market that the text is about
_FORESEES = Caseless(
    r"\b(?:we|i|my own|our) (?:\w+ ){0,2}?(?:keep|kept|expect|forecast|project|see|model|estimate|reckon|predict|lift|raise|cut|lower|trim|maintain|guess"
    r"|forecasts?|estimates?|projections?|outlook)\b"
    r"|\bthe (?:[a-z-]+ )?(?:association|federation|trade body|industry body|industry group|statistics office|forecaster|research (?:firm|house|group)|consultancy)(?:['’]s)? "
    r"(?:\w+ ){0,2}?(?:pencils?|expects?|forecasts?|projects?|sees|looks?|models?|estimates?|reckons?|predicts?|anticipates?|counts on|assumes?|outlook|projections?)\b",
    r"(?:我们?|我們|笔者|筆者|个人|個人)(?:[仍还還也曾原]|年初|当时|现在|倾向于?)*(?:估|预计|預計|预测|預測|判断|判斷|认为|認為|看好?|上调|下调|维持)",
)
# 全年呢？, 展望明年，: behind what single makers did, of the whole
_LOOKS_ON = re.compile(
    r"(?:那么|至于|展望|再看|谈到|说到)?(?:全年|下半年|明年|今年|后市|後市|未来|接下来|整体|大盘|往后)(?:市场|车市|走势|行情)?"
    r"(?:呢|如何|怎么[看走样]|怎样|会怎样|走势如何|来看|看)?[？：]"
)
# 先看大盘。, 回到整个行业：: what is told next is of the whole
_TO_WHOLE_ZH = re.compile(
    r"(?:[看说聊讲谈說講談]|回到|拉到|放到|放眼|转向|轉向)(?:一?[看下回到]|完?了)?(?:整[个個体體])?(?:国内|國內|全国|全國|中国|中國)?的?"
    r"(?:大[盘盤]|市[场場]|行[业業]|[车車]市|[产產][业業])(?:整[体體]|[层層]面|基本面|表[现現]|情[况況]|[总總][体體]|[数數][据據])?[吧呢]?[。：:；！]?$"
)
# 从全国看，乘用车上险…; 某机构预测，全年乘用车零售…
_OPENS_ZH = re.compile(
    r"(?:[^，。；：]{0,24}(?:[预預](?:[计計]|[测測]|估|期)|估[计計]|[数數][据據]|[显顯]示|[统統][计計]|[认認][为為]|判[断斷]|[称稱说說])[，：]?)?[^，。；：]{0,6}[，：]?"
)
_OF_WHICH_ZH = re.compile("其中，?$")
_LOOKS_AHEAD_ZH = re.compile("(?:展望|后市|後市|下周|下月|接下[来來])[^，。；]{0,6}[：，]")
_CLAUSE_ZH = re.compile(r"[，；：](?:而|但|却|唯独|只有|就连|连|反观|倒是|至于)?$")
_SELLS = Caseless(r"\b(?:sold|sells?|selling|bought|buys?|buyers)\b")
_POINTS = re.compile(r"(?:They|These|Those|Their|That|Its?|This|The (?:latter|former|segment|category))\b")
_ALONE = Caseless(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december|the (?:last|final) month) alone\b"
)
_CAMP = "camp"  # the tag of the sellers of the home market that are from there
_OPENING = 20  # characters


class Turns(Penetrations):
    """Finds the market that a sentence turns to."""

    abroad: str | None
    place: str | None
    home: str | None
    block: int
    registers = False  # makers' registrations are told of
    table_end = -1  # the sentence behind the table last looked through
    table_segments: frozenset[str] = frozenset()
    whole: Subject | None = None  # of which the sentence before told a part
    measured: str | None = None  # how what markets sell was counted last
    led_by: bool = False  # the first paragraph with figures below the headline has been read

    def announced(self, sentence: Sentence, topic: Topic) -> Subject | None:
        """The market that a text about markets turns to in a sentence without figures.

        That of a segment ("NEVs kept growing fast. Output was …") or of a body ("CAAM's numbers followed on Thursday.").
        """
        known = self.register.known(topic.subject)
        if known is None and self.opens_with_body(sentence) and self.scene.opens_block(sentence):
            known = self.register.known(
                self.about
            )  # "SNE revises its history as registrations come in. The total is …"
        if known is None:
            return None
        family = [m for m in self.register.markets if m.units & known.units and m.region == known.region]
        entities = sentence.of_sort(Sort.ENTITY)
        if self.opens_with_body(sentence) and len(entities) == 1:
            body = self.pack.entities[entities[0].key]
            return self.register.named(family, known.region, body.segment) if body.home == known.region else None
        segment = self._announced_segment(sentence)
        if entities or segment is None or not self.scene.opens_block(sentence):
            return None
        segments = {m.segment for m in family}
        segment = segment if segment in segments else self.segments.wider.get(segment, segment)
        return self.register.named(family, known.region, segment) if segment in segments else None

    def _announced_segment(self, sentence: Sentence) -> str | None:
        """The segment that a sentence opens with; in Chinese the last that opens a clause: 补贴换挡，新能源同样未能幸免."""
        opening = sentence.mentions[0].key if self._opens_with_segment(sentence) else None
        if self.scene.document.lang != "zh":
            return opening
        for mention in reversed(sentence.of_sort(Sort.SEGMENT)):
            if _CLAUSE_ZH.search(self.scene.text, max(sentence.span.start, mention.span.start - 4), mention.span.start):
                return mention.key
        return opening

    def leads_with_market(self, drafts: list[Draft]) -> bool:
        """Whether the paragraph below a headline that names a maker is of the market: the text is about that.

        "CATL slips to 42 percent as China's market tops 60 GWh", then "Carmakers installed 62.5 GWh of batteries".
        """
        if not drafts:
            return False
        sentence, first = drafts[0].sentence, self.scene.sentences[0]
        if not all(self.register.known(d.subject) for d in drafts):
            return False
        title = (self.scene.document.title or "").strip()
        if title and title not in self.scene.text:  # it stands above the text that is given
            lead = sentence.block == first.block
            return lead and not any(map(self.names_sellers, self.scene.sentences[: sentence.index + 1]))
        lead = sentence.index > 0 and sentence.block == self.scene.sentences[1].block != first.block
        headline = first.span.of(self.scene.text).rstrip() == title
        headline = headline or (self.scene.document.lang == "zh" and self._is_line(first))
        return lead and headline and not any(map(self.names_sellers, self.scene.sentences[1 : sentence.index + 1]))

    def _is_line(self, sentence: Sentence) -> bool:
        """Whether a Chinese sentence is closed by no mark, as headlines are."""
        return not sentence.span.of(self.scene.text).rstrip().endswith(("。", "！", "？", "；", "："))

    def led(self, sentence: Sentence, drafts: list[Draft]) -> None:
        """Take a Chinese text whose headline tells of a part of a market as one on what its lead tells of first.

        新能源渗透率44% stands above 3月全国乘用车市场零售171万辆.
        """
        lead = self.scene.sentences[1].block if len(self.scene.sentences) > 1 else -1
        if self.led_by or self.about is None or self.scene.document.lang != "zh" or not drafts:
            return
        if sentence.block == self.scene.sentences[0].block:
            self.led_by = not self._is_line(self.scene.sentences[0])
            return
        self.led_by = True
        first, about = self.register.known(drafts[0].subject), self.register.known(self.about)
        if sentence.block == lead and first and about and first.region == about.region and first.units & about.units:
            self.about = drafts[0].subject

    def is_anecdote(self, told: Subject) -> bool:
        """Whether a text that its title says is about all the makers only opened with one: it is about their market."""
        first = self.scene.sentences[0]
        headline = first.span.of(self.scene.text).strip() == (self.scene.document.title or "").strip()
        mentions = first.mentions if headline else self.titled
        entities = [self.pack.entities[m.key] for m in mentions if m.sort is Sort.ENTITY]
        group = any("sellers" in e.tags or e.kind in (EntityKind.MARKET, EntityKind.BODY) for e in entities)
        return (
            group
            and told.entity is not None
            and told.entity not in entities
            and not any(sells(e) and "sellers" not in e.tags for e in entities)
        )

    def note_part(self, sentence: Sentence, drafts: list[Draft], before: Topic) -> None:
        """Remember the market of which an English sentence told a part: "Of the total, 2.6 million were NEVs"."""
        if not drafts or self.scene.document.lang != "en":
            return
        told = self.register.known(before.subject)
        part = cues.OF_THESE.match(self.scene.text, sentence.span.start) is not None
        part = part or (told is not None and self._narrows(sentence, drafts, told))
        still = self.register.known(self.whole) is not None and told is not None and self._is_drive(told)
        if part and told is not None and not self._is_drive(told):
            self.whole = before.subject
        elif not still:
            self.whole = None

    def _narrows(self, sentence: Sentence, drafts: list[Draft], told: Market) -> bool:
        """Whether a sentence names a kind of drive and tells only of that part of the market told of."""
        markets = [self.register.known(d.subject) for d in drafts]
        named = bool(sentence.of_sort(Sort.SEGMENT))
        return named and all(m is not None and m.region == told.region and self._is_drive(m) for m in markets)

    def _is_drive(self, market: Market) -> bool:
        return market.segment is not None and market.segment in (*self.segments.wider, *self.segments.wider.values())

    def back_from_part(self, sentence: Sentence, topic: Topic) -> Topic:
        """The topic of a sentence that counts all again, behind one on a part: "May alone brought 460,000 vehicles"."""
        told, first = self.register.known(topic.subject), next(iter(sentence.figures), None)
        if told is None or first is None:
            return topic
        alone = _ALONE.search(self.scene.text, sentence.span.start, first.full.start) is not None
        back = self.whole if self.whole is not None or not alone else self.about
        whole = self.register.known(back)
        if whole is None or whole.segment == told.segment or whole.region != told.region:
            return topic
        named = sentence.of_sort(Sort.SEGMENT) or sentence.of_sort(Sort.ENTITY)
        counts = first.unit == self.pack.main_unit and first.noun is not None
        points = _POINTS.match(self.scene.text, sentence.span.start) is not None
        return topic if named or points or not (counts or alone) else replace(topic, subject=back)

    def at_table(self, sentence: Sentence, topic: Topic) -> Topic:
        """The topic of a row of a table that has the segment told of as a row of its own: the market that the text is about."""
        about, told = self.register.known(self.about), self.register.known(topic.subject)
        if about is None or told is None or told.segment == about.segment or told.region != about.region:
            return topic
        if sentence.of_sort(Sort.SEGMENT) or "|" not in sentence.span.of(self.scene.text):
            return topic
        return replace(topic, subject=self.about) if told.segment in self._in_table(sentence) else topic

    def _in_table(self, sentence: Sentence) -> frozenset[str]:
        """The segments that the rows of a table name, as far as it lies behind a row."""
        if sentence.index >= self.table_end:
            index, named = sentence.index, set[str]()
            while index < len(self.scene.sentences) and "|" in self.scene.sentences[index].span.of(self.scene.text):
                named |= {m.key for m in self.scene.sentences[index].of_sort(Sort.SEGMENT)}
                index += 1
            self.table_end, self.table_segments = index, frozenset(named)
        return self.table_segments

    def opens_with_body(self, sentence: Sentence) -> bool:
        """Whether a sentence begins with a body that counts a market."""
        first = next(iter(sentence.of_sort(Sort.ENTITY)), None)
        if first is None or first.span.start - sentence.span.start >= _OPENING:
            return False
        entity = self.pack.entities[first.key]
        return entity.kind is EntityKind.BODY and entity.home is not None

    def opens_with_nation(self, sentence: Sentence) -> bool:
        """Whether a sentence tells of the whole country before it names any seller."""
        measures, text = sentence.of_sort(Sort.METRIC), self.scene.text
        said = speaks_of_nation(text, sentence.span.start, measures, self.pack) if measures else None
        sellers = (m for m in sentence.of_sort(Sort.ENTITY) if sells(self.pack.entities[m.key]))
        return said is not None and not any(m.span.start < said.span.start for m in sellers)

    def foreseen(self, sentence: Sentence, draft: Draft, names: tuple[Name, ...]) -> bool:
        """Whether a writer foresees something of the market that the text is about."""
        if any(n.span.start < draft.span.start for n in names):
            return False
        metric = self.pack.metrics.get(draft.metric or "")
        all_sellers = (
            metric is not None and metric.basis in ("retail", "wholesale") and not self.scene.is_quoted(sentence)
        )
        if self.about is None and not all_sellers:
            return False  # a maker's own "we": what all of them retail no maker foresees
        return _FORESEES.search(self.scene.text, sentence.span.start, draft.span.start) is not None

    def turns_to_whole(self, sentence: Sentence) -> bool:
        """Whether a Chinese sentence ends by turning to all that is sold: 数据出炉，先看大盘。."""
        return _TO_WHOLE_ZH.search(self.scene.text, sentence.span.start, sentence.span.end) is not None

    def sums_segment(self, sentence: Sentence, draft: Draft, metric: Metric) -> bool:
        """Whether a Chinese paragraph opens with all of a segment that is registered or retailed: 乘用车一共上险37.2万辆.

        Who sells counts neither registrations nor retail, so without a seller in the sentence they are the market's.
        """
        if self.scene.document.lang != "zh" or metric.basis not in ("registration", "retail"):
            return False
        entities = sentence.of_sort(Sort.ENTITY)
        first = next((m for m in sentence.mentions if m.sort is not Sort.REGION), None)
        if first is None or first.sort is not Sort.SEGMENT or any(sells(self.pack.entities[m.key]) for m in entities):
            return False
        if first.span.start > draft.span.start or not self._opens_telling(sentence):
            return False
        lead = untimed(self.scene.text, sentence, first.span.start)
        if _LOOKS_AHEAD_ZH.match(lead):
            lead = lead.rpartition("，")[2]  # 展望：新款陆续到店，预计下周新能源…
        return _OPENS_ZH.fullmatch(lead) is not None

    def _goes_on_pricing(self, sentence: Sentence, draft: Draft, earlier: Subject | None) -> Subject | None:
        """The market whose figure a Chinese sentence goes on from to its prices or margins: 零售2400万辆，但成交均价还要再跌5%."""
        told = self.scene.document.lang == "zh" and draft.carried and self.register.known(earlier) is not None
        return earlier if told and not self.names_sellers(sentence) else None

    def _opens_telling(self, sentence: Sentence) -> bool:
        """Whether a paragraph has told of nobody before a sentence: it opens it, or only a question or heading does."""
        while not self.scene.opens_block(sentence):
            sentence = self.scene.sentences[sentence.index - 1]
            if sentence.figures or self.names_sellers(sentence):
                return False
        return True

    def looks_on(self, sentence: Sentence) -> bool:
        """Whether a Chinese paragraph of a text about a market asks what is to come of it: 全年呢？."""
        return self.about is not None and _LOOKS_ON.match(self.scene.text, sentence.span.start) is not None

    def widened(self, sentence: Sentence, topic: Topic) -> Topic:
        """The topic of a new paragraph behind one that told of a segment: the market that the text is about, again.

        In Chinese, where a paragraph on a part says so anew: 新能源贡献最大…, then 再看去向.
        """
        about, told = self.register.known(self.about), self.register.known(topic.subject)
        if about is None or told is None or sentence.of_sort(Sort.SEGMENT):
            return topic
        part = told.segment is not None and told.segment != about.segment
        if not part or told.region != about.region or not told.units & about.units:
            return topic
        return replace(topic, subject=self.about)

    def sent_to(self, drafts: list[Draft]) -> None:
        """Note that the text is about exports: its first figure of a market is of what the home market exports."""
        first = next((d for d in drafts if self.register.known(d.subject) is not None), None)
        market = self.register.known(first.subject) if first is not None else None
        metric = self.pack.metrics.get(first.metric or "") if first is not None else None
        if market is not None and metric is not None and market.region == self.pack.home:
            self.exporting = metric.basis == "export"

    def set_camp(self, draft: Draft) -> None:
        """In a text about the home market its own sellers are a camp of it: "Chinese brands took 64.2% of retail"."""
        entity = draft.subject.entity if draft.subject else None
        market = self.register.known(self.about)
        metric = self.pack.metrics.get(draft.metric or "")
        if entity is None or not {"sellers", "home"} <= entity.tags or market is None or metric is None:
            return
        foreign = any(m.key != self.pack.home for m in draft.sentence.of_sort(Sort.REGION))
        if market.region != self.pack.home or self.abroad is not None or foreign:
            return
        counted = metric.basis in ("retail", "wholesale", "registration") or metric.id in (
            "market_share",
            "penetration",
        )
        camp = next((e for e in self.pack.markets if _CAMP in e.tags), None)
        names = [
            m for m in draft.sentence.of_sort(Sort.ENTITY) if m.key == entity.id and m.span.start < draft.span.start
        ]
        counted = counted or any(self._is_part(m, draft.sentence) for m in names)
        if counted and camp is not None and draft.kind is not Kind.COUNT:
            draft.subject = Subject(camp.name, camp)

    def _is_part(self, mention: Mention, sentence: Sentence) -> bool:
        """Whether a Chinese group is told of as a part of a market: 乘用车销量228万辆，其中中国品牌160万辆."""
        return _OF_WHICH_ZH.search(self.scene.text, sentence.span.start, mention.span.start) is not None

    def measure(self, sentence: Sentence, draft: Draft) -> None:
        """Give a market's figure without a word of its own what was told of markets last: retail, not what a seller sold since."""
        metric = self.pack.metrics.get(draft.metric or "")
        if metric is None or self.register.known(draft.subject) is None or "table" in draft.fixed:
            return
        if metric.basis in ("retail", "wholesale", "registration"):
            self.measured = metric.id
        elif self.measured and metric.id == "sales" and self.scene.document.lang == "en":
            said = sentence.of_sort(Sort.METRIC) or _SELLS.search(self.scene.text, sentence.span.start, draft.span.end)
            draft.metric = draft.metric if said else self.measured

    def sold_in(self, metric: Metric | None, sentence: Sentence) -> str | None:
        """The foreign market that a maker's figure without a region is of.

        What is registered is registered somewhere: in the place that the heading names, where no market was told of.
        """
        if metric is None:
            return None
        heading = self.home if self.registers and self.home not in (self.pack.home, GLOBAL) else None
        if metric.id == "market_share":
            near = self.place if self.block == sentence.block and self.place != self.pack.home else None
            return near or self.abroad or heading
        if metric.basis == "registration" and metric.unit == self.pack.main_unit:
            self.registers = True
            return self.abroad or (self.home if self.home not in (self.pack.home, GLOBAL) else None)
        local = metric.basis in (None, "retail")
        return self.abroad if local and metric.unit == self.pack.main_unit and metric.nature is Nature.FLOW else None

    def names_sellers(self, sentence: Sentence) -> bool:
        """Whether a sentence names anybody who sells."""
        entities = (self.pack.entities[m.key] for m in sentence.of_sort(Sort.ENTITY))
        return any(sells(e) or "sellers" in e.tags for e in entities)
