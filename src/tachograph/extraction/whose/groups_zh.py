"""Groups of brands that Chinese names in short before what they sell: 自主零售132万辆, 合资份额21%."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from tachograph.core.pack import Entity, Pack
from tachograph.core.span import Span
from tachograph.extraction.text.caseless import holds_chinese

_SHORT = 4  # characters: 自主品牌
_MAIN = re.compile("(?<!自)主品牌")
_GROUP = re.compile(
    "(?:自主|合资|合資|豪华|豪華)(?=零售|批发|批發|份额|份額|阵营|陣營|车企|車企|板块|[销銷]量|出口|渗透率)"
)
# 在吉利品牌里的占比, 占蔚来公司总量的, 占鸿蒙智行的六成
_WHOLE = re.compile(
    r"(?:公司|品牌|集[团團]|汽[车車])?(?:的?[^，。；\d]{0,4}?[里裡中内內]的?(?:[占佔]|份[额額]|比[重例])"
    r"|的?(?:[总總整全][^，。；\d]{0,6}|[^，。；\d]{0,3}[销銷交][^，。；\d]{0,3})的)"
)
_HAS_PART = re.compile(r"的[将將近约約超逾不到]{0,2}[\d一二三四五六七八九两兩]")
_TAKEN_OF = ("在", "占", "佔", "占了", "占到", "占据", "佔了", "佔到")


def is_taken_of(before: str, after: str) -> bool:
    """Whether a Chinese name between these words is the whole that a part is taken of, not whose part it is."""
    if not before.endswith(_TAKEN_OF):
        return False
    return _WHOLE.match(after) is not None or (not before.endswith("在") and _HAS_PART.match(after) is not None)


def groups_in(text: str, sentence: Span, known: Sequence[Span], pack: Pack) -> Iterator[tuple[Span, Entity]]:
    """The groups of ``pack`` that a sentence names in short, where none of the ``known`` names stands."""
    for match in _GROUP.finditer(text, sentence.start, sentence.end) if holds_chinese(text) else ():
        entity = _groups_of(pack).get(match.group())
        span = Span(*match.span())
        if entity is not None and not any(k.overlaps(span) for k in known):
            yield span, entity


def main_brands(text: str, sentence: Span, about: Sequence[Entity | None], pack: Pack) -> Iterator[tuple[Span, Entity]]:
    """The brand of a company's own name where Chinese calls it the main one: 主品牌1.45万辆.

    The company is the first of ``about``, or a parent of one, that has such a brand.
    """
    matches = list(_MAIN.finditer(text, sentence.start, sentence.end)) if holds_chinese(text) else []
    if not matches:
        return
    houses = [h for e in about if e is not None for h in (e.id, *(m.parent for m in e.parents))]
    own = next((b for h in houses if (b := _own_brand(h, pack)) is not None), None)
    for match in matches if own is not None else ():
        if own is not None:
            yield Span(*match.span()), own


def _own_brand(company: str, pack: Pack) -> Entity | None:
    name = pack.entities[company].name if company in pack.entities else None
    brands = pack.children(company, "brand_of")
    return next((b for b in brands if b.name.removesuffix("brand").strip() == name), None)


@lru_cache(maxsize=4)
def _groups_of(pack: Pack) -> dict[str, Entity]:
    """The groups of brands of a pack by what their Chinese names have before 品牌."""
    spelt = ((n, e) for e in pack.entities.values() if "sellers" in e.tags for n in e.names.get("zh", ()))
    return {n.removesuffix("品牌"): e for n, e in spelt if n.endswith("品牌") and len(n) == _SHORT}
