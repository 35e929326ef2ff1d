"""What changes, shares, ratios and ranks are of."""

from __future__ import annotations

import itertools
import re

from tachograph.core.cached import cached_property
from tachograph.core.claim import Kind
from tachograph.core.pack import Metric
from tachograph.extraction.draft import Draft
from tachograph.extraction.numbers.figures import Form
from tachograph.extraction.recalls import is_yardstick
from tachograph.extraction.scene import Sentence
from tachograph.extraction.text import cues
from tachograph.extraction.text.caseless import Caseless
from tachograph.extraction.text.distances import distance
from tachograph.extraction.vocabulary import Mention, Sort, sells
from tachograph.extraction.what.contrasts_zh import is_dearer
from tachograph.extraction.what.levels import Levels
from tachograph.extraction.what.measures import REACHES
from tachograph.extraction.what.onward_zh import is_whole
from tachograph.extraction.what.parts import is_exported, part_told, settle_totals
from tachograph.extraction.what.trading_en import SHARE_PRICE, goes_on_trading
from tachograph.extraction.what.trading_zh import is_share_move

# What shares do on a day of trading.
_DEBUT = re.compile(
    r"[^.;]{0,12}\b(?:on|in) (?:its|their|the) (?:[A-Za-z]+ ){0,3}(?:debut|first day of trading)\b|[^.;]{0,12}\bin (?:[a-z-]+ )?trading\b"
)
_OPENED = Caseless(r"\b(?:opened|closed|ended|finished)\b[^,;.]{0,24}$")
_HIGHER = re.compile(r"\s(?:higher|lower|up|down)\b")
_NEAR_DEBUT = 60  # characters
_SAID_NEAR = 48
_ONE_OF_SEVERAL = re.compile(r",?\s(?:and\s)?\d")  # "55.7%, 74.1% and 63.1%": each of something else
_OPENING = 24  # characters: "That corresponds to about "
_MARKET_SHARE = Caseless(
    r"\bmarket share|\bshare of the (?:\w+ )*market|\bof (?:the|that|this|its|an?) (?:\w+ )*market\b|\b(?:a|their|its|whose|took|record) (?:[\w.%]+ )*(?:share|slice)\b(?! of)|['’]s (?:share|slice) (?:was|is|came|stood|fell|rose|grew|slipped|shrank|edged|reached)\b",
    r"市占率|市场份额|市場份額",
)
# "one in six people who bought a car": of all that is sold
_ONE_IN = re.compile(r"\bin\b|\bout of\b", re.IGNORECASE)
_OF_SOLD = re.compile(
    r"(?:\s(?:of\s)?(?:all\s)?(?:the\s)?(?:new\s)?(?:cars?|vehicles?)\b|\s(?:car\s)?buyers\b|\s(?:people|customers|chinese|germans|europeans)\swho\s(?:bought|buy)\b)",
    re.IGNORECASE,
)
_PLUGGED = Caseless(r"\b(?:electric|plug|plug-in|nevs?|evs?|hybrids?|battery|charg\w+|petrol|combustion)\b")
# 增程在新能源里的占比: of a segment, not of all that is sold
_OF_SEGMENT = re.compile(
    r"[在占](?:新能源|纯电动?|插混|电动车|新能源汽?车)(?:[里中内]|总?[销销]量|批发|零售)的?(?:占比|比重|份额|比例)?[^，。；]{0,24}$"
)
# 份额66.2%: a group's or maker's own, not that of a sort of car
_ON_LEVEL = re.compile(
    r"\s(?:up |down |more |less |fewer |higher |lower |above |below |better )?(?:on|than|over|above|below|from|versus) (?:the |its |their )?",
    re.IGNORECASE,
)
_THE_SHARE = Caseless(
    r"\b(?:the|that|this) (?:share|slice|proportion|ratio|percentage|portion|fraction) (?:had (?:still |only )?been|was|is|stood at|came to|stands at)"
    r" (?:(?:still|only|just|about|around|some|nearly|almost|over|a mere|now) ){0,2}$"
)
_AGAINST = Caseless(
    r"\b(?:against|versus|compared (?:with|to)|up from|down from) (?:(?:only|just|about|some|a mere) )?$"
)
_OWN_SHARE = re.compile(
    r"(?<!新能源)(?<!电动车)(?<!纯电)(?<!插混)份[额額](?:则|则为|为|達|达|升至|降至|增至|约|约为)?$"
)
# 前五合计占了71.8%: what the first few sell of all
_TOP_FEW = re.compile(
    r"前(?:[三四五六八十]|\d{1,2})[大强名家]?[^，。；\d占佔]{0,10}[占佔](?:据|據|到|了|全国|市场|总量的?)*[近约約逾超过過]*$"
)
_PLACED_BY_SHARE = re.compile("，[^，。；\\d]{0,8}[居排列位稳穩为為][^，。；\\d]{0,6}")
# 在国内按摩仪市场占21.5%
_OF_MARKET_ZH = re.compile(r"[在于][^，。；\d]{1,16}市[场場][里裡中上]?[占佔](?:据|據|有|到|了)?[近约約逾超过過]*$")
_OF_OWN = Caseless(
    r"\bshare (?:of|in) (?:the total|its|their|our|all (?:its|their)|the (?:group|company|firm|maker|brand|automaker|carmaker|marque|manufacturer|parent|alliance|supplier)['’]s (?:own |total |overall |combined |entire )?(?:volumes?|sales|deliveries|total|mix|exports|output|production|portfolio|shipments|registrations|revenue))\b|\b(?:electrified|electric|plug-in|overseas|export) share\b"
)
_PART_OR = re.compile(
    r"\s(?:[a-z]+\s)?of (?:the total|these|those|them|it|that|its [a-z]+|all [a-z]+),?\s(?:or|i\.e\.,?|that is,?)\s(?:about |some |nearly |around )?"
)
_HELD = Caseless(
    r"\b(?:had|held|holds?|takes?|took|commands?|commanded|controls?|controlled|claims?|claimed)\s(?:(?:an?|about|around|some|almost|nearly|over|only|just)\s)*$",
    r"(?:握有|手握|坐拥|坐擁|保有|揽下|攬下|分走|吃下|拿走|收下)了?(?:近|约|逾|超过|将近|超)?$",
)
# 零跑国际他们占51%: what a party to a venture has of it, unless it is said to be of what is sold
_OWNED = re.compile(r"(?:[他我]们|他們|我們|对方|對方|中方|外方|[双雙]方各)(?:占|佔|持有|持股|占股)[了约約]?$")
_SOLD = re.compile(r"市场|市場|份额|份額|销|銷|交付|批发|零售")
_PENETRATION = Caseless(r"\bpenetration", r"渗透率|滲透率")
_OF_WHOLE = re.compile(r"\bof (?:which|them|these|those)\s(?:[a-z]+\s){0,2}$|[占佔][^，。；\d]{0,8}$")
_FORMER_ZH = re.compile("[前后後]者(?=[^，。；]*$)")
_PAIR = 2
_THREE_ZH = re.compile("[三四五][者项項家]")
_MANY_ZH = {"三": 3, "四": 4, "五": 5}
_AND = re.compile(r"[^,;.]{0,30}\band\s", re.IGNORECASE)
_TIMES_THE = re.compile(
    r"\W{1,3}(?:the|its|their|what (?:it|they|he|she) (?:had )?|as many as (?:it|they) (?:had )?)\s?(?:\w+\s)?",
    re.IGNORECASE,
)


