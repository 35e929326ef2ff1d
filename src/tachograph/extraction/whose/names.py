"""The names that a sentence offers as subjects of its figures, and the part that each plays in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from tachograph.core.pack import Entity, EntityKind, Pack
from tachograph.core.span import Span
from tachograph.extraction.draft import Subject
from tachograph.extraction.scene import Scene, Sentence
from tachograph.extraction.text import cues
from tachograph.extraction.text.caseless import Caseless
from tachograph.extraction.vocabulary import Mention, Sort, sells
from tachograph.extraction.whose.companies_zh import chinese_names
from tachograph.extraction.whose.groups_zh import groups_in, is_taken_of, main_brands

# What it costs to take a name as the subject of a figure (see distances.distance for the scale).
_COMPARED = 3.0  # "than XPeng", "against BYD"
_OWNER = 3.0  # Huawei in "Huawei's HIMA"
_SAYING = 5.0  # the name that says it
_FORMER = {"the former": 0, "the latter": 1, "前者": 0, "后者": 1, "後者": 1}
_ENGLISH_FORMER = ("the former", "the latter")
_GENERATIONS = 4
_MODEL = 0.5  # a model, next to its maker
_GENERIC = 6.0  # "local brands", in a text about a maker
_LISTED = 3.0  # a name among the members of another: "HIMA, which covers Aito, Luxeed and Stelato"
PROPER = 1.5  # the penalty below which a name is the subject of its clause
_MAKERS = Caseless(r"makers?$|manufacturers?$|compan(?:y|ies)$|start-?ups?$")
_OPENING = 40
_COMPOUND = re.compile(r"[-‑](?:backed|led|owned|based|built|made|supported|affiliated|linked)\b", re.IGNORECASE)
_ROW = re.compile(r"\s*(?:,|,? and|、|和|及)\s*")
_PRONOUNS = Caseless(
    r"\b(?:its?|they|their|the (?:[\w-]+ ){0,3}?(?:company|firm|brand|maker|carmaker|automaker|group|start-?up|marque|alliance|manufacturer|"
    r"former|latter|pair|trio))\b",
    r"该公司|公司|前者|[后後]者|其",
)
_OF_MARKETS = ("market", "markets", "industry", "市场", "市場", "车市", "車市", "brands", "marques", "makers", "品牌")
_MAKER_OF = Caseless(r"\b(?:maker|manufacturer|builder|owner|parent|producer|seller)s? of (?:the )?$")
_IS_MAKER = re.compile(r"(?:[ -][a-z]+)?[ -](?:maker|owner|parent|manufacturer)\b")
_FORESEES = re.compile(
    r"\s(?:also\s|now\s|still\s)?(?:expects|forecasts|predicts|projects|sees|estimates|reckons|puts|counts|counted|anticipates)\b"
)
_PARENT = Caseless(r"\b(?:the|its) parent(?: company| group)?\b")
_MEMBERS = Caseless(
    r"\b(?:which|that)\s+(?:covers?|includes?|comprises?|groups|unites|sells|owns|has)\b[^.;]*$"
    r"|\b(?:including|comprising|consisting of|namely|such as|made up of)\b[^.;]*$|[(][^()]*$"
)
_OWNS_ZH = re.compile(r"旗下的?|的(?:子品牌|高端品牌|品牌)?|集团的?|汽车的?")
_COUNTED_HERE = re.compile(r"\s?[(（][+-]?\d{1,3}(?:,\d{3})+\s?[)）,]")  # "XPeng (20,011)"
_SHARE_OF = Caseless(
    r"(?:['’]s?|\b(?P<pronoun>its|their))\s(?:[\w-]+\s){0,2}share (?:of|in) (?:the )?(?:[\w-]+(?:['’]s)? )?$"
)
_AMONG = Caseless(
    r"\b(?:any|among|amongst|of all|most|other)\s+(?:the\s+)?(?:(?:[\w-]+s|chinese|domestic|local|global|european|japanese|german|all)\s)?$"
)
# 位居新势力第一, 新势力品牌销量榜首: the field in which somebody else is ranked
_RANKED_IN = re.compile(
    r"(?:品牌|车企|車企|阵营|陣營|市场|市場)?的?(?:月度?|单月|單月|年度?)?(?:销量|銷量|交付量?|零售)?(?:第[一二三四五六七八九十\d]|榜首|首位|冠[军軍]|之首|前[三五十]|[排]行?榜)"
)
_OWNS_FIGURE = re.compile(r"(?:'s|’s)\s(?:[a-z-]+\s)?(?:RMB|US\$|[$€£¥])?\d")
_CAPITALS = r"[A-Z][\w&'’-]{0,60}(?:[ ][A-Z][\w&-]{0,60}){0,3}"  # bounded: text without spaces stays linear
_SELLING = (
    r"delivered|delivers|sold|sells|handed|posted|reported|recorded|exported|shipped|moved|registered|installed|produced|built|ranked|took|came|followed"
    r"|led|leads|beat|outsold|topped|reached|accounted"
)
# "Lumen Motors (NYSE: LMN), a start-up from Suzhou, …"
_DESCRIBED = r"(?:,?\s(?:Inc|Corp|Ltd|Co|Plc|PLC|LLC|AG|SE)\b\.?)?(?:\s\([^()\n]{1,40}\))?(?:,\s(?:an?|the|which|based|backed|founded|headquartered)\s(?:[^,.;\d\n]|(?:19|20)\d\d\b){2,70},)?"
_NAME = re.compile(
    rf"(?P<name>{_CAPITALS})(?={_DESCRIBED}(?:'s|’s)?\s+(?:\w+ly\s+|today\s+)?(?:{_SELLING}|announce[sd]?|won|expects?|had|has|opened|plans|wants|aims|grew|rose|fell|was|is|"
    r"said|says|dropped|gained|lost|saw|hired|employs|raised|cut|spent|earned|remained|stood|operates|operated|runs|owns)\b)"
    rf"|(?P<owner>{_CAPITALS})(?=['’]\s(?:[a-z-]+\s){{0,2}}(?:deliveries|sales|revenues?|profits?|loss|output|production|exports|shipments|orders|margin)\b)"
    rf"|(?P<counted>{_CAPITALS})(?=,?\s(?:\(|with\s|at\s)(?:about\s|some\s|around\s|only\s|just\s)?\d)"
)
_WORKS = re.compile(r"\s(?:[a-z-]+\s)?(?:works|plants?|factory|factories|sites?|halls?|premises)\b")
_RUNS = r"operates|operated|runs|ran|has|had|owns|counts|opened|added"  # what those do that have a network
_SOLD = re.compile(rf"{_DESCRIBED}(?:'s|’s)?\s+(?:\w+ly\s+)?(?:{_SELLING}|{_RUNS})\b[^.;]{{0,60}}?\d")
_OWNED = re.compile(
    r"['’]s\s(?:[\w-]+\s){0,7}(?:(?:sub-?)?brand|marque|unit|division|subsidiary)\s"
)  # "the Company's family-oriented brand ONVO"
_OF_ITSELF = re.compile(
    r"[^.;]{0,60}?\s(?:that\s|,\s)?(?:it|its)\s", re.IGNORECASE
)  # "Lumen said on Monday that it sold …"
_ORIGIN = re.compile(r"\b(?:from|in|near)\s$")  # "a maker from Suzhou had …"
_BEFORE_IN_ROW = re.compile(rf"(?P<name>{_CAPITALS})(?:,\s|\sand\s|,\sand\s)$")
_TITLED = Caseless(
    r"\b(?:ceo|cfo|coo|chairman|chairwoman|chair|president|founder|co-founder|minister|analyst|chief|director|secretary|manager|executive|mr\.?|ms\.?|mrs\.?|dr\.?)\s$"
)
_MEASURED = Caseless(r"(?:\d|\b(?:hundred|thousand|million|billion|trillion))\s$")
_MULTIPLE_OF = re.compile(r"的(?:近|约|不到|超过|逾|将近)?(?:[\d.]+|[一二三四五六七八九十两]+)[多余]?倍")
_IS_SO_MUCH = ("是", "为", "達", "达", "约为", "接近", "相当于", "超过", "到", "近", "有")
_FAR = 200_000  # characters: a name said again further off is another article's
_NEAR = 300  # characters: what is told from the words right before a name stands there
_OF_PLACE = 8  # characters between a place and the word for its market
_IN_ROW = 6  # so many names of a row are looked back for
NOT_NAMES = frozenset(
    "The A An This That These Those It Its In On At By For From Of As And But Or If When While Where Which Who They He She We Our"
    " Their His Her There Here Then Now Total Sales Deliveries Revenue Exports Production Output Retail Wholesale January"
    " February March April May June July August September October November December Monday Tuesday Wednesday Thursday Friday"
    " Saturday Sunday Q1 Q2 Q3 Q4 H1 H2 All Both Each Among Meanwhile However Overall Another Last Next First Second Third"
    " Growth Demand Volume Volumes Cumulative Monthly Quarterly Annual YoY MoM China Chinese Europe Model Share Units EV EVs NEV"
    " NEVs New Net Gross Operating Vehicle Market Some Most Many Two Three Four Five Six Seven Eight Nine Ten No Not What"
    " How Why Whose Yes So Still Even Only Just Our My Your Company Group Board Management Corporation Outlook Business"
    " Domestic Overseas Global Globally Registrations Imports Orders Guidance Battery".split()
)


@dataclass(frozen=True)
class Name:
    """A possible subject in a sentence."""

    span: Span
    subject: Subject
    penalty: float  # by the part it plays in the sentence
    model: str | None = None  # the model that stands for its maker
    passing: bool = False  # a name that the pack does not have, said once: the text goes on about its topic


@dataclass
class Topic:
    """What the text last spoke of, carried from sentence to sentence."""

    subject: Subject | None = None
    block: int = -1
    pair: tuple[Name, Name] | None = None  # the last two sellers or models of a sentence: the former and the latter
    house: Subject | None = None  # of whose part the paragraph tells


@lru_cache(maxsize=4)
def regions_of(pack: Pack) -> frozenset[str]:
    """The ids of the regions that a pack knows."""
    return frozenset(r.id for r in pack.regions)


def names_in(scene: Scene, sentence: Sentence, pack: Pack, named: frozenset[str], topic: Topic) -> tuple[Name, ...]:
    """The possible subjects of a sentence in order: names of the pack that sell or are markets, and unknown names.

    ``named`` are the ids of all entities in the text: a model's figures go to the maker that the text speaks of. A
    pronoun before the first proper name stands for the ``topic``.
    """
    found: list[Name] = []
    mentions = sentence.of_sort(Sort.ENTITY)
    regions = regions_of(pack)
    for i, mention in enumerate(mentions):
        entity = pack.entities[mention.key]
        if entity.kind is EntityKind.MODEL:
            maker = maker_of(entity, pack, named)
            if maker is not None:
                penalty = _part(scene, sentence, mentions, i, pack, topic) + _MODEL
                found.append(Name(mention.span, Subject(maker.name, maker), penalty, entity.name))
        elif entity.kind is EntityKind.MARKET and _is_anothers_whole(scene, sentence, mention, pack, topic):
            continue
        elif entity.kind is not EntityKind.BODY and not _is_elsewhere(sentence, mention, entity):
            home = at_home(entity, pack, regions)
            found.append(Name(mention.span, Subject(home.name, home), _part(scene, sentence, mentions, i, pack, topic)))
    known = [
        m.span
        for m in (
            *mentions,
            *sentence.of_sort(Sort.REGION),
            *sentence.of_sort(Sort.METRIC),
            *sentence.of_sort(Sort.SEGMENT),
        )
    ]
    found += (
        Name(span, Subject(entity.name, entity), 0.0)
        for span, entity in groups_in(scene.text, sentence.span, known, pack)
    )
    about = [n.subject.entity for n in found] + [topic.subject.entity if topic.subject is not None else None]
    found += (
        Name(span, Subject(own.name, own), 0.0) for span, own in main_brands(scene.text, sentence.span, about, pack)
    )
    found += _unknown(scene, sentence, known, topic)
    found = [replace(n, penalty=_GENERIC) if _is_sort_of(n, found, scene.text) else n for n in found]
    found += _parents(scene, sentence, found, topic, pack)
    return tuple(sorted([*found, *_pronouns(scene, sentence, found, topic, pack)], key=lambda n: n.span))


def _is_sort_of(name: Name, names: list[Name], text: str) -> bool:
    """Whether a group's name only says of which sort the maker right behind it is: "EV start-up Lumen Motors"."""
    if name.subject.entity is None or "sellers" not in name.subject.entity.tags:
        return False
    return any(not text[name.span.end : n.span.start].strip() for n in names if n.span.start >= name.span.end)


