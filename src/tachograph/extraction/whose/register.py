"""The markets of a pack, by what they are measured in, their region and their segment."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from tachograph.core.claim import Kind
from tachograph.core.pack import Entity, EntityKind, Metric, Nature, Pack
from tachograph.extraction.draft import Draft, Subject

GLOBAL = "global"


@dataclass(frozen=True)
class Market:
    """A market in its family: those that count the same thing, each in its region and segment."""

    subject: Subject
    region: str | None
    segment: str | None
    units: frozenset[str]

    def named_for(self, region: str) -> str:
        """The name that the market has in another region: "Brazil vehicle market"."""
        own = self.region or ""
        here, there = (r.capitalize() if r == GLOBAL else r for r in (own, region))
        return self.subject.name.replace(here, there, 1)


class Register:
    """The pack's markets and, named after them, those of regions that the pack has none for.

    ``counted`` is the unit that the text counts. A market tagged with units is measured in these, the others in the
    pack's main unit, and in money only those of a segment that the text speaks of (``spoken``).
    """

    def __init__(self, pack: Pack, counted: str | None = None, spoken: frozenset[str] = frozenset()) -> None:
        self.pack = pack
        self.counted = counted
        self.spoken = spoken
        self.markets = list(_markets(pack))
        self._by_name = {m.subject.name: m for m in self.markets}

    def known(self, subject: Subject | None) -> Market | None:
        """The market that a subject is."""
        return self._by_name.get(subject.name) if subject is not None else None

    def family(self, draft: Draft, metric: Metric, about: Market | None) -> list[Market]:
        """The markets that are measured as the draft is; ``about`` is the market last spoken of."""
        if own := [m for m in self.markets if m.subject.entity is not None and metric.id in m.subject.entity.tags]:
            return own
        main = self.pack.main_unit
        level = draft if draft.kind is Kind.LEVEL and draft.unit != "percent" else draft.host
        markets_too = EntityKind.MARKET.value in metric.of
        if about is not None and level is None and (metric.unit == main or markets_too) and not of_markets(metric):
            return [m for m in self.markets if m.units & about.units]
        unit = level.unit if level is not None else metric.unit
        called_back = metric.unit == "product" and metric.nature is Nature.FLOW
        if markets_too or called_back:  # what is called back is what is sold
            unit = main
        elif unit == main or unit is None:
            unit = self.counted or main
        paid = self.pack.units.get(unit or "")
        money = paid is not None and paid.dimension == "money"
        found = [m for m in self.markets if unit in m.units and (not money or m.segment in self.spoken or m is about)]
        if money and not found and about is not None and metric.nature is Nature.FLOW:
            return [m for m in self.markets if m.units & about.units]  # what a market exports is worth
        return found

    def named(self, family: list[Market], region: str | None, segment: str | None) -> Subject | None:
        """The market of a region and segment: the pack's, or one composed after another region's."""
        regional = [m for m in family if m.region == region]
        known = [m for m in regional if m.segment == segment] or [m for m in regional if m.segment is None]
        if not known and segment is None:
            known = regional  # a region with a single market
        if known or region is None or not family:
            return known[0].subject if known else None
        pattern = [m for m in family if m.segment == segment] or [m for m in family if m.segment is None] or family
        example = next((m for m in pattern if m.region == self.pack.home), pattern[0])
        subject = Subject(example.named_for(region))
        self.markets.append(Market(subject, region, example.segment, example.units))
        self._by_name[subject.name] = self.markets[-1]
        return subject


@lru_cache(maxsize=4)
def _markets(pack: Pack) -> tuple[Market, ...]:
    return tuple(_market(e, pack) for e in pack.markets if "sellers" not in e.tags)


def _market(entity: Entity, pack: Pack) -> Market:
    units = entity.tags & pack.units.keys() or {pack.main_unit or ""}
    return Market(Subject(entity.name, entity), entity.home, entity.segment, frozenset(units))


def of_markets(metric: Metric) -> bool:
    """Whether only markets have the metric."""
    return metric.of == {EntityKind.MARKET.value}


@lru_cache(maxsize=4)
def places(pack: Pack) -> frozenset[str]:
    """The regions that are places by name: not "overseas", not the whole world."""
    return frozenset(r.id for r in pack.regions if r.id[:1].isupper())


@lru_cache(maxsize=4)
def plain_words(pack: Pack) -> re.Pattern[str]:
    """What the pack counts, by a word that says no segment, before a measure: "car exports", "auto output"."""
    unit = pack.units.get(pack.main_unit or "")
    spellings = unit.words.get("en", ()) if unit is not None else ()
    segments = unit.segments if unit is not None else {}
    plain = [
        w
        for w in spellings
        if w not in segments and f"{w}s" in spellings and w != "unit" and w.isalpha() and w.islower()
    ]
    return re.compile(rf"\b(?:{'|'.join(plain) or '(?!)'})\s+\w+$", re.IGNORECASE)
