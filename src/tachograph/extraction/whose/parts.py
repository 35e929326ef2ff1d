"""What part a name plays in its sentence, and what it costs to take it for the subject of a figure there."""

from __future__ import annotations

import re

from tachograph.core.pack import EntityKind, Pack
from tachograph.core.span import Span
from tachograph.extraction.draft import Subject
from tachograph.extraction.scene import Scene, Sentence
from tachograph.extraction.text import cues
from tachograph.extraction.text.caseless import Caseless
from tachograph.extraction.vocabulary import Mention, Sort, sells
from tachograph.extraction.whose.groups_zh import is_taken_of

# What it costs to take a name as the subject of a figure (see distances.distance for the scale).
COMPARED = 3.0  # "than XPeng", "against BYD"
GENERIC = 6.0  # "local brands", in a text about a maker
_OWNER = 3.0  # Huawei in "Huawei's HIMA"
_SAYING = 5.0  # the name that says it
_LISTED = 3.0  # a name among the members of another: "HIMA, which covers Aito, Luxeed and Stelato"
_OWNED = re.compile(r"(?:['’]s?|\b(?:[Ii]ts|[Tt]heir))\s$")
_MAKERS = Caseless(r"makers?$|manufacturers?$|compan(?:y|ies)$|start-?ups?$")
_OPENING = 40
_OWNER_BEFORE = Caseless(r"\b(?:in|of) which\s(?:the\s)?(?:[\w-]+\s){0,2}$")
_OWNER_AFTER = re.compile(
    r"\s(?:\w+ly |also |now |still )?(?:holds?|held|owns?|owned|has|had|took|bought|controls?|acquired)\b"
)
_UNEQUALLED = re.compile(
    r"\W*(?:Nobody|No[ -]one|None|Nowhere|No (?:other )?[\w-]+(?: [\w-]+)?)\s[^,.;:\d]{2,40}\s(?:than|as)\s(?:at\s|in\s)?"
)
_IN_ROLE = re.compile(
    r"['’]s\s(?:[a-z-]+\s){0,3}?(?:[a-z-]*(?:parent|owner|rival|partner|maker|brand|marque|unit|subsidiary|affiliate|sibling|sister|arm|division|competitor"
    r"|challenger|supplier|backer|neighbou?r|stablemate|spin-?off))\s"
)
_COMPOUND = re.compile(r"[-‑](?:backed|led|owned|based|built|made|supported|affiliated|linked)\b", re.IGNORECASE)
_ROW = re.compile(r"\s*(?:[(（][\d.,]{1,9}[万萬]?[辆輛台臺]?[)）])?\s*(?:,|,? and|、|和|及)\s*")
_OF_MARKETS = ("market", "markets", "industry", "市场", "市場", "车市", "車市", "brands", "marques", "makers", "品牌")
_MAKER_OF = Caseless(r"\b(?:maker|manufacturer|builder|owner|parent|producer|seller)s? of (?:the )?$")
_IS_MAKER = re.compile(r"(?:[ -][a-z]+)?[ -](?:maker|owner|parent|manufacturer)\b")
_MEMBERS = Caseless(  # but "Leapmotor, which sells through Stellantis, came to 7,900, and Xpeng to 3,450"
    r"\b(?:which|that)\s+(?:covers?|includes?|comprises?|groups|unites|sells(?! (?:through|via|in|at|for|to|under|only)\b)|owns|has)\b[^.;]*$"
    r"|\b(?:including|comprising|consisting of|namely|such as|made up of)\b[^.;]*$|[(][^()]*$"
)
_OWNS_ZH = re.compile(r"旗下的?|的(?:子品牌|高端品牌|品牌)?|集团的?|汽车的?")
_COUNTED_HERE = re.compile(r"\s?[(（][+-]?\d{1,3}(?:,\d{3})+\s?[)）,]")  # "XPeng (20,011)"
_SHARE_OF = Caseless(
    r"(?:['’]s?|\b(?P<pronoun>its|their))\s(?:[\w-]+\s){0,2}share (?:of|in) (?:the )?(?:[\w-]+(?:['’]s)? )?$"
)
# "Among the Chinese BYD came first"
_ACTS = re.compile(
    r"\s(?:was|is|came|comes|led|leads|sold|had|took|ranks?|ranked|stood|stands|delivered|grew|rose|fell|lost|gained|registered|remained|managed)\b"
)
_AMONG = Caseless(
    r"\b(?:any|among|amongst|of all|most|other)\s+(?:the\s+)?(?:(?:[\w-]+s|chinese|domestic|local|global|european|japanese|german|all)\s)?$"
)
_RANKED_IN = re.compile(
    r"(?:品牌|车企|車企|阵营|陣營|市场|市場)?的?(?:月度?|单月|單月|年度?)?(?:销量|銷量|交付量?|零售)?(?:第[一二三四五六七八九十\d]|榜首|首位|冠[军軍]|之首|前[三五十]|[排]行?榜)"
)
_OWNS_FIGURE = re.compile(r"(?:'s|’s)\s(?:[a-z-]+\s)?(?:RMB|US\$|[$€£¥])?\d")
_WORKS = re.compile(r"\s(?:[a-z-]+\s)?(?:works|plants?|factory|factories|sites?|halls?|premises)\b")
_IN_MARKET = re.compile("[^，。；：、]{0,12}在[^，。；：、]{0,6}")
_MULTIPLE_OF = re.compile(
    r"(?:[^，。；：、\d（）()]{0,10}(?:[（(][\d.,]+[^，。；（）()]{0,4}[)）]|[\d.,]+[万萬亿億]?[辆輛台臺座元]?)?)的(?:近|约|不到|超过|逾|将近)?(?:[\d.]+|[一二三四五六七八九十两]+)[多余]?倍"
)
# Where a Chinese group of sellers is the subject of its sentence: 中国品牌…, 去年，自主品牌…, 某机构估计，中国品牌…
_LEADS_ZH = re.compile(
    r"(?:[^，。；]{0,24}(?:[认認][为為]|[预預][计計测測期]|估[计計]|[统統][计計]|[显顯]示|指出|表示|判[断斷]|[称稱说說])，?)?[：「“\"]*"
)
_IN_GROUP_ZH = re.compile(r"[里裡中内內第之、与與和及]|的|[阵陣][营營]|[销銷]量?[第冠榜]")
_AGAINST_ZH = re.compile(r"[对對跟与與和][^，。；]{0,2}$")
_LEAD_ZH = re.compile(r"的?(?:[领領]先|[优優][势勢]|差距)")
_IS_SO_MUCH = ("是", "为", "達", "达", "约为", "接近", "相当于", "超过", "到", "近", "有")


