"""Figures under the wrong name or the wrong measure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from benchmarks.checking.families.ground import Ground
from benchmarks.checking.planting import Edit, Plant
from tachograph.core.pack import Entity
from tachograph.packs.loader import load_pack

_MOST = 3  # mentions of a name, and figures of it, that one slip of an author can concern
_RETAIL = (("retail sales", "wholesales"), ("Retail sales", "Wholesales"), ("retail", "wholesale"), ("零售", "批发"))
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
    """What makers delivered to dealers given as what dealers sold, and the other way round."""
    text = ground.article.text
    for old, new in (*_RETAIL, *((b, a) for a, b in _RETAIL)):
        places = [m.span() for m in re.finditer(rf"(?<![A-Za-z]){old}(?![A-Za-z])", text)]
        metric = "retail_sales" if old in ("零售", "retail") or "etail sales" in old else "wholesale"
        rows = [i for i, row in enumerate(ground.article.rows) if row["metric"] == metric]
        mixed = any(w in text.casefold() for w in ("retail", "零售")) and any(
            w in text.casefold() for w in ("wholesale", "批发")
        )
        if places and rows and not mixed and len(rows) <= 2 * _MOST:
            edits = tuple(Edit(start, end, new) for start, end in places)
            yield Plant(edits, {i: {"metric": _METRICS[metric]} for i in rows})


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
