"""The evidence: built from the reference tables, complete, and as packaged."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from tachograph.core.claim import Kind, Modality
from tachograph.core.errors import SourceError
from tachograph.core.period import Period
from tachograph.core.quantity import Modifier
from tachograph.packs.naming import Names
from tachograph.packs.reference import COLUMNS, observations_in

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "reference"


@pytest.fixture(scope="module")
def builder(script):
    return script("build_observations")


@pytest.fixture
def placed(pack):
    """What comes of rows, each given by what is special about it."""

    def place(*rows):
        lines = [COLUMNS, *([raw(**row)[column] for column in COLUMNS] for row in rows)]
        return list(observations_in(enumerate(lines, 1), "figures.csv", pack))

    return place


@pytest.fixture
def observed(placed):
    def observe(**fields):
        first = placed(fields)[0]
        assert not isinstance(first, SourceError), first
        return first

    return observe


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


def test_every_entity_of_the_tables_is_known(pack):
    names = set()
    for path in REFERENCE.glob("observations_*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            names |= {row["entity"] for row in csv.DictReader(file)}
    assert len(names) > 70
    known = Names(pack)
    assert [n for n in sorted(names) if not (known.entity(n) or n in pack.glossary.models)] == []


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


def test_a_plain_figure(observed):
    one = observed()
    assert (one.entity, one.metric, one.period) == ("nio", "deliveries", "2025-01")
    assert (one.kind, one.modality) == (Kind.LEVEL, Modality.ACTUAL)
    assert (one.source, one.published) == ("https://example.org/a", "2025-02-01")
    stated = one.quantity
    assert (stated.low, stated.high, stated.modifier) == (13863, 13863, Modifier.EXACTLY)
    assert (stated.unit, stated.precision) == ("vehicle", Decimal(1))


@pytest.mark.parametrize(
    ("metric", "period", "basis"),
    [
        ("deliveries_yoy", "2025-01", "2024-01"),
        ("deliveries_mom", "2025-01", "2024-12"),
        ("revenue_total_qoq", "2025-Q1", "2024-Q4"),
        ("deliveries_yoy", "2025-01/2025-03", "2024-01/2024-03"),
    ],
)
def test_changes_say_against_what(observed, metric, period, basis):
    one = observed(metric=metric, period=period, value="5.5", unit="percent")
    assert (one.kind, one.period, one.basis, one.quantity.unit) == (Kind.CHANGE, period, basis, "percent")


@pytest.mark.parametrize(
    ("entity", "metric", "expected", "narrowed"),
    [
        ("CPCA", "pv_retail", ("china_pv", "retail_sales"), ("passenger", Modality.ACTUAL)),
        ("CPCA", "nev_retail_prelim", ("china_nev", "retail_sales"), ("nev", Modality.ESTIMATE)),
        ("CPCA", "nev_retail_forecast", ("china_nev", "retail_sales"), ("nev", Modality.FORECAST)),
        ("CAAM", "sales", ("china_vehicle", "sales"), (None, Modality.ACTUAL)),
        ("CAAM", "nev_production", ("china_nev", "production"), ("nev", Modality.ACTUAL)),
        ("Geely Auto", "nev_exports", ("geely", "exports"), ("nev", Modality.ACTUAL)),
        ("BYD", "sales_target", ("byd", "sales"), (None, Modality.TARGET)),
        ("NIO", "annual_target", ("nio", "deliveries"), (None, Modality.TARGET)),
        ("NIO", "guidance_low", ("nio", "deliveries"), (None, Modality.TARGET)),
        ("Xiaomi", "deliveries", ("xiaomi_auto", "deliveries"), (None, Modality.ACTUAL)),
        ("Xiaomi", "group_revenue", ("xiaomi", "revenue"), (None, Modality.ACTUAL)),
        ("Geely Auto", "sales", ("geely", "sales"), (None, Modality.ACTUAL)),
        ("HIMA", "aito_share", ("aito", "deliveries"), (None, Modality.ACTUAL)),
    ],
)
def test_names_lead_to_series(observed, entity, metric, expected, narrowed):
    one = observed(entity=entity, metric=metric)
    assert (one.entity, one.metric) == expected
    assert (one.segment, one.modality) == narrowed


@pytest.mark.parametrize(
    ("entity", "metric", "unit"),
    [
        ("nio", "deliveries", "vehicle"),
        ("蔚来", "deliveries", "vehicles"),
        ("nio inc.", "deliveries_target", "vehicles"),
    ],
)
def test_names_of_the_pack_are_understood_as_well(observed, entity, metric, unit):
    one = observed(entity=entity, metric=metric, unit=unit)
    assert (one.entity, one.metric, one.quantity.unit) == ("nio", "deliveries", "vehicle")


def test_a_cumulative_figure_is_since_the_beginning(observed):
    assert observed(metric="deliveries_cumulative", period="2025-11-30").period == "../2025-11"
    assert observed(metric="deliveries_cumulative", period="2025-11-18").period == "../2025-11-18"


@pytest.mark.parametrize("name", ["Nio ES8", "es8"])
def test_a_model_is_its_maker_s(observed, name):
    one = observed(entity=name, metric="bev_registrations_china")
    assert (one.entity, one.model, one.region) == ("nio", "ES8", "China")


@pytest.mark.parametrize(
    ("qualifier", "value", "expected"),
    [
        (">", "40000", (40000, None, Modifier.OVER)),
        ("<", "500", (None, 500, Modifier.UNDER)),
        ("~", "40,000", (40000, 40000, Modifier.ABOUT)),
        (">", "-5", (None, -5, Modifier.OVER)),
        ("<", "-5", (-5, None, Modifier.UNDER)),
    ],
)
def test_bounds(observed, qualifier, value, expected):
    stated = observed(qualifier=qualifier, value=value).quantity
    assert (stated.low, stated.high, stated.modifier) == expected


def test_the_two_ends_of_a_guidance_are_one_range(placed):
    high = {"metric": "guidance_high", "period": "2025-Q4", "value": "125000"}
    low = {"metric": "guidance_low", "period": "2025-Q4", "value": "120000"}
    (both,) = placed(high, low)
    assert (both.quantity.low, both.quantity.high, both.quantity.modifier) == (120000, 125000, Modifier.BETWEEN)
    (one,) = placed(high)
    assert (one.quantity.low, one.quantity.high, one.quantity.modifier) == (None, 125000, Modifier.UNDER)
    (wrong,) = placed(low, {**high, "value": "12500"})
    assert str(wrong).startswith(
        "figures.csv, line 3: the range ends at 12500 vehicle, but begins at 120000 vehicle; mend"
    )


def test_all_that_a_maker_sells_counts_for_the_segment_and_for_the_maker(placed):
    first, second = placed({"entity": "BYD", "metric": "nev_sales", "period": "2025-01"})
    assert (first.segment, second.segment) == ("nev", None)
    assert len(placed({"entity": "BYD", "metric": "nev_sales", "period": "2022-03"})) == 1
    assert len(placed({"entity": "Geely Auto", "metric": "nev_sales", "period": "2025-01"})) == 1


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ({"metric": "zebras"}, "unknown metric 'zebras'; use an id of the pack's metrics"),
        ({"entity": "Nobody Motors"}, "unknown entity 'Nobody Motors' with deliveries; use an entity's name or id"),
        ({"unit": "bushels"}, "unknown unit 'bushels'; use one of percent, CNY"),
        ({"entity": "CAAM", "metric": "exports"}, "exports of CAAM: bodies count exports differently"),
        ({"metric": "nev_sales_chart"}, "nev_sales_chart: the chart does not say"),
        ({"source_url": ""}, "no source: nobody could look it up; write in source_url"),
        ({"value": "many"}, "'many' is no number; write digits"),
        ({"value": "1e999"}, "'1e999' is no number"),
        ({"value": "NaN"}, "'NaN' is no number"),
        ({"value": "9" * 5000}, "'999"),
        ({"qualifier": "approx"}, "unknown qualifier 'approx'; leave it empty"),
        ({"period": "2025-13"}, "no such month: '2025-13'; mend that line"),
        ({"period": "May 2025"}, "not an EDTF period: 'May 2025'"),
        ({"published": "yesterday"}, "not an EDTF period: 'yesterday'"),
    ],
)
def test_what_cannot_be_placed_is_said_and_the_rest_goes_on(placed, fields, line):
    wrong, right = placed(fields, {})
    assert isinstance(wrong, SourceError)
    assert str(wrong).startswith(f"figures.csv, line 2: {line}")
    assert right.entity == "nio"
