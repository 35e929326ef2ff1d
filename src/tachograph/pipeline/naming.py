"""Whom and what people mean by the names that they type."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches

from tachograph.core.errors import SourceError
from tachograph.core.pack import Pack


def entity_named(name: str, pack: Pack, recorded: Collection[str] = ()) -> str:
    """Who is meant by a name, an id, or a beginning that only one has, in any language and case.

    ``recorded`` are those with figures, by id or as written: of several who are called so, they are meant.

    Raises:
        SourceError: if nobody is called so.
    """
    wanted = " ".join(name.split()).casefold()
    known = set(recorded)
    spellings: dict[str, str] = {}
    for entity in sorted(pack.entities.values(), key=lambda e: e.id not in known):
        for spelling in (entity.id, *entity.spellings):
            spellings.setdefault(spelling.casefold(), entity.id)
    for other in sorted(known):
        spellings.setdefault(other.casefold(), other)
    if wanted in spellings:
        return spellings[wanted]
    begun = {e for n, e in spellings.items() if n.startswith(f"{wanted} ")}
    if len(begun) == 1:
        return begun.pop()
    near = dict.fromkeys(spellings[n] for n in get_close_matches(wanted, spellings, n=3))
    names = [pack.entities[e].name if e in pack.entities else e for e in near]
    mend = f"perhaps {' or '.join(names)}?" if names else "check the spelling"
    raise SourceError(name, "nobody in the ledger or its packs is called so", mend)


def metric_named(name: str, pack: Pack) -> str:
    """The metric that a name or id means.

    Raises:
        SourceError: if there is none.
    """
    wanted = name.strip().casefold().replace(" ", "_")
    for metric in pack.metrics.values():
        if wanted in (metric.id, metric.name.casefold().replace(" ", "_")):
            return metric.id
    near = get_close_matches(wanted, pack.metrics, n=3)
    raise SourceError(f"--metric {name}", "no such metric", f"perhaps {' or '.join(near) or 'deliveries'}?")