def part_of(
    scene: Scene, sentence: Sentence, mentions: tuple[Mention, ...], i: int, pack: Pack, topic: Subject | None
) -> float:
    """The penalty of a name by the part it plays in its sentence."""
    text, span = scene.text, mentions[i].span
    before, after = text[sentence.span.start : span.start], text[span.end : sentence.span.end]
    possessive = bool(cues.POSSESSIVE.match(after))
    if _only_owns(text, mentions[i], mentions[i + 1] if i + 1 < len(mentions) else None, pack):
        return _OWNER
    if _COUNTED_HERE.match(after):
        return 0.0
    entity = pack.entities[mentions[i].key]
    if entity.kind is EntityKind.MARKET and _is_no_market(scene, sentence, mentions[: i + 1], pack, topic):
        return GENERIC
    if _COMPOUND.match(after) or (not sells(entity) and _RANKED_IN.match(after)):
        return COMPARED
    if _MAKER_OF.search(before) or (_IS_MAKER.match(after) and before.lower().endswith("the ")):
        return _OWNER  # "the maker of Haval SUVs", "the Haval owner": who that is has another name
    if i and _in_row(text, mentions[i - 1], mentions[i], pack):
        return part_of(scene, sentence, mentions, i - 1, pack, topic)
    if (
        i
        and mentions[i - 1].span.end == span.start
        and cues.COMPARED.search(text, sentence.span.start, mentions[i - 1].span.start)
    ):
        return COMPARED  # 比特斯拉Model Y多14174辆
    if _MULTIPLE_OF.match(after) and before.endswith(_IS_SO_MUCH):
        return COMPARED  # 是理想的1.47倍
    if leads_ahead_of(text, span):
        return COMPARED
    if is_taken_of(before, after):
        return _SAYING
    if _MEMBERS.search(before):
        return _LISTED
    if _OWNER_BEFORE.search(before) and _OWNER_AFTER.match(after):
        return GENERIC
    if _UNEQUALLED.fullmatch(before):
        return 0.0
    if (
        before.endswith(("former ", "ex-", " old "))
        and not possessive
        and (before[-4:] != "old " or _WORKS.match(after))
    ):
        return COMPARED  # "a former Mercedes plant", "an old Ford works"
    if cues.COMPARED.search(before) and (not possessive or _OWNS_FIGURE.match(after)):
        return COMPARED  # "overtaking Tesla's 1,636,129": that figure is Tesla's, the others are not
    if cues.SAY_BEFORE.search(before) or (_AMONG.search(before) and not _ACTS.match(after)):
        return _SAYING
    return 0.0


