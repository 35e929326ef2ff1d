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
from tachograph.extraction.vocabulary import Mention, Sort
from tachograph.extraction.whose.companies_zh import chinese_names
from tachograph.extraction.whose.groups_en import nationals_in
from tachograph.extraction.whose.groups_zh import groups_in, main_brands
from tachograph.extraction.whose.interviews import Interview
from tachograph.extraction.whose.parts import COMPARED, GENERIC, is_anothers_whole, leads_ahead_of, part_of

# What it costs to take a name as the subject of a figure (see distances.distance for the scale).
_FORMER = {"the former": 0, "the latter": 1, "前者": 0, "后者": 1, "後者": 1}
# "The last of these", "the second of the three", "the first-named"
_OF_ROW = Caseless(
    r"\bthe (?:(?P<of>first|second|third|fourth|last) of (?:these|them|those|the (?:two|three|four|five|lot|group|list))\b(?! \w*\d)|(?P<named>first|last)[- ](?:named|mentioned)\b)",
    needs="the ",
)
_PLACES = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1}
_ENGLISH_FORMER = ("the former", "the latter")
_GENERATIONS = 4
_MODEL = 0.5  # a model, next to its maker
PROPER = 1.5  # the penalty below which a name is the subject of its clause
# "in which Stellantis holds a stake", "the best of which Geely owns"
# "Nobody ships more than Chery": it is told of Chery
_PRONOUNS = Caseless(
    r"\b(?:its?|they|their|the (?:[\w-]+ ){0,3}?(?:company|firm|brand|maker|carmaker|automaker|group|start-?up|marque|alliance|manufacturer|"
    r"former|latter|pair|trio))\b",
    r"[该該](?:公司|车企|車企|企业|企業|品牌|集团|集團)|[这這]家[^，。；\d]{0,8}?(?:公司|车企|車企|企业|企業|厂商|廠商|品牌|新势力)|公司|前者|[后後]者|其",
)
_COMPANIES = ("company", "firm", "maker", "group", "start-up", "startup", "manufacturer")
_FORESEES = re.compile(
    r"\s(?:also\s|now\s|still\s)?(?:expects|forecasts|predicts|projects|sees|estimates|reckons|puts|counts|counted|anticipates)\b"
)
_PARENT = Caseless(r"\b(?:the|its) parent(?: company| group)?\b")
# 位居新势力第一, 新势力品牌销量榜首: the field in which somebody else is ranked
_CAPITALS = r"[A-Z][\w&'’-]{0,60}(?:[ ][A-Z][\w&-]{0,60}){0,3}"  # bounded: text without spaces stays linear
_MOVING = (
    r"slipped|slid|climbed|jumped|surged|soared|leapt|tumbled|plunged|slumped|declined|increased|edged|crept|doubled|tripled|trebled|quadrupled|halved"
    r"|managed|logged|clocked|notched|retailed|crossed|passed|overtook|finished|ended"
)
_SELLING = (
    r"delivered|delivers|sold|sells|handed|posted|reported|recorded|exported|shipped|moved|registered|installed|produced|built|ranked|took|came|followed"
    r"|led|leads|beat|outsold|topped|reached|accounted"
    rf"|{_MOVING}"
)
# "Lumen Motors (NYSE: LMN), a start-up from Suzhou, …"
_DESCRIBED = r"(?:,?\s(?:Inc|Corp|Ltd|Co|Plc|PLC|LLC|AG|SE)\b\.?)?(?:\s\([^()\n]{1,40}\))?(?:,\s(?:an?|the|which|based|backed|founded|headquartered)\s(?:[^,.;\n]|[.,](?=\d)){2,90},)?"
_BRAND = r"(?:\s(?:brand|marque|nameplate|badge))?"
_NAME = re.compile(
    rf"(?:[A-Z][\w’'-]{{0,40}}-(?:based|listed|headquartered)\s)?(?P<name>{_CAPITALS})(?={_DESCRIBED}(?:'s|’s)?{_BRAND}\s+(?:\w+ly\s+|today\s+|more than\s+)?(?:{_SELLING}|announce[sd]?|won|expects?|had|has|opened|plans|wants|aims|grew|rose|fell|was|is|"
    r"said|says|dropped|gained|lost|went|saw|hired|employs|raised|cut|spent|earned|remained|stood|operates|operated|runs|owns)\b)"
    rf"|(?P<owner>{_CAPITALS})(?=['’]\s(?:[a-z-]+\s){{0,2}}(?:deliveries|sales|revenues?|profits?|loss|output|production|exports|shipments|orders|margin)\b)"
    rf"|(?P<counted>{_CAPITALS})(?=,?\s(?:\(|with\s|at\s)(?:about\s|some\s|around\s|only\s|just\s)?\d)"
)
_RUNNING = r"operates|operated|runs|ran|has|had|owns|counts|opened|added"  # what those do that have a network
_SOLD = re.compile(
    rf"{_DESCRIBED}(?:'s|’s)?{_BRAND}\s+(?:\w+ly\s+|more than\s+)?(?:{_SELLING}|{_RUNNING})\b[^.;]{{0,60}}?\d"
)
_OWNED = re.compile(
    r"['’]s\s(?:[\w-]+\s){0,7}(?:(?:sub-?)?brand|marque|unit|division|subsidiary)\s"
)  # "the Company's family-oriented brand ONVO"
_OF_ITSELF = re.compile(
    r"[^.;]{0,60}?\s(?:that\s|,\s)?(?:it|its)\s", re.IGNORECASE
)  # "Lumen said on Monday that it sold …"
# "Better Place, an Israeli venture that had raised some $850 million, went bankrupt"
_PRESENTED = re.compile(
    r",\san?\s(?:[\w-]+\s){0,5}?(?:company|firm|maker|venture|start-?up|brand|group|carmaker|automaker|manufacturer|outfit|supplier|subsidiary|unit)\b"
)
FIRM = re.compile(
    r" (?:Motors?|Autos?|Automobiles?|Automotive|Cars?|Electric|Energy|Mobility|Group|Holdings?|Technolog(?:y|ies)|Vehicles?|Batter(?:y|ies))\b"
)
_INNER = re.compile(r"\w['’]s\s(?=[A-Z])")
_ORIGIN = re.compile(r"\b(?:from|in|near)\s$")  # "a maker from Suzhou had …"
_TITLED = Caseless(
    r"\b(?:ceo|cfo|coo|chairman|chairwoman|chair|president|founder|co-founder|minister|analyst|chief|director|secretary|manager|executive|mr\.?|ms\.?|mrs\.?|dr\.?)\s$"
)
_MEASURED = Caseless(r"(?:\d|\b(?:hundred|thousand|million|billion|trillion))\s$")
_PLANT = re.compile(
    r"\b(?:plant|factory|giga\w*)\b", re.IGNORECASE
)  # what a plant ships is not all that its owner sells
_FAR = 200_000  # characters: a name said again further off is another article's
_NEAR = 300  # characters: what is told from the words right before a name stands there
_OF_PLACE = 8  # characters between a place and the word for its market
NOT_NAMES = frozenset(
    "The A An This That These Those It Its In On At By For From Of As And But Or If When While Where Which Who They He She We Our"
    " Their His Her There Here Then Now Total Sales Deliveries Revenue Exports Production Output Retail Wholesale January"
    " February March April May June July August September October November December Monday Tuesday Wednesday Thursday Friday"
    " Saturday Sunday Q1 Q2 Q3 Q4 H1 H2 All Both Each Among Meanwhile However Overall Another Last Next First Second Third"
    " Growth Demand Volume Volumes Cumulative Monthly Quarterly Annual YoY MoM China Chinese Europe Model Share Units EV EVs NEV"
    " NEVs New Net Gross Operating Vehicle Market Some Most Many Two Three Four Five Six Seven Eight Nine Ten No Not What"
    " How Why Whose Nobody None Nothing Neither Either Everybody Everyone Somebody Someone Anybody Anyone Yes So Still Even Only Just Our My Your Company Group Board Management Corporation Outlook Business"
    " TP PT Domestic Overseas Global Globally Registrations Imports Orders Guidance Battery".split()
)