def _is_elsewhere(sentence: Sentence, mention: Mention, entity: Entity) -> bool:
    """Whether the word for the home market stands behind another place: "Thailand's new car market"."""
    if entity.kind is not EntityKind.MARKET or entity.home is None:
        return False
    places = [m for m in sentence.of_sort(Sort.REGION) if 0 <= mention.span.start - m.span.end <= _OF_PLACE]
    return any(m.key[:1].isupper() and m.key != entity.home for m in places)


def _unknown(scene: Scene, sentence: Sentence, known: list[Span], topic: Topic) -> list[Name]:
    """Names that the pack does not have: in capitals, and doing what sellers do, or right before a figure."""
    text, found = scene.text, list[Name]()
    for match in _NAME.finditer(text, sentence.span.start, sentence.span.end):
        span = Span(*match.span(match.lastgroup or "name"))
        sold = match.lastgroup == "counted" or _SOLD.match(text, span.end, sentence.span.end) is not None
        told = topic.subject is None or _recurs(text, _words(span.of(text))[0], span)
        if not (told or sold) or _TITLED.search(text, max(sentence.span.start, span.start - _NEAR), span.start):
            continue
        after = text[span.end : sentence.span.end]
        if not _is_name(text, span, known) or (cues.SAY_AFTER.match(after) and not _OF_ITSELF.match(after)):
            continue
        if _ORIGIN.search(text, max(sentence.span.start, span.start - _NEAR), span.start):
            continue
        row = [span]
        while sold and len(row) < _IN_ROW:
            start = max(sentence.span.start, row[-1].start - _NEAR)
            before = _BEFORE_IN_ROW.search(text, start, row[-1].start)
            if before is None or not _is_name(text, Span(*before.span("name")), known):
                break
            row.append(Span(*before.span("name")))
        found += (Name(s, Subject(" ".join(_words(s.of(text)))), 1.0, passing=not told) for s in row)
    found += (
        Name(
            span,
            Subject(span.of(text)),
            1.0,
            passing=topic.subject is not None and not _recurs(text, span.of(text), span),
        )
        for span in chinese_names(text, sentence.span, known)
    )
    return list({n.span: n for n in found}.values())


