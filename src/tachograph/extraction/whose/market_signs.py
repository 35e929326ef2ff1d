"""What in a sentence says that a figure is a whole market's: an association, a place, words for the industry."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from tachograph.core.claim import Kind
from tachograph.core.pack import EntityKind, Metric, Nature, Pack
from tachograph.extraction.draft import Draft, Subject
from tachograph.extraction.scene import Scene, Sentence
from tachograph.extraction.text import cues
from tachograph.extraction.text.caseless import Caseless
from tachograph.extraction.vocabulary import Mention, Sort, sells
from tachograph.extraction.whose.in_places import DESCRIBES, NEW_CARS, InPlaces
from tachograph.extraction.whose.names import Name, Topic
from tachograph.extraction.whose.register import Register, places
from tachograph.extraction.whose.scopes import Scopes, ScopeWord
from tachograph.extraction.whose.segments import Segments

PART_ZH = re.compile("其中[^，。；\\d]{0,8}$")
WHOLE = re.compile(
    r"(?:But |And |Yet )?(?:(?:As for|For|In|Across) )?(?:[Tt]he (?:whole |entire |overall |total |wider )?(?:car |auto |vehicle )?(?:market|industry|sector),? (?!leader|share|value)|整[个個体體](?:车市|市场|車市|市場)|整体市场)"
)
# "Dealers' lots are full.": nobody's dealers in particular
EVERYBODY = re.compile(
    r"(?:The |China['’]s |Chinese |Car |Many |Most |All )?(?:[Dd]ealers|[Dd]ealerships|[Ss]howrooms)\b(?!\?|\s(?:of|for|at)\b)"
)

_OPENING = 20
PENALTY = 2.5  # a name that plays a lesser part than this leaves the figure to the market
_COUNTS = re.compile(
    r"(?:\s*[(（][^)）]*[)）])?(?:,\s(?:which|whose|who)\s[^,;.\d]{3,90},)?\s*(?:(?:has|have|had|also|still|now)\s){0,2}(?:'s|’s|\w+ed\b|puts?\b|said\b|says\b|expects?\b|counts?\b|sees?\b|forecasts?\b|projects?\b|数据|數據|(?:统计)?口径|口徑|的?(?:账本|統計|报告|报表|数字)|预计|預計|预测|预估|统计|公布|称|认为|認為|判断|判斷|估计|估計|[说說]|[:：]"
    # ）27日公布最新統計, 11月8日发布的数据显示
    r"|[)）]?(?:于|於|在)?(?:(?:\d{1,2}月)?\d{1,2}[日号號]|[今昨][日天]|近日|日前|周[一二三四五六日]|[本上][周週])(?:上午|下午|晚间?)?(?:最新)?(?:公布|公佈|发布|發布|發佈|披露|表示|[说說称稱]))"
)
_INDUSTRY = Caseless(
    r"\b(?=[tow])(?<!of )(?<!in )(?<!on )(?<!to )(?<!for )(?<!from )(?:the|whole|overall|total) (?:market|industry|sector)(?: as a whole| itself)?"
    r"\s+(?!share|leader|value|research|regulator|watchdog|supervis|authorit|insider|observer|watcher|expert|analyst|participant|conditions?\b|price|capitali)\w+|\bthe (?:industry|sector|market|trade)['’]s (?!leader|largest|biggest|number|no\b|top\b|second|most|best|oldest)\w+|\b(?:industry|market)[- ]?wide\b|\ba (?:[\w-]+ )?market (?:that|which)\b"
    r"|\b(?:of|by|across|for) all (?:brands|makers|manufacturers|carmakers|automakers|marques)\b"
    # "The average discount in the market", "the profit margin of the whole industry"
    r"|\baverage (?:[\w-]+ ){1,3}(?:in|across|of|on) (?:the|this) (?:(?:whole|entire|car|auto|vehicle|domestic|local) ){0,2}(?:market|industry|sector|trade)\b"
    r"|\b(?:margins?|profits?|revenues?|utili[sz]ation|capacity|inventor(?:y|ies)|stocks?|discounts?|sales|output|exports) (?:of|in|across) (?:the|this) (?:whole|entire|overall)"
    r" (?:car |auto |vehicle )?(?:market|industry|sector|trade)\b"
    r"|\bacross the (?:whole |entire )?(?:car |auto )?(?:industry|sector|trade)\b",
    r"整[个個](?:新能源|乘用[车車]|[电電][动動][车車])|全市[场場](?!份)|全行[业業]|行业增速|行業增速|行业平均|行業平均|行业整体|大盘|大盤|(?:整体|整體|整个|整個)(?:车市|市场|車市|市場)",
)
_PART_OF_ZH = re.compile("[占佔]了?[^，。；\\d]{0,8}$")
_OF_ALL = Caseless(
    r"\bof (?:the (?:whole |overall |total )?market|all (?:new )?(?:cars|vehicles|sales|registrations))\b",
    r"占(?:整体|全部)?(?:市场|市場)",
)
# "The EU registered 1,880,370 of them": what a country does that only all its sellers or buyers can do
_TRADES = re.compile(
    r"(?:\s(?:itself|alone|together|as a whole))?\s(?:has\s|have\s|had\s)?(?:registered|exported|imported|produced|built|made|bought|sold|shipped|absorbed|turned out)\s"
)
# "grew 1.3 percent to 1.127 million": the level belongs to whom the rate does
_TO_LEVEL = re.compile(
    r",?\s(?:to|at|reaching|or|from|after|against)\s(?:(?:about|some|around|nearly|almost|over|just|only|a)\s)*"
)
_ITS_CARS = re.compile(r"['’]s\s(?:new\s)?(?:vehicles|cars|motorists|drivers|buyers)\s(?!in\b)")
_HAS = re.compile(r"\s(?:had|has|have|counted|counts|added|built)\b|有|共有|拥有|建成")
NATIONAL = Caseless(
    r"\b(?:nationwide|nationally|across the country|the country)\b",
    r"全国|全國|我国|我國|整[个個](?:新能源|乘用[车車]|[电電]动[车車]|[电電]動[车車])|全市[场場]|全行[业業]",
)

# 我国汽车出口, 全国动力电池装车量: a measure of what the whole country does; what sells in 中国市场 a maker may sell
_NATION_ZH = re.compile(
    r"(?<![在于於对對向占佔])(?<![占佔][了到据據])(?:(?P<ours>我国|我國)|(?:全国|全國|中国|中國))的?(?P<what>(?!市[场場])[\u4e00-\u9fff]{0,7})$"
)
_INDUSTRIAL = re.compile("汽[车車]|[乘商]用[车車]|新能源|[电電]池|车市")
_SOME_OF_THEM = re.compile("品牌|[车車]企|企[业業]|[厂廠]商|公司|市[场場]|[地门門用户]")

_OWN_VOICE = re.compile(
    r"\bwe (?:sold|had|have|stand|stood|delivered|registered|are at|were at|came to|reached|made|count|run|ran)\b"
)
_OPENS = re.compile(r"(?:But |And |Yet )?[Tt]he $")
_OF_PLACE = re.compile(r"[\s%]+of\s(?:(?:all|the|total|overall)\s)*", re.IGNORECASE)
_ASIDE_ZH = re.compile(r"[（(][^（）()]{0,30}[）)]")
_NATION_REACH = 12  # characters
_BESIDE = 4  # characters between a place and what is counted there
_AT_HOME = ("国内", "國內")


def wholly(sentence: Sentence, draft: Draft, pack: Pack) -> bool:
    """Whether a sentence says by its own word, and of no seller, what a whole market sold: 去年11月零售242万辆."""
    named = any(m.sort is Sort.ENTITY for m in sentence.mentions)
    said = [m for m in sentence.of_sort(Sort.METRIC) if m.span.end <= draft.span.start]
    return not named and bool(said) and pack.metrics[said[-1].key].basis in ("retail", "wholesale")


def speaks_of_nation(text: str, start: int, measures: Sequence[Mention], pack: Pack) -> Mention | None:
    """The first of the ``measures`` that Chinese words say to be the whole country's: 我国汽车出口, 全国动力电池装车量.

    The text is looked at from ``start`` on.
    """
    for measure in measures:
        nation = _NATION_ZH.search(text, max(start, measure.span.start - _NATION_REACH), measure.span.start)
        if nation is None or _SOME_OF_THEM.search(nation["what"]):
            continue
        if nation["ours"] or pack.metrics[measure.key].basis or _INDUSTRIAL.search(nation["what"]):
            return measure
    return None


class Signs(InPlaces):
    """Looks for the signs of a market in the sentences of one text.

    ``counted`` is the unit that the text counts, ``titled`` the pack's words in its title.
    """

    def __init__(self, scene: Scene, pack: Pack, counted: str | None = None, titled: tuple[Mention, ...] = ()) -> None:
        self.pack = pack
        self.scene = scene
        self.titled = titled
        segments = frozenset(m.key for s in scene.sentences for m in s.of_sort(Sort.SEGMENT))
        self.register = Register(pack, counted, segments | {m.key for m in titled if m.sort is Sort.SEGMENT})
        self.places = places(pack)
        self.segments = Segments(scene, pack)
        self.about: Subject | None = None  # the market that the text opens with

    def _priced(self, metric: Metric) -> bool:
        """Whether the metric is a price of one thing: of it no market has a sum."""
        unit = self.pack.units.get(metric.unit)
        return metric.nature is Nature.STOCK and unit is not None and unit.dimension == "money"

    def _told_of_topic(self, sentence: Sentence, draft: Draft, names: tuple[Name, ...], topic: Topic) -> bool:
        """Whether the maker spoken of has the figure, though a body counted it: "According to the CPCA, Tesla retailed".

        A body that is named between the two has it for itself: "Tesla's rival … while the CPCA counted".
        """
        before = [n.span.end for n in names if n.subject is topic.subject and n.penalty < PENALTY]
        own = max((end for end in before if end <= draft.span.start), default=None)
        if own is None:
            return False
        return not any(self.segments.is_body(m) and own <= m.span.start < draft.span.start for m in sentence.mentions)

    def _of_nation(self, scopes: Scopes, index: int) -> bool:
        """Whether it is what the whole country sells of a segment: 全国乘用车零售, "nationwide passenger car sales"."""
        word, sentence, draft = scopes.segment(index), scopes.sentence, scopes.drafts[index]
        if draft.kind is Kind.SHARE:
            return False  # of what the country sells, somebody has a share
        said = [m for m in sentence.of_sort(Sort.METRIC) if m.span.end <= draft.span.start]
        if said and speaks_of_nation(self.scene.text, sentence.span.start, said, self.pack) is not None:
            return True
        if word is None or not word.attached:
            return False
        before = self.scene.text[scopes.sentence.span.start : word.mention.span.start].rstrip()
        if before.endswith(_AT_HOME):  # 国内乘用车上险量 is the market's, where the sentence names no seller
            return not any(sells(self.pack.entities[m.key]) for m in scopes.sentence.of_sort(Sort.ENTITY))
        return any(nation.end() == len(before) for nation in NATIONAL.finditer(before))

    def _opens_with_place(self, sentence: Sentence) -> bool:
        """Whether a sentence turns from a seller to the country: "Nationwide, China had 17.35 million charging points".

        A seller's network is nationwide too (全国门店502家), so the country itself must have what is counted.
        """
        first = sentence.mentions[0] if sentence.mentions else None
        if first is None or first.sort is not Sort.REGION or first.key not in self.places:
            return False
        nation = NATIONAL.search(self.scene.text, sentence.span.start, first.span.start)
        opening = self.scene.text[nation.end() if nation else sentence.span.start : first.span.start]
        return not opening.strip(" *-,，") and _HAS.match(self.scene.text, first.span.end) is not None

    def _counted_by_body(self, sentence: Sentence, draft: Draft, metric: Metric, *, segmented: bool) -> bool:
        """Whether an association counts it: what is retailed or produced is then the market's.

        ``segmented`` says that the figure is of a whole segment that has a market.
        """
        entities = sentence.of_sort(Sort.ENTITY)
        if segmented and metric.basis is not None and entities and all(self.segments.is_body(m) for m in entities):
            return True

        if self._cited(sentence, metric):
            return True
        called_back = metric.unit == "product" and entities and all(self._counts_for(m) for m in entities)
        if called_back and any(cues.SAY_AFTER.match(self.scene.text[m.span.end : m.span.end + 24]) for m in entities):
            return True  # "158 recalls were registered in the first three quarters, SAMR says"
        bodies = [
            m for m in entities if self.pack.entities[m.key].kind is EntityKind.BODY and m.span.start < draft.span.start
        ]
        if not bodies:
            return False
        end = bodies[0].span.end
        if not self.pack.entities[bodies[0].key].home:
            return False
        opens = bodies[0] is entities[0] and bodies[0].span.start - sentence.span.start < _OPENING
        said = (cues.FORECAST, cues.MAY)
        foretells = opens and any(p.search(self.scene.text, end, draft.span.start) for p in said)
        counts = bool(_COUNTS.match(self.scene.text, end, draft.span.start))
        return foretells or (counts and (metric.basis is not None or opens))

    def _counts_for(self, mention: Mention) -> bool:
        """Whether it is an association or authority that counts for a market."""
        entity = self.pack.entities[mention.key]
        return entity.kind is EntityKind.BODY and entity.home is not None

    def _cited(self, sentence: Sentence, metric: Metric) -> bool:
        """Whether the sentence names an association as its source for what associations count: "according to the CAAM"."""
        sources = [
            self.pack.entities[m.key]
            for m in sentence.of_sort(Sort.ENTITY)
            if self.segments.is_body(m)
            and sentence.span.contains(m.span)
            and cues.SAY_BEFORE.search(self.scene.text, sentence.span.start, m.span.start)
        ]
        return metric.basis is not None and any(body.home for body in sources)

    def _possesses(self, word: ScopeWord) -> bool:
        """Whether a place has what is measured: "China's NEV penetration"."""
        return word.mention.key in self.places and self.scene.text.startswith(("'s ", "’s "), word.mention.span.end)

    def _sourced(self, sentence: Sentence) -> bool:
        """Whether the sentence names a body as its source: "…, according to SNE Research"."""
        bodies = (m for m in sentence.of_sort(Sort.ENTITY) if self.segments.is_body(m))
        return any(cues.SAY_BEFORE.search(self.scene.text, sentence.span.start, m.span.start) for m in bodies)

    def _opens_with_market(self, sentence: Sentence, *, strict: bool) -> bool:
        """Whether the sentence begins with a region and what is counted there: "China's smartphone shipments".

        ``strict``: in a text about a maker its own regional sales are as likely ("European deliveries rose"), so only a
        possessive says the market's.
        """
        first, following = (*sentence.mentions[:2], None, None)[:2]
        if first is None or first.sort is not Sort.REGION or first.key not in self.places:
            return False
        lead = self.scene.text[sentence.span.start : first.span.start]
        if self.scene.document.lang == "zh":
            lead = untimed(self.scene.text, sentence, first.span.start)  # 8月，欧洲新车注册79万辆
        if _OPENS.sub("", lead).strip(" *-\"'“"):
            return False
        if _ITS_CARS.match(self.scene.text, first.span.end) or _TRADES.match(self.scene.text, first.span.end):
            return True
        if following is None:
            return False
        possessive = self.scene.text.startswith(("'s", "’s"), first.span.end)
        near = following.sort is not Sort.ENTITY and following.span.start - first.span.end <= 4
        new = near and NEW_CARS.search(self.scene.text, first.span.end, following.span.end) is not None
        return near and (possessive or new or not strict)

    def _opens_with_segment(self, sentence: Sentence) -> bool:
        first = sentence.mentions[0] if sentence.mentions else None
        if first is None or first.sort is not Sort.SEGMENT:
            return False
        return DESCRIBES.fullmatch(self.scene.text, sentence.span.start, first.span.start) is not None

    def _divided(self, sentence: Sentence, names: tuple[Name, ...]) -> tuple[str, str] | None:
        """The place whose market a sentence divides by segments, and by what: "Electric cars had 15.6% of EU registrations"."""
        if names or not self._opens_with_segment(sentence):
            return None
        for place, measure in itertools.pairwise(sentence.mentions):
            if place.sort is not Sort.REGION or place.key not in self.places or measure.sort is not Sort.METRIC:
                continue
            counted = self.pack.metrics[measure.key].basis in ("registration", "retail")
            new = NEW_CARS.search(self.scene.text, place.span.end, measure.span.end) is not None
            beside = measure.span.start - place.span.end <= _BESIDE
            figure = sentence.figure_before(place.span.start)
            of = figure is not None and _OF_PLACE.fullmatch(self.scene.text, figure.span.end, place.span.start)
            if beside and of and (counted or new):
                return place.key, measure.key
        return None

    def _of_industry(self, sentence: Sentence, scopes: Scopes, index: int) -> bool:
        """Whether the last said before the figure is what the whole market did: "while the market grew 4 percent"."""
        start = scopes.drafts[index - 1].span.end if index else sentence.span.start
        if index and _TO_LEVEL.fullmatch(self.scene.text, start, scopes.drafts[index].figure.full.start):
            return self._of_industry(sentence, scopes, index - 1)
        said = _INDUSTRY.search(self.scene.text, start, scopes.drafts[index].span.start)
        if said is not None and _PART_OF_ZH.search(self.scene.text, start, said.start()):
            said = None  # 占新能源大盘的30.1%: what somebody has a part of
        said = said or self._done_by_market(sentence, start, scopes.drafts[index])
        makers = [m for m in sentence.of_sort(Sort.ENTITY) if sells(self.pack.entities[m.key])]
        if (
            said is None
            and not makers
            and _OWN_VOICE.search(self.scene.text, start, scopes.drafts[index].span.start) is None
        ):
            said = self._sum_of_place(sentence, scopes, index)
            said = said or self._done_by_all(sentence, start, scopes.drafts[index])
        return said is not None and not any(
            said.end() <= m.span.start < scopes.drafts[index].span.start for m in makers
        )

    def _of_segment(self, sentence: Sentence, names: tuple[Name, ...]) -> bool:
        """Whether a text about a market tells what part of it a segment has: "Electric cars took 20.7% of the market"."""
        if self.about is None or names or not sentence.mentions or sentence.mentions[0].sort is not Sort.SEGMENT:
            return False
        opening = self.scene.text[sentence.span.start : sentence.mentions[0].span.start]
        return (
            not opening.strip() and _OF_ALL.search(self.scene.text, sentence.span.start, sentence.span.end) is not None
        )

    def _part_of_all(self, sentence: Sentence, names: tuple[Name, ...]) -> bool:
        """Whether a sentence tells what part of a whole market segments have: "In April full electrics took 32% of the market"."""
        first = next((m for m in sentence.mentions if m.sort not in (Sort.METRIC, Sort.REGION)), None)
        segment = first is not None and first.sort is Sort.SEGMENT and first.key in self.segments.wider
        whole = _OF_ALL.search(self.scene.text, sentence.span.start, sentence.span.end)
        return segment and whole is not None and not names and "penetration" in self.pack.metrics

    def _sellers(self, subject: Subject) -> bool:
        return subject.entity is not None and "sellers" in subject.entity.tags


def untimed(text: str, sentence: Sentence, end: int) -> str:
    """What a Chinese sentence says as far as to ``end`` without times and asides."""
    said, at = "", sentence.span.start
    for time in (t.span for t in sentence.times if t.span.end <= end):
        said, at = said + text[at : time.start], max(at, time.end)
    return _ASIDE_ZH.sub("", said + text[at:end]).lstrip("，")