@dataclass(frozen=True)
class Name:
    """A possible subject in a sentence."""

    span: Span
    subject: Subject
    penalty: float  # by the part it plays in the sentence
    model: str | None = None  # the model that stands for its maker
    onward: bool = False  # it opens a clause whose figure stands behind it
    passing: bool = False  # a name that the pack does not have, said once: the text goes on about its topic


@dataclass
class Topic:
    """What the text last spoke of, carried from sentence to sentence."""

    subject: Subject | None = None
    block: int = -1
    pair: tuple[Name, Name] | None = None  # the last two sellers or models of a sentence: the former and the latter
    row: tuple[
        Name, ...
    ] = ()  # the sellers that a sentence went through, in order: the first of these, the last of them
    house: Subject | None = None  # of whose part the paragraph tells
    last: Subject | None = None  # whose the last figure was
    maker: Subject | None = None  # the seller that was told of last, where a market is now


@lru_cache(maxsize=4)
def regions_of(pack: Pack) -> frozenset[str]:
    """The ids of the regions that a pack knows."""
    return frozenset(r.id for r in pack.regions)


def names_in(
    scene: Scene, sentence: Sentence, pack: Pack, named: frozenset[str], topic: Topic, interview: Interview
) -> tuple[Name, ...]:
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
                penalty = part_of(scene, sentence, mentions, i, pack, topic.subject) + _MODEL
                found.append(Name(mention.span, Subject(maker.name, maker), penalty, entity.name))
        elif entity.kind is EntityKind.MARKET and is_anothers_whole(scene, sentence, mention, pack, topic.subject):
            continue
        elif entity.kind is not EntityKind.BODY and not _is_elsewhere(sentence, mention, entity):
            home = entity if _PLANT.search(mention.quote) else at_home(entity, pack, regions)
            found.append(
                Name(mention.span, Subject(home.name, home), part_of(scene, sentence, mentions, i, pack, topic.subject))
            )
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
        for find in (groups_in, nationals_in)
        for span, entity in find(scene.text, sentence.span, known, pack)
    )
    about = [n.subject.entity for n in found] + [topic.subject.entity if topic.subject is not None else None]
    found += (
        Name(span, Subject(own.name, own), 0.0) for span, own in main_brands(scene.text, sentence.span, about, pack)
    )
    found += _unknown(scene, sentence, [*known, *(t.span for t in sentence.times)], topic)  # "Jan was 270,167"
    found = [replace(n, penalty=GENERIC) if _is_sort_of(n, found, scene.text) else n for n in found]
    found += _parents(scene, sentence, found, topic, pack)
    return tuple(sorted([*found, *_pronouns(scene, sentence, found, topic, pack, interview)], key=lambda n: n.span))


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
        if (owner := _INNER.search(text, span.start, span.end)) is not None:
            span = Span(owner.end(), span.end)  # "Hero MotoCorp's Vida brand": Vida
        sold = match.lastgroup == "counted" or _SOLD.match(text, span.end, sentence.span.end) is not None
        told = topic.subject is None or _recurs(text, _words(span.of(text))[0], span)
        presented = _PRESENTED.match(text, span.end, sentence.span.end) is not None
        if not (told or sold or presented) or _TITLED.search(
            text, max(sentence.span.start, span.start - _NEAR), span.start
        ):
            continue
        after = text[span.end : sentence.span.end]
        if (
            _is_plural(text, sentence.span, span)
            or not _is_name(text, span, known)
            or (cues.SAY_AFTER.match(after) and not _OF_ITSELF.match(after))
        ):
            continue
        if _ORIGIN.search(text, max(sentence.span.start, span.start - _NEAR), span.start):
            continue
        if any(span.start - k.end == 3 and text[k.end : span.start] in ("'s ", "’s ") for k in known):
            continue  # "CATL's Choco-SEB brand": CATL's, as long as nobody knows the brand
        name = _in_full(text, " ".join(_words(span.of(text))), span)
        found.append(Name(span, Subject(name), 1.0, passing=not told))
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