def _recurs(text: str, word: str, span: Span) -> bool:
    """Whether the word of ``span`` stands elsewhere in the text too."""
    start, end = max(0, span.start - _FAR), span.end + _FAR
    return text.find(word, text.find(word, start, end) + len(word), end) >= 0


def _words(name: str) -> list[str]:
    return name.removesuffix("'s").removesuffix("’s").split()


def _is_name(text: str, span: Span, known: list[Span]) -> bool:
    first = _words(span.of(text))[0]
    if _MEASURED.search(text, max(0, span.start - 12), span.start):
        return False  # "46.45 million CGT"
    return first not in NOT_NAMES and len(first) > 1 and not any(span.overlaps(k) for k in known)


def _parents(scene: Scene, sentence: Sentence, names: list[Name], topic: Topic, pack: Pack) -> list[Name]:
    """Whom "the parent" stands for: the owner of the brand spoken of."""
    found: list[Name] = []
    for match in _PARENT.finditer(scene.text, sentence.span.start, sentence.span.end):
        before = [n.subject for n in names if n.span.end <= match.start()]
        subject = before[-1] if before else topic.subject
        above = subject.entity.parents if subject and subject.entity else ()
        owner = next((pack.entities[m.parent] for m in above if m.relation == "brand_of"), None)
        if owner is not None:
            found.append(Name(Span(match.start(), match.end()), Subject(owner.name, owner), 0.0))
    return found


