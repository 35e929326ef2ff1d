"""Whose figure it is."""

from __future__ import annotations

import itertools
import re

from tachograph.core.cached import kept_with_owner
from tachograph.core.claim import Kind
from tachograph.core.pack import Entity, EntityKind, Pack
from tachograph.extraction.draft import Draft, Subject
from tachograph.extraction.scene import Scene, Sentence
from tachograph.extraction.text.caseless import Caseless
from tachograph.extraction.text.distances import asides, distance
from tachograph.extraction.vocabulary import Sort, sells
from tachograph.extraction.what.own_words import introduced, possessor
from tachograph.extraction.whose.names import PROPER, Name, Topic, is_local, regions_of
from tachograph.extraction.whose.parts import GENERIC
from tachograph.extraction.whose.topics import OF_THE

# What it costs to take a name as the subject of a figure (see distances.distance for the scale).
_AFTER = 2.2  # a name behind the figure is rarely its subject …
_ADJACENT = 0.2  # … unless it follows directly ("20,894 NIO, 3,481 Onvo")
_PREPOSED = 0.3  # … or after "by", "at", "for", "to" ("6.9% for Li Auto")
_SHORT = 0.7
_CARRIED = 4.0  # the subject of the sentence before
_ASIDE = 2.5  # a name in an insertion: ", backed by Stellantis,"
_KEPT = 2.6
_PREPOSITION = re.compile(
    r"^\s*(?:of (?:them|these|those|which)\s)?(?:\w+\s){0,2}(?:by|at|for|to|in|on|from)\s+(?:the\s+|its\s+)?(?:(?!from\b|with\b)[\w'’-]+\s+){0,7}?(?:brand\s+|marque\s+)?$",
    re.IGNORECASE,
)
_AMONG = re.compile(r"\samong\s(?:the\s)?")  # "77.9 percent among domestic brands"
_IN_CASE = re.compile(
    r"\s(?:if|where|when)\s(?:it\s(?:is|was|comes\sfrom)\s|(?:made|built)\sby\s)?(?:an?\s|the\s)?"
)  # "18.8% if a Geely"
_MADE_UP_OF = re.compile(
    r"^\s(?:(?:cars|units|vehicles)\s)?(?:were|was|are|carr(?:y|ied)|wear|wore|bear|bore|came (?:from|under)|come from|belong(?:ed|s)? to|of|under)\s"
    r"(?:(?:the|its|their|all|new|mass-market|premium|sister|sub-?brand|marque|brand|young|small)\s){0,4}$"
)
_JOINTLY = Caseless(
    r"\b(?:both|each|the two|the pair|combined|together(?! with)|jointly)\b",
    r"双双|雙雙|齐齐|齊齊|合[计計共]|加起[来來]|加在一起|合起[来來]|相加",
)
_OWN_BRAND = re.compile(
    r"\s*(?:\w+\s)?(?:from|of|by|under|for|at)\s+(?:its|the|their)\s+(?:main|core|namesake|eponymous|flagship|original)\s+(?:brand|marque)",
    re.IGNORECASE,
)
# "17,143 carried its own badge"
_OWN_BADGE = re.compile(
    r"(?:\sof (?:them|these|those))?(?:,?\s(?:\w+\s){0,2}(?:precise|exact),)?\s(?:(?:that|which)\s)?(?:carried|wore|bore|had|carry|wear|bear|carrying|wearing|bearing|under|with)\s(?:its|the|their)\s(?:own|namesake|company)(?:'s)?\s(?:badge|name|brand|logo|marque)\b"
)
_SHORT_WAY = 40  # characters
_CLAUSE_END = re.compile(r"[;.!?]\s|\b(?:while|whereas|and|but)\b|['’]s\b|[A-Z]")
_BRAND_OWN = Caseless(
    r"\b(?:main|core|namesake|eponymous|flagship|original)\s+(?:brand|marque)(?:,\s(?:which|that)|['’]s)?\s+(?:\w+\s){0,3}$",
    r"(?<!自)主品牌[^，。；\d]{0,12}$",
)
_OPENS_PARTS = re.compile(
    r"(?:\s(?:cars|vehicles|units))?(?:\s?\([^()]{1,40}\))?(?:[,;]?\s(?:of which|of them|including|made up|consisting|namely|comprising|with)\b|:)"
)
_ROW_GAPS = (" ", ": ", " (", " with ", " at ", " - ", " – ")
_BY_BRAND = Caseless(
    r"\bby (?:brand|marque|badge|nameplate)\b|\b(?:among|of) (?:our|its|the group['’]s) (?:[\w-]+ )?(?:brands|marques)\b",
    r"分品牌|[各按]品牌",
)
_CALLED_BRAND = Caseless(r"\bthe [\w&’'-]+ (?:brand|marque|nameplate)(?: itself| alone)?\s(?:\w+\s){1,2}$")
_TOTAL = Caseless(
    r"[;,:(]\s?(?:(?:a|the|for a|group)\s)?(?:total|in total|altogether|all told)(?:\sof)?:?\s$",
    r"[，；、](?:合计|合計|总计|總計|共|共计)$",
)
_IT_DID = re.compile(
    r"(?:\s\w+)?\s(?:it|they|the (?:company|group|firm))\s\w+[^,;.]{0,30},"
)  # "Of the 57,000 it exported, Chery …"
# 和Stellantis的合作呢？: with whom what the text is about has to do is asked, not told of
_SAID_BEFORE = Caseless(r"\b(?:it|its)\b", r"该公司|該公司|其(?![他它余餘中实實次间間])")
# "with Onvo at 4,310", "with GWM in sixth place at 4,980"
_PLACED = re.compile(
    r"\s(?:(?:in|at|on|with|came|ranked|placed|was|took|finished)\s(?:the\s)?|(?:(?:in|came|ranked|placed|was|finished)\s)?(?:[a-z]+(?:st|nd|rd|th)|second|third)\s(?:(?:place|spot|position)\s)?(?:at|on|with)\s)"
)
_ACCOUNTS = ("revenue", "profit", "adjusted_profit", "loss", "adjusted_loss", "share_price", "market_value", "cash")
QUOTED = ("share_price", "market_value")  # what exchanges quote of the one that is listed
_BRANDS_EACH = re.compile(
    "(?P<count>[两二三四])[个大]?(?:品牌|块牌子)[^，。；\\d]{0,10}(?:分别|依次)[^，。；\\d]{0,6}$"
)
_COUNT_ZH = {"两": 2, "二": 2, "三": 3, "四": 4}
_FEW = 12  # characters
_BEHIND = re.compile(
    r"(?:\s\w+)?\s(?:only\s)?(?:to|behind|after)\s(?:[\w&-]+(?:\s[\w&-]+){0,2}?\s(?:and|or)\s)?(?:the\s)?",
    re.IGNORECASE,
)
# "third place stayed with CALB"
_WENT_TO = re.compile(
    r"(?:\s(?:to|and)\s[\w-]+)?(?:\s(?:place|spot|position|rank|slot)s?)?\s(?:(?:stayed|remained|was|were|is|are)\s)?(?:went to|go to|goes to|fell to|belongs? to|belonged to|with|(?:taken|held|occupied|filled|claimed) by)\s(?:the\s)?"
)
_WHOSE = re.compile(
    r"(?:\s\([^()]{1,24}\))?,?\swhose\s(?:(?!and\b|or\b)[a-z][\w-]*\s){1,6}(?:[A-Z$€£¥]{0,3}\s?)?"
)  # ", whose count was 19,488"
_OF_WHICH_ZH = "其中"
_AMONG_ZH = re.compile(
    "(?:[车車]企|品牌|[厂廠]商|企[业業])?(?:[阵陣][营營])?(?:里|裡|之?中|[当當]中|之列|[内內])(?:的|排|居|位|名|[销銷出]|$)"
)
_PAIR = 2
_PAIRED = re.compile("(?:汽车|集团)?[和与與、及跟同](?!其)")
_BOTH = re.compile("(?:汽车|集团)?(?:[这這]?[两兩](?:家|者|个|個)?(?:车企|車企|公司|品牌)?|二者)?[^，。；\\d]{0,4}")
_OWN_ZH = ("（", "的")  # 力压小鹏（33205辆）, 压过蔚来品牌的36,928台
_OWNS = re.compile(r"(?:'s|’s|s’|s')\s+(?:own\s+|total of\s+)?(?:[a-z-]+\s+){0,1}")


