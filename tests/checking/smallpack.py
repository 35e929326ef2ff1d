"""A pack of a few invented facts and observations, and claims written down in one line each."""

from decimal import Decimal

from tachograph.core.claim import Claim, Kind, Modality
from tachograph.core.document import Document
from tachograph.core.observation import Observation
from tachograph.core.pack import Band, Entity, EntityKind, Membership, Metric, Nature, Pack, Rates, Unit
from tachograph.core.quantity import Modifier, Quantity, stated_precision
from tachograph.core.span import Span

_BASES = {"retail_sales": "retail", "wholesale": "wholesale", "production": "production", "exports": "export"}
_FLOWS = "deliveries sales retail_sales wholesale production exports registrations orders store_openings revenue profit"


def _metric(name, within=()):
    money = name in {"revenue", "profit"}
    unit = (
        "CNY" if money else "store" if name == "store_openings" else "percent" if name == "gross_margin" else "vehicle"
    )
    bands = (Band("maker", "year", Decimal(0), Decimal(13_000_000), "the largest maker's best year"),)
    words = {"en": (name.replace("_", " "),)}
    bands = bands if name == "sales" else ()
    return Metric(name, name, name, unit, Nature.FLOW, basis=_BASES.get(name), words=words, within=within, bands=bands)


def _entity(name, kind=EntityKind.MAKER, zh=(), en=(), **more):
    return Entity(name.casefold(), name, kind, {"en": (name, *en), "zh": zh}, **more)


ENTITIES = (
    _entity("Aurora", first_delivery="2024-04", first_delivery_source="https://facts.example/aurora"),
    _entity("Borealis"),
    _entity("Corona"),
    _entity("League", EntityKind.ALLIANCE),
    _entity("Dawn", EntityKind.BRAND, parents=(Membership("league", "member_of"),)),
    _entity("Dusk", EntityKind.BRAND, parents=(Membership("league", "member_of"),)),
    _entity("Noon", EntityKind.BRAND, parents=(Membership("league", "member_of"), Membership("works", "built_by"))),
    _entity("Works"),
    _entity("Equinox", zh=("春分",)),
    _entity("Circle", EntityKind.ALLIANCE),
    _entity("Arc", EntityKind.BRAND, parents=(Membership("circle", "member_of", source="https://facts.example/arc"),)),
    _entity("Vesper"),
    *(
        _entity(n, EntityKind.BRAND, parents=(Membership("vesper", "brand_of"),))
        for n in ("Vesper One", "Lumo", "Tarn")
    ),
    _entity("Whole market", EntityKind.MARKET, home="China", en=("China's whole market",), zh=("整体市场",)),
)


def _observed(entity, period, value, hosts, metric="deliveries", modality=Modality.ACTUAL):
    quantity = Quantity(Decimal(value), Decimal(value), Modifier.EXACTLY, _metric(metric).unit, stated_precision(value))
    sources = [f"https://{h}.example/x" for h in hosts]
    return [Observation(entity, metric, period, quantity, source=s, modality=modality) for s in sources]