def _pronouns(scene: Scene, sentence: Sentence, names: list[Name], topic: Topic, pack: Pack) -> list[Name]:
    first = min((n.span.start for n in names if n.penalty < PROPER), default=sentence.span.end)
    found: list[Name] = []
    for match in _PRONOUNS.finditer(scene.text, sentence.span.start, sentence.span.end):
        said = match.group().lower()
        if said in _FORMER:
            pair = (_pair_before(names, match.start()) if said not in _ENGLISH_FORMER else None) or topic.pair
            if pair is not None:
                one = pair[_FORMER[said]]
                against = cues.COMPARED.search(scene.text, sentence.span.start, match.start())
                penalty = _COMPARED if against and said not in _ENGLISH_FORMER else 0.0
                found.append(Name(Span(match.start(), match.end()), one.subject, penalty, one.model))
        elif said == "it" and _body_speaks_on(scene, sentence, match.end(), pack):
            return found
        elif topic.subject is not None and match.start() < first and not found:
            ahead = next((n.span.start for n in names if n.span.start >= match.end()), -1)
            if any(match.start() <= n.span.start < match.end() for n in names) and said.endswith(("brand", "marque")):
                return found  # "the Deepal brand" is Deepal
            owns = ahead > 0 and _OWNED.fullmatch(scene.text, match.end(), ahead) is not None
            if not owns:
                found.append(Name(Span(match.start(), match.end()), topic.subject, 0.0))
    return found


