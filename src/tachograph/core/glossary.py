"""What the names in tables of figures from elsewhere stand for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tachograph.core.claim import Kind, Modality

MARKET = "market"
"""In place of an entity: a body that counts a market; which one, the metric says."""


@dataclass(frozen=True, slots=True)
class Series:
    """What a name of a metric says beside the metric: its kind, scope and time.

    ``entity`` is the market that a body's figure is about, ``entity_of`` another entity than that of the name;
    ``not_of_markets`` is why a body's figure is left out. Since inception, a figure's period is where it ends.
    """

    metric: str
    kind: Kind = Kind.LEVEL
    modality: Modality | None = None
    basis: str | None = None
    region: str | None = None
    segment: str | None = None
    model: str | None = None
    since_inception: bool = False
    entity: str | None = None
    entity_of: Mapping[str, str] = field(default_factory=dict)
    not_of_markets: str | None = None


@dataclass(frozen=True, slots=True)
class Whole:
    """From the month ``since`` (``2022-04``) all that an entity sells is of ``segment``."""

    segment: str
    since: str


@dataclass(frozen=True, slots=True)
class Glossary:
    """Names as tables write them: of entities, models (the entity id of each), units and metrics, to those of a pack.

    ``endings`` say what follows the name of a metric (``target`` in ``deliveries_target``); ``left_out`` are metrics
    that no series can hold, with the reason.
    """

    entities: Mapping[str, str] = field(default_factory=dict)
    models: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    metrics: Mapping[str, Series] = field(default_factory=dict)
    endings: Mapping[str, Modality] = field(default_factory=dict)
    left_out: Mapping[str, str] = field(default_factory=dict)
    wholes: Mapping[str, Whole] = field(default_factory=dict)


NO_GLOSSARY = Glossary()
"""Only the names of the pack itself are understood."""