OBSERVATIONS = (
    *_observed("borealis", "2026-01", "57915", ["one", "two"]),
    *_observed("aurora", "2026-01", "39111", ["one", "three"]),
    *_observed("corona", "2025-05", "36625", ["one", "two"]),
    *_observed("corona", "2025-06", "44454", ["one"]),
    *_observed("corona", "2025-07", "51234", ["one"]),
    *_observed("corona", "2024-05", "20000", ["one", "two"]),
    *_observed("corona", "2024", "1045000000", ["one", "two"], "revenue"),
    *_observed("corona", "2025", "1344000", ["one", "two"], "exports"),
    *_observed("corona", "../2025-12", "5850000", ["three"], "exports"),
    *_observed("aurora", "../2025-05", "258000", ["one"]),
    *_observed("aurora", "../2025-11", "500000", ["two"]),
    *_observed("equinox", "2025-03", "45678", ["one", "two"]),
    *_observed("equinox", "2025-04", "41111", ["one", "two"]),
    *_observed("equinox", "2025-05", "36789", ["one", "two"]),
    *_observed("equinox", "2025-06", "47777", ["one"]),
    *_observed("equinox", "2025-Q2", "119191", ["one", "two"]),
    *_observed("equinox", "2025-01/2025-05", "223344", ["one", "two"]),
    *_observed("equinox", "2025", "512345", ["one", "two"]),
    *_observed("equinox", "2025-05", "31234", ["one", "two"], "retail_sales"),
    *_observed("equinox", "2025-05", "38765", ["one", "two"], "production"),
    *_observed("equinox", "2025-05", "12345", ["one", "two"], "exports"),
    *_observed("equinox", "2025-04", "34567", ["one"], "retail_sales"),
    *_observed("equinox", "2025", "500000", ["one", "two"], modality=Modality.TARGET),
    *_observed("equinox", "2025", "450000", ["one", "three"], modality=Modality.TARGET),
    *_observed("equinox", "2025", "600000", ["three"], modality=Modality.FORECAST),
    *_observed("equinox", "2025", "400000", ["four"], modality=Modality.TARGET),
    *_observed("whole market", "2025-05", "160000", ["one", "two"], "retail_sales"),
    *_observed("whole market", "2025-05", "190000", ["one", "two"], "production"),
    *_observed("equinox", "2024-Q2", "14.5", ["one", "two"], "gross_margin"),
    *_observed("equinox", "2024-Q1", "14.5", ["one"], "gross_margin"),
    *_observed("circle", "2025-05", "61234", ["one", "two"]),
    *_observed("arc", "2025-05", "41357", ["one", "two"]),
    *_observed("arc", "2025-04", "30303", ["one", "two"]),
)

PACK = Pack(
    "small",
    "Small",
    {e.id: e for e in ENTITIES},
    {n: _metric(n, ("sales",) if n == "exports" else ()) for n in _FLOWS.split()},
    {"vehicle": Unit("vehicle", "count", {"en": ("car", "cars")})},
    observations=OBSERVATIONS,
)
RATES = Rates(
    {
        ("2025-12", "CNY"): (Decimal("8.20"), Decimal("8.25")),
        ("2025-12", "USD"): (Decimal("1.165"), Decimal("1.170")),
        ("2018-01", "CNY"): (Decimal("7.70"), Decimal("7.80")),
        ("2018-01", "USD"): (Decimal("1.20"), Decimal("1.24")),
    }
)


def document(text, **more):
    return Document("case", text, **more)


def claims_of(doc, rows):
    """Claims from mappings with ``quote`` and the fields that differ from an exact level in vehicles."""
    claims, place = [], 0
    for row in rows:
        start = doc.text.index(row["quote"], place)
        place = start + 1
        claims.append(_claim(doc, start, dict(row)))
    return tuple(claims)


def _claim(doc, start, row):
    quote = str(row.pop("quote"))
    low = row.pop("low", row.pop("value", None))
    high = row.pop("high", None)
    modifier = Modifier(row.pop("is", "between" if high is not None else "exactly"))
    if modifier is Modifier.OVER:
        low, high = Decimal(str(low)), None
    else:
        low = Decimal(str(low))
        high = low if high is None else Decimal(str(high))
    kind = Kind(row.pop("kind", "level"))
    confidence = float(row.pop("confidence", 1))
    unit = row.pop("unit", "vehicle" if kind is Kind.LEVEL else "percent")
    precision = Decimal(str(row.pop("step", stated_precision(f"{abs(low)}"))))
    entity = PACK.entity_named(row.get("subject"))
    return Claim(
        doc.id,
        Span(start, start + len(quote)),
        quote,
        Quantity(low, high, modifier, unit, precision),
        kind,
        subject_id=entity.id if entity else None,
        modality=Modality(row.pop("modality", "actual")),
        confidence=confidence,
        **{k: None if v is None else str(v) for k, v in row.items()},
    )