def is_of_segment(text: str, draft: Draft) -> bool:
    """Whether a share is of what one segment sells: 增程在新能源里的占比, or 三者占比 of those just listed."""
    if draft.paired and "metric" in draft.fixed:
        return True
    start, end = draft.sentence.span.start, draft.figure.full.start
    return _OF_SEGMENT.search(text, max(start, end - _SAID_NEAR), end) is not None


class Metrics(Levels):
    """Links the figures of a document to the metrics of a pack, sentence by sentence."""

    def set_relations(self, sentence: Sentence, drafts: list[Draft]) -> None:
        """Metric of changes, shares, ratios and ranks: that of the level they are said of, or a nearer word's."""
        levels = [d for d in drafts if d.kind is Kind.LEVEL and d.metric and not d.dropped]
        for draft in drafts:
            if draft.kind is Kind.SHARE and draft.metric in ("market_share", "penetration"):
                self._share = draft.metric
            if draft.metric is not None or draft.kind in (Kind.LEVEL, Kind.COUNT, Kind.DURATION, None):
                continue
            if draft.kind is Kind.SHARE and (
                said := self._part(sentence, draft, drafts)
                or self._same_share(sentence, draft, drafts)
                or self._share_metric(sentence, draft)
                or self._shared(draft, levels)
            ):
                draft.metric = self._share = said
                self._share_told = said, sentence.block
                continue
            if draft.host is not None:
                draft.metric = draft.host.metric  # a table has said so
                continue
            if (constructed := self._by_construction(sentence, draft, drafts)) is not None:
                draft.metric = constructed
                continue
            hosts = [d for d in levels if self._fits(draft, d)]
            draft.host, host_cost = self._nearest_host(draft, hosts)
            mention, cost = self._nearest(sentence, draft, None)
            mention = None if mention is not None and self._divides_own(mention, draft) else mention
            if (
                mention is not None
                and draft.host is not None
                and not self._is_its_own(mention, draft.host, draft, drafts)
            ):
                mention = None
            if (pointed := self._pointed_metric(sentence, draft, drafts)) is not None:
                draft.host = draft.host if draft.host is not None and draft.host.metric == pointed else None
                draft.metric = pointed
            elif mention is not None and (draft.host is None or cost < host_cost):
                draft.metric = self.spoken.key(mention, sentence)
                if draft.host is not None and draft.host.metric != draft.metric:
                    draft.host = None
            elif draft.host is None and draft.figure.form is Form.POINTS and self._margin_before:
                draft.metric = self._margin_before  # "Vehicle margin was 13.1%. … That is 1.2 points below"
            elif draft.host is not None:
                draft.metric = draft.host.metric
            elif draft.figure.form is Form.MONEY:
                draft.metric = self._money(draft)
            else:
                told = self._told_before(sentence) if draft.kind in (Kind.SHARE, Kind.CHANGE) else None
                opens = all(d.span.start > draft.span.start for d in levels)  # 同比增长33%，可下半年还差335万辆
                draft.metric = (
                    (told if opens else None)
                    or self._last.get("*")
                    or told
                    or self._unnamed(sentence, draft)
                    or self._exported_on(sentence)
                    or self._main_of(sentence)
                )
            if draft.kind is Kind.SHARE and draft.metric == "market_share":
                self._share = draft.metric
            if draft.kind is Kind.SHARE and draft.metric:
                self._share_told = draft.metric, sentence.block
            if draft.metric:
                self._last["*"] = draft.metric
                if draft.unit is None:
                    self._set_unit(draft)
        self._close(sentence, drafts)

    def _close(self, sentence: Sentence, drafts: list[Draft]) -> None:
        """What shows once all figures of a sentence have their metrics, and what the next one may go on with."""
        if any(d.metric == SHARE_PRICE for d in drafts):
            self._traded = sentence.index, sentence.block
        self._count_alike(drafts)
        settle_totals(self.scene.text, drafts, self.pack.metrics)

    def _part(self, sentence: Sentence, draft: Draft, drafts: list[Draft]) -> str | None:
        """What the amount counts of which a share says how much of all it is, right before or in the sentence before."""
        if "exports" in self.pack.metrics and is_exported(self.scene.text, draft):
            return "exports"
        told = part_told(self.scene.text, draft, drafts)
        if told is None and draft.span.start - sentence.span.start < _OPENING:
            alone = draft.figure.form is Form.PERCENT and not _ONE_OF_SEVERAL.match(self.scene.text, draft.span.end)
            told = self.told_of(sentence, draft, drafts) if alone else None
        return None if told is None else told.metric

    def _divides_own(self, mention: Mention, draft: Draft) -> bool:
        """Whether the word "share" is of what the maker itself sells: "their share of the group's volume"."""
        if draft.kind is not Kind.SHARE or mention.key != "market_share":
            return False
        return _OF_OWN.search(self.scene.text, draft.sentence.span.start, draft.span.start) is not None

    def _pointed_metric(self, sentence: Sentence, draft: Draft, drafts: list[Draft]) -> str | None:
        """What a change is of whose sentence points back to the one before: "That is 19.6% above August 2024"."""
        if draft.kind not in (Kind.CHANGE, Kind.RATIO, Kind.RANK) or draft.figure.form is Form.POINTS:
            return None
        told = self.told_of(sentence, draft, drafts)
        return None if told is None else told.metric

    def _is_its_own(self, mention: Mention, host: Draft, draft: Draft, drafts: list[Draft]) -> bool:
        """Whether the word nearest to a figure that is said of a level says what the figure measures, and nothing else."""
        if self._is_yardstick(mention, draft) or self._measures_another(mention, draft, drafts):
            return False
        whole = draft.kind is Kind.SHARE and is_whole(self.scene.text, mention, draft)
        return not whole and not self._belongs_to(mention, host, draft)

    def _count_alike(self, drafts: list[Draft]) -> None:
        """Count a bare number in what it is compared with: "233 recalls in 2024, 8.9 percent more than the 214 of the year before"."""
        for change, base in itertools.pairwise(drafts):
            host, bare = change.host, base.figure.unit is None and base.figure.form is Form.NUMBER
            if change.kind is not Kind.CHANGE or base.kind is not Kind.LEVEL or host is None or not bare:
                continue
            before = host.span.end <= change.span.start and "metric" not in base.fixed and "table" not in base.fixed
            if before and _ON_LEVEL.fullmatch(self.scene.text, change.span.end, base.figure.full.start):
                base.unit, base.metric = host.unit, host.metric

    def _same_share(self, sentence: Sentence, draft: Draft, drafts: list[Draft]) -> str | None:
        """What the share told last in the paragraph is of, where it is told of another time: "in 3Q24 the proportion was 8.4%"."""
        here = [d for d in drafts if d.kind is Kind.SHARE and d.span.end <= draft.span.start and d.metric is not None]
        if here:
            self._share_told = here[-1].metric or "", sentence.block
        if here and _AGAINST.search(self.scene.text, here[-1].span.end, draft.figure.full.start):
            return here[-1].metric  # "37% of its European sales in the last quarter, against 5%"
        said = _THE_SHARE.search(self.scene.text, sentence.span.start, draft.figure.full.start)
        metric, block = self._share_told
        return metric if said is not None and block == sentence.block and metric else None

    def _by_construction(self, sentence: Sentence, draft: Draft, drafts: list[Draft]) -> str | None:
        """What a figure is of by the words right around it, whatever else the sentence measures."""
        if self._ranks_share(draft, drafts):
            return "market_share"
        if self._is_traded(sentence, draft) or self._trades_on(sentence, draft, drafts):
            return SHARE_PRICE
        lead = self.scene.text[sentence.span.start : draft.figure.full.start]
        return "price" if draft.kind is Kind.CHANGE and is_dearer(lead) and "price" in self.pack.metrics else None

    def _ranks_share(self, draft: Draft, drafts: list[Draft]) -> bool:
        """Whether a place is that of the market share told right before it, in Chinese: 占21.5%，位居榜首."""
        before = next((d for d in reversed(drafts) if d.span.end <= draft.span.start), None)
        if draft.kind is not Kind.RANK or before is None or before.kind is not Kind.SHARE:
            return False
        if any(d.kind is Kind.LEVEL and d.span.end <= before.span.start for d in drafts):
            return False  # 装车17.43GWh，市占率20.7%，位列第二: by what is installed
        between = self.scene.text[before.span.end : draft.span.start]
        return before.metric == "market_share" and _PLACED_BY_SHARE.fullmatch(between) is not None

    def _told_before(self, sentence: Sentence) -> str | None:
        """All that the sentence before in a Chinese paragraph counted: what a share without a whole is of."""
        told = self._told if not sentence.span.of(self.scene.text).isascii() else None
        return told[0] if told is not None and told[1:] == (sentence.index - 1, sentence.block) else None

    def _is_traded(self, sentence: Sentence, draft: Draft) -> bool:
        """Whether a change is that of a share on a day: "rose as much as 11.2% on its Hong Kong debut"."""
        if (
            draft.kind is not Kind.CHANGE
            or draft.figure.form is not Form.PERCENT
            or SHARE_PRICE not in self.pack.metrics
        ):
            return False
        if is_share_move(self.scene.text, sentence, draft):
            return True
        near = self.scene.text[draft.span.end : min(sentence.span.end, draft.span.end + _NEAR_DEBUT)]
        return bool(
            _DEBUT.match(near)
            or (_OPENED.search(self.scene.text, sentence.span.start, draft.span.start) and _HIGHER.match(near))
        )

    def _trades_on(self, sentence: Sentence, draft: Draft, drafts: list[Draft]) -> bool:
        """Whether a change goes on with the share prices of the sentence before in its paragraph."""
        follows = self._traded == (sentence.index - 1, sentence.block) and draft.kind is Kind.CHANGE
        return follows and goes_on_trading(self.scene, sentence, draft, drafts)

    def _measures_another(self, mention: Mention, draft: Draft, drafts: list[Draft]) -> bool:
        """Whether an earlier multiple is so many times what the word names: "twice the net profit and 17% more than"."""
        earlier = (d for d in drafts if d.kind is Kind.RATIO and d.span.end <= mention.span.start < draft.span.start)
        return any(self._is_yardstick(mention, d) for d in earlier)

    def _belongs_to(self, mention: Mention, host: Draft, draft: Draft) -> bool:
        """Whether the word is part of what says the level's own measure: "25.9 billion yuan came from selling cars (down …)"."""
        return "metric" in host.fixed and host.span.end <= mention.span.start and mention.span.end <= draft.span.start

    def _is_yardstick(self, mention: Mention, draft: Draft) -> bool:
        """Whether a ratio is so many times what the word names: "research spending …, almost twice the net profit"."""
        text = self.scene.text
        if draft.kind is not Kind.RATIO:
            return False
        behind = _TIMES_THE.fullmatch(text, draft.figure.full.end, max(draft.figure.full.end, mention.span.start))
        return bool(behind) or text[mention.span.end : draft.figure.full.start] == "的"

    def _shared(self, draft: Draft, levels: list[Draft]) -> str | None:
        """The metric of the shares before, where this one does not name its whole."""
        before = [d for d in levels if d.span.end <= draft.span.start]
        if before and _PART_OR.fullmatch(self.scene.text, before[-1].span.end, draft.figure.full.start):
            return None  # "1.3 million of the total, or 54.3 percent"
        if before and self.pack.metrics.get(before[-1].metric or "") in self._exported:
            return None  # 出口52.8万辆，其中新能源车占40.2%: of what is exported
        tail = self.scene.text[draft.span.end : draft.span.end + 12]
        if self.scene.text[draft.figure.full.start - 1 : draft.figure.full.start] == "(":
            if self._share == "market_share" and self._of_seller(draft):
                return self._share
            return None  # "67.5 GWh (80.3 percent)" is a share of what is counted
        lead = self.scene.text[max(draft.sentence.span.start, draft.figure.full.start - 24) : draft.figure.full.start]
        if _OF_WHOLE.search(lead) or is_of_segment(self.scene.text, draft):
            return None  # "of which 38.1% had been reached", 占整体的5.2%
        return None if re.match(r"\s*of\b", tail) else self._share

    def _of_seller(self, draft: Draft) -> bool:
        """Whether the sentence names a seller before the figure, whose share of the market it then is."""
        named = [m for m in draft.sentence.of_sort(Sort.ENTITY) if m.span.end <= draft.span.start]
        return bool(named) and sells(self.pack.entities[named[-1].key])

    @cached_property
    def _exported(self) -> list[Metric]:
        return [m for m in self.pack.metrics.values() if m.basis == "export"]

    def _share_metric(self, sentence: Sentence, draft: Draft) -> str | None:
        """``market_share`` or ``penetration`` where the words around the share say so."""
        text = self.scene.text
        if draft.figure.form is Form.FRACTION and _ONE_IN.search(quote := draft.span.of(text)):
            sold = _OF_SOLD.match(text, draft.span.end) or re.search(r"\b(?:new |\b)(?:cars?|buyers?)\b", quote)
            if sold and "penetration" in self.pack.metrics:
                plugged = _PLUGGED.search(text, draft.span.start, min(sentence.span.end, draft.span.end + 80))
                return "penetration" if plugged else "market_share"
        before = text[max(sentence.span.start, draft.span.start - 80) : draft.span.start]
        if "stake" in self.pack.metrics and _OWNED.search(before) and not _SOLD.search(sentence.span.of(text)):
            return "stake"
        near = before + text[draft.span.start : min(sentence.span.end, draft.span.end + 40)]
        if _OF_OWN.search(before) or is_of_segment(text, draft):
            return None  # "lifted their share of the total to 60.5 percent": of what the maker sells
        if _PENETRATION.search(near) and "penetration" in self.pack.metrics:
            return "penetration"
        owned = _OWN_SHARE.search(before) or _TOP_FEW.search(before) or _OF_MARKET_ZH.search(before)
        if owned and "market_share" in self.pack.metrics:
            return "market_share"
        held = _HELD.search(before) and not re.match(
            r"\s*(?:of|share|stake)\b|\s*[,;]?\s*[a-z]+ (?:more|less|fewer)\b",
            text[draft.span.end : draft.span.end + 16],
        )
        return "market_share" if (held or _MARKET_SHARE.search(near)) and "market_share" in self.pack.metrics else None

    def _fits(self, draft: Draft, level: Draft) -> bool:
        if draft.figure.form is Form.POINTS:
            return level.unit == "percent"
        if (
            draft.figure.form is Form.MONEY
            and draft.kind is Kind.CHANGE
            and not draft.span.of(self.scene.text).isascii()
        ):
            return level.figure.form is Form.MONEY
        return level.unit != "percent"

    def _nearest_host(self, draft: Draft, levels: list[Draft]) -> tuple[Draft | None, float]:
        best, price = None, 60.0
        if (pointed := self._former(draft, levels)) is not None:
            draft.paired = True
            return pointed, 0.0
        for level in levels:
            cost = distance(self.scene.text, level.span, draft.span)
            if cost >= price or (len(levels) > 1 and self._compared(level)):
                continue  # "up 126% from 22,093 and 4% from 48,006" is said of neither
            behind = level.span.start > draft.span.start
            if behind and (
                draft.kind is Kind.SHARE or not REACHES.match(self.scene.text[draft.span.end : level.span.end])
            ):
                continue
            best, price = level, cost
        return best, price

    def _former(self, draft: Draft, levels: list[Draft]) -> Draft | None:
        """The first or second of the two levels told before a change that Chinese says of the one or the other: 前者增长1.2%."""
        before = [d for d in levels if d.span.end <= draft.span.start]
        if draft.kind is not Kind.CHANGE or len(before) < _PAIR or before[-2].unit != before[-1].unit:
            return None
        pointed = _FORMER_ZH.search(self.scene.text, before[-1].span.end, draft.figure.full.start)
        if pointed is None or pointed.group() != "前者":
            return None if pointed is None else before[-1]
        three = _THREE_ZH.search(
            self.scene.text, before[-1].span.end, pointed.start()
        )  # …，三者占比依次是…，前者增长33%
        row = before[-(_MANY_ZH[three.group()[0]] if three else _PAIR) :]
        return row[0] if len({d.unit for d in row}) == 1 else before[-_PAIR]

    def _compared(self, level: Draft) -> bool:
        start = level.sentence.span.start
        if cues.OBJECT.search(self.scene.text, start, level.figure.full.start):
            return True
        if is_yardstick(self.scene.text, level.sentence, level.figure):
            return True
        before = [f for f in level.sentence.figures if f.span.end <= level.span.start]
        joined = bool(before) and _AND.fullmatch(self.scene.text[before[-1].span.end : level.figure.full.start])
        return bool(joined) and bool(cues.OBJECT.search(self.scene.text, start, before[-1].full.start))
