"""Sellers that a text calls by what they are to others: "Huawei's family of brands", "That campaign" of whom was told last."""

from __future__ import annotations

import re
from dataclasses import replace

from tachograph.core.cached import kept_with_owner
from tachograph.core.pack import Entity, EntityKind, Pack
from tachograph.core.span import Span
from tachograph.extraction.draft import Draft, Subject
from tachograph.extraction.scene import Scene, Sentence
from tachograph.extraction.vocabulary import Sort, sells
from tachograph.extraction.whose.names import NOT_NAMES, PROPER, Name, Topic
from tachograph.extraction.whose.topics import is_several
from tachograph.extraction.whose.ventures import with_ventures

_OWNER = 3.0  # Huawei in "Huawei's HIMA"
# "Huawei's family of car brands", "the Huawei-led alliance", "Huawei's five-brand stable"
_ALLIED = re.compile(
    r"(?:['’]s\s(?:[\w-]+\s){0,3}?(?:family|alliance|stable|clan|camp|fold|galaxy|constellation|network|umbrella|partnership)"
    r"|[-‑](?:led|backed|run|steered|orchestrated|sponsored)\s(?:[\w-]+\s){0,2}?(?:family|alliance|stable|camp|group|grouping|partnership))\b"
    r"(?:\sof\s(?:[\w-]+\s){0,3}?(?:brands|marques|makers|carmakers|partners|nameplates))?"
)
# "Nipping at its heels is Ather.", "Next came Seres,": the sentence ends with whom it introduces
_INTRODUCED = re.compile(
    r"(?:[A-Z][a-z]+ing|Next|Behind|Then|Close|Hard|Right|Just|Not|Also|Ahead|Last|Further|Below|Above|Second|Third|Fourth|Fifth|In)\b[^.;:,\d]{0,60}"
    r"\s(?:is|was|are|comes?|came|follows?|followed|sits?|sat|stands?|stood|lies|lay|ranks?|ranked|finished)\s(?:the\s)?"
    r"(?P<name>[A-Z][\w&’-]{0,40}(?:\s[A-Z][\w&’-]{0,40}){0,2})(?=[,;]|\.(?!\d)|\swith\s|\son\s|\sat\s)"
)
# "That campaign too was made up of two batches": of whom was told last, even if the paragraph is of another
_THAT_ONE = re.compile(
    r"(?:That|This|Those|These)\s(?!(?:year|month|quarter|week|day|half|time|period|was|is|were|are|has|had|will|would|compare|means?|makes|made|one"
    r"|leaves?|left|puts?|gives?|gave|brings?|brought|takes?|took|represents?|marks?|came|comes|figure|number|total|result|tally|sum|count|level|volume|increase|growth|rate|share|margin|pace|gain|rise|drop|fall|decline|jump|compares)\b)(?P<noun>[a-z][a-z-]+)\b"
)
# 何小鹏的答卷, 李斌交出3.6万辆, but not 何小鹏表示…, who only says it
_SAYS_ZH = re.compile(
    r"(?:[^，。；：\d]{0,12}?(?:表示|透露|[称稱说說]|指出|判断|判斷|认为|認為|预[计計测測期]|宣布|解释|解釋|提出|强调|強調|直言|坦言|笑[言谈]|发文|发布|發布|公布|披露|看来|接受|回应)|[:：])"
)
_FIRM = r"(?:groups?|firm|company|maker|carmaker|automaker|brand|giant|outfit|start-?up|manufacturer|rival|marque)"
# "the Texans", "the Shenzhen group", "the challenger", "the older firm", before what they did
_DESCRIBED = re.compile(
    rf"\b[Tt]he (?:[A-Z][a-z]+(?:ns?|ese|ish)\b(?! [A-Z])|[A-Z][a-z]+ {_FIRM}\b"
    rf"|(?:challenger|newcomer|incumbent|upstart|runner-up|veteran|champion|pioneer|market leader|leader|latecomer)\b(?!['’])"
    rf"|(?:young|old|bigg|small|larg)er(?: {_FIRM})?\b(?! [a-z]+s?\b of))(?! (?:market|government|public|press|media|authorities|rival|car|auto)\b)"
)
_TWO = 2
# 上汽集团旗下的MG…，集团全年上牌30万辆: the group named before
_GROUP_ZH = re.compile("(?<=[，；。：、])(?:而|但|其|[该該])?(?P<group>集[团團])(?![军軍]|[总總]部|[层層]面|旗下)")
_IS_GROUP_ZH = re.compile("集[团團]")
# 这家深圳车厂, 该车企: who is told of, in a text that has come to a market
_THIS_FIRM_ZH = re.compile(
    "(?:[这這][家间間][^，。；：\\d]{0,8}?|[该該])(?:[车車][企厂廠]|公司|企[业業]|[厂廠]商|新[势勢]力|巨[头頭]|品牌)(?![们們])"
)
_CLAUSE_MARKS = "，；。：、“ \n"