def set_subjects(scene: Scene, sentence: Sentence, drafts: list[Draft], topic: Topic, names: tuple[Name, ...]) -> None:
    """Give every draft of a sentence the cheapest subject, or the topic where none in the sentence is cheaper."""
    for i, draft in enumerate(drafts):
        if "subject" not in draft.fixed:
            draft.subject = _cheapest(scene, sentence, draft, topic, names)
            start = drafts[i - 1].span.end if i else sentence.span.start
            jointly = _JOINTLY.search(scene.text, start, draft.span.start)
            if jointly and "(" in scene.text[jointly.end() : draft.span.start]:
                jointly = None  # "61,200 cars for both together (91,900 in May)"
            if jointly and not sentence.sums_time(scene.text, jointly.start()):
                draft.subject = _joint(scene.text, draft, names, jointly) or draft.subject

    for before, draft in itertools.pairwise(drafts):
        if draft.host is None and "subject" not in draft.fixed and before.kind is Kind.LEVEL:
            bracketed = draft.kind is Kind.SHARE and scene.text[before.span.end : draft.figure.full.start] == " ("
            draft.subject, draft.model = (before.subject, before.model) if bracketed else (draft.subject, draft.model)
    for before, draft in itertools.pairwise(drafts):
        if draft.kind is Kind.RANK and "subject" not in draft.fixed and _is_field(scene.text, before, draft, names):
            draft.subject, draft.model = before.subject, before.model
    for draft in drafts:
        host = draft.host
        if host is None or "subject" in draft.fixed or host.span.end > draft.span.start:
            continue
        if draft.paired:
            draft.subject, draft.model = host.subject, host.model
            continue
        if _closes_aside(scene.text, host, names):
            continue
        if not any(host.span.end <= n.span.start < draft.span.start for n in names) and not draft.behind:
            draft.subject, draft.model = host.subject, host.model


