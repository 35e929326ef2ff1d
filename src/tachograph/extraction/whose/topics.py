"""What a text goes on about: the subject that sentences without one carry on."""

from __future__ import annotations

import re
from dataclasses import replace

from tachograph.core.cached import kept_with_owner
from tachograph.core.claim import Kind
from tachograph.core.pack import Entity, EntityKind, Pack
from tachograph.extraction.draft import Draft, Subject
from tachograph.extraction.scene import Scene, Sentence
from tachograph.extraction.text.caseless import Caseless
from tachograph.extraction.vocabulary import sells
from tachograph.extraction.whose.names import PROPER, Name, Topic
from tachograph.extraction.whose.parts import GENERIC

_BARS = 3  # so many make a line a row of cells
_AT_START = 4  # characters: "The "
_IN_PASSING = ("stake", "tariff", "tax")
OF_THE = re.compile(r"\W*(?:out\s)?of\s(?:the|its|all|these|those|a total of)\s(?:\w+\s){0,2}", re.IGNORECASE)
_AND_THEN = re.compile(r"[,;]\s(?:and|but|while|whereas|so)\s(?:the\s)?$")
_SOON = 14  # characters: ", whereas the "
_PRONOUN = re.compile(r"(?:its?|they|their|the former|the latter)\b", re.IGNORECASE)
# "Tesla's share of that was 70,480": told in passing of what the text goes on about
_PART_OF_THAT = re.compile(
    r"['’]s?\s(?:own\s)?(?:share|part|slice|portion|contribution)\s(?:of|in|to)\s(?:that|this|those|these|it|the total)\s(?:was|is|were|came|amounted|stood)\b"
)
_PARTNER = Caseless(r"\b(?:with|from|alongside)\s(?:the\s)?$", r"[和与與跟同]$")


def topic_after(
    scene: Scene, sentence: Sentence, drafts: list[Draft], names: tuple[Name, ...], topic: Topic, pack: Pack
) -> Topic:
    """What the next sentence carries on: the sentence's first proper subject, or the last that a figure has."""
    told = tuple(n for n in names if not _is_pronoun(scene.text, n))
    topic = replace(topic, pair=_pair(told) or topic.pair, row=_row(told, pack) or topic.row)
    if topic.subject is not None and (
        any("table" in d.fixed for d in drafts)
        or scene.text.count("|", sentence.span.start, sentence.span.end) >= _BARS
    ):
        return topic  # a table or list speaks of many
    if topic.subject is not None and _PART_OF_THAT.search(scene.text, sentence.span.start, sentence.span.end):
        return topic
    opening = names[0] if names and names[0].span.start - sentence.span.start <= _AT_START else None
    leads = opening is not None and opening.penalty < PROPER and scene.text.startswith(",", opening.span.end)
    if topic.subject is not None and drafts and not leads and all(d.metric in _IN_PASSING for d in drafts):
        return topic  # a text about an owner tells in passing what it owns, one about sellers what they pay
    opens = bool(drafts[1:]) and OF_THE.fullmatch(scene.text, sentence.span.start, drafts[0].figure.full.start)
    first = drafts[bool(opens)].span.start if drafts else sentence.span.end  # "Of the 39,418 cars, Li Auto had 65%"
    asked = not drafts and sentence.span.of(scene.text).rstrip().endswith(("?", "？"))
    proper = [
        n
        for n in names
        if n.penalty < PROPER
        and not n.passing
        and n.span.start < first
        and not (asked and _PARTNER.search(scene.text, sentence.span.start, n.span.start))
        and (n.subject.entity is None or _topical(n.subject.entity))
    ]
    passing = {n.subject.name for n in names if n.passing}
    used = [
        d.subject
        for d in drafts
        if d.subject is not None
        and d.subject.name not in passing
        and not is_several(d.subject)  # several together are passed over
        and not d.dropped
        and d.kind is not Kind.COUNT
        and d.metric not in _IN_PASSING
    ]
    if proper and used and _turns_clause(scene.text, proper) and all(s.name == proper[-1].subject.name for s in used):
        proper = proper[-1:]  # "MG sells hybrids, and BYD does likewise: plug-in hybrids were 37%"
    alone = _is_group(topic.subject) and len({s.name for s in used}) == 1 and _is_one_seller(used[0])
    if alone and not sentence.span.of(scene.text).isascii():
        return _turned(topic, used[0], sentence, pack)  # 其中比亚迪销售460万辆。今年目标为500万辆
    if proper and _below(proper[0].subject, topic.subject, pack):
        turns = not drafts and len(proper) == 1 and not sentence.span.of(scene.text).isascii()
        turns = turns or _heads_item(scene, sentence, proper[0])
        house, turned = topic.house or topic.subject, proper[0].subject  # 再说银河。光是这个系列就卖了…
        return (
            replace(topic, subject=turned, block=sentence.block, house=house)
            if turns
            else replace(topic, block=sentence.block)
        )
    if proper:
        return _turned(topic, proper[0].subject, sentence, pack)
    if used and all(_below(s, topic.subject, pack) for s in used):
        return replace(topic, block=sentence.block)
    if topic.subject is not None and names and names[0].span.start > first and names[0].model is not None:
        return topic  # "more than 20 models fit, among them the Aion UT": named in passing
    if used:
        return _turned(topic, used[0], sentence, pack)
    return topic