def _only_owns(text: str, mention: Mention, following: Mention | None, pack: Pack) -> bool:
    """Whether a name only says whose the next one is: "Aito's parent Seres", "Tesla's arch-rival BYD", "the XPeng P7"."""
    if following is None or following.quote.lower().startswith("own "):
        return False  # "SAIC's own brands" are SAIC
    start, end = mention.span.end, max(mention.span.end, following.span.start)
    if _OWNS_ZH.fullmatch(text, start, end) or _IN_ROLE.fullmatch(text, start, end):
        return True
    if following.span.start == start + 1 and _is_model(following, pack):
        return True
    return following.span.start <= start + 8 and cues.POSSESSIVE.match(text[start:]) is not None


def _is_no_market(
    scene: Scene, sentence: Sentence, mentions: tuple[Mention, ...], pack: Pack, topic: Subject | None
) -> bool:
    """Whether the last of some names, which could be a market's, only says what is sold or who sells."""
    text, span, quote = scene.text, mentions[-1].span, mentions[-1].quote
    entity = pack.entities[mentions[-1].key]
    spellings = (*entity.names.get("en", ()), *(entity.names.get("zh", ()) if "sellers" in entity.tags else ()))
    if quote.lower() in spellings and topic is not None and (topic.entity is None or sells(topic.entity)):
        told = _MAKERS.search(quote) and span.start - sentence.span.start < _OPENING
        placed = any(m.span.end <= span.start <= m.span.end + 4 for m in sentence.of_sort(Sort.REGION))
        if not (told or placed or _leads_zh(scene, sentence, span, entity.tags)):
            return True
    if quote.lower().startswith("own ") and _OWNED.search(text, max(0, span.start - _OPENING), span.start):
        return True  # "SAIC's own brands", "its own brands": of that company
    things = not quote.endswith(_OF_MARKETS) and not any(map(str.isupper, quote))
    if things and any(sells(pack.entities[m.key]) for m in mentions[:-1]):
        return True  # 亿纬锂能…动力电池出货: what a maker makes is no market
    return _stands_in(text, mentions[:-1], span, pack)


def _leads_zh(scene: Scene, sentence: Sentence, span: Span, tags: frozenset[str]) -> bool:
    """Whether a group of sellers opens a Chinese sentence, be it behind a time or who says it, and is told of."""
    text = scene.text
    if "sellers" not in tags or text[span.start].isascii() or _IN_GROUP_ZH.match(text, span.end):
        return False
    if scene.goes_on(sentence):
        return False  # 上汽…；自主品牌销售292.8万辆: those of the company
    first = sentence.times[0].span if sentence.times else None
    timed = first is not None and first.start == sentence.span.start and first.end <= span.start
    start = first.end if first is not None and timed else sentence.span.start
    lead = text[start : span.start]
    return _LEADS_ZH.fullmatch(lead.lstrip("，") if timed else lead) is not None


def leads_ahead_of(text: str, said: Span) -> bool:
    """Whether a Chinese name is only whom somebody else leads: 对前者的领先幅度."""
    held = _AGAINST_ZH.search(text, max(0, said.start - 3), said.start)
    return held is not None and _LEAD_ZH.match(text, said.end) is not None


def _stands_in(text: str, before: tuple[Mention, ...], market: Span, pack: Pack) -> bool:
    """Whether a Chinese market is only where the seller named right before it sells: 宁德时代在全球动力电池市场占37.9%."""
    seller = next((m for m in reversed(before) if sells(pack.entities[m.key])), None)
    return seller is not None and _IN_MARKET.fullmatch(text, seller.span.end, market.start) is not None


def is_anothers_whole(scene: Scene, sentence: Sentence, market: Mention, pack: Pack, topic: Subject | None) -> bool:
    """Whether a market is what a seller's share is of: "BYD's share of China's NEV market", "its share of the market"."""
    whose = _SHARE_OF.search(scene.text, sentence.span.start, market.span.start)
    if whose is None:
        return False
    if whose["pronoun"]:
        return topic is not None and (topic.entity is None or sells(topic.entity))
    owners = (m for m in sentence.of_sort(Sort.ENTITY) if m.span.end == whose.start())
    return any(sells(pack.entities[m.key]) for m in owners)


def _in_row(text: str, one: Mention, other: Mention, pack: Pack) -> bool:
    """Whether two names stand in a row, and so in the same part; an association before a seller only says it."""
    told = pack.entities[one.key].kind is EntityKind.BODY and pack.entities[other.key].kind is not EntityKind.BODY
    return not told and _ROW.fullmatch(text, one.span.end, other.span.start) is not None


def _is_model(mention: Mention, pack: Pack) -> bool:
    return pack.entities[mention.key].kind is EntityKind.MODEL
