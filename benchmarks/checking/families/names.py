"""Figures under the wrong name or the wrong measure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from benchmarks.checking.families.ground import Ground
from benchmarks.checking.planting import Edit, Plant
from tachograph.core.pack import Entity
from tachograph.core.sentences import split_sentences
from tachograph.packs.loader import load_pack

_MOST = 3  # mentions of a name, and figures of it, that one slip of an author can concern
_OTHER_MEASURE = {
    "retail sales": "wholesales", "Retail sales": "Wholesales", "wholesales": "retail sales",
    "Wholesales": "Retail sales", "retail": "wholesale", "wholesale": "retail", "Retail": "Wholesale",
    "Wholesale": "Retail", "零售": "批发", "批发": "零售", "批發": "零售",
}  # fmt: skip
_WHOLESALE = {w for w in _OTHER_MEASURE if "holesale" in w or w[0] == "批"}
_MEASURE = re.compile(r"\b(?:[Rr]etail sales|[Ww]holesales|[Rr]etail|[Ww]holesale)\b|零售|批发|批發")
_METRICS = {"retail_sales": "wholesale", "wholesale": "retail_sales"}


def names_exchanged(ground: Ground) -> Iterator[Plant | None]:
    """Two names of a text in each other's place."""
    known = [(e, m) for e in _subjects(ground) if (m := _mentions(ground, e)) and len(m) <= _MOST]
    for (a, here), (b, there) in combinations(known, 2):
        if a.kind is b.kind and max(len(_of(ground, a)), len(_of(ground, b))) <= _MOST and not _related(a, b):
            edits = (*_renamed(here, there[0][0]), *_renamed(there, here[0][0]))
            changes = {i: {"subject": new.name} for old, new in ((a, b), (b, a)) for i in _of(ground, old)}
            yield Plant(edits, changes)


def level_of_name(ground: Ground) -> Iterator[Plant | None]:
    """A brand's figures given as its group's, and the other way round."""
    pack, lang = load_pack(), ground.article.document.lang
    for entity in _subjects(ground):
        parents = [pack.entities[m.parent] for m in entity.parents if m.relation == "brand_of"]
        namesakes = [c for c in pack.children(entity.id, "brand_of") if entity.name in c.name]
        others = [*parents, *namesakes]
        mentions = _mentions(ground, entity)
        absent = [o for o in others if o.names.get(lang) and not _mentions(ground, o)]
        if mentions and len(mentions) <= _MOST and absent:
            other = ground.dice.choice(sorted(absent, key=lambda e: e.id))
            name = other.name if lang == "en" else other.names[lang][0]
            yield Plant(_renamed(mentions, name), {i: {"subject": other.name} for i in _of(ground, entity)})


def wholesale_as_retail(ground: Ground) -> Iterator[Plant | None]:
    """The word for what dealers sold where makers delivered to dealers is meant, and the other way round."""
    text = ground.article.text
    for span in split_sentences(text):
        words = list(_MEASURE.finditer(text, span.start, span.end))
        for n, word in enumerate(words):
            until = words[n + 1].start() if n + 1 < len(words) else span.end
            metric = "wholesale" if word[0] in _WHOLESALE else "retail_sales"
            rows = ground.article.rows
            own = [i for i, r in enumerate(rows) if word.end() <= r["start"] < until]
            is_behind = any(0 <= word.start() - r["end"] <= 1 for r in rows)  # of the figure before it
            every = [i for i, r in enumerate(rows) if r["metric"] == metric]
            if own and own == every and not is_behind:
                edit = Edit(*word.span(), _OTHER_MEASURE[word[0]])
                yield Plant((edit,), {i: {"metric": _METRICS[metric]} for i in own})


def _subjects(ground: Ground) -> list[Entity]:
    """The pack's entities that figures of the article are about, in the order of the text."""
    found = (load_pack().entity_named(row["subject"]) for row in ground.article.rows)
    return list({e.id: e for e in found if e is not None}.values())


def _of(ground: Ground, entity: Entity) -> list[int]:
    return [i for i, row in enumerate(ground.article.rows) if row["subject"] == entity.name]


def _mentions(ground: Ground, entity: Entity) -> list[tuple[str, int, int]]:
    """Where an entity is named, and how; longest spellings first, none inside another."""
    spellings = sorted({n for names in entity.names.values() for n in names}, key=lambda n: (-len(n), n))
    pattern = "|".join(rf"(?<![A-Za-z]){re.escape(n)}(?![A-Za-z-])" if n.isascii() else re.escape(n) for n in spellings)
    flags = re.IGNORECASE
    return [(m[0], m.start(), m.end()) for m in re.finditer(pattern, ground.article.text, flags)] if pattern else []


def _renamed(mentions: list[tuple[str, int, int]], name: str) -> tuple[Edit, ...]:
    return tuple(Edit(start, end, name) for _, start, end in mentions)


def _related(a: Entity, b: Entity) -> bool:
    return b.id in {m.parent for m in a.parents} or a.id in {m.parent for m in b.parents}
