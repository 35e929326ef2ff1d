"""The pages over the ledger: figures with their way to the sources, and the same by REST."""

import csv
import json
import re
import shutil
import time
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree as ET

import pytest
from jsonschema import Draft202012Validator
from starlette.testclient import TestClient

from tachograph.presenting import words
from tachograph.surfaces.web.app import make_app
from tachograph.surfaces.web.settings import Settings

SCHEMAS = Path(__file__).parents[3] / "docs" / "schema"
FRESH = {"Cache-Control": "no-cache"}
HIMA = "hima:deliveries:2026-01"


def links(html, start):
    return {address.replace("&amp;", "&") for address in re.findall(rf'href="({start}[^"]*)"', html)}


def test_the_board_shows_who_has_arrived_and_who_is_missing(client):
    html = client.get("/board?period=2026-01").text
    there, missing = html.split('class="awaited"')[0], html.split('class="awaited"')[1].split("</ul>")[0]
    assert re.search(r"HIMA</a><a class=\"much\" [^>]*>57,915<", there)
    assert "9 of 13 have arrived" in there
    assert "GAC Aion" in missing
    assert "last known Dec 2025" in missing
    assert 'class="missing"' not in there.split("<table")[0]


@pytest.mark.parametrize("path", ["/board?period=2026-01", "/leader?period=2026-01", "/makers?name=NIO", "/targets"])
def test_every_figure_leads_to_its_cell(client, path):
    found = links(client.get(path).text, "/cell")
    assert found
    for one in sorted(found)[::10]:
        assert client.get(one).status_code == 200, one


def test_a_cell_says_who_says_so_and_how_it_follows(client):
    html = client.get(f"/cell?is={HIMA}").text
    assert "<strong>57,915</strong>" in html
    assert "Who says so" in html
    assert "https://news.livedoor.com/article/detail/30494593/" in html
    derived = client.get("/cell?is=xpeng:deliveries:2026-01/2026-02").text
    assert "20,011 (Jan 2026)" in derived
    assert client.get("/cell?is=nobody:deliveries:2026-01").status_code == 404


def test_what_was_known_on_a_day_is_shown(client):
    before = client.get("/api/v1/show?entity=HIMA&metric=deliveries&period=2026-01&as_of=2026-01-15").json()
    after = client.get("/api/v1/show?entity=HIMA&metric=deliveries&period=2026-01").json()
    assert [one["value"] for one in after["cells"]] == [57915]
    assert before["cells"] == []


def test_a_sparkline_and_a_chart_say_what_they_show(client):
    board = client.get("/board?period=2026-01").text
    assert re.search(r'<svg class="spark" role="img"[^>]*><title>13 months until Jan 2026: between 21,\d{3} and', board)
    chart = client.get("/makers?name=nio").text
    assert re.search(r'<a href="/cell\?is=nio%3Adeliveries%3A2025-12" aria-label="Dec 2025: 48,135">', chart)


