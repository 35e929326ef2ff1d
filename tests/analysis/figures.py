"""A small market, and figures written down in one line each."""

from decimal import Decimal
from fractions import Fraction

from tachograph.analysis.table import Table
from tachograph.core.claim import Kind, Modality
from tachograph.core.estimate import Cell, Estimate, Status
from tachograph.core.interval import Interval
from tachograph.core.observation import Observation
from tachograph.core.pack import Entity, EntityKind, Fact, Membership, Metric, Nature, Pack, Unit
from tachograph.core.quantity import Modifier, Quantity

_EVERYTHING = frozenset({"time", "members", "models", "regions", "segments"})


def _flow(name, basis=None, within=()):
    return Metric(name, name.replace("_", " "), name, "vehicle", Nature.FLOW, basis, _EVERYTHING, within=within)


METRICS = (
    _flow("deliveries"), _flow("sales"), _flow("retail_sales", "retail"), _flow("wholesale", "wholesale"),
    _flow("exports", "export", ("wholesale",)), _flow("overseas_sales", None, ("sales",)),
    Metric("penetration", "penetration", "", "percent", Nature.RATIO),
    Metric("revenue", "revenue", "", "CNY", Nature.FLOW, None, frozenset({"time"})),
    Metric("gross_margin", "gross margin", "", "percent", Nature.RATIO),
    Metric("stores", "stores", "", "store", Nature.STOCK),
)  # fmt: skip


def _entity(name, kind=EntityKind.MAKER, *parents, **more):
    return Entity(name.casefold(), name, kind, {"en": (name,)}, parents=parents, **more)


YOUNG = frozenset({"young"})
ENTITIES = (
    _entity("Young makers", EntityKind.MARKET, tags=frozenset({"sellers", "young"})),
    _entity("Whole", EntityKind.MARKET, home="Here", segment="passenger"),
    _entity("Electric", EntityKind.MARKET, home="Here", segment="nev"),
    _entity("Counters", EntityKind.BODY, home="Here", tags=frozenset({"retail_sales"})),
    _entity("Aurora", tags=YOUNG),
    _entity("Borealis", tags=YOUNG),
    _entity("Corona", tags=YOUNG),
    _entity("League", EntityKind.ALLIANCE, tags=YOUNG),
    _entity("Dawn", EntityKind.BRAND, Membership("league", "member_of"), Membership("works", "brand_of"), tags=YOUNG),
    _entity("Works"),
    _entity("Old"),
    _entity("Crown", EntityKind.GROUP),
    _entity("Sceptre", EntityKind.GROUP),
    _entity("Vassal", EntityKind.MAKER, Membership("crown", "owned_by")),
    _entity("Model A", EntityKind.MODEL, Membership("aurora", "model_of")),
)
PACK = Pack(
    "p", "P", {e.id: e for e in ENTITIES}, {m.id: m for m in METRICS},
    {
        "vehicle": Unit("vehicle", "count"), "store": Unit("store", "count"), "CNY": Unit("CNY", "money"),
        "USD": Unit("USD", "money"),
        "percent": Unit("percent", "ratio"),
    },
    facts=(Fact("electric", "tax", "taxed by half", "2026-01-01", "https://law.example"),),
)  # fmt: skip


def said(entity, period, value, metric="deliveries", **of):
    """Somebody says a figure; ``high`` makes it a range, ``word`` loosens it."""
    low, high = Decimal(value), Decimal(of.pop("high", value))
    word = of.pop("word", Modifier.EXACTLY)
    precision = Decimal(of.pop("precision", 1))
    unit = of.pop("unit", PACK.metrics[metric].unit if of.get("kind") is not Kind.CHANGE else "percent")
    bounds = {Modifier.OVER: (low, None), Modifier.UNDER: (None, low)}.get(word, (low, high))
    source = of.pop("source", "https://one.example")
    published = of.pop("published", "2026-02-01")
    return Observation(
        entity, metric, period, Quantity(*bounds, word, unit, precision), source=source, published=published, **of
    )


def target(entity, period, value, **of):
    return said(entity, period, value, modality=Modality.TARGET, **of)


def rate(entity, period, value, against, metric="deliveries", **of):
    return said(entity, period, value, metric, kind=Kind.CHANGE, basis=against, precision="0.1", **of)


def known(entity, period, value, metric="deliveries", *, low=None, high=None, **of):
    """A best estimate with one source; ``low`` and ``high`` make it a loose one."""
    status, model, segment = of.pop("status", Status.REPORTED), of.pop("model", ""), of.pop("segment", "")
    word = of.pop("word", Modifier.EXACTLY)
    unit = PACK.metrics[metric].unit
    cell = Cell(entity, metric, period, unit, of.pop("region", ""), segment, model, of.pop("basis", ""))
    interval = Interval(Fraction(low if low is not None else value), Fraction(high if high is not None else value))
    support = () if status is Status.DERIVED else (said(entity, period, value, metric, word=word, **of),)
    return Estimate(cell, Fraction(value), interval, status, support)


def over(entity, period, value, high, metric="deliveries"):
    """ "Over" so many, at most ``high``."""
    return known(entity, period, value, metric, low=value * 99 // 100, high=high, word=Modifier.OVER)


def table(*estimates, said=()):
    """A ledger of these estimates; all that supports them, and the rest, was said."""
    return Table(PACK, estimates, (*(o for e in estimates for o in e.support), *said))