def _is_field(text: str, before: Draft, draft: Draft, names: tuple[Name, ...]) -> bool:
    """Whether a Chinese place only names those among whom it is held: 依旧是自主车企里的出口冠军."""
    own = [n for n in names if before.span.end <= n.span.start and n.span.end <= draft.span.start]
    return len(own) == 1 and before.subject is not None and _AMONG_ZH.match(text, own[0].span.end) is not None


def _closes_aside(text: str, host: Draft, names: tuple[Name, ...]) -> bool:
    """Whether the level stands in a clause of its own that is over: "outsold the Tesla, whose count was 19,488, by 73%"."""
    if not text.startswith(", by ", host.span.end):
        return False
    return any(
        _WHOSE.fullmatch(text, n.span.end, host.figure.full.start) for n in names if n.span.end < host.span.start
    )


def _joint(text: str, draft: Draft, names: tuple[Name, ...], said: re.Match[str]) -> Subject | None:
    """The two sellers named last before a figure that is said of both, in Chinese right before the word for both."""
    found = [n for n in names if n.span.end <= draft.span.start and n.subject.entity and sells(n.subject.entity)]
    if not said.group().isascii():
        row = [n for n in found if n.span.end <= said.start()][-2:]
        if len(row) < _PAIR or not _PAIRED.fullmatch(text, row[0].span.end, row[1].span.start):
            return None
        if _BOTH.fullmatch(text, row[1].span.end, said.start()) is None:
            return None
    before = [n.subject for n in found]
    pair = list({s.name: s for s in reversed(before)})[:2][::-1]
    return Subject.of_all(pair) if len(pair) == _PAIR else None