def _pair_before(names: list[Name], end: int) -> tuple[Name, Name] | None:
    """The last two different sellers that a sentence names before ``end``."""
    last = list({n.subject.name: n for n in names if n.span.end <= end and n.penalty < PROPER}.values())[-2:]
    return (last[0], last[1]) if len(last) == 2 else None


def _body_speaks_on(scene: Scene, sentence: Sentence, after: int, pack: Pack) -> bool:
    """Whether "it" is the association that the sentence before spoke of: "The CPCA publishes … It expects 1.0 million"."""
    before = scene.sentences[sentence.index - 1] if sentence.index else None
    if before is None or not _FORESEES.match(scene.text, after):
        return False
    named = before.of_sort(Sort.ENTITY)
    return bool(named) and pack.entities[named[0].key].kind is EntityKind.BODY


def _part(scene: Scene, sentence: Sentence, mentions: tuple[Mention, ...], i: int, pack: Pack, topic: Topic) -> float:
    """The penalty of a name by the part it plays in its sentence."""
    text, span = scene.text, mentions[i].span
    before, after = text[sentence.span.start : span.start], text[span.end : sentence.span.end]
    possessive = bool(cues.POSSESSIVE.match(after))
    following = mentions[i + 1] if i + 1 < len(mentions) else None
    if following is not None and _OWNS_ZH.fullmatch(text, span.end, max(span.end, following.span.start)):
        return _OWNER
    if following is not None and possessive and following.span.start <= span.end + 8:
        return _OWNER
    if following is not None and following.span.start == span.end + 1 and _is_model(following, pack):
        return _OWNER  # "the XPeng P7" speaks of the model
    if _COUNTED_HERE.match(after):
        return 0.0
    entity = pack.entities[mentions[i].key]
    spellings = (*entity.names.get("en", ()), *(entity.names.get("zh", ()) if "sellers" in entity.tags else ()))
    if entity.kind is EntityKind.MARKET and mentions[i].quote.lower() in spellings and topic.subject is not None:
        told = _MAKERS.search(mentions[i].quote) and len(before) < _OPENING
        placed = any(m.span.end <= span.start <= m.span.end + 4 for m in sentence.of_sort(Sort.REGION))
        if (topic.subject.entity is None or sells(topic.subject.entity)) and not told and not placed:
            return _GENERIC
    things = entity.kind is EntityKind.MARKET and not mentions[i].quote.endswith(_OF_MARKETS)
    things = things and not any(map(str.isupper, mentions[i].quote))
    if things and any(sells(pack.entities[m.key]) for m in mentions[:i]):
        return _GENERIC  # 亿纬锂能…动力电池出货: what a maker makes is no market
    if _COMPOUND.match(after) or (not sells(entity) and _RANKED_IN.match(after)):
        return _COMPARED
    if _MAKER_OF.search(before) or (_IS_MAKER.match(after) and before.lower().endswith("the ")):
        return _OWNER  # "the maker of Haval SUVs", "the Haval owner": who that is has another name
    if i and _in_row(text, mentions[i - 1], mentions[i], pack):
        return _part(scene, sentence, mentions, i - 1, pack, topic)
    if (
        i
        and mentions[i - 1].span.end == span.start
        and cues.COMPARED.search(text, sentence.span.start, mentions[i - 1].span.start)
    ):
        return _COMPARED  # 比特斯拉Model Y多14174辆
    if _MULTIPLE_OF.match(after) and before.endswith(_IS_SO_MUCH):
        return _COMPARED  # 是理想的1.47倍
    if is_taken_of(before, after):
        return _SAYING
    if _MEMBERS.search(before):
        return _LISTED
    if (
        before.endswith(("former ", "ex-", " old "))
        and not possessive
        and (before[-4:] != "old " or _WORKS.match(after))
    ):
        return _COMPARED  # "a former Mercedes plant", "an old Ford works"
    if cues.COMPARED.search(before) and (not possessive or _OWNS_FIGURE.match(after)):
        return _COMPARED  # "overtaking Tesla's 1,636,129": that figure is Tesla's, the others are not
    if cues.SAY_BEFORE.search(before) or _AMONG.search(before):
        return _SAYING
    return 0.0