def described(scene: Scene, sentence: Sentence, names: tuple[Name, ...], topic: Topic, pack: Pack) -> tuple[Name, ...]:
    """The names of a sentence and those whom it only describes."""
    found = list(names)
    for match, alliance in _allied(scene, sentence, pack):
        found = [replace(n, penalty=n.penalty + _OWNER) if match.contains(n.span) else n for n in found]
        found.append(Name(match, Subject(alliance.name, alliance), 0.0))
    found = with_ventures(scene, sentence, found, topic, pack)
    introduced = _INTRODUCED.match(scene.text, sentence.span.start, sentence.span.end)
    if introduced is not None:
        found = _turned_to(Span(*introduced.span("name")), found, scene.text)
    found += _led(scene, sentence, found, pack)
    found += _groups_again(scene.text, sentence, found)
    found += _this_firm(scene, sentence, found, topic)
    if (that := _last_told(scene, sentence, names, topic)) is not None:
        found.append(that)
    two = _the_two(scene, sentence, found, topic)
    found = [*(n for n in found if not any(n.span.overlaps(t.span) for t in two)), *two]
    return tuple(sorted(found, key=lambda n: n.span))


def _the_two(scene: Scene, sentence: Sentence, names: list[Name], topic: Topic) -> list[Name]:
    """The two sellers named last where a sentence names none and gives figures to two that it only describes.

    In the order in which they were named: "Tesla sold 8,837 and BYD 13,503. … the Texans … and the Shenzhen group …".
    """
    if scene.document.lang != "en" or topic.pair is None or len(sentence.figures) < _TWO:
        return []
    if any(n.subject.entity is not None and sells(n.subject.entity) and n.penalty < PROPER for n in names):
        return []
    found = [Span(*m.span()) for m in _DESCRIBED.finditer(scene.text, sentence.span.start, sentence.span.end)]
    told = [sentence.figure_after(s.end) for s in found]
    if len(found) != _TWO or None in told or told[0] is told[1]:
        return []
    return [Name(s, n.subject, 0.0, n.model, onward=True) for s, n in zip(found, topic.pair, strict=True)]


def _led(scene: Scene, sentence: Sentence, names: list[Name], pack: Pack) -> list[Name]:
    """The companies that Chinese calls by who speaks for them, where these open a clause and only act: 何小鹏的答卷."""
    text, found = scene.text, list[Name]()
    if scene.document.lang != "zh":
        return found
    for mention in sentence.of_sort(Sort.ENTITY):
        firm = next((m.parent for m in pack.entities[mention.key].parents if m.relation == "speaks_for"), None)
        opens = sentence.span.start == mention.span.start or text[mention.span.start - 1] in _CLAUSE_MARKS
        if firm is None or not opens or _SAYS_ZH.match(text, mention.span.end, sentence.span.end):
            continue
        owned = any(n.subject.name == pack.entities[firm].name or n.span.start - mention.span.end == 1 for n in names)
        if not owned:  # 雷军的小米 is called by its own name
            found.append(Name(mention.span, Subject(pack.entities[firm].name, pack.entities[firm]), 0.0))
    return found