@pytest.mark.parametrize(
    ("path", "schema"),
    [
        ("board?period=2026-01", "board"),
        ("leader?period=2026-01", "leader"),
        ("market?period=2026-01", "market"),
        ("targets?year=2026", "targets"),
        ("maker?name=NIO", "maker"),
        ("show?entity=NIO&metric=deliveries", "cells"),
        ("diff?entity=NIO&metric=deliveries&period=2025-12", "vintages"),
        ("conflicts?size=5", "conflicts"),
        ("promises", "promises"),
        (f"explain?of={quote(HIMA)}", "explained"),
        ("sources", "sources"),
        ("forecast?entity=NIO", "forecast"),
        ("forecast/scores", "forecast_scores"),
        ("ask?q=Leapmotor+deliveries+in+2025", "ask"),
    ],
)
def test_an_answer_is_as_its_schema_says(client, path, schema):
    answer = client.get(f"/api/v1/{path}")
    assert answer.status_code == 200, answer.text
    Draft202012Validator(json.loads((SCHEMAS / f"{schema}.schema.json").read_text())).validate(answer.json())
    again = client.get(f"/api/v1/{path}", headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304


def test_lists_come_a_page_at_a_time(client):
    first = client.get("/api/v1/show?entity=NIO&size=2")
    total = int(first.headers["x-total-count"])
    second = client.get("/api/v1/show?entity=NIO&size=2&page=2").json()["cells"]
    assert total > 4
    assert 'rel="next"' in first.headers["link"]
    assert len(second) == 2
    assert second[0] not in first.json()["cells"]


def test_changes_are_what_was_added_since(client):
    head, *rows = client.get("/api/v1/export?what=observations&entity=NIO&since=2027-03-10").text.splitlines()
    assert "source" in head
    assert rows  # the ledger of these tests was made on that day
    assert client.get("/api/v1/export?what=observations&since=2027-03-11").text.splitlines()[1:] == []
    assert client.get("/api/v1/show?entity=NIO&since=2027-03-11").json()["cells"] == []


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("board?period=soon", 422, "period: soon is no period"),
        ("board?period=2026-05/2026-01", 404, "period"),
        ("show", 422, "entity: is missing"),
        ("show?entity=Nobodyatall", 404, "nobody in the ledger or its packs is called so"),
        ("leader?as_of=2026-02-30", 422, "as_of: 2026-02-30 is no day"),
        ("board?level=planet", 422, "level: is none of"),
        ("targets?year=12026", 422, "year"),
        ("explain?of=0", 404, "there is no such claim or cell"),
    ],
)
def test_what_cannot_be_answered_is_told_in_a_line(client, path, status, said):
    answer = client.get(f"/api/v1/{path}")
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert said in answer.json()["detail"]


def test_a_server_without_a_ledger_says_so():
    with TestClient(make_app(Settings(workers=0)), base_url="http://localhost") as client:
        assert "tacho serve --ledger" in client.get("/board").text
        assert client.get("/api/v1/board").status_code == 503


def test_what_is_kept_is_made_anew_when_the_ledger_changes(client, app):
    library = app._app.state.library
    before = library.shelf()
    place = Path(library.books.location)
    etag = client.get("/board?period=2026-01").headers["etag"]
    assert client.get("/board?period=2026-01", headers={"If-None-Match": etag}).status_code == 304
    place.touch()
    assert library.shelf() is before  # which took some time to make
    reloaded = {"Cache-Control": "Max-Age=0"}
    assert client.get("/board?period=2026-01", headers=reloaded).headers["etag"] == etag  # for it says the same
    assert library.shelf() is not before


def test_a_question_is_answered_with_its_figures_and_their_cells(client):
    html = client.get("/ask?q=Who led China's EV start-ups in January 2026?").text
    assert "leader: Chinese EV start-ups, Jan 2026" in html
    assert "HIMA leads the deliveries" in html
    assert f'href="/cell?is={quote(HIMA)}"' in html
    assert "These are deliveries as the makers themselves count" in html
    assert "Cannot answer, because" in client.get("/ask?q=Why did sales fall?").text
    asked = client.get("/ask?q=<b>零跑</b>2025年交付多少辆").text
    assert "&lt;b&gt;零跑" in asked
    assert "596,555" in asked


def test_forecasts_say_how_far_they_are_and_then_what_they_expect(ledger):
    with TestClient(
        make_app(Settings(workers=0, ledger=ledger, wait=0.001, soon=0.2)), base_url="http://127.0.0.1"
    ) as client:
        assert client.get("/api/v1/forecast?entity=nio").status_code == 503
        until = time.monotonic() + 120
        first = client.get("/forecasts?of=nio", headers={"Accept": "application/json"})
        while first.status_code == 202 and time.monotonic() < until:
            assert set(first.json()) == {"done", "of"}
            first = client.get("/forecasts?of=nio", headers={"Accept": "application/json"})
        html = client.get("/forecasts?of=nio").text
        made = client.get("/api/v1/forecast?entity=nio").json()["forecasts"][0]
        month = made["months"][0]
        said = f"{words.period(month['period'])}: {month['point']:,} expected, 80% likely between {month['low']:,} and {month['high']:,}"
        assert said in html
        assert made["last_known"].replace(":", "%3A") in html
        for path in ("/forecasts", "/chart/forecast.svg?of=nio", "/chart/forecast.csv?of=nio"):
            assert client.get(path).status_code == 200
        assert "In hindsight" in client.get("/forecasts").text


