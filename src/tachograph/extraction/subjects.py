"""Whose figure it is, and who says so."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from tachograph.core.claim import Kind
from tachograph.core.pack import Entity, EntityKind, Pack
from tachograph.core.span import Span
from tachograph.extraction import cues
from tachograph.extraction.draft import Draft, Subject
from tachograph.extraction.scene import Scene, Sentence, asides, distance
from tachograph.extraction.vocabulary import Mention, Sort, sells

# What it costs to take a name as the subject of a figure (see scene.distance for the scale).
_AFTER = 2.2  # a name behind the figure is rarely its subject …
_ADJACENT = 0.2  # … unless it follows directly ("20,894 NIO, 3,481 Onvo")
_PREPOSED = 0.3  # … or after "by", "at", "for", "to" ("6.9% for Li Auto")
_COMPARED = 3.0  # "than XPeng", "against BYD"
_OWNER = 3.0  # Huawei in "Huawei's HIMA"
_SAYING = 5.0  # the name that says it
_CARRIED = 4.0  # the subject of the sentence before
_FORMER = ("the former", "the latter")
_GENERATIONS = 4
_MODEL = 0.5  # a model, next to its maker
_ASIDE = 2.5  # a name in an insertion: ", backed by Stellantis,"
_GENERIC = 6.0  # "local brands", in a text about a maker
_LISTED = 3.0  # a name among the members of another: "HIMA, which covers Aito, Luxeed and Stelato"
_PROPER = 1.5  # the penalty below which a name is the subject of its clause
_KEPT = 2.6

_PREPOSITION = re.compile(
    r"^\s*(?:\w+\s){0,2}(?:by|at|for|to|in|on|from)\s+(?:the\s+|its\s+)?(?:[\w-]+\s+){0,5}?(?:brand\s+|marque\s+)?$",
    re.IGNORECASE,
)
_JOINTLY = re.compile(r"\b(?:both|each|the two|the pair|combined|together(?! with)|jointly)\b", re.IGNORECASE)
_OWN_BRAND = re.compile(
    r"\s*(?:\w+\s)?(?:from|of|by|under|for)\s+(?:its|the|their)\s+(?:main|core|namesake|eponymous|flagship|original)\s+(?:brand|marque)",
    re.IGNORECASE,
)
_BRAND_OWN = re.compile(
    r"(?:its|the|their)\s+(?:main|core|namesake|eponymous|flagship|original)\s+(?:brand|marque)\s+(?:\w+\s){1,2}$",
    re.IGNORECASE,
)
_PLACED = re.compile(r"\s(?:in|at|on|with|came|ranked|placed|was|took|finished)\s(?:the\s)?")
_MAKERS = re.compile(r"makers?$|manufacturers?$|compan(?:y|ies)$|start-?ups?$", re.IGNORECASE)
_OPENING = 40
_BARS = 3  # so many make a line a row of cells
_COMPOUND = re.compile(r"[-‑](?:backed|led|owned|based|built|made|supported|affiliated|linked)\b", re.IGNORECASE)
_ROW = re.compile(r"\s*(?:,|,? and|、|和|及)\s*")
_OWNS = re.compile(r"(?:'s|’s|s’|s')\s+(?:own\s+|total of\s+)?(?:[a-z-]+\s+){0,1}")
_PRONOUNS = re.compile(
    r"\b(?:its?|they|their|the (?:[\w-]+ ){0,3}?(?:company|firm|brand|maker|carmaker|automaker|group|start-?up|marque|alliance|manufacturer|"
    r"former|latter|pair|trio))\b|该公司|公司|其",
    re.IGNORECASE,
)
_MEMBERS = re.compile(
    r"\b(?:which|that)\s+(?:covers?|includes?|comprises?|groups|unites|sells|owns|has)\b[^.;]*$"
    r"|\b(?:including|comprising|consisting of|namely|such as|made up of)\b[^.;]*$|[(][^()]*$",
    re.IGNORECASE,
)
_AMONG = re.compile(r"\b(?:any|among|amongst|of all|most|other)\s+(?:the\s+)?(?:[\w-]+\s)?$", re.IGNORECASE)
_NAME = re.compile(
    r"(?P<name>[A-Z][\w&'’-]{0,60}(?:[ ][A-Z][\w&-]{0,60}){0,3})"  # bounded: text without spaces stays linear
    r"(?=(?:'s|’s)?\s+(?:\w+ly\s+)?(?:delivered|delivers|sold|sells|handed|posted|reported|recorded|exported|shipped|won|expects?|"
    r"led|leads|had|has|opened|plans|wants|aims|built|produced|moved|registered|grew|rose|fell|came|took|followed|was|is|"
    r"said|says|installed|dropped|gained|lost|reached|accounted|saw)\b)"
)
_FAR = 200_000  # characters: a name said again further off is another article's
_NOT_NAMES = frozenset(
    "The A An This That These Those It Its In On At By For From Of As And But Or If When While Where Which Who They He She We Our"
    " Their His Her There Here Then Now Total Sales Deliveries Revenue Exports Production Output Retail Wholesale January"
    " February March April May June July August September October November December Monday Tuesday Wednesday Thursday Friday"
    " Saturday Sunday Q1 Q2 Q3 Q4 H1 H2 All Both Each Among Meanwhile However Overall Another Last Next First Second Third"
    " Growth Demand Volume Volumes Cumulative Monthly Quarterly Annual YoY MoM China Chinese Europe Model Share Units EV EVs NEV"
    " NEVs New Net Gross Operating Vehicle Market Some Most Many Two Three Four Five Six Seven Eight Nine Ten No Not What"
    " Company Group Board Management Corporation Outlook Business"
    " Domestic Overseas Global Globally Registrations Imports Orders Guidance Battery".split()
)


@dataclass(frozen=True)
class Name:
    """A possible subject in a sentence."""

    span: Span
    subject: Subject
    penalty: float  # by the part it plays in the sentence
    model: str | None = None  # the model that stands for its maker


@dataclass
class Topic:
    """What the text last spoke of, carried from sentence to sentence."""

    subject: Subject | None = None
    block: int = -1
    pair: tuple[Subject, Subject] | None = None  # the last two sellers of a sentence: the former and the latter


def names_in(scene: Scene, sentence: Sentence, pack: Pack, named: frozenset[str], topic: Topic) -> tuple[Name, ...]:
    """The possible subjects of a sentence in order: names of the pack that sell or are markets, and unknown names.

    ``named`` are the ids of all entities in the text: a model's figures go to the maker that the text speaks of. A
    pronoun before the first proper name stands for the ``topic``.
    """
    found: list[Name] = []
    mentions = sentence.of_sort(Sort.ENTITY)
    regions = {r.id for r in pack.regions}
    for i, mention in enumerate(mentions):
        entity = pack.entities[mention.key]
        if entity.kind is EntityKind.MODEL:
            maker = maker_of(entity, pack, named)
            if maker is not None:
                penalty = _part(scene, sentence, mentions, i, pack, topic) + _MODEL
                found.append(Name(mention.span, Subject(maker.name, maker), penalty, entity.name))
        elif entity.kind is not EntityKind.BODY:
            home = _at_home(entity, pack, regions)
            found.append(Name(mention.span, Subject(home.name, home), _part(scene, sentence, mentions, i, pack, topic)))
    known = [m.span for m in (*mentions, *sentence.of_sort(Sort.REGION))]
    for match in _NAME.finditer(scene.text, sentence.span.start, sentence.span.end):
        span = Span(match.start("name"), match.end("name"))
        words = match["name"].removesuffix("'s").removesuffix("’s").split()
        if words[0] in _NOT_NAMES or any(span.overlaps(k) for k in known) or len(words[0]) < 2:
            continue
        told = topic.subject is None or _recurs(scene.text, words[0], span)
        if told and not cues.SAY_AFTER.match(scene.text[span.end : sentence.span.end]):
            found.append(Name(span, Subject(" ".join(words)), 1.0))
    return tuple(sorted([*found, *_pronouns(scene, sentence, found, topic)], key=lambda n: n.span))


def _recurs(text: str, word: str, span: Span) -> bool:
    """Whether the word of ``span`` stands elsewhere in the text too."""
    start, end = max(0, span.start - _FAR), span.end + _FAR
    return text.find(word, text.find(word, start, end) + len(word), end) >= 0


def _pronouns(scene: Scene, sentence: Sentence, names: list[Name], topic: Topic) -> list[Name]:
    first = min((n.span.start for n in names if n.penalty < _PROPER), default=sentence.span.end)
    found: list[Name] = []
    for match in _PRONOUNS.finditer(scene.text, sentence.span.start, sentence.span.end):
        said = match.group().lower()
        if topic.pair is not None and said in _FORMER:
            found.append(Name(Span(match.start(), match.end()), topic.pair[_FORMER.index(said)], 0.0))
        elif topic.subject is not None and match.start() < first and not found:
            found.append(Name(Span(match.start(), match.end()), topic.subject, 0.0))
    return found


def _part(scene: Scene, sentence: Sentence, mentions: tuple[Mention, ...], i: int, pack: Pack, topic: Topic) -> float:
    """The penalty of a name by the part it plays in its sentence."""
    text, span = scene.text, mentions[i].span
    before, after = text[sentence.span.start : span.start], text[span.end : sentence.span.end]
    possessive = bool(cues.POSSESSIVE.match(after))
    following = mentions[i + 1] if i + 1 < len(mentions) else None
    if following is not None and possessive and following.span.start <= span.end + 8:
        return _OWNER
    if following is not None and following.span.start == span.end + 1 and _is_model(following, pack):
        return _OWNER  # "the XPeng P7" speaks of the model
    entity = pack.entities[mentions[i].key]
    spellings = entity.names.get("en", ())
    if entity.kind is EntityKind.MARKET and mentions[i].quote.lower() in spellings and topic.subject is not None:
        told = _MAKERS.search(mentions[i].quote) and len(before) < _OPENING
        placed = any(m.span.end <= span.start <= m.span.end + 4 for m in sentence.of_sort(Sort.REGION))
        if (topic.subject.entity is None or sells(topic.subject.entity)) and not told and not placed:
            return _GENERIC
    if _COMPOUND.match(after):
        return _COMPARED
    if i and _ROW.fullmatch(text[mentions[i - 1].span.end : span.start]):
        return _part(scene, sentence, mentions, i - 1, pack, topic)
    if _MEMBERS.search(before):
        return _LISTED
    if cues.COMPARED.search(before) and not possessive:
        return _COMPARED
    if cues.SAY_BEFORE.search(before) or _AMONG.search(before):
        return _SAYING
    return 0.0


def _is_model(mention: Mention, pack: Pack) -> bool:
    return pack.entities[mention.key].kind is EntityKind.MODEL


def _at_home(entity: Entity, pack: Pack, regions: set[str]) -> Entity:
    """The company of an entity that is only its business in one region: Tesla of Tesla China."""
    for membership in entity.parents:
        parent = pack.entities[membership.parent]
        if entity.name.removeprefix(parent.name).strip() in regions:
            return parent
    return entity


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


def set_subjects(scene: Scene, sentence: Sentence, drafts: list[Draft], topic: Topic, names: tuple[Name, ...]) -> None:
    """Give every draft of a sentence the cheapest subject, or the topic where none in the sentence is cheaper."""
    for i, draft in enumerate(drafts):
        if "subject" not in draft.fixed:
            draft.subject = _cheapest(scene, sentence, draft, topic, names)
            start = drafts[i - 1].span.end if i else sentence.span.start
            if _JOINTLY.search(scene.text[start : draft.span.start]):
                draft.subject = _joint(draft, names) or draft.subject

    for draft in drafts:
        host = draft.host
        if host is None or "subject" in draft.fixed or host.span.end > draft.span.start:
            continue
        if not any(host.span.end <= n.span.start < draft.span.start for n in names) and not draft.behind:
            draft.subject, draft.model = host.subject, host.model


def _joint(draft: Draft, names: tuple[Name, ...]) -> Subject | None:
    """The two sellers named last before a figure that is said of both."""
    before = [
        n.subject for n in names if n.span.end <= draft.span.start and n.subject.entity and sells(n.subject.entity)
    ]
    pair = list({s.name: s for s in reversed(before)})[:2][::-1]
    return Subject(" and ".join(pair)) if len(pair) == 2 else None


def settle_siblings(scene: Scene, drafts: list[Draft], pack: Pack) -> None:
    """A company listed among its own brands is its brand of that name: "20,894 NIO, 3,481 Onvo" are brands."""
    listed = [d for d in drafts if d.behind and d.subject and d.subject.entity]
    for draft in drafts:
        before = scene.text[max(draft.sentence.span.start, draft.span.start - 50) : draft.span.start]
        said = bool(_OWN_BRAND.match(scene.text[draft.span.end : draft.span.end + 60]) or _BRAND_OWN.search(before))
        if draft not in listed and not said:
            continue
        entity = draft.subject.entity if draft.subject else None
        brands = pack.children(entity.id, "brand_of") if entity else ()
        own = next((b for b in brands if entity and b.name.removesuffix("brand").strip() == entity.name), None)
        others = {d.subject.entity.id for d in listed if d.subject and d.subject.entity}
        if own is not None and (said or any(b.id in others for b in brands)):
            draft.subject = Subject(own.name, own)


def settle_openings(drafts: list[Draft]) -> None:
    """Give figures that stand before any name, as in a table above the text, to the first that the text names."""
    first = next((d.subject for d in drafts if d.subject is not None), None)
    for draft in drafts:
        if draft.subject is not None:
            return
        if "subject" not in draft.fixed:
            draft.subject = first
            draft.doubts += 1


def settle_arms(drafts: list[Draft], named: frozenset[str], counted: str | None, pack: Pack) -> None:
    """Give a group's figures in the pack's unit to the one maker it has: Xiaomi's cars are Xiaomi Auto's.

    Its other figures too, where the text names that maker. ``named`` are the ids of the entities in the text,
    ``counted`` is the unit that the text counts.
    """
    ours = {m.id for m in pack.metrics.values() if m.unit == pack.main_unit}
    for draft in drafts:
        entity = draft.subject.entity if draft.subject else None
        if entity is None or entity.kind is not EntityKind.GROUP:
            continue
        arms = [e for e in pack.children(entity.id, "brand_of") if e.kind is EntityKind.MAKER]
        if len(arms) == 1 and (arms[0].id in named or (counted == pack.main_unit and draft.metric in ours)):
            draft.subject = Subject(arms[0].name, arms[0])


def _cheapest(scene: Scene, sentence: Sentence, draft: Draft, topic: Topic, names: tuple[Name, ...]) -> Subject | None:
    draft.model = None
    best, price = topic.subject, _CARRIED + (1.5 if topic.block != sentence.block else 0.0)
    if best is None:
        price = 60.0
    draft.carried = True
    inserted = [a for a in asides(scene.text, sentence.span) if not a.contains(draft.span)]
    outside = {n.span for n in names if any(a.contains(n.span) for a in inserted)}
    proper = [n for n in names if n.penalty < _PROPER and n.span.start < draft.span.start and n.span not in outside]
    for name in names:
        cost = _place_price(scene, draft.span, name) + (_ASIDE if name.span in outside else 0.0)
        if proper and name is proper[-1]:
            cost = min(cost, _KEPT)  # a sentence stays with its subject, however long it grows
        cost += name.penalty
        if draft.kind is Kind.COUNT and name.span.start > draft.span.start:
            cost += _GENERIC  # what follows a count is what it counts
        if cost < price:
            best, price = name.subject, cost
            draft.model = name.model
            draft.behind = name.span.start > draft.span.start
            draft.carried = name.subject is topic.subject
    draft.doubts += draft.carried
    return best


def _place_price(scene: Scene, figure: Span, name: Name) -> float:
    cost = distance(scene.text, name.span, figure)
    if name.span.start < figure.start:
        between = scene.text[name.span.end : figure.start]
        if _OWNS.fullmatch(between) or _PLACED.fullmatch(between):
            return -name.penalty  # "Nio's 30,000": a possessive right before the figure is its subject in any part
        return cost
    between = scene.text[figure.end : name.span.start]
    if not between.strip(" ("):
        return _ADJACENT - name.penalty
    if _PREPOSITION.match(between):
        return _PREPOSED + cost - name.penalty
    return _AFTER + 1.3 * cost


def topic_after(scene: Scene, sentence: Sentence, drafts: list[Draft], names: tuple[Name, ...], topic: Topic) -> Topic:
    """What the next sentence carries on: the sentence's first proper subject, or the last that a figure has."""
    topic = replace(topic, pair=_pair(names) or topic.pair)
    if (
        any("table" in d.fixed for d in drafts)
        or scene.text.count("|", sentence.span.start, sentence.span.end) >= _BARS
    ):
        return topic  # a table or list speaks of many
    first = drafts[0].span.start if drafts else sentence.span.end
    proper = [
        n
        for n in names
        if n.penalty < _PROPER and n.span.start < first and (n.subject.entity is None or _topical(n.subject.entity))
    ]
    used = [d.subject for d in drafts if d.subject is not None and not d.dropped]
    if proper and not _below(proper[0].subject, topic.subject):
        return replace(topic, subject=proper[0].subject, block=sentence.block)
    if used:
        return replace(topic, subject=used[0], block=sentence.block)
    return topic