def _groups_again(text: str, sentence: Sentence, names: list[Name]) -> list[Name]:
    """Whom a bare 集团 that opens a clause stands for: the last that the sentence has called a group."""
    found: list[Name] = []
    for match in _GROUP_ZH.finditer(text, sentence.span.start, sentence.span.end):
        called = [n for n in names if n.span.end <= match.start() and _is_called_group(text, n)]
        if called:
            found.append(Name(Span(*match.span("group")), called[-1].subject, 0.0))
    return found


def _this_firm(scene: Scene, sentence: Sentence, names: list[Name], topic: Topic) -> list[Name]:
    """Whom Chinese points to as 这家深圳车厂: the seller spoken of, or told last where the text has come to a market."""
    told = topic.subject.entity if topic.subject is not None else None
    firm = topic.subject if told is not None and sells(told) else topic.maker
    if scene.document.lang != "zh" or firm is None:
        return []
    match = _THIS_FIRM_ZH.search(scene.text, sentence.span.start, sentence.span.end)
    sellers = [n for n in names if n.subject.entity is not None and sells(n.subject.entity)]
    if match is None or any(n.span.start < match.start() for n in sellers):
        return []
    return [Name(Span(*match.span()), firm, 0.0)]


def _is_called_group(text: str, name: Name) -> bool:
    return name.model is None and (
        _IS_GROUP_ZH.match(text, name.span.end) is not None or name.span.of(text).endswith(("集团", "集團"))
    )


def _turned_to(span: Span, names: list[Name], text: str) -> list[Name]:
    """The names with the one that a sentence introduces at its end as its subject; "its" before is the one before."""
    before = [replace(n, penalty=n.penalty + _OWNER) if n.span.end <= span.start else n for n in names]
    known = any(n.span.overlaps(span) for n in names)
    if not known and span.of(text).split()[0] in NOT_NAMES:
        return names
    return before if known else [*before, Name(span, Subject(span.of(text)), 0.0)]


def told_last(drafts: list[Draft]) -> Subject | None:
    """Whose the last figure of a sentence is."""
    return next((d.subject for d in reversed(drafts) if not d.dropped and not is_several(d.subject)), None)


def _allied(scene: Scene, sentence: Sentence, pack: Pack) -> list[tuple[Span, Entity]]:
    found: list[tuple[Span, Entity]] = []
    for mention in sentence.of_sort(Sort.ENTITY):
        match = _ALLIED.match(scene.text, mention.span.end, sentence.span.end)
        alliance = _alliance_of(pack, mention.key) if match is not None else None
        if match is not None and alliance is not None:
            found.append((Span(mention.span.start, match.end()), alliance))
    return found


@kept_with_owner
def _alliance_of(pack: Pack, owner: str) -> Entity | None:
    """The alliance that bears the name of whom it belongs to: Huawei HIMA."""
    name = pack.entities[owner].name
    alliances = (e for e in pack.entities.values() if e.kind is EntityKind.ALLIANCE and e.id != owner)
    own = [e for e in alliances if any(s.startswith(f"{name} ") for s in e.spellings)]
    return own[0] if len(own) == 1 else None


def _last_told(scene: Scene, sentence: Sentence, names: tuple[Name, ...], topic: Topic) -> Name | None:
    """Whom "That campaign" points to: the last seller of the sentence before, in the same paragraph."""
    that = _THAT_ONE.match(scene.text, sentence.span.start, sentence.span.end)
    if that is None or topic.last is None or topic.block != sentence.block:
        return None
    if topic.subject is None or topic.last.name == topic.subject.name:
        return None
    entity = topic.last.entity
    if entity is None or not sells(entity) or any(n.penalty < PROPER and n.span.start < that.end() for n in names):
        return None
    return Name(Span(*that.span()), topic.last, 0.0)