def settle_siblings(scene: Scene, drafts: list[Draft], pack: Pack) -> None:
    """A company listed among its own brands is its brand of that name: "20,894 NIO, 3,481 Onvo" are brands."""
    _settle_totals(scene, drafts, pack)
    _settle_brands(scene, drafts, pack)
    listed = [d for d in drafts if d.behind and d.subject and d.subject.entity]
    row = _named_row(scene.text, drafts)
    owned: list[Draft] = []  # those given to the brand of the company's name
    branded: Draft | None = None  # the last figure of a company's own brand
    for draft in drafts:
        entity = draft.subject.entity if draft.subject else None
        brands = _brands(pack, entity.id) if entity else ()
        own = next((b for b in brands if entity and b.name.removesuffix("brand").strip() == entity.name), None)
        if own is None:
            continue
        before = scene.text[max(draft.sentence.span.start, draft.span.start - 50) : draft.span.start]
        after = scene.text[draft.span.end : draft.span.end + 60]
        said = bool(_OWN_BRAND.match(after) or _OWN_BADGE.match(after) or _BRAND_OWN.search(before))
        said = said or (branded is not None and _goes_on_with(scene.text, branded, draft))
        others = {d.subject.entity.id for d in listed if d.subject and d.subject.entity}
        if _BY_BRAND.search(scene.text, draft.sentence.span.start, draft.span.start) or _CALLED_BRAND.search(before):
            said = said or (entity is not None and entity.name.lower() in before.lower()) or not before.isascii()
        said = said or (draft.host is not None and draft.host in owned and not draft.behind)
        listed_too = own.id not in row and any(b.id in row for b in brands)
        said = said or (entity is not None and row.get(entity.id) is draft and listed_too)
        if said or (draft in listed and any(b.id in others for b in brands)):
            draft.subject, branded = Subject(own.name, own), draft
            owned.append(draft)


def _named_row(text: str, drafts: list[Draft]) -> dict[str, Draft]:
    """The levels right behind a name each, by it: "NIO 58,543, Onvo 13,339, Firefly 11,583"."""
    found: dict[str, Draft] = {}
    for draft in drafts:
        if draft.kind is not Kind.LEVEL or "table" in draft.fixed:
            continue
        for mention in draft.sentence.of_sort(Sort.ENTITY):
            gap = text[mention.span.end : draft.figure.full.start]
            whole = _OPENS_PARTS.match(text, draft.span.end)
            if mention.span.end < draft.figure.full.start and gap in _ROW_GAPS and not whole:
                found[mention.key] = draft
    return found


def _settle_brands(scene: Scene, drafts: list[Draft], pack: Pack) -> None:
    """Give 三品牌分别为A、B和C of a company with as many brands to those, in the order in which they came."""
    for i, draft in enumerate(drafts):
        start = drafts[i - 1].span.end if i else draft.sentence.span.start
        said = _BRANDS_EACH.search(scene.text, max(draft.sentence.span.start, start - _FEW), draft.figure.full.start)
        entity = draft.subject.entity if draft.subject else None
        brands = [b for b in _brands(pack, entity.id) if b.kind is EntityKind.BRAND] if said and entity else []
        row = drafts[i : i + len(brands)]
        alike = all(d.kind is Kind.LEVEL and d.unit == draft.unit for d in row)
        if (
            len(brands) > 1
            and said is not None
            and len(row) == len(brands) == _COUNT_ZH.get(said["count"], 0)
            and alike
        ):
            for one, brand in zip(row, brands, strict=True):
                one.subject = Subject(brand.name, brand)


def _goes_on_with(text: str, branded: Draft, draft: Draft) -> bool:
    """Whether a figure goes on about the brand of the one before: "12,675 of these, or 60%, against 14,593 in June"."""
    between = text[branded.span.end : draft.span.start]
    return not draft.behind and len(between) <= _SHORT_WAY and not _CLAUSE_END.search(between)