def _pair(names: tuple[Name, ...]) -> tuple[Subject, Subject] | None:
    """The last two different sellers of a sentence."""
    sellers = {n.subject.name: n.subject for n in names if n.subject.entity and sells(n.subject.entity)}
    last = list(sellers.values())[-2:]
    return (last[0], last[1]) if len(last) == 2 else None


def _below(subject: Subject, topic: Subject | None) -> bool:
    """Whether a name is only a part of what the text is about, a brand or member: the topic goes on."""
    if topic is None or topic.entity is None or subject.entity is None:
        return False
    return any(m.parent == topic.entity.id for m in subject.entity.parents)


def _topical(entity: Entity) -> bool:
    return sells(entity) or entity.kind is EntityKind.MARKET


# --- who says it ----------------------------------------------------------------------------------------------------

_PERSON_SAYS = re.compile(
    r"(?:(?<=\W)|^)(?P<name>[A-Z][a-z'’-]+ [A-Z][a-z'’-]+(?: [A-Z][a-z'’-]+)?)(?:, [^,.;]{3,60},)?\s+(?:also |has |had )?"
    r"(?:said|says|told|commented|predicted|mentioned|stated|noted|announced|added)\b"
    r"|(?:according to|,? said|,? says)\s+(?:[\w-]+\s){0,4}?(?P<name2>[A-Z][a-z'’-]+ [A-Z][a-z'’-]+)\b"
)


def claimant_of(scene: Scene, sentence: Sentence, pack: Pack) -> str | None:
    """Who the sentence attributes its figures to: a body, firm or person that says, reports, forecasts or counts."""
    text = scene.text
    mentions = sentence.of_sort(Sort.ENTITY)
    for mention in mentions:
        entity = pack.entities[mention.key]
        before = text[sentence.span.start : mention.span.start]
        after = text[mention.span.end : sentence.span.end]
        if entity.kind is EntityKind.BODY and (
            cues.SAY_AFTER.match(after) or cues.SAY_BEFORE.search(before) or _offers(after)
        ):
            return entity.name
    person = _PERSON_SAYS.search(text, sentence.span.start, sentence.span.end)
    if person:
        name = person["name"] or person["name2"]
        if name.split()[0] not in _NOT_NAMES:
            known = next((m for m in mentions if text[m.span.start : m.span.end] in name), None)
            return name if known is None or pack.entities[known.key].kind is not EntityKind.MODEL else None
    return None


def _offers(after: str) -> bool:
    return bool(
        re.match(r"(?:\s*\([^)]*\))?\s*(?:offers|gives|'s (?:count|forecast|estimate|figures)|put|sees)\b", after)
    )