def _heads_item(scene: Scene, sentence: Sentence, name: Name) -> bool:
    """Whether an item of a list opens with a name as what all of it is about: "- Onvo: 17,342. In September it …"."""
    if not scene.opens_block(sentence) or not scene.text.startswith((":", " –", " —", " - "), name.span.end):
        return False
    return not any(map(str.isalnum, scene.text[sentence.span.start : name.span.start]))


def _turns_clause(text: str, names: list[Name]) -> bool:
    """Whether the last of some names opens a main clause of its own."""
    start = names[-1].span.start
    return (
        names[-1].subject.name != names[0].subject.name
        and _AND_THEN.search(text, max(0, start - _SOON), start) is not None
    )


def _turned(topic: Topic, subject: Subject, sentence: Sentence, pack: Pack) -> Topic:
    """The topic turned to a subject, which is told of as a part of its house as long as it is one."""
    house = topic.house if _below(subject, topic.house, pack) else None
    return Topic(subject, sentence.block, topic.pair, topic.row, house)


def maker_told(topic: Topic, before: Topic) -> Subject | None:
    """The seller that a text told of last: what it is about now, or what it was about before it came to a market."""
    told = topic.subject.entity if topic.subject is not None else None
    return topic.subject if told is not None and sells(told) else before.maker


def is_several(subject: Subject | None) -> bool:
    """Whether it is several sellers together: "CATL and BYD"."""
    return subject is not None and subject.entity is None and " and " in subject.name


def _is_pronoun(text: str, name: Name) -> bool:
    """Whether a name is only pointed to: it says nothing of the order in which two were named."""
    return _PRONOUN.match(text, name.span.start, name.span.end) is not None


def _pair(names: tuple[Name, ...]) -> tuple[Name, Name] | None:
    """The last two different sellers of a sentence, or else the last two models."""
    sellers = {
        n.subject.name: n if n.model is None else replace(n, model=None)
        for n in names
        if n.subject.entity and sells(n.subject.entity) and n.penalty < GENERIC
    }
    models = {n.model: n for n in names if n.model is not None}
    last = list((sellers if len(sellers) > 1 else models).values())[-2:]
    return (last[0], last[1]) if len(last) == 2 else None


def _row(names: tuple[Name, ...], pack: Pack) -> tuple[Name, ...]:
    """The sellers of a sentence that names several, each where it is named first, without those that own others of them."""
    sellers: dict[str, Name] = {}
    for name in names:
        if name.subject.entity and sells(name.subject.entity) and name.penalty < GENERIC:
            sellers.setdefault(name.subject.entity.id, name)
    owners = frozenset[str]().union(*(above(pack, key) for key in sellers))
    row = tuple(name for key, name in sellers.items() if key not in owners)
    return row if len(row) > 1 else ()


def _below(subject: Subject, topic: Subject | None, pack: Pack) -> bool:
    """Whether a name is only a part of what the text is about, a brand or member: the topic goes on."""
    if topic is None or topic.entity is None or subject.entity is None:
        return False
    return topic.entity.id in above(pack, subject.entity.id)


@kept_with_owner
def above(pack: Pack, entity: str) -> frozenset[str]:
    """All that an entity is a brand, model or member of, and all that those are."""
    direct = [m.parent for m in pack.entities[entity].parents if m.parent in pack.entities]
    return frozenset(direct).union(*(above(pack, p) for p in direct if p != entity))


def _is_group(subject: Subject | None) -> bool:
    """Whether it is a group of sellers, such as all those of a country."""
    return subject is not None and subject.entity is not None and "sellers" in subject.entity.tags


def _is_one_seller(subject: Subject) -> bool:
    return subject.entity is not None and subject.entity.kind is not EntityKind.MARKET and sells(subject.entity)


def _topical(entity: Entity) -> bool:
    return sells(entity) or entity.kind is EntityKind.MARKET