def _settle_totals(scene: Scene, drafts: list[Draft], pack: Pack) -> None:
    """Give a total behind a list of brands to whom they belong: "Onvo 11,794; Firefly 6,088; total 36,275"."""
    for i, draft in enumerate(drafts):
        start = drafts[i - 1].span.end if i else draft.sentence.span.start
        if draft.kind is not Kind.LEVEL or not _TOTAL.search(scene.text[start : draft.figure.full.start]):
            continue
        named = {d.subject.entity.id: d.subject.entity for d in drafts[:i] if d.subject and d.subject.entity}
        above = [{m.parent for m in e.parents if m.relation in ("brand_of", "member_of")} for e in named.values()]
        shared = set[str].intersection(*above) if len(above) > 1 else set[str]()
        if len(shared) == 1:
            whole = pack.entities[shared.pop()]
            for one in (d for d in drafts[i:] if d is draft or d.host is draft):
                one.subject, one.model = Subject(whole.name, whole), None


def settle_openings(text: str, drafts: list[Draft]) -> None:
    """Give figures that stand before any name, as in a table above the text, to the first that the text names.

    A company that is introduced without a name keeps its own: "A young maker from Suzhou delivered …". Where the text
    names nobody that is known, they go to the noun that a sentence opens with: "A bakery sold …".
    """
    first = next((d.subject for d in drafts if d.subject is not None), None)
    own = introduced(text, drafts[0].sentence.span) if drafts and drafts[0].subject is None else None
    if own is not None:
        first = Subject(own)
    if first is None:
        first = next((Subject(n) for d in drafts if (n := possessor(text, d.sentence.span)) is not None), None)
    told = None if own is not None else next((d.sentence for d in drafts if d.subject is not None), None)
    for draft in drafts:
        if draft.subject is not None:
            return
        if (
            told is not None
            and told.block != draft.sentence.block
            and _SAID_BEFORE.search(draft.sentence.span.of(text))
        ):
            continue  # a pronoun is never for what only another paragraph names
        if "subject" not in draft.fixed:
            draft.subject = first
            draft.choices.pop("subject", None)


def _named_group(text: str, group: Entity) -> bool:
    """Whether a text calls a group a group: 小米集团."""
    return any(f"{name}集团" in text or (name.endswith("集团") and name in text) for name in group.names.get("zh", ()))


def settle_arms(text: str, drafts: list[Draft], named: frozenset[str], counted: str | None, pack: Pack) -> None:
    """Give a group's figures in the pack's unit to the one maker it has: Xiaomi's cars are Xiaomi Auto's.

    Its other figures too, where the text names that maker. ``named`` are the ids of the entities in the text,
    ``counted`` is the unit that the text counts.
    """
    for draft in drafts:
        entity = draft.subject.entity if draft.subject else None
        if entity is None and draft.subject is not None and " and " in draft.subject.name:
            draft.subject = _arms_together(draft, draft.subject.name, counted, pack)
        if entity is None or entity.kind is not EntityKind.GROUP:
            continue
        arms = [e for e in _brands(pack, entity.id) if e.kind is EntityKind.MAKER]
        arms = [e for e in arms if not is_local(e, entity, regions_of(pack))]
        metric = pack.metrics.get(draft.metric or "")
        quoted = metric is not None and metric.id in QUOTED
        if quoted or (metric is not None and metric.id in _ACCOUNTS and _named_group(text, entity)):
            continue  # 小米集团总收入: the group's accounts are its own
        ours = counted == pack.main_unit and metric is not None and metric.unit == pack.main_unit
        modelled = len(arms) == 1 and any(
            arms[0].id in {p.parent for p in pack.entities[key].parents} for key in named if key in pack.entities
        )
        if len(arms) == 1 and (arms[0].id in named or ours or modelled):
            draft.subject = Subject(arms[0].name, arms[0])


def _arms_together(draft: Draft, names: str, counted: str | None, pack: Pack) -> Subject:
    """Several sellers with each group among them as the one maker it has, where cars are counted."""
    metric, told = pack.metrics.get(draft.metric or ""), []
    for name in names.split(" and "):
        entity = pack.entity_named(name)
        group = entity is not None and entity.kind is EntityKind.GROUP
        arms = [e for e in _brands(pack, entity.id) if e.kind is EntityKind.MAKER] if group and entity else []
        ours = counted == pack.main_unit and metric is not None and metric.unit == pack.main_unit
        told.append(arms[0].name if ours and len(arms) == 1 else name)
    return Subject.of_all(told)