def _is_plural(text: str, sentence: Span, span: Span) -> bool:
    """Whether a word has its capital only from opening the sentence: "Customers came for the tax cut"."""
    word, opens = span.of(text), not text[sentence.start : span.start].strip("\"'“‘«(*• ")
    return opens and " " not in word and word.endswith("s") and word.isalpha() and not _recurs(text, word, span)


def _recurs(text: str, word: str, span: Span) -> bool:
    """Whether the word of ``span`` stands elsewhere in the text too."""
    start, end = max(0, span.start - _FAR), span.end + _FAR
    return text.find(word, text.find(word, start, end) + len(word), end) >= 0


def _in_full(text: str, name: str, span: Span) -> str:
    """The name as the text first gave it: TVS of "TVS Motor"."""
    place = -1 if " " in name else text.find(f"{name} ", max(0, span.start - _FAR), span.start)
    firm = None if place < 0 else FIRM.match(text, place + len(name))
    return name if firm is None else f"{name}{firm.group()}"


def _words(name: str) -> list[str]:
    return name.removesuffix("'s").removesuffix("’s").split()


def _is_name(text: str, span: Span, known: list[Span]) -> bool:
    first = _words(span.of(text))[0]
    if _MEASURED.search(text, max(0, span.start - 12), span.start):
        return False  # "46.45 million CGT"
    if len(_words(span.of(text))) == 1 and any(map(str.isdigit, first)):
        return False  # "the J7 finished fourth": a model
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


