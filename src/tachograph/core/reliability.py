"""How often a source is right about a kind of figure, as learned from where sources overlap."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import log

_STEPS = 100  # log-odds are kept to a hundredth, so that costs are short fractions
_LEAST = Fraction(1, 10)  # even a bad source says something


@dataclass(frozen=True, slots=True)
class Reliability:
    """The chance that a figure of a source is right: ``base`` by group of figures, ``sites`` by site and group.

    A site that was never compared has the base of the group. ``primary`` are the sites that publish figures for those
    whose figures they are: filings, newswires, the makers themselves.
    """

    base: Mapping[str, float] = field(default_factory=dict)
    sites: Mapping[tuple[str, str], float] = field(default_factory=dict)
    primary: frozenset[str] = frozenset()

    def chance(self, site: str, group: str) -> float:
        """How likely a figure of this group is right, between 0 and 1."""
        return self.sites.get((site, group), self.base.get(group, _UNKNOWN))

    def cost(self, site: str, group: str) -> Fraction:
        """What it takes to call such a figure false: the log-odds of its being right."""
        chance = self.chance(site, group)
        return max(_LEAST, Fraction(round(log(chance / (1 - chance)) * _STEPS), _STEPS))


_UNKNOWN = 0.95
"""Of a source that nobody has compared with another."""

UNCOMPARED = Reliability()
