"""Groups of makers that English calls by their country alone: "In Australia the Chinese have 22 percent of the market"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tachograph.core.cached import kept_with_owner
from tachograph.core.pack import Entity, Pack
from tachograph.core.span import Span

# What a people does not do, but its makers: "the Chinese have 22 percent", "and the Japanese 22,000"; it buys and drives
_THEY = re.compile(
    r"\b[Tt]he (?P<who>Chinese|Japanese)(?!(?:\s[a-z]+){1,2}\s(?:bought|driven|ordered|spent|paid)\b)(?=\s(?:(?:about|some|only|just|almost|nearly|over)\s)?\d|\s(?:(?:now|already|also|together|still|only|even|have|has|had)\s){0,2}(?:have|had|hold|held|sells?|sold|take|took"
    r"|account\w*|made|make|come|came|control\w*|command\w*|deliver\w*|register\w*|captur\w*|gain\w*|lose|lost|grow|grew|grown|doubled|tripled|shipped|export\w*|reach\w*|were|are|keep|kept)\b)"
)


def nationals_in(text: str, sentence: Span, known: Sequence[Span], pack: Pack) -> Iterator[tuple[Span, Entity]]:
    """The makers of a country that a sentence calls by its people, where none of the ``known`` names stands."""
    for match in _THEY.finditer(text, sentence.start, sentence.end):
        entity, span = _makers_of(pack).get(match["who"]), Span(*match.span())
        if entity is not None and not any(k.start <= span.start < k.end for k in known):
            yield span, entity


@kept_with_owner
def _makers_of(pack: Pack) -> dict[str, Entity]:
    """The groups of a pack that are called the carmakers of a nation, by its name."""
    groups = [e for e in pack.entities.values() if "sellers" in e.tags]
    spelt = ((name.removesuffix(" carmakers"), e) for e in groups for name in e.names.get("en", ()))
    return {name: entity for name, entity in spelt if name in ("Chinese", "Japanese")}
