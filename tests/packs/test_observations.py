"""The evidence: built from the reference tables, complete, and as packaged."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from tachograph.core.claim import Kind, Modality
from tachograph.core.period import Period
from tachograph.core.quantity import Modifier

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "reference"


@pytest.fixture(scope="module")
def builder(script):
    return script("build_observations")


@pytest.fixture(scope="module")
def mapping(builder, pack):
    return builder.Mapping(REFERENCE, pack)


def raw(**fields):
    row = {
        "entity": "NIO",
        "metric": "deliveries",
        "period": "2025-01",
        "value": "13863",
        "qualifier": "",
        "unit": "vehicles",
    }
    return {**row, "source_url": "https://example.org/a", "published": "2025-02-01", **fields}


def test_the_packaged_files_are_what_the_script_builds(builder):
    files, left_out = builder.build(REFERENCE)
    assert len(files) == 4
    for path, text in files.items():
        assert path.read_text(encoding="utf-8") == text, f"{path.name}: run scripts/build_observations.py"
    assert left_out.total() < 400


def test_nothing_is_left_out_without_a_reason(builder):
    _, left_out = builder.build(REFERENCE)
    assert [reason for reason in left_out if "unknown" in reason] == []


def test_every_entity_of_the_tables_is_mapped(mapping):
    names = set()
    for path in REFERENCE.glob("observations_*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            names |= {row["entity"] for row in csv.DictReader(file)}
    assert len(names) > 70
    assert [n for n in sorted(names) if not (mapping.entity(n) or n in mapping.tables["model"])] == []


def test_what_the_mapping_names_exists(mapping, pack):
    for entity in {*mapping.tables["entity"].values(), *mapping.tables["brand"].values()} - {"market"}:
        assert entity in pack.entities
    for model in mapping.tables["model"].values():
        assert model in pack.entities
    segments, regions = {t.id for t in pack.segments}, {t.id for t in pack.regions}
    for name, spec in mapping.tables["metric"].items():
        assert spec["metric"] in pack.metrics, name
        assert spec.get("entity", "china_pv") in pack.entities, name
        assert spec.get("segment", "nev") in segments, name
        assert spec.get("region", "China") in regions, name


def test_scopes_of_observations_exist(pack):
    segments, regions = {t.id for t in pack.segments} | {None}, {t.id for t in pack.regions} | {None}
    models = {(m.parent, e.name) for e in pack.entities.values() for m in e.parents}
    for o in pack.observations:
        assert o.segment in segments
        assert o.region in regions
        assert o.model is None or (o.entity, o.model) in models
        assert o.source.startswith("http")
        if o.kind is Kind.CHANGE:
            assert Period.parse(o.basis or "").end < Period.parse(o.period).end
        elif o.kind is Kind.SHARE:
            assert o.basis


def test_no_flow_is_of_a_time_before_the_first_delivery(pack):
    for o in pack.observations:
        first = pack.entities[o.entity].first_delivery
        if first and o.kind is Kind.LEVEL and pack.metrics[o.metric].unit == "vehicle":
            assert Period.parse(o.period).end >= Period.parse(first).start, o


def test_a_plain_figure(mapping):
    row = mapping.row(raw())
    assert (row.entity, row.metric, row.low, row.high, row.unit) == ("nio", "deliveries", "13863", "13863", "vehicle")
    assert (row.kind, row.modality, row.modifier, row.precision) == (
        Kind.LEVEL,
        Modality.ACTUAL,
        Modifier.EXACTLY,
        Decimal(1),
    )


@pytest.mark.parametrize(
    ("metric", "period", "basis"),
    [
        ("deliveries_yoy", "2025-01", "2024-01"),
        ("deliveries_mom", "2025-01", "2024-12"),
        ("revenue_total_qoq", "2025-Q1", "2024-Q4"),
        ("deliveries_yoy", "2025-01/2025-03", "2024-01/2024-03"),
    ],
)
def test_changes_say_against_what(mapping, metric, period, basis):
    row = mapping.row(raw(metric=metric, period=period, value="5.5", unit="percent"))
    assert (row.kind, row.period, row.basis, row.unit) == (Kind.CHANGE, period, basis, "percent")


@pytest.mark.parametrize(
    ("entity", "metric", "expected", "narrowed"),
    [
        ("CPCA", "pv_retail", ("china_pv", "retail_sales"), ("passenger", Modality.ACTUAL)),
        ("CPCA", "nev_retail_prelim", ("china_nev", "retail_sales"), ("nev", Modality.ESTIMATE)),
        ("CPCA", "nev_retail_forecast", ("china_nev", "retail_sales"), ("nev", Modality.FORECAST)),
        ("CAAM", "sales", ("china_vehicle", "sales"), ("", Modality.ACTUAL)),
        ("CAAM", "nev_production", ("china_nev", "production"), ("nev", Modality.ACTUAL)),
        ("Geely Auto", "nev_exports", ("geely", "exports"), ("nev", Modality.ACTUAL)),
        ("BYD", "sales_target", ("byd", "sales"), ("", Modality.TARGET)),
        ("NIO", "annual_target", ("nio", "deliveries"), ("", Modality.TARGET)),
        ("NIO", "guidance_low", ("nio", "deliveries"), ("", Modality.TARGET)),
        ("Xiaomi", "deliveries", ("xiaomi_auto", "deliveries"), ("", Modality.ACTUAL)),
        ("Xiaomi", "group_revenue", ("xiaomi", "revenue"), ("", Modality.ACTUAL)),
        ("Geely Auto", "sales", ("geely", "sales"), ("", Modality.ACTUAL)),
        ("HIMA", "aito_share", ("aito", "deliveries"), ("", Modality.ACTUAL)),
    ],
)
def test_names_lead_to_series(mapping, entity, metric, expected, narrowed):
    row = mapping.row(raw(entity=entity, metric=metric))
    assert (row.entity, row.metric) == expected
    assert (row.segment, row.modality) == narrowed


def test_a_cumulative_figure_is_since_the_beginning(mapping):
    assert mapping.row(raw(metric="deliveries_cumulative", period="2025-11-30")).period == "../2025-11"
    assert mapping.row(raw(metric="deliveries_cumulative", period="2025-11-18")).period == "../2025-11-18"


def test_a_model_is_its_maker_s(mapping):
    row = mapping.row(raw(entity="Nio ES8", metric="bev_registrations_china"))
    assert (row.entity, row.model, row.region) == ("nio", "ES8", "China")


@pytest.mark.parametrize(
    ("qualifier", "value", "expected"),
    [
        (">", "40000", ("40000", "", Modifier.OVER)),
        ("<", "500", ("", "500", Modifier.UNDER)),
        ("~", "40000", ("40000", "40000", Modifier.ABOUT)),
        (">", "-5", ("", "-5", Modifier.OVER)),
    ],
)
def test_bounds(mapping, qualifier, value, expected):
    row = mapping.row(raw(qualifier=qualifier, value=value))
    assert (row.low, row.high, row.modifier) == expected


def test_the_two_ends_of_a_guidance_are_one_range(builder, mapping):
    ends = [
        mapping.row(raw(metric=f"guidance_{end}", period="2025-Q4", value=v))
        for end, v in (("high", "125000"), ("low", "120000"))
    ]
    (both,) = builder.join_ranges(ends)
    assert (both.low, both.high, both.modifier) == ("120000", "125000", Modifier.BETWEEN)
    (one,) = builder.join_ranges(ends[:1])
    assert (one.low, one.high, one.modifier) == ("", "125000", Modifier.UNDER)


def test_what_cannot_be_placed_is_said(mapping):
    assert mapping.row(raw(metric="zebras")) == "zebras: unknown metric"
    assert mapping.row(raw(entity="Nobody Motors")) == "Nobody Motors: unknown entity with deliveries"
    assert mapping.row(raw(entity="CAAM", metric="exports")).startswith(
        "exports of CAAM: bodies count exports differently"
    )
    assert mapping.row(raw(metric="nev_sales_chart")).startswith("nev_sales_chart: the chart does not say")
