"""The verbs about months to come as they are typed."""

import csv
import io
import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from jsonschema import validate

from ledgers import stocked
from tachograph.analysis.forecasting import level
from tachograph.surfaces.cli import run

SCHEMAS = Path(__file__).parents[2] / "docs" / "schema"


@pytest.fixture
def tacho(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("TACHO_LEDGER", stocked(tmp_path))
    monkeypatch.chdir(tmp_path)

    def tacho(*arguments, status=0):
        assert run(arguments) == status
        told = capsys.readouterr()
        return told.err if status == 2 else told.out

    return tacho


def matches(text, schema):
    whole = json.loads(text)
    validate(whole, json.loads((SCHEMAS / f"{schema}.schema.json").read_text("utf-8")))
    return whole


def test_a_forecast_says_what_it_goes_on_from_and_how_good_it_is(tacho):
    text = tacho("forecast", "NIO", "--method", "pooled", "--metric", "deliveries")
    assert "NIO: deliveries, in vehicles" in text
    assert "the last is 2026-03 (35,486)" in text
    assert "adds up to NIO" in text
    assert "target 2026: 456,000 is reached with" in text
    assert "80% interval held in" in text


def test_as_json_it_adds_up_and_names_its_last_cell(tacho):
    whole = matches(tacho("forecast", "nio", "--method", "pooled", "-f", "json"), "forecast")
    group, *brands = whole["forecasts"]
    assert group["last_known"] == "nio:deliveries:2026-03"
    assert {b["group"] for b in brands} == {"nio"}
    for n, month in enumerate(group["months"]):
        assert month["point"] == sum(b["months"][n]["point"] for b in brands)
    quarter = next(t for t in group["totals"] if t["period"] == "2026-Q3")
    assert quarter["point"] == sum(
        m["point"] for m in group["months"] if m["period"] in ("2026-07", "2026-08", "2026-09")
    )
    assert 0 < group["targets"][0]["probability"] < 1


def test_all_that_are_up_to_date_as_csv(tacho):
    rows = list(csv.DictReader(io.StringIO(tacho("forecast", "--method", "pooled", "--months", "3", "-f", "csv"))))
    entities = {row["entity"] for row in rows}
    assert {"nio", "li_auto", "xpeng", "leapmotor", "byd", "zeekr", "xiaomi_auto", "hima", "tesla_china"} <= entities
    assert "neta" not in entities  # its last figures are of 2024
    assert all(float(row["q10"]) <= float(row["q90"]) for row in rows)


def test_fan_charts_are_drawn_in_the_picture(tmp_path, tacho):
    tacho("forecast", "NIO", "--metric", "deliveries", "--method", "pooled", "-o", str(tmp_path / "nio.svg"))
    root = ET.parse(tmp_path / "nio.svg").getroot()
    width, height = (float(n) for n in root.get("viewBox").split()[2:])
    drawn = [*root.iterfind(".//{*}polygon"), *root.iterfind(".//{*}polyline")]
    charts = root.findall("{*}g")
    assert len(drawn) == 4 * len(charts)
    for shape in drawn:
        for point in shape.get("points").split():
            x, y = map(float, point.split(","))
            assert 0 <= x <= width
            assert 0 <= y <= height / len(charts)


def test_a_chart_beside_the_table(tmp_path, tacho):
    fans, what_if = tmp_path / "fans.svg", tmp_path / "what-if.svg"
    common = ("NIO", "--metric", "deliveries", "--method", "pooled")
    text = tacho("forecast", *common, "--chart", str(fans))
    assert "tacho explain nio:deliveries:2026-03" in text
    assert "tacho targets --year 2026" in text
    assert ET.parse(fans).getroot().findall(".//{*}polygon")
    text = tacho("scenario", *common, "--lost-month", "2026-05", "--chart", str(what_if))
    assert "tacho show nio --metric deliveries" in text
    lines = [line.get("class") for line in ET.parse(what_if).getroot().iter("{http://www.w3.org/2000/svg}polyline")]
    assert lines.count("other") == 1
    assert "scores are not drawn" in tacho("forecast", "--scores", "--chart", str(fans), status=2)


def test_a_name_that_sells_through_one_brand_means_that(tacho):
    whole = matches(tacho("forecast", "小米", "--method", "pooled", "-f", "json"), "forecast")
    assert [f["entity_id"] for f in whole["forecasts"]] == ["xiaomi_auto"]


def test_what_cannot_be_forecast_is_said_in_a_line(tacho):
    assert "six of the last twelve" in tacho("forecast", "Neta", status=2)
    assert "1 to 12" in tacho("forecast", "NIO", "--months", "13", status=2)
    assert "nobody" in tacho("forecast", "Nobody Motors", status=2)
    assert "Unknown option" in tacho("forecast", "NIO", "--mnths", status=2)


def test_a_pack_without_months_has_nothing_to_forecast(tmp_path, tacho):
    assert tacho("forecast", "--pack", "wearables", "--ledger", str(tmp_path / "w.duckdb")).startswith(
        "Nothing to forecast"
    )


def test_without_the_library_it_says_what_to_install(tacho, monkeypatch, capsys):
    monkeypatch.setattr(level, "has_library", lambda: False)
    assert run(["forecast", "NIO", "--months", "1"]) == 0
    told = capsys.readouterr()
    assert "pip install 'tachograph[forecast]'" in told.err
    assert "The method (pooled)" in told.out
    assert "pip install 'tachograph[forecast]'" in tacho("forecast", "NIO", "--method", "combined", status=2)


def test_forecasts_are_kept_and_scored_when_the_figure_arrives(tmp_path, tacho):
    tacho("forecast", "Xiaomi", "--method", "pooled", "--no-keep")
    tacho("forecast", "Xiaomi", "--method", "pooled")
    assert "none of its months is known yet" in tacho("forecast", "--scores")
    table = tmp_path / "march.csv"
    table.write_text(
        "entity,metric,period,value,qualifier,unit,source_url,published\n"
        "Xiaomi Auto,deliveries,2026-03,31234,,vehicles,https://xiaomi.example/march,2026-04-01\n",
        encoding="utf-8",
    )
    tacho("add", "--reference", str(table))
    whole = matches(tacho("forecast", "--scores", "-f", "json"), "forecast_scores")
    (score,) = whole["kept"][0]["scores"]
    assert (score["period"], score["horizon"], score["actual"]) == ("2026-03", 1, 31234)
    assert whole["skill"]["scored"] == 1
    assert "2026-03,1," in tacho("forecast", "--scores", "-f", "csv")


def test_a_forecast_of_an_earlier_day_knows_nothing_later_and_is_not_kept(tacho):
    told = tacho("forecast", "NIO", "--method", "pooled", "--as-of", "2025-06-15", "-f", "json")
    whole = matches(told, "forecast")
    assert whole["forecasts"][0]["last_known"] == "nio:deliveries:2025-05"
    assert whole["forecasts"][0]["made_on"] == "2025-06-15"
    assert "No forecast has been kept" in tacho("forecast", "--scores")


def test_a_scenario_prints_what_it_assumes(tacho):
    text = tacho(
        "scenario", "Xiaomi", "--lost-month", "2026-06:lost=1", "--ramp", "2026-07:peak=8000", "--method", "pooled"
    )
    assert "lost-month 2026-06: 1  part of the month's sales that is not made in it" in text
    assert "lost-month 2026-06: 0.5*  part of that which is made up for later" in text
    assert "-100.0%" in text
    assert "target 2026: 550,000 is reached with" in text


def test_a_scenario_from_a_file_is_the_one_that_is_typed(tmp_path, tacho):
    path = tmp_path / "what.toml"
    path.write_text('[[tax-step]]\nat = "2027-01"\npulled = 0.3\n', encoding="utf-8")
    typed = tacho("scenario", "NIO", "--tax-step", "2027-01:pulled=0.3", "--method", "pooled", "-f", "json")
    assert tacho("scenario", "NIO", "--file", str(path), "--method", "pooled", "-f", "json") == typed
    whole = matches(typed, "scenario")
    assert [a["default"] for a in whole["assumptions"]] == [False, True, True]
    (one,) = whole["supposed"]
    months = {e["period"]: e["point"] for e in one["forecast"]}
    then = {e["period"]: e["point"] for e in one["supposed"]}
    assert then["2026-12"] > months["2026-12"]
    assert then["2027-01"] < months["2027-01"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["NIO"], "nothing is supposed"), (["--lost-month", "2026-06"], "nobody is named"),
        (["NIO", "--ramp", "2026-06"], "peak is missing"), (["NIO", "--lost-month", "2026-06:x=1"], "has no x"),
        (["NIO", "--lost-month", "2026-06:lost=much"], "cannot be read"), (["NIO", "--lost-month", "2030-01"], "no month"),
        (["NIO", "--file", "missing.toml"], "cannot be read"),
    ],
)  # fmt: skip
def test_a_scenario_that_cannot_be_is_said_in_a_line(tacho, arguments, told):
    assert told in tacho("scenario", *arguments, "--method", "pooled", status=2)