def _pronouns(
    scene: Scene, sentence: Sentence, names: list[Name], topic: Topic, pack: Pack, interview: Interview
) -> list[Name]:
    first = min((n.span.start for n in names if n.penalty < PROPER), default=sentence.span.end)
    found: list[Name] = []
    if topic.subject is not None and (own := interview.own_voice(sentence, first)) is not None:
        found.append(Name(own, topic.subject, 0.0))
    found += _counted_off(scene.text, sentence, topic)
    for match in _PRONOUNS.finditer(scene.text, sentence.span.start, sentence.span.end):
        said = match.group().lower()
        if said in _FORMER:
            if said in _ENGLISH_FORMER and _tells_two_times(sentence, names, match.start()):
                continue  # "bettered July by 3% but August 2024 by 168%, the latter having been weak"
            pair = (_pair_before(names, match.start()) if said not in _ENGLISH_FORMER else None) or topic.pair
            if pair is not None:
                one = pair[_FORMER[said]]
                against = cues.COMPARED.search(scene.text, sentence.span.start, match.start()) is not None
                against = against or leads_ahead_of(scene.text, Span(*match.span()))
                penalty = COMPARED if against and said not in _ENGLISH_FORMER else 0.0
                found.append(Name(Span(match.start(), match.end()), one.subject, penalty, one.model))
        elif said == "it" and _body_speaks_on(scene, sentence, match.end(), pack):
            return found
        elif topic.subject is not None and match.start() < first and not found:
            ahead = next((n.span.start for n in names if n.span.start >= match.end()), -1)
            if any(match.start() <= n.span.start < match.end() for n in names) and said.endswith(("brand", "marque")):
                return found  # "the Deepal brand" is Deepal
            owns = ahead > 0 and _OWNED.fullmatch(scene.text, match.end(), ahead) is not None
            market = topic.subject.entity is not None and topic.subject.entity.kind is EntityKind.MARKET
            company = said.startswith("the ") and said.endswith(_COMPANIES)  # "the Ningde company" is no market
            meant = (topic.maker if market and company else None) or topic.subject
            if not owns:
                found.append(Name(Span(match.start(), match.end()), meant, 0.0))
    return found


def _counted_off(text: str, sentence: Sentence, topic: Topic) -> list[Name]:
    """Those of the row told before whom a sentence counts off: "The last of these is down 11.5%"."""
    found: list[Name] = []
    for match in _OF_ROW.finditer(text, sentence.span.start, sentence.span.end):
        place = _PLACES[(match["of"] or match["named"]).lower()]
        if topic.row and place < len(topic.row):
            found.append(replace(topic.row[place], span=Span(*match.span()), penalty=0.0, onward=False))
    return found


def _tells_two_times(sentence: Sentence, names: list[Name], end: int) -> bool:
    """Whether a sentence has named two times before ``end`` and no two sellers: these are the former and the latter."""
    return sum(t.span.end <= end for t in sentence.times) > 1 and _pair_before(names, end) is None


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