def test_charts_are_taken_away_as_files_that_need_no_page(client):
    svg = client.get(f"/chart/months.svg?is={HIMA}")
    assert svg.headers["content-disposition"] == 'attachment; filename="hima-deliveries.svg"'
    drawn = ET.fromstring(svg.text)
    assert drawn.tag == "{http://www.w3.org/2000/svg}svg"
    assert "class=" not in svg.text
    assert "href=" not in svg.text
    rows = list(csv.DictReader(client.get(f"/chart/months.csv?is={HIMA}").text.splitlines()))
    assert {"period": "2026-01", "value": "57915"}.items() <= rows[-1].items()
    assert client.get("/chart/months.pdf?is=hima").status_code == 404
    assert client.get("/chart/months.svg?is=nobody:deliveries:2026-01").status_code == 404


def test_a_report_is_taken_away_in_every_form(client):
    html = client.get("/report?period=2026-01").text
    assert "HIMA led the deliveries of the Chinese EV start-ups with 57,915" in html
    for form, start in (("html", b"<!doctype html>"), ("markdown", b"# Report, Jan 2026"), ("xlsx", b"PK")):
        assert f'href="/api/v1/report?period=2026-01&amp;form={form}" download' in html
        answer = client.get(f"/api/v1/report?period=2026-01&form={form}")
        assert answer.status_code == 200
        assert answer.content.lower().startswith(start.lower())
        assert answer.headers["content-disposition"].startswith('attachment; filename="report-2026-01.')
    assert '"/report?period=2026-01"' in client.get("/board?period=2026-01").text
    assert client.get("/api/v1/report?period=1999-01").status_code == 404
    assert client.get("/api/v1/report?period=2025-01/2025-11").status_code == 404


def test_what_if_is_answered_as_on_the_command_line(client):
    found = client.get("/api/v1/scenario?entity=NIO&lost_month=2026-09:lost=0.5&lost_month=2026-10").json()
    (one,) = found["supposed"]
    before, after = ({m["period"]: m["point"] for m in one[key]} for key in ("forecast", "supposed"))
    assert after["2026-09"] == pytest.approx(before["2026-09"] / 2, rel=0.01)
    said = client.get("/api/v1/scenario?entity=NIO&lost_month=never")
    assert (said.status_code, said.headers["content-type"]) == (404, "application/problem+json")
    assert "nothing is supposed" in client.get("/api/v1/scenario?entity=NIO").json()["detail"]


def test_who_has_a_key_adds_to_the_ledger(ledger, tmp_path, client):
    place = shutil.copy(ledger, tmp_path / "own.duckdb")
    article = {"text": "HIMA delivered 57,915 vehicles in January 2026, up 99% from 34,987.", "published": "2026-02-02"}
    settings = Settings(workers=0, ledger=str(place), keys=("a-key-of-some-length",))
    with TestClient(make_app(settings), base_url="http://127.0.0.1") as keyed:
        bad = keyed.post("/api/v1/add", json=article, headers={"Authorization": "Bearer another"})
        assert (bad.status_code, bad.headers["www-authenticate"]) == (401, "Bearer")
        before = keyed.get("/api/v1/show?entity=HIMA&metric=deliveries&period=2026-01").text
        key = {"Authorization": "Bearer a-key-of-some-length"}
        done = keyed.post("/api/v1/add", json=article, headers=key).json()
        assert (len(done["added"]), done["known"], done["contradicted"], done["errors"]) == (1, 0, 1, [])
        assert done["figures"] >= 2
        again = keyed.post("/api/v1/add", json=article, headers=key).json()
        assert (again["added"], again["known"], again["figures"]) == ([], 1, 0)
        after = keyed.get("/api/v1/show?entity=HIMA&metric=deliveries&period=2026-01", headers=FRESH).text
        assert before.count("57,915 vehicles in January") < after.count("57,915 vehicles in January")
    assert client.post("/api/v1/add", json=article).status_code == 403