@kept_with_owner
def _brands(pack: Pack, entity: str) -> tuple[Entity, ...]:
    return pack.children(entity, "brand_of")


def _cheapest(scene: Scene, sentence: Sentence, draft: Draft, topic: Topic, names: tuple[Name, ...]) -> Subject | None:
    draft.model = None
    best, price = topic.subject, _CARRIED + (1.5 if topic.block != sentence.block else 0.0)
    if best is None:
        price = 60.0
    draft.carried = True
    prices = {best.name: price} if best is not None else {}
    inserted = [a for a in asides(scene.text, sentence.span) if not a.contains(draft.span)]
    outside = {n.span for n in names if any(a.contains(n.span) for a in inserted)}
    proper = [n for n in names if n.penalty < PROPER and n.span.start < draft.span.start and n.span not in outside]
    whole = OF_THE.fullmatch(scene.text, sentence.span.start, draft.figure.full.start) is not None
    whole = whole and _IT_DID.match(scene.text, draft.span.end) is None
    for name in names:
        if whole and name.span.start > draft.span.end and "," in scene.text[draft.span.end : name.span.start]:
            continue  # "Of the 120,301 cars registered, BYD accounted for …"
        if name.span.start > draft.span.end and _OF_WHICH_ZH in scene.text[draft.span.end : name.span.start]:
            continue  # 乘用车销量228万辆，其中中国品牌160万辆: whose is only the part
        cost = _place_price(scene, draft, name) + (_ASIDE if name.span in outside else 0.0)
        if proper and name is proper[-1]:
            cost = min(cost, _KEPT)  # a sentence stays with its subject, however long it grows
        cost += name.penalty
        if name.span.start > draft.span.end and (name.onward or _owns_next(scene, sentence, name)):
            cost += _CARRIED
        if draft.kind is Kind.COUNT and name.span.start > draft.span.start:
            cost += GENERIC  # what follows a count is what it counts
        prices[name.subject.name] = min(cost, prices.get(name.subject.name, cost))
        if cost < price:
            best, price = name.subject, cost
            draft.model = name.model
            draft.behind = name.span.start > draft.span.start
            draft.carried = name.subject is topic.subject
    draft.chose("subject", prices)
    return best


def _owns_next(scene: Scene, sentence: Sentence, name: Name) -> bool:
    """Whether a name has the figure behind it: "2.26 million, passing Tesla's 1.64 million"."""
    following = sentence.figure_after(name.span.end)
    return following is not None and _OWNS.fullmatch(scene.text, name.span.end, following.full.start) is not None


def _place_price(scene: Scene, draft: Draft, name: Name) -> float:
    figure = draft.span
    cost = distance(scene.text, name.span, figure)
    if name.span.start < figure.start:
        between = scene.text[name.span.end : figure.start]
        if (
            (between in _OWN_ZH and draft.kind is Kind.LEVEL)
            or _WHOSE.fullmatch(between)
            or _OWNS.fullmatch(between)
            or _PLACED.fullmatch(between)
            or (between == " " and draft.kind is Kind.RANK)
        ):
            return -name.penalty  # "Nio's 30,000": a possessive right before the figure is its subject in any part
        return cost
    between = scene.text[figure.end : name.span.start]
    if draft.kind is Kind.RANK and _BEHIND.fullmatch(between):
        return _AFTER + _CARRIED  # "second only to BYD"
    if not between.strip(" (") or (draft.kind is Kind.RANK and _WENT_TO.fullmatch(between)):
        return _ADJACENT - name.penalty
    part = draft.kind is Kind.LEVEL and _MADE_UP_OF.match(between) is not None
    if part and not scene.text.startswith(("'s", "’s"), name.span.end):
        return _ADJACENT - name.penalty  # "16,434 carried the Onvo badge and 4,346 were Firefly cars"
    if _IN_CASE.fullmatch(between):
        return _ADJACENT - name.penalty
    if _PREPOSITION.match(between) or (draft.kind is Kind.SHARE and _AMONG.fullmatch(between)):
        return _PREPOSED + min(cost, _SHORT) - name.penalty  # however it is described: "for the smart brand Onvo"
    return _AFTER + 1.3 * cost