def _is_anothers_whole(scene: Scene, sentence: Sentence, market: Mention, pack: Pack, topic: Topic) -> bool:
    """Whether a market is what a seller's share is of: "BYD's share of China's NEV market", "its share of the market"."""
    whose = _SHARE_OF.search(scene.text, sentence.span.start, market.span.start)
    if whose is None:
        return False
    if whose["pronoun"]:
        return topic.subject is not None and (topic.subject.entity is None or sells(topic.subject.entity))
    owners = (m for m in sentence.of_sort(Sort.ENTITY) if m.span.end == whose.start())
    return any(sells(pack.entities[m.key]) for m in owners)


def _in_row(text: str, one: Mention, other: Mention, pack: Pack) -> bool:
    """Whether two names stand in a row, and so in the same part; an association before a seller only says it."""
    told = pack.entities[one.key].kind is EntityKind.BODY and pack.entities[other.key].kind is not EntityKind.BODY
    return not told and _ROW.fullmatch(text, one.span.end, other.span.start) is not None


def _is_model(mention: Mention, pack: Pack) -> bool:
    return pack.entities[mention.key].kind is EntityKind.MODEL


def at_home(entity: Entity, pack: Pack, regions: frozenset[str]) -> Entity:
    """The company of an entity that is only its business in one region: Tesla of Tesla China."""
    for membership in entity.parents:
        parent = pack.entities[membership.parent]
        if entity.name.removeprefix(parent.name).strip() in regions:
            return parent
    return entity


def is_local(entity: Entity, whole: Entity, regions: frozenset[str]) -> bool:
    """Whether a company is only another one's business in one of some regions: GM China of General Motors."""
    return any(entity.name.removeprefix(name).strip() in regions for name in whole.spellings)


def maker_of(model: Entity, pack: Pack, named: frozenset[str] = frozenset()) -> Entity | None:
    """The maker or brand that a model belongs to: the nearest one that is ``named``, else the nearest."""
    line: list[Entity] = []
    entity: Entity | None = model
    while entity is not None and len(line) < _GENERATIONS:
        above = [m.parent for m in entity.parents if m.relation in ("model_of", "brand_of")]
        entity = pack.entities.get(above[0]) if above else None
        if entity is not None:
            line.append(entity)
    return next((e for e in line if e.id in named), line[0] if line else None)
